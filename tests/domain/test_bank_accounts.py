from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.domain.bank_accounts import (
    BicMissing,
    BicNotNeeded,
    BicRefused,
    IbanRefused,
    IbanTrouble,
    check_bic,
    grouped,
    is_home_account,
    is_sepa_account,
    masked,
    parse_bic,
    parse_iban,
    tail,
)

DUTCH = "NL91ABNA0417164300"
GERMAN = "DE89370400440532013000"
TURKISH = "TR330006100519786457841326"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("NL91 ABNA 0417 1643 00", DUTCH),
        ("nl91-abna.0417164300", DUTCH),
        (GERMAN, GERMAN),
        (TURKISH, TURKISH),
        ("BE68 5390 0754 7034", "BE68539007547034"),
    ],
)
def test_ibans(typed: str, kept: str) -> None:
    assert parse_iban("iban", typed) == kept


@pytest.mark.parametrize(
    ("typed", "trouble"),
    [
        ("NL91ABNA0417164301", IbanTrouble.CHECK_DIGITS),
        ("NL19ABNA0417164300", IbanTrouble.CHECK_DIGITS),
        ("NL91ABNA041716430", IbanTrouble.LENGTH),
        ("NL91ABNA04171643000", IbanTrouble.LENGTH),
        ("DE8937040044053201300", IbanTrouble.CHECK_DIGITS),
        ("1234567890", IbanTrouble.COUNTRY),
        ("NL91ABNA041716430!", IbanTrouble.CHARACTERS),
        ("ＮＬ91ABNA0417164300", IbanTrouble.CHARACTERS),
        ("- .", IbanTrouble.CHARACTERS),
    ],
)
def test_what_is_no_iban(typed: str, trouble: IbanTrouble) -> None:
    with pytest.raises(IbanRefused) as refused:
        parse_iban("iban", typed)
    assert refused.value.trouble is trouble
    assert "0417" not in str(refused.value)


def test_an_iban_that_adds_up_but_does_not_exist() -> None:
    # The check digits hold in both: a country without IBANs, and letters for the account's digits.
    from stdnum import iban

    nowhere = "XX" + iban.calc_check_digits("XX0012345678") + "12345678"
    shape = "NL" + iban.calc_check_digits("NL00ABNAABCDEFGHIJ") + "ABNAABCDEFGHIJ"
    with pytest.raises(IbanRefused) as refused:
        parse_iban("iban", nowhere)
    assert refused.value.trouble is IbanTrouble.COUNTRY
    with pytest.raises(IbanRefused) as refused:
        parse_iban("iban", shape)
    assert refused.value.trouble is IbanTrouble.LENGTH


@given(st.integers(0, 17), st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
@settings(deadline=None, derandomize=True)
def test_one_wrong_character_is_always_found(at: int, wrong: str) -> None:
    typed = DUTCH[:at] + wrong + DUTCH[at + 1 :]
    if typed == DUTCH:
        assert parse_iban("iban", typed) == DUTCH
        return
    with pytest.raises(IbanRefused):
        parse_iban("iban", typed)


def test_bics() -> None:
    assert parse_bic("bic", "") == ""
    assert parse_bic("bic", "abnanl2a") == "ABNANL2A"
    assert parse_bic("bic", "DEUT DE FF 500") == "DEUTDEFF500"
    for typed in ("ABNANL2", "ABNA1L2A", "ABNAXX2A", "<b>"):
        with pytest.raises(BicRefused):
            parse_bic("bic", typed)


def test_a_bic_is_for_foreign_accounts() -> None:
    check_bic("bic", "", "")
    check_bic("bic", DUTCH, "")
    check_bic("bic", GERMAN, "")
    check_bic("bic", GERMAN, "DEUTDEFF")
    check_bic("bic", TURKISH, "TCZBTR2A")
    for iban in (DUTCH, ""):
        with pytest.raises(BicNotNeeded):
            check_bic("bic", iban, "ABNANL2A")
    with pytest.raises(BicMissing):
        check_bic("bic", TURKISH, "")


def test_where_an_account_is() -> None:
    assert is_home_account(DUTCH)
    assert not is_home_account(GERMAN)
    assert is_sepa_account(GERMAN)
    assert not is_sepa_account(TURKISH)


def test_how_an_account_is_shown() -> None:
    assert grouped(DUTCH) == "NL91 ABNA 0417 1643 00"
    assert tail(DUTCH) == "4300"
    assert masked(DUTCH) == "•••• 4300"
    assert masked("") == ""
