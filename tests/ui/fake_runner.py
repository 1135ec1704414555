"""A runner for tests of presenters: synchronous, on a desk that is one function."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desk_app.errors import Cancelled, Refused, Unavailable
from desk_app.usecases.messages import Changes

Answer = Callable[[Any], Any]


class FakeRunner:
    """Answers at once with ``answer(message)``, or when `release` is called after `hold`.

    `asked` and `executed` hold what was handed in, `troubles` the errors nobody took.
    """

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.asked: list[Any] = []
        self.executed: list[Any] = []
        self.troubles: list[Exception] = []
        self._again: list[Callable[[], None]] = []
        self._watchers: list[tuple[Callable[[Changes], None], bool]] = []
        self._held: list[tuple[str | None, Callable[[], None]]] | None = None

    def ask(
        self,
        query: Any,
        on_answer: Callable[[Any], None],
        on_refused: Callable[[Refused], None] | None = None,
        supersedes: str | None = None,
        on_settled: Callable[[], None] | None = None,
    ) -> None:
        self.asked.append(query)
        if supersedes is not None and self._held is not None:
            self._held = [one for one in self._held if one[0] != supersedes]
        self._hand_in(query, on_answer, on_refused, on_settled, supersedes)

    def execute(
        self,
        command: Any,
        on_done: Callable[[Any], None],
        on_refused: Callable[[Refused], None] | None = None,
        on_settled: Callable[[], None] | None = None,
    ) -> None:
        self.executed.append(command)
        self._hand_in(command, on_done, on_refused, on_settled, None)

    def watch(self, on_changes: Callable[[Changes], None], *, own: bool = False) -> None:
        self._watchers.append((on_changes, own))

    # ----------------------------------------------------------------------------- for the test

    def tell(self, changes: Changes, *, own: bool = False) -> None:
        """Something changed, by this screen's own command when `own`."""
        for on_changes, wants_own in tuple(self._watchers):
            if wants_own or not own:
                on_changes(changes)

    def hold(self) -> None:
        """Answer nothing until `release`."""
        self._held = []

    def release(self) -> None:
        """Answer everything that waits, in order, and at once from now on."""
        held, self._held = self._held or [], None
        for _supersedes, carry_out in held:
            carry_out()

    def try_again(self) -> None:
        """Press *Opnieuw* on the last trouble."""
        self._again.pop()()

    def _hand_in(
        self,
        message: Any,
        on_result: Callable[[Any], None],
        on_refused: Callable[[Refused], None] | None,
        on_settled: Callable[[], None] | None,
        supersedes: str | None,
    ) -> None:
        def carry_out() -> None:
            try:
                result = self.answer(message)
            except Cancelled:
                pass
            except Refused as error:
                if on_refused is None:
                    self.troubles.append(error)
                else:
                    on_refused(error)
            except Unavailable as error:
                self.troubles.append(error)
                self._again.append(carry_out)
            else:
                on_result(result)
            if on_settled is not None:
                on_settled()

        if self._held is None:
            carry_out()
        else:
            self._held.append((supersedes, carry_out))
