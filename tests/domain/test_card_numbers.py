from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.domain.card_numbers import (
    MAX_SCAN_LENGTH,
    PROCESSES,
    CardNumberMisfit,
    CheckDigit,
    Miss,
    NotACard,
    NumberProcess,
    ScannedKind,
    bare_number,
    build_number,
    check_card_number,
    classify,
    display_number,
    mod_10_digit,
    normalise_number,
)
from desk_app.domain.cards import Sector


@dataclass(frozen=True)
class Numbering:
    label: str
    number_process: str


DRENTHE = Numbering("5003", "6")
WITH_CHECK = Numbering("9999", "1")


def test_the_table_of_structures() -> None:
    lengths = {key: process.length for key, process in PROCESSES.items()}
    assert lengths == {
        "1": 14,
        "2-EDUB": 13,
        "2-BIEB": 13,
        "3": 11,
        "4": 11,
        "5": 12,
        "6": 10,
        "8": 11,
    }
    with_check = {key for key, entry in PROCESSES.items() if entry.check is not CheckDigit.NONE}
    assert with_check == {"1", "3", "4", "8"}


@pytest.mark.parametrize(
    ("digits", "check"),
    [("3023400051786", "1"), ("5819800094399", "6"), ("3319100010586", "4")],
)
def test_published_check_digits(digits: str, check: str) -> None:
    assert mod_10_digit(digits) == check


@pytest.mark.parametrize(
    ("text", "sector", "number"),
    [
        ("BIEB-5003000030", Sector.LIBRARY, "5003000030"),
        ("edub-5003000070", Sector.PRIMARY_SCHOOL, "5003000070"),
        ("EDUV - 50030 00070", Sector.SECONDARY_SCHOOL, "5003000070"),
        (" 5003 000030\r\n", None, "5003000030"),
        ("2x1986", None, "2X1986"),
        ("BIEB", None, "BIEB"),
    ],
)
def test_a_scan_without_what_is_not_the_number(
    text: str, sector: Sector | None, number: str
) -> None:
    assert normalise_number(text) == (sector, number)
    assert bare_number(text) == number


def test_numbers_are_shown_with_their_sector() -> None:
    assert display_number(Sector.LIBRARY, "5003000030") == "BIEB-5003000030"
    assert normalise_number("BIEB-5003000030")[0] is Sector.LIBRARY


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("BIEB-5003000030", ScannedKind.CARD),
        ("EDUB-5003000070", ScannedKind.CARD),
        ("5004000030", ScannedKind.CARD_ELSEWHERE),
        ("29999000000125", ScannedKind.CARD_ELSEWHERE),
        ("29999000000126", ScannedKind.UNKNOWN),
        ("9789021414331", ScannedKind.ISBN),
        ("9789021414332", ScannedKind.CARD_ELSEWHERE),
        ("902141433X", ScannedKind.UNKNOWN),
        ("080442957X", ScannedKind.ISBN),
        ("30000012345678", ScannedKind.ITEM),
        ("2X19861234", ScannedKind.TEMPORARY),
        ("123", ScannedKind.UNKNOWN),
        ("", ScannedKind.UNKNOWN),
        ("Tester", ScannedKind.UNKNOWN),
        ("٥٠٠٣٠٠٠٠٣٠", ScannedKind.UNKNOWN),
        ("5003000030' OR 1=1 --", ScannedKind.UNKNOWN),
    ],
)
def test_what_a_scanned_text_is(text: str, kind: ScannedKind) -> None:
    scanned = classify(text, DRENTHE)
    assert scanned.kind is kind
    assert scanned.may_be_card is (kind in {ScannedKind.CARD, ScannedKind.CARD_ELSEWHERE})


def test_a_check_digit_counts_as_verified_where_its_formula_is_known() -> None:
    assert classify("29999000000125", WITH_CHECK).verified
    assert classify("29999000000125").verified
    assert not classify("50030000301", Numbering("5003", "3")).verified
    assert classify("50030000301", Numbering("5003", "3")).kind is ScannedKind.CARD


def test_a_megabyte_is_no_number() -> None:
    scanned = classify("5" * 10_000_000, DRENTHE)
    assert scanned.kind is ScannedKind.UNKNOWN
    assert len(scanned.number) == MAX_SCAN_LENGTH


def test_of_several_branches_each_counts() -> None:
    assert classify("29999000000125", DRENTHE, WITH_CHECK).kind is ScannedKind.CARD
    assert classify("5003000030", WITH_CHECK, DRENTHE).kind is ScannedKind.CARD


