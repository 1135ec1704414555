"""Who stands at the counter now, and what is known of them. Plain Python."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from desk_app.domain.staff import Permission
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.framework.tone import Tone
from desk_app.ui.lending.presenter.lines import Lines
from desk_app.ui.lending.state import Reasons, Way
from desk_app.ui.lending.view_port import LendingView
from desk_app.ui.wording import lending as words
from desk_app.ui.wording.errors import sentence_for
from desk_app.ui.wording.permissions import barred
from desk_app.usecases.queries.circulation import (
    CounterCustomer,
    CounterSession,
    LoanLine,
    ReservationRow,
)


@dataclass(frozen=True)
class Previous:
    """Who stood here before, and how much went home."""

    actor_id: int
    name: str
    lent: int


Row = TypeVar("Row")


class Session:
    """One customer at the counter of `place`, or nobody.

    `held` are barcodes that wait until the notices are read.
    """

    def __init__(
        self,
        view: LendingView,
        runner: Runner,
        place: str,
        may: Callable[[Permission], bool],
        changed: Callable[[bool], None],
    ) -> None:
        """`changed` hears that somebody came, or that nobody is here any more."""
        self.view = view
        self.place = place
        self.customer: CounterCustomer | None = None
        self.previous: Previous | None = None
        self.lines = Lines()
        self.held: list[str] = []
        self.unread = False
        self.loan: LoanLine | None = None
        self.reservation: ReservationRow | None = None
        self._runner = runner
        self._may = may
        self._changed = changed

    @property
    def actor_id(self) -> int | None:
        """Who it is."""
        return None if self.customer is None else self.customer.actor_id

    def is_now(self, actor_id: int) -> bool:
        """Whether this customer still stands here."""
        return self.actor_id == actor_id

    # --------------------------------------------------------------------------- coming and going

    def begin(self, customer: CounterCustomer) -> None:
        """Somebody comes to the counter; who stood here leaves."""
        if self.is_now(customer.actor_id):
            self._show(customer)
            return
        self._leave()
        self.lines.start()
        self.unread = bool(customer.notices)
        self.view.clear_message()
        self._show(customer)
        self.show_lines()
        self.show_notices()
        self.view.show_tab(0)
        self._changed(True)
        if customer.refused is not None:
            ways = (Way("file", words.OPEN_FILE),) if self.may(Permission.CUSTOMER_READ) else ()
            self.view.say(Tone.TROUBLE, sentence_for(customer.refused), ways)

    def end(self) -> None:
        """This customer is done."""
        self._leave()
        self.lines.start()
        self.view.clear_message()
        self.show_waiting()
        self._changed(False)

    def show_waiting(self) -> None:
        """Nobody is here."""
        before = self.previous
        self.view.show_waiting("" if before is None else words.previous(before.name, before.lent))
        self.show_reasons()

    def refresh(self) -> None:
        """Ask again what this customer has and waits for."""
        if self.customer is not None:
            self._runner.ask(
                CounterSession(self.customer.actor_id, self.place),
                self._refreshed,
                lambda _refused: self.end(),
                supersedes="counter_session",
            )

    def _leave(self) -> None:
        if self.customer is not None:
            self.previous = Previous(self.customer.actor_id, self.customer.name, self.lines.lent)
        self.customer = self.loan = self.reservation = None
        self.held = []
        self.unread = False

    def _refreshed(self, customer: CounterCustomer) -> None:
        if self.is_now(customer.actor_id):
            self._show(customer)

    # ------------------------------------------------------------------------------------ showing

    def _show(self, customer: CounterCustomer) -> None:
        self.customer = customer
        self.loan = _still(self.loan, customer.loans, lambda one: one.loan_id)
        self.reservation = _still(
            self.reservation, customer.reservations, lambda one: one.reservation_id
        )
        self.view.show_customer(customer)
        self.show_reasons()

    def show_lines(self) -> None:
        """What was scanned."""
        self.view.show_lines(self.lines.rows)
        self.show_reasons()

    def show_notices(self) -> None:
        """What must be read first."""
        customer = self.customer
        if customer is None or not self.unread:
            self.view.show_notices((), "")
        else:
            texts = tuple(notice.text for notice in customer.notices)
            self.view.show_notices(texts, words.unread(len(self.held)))

    def show_reasons(self) -> None:
        """Grey the buttons, or free them."""
        self.view.show_reasons(self.reasons())

    def reasons(self) -> Reasons:
        """Why each button is grey."""
        if self.customer is None:
            return Reasons(*[words.NO_CUSTOMER] * 6)
        lend = barred(self._may, Permission.CIRCULATION_LEND)
        drop = barred(self._may, Permission.RESERVATION_MANAGE)
        nothing = None if self.lines.newest_lent() else words.NOTHING_LENT
        return Reasons(
            cancel_last=barred(self._may, Permission.CIRCULATION_RETURN) or nothing,
            renew=lend or self._why_not_renewed(),
            hand_over=lend or (None if self.ready_chosen() else words.CHOOSE_READY),
            drop=drop or (None if self.reservation else words.CHOOSE_RESERVATION),
            open_file=barred(self._may, Permission.CUSTOMER_READ),
            end=None,
        )

    def may(self, permission: Permission) -> bool:
        """Whether the person at work is allowed."""
        return self._may(permission)

    def ready_chosen(self) -> ReservationRow | None:
        """What *Geef mee* hands over: the chosen one that lies here, or the only one."""
        if self.customer is None:
            return None
        ready = {row.reservation_id: row for row in self.customer.ready}
        if self.reservation is not None:
            return ready.get(self.reservation.reservation_id)
        return next(iter(ready.values())) if len(ready) == 1 else None

    def _why_not_renewed(self) -> str | None:
        if self.loan is None:
            return words.CHOOSE_LOAN
        if self.loan.why_not_renewed is None:
            return None
        return sentence_for(self.loan.why_not_renewed).sentence


def _still(chosen: Row | None, rows: tuple[Row, ...], key: Callable[[Row], int]) -> Row | None:
    """The same line as it stands now; None when it is gone."""
    if chosen is None:
        return None
    return next((row for row in rows if key(row) == key(chosen)), None)
