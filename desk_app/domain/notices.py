"""Notices (5.Meldingen) and blocks of a customer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

NOTICE_MAX_LENGTH = 60
"""Characters of one notice, as in Wise's Notifications tab."""
NOTICE_MAX_COUNT = 4
"""Notices that pop up when a file is opened, as in Wise's Notifications tab."""


class BlockKind(StrEnum):
    """Why a customer may not do something; NO_CARD is derived, never stored."""

    NO_CARD = "no_card"
    MANUAL = "manual"
    UNPAID_FEE = "unpaid_fee"
    OVERDUE_LIMIT = "overdue_limit"
    ADDRESS_UNKNOWN = "address_unknown"
    BANNED = "banned"


@dataclass
class Block:
    """A stored block with its reason, shown red in the header."""

    kind: BlockKind
    since: datetime
    by: str
    reason: str = ""
    block_id: int | None = None


@dataclass
class Notice:
    """A short text for staff, shown on every opening of the file."""

    text: str
    written_at: datetime
    by: str
    notice_id: int | None = None
