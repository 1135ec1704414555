from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.domain.text_policy import (
    CharacterRefused,
    FieldRequired,
    TextTooLong,
    Unwanted,
    clean_line,
    clean_lines,
    printable,
    required_line,
)

LETTERS_OF_MANY_SCRIPTS = (
    "Ĳsbrand",
    "Đorđević",
    "Łukasz",
    "Ελένη",
    "Наталія",
    "محمد",
    "דניאל",
    "李小龍",
    "さくら",
    "김민준",
    "देवी",
    "ស្រី",
    "Nguyễn Thị Minh Khai",
    "O'Brien-’t Hooft",
    "Tester 😀",
)


@pytest.mark.parametrize("text", LETTERS_OF_MANY_SCRIPTS)
def test_letters_of_every_script_are_kept_as_they_are(text: str) -> None:
    assert clean_line("surname", text, 80) == unicodedata.normalize("NFC", text)


def test_text_is_kept_composed() -> None:
    assert clean_line("surname", "Joe\u0308lle", 80) == "Joëlle"
    assert clean_line("surname", "Joe\u0308lle", 6) == "Joëlle"


def test_spaces_are_single_and_inside() -> None:
    assert clean_line("surname", "  van\u00a0 der \u2003 Berg ", 80) == "van der Berg"


@pytest.mark.parametrize(
    ("character", "unwanted"),
    [
        ("\x00", Unwanted.CONTROL),
        ("\t", Unwanted.CONTROL),
        ("\n", Unwanted.CONTROL),
        ("\x1b", Unwanted.CONTROL),
        ("\x7f", Unwanted.CONTROL),
        ("\x85", Unwanted.CONTROL),
        ("\u2028", Unwanted.CONTROL),
        ("\u2029", Unwanted.CONTROL),
        *((chr(point), Unwanted.DIRECTION) for point in range(0x202A, 0x202F)),
        *((chr(point), Unwanted.DIRECTION) for point in range(0x2066, 0x206A)),
        ("\u200e", Unwanted.DIRECTION),
        ("\u200f", Unwanted.DIRECTION),
        ("\u061c", Unwanted.DIRECTION),
        ("\u200b", Unwanted.INVISIBLE),
        ("\u200d", Unwanted.INVISIBLE),
        ("\u00ad", Unwanted.INVISIBLE),
        ("\ufeff", Unwanted.INVISIBLE),
        ("\u3164", Unwanted.INVISIBLE),
        ("\U000e0041", Unwanted.INVISIBLE),
        ("\ud800", Unwanted.NO_CHARACTER),
        ("\ue000", Unwanted.NO_CHARACTER),
        ("\ufffe", Unwanted.NO_CHARACTER),
        ("\U0001ffff", Unwanted.NO_CHARACTER),
        ("\ufdd0", Unwanted.NO_CHARACTER),
    ],
)
def test_what_is_no_text_is_refused_with_its_place(character: str, unwanted: Unwanted) -> None:
    with pytest.raises(CharacterRefused) as refused:
        clean_line("surname", f"Tes{character}ter", 80)
    assert refused.value.field == "surname"
    assert refused.value.position == 4
    assert refused.value.code_point == f"U+{ord(character):04X}"
    assert refused.value.unwanted is unwanted


def test_too_long_is_refused_without_reading_it() -> None:
    with pytest.raises(TextTooLong) as refused:
        clean_line("surname", "a" * 10_000_000 + "\x00", 80)
    assert (refused.value.length, refused.value.max_length) == (10_000_000 + 1, 80)


def test_too_long_by_one() -> None:
    assert clean_line("surname", "a" * 80, 80) == "a" * 80
    with pytest.raises(TextTooLong) as refused:
        clean_line("surname", "a" * 81, 80)
    assert refused.value.length == 81


@pytest.mark.parametrize("text", ["", "   ", "\u00a0"])
def test_something_required_is_missing(text: str) -> None:
    with pytest.raises(FieldRequired):
        required_line("surname", text, 80)


def test_something_required_is_there() -> None:
    assert required_line("surname", " Tester ", 80) == "Tester"


def test_lines_keep_their_breaks() -> None:
    assert clean_lines("comment", "\r\n een  twee\r\n\ndrie \n\n", 50) == "een twee\n\ndrie"


def test_lines_refuse_with_the_place_in_the_whole_text() -> None:
    with pytest.raises(CharacterRefused) as refused:
        clean_lines("comment", "een\ntw\x00ee", 50)
    assert refused.value.position == 7


@pytest.mark.parametrize("text", ["a" * 51, "a" * 10_000, "a\n" * 26 + "a"])
def test_lines_together_are_not_too_long(text: str) -> None:
    with pytest.raises(TextTooLong) as refused:
        clean_lines("comment", text, 50)
    assert refused.value.max_length == 50


def test_what_a_device_read_is_made_fit_to_be_kept() -> None:
    assert printable("50\x0003\u202e!", 64) == "50\ufffd03\ufffd!"
    assert printable("1" * 100, 64) == "1" * 64


@settings(deadline=None, derandomize=True)
@given(st.text(max_size=60))
def test_cleaning_is_stable_and_complete(text: str) -> None:
    line = cleaned(text)
    if line is None:
        return
    assert clean_line("field", line, 60) == line
    assert unicodedata.is_normalized("NFC", line)
    assert printable(line, 60) == line
    assert len(line) <= 60


def cleaned(text: str) -> str | None:
    try:
        return clean_line("field", text, 60)
    except (CharacterRefused, TextTooLong):
        return None
