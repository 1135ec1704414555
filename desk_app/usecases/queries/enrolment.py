"""What the screens of Nieuwe klant toevoegen ask while somebody types."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from desk_app.domain.duplicates import Likeness
from desk_app.domain.enrolment import FeeBuildUp, NumberForm
from desk_app.domain.staff import Permission
from desk_app.errors import FieldRefused
from desk_app.usecases.enrolment_form import EnrolmentForm
from desk_app.usecases.enrolment_ports import KnownAddress
from desk_app.usecases.messages import Query
from desk_app.usecases.print_shapes import LoginHandOut
from desk_app.usecases.queries.customer_file import SubscriptionChoice


@dataclass(frozen=True)
class PossibleDuplicate:
    """Somebody who may be the same person: no more than is needed to decide that."""

    actor_id: int
    likeness: Likeness
    initials: str
    birth_year: int | None
    place: str


@dataclass(frozen=True)
class EnrolmentCheck:
    """What there is to say about a form as it stands.

    `problems` are those of every screen. `street` and `place` are what the postcode says, empty
    when the library has nobody there. `fee` is None while no subscription that may be chosen is.
    `family` says that somebody of the library lives at this address, `login_settled` that nothing
    is asked about the log-in account: a former member has one, or is a colleague.
    """

    problems: tuple[FieldRefused, ...]
    duplicates: tuple[PossibleDuplicate, ...]
    choices: tuple[SubscriptionChoice, ...]
    fee: FeeBuildUp | None
    branch_code: str
    age: int | None
    street: str
    place: str
    family: bool
    login_settled: bool


@dataclass(frozen=True)
class CheckEnrolment(Query[EnrolmentCheck]):
    """Everything about the form that the screens show beside it. Changes nothing."""

    permission: ClassVar[Permission] = Permission.CUSTOMER_ENROL
    form: EnrolmentForm


@dataclass(frozen=True)
class NumberAnswer:
    """What a number means in the number field.

    `problem` is the code of why it cannot be used; `actor_id` whose it is, `former` whether that is
    somebody to enrol again (their initials, birth year and place are told).
    """

    number: str
    display_number: str
    form: NumberForm | None
    problem: str = ""
    actor_id: int | None = None
    initials: str = ""
    birth_year: int | None = None
    place: str = ""


@dataclass(frozen=True)
class LookUpNumber(Query[NumberAnswer]):
    """May a new customer have this number, or is it a former member's?"""

    permission: ClassVar[Permission] = Permission.CUSTOMER_ENROL
    number: str


@dataclass(frozen=True)
class FormerMember(Query[EnrolmentForm]):
    """What is known of somebody who is enrolled again; the account number is not shown."""

    permission: ClassVar[Permission] = Permission.CUSTOMER_ENROL
    actor_id: int


@dataclass(frozen=True)
class FamilyAt(Query[KnownAddress | None]):
    """Zelfde adres: the address of who lives there, or of a customer that was looked at."""

    permission: ClassVar[Permission] = Permission.CUSTOMER_ENROL
    postcode: str
    house_number: str
    actor_id: int | None = None


@dataclass(frozen=True)
class OpenDraft:
    """Something typed and not saved."""

    draft_id: str
    step: int
    changed_at: datetime
    form: EnrolmentForm


@dataclass(frozen=True)
class OpenDrafts(Query[tuple[OpenDraft, ...]]):
    """The drafts of whoever asks, newest first."""

    permission: ClassVar[Permission] = Permission.CUSTOMER_ENROL


@dataclass(frozen=True)
class DrawUpLoginHandOut(Query[LoginHandOut]):
    """Zo activeert u uw inlogaccount, to hand over."""

    permission: ClassVar[Permission] = Permission.CUSTOMER_ENROL
    actor_id: int
