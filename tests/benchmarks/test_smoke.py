from __future__ import annotations

import importlib

import pytest

from benchmarks.measure import Row, table

TINY = 3_000


@pytest.fixture(autouse=True)
def only_what_is_here(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """No server, one library for all, and little of everything: the figures do not count here."""
    from benchmarks import (
        counter,
        desktop,
        kept,
        lists,
        lookup,
        reserved_library,
        start,
        title_search,
        titles,
    )

    folder = tmp_path_factory.getbasetemp() / "libraries"
    monkeypatch.setattr(kept, "KEPT", folder)
    monkeypatch.setattr(counter, "KEPT", folder)
    monkeypatch.setattr(reserved_library, "KEPT", folder)
    monkeypatch.setenv("DESK_APP_BENCH_SQLITE_ONLY", "1")
    monkeypatch.setattr(desktop, "QUICK_SCANS", 16)
    monkeypatch.setattr(desktop, "AT_ONCE", 20)
    monkeypatch.setattr(lookup, "CARDS", 100)
    monkeypatch.setattr(lists, "FIRST_PAINTS", 1)
    monkeypatch.setattr(lists, "PAGES", 8)
    monkeypatch.setattr(start, "QUICK_STARTS", 1)
    monkeypatch.setattr(title_search, "TEXTS", 2)
    monkeypatch.setattr(titles, "_VOCABULARY", 2_000)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("lookup", "look-up behind the desk SQLite: median"),
        ("desktop", "scan to painted SQLite: median"),
        ("lists", "page down: median"),
        ("start", "memory with database and PDFs"),
        ("title_search", "titles SQLite: median"),
        ("school_import", "lines put into place SQLite"),
        ("reservations", "check-in with a reservation, SQLite: median"),
    ],
)
def test_a_benchmark_runs(name: str, told: str) -> None:
    rows: list[Row] = importlib.import_module(f"benchmarks.{name}").run(TINY)
    assert told in {row.name for row in rows}
    faults = [row for row in rows if row.name.startswith("given") or row.name.endswith("order")]
    assert all(row.value > 0 for row in rows if row not in faults)
    assert all(row.ok for row in faults)
    assert told in table(rows)
