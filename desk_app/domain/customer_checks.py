"""Rules about several fields of a customer at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, Final

from desk_app.domain.bank_accounts import check_bic, is_sepa_account
from desk_app.domain.customers import Gender
from desk_app.domain.people import age_on
from desk_app.errors import FieldRefused

NEWSLETTER_AGE: Final = 16
"""Years; `000_19c080678f11c773.txt`: "Ik ben 16 jaar of ouder"."""


@dataclass(eq=False)
class DirectDebitNeedsIban(FieldRefused):
    """Nothing can be collected without an account."""

    code: ClassVar[str] = "FLD-22"


@dataclass(eq=False)
class DirectDebitOutsideSepa(FieldRefused):
    """A SEPA direct debit does not reach an account in this country (ISO 3166-1)."""

    code: ClassVar[str] = "FLD-23"
    country: str


@dataclass(eq=False)
class NewsletterNeedsAge(FieldRefused):
    """The newsletter is for who is old enough; the birth date is missing or says otherwise."""

    code: ClassVar[str] = "FLD-24"
    minimum: int


@dataclass(eq=False)
class NewsletterNeedsEmail(FieldRefused):
    """The newsletter goes to an e-mail address, and there is none."""

    code: ClassVar[str] = "FLD-25"


@dataclass(frozen=True)
class CheckedFields:
    """The fields that hang together, as they would become."""

    gender: Gender
    birth_date: date | None
    email: str
    iban: str = field(repr=False)
    bic: str = field(repr=False)
    direct_debit: bool
    newsletter: bool


def problems_of(
    customer: CheckedFields, touched: Collection[str], wrong: Collection[str], today: date
) -> tuple[FieldRefused, ...]:
    """What is wrong between fields, as far as one of them is in `touched` and none in `wrong`.

    What was wrong before and is not being edited is left alone, so that an old file can be mended
    one field at a time. Each problem names a touched field where there is one to name.
    """
    rules = (
        ({"iban", "bic"}, _bank_account),
        ({"direct_debit", "iban"}, _direct_debit),
        ({"newsletter", "birth_date", "email", "gender"}, _newsletter),
    )
    found: list[FieldRefused] = []
    for fields, rule in rules:
        if fields.intersection(touched) and fields.isdisjoint(wrong):
            try:
                rule(customer, touched, today)
            except FieldRefused as refused:
                found.append(refused)
    return tuple(found)


def _named(preferred: str, other: str, touched: Collection[str]) -> str:
    return preferred if preferred in touched else other


def _bank_account(customer: CheckedFields, touched: Collection[str], _today: date) -> None:
    check_bic(_named("bic", "iban", touched), customer.iban, customer.bic)


def _direct_debit(customer: CheckedFields, touched: Collection[str], _today: date) -> None:
    if not customer.direct_debit:
        return
    name = _named("iban", "direct_debit", touched)
    if not customer.iban:
        raise DirectDebitNeedsIban(name)
    if not is_sepa_account(customer.iban):
        raise DirectDebitOutsideSepa(name, customer.iban[:2])


def _newsletter(customer: CheckedFields, touched: Collection[str], today: date) -> None:
    if not customer.newsletter:
        return
    if not customer.email:
        raise NewsletterNeedsEmail(_named("newsletter", "email", touched))
    if customer.gender is Gender.INSTITUTION:
        return
    born = customer.birth_date
    if born is None or age_on(born, today) < NEWSLETTER_AGE:
        raise NewsletterNeedsAge(_named("newsletter", "birth_date", touched), NEWSLETTER_AGE)
