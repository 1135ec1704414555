"""SEPA direct-debit mandates (machtigingen); `003_34566048864d8de6.txt`, EPC SDD Core rulebook."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar, Final

from desk_app.domain.bank_accounts import is_sepa_account
from desk_app.domain.local_time import local_day
from desk_app.errors import FieldRefused, Refused

REFERENCE_MAX_LENGTH: Final = 35
"""Characters of a mandate reference (EPC SDD Core rulebook, AT-01)."""
OLDEST_SIGNATURE_MONTHS: Final = 36
"""A mandate that was not used for so long has lapsed (EPC SDD Core rulebook, 4.1)."""


class MandateState(StrEnum):
    """printed -> processed -> withdrawn; a customer without one is in state *none*."""

    PRINTED = "printed"
    PROCESSED = "processed"
    WITHDRAWN = "withdrawn"


@dataclass
class Mandate:
    """One mandate. `reference` (kenmerk) is at most 35 characters and unique for ever."""

    reference: str
    iban: str = field(repr=False)
    bic: str = field(repr=False)
    holder: str
    state: MandateState
    printed_at: datetime
    signed_on: date | None = None
    processed_at: datetime | None = None
    withdrawn_at: datetime | None = None
    mandate_id: int | None = None


@dataclass(eq=False)
class MandateNeedsIban(Refused):
    """Nothing can be collected without an account."""

    code: ClassVar[str] = "MAN-1"


@dataclass(eq=False)
class MandateNeedsDirectDebit(Refused):
    """The customer has not agreed to pay by direct debit (*Incasso*)."""

    code: ClassVar[str] = "MAN-2"


@dataclass(eq=False)
class MandateOutsideSepa(Refused):
    """A SEPA direct debit does not reach an account in this country (ISO 3166-1)."""

    code: ClassVar[str] = "MAN-3"
    country: str


@dataclass(eq=False)
class CreditorIdMissing(Refused):
    """The branch has no valid creditor identifier (incassant-ID), so it may not collect."""

    code: ClassVar[str] = "MAN-4"
    branch_code: str


@dataclass(eq=False)
class MandateUnknown(Refused):
    """The customer has no mandate with this reference."""

    code: ClassVar[str] = "MAN-5"
    reference: str


@dataclass(eq=False)
class MandateAlreadyProcessed(Refused):
    """This mandate is in force already, for this account."""

    code: ClassVar[str] = "MAN-6"
    reference: str


@dataclass(eq=False)
class MandateIsWithdrawn(Refused):
    """A withdrawn mandate stays withdrawn; a new one is printed."""

    code: ClassVar[str] = "MAN-7"
    reference: str


@dataclass(eq=False)
class MandateForOtherAccount(Refused):
    """The customer's account was changed after this mandate was printed."""

    code: ClassVar[str] = "MAN-8"
    reference: str


@dataclass(eq=False)
class SignatureDateRefused(FieldRefused):
    """Datum afgifte lies outside `earliest` and `latest`, which are both allowed."""

    code: ClassVar[str] = "MAN-9"
    earliest: date
    latest: date


def reference_for(actor_id: int, serial: int) -> str:
    """The reference (kenmerk) of a customer's mandate: never given before, only SEPA characters.

    ``DA-261379-000042``; EPC217-08 allows letters, digits and ``/ - ? : ( ) . , ' + space``.
    """
    return f"DA-{actor_id:06d}-{serial:06d}"


def is_creditor_id(text: str) -> bool:
    """Whether this is a SEPA creditor identifier (EPC262-08, AT-02) with right check digits."""
    from stdnum.eu import at_02

    return bool(at_02.is_valid(text))


def current(mandates: Iterable[Mandate]) -> Mandate | None:
    """The mandate that was printed last and is not withdrawn."""
    standing = [one for one in mandates if one.state is not MandateState.WITHDRAWN]
    return max(standing, key=lambda one: one.printed_at, default=None)


def find(mandates: Iterable[Mandate], reference: str) -> Mandate:
    """The mandate with this reference.

    Raises:
        MandateUnknown: the customer has none.
    """
    for one in mandates:
        if one.reference == reference:
            return one
    raise MandateUnknown(reference)


def check_may_print(*, iban: str, direct_debit: bool) -> None:
    """Whether a mandate can be asked of this customer.

    Raises:
        MandateNeedsDirectDebit, MandateNeedsIban, MandateOutsideSepa
    """
    if not direct_debit:
        raise MandateNeedsDirectDebit
    if not iban:
        raise MandateNeedsIban
    if not is_sepa_account(iban):
        raise MandateOutsideSepa(iban[:2])


def to_print(mandates: list[Mandate], iban: str, now: datetime) -> Mandate | None:
    """The open mandate that is printed again, or None when a new one must be made.

    An open mandate for another account than `iban` is withdrawn: it can never be processed.

    Raises:
        MandateAlreadyProcessed: the one in force is for this very account.
    """
    for one in mandates:
        if one.state is MandateState.PROCESSED and one.iban == iban:
            raise MandateAlreadyProcessed(one.reference)
    again = None
    for one in mandates:
        if one.state is not MandateState.PRINTED:
            continue
        if one.iban == iban:
            again = one
        else:
            _withdraw(one, now)
    return again


def signature_bounds(printed_at: datetime, today: date) -> tuple[date, date]:
    """The first and the last day on which this mandate can have been signed.

    Not before it was printed, not in the future, and not so long ago that it has lapsed.
    """
    month = today.year * 12 + today.month - 1 - OLDEST_SIGNATURE_MONTHS
    lapsed = date(month // 12, month % 12 + 1, min(today.day, 28))
    return max(local_day(printed_at), lapsed), today


def process(
    mandates: Iterable[Mandate],
    mandate: Mandate,
    iban: str,
    signed_on: date,
    now: datetime,
) -> None:
    """Verwerk machtiging: the signed form came back. An earlier mandate in force is withdrawn.

    Raises:
        MandateAlreadyProcessed, MandateIsWithdrawn
        MandateForOtherAccount: the customer's account is not `iban` any more.
        SignatureDateRefused: Datum afgifte cannot be right.
    """
    if mandate.state is MandateState.PROCESSED:
        raise MandateAlreadyProcessed(mandate.reference)
    if mandate.state is MandateState.WITHDRAWN:
        raise MandateIsWithdrawn(mandate.reference)
    if mandate.iban != iban:
        raise MandateForOtherAccount(mandate.reference)
    earliest, latest = signature_bounds(mandate.printed_at, local_day(now))
    if not earliest <= signed_on <= latest:
        raise SignatureDateRefused("signed_on", earliest, latest)
    for one in mandates:
        if one is not mandate and one.state is MandateState.PROCESSED:
            _withdraw(one, now)
    mandate.state = MandateState.PROCESSED
    mandate.signed_on = signed_on
    mandate.processed_at = now


def withdraw(mandate: Mandate, now: datetime) -> None:
    """Withdraw a printed or processed mandate.

    Raises:
        MandateIsWithdrawn: it was.
    """
    if mandate.state is MandateState.WITHDRAWN:
        raise MandateIsWithdrawn(mandate.reference)
    _withdraw(mandate, now)


def _withdraw(mandate: Mandate, now: datetime) -> None:
    mandate.state = MandateState.WITHDRAWN
    mandate.withdrawn_at = now
