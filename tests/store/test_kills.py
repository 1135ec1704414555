"""Killed at any step of saving, a customer is wholly there or wholly absent."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from desk_app.store import audit
from tests.store.library import TODAY, Library

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")


def _traces(library: Library, place: int) -> dict[str, int]:
    """How many rows each table has of customer `place`."""
    actor_id, number = 1000 + place, f"2{place:013d}"
    asked = {
        "customer": f"SELECT count(*) FROM customer WHERE actor_id = {actor_id}",
        "card": f"SELECT count(*) FROM card WHERE number = '{number}'",
        "register": f"SELECT count(*) FROM number_register WHERE number = '{number}'",
        "subscription": f"SELECT count(*) FROM subscription WHERE actor_id = {actor_id}",
        "ledger": f"SELECT count(*) FROM ledger_entry WHERE actor_id = {actor_id}",
        "change": f"SELECT count(*) FROM customer_change WHERE actor_id = {actor_id}",
        "audit": f"SELECT count(*) FROM audit WHERE subject = 'customer:{actor_id}'",
        "answer": f"SELECT count(*) FROM idempotency WHERE key = 'key {place}'",
        "search": f"SELECT count(*) FROM search_customer WHERE actor_id = {actor_id}",
    }
    with library.store.database.readers.connect() as connection:
        return {name: connection.execute(text(sql)).scalar_one() for name, sql in asked.items()}


def test_killed_at_every_step(
    library: Library, store_url: str, key_file: Path, repository: Path
) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "tests.store.killed_child", store_url, str(key_file)],
        cwd=repository,
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )
    runs = [json.loads(line) for line in ended.stdout.splitlines()]
    assert ended.returncode == 0, ended.stderr
    # Every step but the last was cut off, and the last run came to its end.
    assert len(runs) > 15
    assert [run["killed"] for run in runs] == [True] * (len(runs) - 1) + [False]
    assert runs[-1]["exit"] == 0
    whole = []
    for run in runs:
        traces = _traces(library, run["place"])
        assert set(traces.values()) in ({0}, {1}), (run, traces)
        whole.append(traces["customer"] == 1)
    # Absent up to the commit; there from the commit on.
    assert whole == sorted(whole)
    assert 2 <= sum(whole) < len(runs)
    with library.store.database.readers.connect() as connection:
        assert list(audit.verify(connection)) == []
        assert audit.count(connection) == sum(whole)
        if library.store.database.dialect == "sqlite":
            assert connection.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
    shown = library.store.readings().customer_file(1000 + runs[-1]["place"], TODAY)
    assert shown is not None
    assert shown.card_number
    # The store goes on where it was.
    assert library.add()
