"""1.Wachtrij: a title, who waits for it, and what is done about one of them. Plain Python."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from desk_app.domain.reservations import ReservationState
from desk_app.domain.staff import Permission
from desk_app.errors import Refused
from desk_app.ui.framework.prompter_port import Prompter
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.framework.tone import Tone
from desk_app.ui.reservations.presenter.places import Places
from desk_app.ui.reservations.state import ChosenTitle, QueueReasons, Someone
from desk_app.ui.reservations.view_port import QueueView, Says
from desk_app.ui.wording import counter as counter_words
from desk_app.ui.wording import reservations as words
from desk_app.ui.wording.errors import sentence_for
from desk_app.ui.wording.permissions import not_permitted
from desk_app.ui.wording.said import Said
from desk_app.usecases.commands.reservations import (
    CancelReservation,
    SuspendReservation,
)
from desk_app.usecases.messages import Changes, Command
from desk_app.usecases.queries.circulation import (
    QueueRow,
    TitleQueue,
)
from desk_app.usecases.queries.titles import FindTitles, TitleHit, TitlesFound


@dataclass(frozen=True)
class QueueExits:
    """`someone_open` tells whose file is open or who stands at the counter; `open_file` opens."""

    someone_open: Callable[[], Someone | None]
    open_file: Callable[[int], None]


class QueuePresenter:
    """One title is chosen at a time, and one line of its queue."""

    def __init__(
        self,
        view: QueueView,
        says: Says,
        runner: Runner,
        prompter: Prompter,
        may: Callable[[Permission], bool],
        exits: QueueExits,
    ) -> None:
        self._view = view
        self._says = says
        self._runner = runner
        self._prompter = prompter
        self._may = may
        self._exits = exits
        self._places = Places(says, runner, prompter, self._ask_queue, self._refused)
        self._text = ""
        self._title: ChosenTitle | None = None
        self._rows: tuple[QueueRow, ...] = ()
        self._row: QueueRow | None = None
        self._someone: Someone | None = None
        runner.watch(self._changed, own=True)

    def begin(self) -> None:
        """The page came in front: who is open now?"""
        someone = self._exits.someone_open()
        if someone is not None:
            self._someone = someone
        self._show_reasons()
        self._ask_queue()

    # ------------------------------------------------------------------------------------ titles

    def typed(self, text: str) -> None:
        """The field holds `text` now."""
        self._text = text
        if not text.strip():
            self._view.show_titles((), "")
            return
        self._view.show_searching()
        self._runner.ask(FindTitles(text), self._found, self._refused, supersedes="titles")

    def choose_title(self, hit: TitleHit | None) -> None:
        """A title that was found was chosen."""
        if hit is not None:
            self.show_title(ChosenTitle(hit.title_id, words.hit_name(hit)))

    def show_title(self, title: ChosenTitle) -> None:
        """Show the queue of a title, wherever it was chosen."""
        if self._title != title:
            self._title, self._rows, self._row = title, (), None
            self._view.show_queue_loading()
            self._says.clear_message()
        self._ask_queue()

    def for_whom(self, someone: Someone) -> None:
        """A card was scanned: reserving is for them now."""
        self._someone = someone
        self._show_reasons()

    def _found(self, found: TitlesFound) -> None:
        if found.text == self._text:
            self._view.show_titles(found.hits, words.found(len(found.hits), more=found.more))

    # ------------------------------------------------------------------------------------- queue

    def choose(self, row: QueueRow | None) -> None:
        """A line of the queue was chosen, or none."""
        self._row = row
        self._show_reasons()

    def _ask_queue(self) -> None:
        if self._title is None:
            self._view.show_queue(None, ())
            return
        if not self._may(TitleQueue.permission):
            self._view.show_queue_barred(self._title, not_permitted(TitleQueue.permission))
        else:
            self._runner.ask(
                TitleQueue(self._title.title_id),
                partial(self._queued, self._title),
                self._refused,
                supersedes="queue",
            )

    def _queued(self, title: ChosenTitle, rows: tuple[QueueRow, ...]) -> None:
        if title != self._title:
            return
        self._rows = rows
        if self._row is not None:
            chosen = self._row.reservation_id
            self._row = next((row for row in rows if row.reservation_id == chosen), None)
        self._view.show_queue(title, rows)
        self._show_reasons()

    # ----------------------------------------------------------------------------------- reserve

    def place(self) -> None:
        """Reserveer, for whoever was scanned or is open."""
        title, someone = self._title, self._someone
        if title is not None and someone is not None and self._reasons().place is None:
            self._places.reserve(title, someone)

    # ----------------------------------------------------------------------------------- one line

    def cancel(self) -> None:
        """Annuleren, after asking."""
        row, title = self._row, self._title
        if row is not None and title is not None and self._reasons().cancel is None:
            self._prompter.confirm(
                words.ask_cancel(counter_words.who(row.holder), title.name),
                lambda: self._send(CancelReservation(row.reservation_id), words.CANCELLED),
            )

    def suspend(self) -> None:
        """Uitstellen, or Hervatten."""
        row = self._row
        if row is not None and self._reasons().suspend is None:
            said = words.RESUMED if row.suspended else words.SUSPENDED
            command = SuspendReservation(row.reservation_id, suspended=not row.suspended)
            self._send(command, said)

    def move(self) -> None:
        """Andere plaats."""
        row, title = self._row, self._title
        if row is not None and title is not None and self._reasons().move is None:
            self._places.move(title, row)

    def open_file(self) -> None:
        """Klantbestand, of the chosen line."""
        if self._row is not None and self._reasons().open_file is None:
            self._exits.open_file(self._row.holder.actor_id)

    def _send(self, command: Command[Any], said: str) -> None:
        def done(_nothing: Any) -> None:
            self._says.say(Tone.OK, Said(said))
            self._ask_queue()

        self._runner.execute(command, done, self._refused)

    def _refused(self, error: Refused) -> None:
        self._says.say(Tone.TROUBLE, sentence_for(error))
        self._ask_queue()

    def _changed(self, changes: Changes) -> None:
        holders = {row.holder.actor_id for row in self._rows}
        title_id = None if self._title is None else self._title.title_id
        if title_id in changes.titles or holders.intersection(changes.customers):
            self._ask_queue()

    # ----------------------------------------------------------------------------------- reasons

    def _show_reasons(self) -> None:
        self._view.show_someone(self._someone)
        self._view.show_reasons(self._reasons())

    def _reasons(self) -> QueueReasons:
        manage = None
        if not self._may(Permission.RESERVATION_MANAGE):
            manage = not_permitted(Permission.RESERVATION_MANAGE)
        read = None
        if not self._may(Permission.CUSTOMER_READ):
            read = not_permitted(Permission.CUSTOMER_READ)
        title = None if self._title else words.CHOOSE_TITLE
        row = None if self._row else words.CHOOSE_ROW
        waits = None
        if self._row is not None and self._row.state is not ReservationState.WAITING:
            waits = words.ONLY_WAITING
        return QueueReasons(
            place=manage or title or (None if self._someone else words.NO_ONE),
            cancel=manage or row,
            suspend=manage or row or waits,
            move=manage or row,
            open_file=read or row,
            resumes=self._row is not None and self._row.suspended,
        )
