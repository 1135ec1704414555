from __future__ import annotations

import unicodedata
from dataclasses import fields
from datetime import date

import pytest

from desk_app.domain.customer_fields import (
    FIELDS,
    ChoiceRefused,
    DateInFuture,
    DateRefused,
    FieldKind,
    FieldUnknown,
    FieldValue,
    parse,
    to_log,
    to_text,
)
from desk_app.domain.customers import Customer, CustomerKind, Gender
from desk_app.domain.people import BirthDateRefused
from desk_app.domain.staff import Permission
from desk_app.domain.text_policy import CharacterRefused, FieldRequired, TextTooLong
from desk_app.errors import FieldRefused

TODAY = date(2026, 11, 22)


def read(name: str, text: str, country: str = "NL") -> FieldValue:
    return parse(name, text, country=country, today=TODAY)


def test_every_field_is_one_of_the_customer() -> None:
    assert set(FIELDS) <= {field.name for field in fields(Customer)}
    assert all(1 <= field.tab <= 9 for field in FIELDS.values())
    assert all(field.choices for field in FIELDS.values() if field.kind is FieldKind.CHOICE)


def test_what_needs_a_permission_of_its_own() -> None:
    assert {name: field.needs for name, field in FIELDS.items() if field.needs is not None} == {
        "iban": Permission.FINANCE_MANDATE,
        "bic": Permission.FINANCE_MANDATE,
        "direct_debit": Permission.FINANCE_MANDATE,
    }


def test_what_is_not_filled_in_by_hand() -> None:
    assert {name for name, field in FIELDS.items() if field.read_only} == {
        "id_checked_by",
        "is_staff",
    }


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("surname", " Tester ", "Tester"),
        ("given_name", "", ""),
        ("initials", "eb", "E.B."),
        ("birth_date", "1991-01-04", date(1991, 1, 4)),
        ("birth_date", "", None),
        ("id_checked_on", "2026-11-22", TODAY),
        ("country", "be", "BE"),
        ("postcode", "9468bg", "9468 BG"),
        ("house_number", "41", "41"),
        ("phone", "06-12345678", "06 12345678"),
        ("email", "G@EXAMPLE.org", "G@example.org"),
        ("comment", "een\r\ntwee", "een\ntwee"),
        ("iban", "NL91 ABNA 0417 1643 00", "NL91ABNA0417164300"),
        ("bic", "deutdeff", "DEUTDEFF"),
        ("direct_debit", "1", True),
        ("newsletter", "0", False),
        ("kind", "volunteer", CustomerKind.VOLUNTEER),
        ("gender", "female", Gender.FEMALE),
        ("language", "fy_NL", "fy_NL"),
        ("hold_message_by", "none", "none"),
    ],
)
def test_values_and_their_canonical_texts(name: str, text: str, value: FieldValue) -> None:
    found = read(name, text)
    assert found == value
    assert type(found) is type(value)
    assert read(name, to_text(name, found)) == found


@pytest.mark.parametrize(
    ("name", "text", "refusal"),
    [
        ("surname", "", FieldRequired),
        ("surname", "a" * 81, TextTooLong),
        ("birth_date", "04-01-1991", DateRefused),
        ("birth_date", "1991-02-30", DateRefused),
        ("birth_date", "2027-01-01", BirthDateRefused),
        ("birth_date", "1991-01-04T00:00", TextTooLong),
        ("id_checked_on", "2026-11-23", DateInFuture),
        ("direct_debit", "ja", ChoiceRefused),
        ("direct_debit", "", ChoiceRefused),
        ("kind", "boss", ChoiceRefused),
        ("language", "nl", ChoiceRefused),
    ],
)
def test_what_is_refused(name: str, text: str, refusal: type[FieldRefused]) -> None:
    with pytest.raises(refusal) as refused:
        read(name, text)
    assert refused.value.field == name


def test_the_country_decides_about_the_address() -> None:
    assert read("postcode", "10117", "DE") == "10117"
    assert read("house_number", "12bis", "FR") == "12bis"


@pytest.mark.parametrize("name", ["actor_id", "version", "cards", "", "x" * 100, "a\u202eb"])
def test_fields_that_do_not_exist(name: str) -> None:
    with pytest.raises(FieldUnknown) as refused:
        read(name, "1")
    assert len(refused.value.field) <= 40
    assert "\u202e" not in refused.value.field


def test_logs_hold_no_account_number() -> None:
    assert to_log("iban", "NL91ABNA0417164300") == "•••• 4300"
    assert to_log("surname", "Tester") == "Tester"


HOSTILE = {
    "10 MB": "a" * 10_000_000,
    "control": "Tes\x00ter",
    "escape": "\x1b[31mTester",
    "bidi": "Tes\u202eter",
    "zero width": "Tes\u200bter",
    "surrogate": "Tes\udc80ter",
    "html": "<img src=x>",
    "sql": "' OR 1=1 --",
    "percent": "%s%n",
    "braces": "{0}",
    "emoji": "😀",
    "NFD": "Joe\u0308lle",
}
NO_TEXT = {"control", "escape", "bidi", "zero width", "surrogate"}
LITERAL = {FieldKind.TEXT, FieldKind.LONG_TEXT}


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("name", FIELDS)
def test_hostile_input_is_refused_with_its_field_or_kept_literally(name: str, hostile: str) -> None:
    text = HOSTILE[hostile]
    value, refused = outcome(name, text)
    literal = FIELDS[name].kind in LITERAL
    if refused is None:
        assert hostile not in NO_TEXT | {"10 MB"}
        if literal:
            assert value == unicodedata.normalize("NFC", text)
        else:
            assert hostile in {"NFD", "html"}, "only letters and what a foreign address may hold"
        return
    assert refused.field == name
    # Nothing of a long text is carried about in the refusal.
    assert len(str(refused)) < 300
    if literal:
        assert isinstance(refused, TextTooLong | CharacterRefused)
        assert hostile in NO_TEXT or len(text) > FIELDS[name].max_length


def outcome(name: str, text: str) -> tuple[FieldValue, FieldRefused | None]:
    try:
        return read(name, text), None
    except FieldRefused as refused:
        return None, refused
