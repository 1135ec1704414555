"""What the presenters of 8.Passen ask of their view. No Qt here."""

from __future__ import annotations

from typing import Protocol

from desk_app.usecases.queries.customer_file import CustomerFile


class CardsView(Protocol):
    """The table of cards."""

    def show_cards(self, file: CustomerFile) -> None:
        """The rows of 8.Passen and the buttons of the chosen one."""

    def choose_card(self, number: str) -> None:
        """Choose the row of a number."""

    def say_ok(self, sentence: str) -> None:
        """Something was done."""

    def say_warning(self, sentence: str, advice: str = "") -> None:
        """Something must be read."""

    def say_refused(self, sentence: str, advice: str, code: str) -> None:
        """A rule said no."""

    def clear_message(self) -> None:
        """Take the message away."""


class NumberView(Protocol):
    """The panel for entering a number."""

    def open_entry(self, title: str, advice: str) -> None:
        """Open the panel, empty and with the cursor in it."""

    def show_number(self, number: str) -> None:
        """Put a scanned number in the panel."""

    def show_preview(self, lines: tuple[str, ...], may_go_on: bool) -> None:
        """What will change; OK only when it may go on."""

    def entry_problem(self, sentence: str, advice: str = "") -> None:
        """Mark the number in the panel."""

    def entry_busy(self, busy: bool) -> None:
        """The number is being added."""

    def close_entry(self) -> None:
        """Close the panel."""


class CardsTabView(CardsView, NumberView, Protocol):
    """The tab with its panel."""
