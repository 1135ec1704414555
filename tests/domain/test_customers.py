from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from desk_app.domain.customers import (
    Customer,
    HasBalance,
    HasCards,
    HasItemsOut,
    check_deletable,
)
from desk_app.domain.notices import (
    NOTICE_MAX_COUNT,
    STORED_BLOCKS,
    BlockedAlready,
    BlockFollows,
    BlockKind,
    NoBlocks,
    NoNotices,
    NoticesFull,
    check_block_kind,
    check_has_blocks,
    check_has_notices,
    check_room_for_notice,
    clean_notice,
)
from desk_app.domain.text_policy import FieldRequired, TextTooLong
from desk_app.errors import Refused

NOTHING = Decimal("0.00")


def test_who_may_be_removed() -> None:
    check_deletable(items_out=0, balance=NOTHING, cards_in_use=0)


@pytest.mark.parametrize(
    ("items", "balance", "cards", "refusal"),
    [
        (1, Decimal("5.00"), 1, HasItemsOut),
        (0, Decimal("5.00"), 1, HasBalance),
        (0, Decimal("-0.01"), 0, HasBalance),
        (0, NOTHING, 1, HasCards),
    ],
)
def test_who_may_not_be_removed(
    items: int, balance: Decimal, cards: int, refusal: type[Refused]
) -> None:
    with pytest.raises(refusal):
        check_deletable(items_out=items, balance=balance, cards_in_use=cards)


def test_no_repr_shows_an_account() -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    who = Customer(1, "9548", "Tester", now, iban="NL91ABNA0417164300", bic="ABNANL2A")
    assert "Tester" in repr(who)
    assert "NL91" not in repr(who)
    assert "ABNANL2A" not in repr(who)


def test_notices() -> None:
    assert clean_notice("  Pas ligt klaar ") == "Pas ligt klaar"
    assert clean_notice("x" * 60) == "x" * 60
    with pytest.raises(TextTooLong):
        clean_notice("x" * 61)
    with pytest.raises(FieldRequired):
        clean_notice(" ")
    check_room_for_notice(NOTICE_MAX_COUNT - 1)
    with pytest.raises(NoticesFull) as full:
        check_room_for_notice(NOTICE_MAX_COUNT)
    assert full.value.max_count == 4
    check_has_notices(1)
    with pytest.raises(NoNotices):
        check_has_notices(0)


def test_blocks() -> None:
    check_has_blocks(1)
    with pytest.raises(NoBlocks):
        check_has_blocks(0)
    for kind in BlockKind:
        if kind in STORED_BLOCKS:
            check_block_kind(kind, set(BlockKind) - {kind})
            with pytest.raises(BlockedAlready):
                check_block_kind(kind, [kind])
        else:
            with pytest.raises(BlockFollows):
                check_block_kind(kind, [])
