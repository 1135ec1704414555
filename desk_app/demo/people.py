"""The generated customers of the demo: nobody real, the same at every start."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from desk_app.domain.branches import Branch
from desk_app.domain.card_numbers import PROCESSES, build_number
from desk_app.domain.cards import Card, CardKind, CardStatus
from desk_app.domain.customers import Customer, Gender, Origin
from desk_app.domain.notices import Notice
from desk_app.domain.subscriptions import (
    FeeStatus,
    LedgerEntry,
    LedgerKind,
    Subscription,
)
from desk_app.usecases.subscription_list import SubscriptionList

SEED = 20261122
FIRST_ACTOR_ID = 300_001
FIRST_SERIAL = 1_000


@dataclass(frozen=True)
class Child:
    """A child who goes to school."""

    surname: str
    name_prefix: str
    initials: str
    given_name: str
    birth_date: date


_PREFIXES = ("", "", "", "", "", "de", "van", "van der", "van den", "ter", "'t")
_FIRST_PARTS = (
    "Berg",
    "Dijk",
    "Veen",
    "Heide",
    "Brink",
    "Akker",
    "Molen",
    "Hoeve",
    "Wolde",
    "Essen",
    "Linde",
    "Broek",
    "Schoon",
    "Nieuw",
    "Ooster",
    "Wester",
    "Ruiner",
    "Kuip",
)
_LAST_PARTS = ("man", "stra", "sma", "ing", "huis", "oord", "kamp", "meijer", "kuijper", "inga")
_GIVEN: tuple[tuple[str, Gender], ...] = (
    ("Anna", Gender.FEMALE),
    ("Bram", Gender.MALE),
    ("Carlijn", Gender.FEMALE),
    ("Daan", Gender.MALE),
    ("Esmée", Gender.FEMALE),
    ("Fedde", Gender.MALE),
    ("Greetje", Gender.FEMALE),
    ("Hendrik", Gender.MALE),
    ("Ineke", Gender.FEMALE),
    ("Jurriën", Gender.MALE),
    ("Klaas", Gender.MALE),
    ("Lotte", Gender.FEMALE),
    ("Marijke", Gender.FEMALE),
    ("Niels", Gender.MALE),
    ("Roelof", Gender.MALE),
    ("Sjoerdtje", Gender.FEMALE),
    ("Tjeerd", Gender.MALE),
    ("Wietske", Gender.FEMALE),
)
_STREETS = (
    ("Dijkhuizen", "7961", "RUINERWOLD"),
    ("Dokter Larijweg", "7961", "RUINERWOLD"),
    ("Larijweg", "7961", "RUINERWOLD"),
    ("Kerkplein", "7941", "MEPPEL"),
    ("Zuideinde", "7941", "MEPPEL"),
    ("Brink", "7963", "RUINEN"),
    ("Hoofdstraat", "9431", "WESTERBORK"),
)
_USUAL = frozenset({"0001", "0011", "0021", "0022", "0141"})
"""The subscriptions that ordinary customers have (`resources/demo/subscriptions.toml`)."""
_LETTERS = "ABCEGHKLMNPRSTVXZ"


def some_child(luck: random.Random, today: date, years: int) -> Child:
    """A child of so many years."""
    given, _ = luck.choice(_GIVEN)
    return Child(
        surname=luck.choice(_FIRST_PARTS) + luck.choice(_LAST_PARTS),
        name_prefix=luck.choice(_PREFIXES),
        initials=f"{given[0]}.",
        given_name=given,
        birth_date=today - timedelta(days=years * 365 + luck.randint(2, 360)),
    )


def generated_customers(
    count: int,
    branches: tuple[Branch, ...],
    offered: SubscriptionList,
    today: date,
) -> Iterator[Customer]:
    """`count` customers with a card, an address and a subscription that fits their age."""
    luck = random.Random(SEED)  # noqa: S311 - demo data, the same at every start
    for at in range(count):
        branch = branches[0] if luck.random() < 0.85 else luck.choice(branches)
        yield _customer(luck, at, branch, offered, today)


def _customer(
    luck: random.Random,
    at: int,
    branch: Branch,
    offered: SubscriptionList,
    today: date,
) -> Customer:
    given, gender = luck.choice(_GIVEN)
    born = today - timedelta(days=luck.randint(4 * 365, 88 * 365))
    street, digits, place = luck.choice(_STREETS)
    surname = luck.choice(_FIRST_PARTS) + luck.choice(_LAST_PARTS)
    joined = today - timedelta(days=luck.randint(20, 3000))
    age = (today - born).days // 365
    customer = Customer(
        actor_id=FIRST_ACTOR_ID + at,
        branch_code=branch.code,
        surname=surname,
        created_at=datetime.combine(joined, time(10, 15), UTC),
        origin=Origin.DESK,
        gender=gender,
        initials=f"{given[0]}." + (f"{luck.choice('ABHJMPW')}." if luck.random() < 0.5 else ""),
        name_prefix=luck.choice(_PREFIXES),
        given_name=given,
        birth_date=born,
        postcode=f"{digits} {luck.choice(_LETTERS)}{luck.choice(_LETTERS)}",
        house_number=str(luck.randint(1, 180)),
        street=street,
        place=place,
        phone=f"0522 {luck.randint(200000, 899999)}",
        email=f"{given.lower().encode('ascii', 'ignore').decode()}.{at}@voorbeeld.example",
        id_checked_on=joined,
        id_checked_by="Medewerker balie",
        newsletter=age >= 16 and luck.random() < 0.4,
        items_out=luck.choice((0, 0, 0, 1, 2, 5)),
        last_activity_on=today - timedelta(days=luck.randint(1, 400)),
    )
    _give_card(customer, branch, at, joined, luck)
    _subscribe(customer, age, offered, today, luck)
    if luck.random() < 0.06:
        customer.notices.append(
            Notice("Vraag naar het nieuwe e-mailadres", customer.created_at, "Medewerker balie")
        )
    return customer


def _give_card(
    customer: Customer, branch: Branch, at: int, joined: date, luck: random.Random
) -> None:
    process = PROCESSES[branch.number_process]
    number = build_number(process, branch.label, FIRST_SERIAL + at)
    added = datetime.combine(joined, time(10, 20), UTC)
    customer.cards.append(
        Card(
            number=number,
            kind=CardKind.PRIMARY,
            status=CardStatus.BLOCKED if luck.random() < 0.03 else CardStatus.ACTIVE,
            added_at=added,
            printed_count=1,
            verified_at=added,
            last_used_on=customer.last_activity_on,
        )
    )
    if customer.cards[0].status is CardStatus.BLOCKED:
        customer.cards[0].blocked_reason = "Als verloren gemeld"


def _subscribe(
    customer: Customer,
    age: int,
    offered: SubscriptionList,
    today: date,
    luck: random.Random,
) -> None:
    fitting = [
        tariff
        for tariff in offered.tariffs
        if tariff.min_age <= age <= tariff.max_age
        and tariff.valid_from <= today
        and tariff.period_months == 12
        and tariff.type_code in _USUAL
    ]
    if not fitting:
        return
    tariff = luck.choice(fitting)
    kind = next(entry for entry in offered.types if entry.code == tariff.type_code)
    if not kind.lends:
        customer.cards[0].without_plastic = True
        customer.items_out = 0
    started = customer.created_at.date()
    paid_until = started.replace(day=1)
    while paid_until <= today:
        paid_until = _year_on(paid_until)
    owes = luck.random() < 0.07 and tariff.amount > 0
    customer.subscriptions.append(
        Subscription(
            type_code=kind.code,
            name=kind.name,
            fee=tariff.amount,
            period_months=tariff.period_months,
            started_on=started,
            valid_until=paid_until - timedelta(days=1),
            fee_status=FeeStatus.BILLED if owes else FeeStatus.NORMAL,
            term=kind.term,
            lends=kind.lends,
            online_complete=kind.online_complete,
        )
    )
    if tariff.amount:
        booked = datetime.combine(today - timedelta(days=30), time(9), UTC)
        customer.ledger.append(LedgerEntry(booked, LedgerKind.FEE, tariff.amount, kind.name))
        if not owes:
            paid = Decimal(0) - tariff.amount
            customer.ledger.append(LedgerEntry(booked, LedgerKind.PAYMENT, paid, "Pin"))


def _year_on(day: date) -> date:
    return day.replace(year=day.year + 1)
