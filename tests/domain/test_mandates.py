from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest

from desk_app.domain.local_time import local_day
from desk_app.domain.mandates import (
    REFERENCE_MAX_LENGTH,
    Mandate,
    MandateAlreadyProcessed,
    MandateForOtherAccount,
    MandateIsWithdrawn,
    MandateNeedsDirectDebit,
    MandateNeedsIban,
    MandateOutsideSepa,
    MandateState,
    MandateUnknown,
    SignatureDateRefused,
    check_may_print,
    current,
    find,
    is_creditor_id,
    process,
    reference_for,
    signature_bounds,
    to_print,
    withdraw,
)

NOW = datetime(2026, 4, 14, 10, tzinfo=UTC)
TODAY = date(2026, 4, 14)
IBAN = "NL91ABNA0417164300"
OTHER = "NL44RABO0123456789"
PRINTED, PROCESSED, WITHDRAWN = MandateState


def _mandate(
    state: MandateState = PRINTED,
    iban: str = IBAN,
    printed_at: datetime = NOW,
    reference: str = "DA-1",
) -> Mandate:
    return Mandate(reference, iban, "", "G. Tester", state, printed_at)


def test_references_are_short_plain_and_different() -> None:
    assert reference_for(261379, 42) == "DA-261379-000042"
    longest = reference_for(999_999_999, 999_999_999_999)
    assert len(longest) <= REFERENCE_MAX_LENGTH
    # EPC217-08: the characters every bank takes.
    assert re.fullmatch(r"[A-Za-z0-9/\-?:().,'+ ]+", longest)
    assert not longest.startswith("/")


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ("NL69ZZZ123456780000", True),
        ("NL39ZZZ342838400000", True),
        ("NL68ZZZ123456780000", False),
        ("", False),
        ("NL69", False),
    ],
)
def test_creditor_identifiers(text: str, valid: bool) -> None:
    assert is_creditor_id(text) is valid


def test_an_account_is_in_no_repr() -> None:
    assert IBAN not in repr(_mandate())


def test_the_current_one_is_the_last_that_stands() -> None:
    old = _mandate(printed_at=datetime(2025, 1, 1, tzinfo=UTC))
    new = _mandate()
    assert current([new, old]) is new
    withdraw(new, NOW)
    assert current([new, old]) is old
    assert current([]) is None
    assert find([old, new], "DA-1") is old
    with pytest.raises(MandateUnknown):
        find([old], "DA-2")


def test_who_may_be_asked_for_one() -> None:
    check_may_print(iban=IBAN, direct_debit=True)
    with pytest.raises(MandateNeedsDirectDebit):
        check_may_print(iban=IBAN, direct_debit=False)
    with pytest.raises(MandateNeedsIban):
        check_may_print(iban="", direct_debit=True)
    with pytest.raises(MandateOutsideSepa) as refused:
        check_may_print(iban="TR330006100519786457841326", direct_debit=True)
    assert refused.value.country == "TR"


def test_an_open_one_is_printed_again() -> None:
    mandate = _mandate()
    assert to_print([mandate], IBAN, NOW) is mandate
    assert to_print([], IBAN, NOW) is None


def test_one_for_another_account_makes_room() -> None:
    mandate = _mandate(iban=OTHER)
    assert to_print([mandate], IBAN, NOW) is None
    assert (mandate.state, mandate.withdrawn_at) == (WITHDRAWN, NOW)


def test_one_in_force_for_this_account_is_enough() -> None:
    with pytest.raises(MandateAlreadyProcessed):
        to_print([_mandate(PROCESSED)], IBAN, NOW)
    in_force = _mandate(PROCESSED, OTHER)
    assert to_print([in_force], IBAN, NOW) is None
    assert in_force.state is PROCESSED


def test_processing() -> None:
    old, new = _mandate(PROCESSED, OTHER, reference="DA-0"), _mandate()
    process([old, new], new, IBAN, TODAY, NOW)
    assert (new.state, new.signed_on, new.processed_at) == (PROCESSED, TODAY, NOW)
    assert (old.state, old.withdrawn_at) == (WITHDRAWN, NOW)


def test_what_cannot_be_processed() -> None:
    with pytest.raises(MandateAlreadyProcessed):
        process([], _mandate(PROCESSED), IBAN, TODAY, NOW)
    with pytest.raises(MandateIsWithdrawn):
        process([], _mandate(WITHDRAWN), IBAN, TODAY, NOW)
    with pytest.raises(MandateForOtherAccount):
        process([], _mandate(), OTHER, TODAY, NOW)


@pytest.mark.parametrize("signed_on", [date(2026, 4, 13), date(2026, 4, 15)])
def test_the_date_of_the_signature(signed_on: date) -> None:
    with pytest.raises(SignatureDateRefused) as refused:
        process([], _mandate(), IBAN, signed_on, NOW)
    assert (refused.value.earliest, refused.value.latest) == (TODAY, TODAY)


def test_the_day_it_was_printed_is_a_day_at_the_counter() -> None:
    # 23:30 UTC is half past one at night in the Netherlands in summer.
    late = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert local_day(late) == date(2026, 7, 2)
    assert signature_bounds(late, date(2026, 7, 2)) == (date(2026, 7, 2), date(2026, 7, 2))


def test_an_old_signature_has_lapsed() -> None:
    printed_at = datetime(2020, 1, 1, tzinfo=UTC)
    assert signature_bounds(printed_at, date(2026, 3, 31))[0] == date(2023, 3, 28)
    assert signature_bounds(printed_at, date(2026, 1, 15))[0] == date(2023, 1, 15)


def test_withdrawn_is_for_ever() -> None:
    mandate = _mandate(PROCESSED)
    withdraw(mandate, NOW)
    with pytest.raises(MandateIsWithdrawn):
        withdraw(mandate, NOW)
