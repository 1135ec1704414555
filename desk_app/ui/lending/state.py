"""What the page of lending shows. Plain data, no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Sign(StrEnum):
    """What came of one scan."""

    BUSY = "busy"
    LENT = "lent"
    RESERVED = "reserved"
    CANCELLED = "cancelled"
    STOPPED = "stopped"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Line:
    """One thing that was scanned for this customer, known by `number` within the session."""

    number: int
    barcode: str
    sign: Sign = Sign.BUSY
    title: str = ""
    author: str = ""
    due_on: date | None = None
    note: str = ""
    loan_id: int | None = None


@dataclass(frozen=True)
class Reasons:
    """Why each button is grey; None for one that may be pressed."""

    cancel_last: str | None
    renew: str | None
    hand_over: str | None
    drop: str | None
    open_file: str | None
    end: str | None


@dataclass(frozen=True)
class Way:
    """A button in a message: its word, and what it is (`LendingPresenter.take_way`)."""

    key: str
    word: str
