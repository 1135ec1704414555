"""A desk that is killed: run as a program of its own, it makes a card and dies at one moment.

For each line of JSON on its standard input it forks a child that does the work, so that nothing has
to be imported again, and tells on its standard output how the child ended.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desk_app.demo.library import TESTER
from desk_app.usecases.commands.card_jobs import StartCardJob
from desk_app.usecases.commands.cards import AddCard
from tests.journeys.workbench import WORKSTATION, workbench


class Moments:
    """Counts the moments at which the power may go; it goes at the one called `at`."""

    def __init__(self, at: int) -> None:
        self._left = at
        self.names: list[str] = []

    def pass_by(self, name: str) -> None:
        """One moment."""
        self._left -= 1
        if self._left == 0:
            os.write(1, f"{name}\n".encode())
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, act: Callable[..., Any], name: str) -> Callable[..., Any]:
        """`act` with a moment before it and one after it."""

        def acting(*given: Any, **named: Any) -> Any:
            label = f"{name} {_of(given)}".strip()
            self.pass_by(f"before {label}")
            answer = act(*given, **named)
            self.pass_by(f"after {label}")
            return self.device(answer) if hasattr(answer, "await_end") else answer

        return acting

    def device(self, device: Any) -> Any:
        """A device of which every verb is such an act."""
        return _Dying(device, self)


class _Dying:
    def __init__(self, device: Any, moments: Moments) -> None:
        self._device = device
        self._moments = moments

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._device, name)
        return self._moments.around(found, name) if callable(found) else found


def _of(given: tuple[Any, ...]) -> str:
    step = getattr(given[0], "step", None) if given else None
    return "" if step is None else str(step)


def work(order: dict[str, Any]) -> None:
    """Add a card and make it, dying on the way."""
    moments = Moments(order["at"])
    with workbench(
        order["url"],
        Path(order["key_file"]),
        order["program"],
        order["printer"],
        order["writer"],
        moments.device,
        lambda call: moments.around(call, "record"),
    ) as bench:
        execute = moments.around(bench.execute, "execute")
        execute(AddCard(TESTER, order["number"]))
        job = execute(StartCardJob(TESTER, order["number"], WORKSTATION))
        bench.make(job)


def main() -> None:
    """See the module."""
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            try:
                work(order)
            except BaseException as error:  # noqa: BLE001 - told to whoever gave the order
                os.write(1, f"broke {error!r}\n".encode())
                os._exit(3)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        os.write(1, json.dumps({"killed": killed, "status": status}).encode() + b"\n")


if __name__ == "__main__":
    main()
