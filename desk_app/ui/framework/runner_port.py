"""What a presenter may ask of the world: questions, commands, and news of changes. No Qt here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from desk_app.errors import Refused
from desk_app.usecases.messages import Changes, Command, Query

R = TypeVar("R")


class Runner(Protocol):
    """The way from one screen to the desk. Every callback comes on the main thread, in order.

    `Refused` goes to `on_refused`; without one it is shown in the screen's message bar, as
    `Unavailable` always is, with *Opnieuw*. `Cancelled` is silent. Anything else is a bug and
    gets its own dialog. `on_settled` is called after any of these, to leave a busy state.
    A screen that was closed gets no callback at all.
    """

    def ask(
        self,
        query: Query[R],
        on_answer: Callable[[R], None],
        on_refused: Callable[[Refused], None] | None = None,
        supersedes: str | None = None,
        on_settled: Callable[[], None] | None = None,
    ) -> None:
        """Ask in the background. Of the questions with the same `supersedes`, only the newest
        is answered.
        """

    def execute(
        self,
        command: Command[R],
        on_done: Callable[[R], None],
        on_refused: Callable[[Refused], None] | None = None,
        on_settled: Callable[[], None] | None = None,
    ) -> None:
        """Carry out in the background, under one idempotency key also when tried again."""

    def watch(self, on_changes: Callable[[Changes], None], *, own: bool = False) -> None:
        """Hear of every change at this workstation, of this screen's own commands only if `own`."""
