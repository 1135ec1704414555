"""What the Leerlingenimport shows. Plain data, no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Work(StrEnum):
    """What is going on now."""

    NONE = "none"
    READING = "reading"
    COMPARING = "comparing"
    RUNNING = "running"
    UNDOING = "undoing"


@dataclass(frozen=True)
class Progress:
    """How far the work is; `total` 0 while nobody knows."""

    work: Work = Work.NONE
    done: int = 0
    total: int = 0


@dataclass(frozen=True)
class Reasons:
    """Why each button is grey; None for one that may be pressed."""

    choose: str | None
    check: str | None
    run: str | None
    stop: str | None
    undo: str | None
    drop: str | None
    leave_out: str | None
    as_new: str | None
    as_planned: str | None


ALL = "all"
"""The key of *Alle regels* in the choice of what to show."""
