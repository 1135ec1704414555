"""What the page of titles and its presenter tell each other. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Task(StrEnum):
    """Which form the panel shows."""

    TITLE = "title"
    COPIES = "copies"


@dataclass(frozen=True)
class Reasons:
    """Why each button is grey; None when it is not."""

    new: str | None
    edit: str | None
    add: str | None
    reserve: str | None
