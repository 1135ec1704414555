"""A small library for the tests of the store: a branch, what it offers, and who works there."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from typing import Any

from desk_app.domain.branches import Branch
from desk_app.domain.cards import Card, CardKind, CardStatus
from desk_app.domain.customers import Customer
from desk_app.domain.staff import Role, StaffMember
from desk_app.domain.subscriptions import Subscription, SubscriptionType, Tariff, TermKind
from desk_app.store import tables
from desk_app.store.loading import BulkLoad
from desk_app.store.opening import SqlStore
from desk_app.store.unit_of_work import Transaction
from desk_app.usecases.store_ports import NumberUse

NOW = datetime(2026, 11, 20, 14, 30, 0, 123456, tzinfo=UTC)
TODAY = date(2026, 11, 20)
IBAN = "NL91ABNA0417164300"


def branch(code: str = "1000") -> Branch:
    return Branch(
        code=code,
        name="Centrale",
        library_name="Bibliotheek Testdam",
        street="Plein 1",
        postcode="1234AB",
        place="Testdam",
        phone="0201234567",
        email="balie@example.org",
        website="example.org",
        label="5003",
        number_process="mod10",
        replacement_fee=Decimal("4.50"),
    )


def subscription(**changes: Any) -> Subscription:
    values: dict[str, Any] = {
        "type_code": "BASIS",
        "name": "Basis",
        "fee": Decimal("47.50"),
        "period_months": 12,
        "started_on": date(2026, 3, 1),
        "valid_until": date(2027, 2, 28),
    }
    return Subscription(**values | changes)


def staff(staff_id: int = 1, **changes: Any) -> StaffMember:
    values: dict[str, Any] = {
        "staff_id": staff_id,
        "username": f"balie{staff_id}",
        "display_name": f"Balie {staff_id}",
        "role": Role.FRONT_OFFICE,
        "branch_code": "1000",
        "password_hash": "hash",
    }
    return StaffMember(**values | changes)


def card(number: str, kind: CardKind = CardKind.PRIMARY, **changes: Any) -> Card:
    values: dict[str, Any] = {"status": CardStatus.ACTIVE, "added_at": NOW}
    return Card(number, kind, **values | changes)


@dataclass
class Library:
    """A store with what every customer needs."""

    store: SqlStore
    _names: count[int] = field(default_factory=lambda: count(1))

    def fill(self) -> None:
        """The branch, what it offers and who works there."""
        with BulkLoad(self.store) as load:
            load.entities(tables.branch, [branch()])
            load.entities(
                tables.subscription_type,
                [
                    SubscriptionType("BASIS", "Basis", TermKind.FIXED),
                    SubscriptionType("DIGI", "Digital only", TermKind.FIXED, lends=False),
                    SubscriptionType("LOKAAL", "Lokaal", TermKind.FIXED, branch_code="1000"),
                ],
            )
            load.entities(
                tables.tariff,
                [
                    Tariff("BASIS", date(2020, 1, 1), Decimal("40.00"), 12),
                    Tariff("BASIS", date(2026, 1, 1), Decimal("0.00"), 12, 0, 17),
                    Tariff("BASIS", date(2026, 1, 1), Decimal("47.50"), 12, 18, 150),
                    Tariff("BASIS", date(2027, 1, 1), Decimal("50.00"), 12),
                ],
            )
            load.entities(tables.staff, [staff()])
            load.finish()

    def work(self, name: str = "E.B. Tester") -> AbstractContextManager[Transaction]:
        """A transaction of the desk."""
        return self.store.transaction(staff_name=name, workstation="balie-1", now=NOW)

    def add(self, *numbers: str, **changes: Any) -> int:
        """A committed customer with these cards, the first the hoofdpas; answers the actor id."""
        with self.work() as work:
            actor_id = work.customers.next_actor_id()
            values: dict[str, Any] = {
                "branch_code": "1000",
                "surname": "Tester",
                "initials": "G.",
                "created_at": NOW,
            }
            customer = Customer(actor_id, **values | changes)
            work.customers.add(customer)
            if customer.temporary_number:
                work.numbers.claim(customer.temporary_number, NumberUse.TEMPORARY, actor_id)
            for place, number in enumerate(numbers):
                work.numbers.claim(number, NumberUse.CARD, actor_id)
                kind = CardKind.SECONDARY if place else CardKind.PRIMARY
                customer.cards.append(card(number, kind))
            work.commit()
        return actor_id

    def give(self, actor_id: int, number: str, kind: CardKind = CardKind.PRIMARY) -> None:
        """Add a card in a transaction of its own."""
        with self.work() as work:
            customer = work.customers.get(actor_id)
            work.numbers.claim(number, NumberUse.CARD, actor_id)
            customer.cards.append(card(number, kind))
            work.commit()

    def rows(self, table: str) -> list[Any]:
        """All rows of a table, past everything."""
        with self.store.database.readers.connect() as connection:
            return list(connection.exec_driver_sql(f"SELECT * FROM {table}"))
