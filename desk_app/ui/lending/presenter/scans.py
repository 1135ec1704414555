"""Uitlenen: a card, then copies one after the other. Plain Python.

A scan is never lost and never answers anything: what comes while a notice is unread waits, and
goes on once it was read.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from desk_app.domain.loans import (
    BorrowerBlocked,
    DigitalOnlyLendsNothing,
    LentAlready,
    LentToAnother,
    OthersWait,
    OverdueTooLong,
    ReservedForAnother,
)
from desk_app.domain.staff import Permission
from desk_app.domain.subscriptions import NoSubscription
from desk_app.errors import Refused
from desk_app.ui.counter.in_turn import InTurn, Turn
from desk_app.ui.counter.scanned import AtCounter, Counted, at_counter
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.framework.tone import Tone
from desk_app.ui.lending.presenter.session import Session
from desk_app.ui.lending.state import Sign, Way
from desk_app.ui.wording import counter as counter_words
from desk_app.ui.wording import lending as words
from desk_app.ui.wording.errors import sentence_for
from desk_app.ui.wording.said import Said
from desk_app.usecases.commands.circulation import LendCopy, Lent
from desk_app.usecases.queries.circulation import (
    CopyAtCounter,
    CopyState,
    CounterCustomer,
    CounterSession,
    CounterSessionByNumber,
)

PREVIOUS = "V"
"""Typed instead of a number: the customer before, as in Wise."""

RETURN_FIRST = "return_first"
RENEW = "renew"
CHECK_IN = "check_in"
FILE = "file"


class LendingPresenter:
    """What is scanned and typed on the page of lending."""

    def __init__(self, session: Session, runner: Runner, check_in: Callable[[str], None]) -> None:
        """`check_in` gets the barcode of a copy that is scanned while nobody is here."""
        self._session = session
        self._view = session.view
        self._runner = runner
        self._check_in = check_in
        self._turn = InTurn(self._take)
        self.last_barcode = ""
        """What the buttons of the last message are about."""

    # ---------------------------------------------------------------------------------- coming in

    def scanned(self, text: str) -> None:
        """Something was scanned, or typed and entered."""
        if text.strip().upper() == PREVIOUS:
            self.take_previous()
        elif at_counter(text).kind is not Counted.NOTHING:
            self._turn.add(text)

    def take_previous(self) -> None:
        """The customer before, once more."""
        before = self._session.previous
        if before is None:
            self._view.say(Tone.INFO, Said(words.NO_PREVIOUS))
        else:
            self.serve(before.actor_id)

    def serve(self, actor_id: int) -> None:
        """Somebody who is known already comes to the counter."""
        if not self._session.is_now(actor_id):
            self._view.show_looking_up()
        self._runner.ask(
            CounterSession(actor_id, self._session.place),
            self._session.begin,
            self._nobody,
            supersedes="counter_session",
        )

    def welcome(self, customer: CounterCustomer) -> None:
        """A card was scanned elsewhere and its customer is known."""
        self._session.begin(customer)

    def read(self) -> None:
        """The notices were read: what waited goes on."""
        session = self._session
        if not session.unread:
            return
        session.unread = False
        held, session.held = session.held, []
        session.show_notices()
        for barcode in held:
            self._turn.add(barcode)

    def end(self) -> None:
        """F12: this customer is done. What was scanned for them and waits is dropped."""
        if self._session.customer is not None:
            self._turn.clear()
            self._session.end()

    # --------------------------------------------------------------------------------- one by one

    def _take(self, text: str, turn: Turn) -> None:
        at = at_counter(text)
        if at.kind is Counted.COPY:
            self._copy(at.number, turn)
        elif at.kind is Counted.ISBN:
            self._view.say(Tone.WARNING, counter_words.ISBN)
            turn.settled()
        else:
            if self._session.customer is None:
                self._view.show_looking_up()
            self._runner.ask(
                CounterSessionByNumber(at.number, self._session.place),
                partial(self._found, at, turn),
                self._refused,
                on_settled=partial(self._looked_up, turn),
            )

    def _looked_up(self, turn: Turn) -> None:
        if self._session.customer is None:
            self._session.show_waiting()
        turn.settled()

    def _found(self, at: AtCounter, turn: Turn, customer: CounterCustomer | None) -> None:
        if customer is not None:
            self._session.begin(customer)
            return
        # No card, so perhaps a copy that is numbered like one.
        turn.one_more()
        self._runner.ask(
            CopyAtCounter(at.number),
            partial(self._maybe_copy, at, turn),
            self._refused,
            on_settled=turn.settled,
        )

    def _maybe_copy(self, at: AtCounter, turn: Turn, copy: CopyState | None) -> None:
        if copy is None:
            self._view.say(Tone.WARNING, counter_words.nobodys(at))
        else:
            turn.one_more()
            self._copy(copy.barcode, turn)

    def _copy(self, barcode: str, turn: Turn) -> None:
        session = self._session
        if session.customer is None:
            self._check_in(barcode)
            turn.settled()
        elif session.unread:
            session.held.append(barcode)
            session.show_notices()
            turn.settled()
        else:
            self._lend(barcode, session.customer.actor_id, turn.settled)

    # ------------------------------------------------------------------------------------ lending

    def lend(self, barcode: str) -> None:
        """Lend a copy that is in hand to who stands here."""
        if self._session.customer is not None:
            self._lend(barcode, self._session.customer.actor_id, _nothing)

    def _lend(self, barcode: str, actor_id: int, settled: Callable[[], None]) -> None:
        number = self._session.lines.add(barcode)
        self._view.show_tab(0)
        self._session.show_lines()

        def settle() -> None:
            if self._session.lines.still_busy(number):
                self._session.lines.change(
                    number, sign=Sign.UNKNOWN, note=counter_words.UNKNOWN_OUTCOME
                )
                self._session.show_lines()
            settled()

        self._runner.execute(
            LendCopy(actor_id, self._session.place, barcode),
            partial(self.lent, number, actor_id),
            partial(self._stopped, number, barcode),
            settle,
        )

    def lent(self, number: int, actor_id: int, answer: Lent) -> None:
        """It went home: tell so in its line."""
        session = self._session
        sign = Sign.RESERVED if answer.was_reserved else Sign.LENT
        session.lines.change(
            number,
            sign=sign,
            barcode=answer.barcode,
            title=answer.title,
            author=answer.author,
            due_on=answer.due_on,
            note="",
            loan_id=answer.loan_id,
        )
        session.show_lines()
        if session.is_now(actor_id):
            self._view.show_possession(answer.items_out, answer.most)
            self._view.say(Tone.OK, Said(words.lent(answer)))
            session.refresh()

    def _stopped(self, number: int, barcode: str, error: Refused) -> None:
        said = sentence_for(error)
        self._session.lines.change(number, sign=Sign.STOPPED, note=said.sentence)
        self._session.show_lines()
        self.last_barcode = barcode
        if self._session.may(CopyAtCounter.permission):
            # The refusal knows no title, and whoever has the copy in hand wants to see it is that.
            self._runner.ask(CopyAtCounter(barcode), partial(self._named, number), _ignored)
        self._view.say(Tone.TROUBLE, said, _ways(error, self._session.may))

    def _named(self, number: int, copy: CopyState | None) -> None:
        if copy is not None:
            self._session.lines.change(number, title=copy.title, author=copy.author)
            self._session.show_lines()

    def _nobody(self, error: Refused) -> None:
        if self._session.customer is None:
            self._session.show_waiting()
        self._refused(error)

    def _refused(self, error: Refused) -> None:
        self._view.say(Tone.TROUBLE, sentence_for(error))


def _ignored(_error: Refused) -> None:
    """The line says enough without a title."""


def _nothing() -> None:
    """Nobody waits for it."""


def _ways(error: Refused, may: Callable[[Permission], bool]) -> tuple[Way, ...]:
    """What can be done at once about a copy that is not lent."""
    returns = may(Permission.CIRCULATION_RETURN)
    if isinstance(error, LentToAnother) and returns:
        return (Way(RETURN_FIRST, words.RETURN_AND_LEND),)
    if isinstance(error, OthersWait | ReservedForAnother) and returns:
        return (Way(CHECK_IN, words.RETURN_IT),)
    if isinstance(error, LentAlready):
        return (Way(RENEW, words.RENEW),)
    about_customer = BorrowerBlocked | DigitalOnlyLendsNothing | NoSubscription | OverdueTooLong
    if isinstance(error, about_customer) and may(Permission.CUSTOMER_READ):
        return (Way(FILE, words.OPEN_FILE),)
    return ()
