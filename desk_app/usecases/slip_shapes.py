"""The slip that lies in a set-aside copy, as a frozen shape; `desk_app.documents` draws it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class SetAsideSlip:
    """Who it is for only by `initials` and the last digits of the card (`card_tail`), since the
    shelf of set-aside copies is open to everybody. `collect_until` is None for what still travels;
    `printed_at` is local time. `file_name` is without an ending and without anybody's name.
    """

    file_name: str
    pickup_name: str
    initials: str
    card_tail: str
    title: str
    author: str
    barcode: str
    collect_until: date | None
    printed_at: datetime
