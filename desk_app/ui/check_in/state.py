"""What the page of checking in shows. Plain data, no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desk_app.ui.framework.tone import Tone
from desk_app.usecases.commands.circulation import Returned


@dataclass(frozen=True)
class Answer:
    """What to do with the copy in hand, large; `facts` are what else is worth knowing.

    `sign` stands before it instead of that of the tone.
    """

    tone: Tone
    heading: str
    book: str = ""
    facts: tuple[str, ...] = ()
    code: str = ""
    sign: str = ""


@dataclass(frozen=True)
class Back:
    """One copy that came in, known by `number` within this page; `problem` when it did not."""

    number: int
    at: datetime
    barcode: str
    returned: Returned | None = None
    problem: str = ""


@dataclass(frozen=True)
class Reasons:
    """Why each button is grey; None for one that may be pressed."""

    slip: str | None
    lend: str | None
    clear: str | None
