"""The consent of a pupil's parents to the link with the library (`004_b77d1b3c9ac441d5.txt`).

A consent is kept with who gave it, when, how, and to which text. Withdrawing it counts at once;
the row stays, as evidence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Final

from desk_app.domain.customer_fields import DateInFuture
from desk_app.domain.text_policy import required_line
from desk_app.errors import FieldRefused, Refused

GIVEN_BY_LENGTH: Final = 120
HOW_LENGTH: Final = 60
TEXT_VERSION_LENGTH: Final = 20


@dataclass
class ParentalConsent:
    """One declaration about one pupil. `all_parents` says that every parent with authority agreed.

    `actor_id` is the pupil.
    """

    actor_id: int
    given_by: str
    given_on: date
    how: str
    text_version: str
    all_parents: bool
    recorded_by: str
    recorded_at: datetime
    withdrawn_at: datetime | None = None
    consent_id: int | None = None


@dataclass(eq=False)
class ConsentUnknown(Refused):
    """This pupil has no such consent."""

    code: ClassVar[str] = "CNS-1"
    consent_id: int


@dataclass(eq=False)
class ConsentOfAllNeeded(FieldRefused):
    """The link needs the consent of all parents; that of one is not enough."""

    code: ClassVar[str] = "CNS-2"


@dataclass(eq=False)
class ConsentMissing(Refused):
    """No consent of all parents stands for this pupil."""

    code: ClassVar[str] = "CNS-3"
    actor_id: int


def consent_stands(consents: Iterable[ParentalConsent]) -> bool:
    """Whether all parents agreed and nobody withdrew that since."""
    return any(one.all_parents and one.withdrawn_at is None for one in consents)


def new_consent(
    actor_id: int,
    *,
    given_by: str,
    given_on: date,
    how: str,
    text_version: str,
    all_parents: bool,
    recorded_by: str,
    now: datetime,
    today: date,
) -> ParentalConsent:
    """A consent as it is kept.

    Raises:
        ConsentOfAllNeeded: not every parent agreed; half a consent is no consent.
        DateInFuture: given on a day that is still to come.
        FieldRequired, TextTooLong, CharacterRefused
    """
    if not all_parents:
        raise ConsentOfAllNeeded("all_parents")
    if given_on > today:
        raise DateInFuture("given_on", today)
    return ParentalConsent(
        actor_id=actor_id,
        given_by=required_line("given_by", given_by, GIVEN_BY_LENGTH),
        given_on=given_on,
        how=required_line("how", how, HOW_LENGTH),
        text_version=required_line("text_version", text_version, TEXT_VERSION_LENGTH),
        all_parents=True,
        recorded_by=recorded_by,
        recorded_at=now,
    )


def withdraw(consents: Iterable[ParentalConsent], now: datetime) -> bool:
    """Withdraw everything that stands; whether anything did."""
    standing = [one for one in consents if one.withdrawn_at is None]
    for one in standing:
        one.withdrawn_at = now
    return bool(standing)
