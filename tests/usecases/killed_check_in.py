"""Takes copies in, and is killed at each step of it in turn.

Run as ``python -m tests.usecases.killed_check_in URL KEY_FILE STRIDE BARCODE...``. Child N takes
the Nth copy in and sends itself SIGKILL at step 1 + (N - 1) * STRIDE; a step
is as in `tests.store.killed_child`. It prints a line of JSON for each child, and stops after the
first that came to its end.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

from sqlalchemy import event

from desk_app.domain.staff import Role
from desk_app.store.mapping import start_mappers
from desk_app.store.opening import open_store
from desk_app.usecases.commands.circulation import ReturnCopy
from tests.usecases.circulating import SCHOOL
from tests.usecases.library import Library


def key(place: int) -> str:
    """The idempotency key under which a copy is taken in."""
    return f"taken in {place}"


def child(url: str, key_file: Path, barcode: str, place: int, at: int) -> None:
    """Count steps, and die at step `at`."""
    store = open_store(url, key_file, "1.0.0")
    desk = Library(store).desk(Role.FRONT_OFFICE)
    steps = 0

    def step(*_: object, **__: object) -> None:
        nonlocal steps
        steps += 1
        if steps >= at:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(store.database.commands, "before_cursor_execute", step)
    event.listen(store.database.commands, "commit", step)
    desk.execute(ReturnCopy(barcode, SCHOOL), key=key(place))
    step()
    store.close()


def main(url: str, key_file: Path, stride: int, barcodes: list[str]) -> None:
    """Print how each child ended."""
    start_mappers()
    for place, barcode in enumerate(barcodes, 1):
        sys.stdout.flush()
        process = os.fork()
        if process == 0:
            child(url, key_file, barcode, place, 1 + (place - 1) * stride)
            os._exit(0)
        _, status = os.waitpid(process, 0)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        print(json.dumps({"place": place, "killed": killed, "exit": status}), flush=True)
        if not killed:
            return


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])
