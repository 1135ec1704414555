"""The buttons of Uitlenen: take back, renew, hand over, and where they lead. Plain Python."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from desk_app.errors import Refused
from desk_app.ui.framework.prompter_port import Prompter
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.framework.tone import Tone
from desk_app.ui.lending.presenter import scans
from desk_app.ui.lending.presenter.scans import LendingPresenter
from desk_app.ui.lending.presenter.session import Session
from desk_app.ui.lending.state import Line, Sign
from desk_app.ui.wording import lending as words
from desk_app.ui.wording.errors import sentence_for
from desk_app.ui.wording.said import Said
from desk_app.usecases.commands.circulation import (
    CollectReservation,
    Renewed,
    RenewLoan,
    ReturnCopy,
    Returned,
)
from desk_app.usecases.commands.reservations import CancelReservation
from desk_app.usecases.messages import Changes
from desk_app.usecases.queries.circulation import LoanLine, ReservationRow

POSSESSION_TAB = 1


class LendingActs:
    """What the buttons do with who stands at the counter."""

    def __init__(
        self,
        session: Session,
        lending: LendingPresenter,
        runner: Runner,
        prompter: Prompter,
        check_in: Callable[[str], None],
        open_file: Callable[[int], None],
    ) -> None:
        self._session = session
        self._view = session.view
        self._lending = lending
        self._runner = runner
        self._prompter = prompter
        self._check_in = check_in
        self._open_file = open_file
        runner.watch(self._changed)

    # ---------------------------------------------------------------------------------- choosing

    def choose_loan(self, row: LoanLine | None) -> None:
        """A line of *In bezit* was chosen, or none."""
        self._session.loan = row
        self._session.show_reasons()

    def choose_reservation(self, row: ReservationRow | None) -> None:
        """A line of *Reserveringen* was chosen, or none."""
        self._session.reservation = row
        self._session.show_reasons()

    def show_possession(self) -> None:
        """F9."""
        if self._session.customer is not None:
            self._view.show_tab(POSSESSION_TAB)

    def take_way(self, key: str) -> None:
        """A button in the last message."""
        barcode = self._lending.last_barcode
        ways: dict[str, Callable[[], None]] = {
            scans.RETURN_FIRST: lambda: self.return_first(barcode),
            scans.CHECK_IN: lambda: self._check_in(barcode),
            scans.RENEW: lambda: self._renew(barcode, barcode),
            scans.FILE: self.open_file,
        }
        self._view.clear_message()
        ways[key]()

    # ------------------------------------------------------------------------------------- loans

    def cancel_last(self) -> None:
        """F4: the newest loan of this session is taken back."""
        line = self._session.lines.newest_lent()
        if line is not None and self._session.reasons().cancel_last is None:
            self._runner.execute(
                ReturnCopy(line.barcode, self._session.place),
                partial(self._taken_back, line),
                self._refused,
            )

    def _taken_back(self, line: Line, answer: Returned) -> None:
        note = words.after_cancel(answer.what_to_do, answer.to_name)
        self._session.lines.change(line.number, sign=Sign.CANCELLED, due_on=None, note=note)
        self._session.show_lines()
        advice = f"{note}. {words.RESERVE_ANEW}" if line.sign is Sign.RESERVED else f"{note}."
        self._view.say(Tone.OK, Said(words.cancelled(line.title), advice))
        self._session.refresh()

    def return_first(self, barcode: str) -> None:
        """It stands on another name and is in hand here: hand it in, then lend it."""
        self._runner.execute(
            ReturnCopy(barcode, self._session.place),
            lambda _answer: self._lending.lend(barcode),
            self._refused,
        )

    def renew(self) -> None:
        """Verleng: the chosen line of *In bezit*."""
        loan = self._session.loan
        if loan is not None and self._session.reasons().renew is None:
            self._renew(loan.barcode, loan.title)

    def _renew(self, barcode: str, title: str) -> None:
        actor_id = self._session.actor_id
        if actor_id is not None:
            self._runner.execute(
                RenewLoan(actor_id, barcode), partial(self._renewed, title), self._refused
            )

    def _renewed(self, title: str, answer: Renewed) -> None:
        for line in self._session.lines.rows:
            if line.loan_id == answer.loan_id:
                self._session.lines.change(line.number, due_on=answer.due_on)
        self._session.show_lines()
        self._view.say(Tone.OK, Said(words.renewed(title, answer)))
        self._session.refresh()

    # ------------------------------------------------------------------------------ reservations

    def hand_over(self) -> None:
        """Geef mee: what lies ready goes home."""
        row = self._session.ready_chosen()
        actor_id = self._session.actor_id
        if row is None or actor_id is None or self._session.reasons().hand_over is not None:
            return
        number = self._session.lines.add(row.barcode or "")
        self._session.lines.change(number, title=row.title, author=row.author)
        self._session.show_lines()
        self._runner.execute(
            CollectReservation(row.reservation_id, self._session.place),
            partial(self._lending.lent, number, actor_id),
            partial(self._not_handed_over, number),
        )

    def _not_handed_over(self, number: int, error: Refused) -> None:
        self._session.lines.change(number, sign=Sign.STOPPED, note=sentence_for(error).sentence)
        self._session.show_lines()
        self._refused(error)

    def drop(self) -> None:
        """Reservering annuleren, after asking."""
        row = self._session.reservation
        if row is None or self._session.reasons().drop is not None:
            return
        self._prompter.confirm(
            words.ask_drop(row),
            lambda: self._runner.execute(
                CancelReservation(row.reservation_id), self._dropped, self._refused
            ),
        )

    def _dropped(self, _nothing: None) -> None:
        self._view.say(Tone.OK, Said(words.DROPPED))
        self._session.refresh()

    # ---------------------------------------------------------------------------------- together

    def open_file(self) -> None:
        """Klantbestand."""
        actor_id = self._session.actor_id
        if actor_id is not None and self._session.reasons().open_file is None:
            self._open_file(actor_id)

    def _refused(self, error: Refused) -> None:
        self._view.say(Tone.TROUBLE, sentence_for(error))
        self._session.refresh()

    def _changed(self, changes: Changes) -> None:
        if self._session.actor_id in changes.customers:
            self._session.refresh()
