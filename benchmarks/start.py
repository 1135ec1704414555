"""Starting the program: processes side by side, watched from outside, against a bare window.

A start goes on after the first paint until the desk is open (everything a scan needs but the
person who signs in), somebody signed in by program, the first scanned customer was painted, and
what PDFs need was loaded; then the parent looks how much memory the process holds.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter_ns

from benchmarks.counter import card_numbers, sqlite_counter
from benchmarks.measure import Row
from desk_app.settings import Settings

STARTS = 11
QUICK_STARTS = 5
QUICK_BELOW = 100_000
PAINT_BOUND = 1.1
READY_BOUND = 3.3
MEMORY_BOUND = 2.3


@dataclass
class Started:
    """One start: nanoseconds until each thing happened, by wall and by CPU, and memory in MB."""

    wall: dict[str, int] = field(default_factory=dict)
    cpu: dict[str, int] = field(default_factory=dict)
    memory: dict[str, float] = field(default_factory=dict)


def run(size: int) -> list[Row]:
    """First paint, ready, first scan, and memory."""
    settings = sqlite_counter(size)
    number = card_numbers(settings, 1)[0]
    starts = STARTS if size >= QUICK_BELOW else QUICK_STARTS
    with TemporaryDirectory(prefix="start-") as home:
        surroundings = _surroundings(Path(home), settings)
        bare, ours = [], []
        for at in range(starts + 1):
            one = _start(["bare"], "painted", surroundings)
            other = _start(["ours", number], "papers", surroundings)
            # The first of each reads from a cold disk.
            if at:
                bare.append(one)
                ours.append(other)
    return [
        _times("first paint", ours, bare, "painted", PAINT_BOUND),
        _times("ready for the first scan, but for signing in", ours, bare, "open", READY_BOUND),
        _times("first scan painted, signed in by program", ours, bare, "scanned", None),
        _memory("memory with the database and a customer", ours, bare, "scanned", None),
        _memory("memory with database and PDFs", ours, bare, "papers", MEMORY_BOUND),
    ]


def _surroundings(home: Path, settings: Settings) -> dict[str, str]:
    folder = home / "desk-app"
    folder.mkdir()
    told = f'database = "{settings.database}"\ndata_folder = "{settings.data_folder}"\n'
    (folder / "desk-app.toml").write_text(told, encoding="utf-8")
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(home)}


def _start(arguments: list[str], last: str, surroundings: dict[str, str]) -> Started:
    started = Started()
    began = perf_counter_ns()
    with subprocess.Popen(
        [sys.executable, "-m", "benchmarks.start_child", *arguments],
        env=surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as child:
        assert child.stdout is not None
        try:
            for line in child.stdout:
                now = perf_counter_ns()
                what, cpu = line.split()
                started.wall[what] = now - began
                started.cpu[what] = int(cpu)
                started.memory[what] = _resident(child.pid)
                if what == last:
                    break
        finally:
            child.kill()
    if last not in started.wall:
        raise RuntimeError(f"a start ended after {list(started.wall)}")
    return started


def _resident(process: int) -> float:
    """Megabytes of a process that are in memory."""
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _times(
    name: str, ours: list[Started], bare: list[Started], what: str, bound: float | None
) -> Row:
    value = median(one.wall[what] for one in ours) / 1e6
    floor = median(one.wall["painted"] for one in bare) / 1e6
    cpu = median(one.cpu[what] for one in ours) / median(one.cpu["painted"] for one in bare)
    ratio = value / floor
    note = f"{len(ours)} starts, against the first paint of a bare window"
    return Row(name, value, floor, ratio, bound, bound is None or ratio <= bound, cpu, note)


def _memory(
    name: str, ours: list[Started], bare: list[Started], what: str, bound: float | None
) -> Row:
    value = median(one.memory[what] for one in ours)
    floor = median(one.memory["painted"] for one in bare)
    ratio = value / floor
    return Row(name, value, floor, ratio, bound, bound is None or ratio <= bound, None, "MB")
