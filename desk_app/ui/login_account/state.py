"""What the panel of log-in accounts shows. Plain data, no Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Weight(StrEnum):
    """How serious what is said is."""

    OK = "ok"
    INFO = "info"
    WARNING = "warning"
    TROUBLE = "trouble"


@dataclass(frozen=True)
class Line:
    """One thing that was found; `good` says whether it is as it should be."""

    text: str
    good: bool


@dataclass(frozen=True)
class Way:
    """A button: its key for the presenter, its word, and why it is grey."""

    key: str
    word: str
    reason: str | None = None
    primary: bool = False


@dataclass(frozen=True)
class PanelState:
    """Everything the panel shows; what is empty is not shown.

    `rights` are rows of right, description and status. `question` is for the customer, answered by
    yes or no. `polls`: an answer of the service is on its way, ask again in a moment. `code` is
    shown once and never kept.
    """

    title: str
    said: str = ""
    advice: str = ""
    error_code: str = ""
    weight: Weight = Weight.INFO
    facts: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    rights: tuple[tuple[str, str, str], ...] = ()
    no_rights: bool = False
    found: tuple[Line, ...] = ()
    question: str = ""
    tell: tuple[str, ...] = ()
    ways: tuple[Way, ...] = ()
    polls: bool = False
    code: str = field(default="", repr=False)
