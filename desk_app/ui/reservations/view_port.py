"""What the presenters of reservations ask of their pages. No Qt here."""

from __future__ import annotations

from typing import Protocol

from desk_app.ui.framework.tone import Tone
from desk_app.ui.reservations.state import ChosenTitle, QueueReasons, ShelfReasons, Someone
from desk_app.ui.wording.said import Said
from desk_app.usecases.queries.circulation import PickRow, QueueRow, SetAsideRow
from desk_app.usecases.queries.titles import TitleHit


class Says(Protocol):
    """The one place for what came of the last thing."""

    def say(self, tone: Tone, said: Said) -> None:
        """Show it."""

    def clear_message(self) -> None:
        """Take it away."""


class QueueView(Protocol):
    """Titles that were found, and who waits for the chosen one."""

    def show_titles(self, hits: tuple[TitleHit, ...], note: str) -> None:
        """What was found, the best first; `note` counts them."""

    def show_searching(self) -> None:
        """An answer is on its way."""

    def show_queue(self, title: ChosenTitle | None, rows: tuple[QueueRow, ...]) -> None:
        """Who waits; no title asks to choose one."""

    def show_queue_barred(self, title: ChosenTitle, reason: str) -> None:
        """The person at work may not see who waits; who may."""

    def show_queue_loading(self) -> None:
        """The queue is on its way."""

    def show_someone(self, someone: Someone | None) -> None:
        """For whom *Reserveer* would be."""

    def show_reasons(self, reasons: QueueReasons) -> None:
        """Grey the buttons, or free them."""


class ShelfView(Protocol):
    """What lies apart at a place."""

    def show_loading(self) -> None:
        """The list is on its way."""

    def show_rows(self, rows: tuple[SetAsideRow, ...], note: str) -> None:
        """What lies there; `note` counts what is to be done."""

    def choose(self, at: int) -> None:
        """Choose a line."""

    def show_reasons(self, reasons: ShelfReasons) -> None:
        """Grey the buttons, or free them."""


class PickView(Protocol):
    """What is to be fetched from the case of a place."""

    def show_loading(self) -> None:
        """The list is on its way."""

    def show_rows(self, rows: tuple[PickRow, ...], note: str) -> None:
        """What is to be fetched, by shelf; `note` counts it."""

    def show_print_reason(self, reason: str | None) -> None:
        """Grey *Lijst afdrukken*, or free it."""
