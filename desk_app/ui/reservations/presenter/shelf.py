"""2.Klaargelegd: what lies apart at a place, and what is to be done with it. Plain Python."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from desk_app.domain.staff import Permission
from desk_app.errors import Refused
from desk_app.ui.framework.prompter_port import Prompter
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.framework.tone import Tone
from desk_app.ui.reservations.state import ShelfReasons
from desk_app.ui.reservations.view_port import Says, ShelfView
from desk_app.ui.wording import counter as counter_words
from desk_app.ui.wording import reservations as words
from desk_app.ui.wording.errors import sentence_for
from desk_app.ui.wording.permissions import barred
from desk_app.ui.wording.said import Said
from desk_app.usecases.commands.reservations import CancelReservation
from desk_app.usecases.list_shapes import ListSheet
from desk_app.usecases.queries.circulation import SetAsideRow, ShelfOfSetAside


@dataclass(frozen=True)
class Place:
    """A branch with its name."""

    code: str
    name: str


@dataclass(frozen=True)
class ShelfExits:
    """To lending by actor id, to a slip, and to a list on paper; `now` is local time."""

    serve: Callable[[int], None]
    slip: Callable[[SetAsideRow], None]
    print_list: Callable[[ListSheet], None]
    now: Callable[[], datetime]


class ShelfPresenter:
    """One line is chosen at a time."""

    def __init__(
        self,
        view: ShelfView,
        says: Says,
        runner: Runner,
        prompter: Prompter,
        may: Callable[[Permission], bool],
        place: Place,
        exits: ShelfExits,
    ) -> None:
        self._view = view
        self._says = says
        self._runner = runner
        self._prompter = prompter
        self._may = may
        self._place = place
        self._exits = exits
        self._rows: tuple[SetAsideRow, ...] = ()
        self._row: SetAsideRow | None = None

    def begin(self) -> None:
        """The list came in front, or something changed."""
        self._show_reasons()
        self._view.show_loading()
        self._runner.ask(
            ShelfOfSetAside(self._place.code), self._shown, self._refused, supersedes="shelf"
        )

    def at(self, place: Place) -> None:
        """Another place."""
        self._place = place
        self._row = None
        self.begin()

    def choose(self, row: SetAsideRow | None) -> None:
        """A line was chosen, or none."""
        self._row = row
        self._show_reasons()

    def find(self, barcode: str) -> bool:
        """Choose the line of a copy that was scanned; False when it does not lie here."""
        for at, row in enumerate(self._rows):
            if row.barcode == barcode:
                self._view.choose(at)
                return True
        return False

    def cancel(self) -> None:
        """Annuleren, after asking."""
        row = self._row
        if row is None or row.reservation_id is None or self._reasons().cancel is not None:
            return
        who = counter_words.SOMEBODY if row.holder is None else counter_words.who(row.holder)
        command = CancelReservation(row.reservation_id)
        self._prompter.confirm(
            words.ask_cancel(who, row.title),
            lambda: self._runner.execute(command, self._cancelled, self._refused),
        )

    def slip(self) -> None:
        """Bon afdrukken."""
        if self._row is not None and self._reasons().slip is None:
            self._exits.slip(self._row)

    def lend(self) -> None:
        """Naar uitlenen, with whom it is for."""
        row = self._row
        if row is not None and row.holder is not None and self._reasons().lend is None:
            self._exits.serve(row.holder.actor_id)

    def print_list(self) -> None:
        """Lijst afdrukken."""
        if self._rows:
            sheet = words.shelf_sheet(self._rows, self._place.name, self._exits.now())
            self._exits.print_list(sheet)

    def _shown(self, rows: tuple[SetAsideRow, ...]) -> None:
        self._rows = rows
        if self._row is not None:
            chosen = self._row.copy_id
            self._row = next((row for row in rows if row.copy_id == chosen), None)
        self._view.show_rows(rows, words.kept(rows))
        self._show_reasons()

    def _cancelled(self, _nothing: None) -> None:
        self._says.say(Tone.OK, Said(words.CANCELLED))
        self.begin()

    def _refused(self, error: Refused) -> None:
        self._says.say(Tone.TROUBLE, sentence_for(error))
        self._view.show_rows(self._rows, words.kept(self._rows))

    def _show_reasons(self) -> None:
        self._view.show_reasons(self._reasons())

    def _reasons(self) -> ShelfReasons:
        print_list = None if self._rows else words.NOTHING_TO_PRINT
        if self._row is None:
            first = words.CHOOSE_SHELF_ROW
            return ShelfReasons(first, first, first, print_list)
        nobody = None if self._row.holder is not None else words.NOT_FOR_ANYBODY
        return ShelfReasons(
            cancel=barred(self._may, Permission.RESERVATION_MANAGE) or nobody,
            slip=nobody,
            lend=barred(self._may, Permission.CIRCULATION_LEND) or nobody,
            print_list=print_list,
        )
