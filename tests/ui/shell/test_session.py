from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desk_app.domain.staff import Role
from desk_app.errors import Refused, Unavailable
from desk_app.ui.shell import menus
from desk_app.ui.shell.main_window import MainWindow
from desk_app.ui.shell.session.presenter import SessionPresenter
from desk_app.ui.shell.session.screen import join_session
from desk_app.ui.wording import shell as words
from desk_app.usecases.commands.sessions import LockSession, SignIn, SignOut, UnlockSession
from desk_app.usecases.messages import SignedIn
from tests.ui.fake_runner import FakeRunner
from tests.ui.pages.shell_page import ShellPage

WHO = SignedIn(
    staff_id=1,
    username="balie",
    display_name="Balie 1",
    role=Role.FRONT_OFFICE,
    branch_code="9548",
    branch_name="Ruinerwold",
    library_name="Bibliotheek Ruinerwold",
    token="t",
)


class View:
    """A session view that remembers."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.said = ""

    def show_sign_in(self) -> None:
        self.seen.append("sign in")

    def show_locked(self, display_name: str) -> None:
        self.seen.append(f"locked by {display_name}")

    def show_work(self) -> None:
        self.seen.append("work")

    def say(self, sentence: str, advice: str = "", code: str = "") -> None:
        self.said = sentence

    def set_busy(self, *, busy: bool) -> None:
        self.seen.append("busy" if busy else "ready")


class Exits:
    """Hears who came and went."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def signed_in(self, who: SignedIn) -> None:
        self.heard.append(who.username)

    def signed_out(self) -> None:
        self.heard.append("out")


class Desk:
    """Knows one password."""

    def __init__(self) -> None:
        self.away = False

    def __call__(self, message: Any) -> Any:
        if self.away:
            raise Unavailable
        if isinstance(message, SignIn | UnlockSession) and message.password != "geheim-1":
            raise Refused
        return WHO if isinstance(message, SignIn) else None


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def runner(desk: Desk) -> FakeRunner:
    return FakeRunner(desk)


def test_signing_in_locking_and_leaving(runner: FakeRunner) -> None:
    view, exits = View(), Exits()
    presenter = SessionPresenter(view, runner, exits)
    presenter.lock()
    presenter.unlock("x")
    presenter.sign_out()
    assert (view.seen, runner.executed) == ([], [])
    presenter.sign_in(" balie ", "geheim-1")
    who = [presenter.who]
    assert view.seen == ["busy", "work", "ready"]
    presenter.lock()
    presenter.lock()
    states = [presenter.locked]
    presenter.unlock("geheim-1")
    states.append(presenter.locked)
    assert states == [True, False]
    presenter.sign_out()
    who.append(presenter.who)
    assert who == [WHO, None]
    assert exits.heard == ["balie", "out"]
    assert view.seen[3:] == ["locked by Balie 1", "busy", "work", "ready", "sign in"]
    assert [type(command) for command in runner.executed] == [
        SignIn,
        LockSession,
        UnlockSession,
        SignOut,
    ]


def test_what_is_missing_is_said_without_asking_the_desk(runner: FakeRunner) -> None:
    view = View()
    presenter = SessionPresenter(view, runner, Exits())
    presenter.sign_in("  ", "x")
    assert view.said == words.NEEDS_USERNAME
    presenter.sign_in("balie", "")
    assert view.said == words.NEEDS_PASSWORD
    presenter.sign_in("balie", "geheim-1")
    presenter.lock()
    presenter.unlock("")
    assert view.said == words.NEEDS_PASSWORD
    assert len(runner.executed) == 2


def test_a_wrong_password_keeps_everything_shut(runner: FakeRunner) -> None:
    view, exits = View(), Exits()
    presenter = SessionPresenter(view, runner, exits)
    presenter.sign_in("balie", "verkeerd")
    assert view.said
    assert view.seen == ["busy", "ready"]
    presenter.sign_in("balie", "geheim-1")
    presenter.lock()
    presenter.unlock("verkeerd")
    assert presenter.locked
    assert exits.heard == ["balie"]


def test_the_screen_is_blank_before_the_desk_has_heard_of_the_lock(runner: FakeRunner) -> None:
    view = View()
    presenter = SessionPresenter(view, runner, Exits())
    presenter.sign_in("balie", "geheim-1")
    runner.hold()
    presenter.lock()
    assert view.seen[-1] == "locked by Balie 1"
    runner.release()


def test_through_the_window(
    window: MainWindow, page: ShellPage, runner: FakeRunner, qtbot: QtBot
) -> None:
    exits = Exits()
    join_session(window, runner, exits)
    assert window.covered
    page.sign_in("balie", "verkeerd")
    assert page.trouble()
    page.sign_in("", "geheim-1")
    page.wait_for_work()
    assert runner.executed[-1] == SignIn("balie", "geheim-1")
    page.click("strip_lock")
    qtbot.waitUntil(lambda: window.covered)
    assert page.text("lock_who") == words.locked_by("Balie 1")
    assert not window.menuBar().isVisible()
    assert not window.stage.isVisible()
    page.type_into("lock_password", "geheim-1")
    page.click("lock_unlock")
    page.wait_for_work()
    window.actions_.run(menus.SIGN_OUT)
    assert window.sign_in_page.isVisible()
    page.click("demo_staff_balie")
    page.wait_for_work()
    assert exits.heard == ["balie", "out", "balie"]


def test_a_desk_that_is_away_leaves_the_page_usable(
    window: MainWindow, page: ShellPage, runner: FakeRunner, desk: Desk
) -> None:
    join_session(window, runner, Exits())
    desk.away = True
    page.sign_in("balie", "geheim-1")
    assert len(runner.troubles) == 1
    desk.away = False
    page.type_into("sign_in_password", "geheim-1")
    page.click("sign_in_go")
    page.wait_for_work()
