"""Where an errand can stand."""

from __future__ import annotations

from enum import StrEnum


class ErrandState(StrEnum):
    """Where an errand of the outbox stands."""

    WAITING = "waiting"
    BUSY = "busy"
    DONE = "done"
    FAILED = "failed"
    UNKNOWN = "unknown"
