"""Entering the number of a new card, by scan or by hand. Plain Python."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desk_app.domain.card_numbers import normalise_number
from desk_app.errors import Refused
from desk_app.hardware.api import Scan
from desk_app.ui.card_list.presenter.view_port import NumberView
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.framework.scan_router import Level, ScanRouter, Want
from desk_app.ui.wording import cards as words
from desk_app.ui.wording.errors import sentence_for, sentence_for_code
from desk_app.usecases.commands.cards import AddCard, CardAdded, ReplaceCard
from desk_app.usecases.messages import Command
from desk_app.usecases.queries.customer_file import CardAdditionPreview, PreviewCardAddition


@dataclass(frozen=True)
class Purpose:
    """For whom a number is asked; `replacing` is the old card's number, empty for a new one."""

    actor_id: int
    replacing: str = ""


class NumberEntry:
    """The panel that asks for a number. While it is open every scan is for it."""

    def __init__(
        self,
        view: NumberView,
        runner: Runner,
        router: ScanRouter,
        on_added: Callable[[CardAdded], None],
    ) -> None:
        self._view = view
        self._runner = runner
        self._router = router
        self._on_added = on_added
        self._purpose: Purpose | None = None
        self._number = ""
        self._scanned = ""
        self._want: Want | None = None

    @property
    def is_open(self) -> bool:
        """Whether a number is being asked for."""
        return self._purpose is not None

    @property
    def actor_id(self) -> int | None:
        """For whom a number is asked, None when none is."""
        return None if self._purpose is None else self._purpose.actor_id

    def open(self, purpose: Purpose, title: str, advice: str) -> None:
        """Ask for a number."""
        self._purpose = purpose
        self._number = self._scanned = ""
        self._view.open_entry(title, advice)
        if self._want is None:
            self._want = self._router.want(Level.PANEL, self.scanned)

    def scanned(self, scan: Scan) -> None:
        """A scan while a number is asked for."""
        if self._purpose is not None:
            self._scanned = normalise_number(scan.text)[1]
            self._view.show_number(self._scanned)
            self.entered(self._scanned)

    def entered(self, text: str) -> None:
        """A number was typed or scanned: show what adding it will change."""
        if self._purpose is None:
            return
        self._number = normalise_number(text)[1]
        if not self._number:
            self._view.show_preview((), may_go_on=False)
            return
        self._runner.ask(
            PreviewCardAddition(self._purpose.actor_id, self._number),
            self._previewed,
            self._refused,
            supersedes="preview",
        )

    def confirm(self, text: str) -> None:
        """OK."""
        number = normalise_number(text)[1]
        if self._purpose is None:
            return
        if not number:
            self._view.entry_problem(words.NUMBER_FIRST)
            return
        by_hand = number != self._scanned
        command: Command[CardAdded]
        if self._purpose.replacing:
            command = ReplaceCard(self._purpose.actor_id, self._purpose.replacing, number, by_hand)
        else:
            command = AddCard(self._purpose.actor_id, number, by_hand)
        self._view.entry_busy(True)
        self._runner.execute(
            command, self._added, self._refused, lambda: self._view.entry_busy(False)
        )

    def cancel(self) -> None:
        """Annuleer; does nothing when no number is asked for."""
        if self._want is not None:
            self._want.close()
            self._want = None
        if self._purpose is not None:
            self._purpose = None
            self._view.close_entry()

    def _previewed(self, preview: CardAdditionPreview) -> None:
        if self._purpose is None or preview.number != self._number:
            return
        if preview.problem:
            said = sentence_for_code(preview.problem, number=preview.display_number)
            self._view.show_preview((), may_go_on=False)
            self._view.entry_problem(said.sentence, said.advice)
            return
        lines = words.what_changes(preview, replacing=bool(self._purpose.replacing))
        self._view.show_preview(lines, may_go_on=True)

    def _added(self, card: CardAdded) -> None:
        self.cancel()
        self._on_added(card)

    def _refused(self, error: Refused) -> None:
        said = sentence_for(error)
        self._view.show_preview((), may_go_on=False)
        self._view.entry_problem(said.sentence, said.advice)
