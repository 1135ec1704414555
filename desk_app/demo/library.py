"""The demo library: its branches, tariffs, staff, and the customers of the instructions."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from desk_app.bootstrap.set_up import LibraryFile, read_library
from desk_app.demo.people import generated_customers
from desk_app.demo.schools import PUPIL_MEMBER, DemoSchool, demo_schools
from desk_app.demo.titles import DemoCatalogue, demo_catalogue
from desk_app.domain.cards import Card, CardKind, CardStatus
from desk_app.domain.customers import Customer, Gender, Origin
from desk_app.domain.entitlements import rights_change_on, rights_for
from desk_app.domain.login_accounts import LoginAccount, LoginAccountState, reference_for
from desk_app.domain.staff import Role
from desk_app.domain.subscriptions import (
    FeeStatus,
    LedgerEntry,
    LedgerKind,
    Subscription,
    TermKind,
)
from desk_app.resource_files import resource

DEMO_PASSWORD = "demo-bibliotheek-2026"  # noqa: S105 - of simulated staff, shown on the screen
GENERATED = 600

TESTER = 261_379
DIGITAL_TESTER = 261_380
TEMPORARY_NUMBER = "2X198602104711"
BLANK_NUMBERS = tuple(f"50030000{serial}" for serial in range(81, 93))
"""Pre-printed blank cards of the demo's stock (structure 6, label 5003)."""


@dataclass(frozen=True)
class DemoStaffMember:
    """Somebody who works in the demo library."""

    username: str
    display_name: str
    role: Role
    branch_code: str


@dataclass(frozen=True)
class DemoLibrary:
    """Everything that is put into an empty database."""

    name: str
    file: LibraryFile
    staff: tuple[DemoStaffMember, ...]
    customers: tuple[Customer, ...]
    catalogue: DemoCatalogue
    schools: tuple[DemoSchool, ...]


def demo_library(today: date, generated: int = GENERATED) -> DemoLibrary:
    """The library as it stands on `today`; the same at every start of the same day."""
    told = tomllib.loads(resource("demo/library.toml").read_text(encoding="utf-8"))
    library = read_library(resource("demo/library.toml"), resource("demo/subscriptions.toml"))
    branches, offered = library.branches, library.subscriptions
    schools = demo_schools(branches, today)
    return DemoLibrary(
        name=branches[0].library_name,
        file=library,
        staff=tuple(
            DemoStaffMember(
                entry["username"], entry["display_name"], Role(entry["role"]), entry["branch_code"]
            )
            for entry in told["staff"]
        ),
        customers=(
            online_registrant(today),
            digital_only(today),
            pupil_member(today),
            *generated_customers(generated, branches, offered, today),
        ),
        catalogue=demo_catalogue(
            today,
            [branch.code for branch in branches],
            [one.branch.code for one in schools],
        ),
        schools=schools,
    )


def online_registrant(today: date) -> Customer:
    """Signed up online, paid, and comes for a card (`003_34566048864d8de6.txt`)."""
    signed_up = datetime.combine(today - timedelta(days=2), time(20, 41), UTC)
    customer = Customer(
        actor_id=TESTER,
        branch_code="9548",
        surname="Tester",
        created_at=signed_up,
        origin=Origin.ONLINE,
        gender=Gender.FEMALE,
        initials="G.",
        birth_date=date(1966, 2, 10),
        postcode="7961 AM",
        house_number="12",
        street="Dijkhuizen",
        place="RUINERWOLD",
        phone="0522 480000",
        email="g.tester@voorbeeld.example",
        is_staff=False,
        temporary_number=TEMPORARY_NUMBER,
        last_activity_on=today - timedelta(days=2),
    )
    customer.subscriptions.append(_running("Basis", today - timedelta(days=2), Decimal("54.00")))
    customer.ledger.append(
        LedgerEntry(signed_up, LedgerKind.FEE, Decimal("54.00"), "Basis, 12 maanden")
    )
    customer.ledger.append(
        LedgerEntry(signed_up, LedgerKind.PAYMENT, Decimal("-54.00"), "iDEAL / Wero")
    )
    _with_account(customer, TEMPORARY_NUMBER, today)
    return customer


def digital_only(today: date) -> Customer:
    """Reads e-books only and has a number without a card (`001_e7f8c5dadfe28ccb.txt`)."""
    since = today - timedelta(days=40)
    enrolled = datetime.combine(since, time(11, 5), UTC)
    customer = Customer(
        actor_id=DIGITAL_TESTER,
        branch_code="5280",
        surname="Tester",
        created_at=enrolled,
        gender=Gender.MALE,
        initials="E.B.",
        birth_date=date(1991, 1, 4),
        postcode="9468 BG",
        house_number="41",
        place="ANNEN",
        email="e.b.tester@voorbeeld.example",
        id_checked_on=since,
        id_checked_by="Medewerker balie",
        last_activity_on=since,
    )
    customer.cards.append(
        Card(
            "5280900001",
            CardKind.PRIMARY,
            CardStatus.ACTIVE,
            enrolled,
            without_plastic=True,
        )
    )
    line = _running("Digital only", since, Decimal("45.00"))
    line.type_code, line.lends, line.online_complete = "0141", False, True
    customer.subscriptions.append(line)
    _with_account(customer, "5280900001", today)
    return customer


def pupil_member(today: date) -> Customer:
    """The library's file of a pupil, with the hoofdpas (`000_19c080678f11c773.txt`)."""
    since = datetime.combine(today - timedelta(days=300), time(9), UTC)
    customer = Customer(
        actor_id=PUPIL_MEMBER,
        branch_code="9548",
        surname="Testleerling ProBiblio",
        created_at=since,
        initials="A.",
        given_name="Aaaa",
        birth_date=date(today.year - 9, 5, 17),
        last_activity_on=today - timedelta(days=9),
    )
    customer.cards.append(
        Card("5003000030", CardKind.PRIMARY, CardStatus.ACTIVE, since, verified_at=since)
    )
    line = _running("Jeugd 0-18", since.date(), Decimal("0.00"))
    line.type_code, line.online_complete = "0001", True
    customer.subscriptions.append(line)
    return customer


def _with_account(customer: Customer, username: str, today: date) -> None:
    """An account in use, as the identity service of the demo knows it (`demo/accounts.py`)."""
    rights = rights_for(customer.subscriptions, customer.birth_date, today, school_only=False)
    customer.login_account = LoginAccount(
        username=username,
        email=customer.email,
        state=LoginAccountState.ACTIVE,
        reference=reference_for(customer.branch_code, customer.actor_id),
        rights=rights,
        rights_asked=rights,
        rights_until=rights_change_on(customer.subscriptions, customer.birth_date, today),
        asked_at=customer.created_at,
    )


def _running(name: str, since: date, fee: Decimal) -> Subscription:
    """A paid year that began on `since` and ends with its month."""
    end_month = since.replace(day=1, year=since.year + 1)
    month_after = (end_month + timedelta(days=32)).replace(day=1)
    return Subscription(
        type_code="0021",
        name=name,
        fee=fee,
        period_months=12,
        started_on=since,
        valid_until=month_after - timedelta(days=1),
        fee_status=FeeStatus.NORMAL,
        term=TermKind.FIXED,
    )
