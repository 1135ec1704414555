"""Asking the person at the desk, for presenters. No Qt here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Question:
    """One question with the words on its buttons.

    `lines` are shown under the text, one under the other (what will change, for instance).
    `danger` colours the button that cannot be undone.
    """

    title: str
    text: str
    yes: str
    no: str = "Annuleer"
    lines: tuple[str, ...] = ()
    danger: bool = False


@dataclass(frozen=True)
class Choice:
    """One of several answers."""

    key: str
    word: str
    note: str = ""


class Prompter(Protocol):
    """Asks without blocking; one question at a time, later ones wait their turn."""

    def confirm(
        self,
        question: Question,
        on_yes: Callable[[], None],
        on_no: Callable[[], None] | None = None,
    ) -> None:
        """Yes or no. Escape is no."""

    def choose(
        self,
        question: Question,
        choices: tuple[Choice, ...],
        on_chosen: Callable[[str], None],
        on_no: Callable[[], None] | None = None,
    ) -> None:
        """One of `choices`, by its key."""

    def ask_text(
        self,
        question: Question,
        label: str,
        on_text: Callable[[str], None],
        on_no: Callable[[], None] | None = None,
        longest: int = 200,
    ) -> None:
        """A line of text (a reason, for instance); never empty."""

    def tell(self, title: str, text: str, on_read: Callable[[], None] | None = None) -> None:
        """Something that must be read before going on."""

    def withdraw_all(self) -> None:
        """Take every question away unanswered, as when the desk is locked."""
