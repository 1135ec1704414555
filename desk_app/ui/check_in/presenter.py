"""Innemen: every copy that is scanned is handed in, and told what to do with. Plain Python."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Final

from desk_app.domain.staff import Permission
from desk_app.errors import Refused
from desk_app.ui.check_in.state import Back, Reasons
from desk_app.ui.check_in.view_port import CheckInView
from desk_app.ui.counter.in_turn import InTurn, Turn
from desk_app.ui.counter.scanned import AtCounter, Counted, at_counter
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.wording import check_in as words
from desk_app.ui.wording import counter as counter_words
from desk_app.ui.wording.errors import sentence_for
from desk_app.ui.wording.permissions import barred
from desk_app.ui.wording.said import Said
from desk_app.usecases.commands.circulation import ReturnCopy, Returned, WhatToDo
from desk_app.usecases.queries.circulation import (
    CopyAtCounter,
    CopyState,
    CounterCustomer,
    CounterSessionByNumber,
)

KEPT: Final = 200
"""Lines kept on the page; what came in before is in the history of the copies."""


@dataclass(frozen=True)
class CheckInExits:
    """Where checking in leads: to lending, by a customer or an actor id, and to a slip."""

    welcome: Callable[[CounterCustomer], None]
    serve: Callable[[int], None]
    slip: Callable[[Returned], None]


class CheckInPresenter:
    """Works with the scanner alone: a copy comes in, a card leads to lending."""

    def __init__(
        self,
        view: CheckInView,
        runner: Runner,
        place: str,
        may: Callable[[Permission], bool],
        exits: CheckInExits,
        now: Callable[[], datetime],
    ) -> None:
        """`may` tells what the person at work is allowed, `now` the time with its zone."""
        self._view = view
        self._runner = runner
        self._place = place
        self._may = may
        self._exits = exits
        self._now = now
        self._turn = InTurn(self._take)
        self._rows: list[Back] = []
        self._last = 0
        self._unanswered = ""
        self._chosen: Back | None = None

    def begin(self) -> None:
        """The page is new."""
        self._view.show_answer(None)
        self._show_rows()

    # ---------------------------------------------------------------------------------- coming in

    def scanned(self, text: str) -> None:
        """Something was scanned, or typed and entered."""
        if at_counter(text).kind is not Counted.NOTHING:
            self._turn.add(text)

    def _take(self, text: str, turn: Turn) -> None:
        at = at_counter(text)
        if at.kind is Counted.COPY:
            self._return(at.number, turn)
        elif at.kind is Counted.ISBN:
            self._problem(at.number, counter_words.ISBN)
            turn.settled()
        else:
            # A copy may be numbered like a card, and whoever hands in has a book in hand.
            self._runner.ask(
                CopyAtCounter(at.number),
                partial(self._maybe_copy, at, turn),
                partial(self._refused, at.number),
                on_settled=turn.settled,
            )

    def _maybe_copy(self, at: AtCounter, turn: Turn, copy: CopyState | None) -> None:
        turn.one_more()
        if copy is not None:
            self._return(copy.barcode, turn)
            return
        self._runner.ask(
            CounterSessionByNumber(at.number, self._place),
            partial(self._maybe_person, at),
            partial(self._refused, at.number),
            on_settled=turn.settled,
        )

    def _maybe_person(self, at: AtCounter, customer: CounterCustomer | None) -> None:
        if customer is None:
            self._problem(at.number, counter_words.nobodys(at))
        else:
            self._exits.welcome(customer)

    def _return(self, barcode: str, turn: Turn) -> None:
        self._view.show_answer(words.busy(barcode))
        self._unanswered = barcode

        def settle() -> None:
            if self._unanswered == barcode:
                self._view.show_answer(words.unknown(barcode))
            turn.settled()

        self._runner.execute(
            ReturnCopy(barcode, self._place),
            self._returned,
            partial(self._refused, barcode),
            settle,
        )

    def _returned(self, back: Returned) -> None:
        self._add(Back(0, self._now(), back.barcode, back))
        self._view.show_answer(words.answer(back))

    def _refused(self, barcode: str, error: Refused) -> None:
        self._problem(barcode, sentence_for(error))

    def _problem(self, barcode: str, said: Said) -> None:
        self._add(Back(0, self._now(), barcode, problem=said.sentence))
        self._view.show_answer(words.not_in(said))

    def _add(self, row: Back) -> None:
        self._last += 1
        row = replace(row, number=self._last)
        self._unanswered = ""
        self._rows = [*self._rows[-KEPT + 1 :], row]
        self._chosen = row
        self._show_rows()

    # ------------------------------------------------------------------------------------ buttons

    def choose(self, row: Back | None) -> None:
        """A line was chosen, or none."""
        self._chosen = row
        self._show_reasons()

    def slip(self) -> None:
        """Bon afdrukken, of the chosen line."""
        row = self._chosen
        if row is not None and row.returned is not None and self._reasons().slip is None:
            self._exits.slip(row.returned)

    def lend(self) -> None:
        """Naar uitlenen, with whoever handed the chosen copy in."""
        row = self._chosen
        back = None if row is None else row.returned
        if back is not None and back.lent_to is not None and self._reasons().lend is None:
            self._exits.serve(back.lent_to.actor_id)

    def clear(self) -> None:
        """Lijst leegmaken."""
        self._rows, self._chosen = [], None
        self.begin()

    def _show_rows(self) -> None:
        rows = tuple(reversed(self._rows))
        came_in = sum(row.returned is not None for row in rows)
        self._view.show_rows(rows, words.counted(came_in))
        self._show_reasons()

    def _show_reasons(self) -> None:
        self._view.show_reasons(self._reasons())

    def _reasons(self) -> Reasons:
        clear = None if self._rows else words.NOTHING_YET
        back = None if self._chosen is None else self._chosen.returned
        if back is None:
            first = words.CHOOSE_FIRST if self._rows else words.NOTHING_YET
            return Reasons(first, first, clear)
        lend = Permission.CIRCULATION_LEND
        nobody = words.NO_BORROWER if back.lent_to is None else None
        return Reasons(
            slip=None if back.what_to_do is WhatToDo.SET_ASIDE else words.NO_SLIP,
            lend=nobody or barred(self._may, lend),
            clear=clear,
        )
