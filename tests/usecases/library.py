"""A small library to act in: two branches, one of every role, two customers, and a clock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from desk_app.domain.branches import Branch
from desk_app.domain.customers import Customer, Gender, Origin
from desk_app.domain.login_accounts import LoginAccount, LoginAccountState
from desk_app.domain.staff import Role, StaffMember
from desk_app.domain.subscription_rules import start
from desk_app.domain.subscriptions import SubscriptionType, Tariff, TermKind
from desk_app.gateways.passwords import LIGHT, Argon2Passwords
from desk_app.store.opening import SqlStore
from desk_app.store.unit_of_work import Transaction
from desk_app.usecases.all_handlers import desk_handlers, system_handlers
from desk_app.usecases.commands.sessions import SignIn
from desk_app.usecases.local_desk import LocalDesk
from desk_app.usecases.store_ports import NumberUse
from desk_app.usecases.system_door import SystemDoor

NOON = datetime(2026, 4, 14, 10, 0, tzinfo=UTC)
TODAY = date(2026, 4, 14)
PASSWORD = "paars-vloerkleed-41"
IBAN = "NL91ABNA0417164300"
OTHER_IBAN = "NL44RABO0123456789"
TEMPORARY = "2X19860410"
ONLINE = 261379
PLAIN = 261380
COLLEAGUE = 261381
HOME = "9548"
OTHER = "5280"
CARD = "5003000030"
CARD_2 = "5003000070"

PASSWORDS = Argon2Passwords(LIGHT)
_HASH = PASSWORDS.hash(PASSWORD)

USERNAMES = {role: role.value for role in Role}


class Clock:
    """Stands still until it is moved."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass
class Library:
    """The database with everything in it, and desks on it."""

    store: SqlStore
    clock: Clock = field(default_factory=Clock)
    kicks: int = 0

    def desk(
        self, role: Role | None = None, workstation: str = "BALIE-1", *, demo: bool = False
    ) -> LocalDesk:
        """A desk, with somebody of this role signed in."""
        desk = LocalDesk(
            self.store, self.clock, workstation, desk_handlers(PASSWORDS, demo=demo), self._kicked
        )
        if role is not None:
            desk.execute(SignIn(USERNAMES[role], PASSWORD))
        return desk

    def system(self) -> SystemDoor:
        """The door of the program itself."""
        return SystemDoor(self.store, self.clock, "BALIE-1", system_handlers(PASSWORDS))

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Change something behind the desk's back."""
        with self.store.transaction(staff_name="", workstation="", now=self.clock.now) as work:
            yield work
            work.commit()

    @contextmanager
    def customer(self, actor_id: int = ONLINE) -> Iterator[Customer]:
        """A customer to look at or to change."""
        with self.transaction() as work:
            yield work.customers.get(actor_id)

    def rows(self, sql: str, **values: Any) -> list[Any]:
        """What a table says."""
        from sqlalchemy import text

        with self.store.database.readers.connect() as connection:
            return list(connection.execute(text(sql), values).all())

    def audit_tags(self) -> list[str]:
        """The tags of every audit row, oldest first."""
        return [row.tag for row in self.rows("SELECT tag FROM audit ORDER BY seq")]

    def audit_details(self) -> list[str]:
        """What every audit row says, oldest first."""
        cipher = self.store.database.cipher
        return [
            cipher.decrypt(row.payload, "audit_payload.payload")
            for row in self.rows("SELECT payload FROM audit_payload ORDER BY seq")
        ]

    def _kicked(self) -> None:
        self.kicks += 1


def branch(code: str = HOME, name: str = "Ruinerwold", **other: Any) -> Branch:
    """A branch that hands cards out as they come, unless told otherwise."""
    values: dict[str, Any] = {
        "code": code,
        "name": name,
        "library_name": f"Bibliotheek {name}",
        "street": "Dijkhuizen 66",
        "postcode": "7961 AM",
        "place": name,
        "phone": "088 0128445",
        "email": f"info@{name.lower()}.example",
        "website": f"www.{name.lower()}.example",
        "label": "5003",
        "number_process": "6",
        "verify_cards": False,
        "replacement_fee": Decimal("5.00"),
        "creditor_id": "NL69ZZZ123456780000",
        "creditor_name": f"Stichting Bibliotheek {name}",
    }
    return Branch(**{**values, **other})


TYPES = (
    SubscriptionType("0001", "Basis", TermKind.FIXED, sold_online=True),
    SubscriptionType("0002", "Jeugd", TermKind.FIXED, online_complete=True),
    SubscriptionType("0091", "Maandabonnement", TermKind.TEMPORARY, direct_debit_only=True),
    SubscriptionType(
        "0141", "Digital only", TermKind.FIXED, lends=False, online_complete=True, sold_online=True
    ),
    SubscriptionType("0999", "Elders", TermKind.FIXED, branch_code=OTHER),
    SubscriptionType("0998", "Zonder tarief", TermKind.FIXED),
)
TARIFFS = (
    Tariff("0001", date(2025, 1, 1), Decimal("54.00"), 12, 19, 150),
    Tariff("0002", date(2025, 1, 1), Decimal("0.00"), 12, 0, 18),
    Tariff("0091", date(2025, 1, 1), Decimal("11.50"), 1),
    Tariff("0141", date(2025, 1, 1), Decimal("45.00"), 12),
    Tariff("0999", date(2025, 1, 1), Decimal("1.00"), 12),
)


def furnish(store: SqlStore) -> Library:
    """Put the library into an empty database."""
    library = Library(store)
    with library.transaction() as work:
        session = work._session
        session.add_all([branch(), branch(OTHER, "Meppel")])
        session.flush()
        session.add_all([*_copies(TYPES)])
        session.flush()
        session.add_all([*_copies(TARIFFS)])
        for role in Role:
            work.staff.add(
                StaffMember(
                    work.staff.next_staff_id(),
                    USERNAMES[role],
                    f"Naam {role.value}",
                    role,
                    HOME,
                    _HASH,
                )
            )
        for actor_id in (ONLINE, PLAIN, COLLEAGUE):
            work.customers.add(_customer(actor_id))
        work.numbers.claim(TEMPORARY, NumberUse.TEMPORARY, ONLINE)
    return library


def _copies(entities: tuple[Any, ...]) -> Iterator[Any]:
    for one in entities:
        yield type(one)(**{name: getattr(one, name) for name in one.__dataclass_fields__})


def _customer(actor_id: int) -> Customer:
    online = actor_id == ONLINE
    customer = Customer(
        actor_id=actor_id,
        branch_code=HOME,
        surname="Tester",
        created_at=NOON - timedelta(days=30),
        origin=Origin.ONLINE if online else Origin.DESK,
        gender=Gender.FEMALE,
        initials="G.",
        birth_date=date(1966, 2, 10),
        postcode="7961 AM",
        house_number="12",
        street="Dijkhuizen",
        place="Ruinerwold",
        email="g.tester@example.org",
        iban=IBAN,
        direct_debit=True,
        is_staff=actor_id == COLLEAGUE,
        temporary_number=TEMPORARY if online else None,
    )
    customer.subscriptions.append(start(TYPES[0], TARIFFS[0], date(2026, 4, 1)))
    if online or actor_id == COLLEAGUE:
        customer.login_account = LoginAccount(
            TEMPORARY if online else "eigen-naam",
            "account@example.org",
            LoginAccountState.ACTIVE,
        )
    return customer
