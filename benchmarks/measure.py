"""Measuring by comparison: every figure stands beside a floor or a peer of the same run.

The things compared are called in turn, call by call, so that whatever else the machine does meets
all of them alike. CPU time stands beside wall time: on a busy machine the wall's tail is the
scheduler's.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter_ns, process_time_ns, thread_time_ns
from typing import TypeVar

Q = TypeVar("Q")


@dataclass(frozen=True)
class Row:
    """One measured goal.

    `value` and `floor` are in the unit that `note` names (milliseconds unless told), `ratio` is the
    one through the other and should not be above `bound`, unless `note` says that higher is better;
    `ok` is the verdict. `bound` None means told, not promised. `cpu_ratio` is the same ratio in CPU
    time.
    """

    name: str
    value: float
    floor: float
    ratio: float
    bound: float | None
    ok: bool
    cpu_ratio: float | None = None
    note: str = ""


@dataclass
class Samples:
    """Times of one thing, in nanoseconds."""

    wall: list[int] = field(default_factory=list)
    cpu: list[int] = field(default_factory=list)


def percentile(samples: Sequence[float], share: float) -> float:
    """The sample below which `share` (0 to 1) of them lie, by nearest rank."""
    ordered = sorted(samples)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def milliseconds(samples: Sequence[int], share: float) -> float:
    """A percentile of nanoseconds, in milliseconds."""
    return percentile(samples, share) / 1e6


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the cyclic collector, whose pauses would hit one side by chance."""
    was = gc.isenabled()
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def interleave(
    cases: Mapping[str, Callable[[Q], object]],
    questions: Sequence[Q],
    *,
    passes: int = 1,
    whole_process: bool = False,
) -> dict[str, Samples]:
    """Give every question to every case in turn; who goes first rotates.

    With several `passes` the least time of each question counts, for every case alike. CPU time is
    that of this thread, or of the whole process where the work is done by others.
    """
    taken = _interleaved(cases, questions, whole_process=whole_process)
    for _ in range(passes - 1):
        again = _interleaved(cases, questions, whole_process=whole_process)
        for name, samples in taken.items():
            samples.wall = list(map(min, samples.wall, again[name].wall))
            samples.cpu = list(map(min, samples.cpu, again[name].cpu))
    return taken


def _interleaved(
    cases: Mapping[str, Callable[[Q], object]], questions: Sequence[Q], *, whole_process: bool
) -> dict[str, Samples]:
    clock = process_time_ns if whole_process else thread_time_ns
    taken = {name: Samples() for name in cases}
    order = list(cases.items())
    with uncollected():
        for at, question in enumerate(questions):
            turn = at % len(order)
            for name, call in order[turn:] + order[:turn]:
                cpu = clock()
                wall = perf_counter_ns()
                call(question)
                wall = perf_counter_ns() - wall
                cpu = clock() - cpu
                taken[name].wall.append(wall)
                taken[name].cpu.append(cpu)
    return taken


def compare(
    name: str,
    samples: Samples,
    floor: Samples,
    share: float,
    bound: float | None,
    note: str = "",
) -> Row:
    """A percentile of `samples` against that of `floor`; it should be at most `bound` times it."""
    value, least = milliseconds(samples.wall, share), milliseconds(floor.wall, share)
    ratio = value / least
    cpu = milliseconds(samples.cpu, share) / max(milliseconds(floor.cpu, share), 1e-6)
    return Row(name, value, least, ratio, bound, bound is None or ratio <= bound, cpu, note)


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table."""
    lines = [
        "| figure | value | floor | ratio | bound | | cpu ratio | note |",
        "|---|---:|---:|---:|---:|---|---:|---|",
    ]
    for row in rows:
        bound = "" if row.bound is None else f"{row.bound:g}"
        verdict = "" if row.bound is None else "ok" if row.ok else "NOT MET"
        cpu = "" if row.cpu_ratio is None else f"{row.cpu_ratio:.2f}"
        lines.append(
            f"| {row.name} | {row.value:.3f} | {row.floor:.3f} | {row.ratio:.2f} | {bound} "
            f"| {verdict} | {cpu} | {row.note} |"
        )
    return "\n".join(lines)
