"""A prompter for tests of presenters: remembers what was asked until the test answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desk_app.ui.framework.prompter_port import Choice, Question


@dataclass
class Asked:
    """One question that stands."""

    question: Question
    on_yes: Callable[[str], None]
    on_no: Callable[[], None] | None
    choices: tuple[Choice, ...] = ()


class FakePrompter:
    """`asked` holds the questions that stand, oldest first."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []

    def confirm(
        self,
        question: Question,
        on_yes: Callable[[], None],
        on_no: Callable[[], None] | None = None,
    ) -> None:
        self.asked.append(Asked(question, lambda _key: on_yes(), on_no))

    def choose(
        self,
        question: Question,
        choices: tuple[Choice, ...],
        on_chosen: Callable[[str], None],
        on_no: Callable[[], None] | None = None,
    ) -> None:
        self.asked.append(Asked(question, on_chosen, on_no, choices))

    def ask_text(
        self,
        question: Question,
        label: str,
        on_text: Callable[[str], None],
        on_no: Callable[[], None] | None = None,
        longest: int = 200,
    ) -> None:
        self.asked.append(Asked(question, on_text, on_no))

    def tell(self, title: str, text: str, on_read: Callable[[], None] | None = None) -> None:
        self.asked.append(
            Asked(Question(title, text, "Ok"), lambda _key: on_read() if on_read else None, on_read)
        )

    def withdraw_all(self) -> None:
        self.asked.clear()

    # ----------------------------------------------------------------------------- for the test

    def yes(self, key: str = "") -> None:
        """Answer the oldest question with yes, with a choice's key or with a text."""
        self.asked.pop(0).on_yes(key)

    def no(self) -> None:
        """Answer the oldest question with no."""
        on_no = self.asked.pop(0).on_no
        if on_no is not None:
            on_no()
