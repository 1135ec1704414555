"""Notices (5.Meldingen) and blocks of a customer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Final

from desk_app.domain.text_policy import required_line
from desk_app.errors import Refused

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


STORED_BLOCKS: Final = frozenset(
    {BlockKind.MANUAL, BlockKind.OVERDUE_LIMIT, BlockKind.ADDRESS_UNKNOWN, BlockKind.BANNED}
)
"""Blocks that the desk puts on; the others follow from the cards and the balance."""
BLOCK_REASON_MAX_LENGTH: Final = 200
"""Characters of the reason for a block, of a customer or of a card."""


@dataclass(eq=False)
class NoticesFull(Refused):
    """There are as many notices as there may be."""

    code: ClassVar[str] = "NOT-1"
    max_count: int


@dataclass(eq=False)
class NoticeUnknown(Refused):
    """This customer has no such notice, or no longer."""

    code: ClassVar[str] = "NOT-2"
    notice_id: int


@dataclass(eq=False)
class NoNotices(Refused):
    """There is no notice to remove."""

    code: ClassVar[str] = "NOT-3"


@dataclass(eq=False)
class BlockUnknown(Refused):
    """This customer has no such block, or no longer."""

    code: ClassVar[str] = "BLK-1"
    block_id: int


@dataclass(eq=False)
class BlockFollows(Refused):
    """This kind of block follows from something else; nobody puts it on."""

    code: ClassVar[str] = "BLK-2"
    kind: BlockKind


@dataclass(eq=False)
class BlockedAlready(Refused):
    """There is a block of this kind."""

    code: ClassVar[str] = "BLK-3"
    kind: BlockKind


@dataclass(eq=False)
class NoBlocks(Refused):
    """There is no block that could be lifted."""

    code: ClassVar[str] = "BLK-4"


def clean_notice(text: str) -> str:
    """The text of a notice as it is kept.

    Raises:
        FieldRefused: empty, longer than `NOTICE_MAX_LENGTH`, or with characters no text may hold.
    """
    return required_line("text", text, NOTICE_MAX_LENGTH)


def check_room_for_notice(count: int) -> None:
    """Whether another notice fits beside `count` others.

    Raises:
        NoticesFull: it does not.
    """
    if count >= NOTICE_MAX_COUNT:
        raise NoticesFull(NOTICE_MAX_COUNT)


def check_has_notices(count: int) -> None:
    """Whether there is a notice to remove.

    Raises:
        NoNotices: there is none.
    """
    if not count:
        raise NoNotices


def check_has_blocks(stored: int) -> None:
    """Whether there is a stored block to lift.

    Raises:
        NoBlocks: there is none.
    """
    if not stored:
        raise NoBlocks


def check_block_kind(kind: BlockKind, there: Iterable[BlockKind]) -> None:
    """Whether a block of `kind` can be put on beside those that are `there`.

    Raises:
        BlockFollows: this kind follows from something else.
        BlockedAlready: there is one.
    """
    if kind not in STORED_BLOCKS:
        raise BlockFollows(kind)
    if kind in there:
        raise BlockedAlready(kind)
