"""Signing in, locking, unlocking and signing out."""

from __future__ import annotations

from desk_app.errors import DeskAppError, Refused
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.shell.session.view_port import SessionExits, SessionView
from desk_app.ui.wording import shell as words
from desk_app.ui.wording.errors import sentence_for
from desk_app.usecases.commands.sessions import LockSession, SignIn, SignOut, UnlockSession
from desk_app.usecases.messages import SignedIn


class SessionPresenter:
    """Who is at this desk.

    Locking hides the screen at once and tells the desk afterwards: what is on the screen must not
    wait for a server.
    """

    def __init__(self, view: SessionView, runner: Runner, exits: SessionExits) -> None:
        self._view = view
        self._runner = runner
        self._exits = exits
        self._who: SignedIn | None = None
        self._locked = False

    @property
    def who(self) -> SignedIn | None:
        """Who is signed in."""
        return self._who

    @property
    def locked(self) -> bool:
        """Whether the desk is locked."""
        return self._locked

    def sign_in(self, username: str, password: str) -> None:
        """Open a session."""
        if not username.strip():
            self._view.say(words.NEEDS_USERNAME)
            return
        if not password:
            self._view.say(words.NEEDS_PASSWORD)
            return
        self._begin()
        self._runner.execute(
            SignIn(username=username.strip(), password=password),
            self._signed_in,
            self._refused,
            self._settled,
        )

    def lock(self) -> None:
        """Hide everything; does nothing when nobody is signed in."""
        if self._who is None or self._locked:
            return
        self._locked = True
        self._view.say("")
        self._view.show_locked(self._who.display_name)
        self._runner.execute(LockSession(), lambda _nothing: None)

    def unlock(self, password: str) -> None:
        """Show everything again."""
        if not self._locked:
            return
        if not password:
            self._view.say(words.NEEDS_PASSWORD)
            return
        self._begin()
        self._runner.execute(
            UnlockSession(password=password),
            lambda _nothing: self._unlocked(),
            self._refused,
            self._settled,
        )

    def sign_out(self) -> None:
        """Close the session; what is on the screen goes at once."""
        if self._who is None:
            return
        self._who = None
        self._locked = False
        self._exits.signed_out()
        self._view.say("")
        self._view.show_sign_in()
        self._runner.execute(SignOut(), lambda _nothing: None)

    def _begin(self) -> None:
        self._view.say("")
        self._view.set_busy(busy=True)

    def _settled(self) -> None:
        self._view.set_busy(busy=False)

    def _signed_in(self, who: SignedIn) -> None:
        self._who = who
        self._locked = False
        self._exits.signed_in(who)
        self._view.show_work()

    def _unlocked(self) -> None:
        self._locked = False
        self._view.show_work()

    def _refused(self, error: Refused) -> None:
        self._tell(error)

    def _tell(self, error: DeskAppError) -> None:
        said = sentence_for(error)
        self._view.say(said.sentence, said.advice, said.code)
