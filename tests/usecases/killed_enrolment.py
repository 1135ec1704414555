"""Enrols a customer again and again, and is killed at each step of it in turn.

Run as ``python -m tests.usecases.killed_enrolment URL KEY_FILE STRIDE``. Child N enrols draft N and
sends itself SIGKILL at step 1 + (N - 1) * STRIDE; a step is as in `tests.store.killed_child`.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from dataclasses import replace
from pathlib import Path

from sqlalchemy import event

from desk_app.domain.staff import Role
from desk_app.store.mapping import start_mappers
from desk_app.store.opening import open_store
from desk_app.usecases.commands.enrolment import EnrolCustomer
from desk_app.usecases.enrolment_form import EnrolmentForm
from tests.usecases.library import Library

MOST_STEPS = 300
FORM = EnrolmentForm(
    number="system",
    initials="E.B.",
    birth_date="1991-01-04",
    postcode="9468 BG",
    house_number="41",
    street="Kerkweg",
    place="Annen",
    email="e.b.tester@example.org",
    type_code="0141",
)


def child(url: str, key_file: Path, place: int, at: int) -> None:
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
    desk.execute(EnrolCustomer(f"draft {place}", replace(FORM, surname=f"Gedood{place}")))
    step()
    store.close()


def main(url: str, key_file: Path, stride: int) -> None:
    """Print how each child ended."""
    start_mappers()
    for place in range(1, MOST_STEPS):
        sys.stdout.flush()
        process = os.fork()
        if process == 0:
            child(url, key_file, place, 1 + (place - 1) * stride)
            os._exit(0)
        _, status = os.waitpid(process, 0)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        print(json.dumps({"place": place, "killed": killed, "exit": status}), flush=True)
        if not killed:
            return


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