@pytest.mark.parametrize(
    ("text", "branch", "miss", "expected", "found"),
    [
        ("500300003", DRENTHE, Miss.TOO_SHORT, "10", "9"),
        ("50030000301", DRENTHE, Miss.TOO_LONG, "10", "11"),
        ("5004000030", DRENTHE, Miss.WRONG_LABEL, "5003", "5004"),
        ("50O3000030", DRENTHE, Miss.NOT_DIGITS, "10", "O"),
        ("5003-00003", DRENTHE, Miss.NOT_DIGITS, "10", "-"),
        ("29999000000126", WITH_CHECK, Miss.WRONG_CHECK_DIGIT, "5", "6"),
        ("29998000000120", WITH_CHECK, Miss.WRONG_LABEL, "9999", "9998"),
        ("19999000000125", WITH_CHECK, Miss.WRONG_LABEL, "9999", "9999"),
    ],
)
def test_a_number_that_is_nearly_right_says_what_is_wrong(
    text: str, branch: Numbering, miss: Miss, expected: str, found: str
) -> None:
    with pytest.raises(CardNumberMisfit) as refused:
        check_card_number("number", text, branch)
    assert refused.value.process == branch.number_process
    assert refused.value.miss is miss
    assert (refused.value.expected, refused.value.found) == (expected, found)


def test_a_wrong_check_digit_is_found_without_a_branch() -> None:
    near = classify("29999000000126").near
    assert near is not None
    assert (near.process, near.miss, near.expected) == ("1", Miss.WRONG_CHECK_DIGIT, "5")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("9789021414331", ScannedKind.ISBN),
        ("30000012345678", ScannedKind.ITEM),
        ("2X19861234", ScannedKind.TEMPORARY),
        ("hallo", ScannedKind.UNKNOWN),
        ("v", ScannedKind.UNKNOWN),
        ("5003000030\u202e\u202e\u202e", ScannedKind.UNKNOWN),
    ],
)
def test_what_is_no_card_is_refused_as_what_it_is(text: str, kind: ScannedKind) -> None:
    with pytest.raises(NotACard) as refused:
        check_card_number("number", text, DRENTHE)
    assert refused.value.kind is kind
    assert refused.value.field == "number"
    assert "\u202e" not in refused.value.number


def test_a_card_from_elsewhere_without_any_likeness_is_not_this_branch_s() -> None:
    with pytest.raises(NotACard) as refused:
        check_card_number("number", "29999000000125", DRENTHE)
    assert refused.value.kind is ScannedKind.CARD_ELSEWHERE


def test_a_good_number_passes() -> None:
    assert check_card_number("number", "BIEB-5003000030", DRENTHE).number == "5003000030"


BUILT = [process for process in PROCESSES.values() if process.check is not CheckDigit.ELEVEN_TEST]


@given(st.sampled_from(BUILT), st.integers(0, 9999), st.integers(0, 99999))
@settings(deadline=None, derandomize=True)
def test_built_numbers_are_cards_of_their_branch(
    process: NumberProcess, label: int, serial: int
) -> None:
    number = build_number(process, f"{label:04d}", serial)
    scanned = classify(number, Numbering(f"{label:04d}", process.key))
    assert scanned.kind is ScannedKind.CARD
    assert scanned.process == process.key
    assert scanned.verified is (process.check is CheckDigit.MOD_10)


@given(st.integers(0, 99_999_999), st.integers(0, 13), st.integers(1, 9))
@settings(deadline=None, derandomize=True)
def test_one_wrong_digit_never_passes_the_check(serial: int, at: int, shift: int) -> None:
    number = build_number(PROCESSES["1"], "9999", serial)
    wrong = number[:at] + str((int(number[at]) + shift) % 10) + number[at + 1 :]
    assert classify(wrong, WITH_CHECK).kind is not ScannedKind.CARD


@pytest.mark.parametrize(
    ("key", "label", "serial"), [("3", "5003", 1), ("6", "500", 1), ("6", "5003", 1_000_000)]
)
def test_numbers_that_cannot_be_built(key: str, label: str, serial: int) -> None:
    with pytest.raises(ValueError, match=r"not published|does not fit"):
        build_number(PROCESSES[key], label, serial)


@given(st.text(max_size=80))
@settings(deadline=None, derandomize=True)
def test_every_text_is_something(text: str) -> None:
    scanned = classify(text, DRENTHE, WITH_CHECK)
    assert len(scanned.number) <= MAX_SCAN_LENGTH + 1
    if scanned.kind is ScannedKind.CARD:
        assert scanned.number.isdigit()
