"""3.Ophaallijst: what is to be fetched from the case of a place. Plain Python."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from desk_app.errors import Refused
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.framework.tone import Tone
from desk_app.ui.reservations.presenter.shelf import Place
from desk_app.ui.reservations.view_port import PickView, Says
from desk_app.ui.wording import reservations as words
from desk_app.ui.wording.errors import sentence_for
from desk_app.usecases.list_shapes import ListSheet
from desk_app.usecases.queries.circulation import PickList, PickRow


class PickPresenter:
    """The list, and its way to paper."""

    def __init__(
        self,
        view: PickView,
        says: Says,
        runner: Runner,
        place: Place,
        print_list: Callable[[ListSheet], None],
        now: Callable[[], datetime],
    ) -> None:
        """`now` is local time."""
        self._view = view
        self._says = says
        self._runner = runner
        self._place = place
        self._print_list = print_list
        self._now = now
        self._rows: tuple[PickRow, ...] = ()

    def begin(self) -> None:
        """The list came in front, or something changed."""
        self._view.show_print_reason(None if self._rows else words.NOTHING_TO_PRINT)
        self._view.show_loading()
        self._runner.ask(
            PickList(self._place.code), self._shown, self._refused, supersedes="pick_list"
        )

    def at(self, place: Place) -> None:
        """Another place."""
        self._place = place
        self.begin()

    def print_list(self) -> None:
        """Lijst afdrukken."""
        if self._rows:
            self._print_list(words.pick_sheet(self._rows, self._place.name, self._now()))

    def _shown(self, rows: tuple[PickRow, ...]) -> None:
        self._rows = rows
        self._view.show_rows(rows, words.wanted(rows))
        self._view.show_print_reason(None if rows else words.NOTHING_TO_PRINT)

    def _refused(self, error: Refused) -> None:
        self._says.say(Tone.TROUBLE, sentence_for(error))
        self._view.show_rows(self._rows, words.wanted(self._rows))
