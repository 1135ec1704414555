"""Makes or migrates a database, and is killed at each statement of it in turn.

Run as ``python -m tests.store.interrupted create|migrate URL KEY_FILE FOLDER REVISIONS STRIDE``.
For N from 1 on it forks a child that sends itself SIGKILL before statement N, and prints a line
of JSON for each; it stops after the first child that came to its end.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.engine import Engine

from desk_app.store.mapping import start_mappers
from desk_app.store.opening import create_database, open_store
from desk_app.store.versions import Migrations

MOST_STATEMENTS = 400


def main(what: str, url: str, key_file: Path, migrations: Migrations, stride: int) -> None:
    """Print how each child ended."""
    # Imported before the first fork, so that each child is quick.
    __import__("alembic.command")
    start_mappers()
    for place in range(1, MOST_STATEMENTS, stride):
        sys.stdout.flush()
        process = os.fork()
        if process == 0:
            _die_before(place)
            if what == "create":
                create_database(url, key_file, "1.0.0", migrations=migrations)
            else:
                open_store(url, key_file, "2.0.0", migrations=migrations).close()
            os._exit(0)
        _, status = os.waitpid(process, 0)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        print(json.dumps({"place": place, "killed": killed, "exit": status}), flush=True)
        if not killed:
            return


def _die_before(place: int) -> None:
    count = 0

    def step(*_: object) -> None:
        nonlocal count
        count += 1
        if count == place:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", step)
    event.listen(Engine, "commit", step)


if __name__ == "__main__":
    main(
        sys.argv[1],
        sys.argv[2],
        Path(sys.argv[3]),
        Migrations(Path(sys.argv[4]), tuple(sys.argv[5].split(","))),
        int(sys.argv[6]),
    )
