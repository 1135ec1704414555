from __future__ import annotations

import pytest

from desk_app.domain.addresses import (
    CountryRefused,
    EmailRefused,
    HouseNumberRefused,
    PhoneRefused,
    PostcodeRefused,
    address_line,
    parse_country,
    parse_email,
    parse_house_number,
    parse_phone,
    parse_postcode,
)
from desk_app.domain.text_policy import TextTooLong


@pytest.mark.parametrize(
    ("typed", "country", "kept"),
    [
        ("9468 BG", "NL", "9468 BG"),
        ("9468bg", "NL", "9468 BG"),
        ("9468  bg ", "NL", "9468 BG"),
        ("", "NL", ""),
        ("B-1000", "BE", "B-1000"),
        ("SW1A 1AA", "GB", "SW1A 1AA"),
    ],
)
def test_postcodes(typed: str, country: str, kept: str) -> None:
    assert parse_postcode("postcode", typed, country) == kept


@pytest.mark.parametrize("typed", ["0468 BG", "9468", "9468 B", "9468 SS", "94680BG", "1000"])
def test_what_is_no_dutch_postcode(typed: str) -> None:
    with pytest.raises(PostcodeRefused):
        parse_postcode("postcode", typed, "NL")


@pytest.mark.parametrize(
    ("typed", "country", "kept"),
    [("41", "NL", "41"), ("", "NL", ""), ("12bis", "BE", "12bis"), ("99999", "NL", "99999")],
)
def test_house_numbers(typed: str, country: str, kept: str) -> None:
    assert parse_house_number("house_number", typed, country) == kept


@pytest.mark.parametrize("typed", ["41a", "0", "041", "-1", "100000", "٤١"])
def test_what_is_no_dutch_house_number(typed: str) -> None:
    with pytest.raises(HouseNumberRefused):
        parse_house_number("house_number", typed, "NL")


def test_countries() -> None:
    assert parse_country("country", " nl ") == "NL"
    for typed in ("", "XX", "Nederland", "NLD"):
        with pytest.raises(CountryRefused):
            parse_country("country", typed)
    with pytest.raises(TextTooLong):
        parse_country("country", "N" * 11)


@pytest.mark.parametrize(
    ("parts", "line"),
    [
        (("Dijkhuizen", "66", "", "7961 AM", "Ruinerwold"), "Dijkhuizen 66, 7961 AM Ruinerwold"),
        (("Dijkhuizen", "66", "a", "", ""), "Dijkhuizen 66a"),
        (("Dijkhuizen", "66", "2", "", "Ruinerwold"), "Dijkhuizen 66-2, Ruinerwold"),
        (("", "", "", "7961 AM", ""), "7961 AM"),
        (("", "", "", "", ""), ""),
    ],
)
def test_an_address_on_one_line(parts: tuple[str, str, str, str, str], line: str) -> None:
    assert address_line(*parts) == line


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("(088) 012 8445", "088 012 8445"),  # 003_34566048864d8de6.txt
        ("06-12345678", "06 12345678"),
        ("+31 6 12345678", "06 12345678"),
        ("0031612345678", "06 12345678"),
        ("14 0592", "14 0592"),
        ("+32 2 123 45 67", "+32 2 123 45 67"),
        ("0032470123456", "+32 470 12 34 56"),
    ],
)
def test_phones_are_kept_as_they_are_dialled(typed: str, kept: str) -> None:
    assert parse_phone("phone", typed) == kept
    assert parse_phone("phone", kept) == kept


@pytest.mark.parametrize("typed", ["112", "abc", "06 1234", "+999 1", "06 12345678 ext. 5", "%s"])
def test_what_is_no_phone(typed: str) -> None:
    with pytest.raises(PhoneRefused):
        parse_phone("phone", typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("info@bibliotheekruinerwold.nl", "info@bibliotheekruinerwold.nl"),
        ("G.Tester+boeken@Example.ORG", "G.Tester+boeken@example.org"),
        ("o'brien@example.org", "o'brien@example.org"),
        ("jörg@münchen.example", "jörg@münchen.example"),
        ("x@a-b.example", "x@a-b.example"),
    ],
)
def test_email(typed: str, kept: str) -> None:
    assert parse_email("email", typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "tester",
        "@example.org",
        "tester@",
        "tester@localhost",
        "a..b@example.org",
        ".a@example.org",
        "a b@example.org",
        "a@b@example.org",
        "a@-b.example",
        "a@b-.example",
        "a@b_c.example",
        "a@example.1",
        "a@example..org",
        '"a"@example.org',
        "a@[127.0.0.1]",
        "<img src=x>@example.org",
        "a@" + "b" * 64 + ".example",
        "a" * 65 + "@example.org",
        "ö" * 60 + "@" + ("ö" * 60 + ".") * 3 + "nl",
        "a,b@example.org",
    ],
)
def test_what_is_no_email(typed: str) -> None:
    with pytest.raises(EmailRefused):
        parse_email("email", typed)
