"""Joins the page of reservations and what stands behind it, and hands it its scans."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from desk_app.domain.staff import Permission
from desk_app.errors import Refused
from desk_app.ui.counter.scanned import AtCounter, Counted, at_counter
from desk_app.ui.framework.prompter_port import Prompter
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.framework.tone import Tone
from desk_app.ui.reservations.presenter.pick import PickPresenter
from desk_app.ui.reservations.presenter.queue import QueueExits, QueuePresenter
from desk_app.ui.reservations.presenter.shelf import Place, ShelfExits, ShelfPresenter
from desk_app.ui.reservations.state import ChosenTitle, Someone
from desk_app.ui.reservations.view import QUEUE, SHELF, ReservationsPage
from desk_app.ui.wording import counter as counter_words
from desk_app.ui.wording.errors import sentence_for
from desk_app.usecases.list_shapes import ListSheet
from desk_app.usecases.queries.circulation import CopyAtCounter, CopyState, SetAsideRow
from desk_app.usecases.queries.customer_file import CustomerFile, OpenByNumber
from desk_app.usecases.queries.staff import BranchName, ListBranches


@dataclass(frozen=True)
class ReservationExits:
    """Where reservations lead: to lending, to a file, and to paper."""

    someone_open: Callable[[], Someone | None]
    open_file: Callable[[int], None]
    serve: Callable[[int], None]
    slip: Callable[[SetAsideRow], None]
    print_list: Callable[[ListSheet], None]
    now: Callable[[], datetime]


class ReservationsScreen:
    """The page, and what stands behind it."""

    def __init__(
        self,
        runner: Runner,
        prompter: Prompter,
        place: Place,
        may: Callable[[Permission], bool],
        exits: ReservationExits,
    ) -> None:
        """`place` is the branch where this desk is."""
        page = self.page = ReservationsPage()
        self._runner = runner
        self._place = place
        self._names: dict[str, str] = {place.code: place.name}
        self.queue = QueuePresenter(
            page.queue,
            page,
            runner,
            prompter,
            may,
            QueueExits(exits.someone_open, exits.open_file),
        )
        self.shelf = ShelfPresenter(
            page.shelf,
            page,
            runner,
            prompter,
            may,
            place,
            ShelfExits(exits.serve, exits.slip, exits.print_list, exits.now),
        )
        self.pick = PickPresenter(page.pick, page, runner, place, exits.print_list, exits.now)
        self._join()
        page.show_places(((place.code, _named(place)),), place.code)
        runner.ask(ListBranches(), self._branches, lambda _refused: None)

    def _join(self) -> None:
        page, queue, shelf = self.page, self.queue, self.shelf
        page.tab_shown.connect(self.refresh)
        page.place_chosen.connect(self._at)
        page.queue.field.asked.connect(queue.typed)
        page.queue.title_chosen.connect(queue.choose_title)
        page.queue.row_chosen.connect(queue.choose)
        page.queue.place_requested.connect(queue.place)
        page.queue.cancel_requested.connect(queue.cancel)
        page.queue.suspend_requested.connect(queue.suspend)
        page.queue.move_requested.connect(queue.move)
        page.queue.file_requested.connect(queue.open_file)
        page.shelf.row_chosen.connect(shelf.choose)
        page.shelf.cancel_requested.connect(shelf.cancel)
        page.shelf.slip_requested.connect(shelf.slip)
        page.shelf.lend_requested.connect(shelf.lend)
        page.shelf.print_requested.connect(shelf.print_list)
        page.pick.print_requested.connect(self.pick.print_list)

    def show(self, tab: int) -> None:
        """Bring a list to the front, as it is now."""
        self.page.show_tab(tab)

    def show_title(self, title: ChosenTitle) -> None:
        """The queue of a title that was chosen elsewhere."""
        self.page.show_tab(QUEUE)
        self.queue.show_title(title)

    def refresh(self, _tab: int = 0) -> None:
        """Ask for what is in front."""
        (self.queue, self.shelf, self.pick)[self.page.tabs.current].begin()

    # ------------------------------------------------------------------------------------- scans

    def scanned(self, text: str) -> None:
        """A copy shows its queue, or its line on the shelf; a card is for whom to reserve."""
        at = at_counter(text)
        if at.kind is Counted.ISBN:
            self.page.say(Tone.WARNING, counter_words.ISBN)
        elif at.kind is not Counted.NOTHING:
            self._runner.ask(CopyAtCounter(at.number), partial(self._maybe_copy, at), self._refused)

    def _maybe_copy(self, at: AtCounter, copy: CopyState | None) -> None:
        if copy is None:
            self._runner.ask(
                OpenByNumber(at.number), partial(self._maybe_person, at), self._refused
            )
        elif self.page.tabs.current != SHELF or not self.shelf.find(copy.barcode):
            self.show_title(ChosenTitle(copy.title_id, copy.title))

    def _maybe_person(self, at: AtCounter, file: CustomerFile | None) -> None:
        if file is None:
            self.page.say(Tone.WARNING, counter_words.nobodys(at))
            return
        self.page.show_tab(QUEUE)
        self.queue.for_whom(Someone(file.actor_id, file.display_name))

    # ------------------------------------------------------------------------------------ places

    def _branches(self, branches: tuple[BranchName, ...]) -> None:
        self._names = {one.code: one.name for one in branches}
        self.page.show_places(
            tuple((one.code, _named(Place(one.code, one.name))) for one in branches),
            self._place.code,
        )

    def _at(self, code: str) -> None:
        self._place = Place(code, self._names.get(code, code))
        self.shelf.at(self._place)
        self.pick.at(self._place)

    def _refused(self, error: Refused) -> None:
        self.page.say(Tone.TROUBLE, sentence_for(error))


def _named(place: Place) -> str:
    return f"{place.code} {place.name}"
