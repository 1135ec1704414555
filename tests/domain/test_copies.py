from __future__ import annotations

from datetime import date

import pytest

from desk_app.domain.copies import (
    BY_HAND,
    NEXT,
    BarcodeRefused,
    Copy,
    CopyStatus,
    CopyStatusRefused,
    check_barcode,
    is_item_barcode,
)


def _copy(status: CopyStatus) -> Copy:
    return Copy("30000000000017", 1, "5280", "5280", date(2026, 4, 14), status)


@pytest.mark.parametrize("status", CopyStatus)
@pytest.mark.parametrize("wanted", CopyStatus)
def test_a_copy_goes_where_the_table_says(status: CopyStatus, wanted: CopyStatus) -> None:
    copy = _copy(status)
    if wanted in NEXT[status]:
        copy.move_to(wanted)
        assert copy.status is wanted
    else:
        with pytest.raises(CopyStatusRefused) as refused:
            copy.move_to(wanted)
        assert copy.status is status
        assert refused.value.wanted is wanted


def test_one_copy_is_never_in_two_hands() -> None:
    assert set(NEXT) == set(CopyStatus)
    assert CopyStatus.LENT not in NEXT[CopyStatus.LENT]
    assert NEXT[CopyStatus.WITHDRAWN] == {CopyStatus.AVAILABLE}
    assert CopyStatus.WITHDRAWN not in NEXT[CopyStatus.LENT]
    assert not BY_HAND & {CopyStatus.LENT, CopyStatus.SET_ASIDE, CopyStatus.IN_TRANSIT}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("3000 0000 0000 17", "30000000000017"),
        ("b-12345", "B12345"),
        ("1234", "1234"),
        ("A" * 19 + "1", "A" * 19 + "1"),
    ],
)
def test_barcodes(text: str, kept: str) -> None:
    assert check_barcode("barcode", text) == kept


@pytest.mark.parametrize("text", ["", "123", "A" * 20 + "1", "ABCDE", "12;34", "١٢٣٤", "12é4"])
def test_barcodes_that_are_none(text: str) -> None:
    with pytest.raises(BarcodeRefused):
        check_barcode("barcode", text)


def test_copies_are_known_by_their_number() -> None:
    assert is_item_barcode("30000000000017")
    assert not is_item_barcode("3000000000001")
    assert not is_item_barcode("20000000000018")
    assert not is_item_barcode("3000000000001X")
    assert is_item_barcode("51230000000017", ("3000", "5123"))
