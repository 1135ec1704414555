"""Messages (berichten) to a pupil in the portal: what became of a reservation.

A message says what happened by its kind, the title and the place; the words are the portal's. It
holds nothing else of the pupil.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar, Final

from desk_app.errors import Refused


class MessageKind(StrEnum):
    """What a message tells: *de reservering staat klaar* (`004_b77d1b3c9ac441d5.txt`), or not."""

    READY = "ready"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


@dataclass
class PortalMessage:
    """One message; `read_at` is None until the pupil opened it."""

    actor_id: int
    sent_at: datetime
    kind: MessageKind
    title_id: int | None = None
    place_code: str | None = None
    read_at: datetime | None = None
    message_id: int | None = None


KEPT: Final = timedelta(days=90)
"""How long a message is kept: as long as a closed reservation."""


@dataclass(eq=False)
class MessageUnknown(Refused):
    """This pupil has no such message."""

    code: ClassVar[str] = "POR-1"
    message_id: int
