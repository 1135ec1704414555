"""``python -m benchmarks SIZE``: every benchmark at so many generated customers, as one table."""

from __future__ import annotations

import argparse
import importlib
import os
import pkgutil
import platform
import sqlite3
import sys
from pathlib import Path

import benchmarks
from benchmarks.measure import Row, table

SMALL = 20_000


def main() -> int:
    """Run what was asked for; 1 when a bound was not met."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("given", nargs="?", type=int, metavar="SIZE", help="customers")
    parser.add_argument("--size", type=int, default=SMALL, help="the same as an option")
    parser.add_argument("--only", action="append", default=[], help="names of benchmarks to run")
    parser.add_argument("--write", action="store_true", help="also write results-SIZE.md")
    options = parser.parse_args()
    size = options.given or options.size
    rows: list[Row] = []
    for name in _names():
        if options.only and name not in options.only:
            continue
        module = importlib.import_module(f"benchmarks.{name}")
        if hasattr(module, "run"):
            print(f"-- {name}", file=sys.stderr, flush=True)
            rows += module.run(size)
    shown = f"# {size} customers\n\n{_machine()}\n\n{table(rows)}\n"
    print(shown)
    if options.write:
        target = Path(__file__).with_name(f"results-{size}.md")
        target.write_text(shown, encoding="utf-8")
    return 0 if all(row.ok for row in rows) else 1


def _names() -> list[str]:
    return sorted(
        module.name
        for module in pkgutil.iter_modules(benchmarks.__path__)
        if not module.name.startswith("_")
    )


def _machine() -> str:
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg()) if hasattr(os, "getloadavg") else "?"
    return (
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        f"{os.cpu_count()} cores, load {load}"
    )


if __name__ == "__main__":
    sys.exit(main())
