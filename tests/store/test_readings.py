"""The shapes the desk is shown, as they follow from the rows."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from desk_app.domain.cards import CardKind, CardStatus
from desk_app.domain.customers import Gender, Origin
from desk_app.domain.mandates import Mandate, MandateState
from desk_app.domain.notices import Block, BlockKind, Notice
from desk_app.domain.subscriptions import FeeStatus, LedgerEntry, LedgerKind
from desk_app.store.readers import driver_sql
from desk_app.store.readers.file_statement import BY_NUMBER
from desk_app.usecases.queries.customer_file import CustomerFile
from desk_app.usecases.store_ports import NumberUse
from tests.store.library import IBAN, NOW, TODAY, Library, card, subscription


def shown(library: Library, actor_id: int, today: date = TODAY) -> CustomerFile:
    found = library.store.readings().customer_file(actor_id, today)
    assert found is not None
    return found


def edited(library: Library, actor_id: int, **changes: Any) -> CustomerFile:
    """The file after fields of the customer were set in one command."""
    with library.work() as work:
        customer = work.customers.get(actor_id)
        for name, value in changes.items():
            setattr(customer, name, value)
        work.commit()
    return shown(library, actor_id)


def test_an_empty_file(library: Library) -> None:
    file = shown(library, library.add(gender=Gender.FEMALE))
    assert (file.display_name, file.branch_name, file.branch_code) == (
        "Mw. G. Tester",
        "Centrale",
        "1000",
    )
    assert (file.card_number, file.age, file.subscription, file.expires_on) == (None,) * 4
    assert (file.blocks, file.notices, file.cards, file.ledger) == ((),) * 4
    assert (file.mandate, file.earlier_mandates, file.abilities) == (None, (), ())
    assert file.balance == Decimal("0.00")
    assert (file.created_at, file.seen_on, file.deleted) == (NOW, TODAY, False)
    assert file.created_at.tzinfo is UTC


def test_nobodys_file(library: Library) -> None:
    readings = library.store.readings()
    assert readings.customer_file(1, TODAY) is None
    assert readings.customer_file_by_number("20000000000018", TODAY) is None
    assert readings.customer_file_by_number("", TODAY) is None


def test_every_number_of_a_customer_opens_the_same_file(library: Library) -> None:
    actor_id = library.add("20000000000018", "20000000000026", temporary_number="v0000001")
    library.add("20000000000034")
    with library.work() as work:
        work.customers.get(actor_id).cards[1].status = CardStatus.REPLACED
        work.commit()
    by_id = shown(library, actor_id)
    readings = library.store.readings()
    for number in ("20000000000018", "20000000000026", "v0000001"):
        assert readings.customer_file_by_number(number, TODAY) == by_id
    assert by_id.temporary_hint == "v00"
    assert by_id.card_number == "20000000000018"


def test_no_field_of_a_file_is_left_out(library: Library) -> None:
    actor_id = library.add("20000000000018")
    with library.work() as work:
        work.customers.get(actor_id).subscriptions.append(subscription())
        work.commit()
    file = shown(library, actor_id)
    for shape in (file, file.details, file.subscription, *file.cards):
        assert shape is not None
        assert sorted(vars(shape)) == sorted(field.name for field in fields(shape))


def test_numbers_are_data_and_nothing_else(library: Library) -> None:
    library.add("20000000000018")
    readings = library.store.readings()
    for text in ("' OR 1=1 --", "%", "20000000000018' --", "%s", ":number"):
        assert readings.customer_file_by_number(text, TODAY) is None
        assert readings.number_owner(text) is None


def test_the_age_is_that_of_the_day_asked_for(library: Library) -> None:
    actor_id = library.add(birth_date=date(2008, 11, 21))
    assert shown(library, actor_id, date(2026, 11, 20)).age == 17
    assert shown(library, actor_id, date(2026, 11, 21)).age == 18


def test_cards_in_use_stand_before_those_that_are_gone(library: Library) -> None:
    actor_id = library.add()
    cards = [
        card("1", CardKind.PRIMARY, status=CardStatus.REPLACED),
        card("2", CardKind.SECONDARY),
        card("3", CardKind.SECONDARY, added_at=NOW + timedelta(days=1)),
        card("4", CardKind.PRIMARY, status=CardStatus.BLOCKED),
        card("5", CardKind.SECONDARY, status=CardStatus.SPOILED),
    ]
    with library.work() as work:
        for one in cards:
            work.numbers.claim(one.number, NumberUse.CARD, actor_id)
        work.customers.get(actor_id).cards.extend(cards)
        work.commit()
    file = shown(library, actor_id)
    assert [row.number for row in file.cards] == ["4", "3", "2", "1", "5"]
    assert file.card_number == "4"
    assert all(row.abilities == () for row in file.cards)


@pytest.mark.parametrize(
    ("origin", "lends", "numbers", "blocked"),
    [
        (Origin.ONLINE, True, (), True),
        (Origin.ONLINE, False, (), False),
        (Origin.DESK, True, (), False),
        (Origin.ONLINE, True, ("20000000000018",), False),
    ],
)
def test_who_registered_online_borrows_nothing_without_a_card(
    library: Library, origin: Origin, lends: bool, numbers: tuple[str, ...], blocked: bool
) -> None:
    actor_id = library.add(*numbers, origin=origin)
    file = edited(library, actor_id, subscriptions=[subscription(lends=lends)])
    assert [line.kind for line in file.blocks] == [BlockKind.NO_CARD] * blocked


def test_a_spoiled_card_is_no_card(library: Library) -> None:
    actor_id = library.add("20000000000018", origin=Origin.ONLINE)
    with library.work() as work:
        customer = work.customers.get(actor_id)
        customer.subscriptions.append(subscription())
        customer.cards[0].status = CardStatus.SPOILED
        work.commit()
    assert [line.kind for line in shown(library, actor_id).blocks] == [BlockKind.NO_CARD]


def test_blocks_that_follow_stand_before_those_that_were_put_on(library: Library) -> None:
    file = edited(
        library,
        library.add(origin=Origin.ONLINE),
        subscriptions=[subscription(fee_status=FeeStatus.WEB_UNPAID)],
        blocks=[Block(BlockKind.MANUAL, NOW, "ik", "boek nat")],
    )
    assert [line.kind for line in file.blocks] == [
        BlockKind.NO_CARD,
        BlockKind.UNPAID_FEE,
        BlockKind.MANUAL,
    ]
    assert [line.block_id is None for line in file.blocks] == [True, True, False]
    assert (file.blocks[2].reason, file.blocks[2].by, file.blocks[2].since) == (
        "boek nat",
        "ik",
        NOW,
    )


def test_the_running_subscription_is_shown_or_the_last_one(library: Library) -> None:
    actor_id = library.add()
    old = subscription(name="Oud", started_on=date(2020, 1, 1), ended_on=date(2025, 1, 1))
    new = subscription(name="Nieuw", started_on=date(2025, 1, 1))
    file = edited(library, actor_id, subscriptions=[new, old])
    assert file.subscription is not None
    assert file.subscription.name == "Nieuw"
    assert file.subscription.fee == Decimal("47.50")
    assert file.expires_on == date(2027, 2, 28)
    assert (file.subscription.next_anniversary, file.subscription.second_anniversary) == (
        date(2027, 3, 1),
        date(2028, 3, 1),
    )
    with library.work() as work:
        for one in work.customers.get(actor_id).subscriptions:
            one.ended_on = one.ended_on or date(2026, 1, 1)
        work.commit()
    ended = shown(library, actor_id).subscription
    assert ended is not None
    assert (ended.name, ended.ended_on) == ("Nieuw", date(2026, 1, 1))


def test_money_is_exact_and_newest_first(library: Library) -> None:
    entries = [
        LedgerEntry(NOW + timedelta(minutes=place), LedgerKind.FEE, Decimal(amount), str(place))
        for place, amount in enumerate(("0.10", "0.20", "-0.30", "999999.99"))
    ]
    file = edited(library, library.add(), ledger=entries)
    assert file.balance == Decimal("999999.99")
    assert [line.description for line in file.ledger] == ["3", "2", "1", "0"]
    assert str(file.ledger[2].amount) == "0.20"


def test_the_newest_mandate_and_those_before_it(library: Library) -> None:
    mandates = [
        Mandate(f"M-{place}", IBAN, "", "G. Tester", MandateState.WITHDRAWN, NOW)
        for place in range(3)
    ]
    mandates[2].state = MandateState.PRINTED
    file = edited(library, library.add(), mandates=mandates)
    assert file.mandate is not None
    assert (file.mandate.reference, file.mandate.state, file.mandate.iban_tail) == (
        "M-2",
        MandateState.PRINTED,
        "4300",
    )
    assert [line.reference for line in file.earlier_mandates] == ["M-1", "M-0"]


def test_notices_in_the_order_they_were_written(library: Library) -> None:
    notices = [Notice(text, NOW, "ik") for text in ("z", "a", '<img src="x"> %s')]
    file = edited(library, library.add(), notices=notices)
    assert [line.text for line in file.notices] == ["z", "a", '<img src="x"> %s']


def test_a_colleagues_user_name_is_told_nobody(library: Library) -> None:
    from desk_app.domain.login_accounts import LoginAccount, LoginAccountState

    account = LoginAccount("20000000000018", "g@example.org", LoginAccountState.ACTIVE)
    actor_id = library.add("20000000000018")
    file = edited(library, actor_id, login_account=account)
    assert (file.username, file.colleague) == ("20000000000018", False)
    file = edited(library, actor_id, is_staff=True)
    assert (file.username, file.colleague) == (None, True)


@pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
def test_a_file_is_one_statement_and_so_one_moments_truth(library: Library) -> None:
    library.add("20000000000018")
    readings = library.store.readings()
    assert readings.customer_file_by_number("20000000000018", TODAY) is not None
    counted: list[str] = []
    library.store.database.reading_driver().set_trace_callback(counted.append)
    assert readings.customer_file_by_number("20000000000018", TODAY) is not None
    assert len(counted) == 1


def test_hits_carry_names_addresses_and_blocks(library: Library) -> None:
    actor_id = library.add(
        "20000000000018",
        surname="Berg",
        name_prefix="van der",
        given_name="Gé",
        street="Lange Straat",
        house_number="12",
        house_suffix="a",
        postcode="1234AB",
        place="Testdam",
        birth_date=date(1980, 5, 6),
    )
    bare = library.add(surname="Berghuis", initials="")
    answer = library.store.readings().search("berg", 10, TODAY)
    assert [hit.actor_id for hit in answer.hits] == [actor_id, bare]
    hit = answer.hits[0]
    assert hit.list_name == "Berg, G. van der [Gé]"
    assert hit.address_line == "Lange Straat 12a, 1234AB Testdam"
    assert (hit.birth_date, hit.card_number) == (date(1980, 5, 6), "20000000000018")
    assert (hit.branch_code, hit.branch_name, hit.blocked) == ("1000", "Centrale", False)
    assert answer.hits[1].address_line == ""
    by_number = library.store.readings().search("20000000000018", 10, TODAY)
    assert by_number.certain
    assert len(library.store.readings().search("berg", 1, TODAY).hits) == 1


def test_values_of_either_driver_become_the_same() -> None:
    moment = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert driver_sql.day("2026-01-02") == driver_sql.day(date(2026, 1, 2)) == date(2026, 1, 2)
    assert driver_sql.known_day("2026-01-02") == driver_sql.known_day(date(2026, 1, 2))
    assert driver_sql.maybe_moment(moment.isoformat()) == driver_sql.maybe_moment(moment) == moment
    assert driver_sql.day(None) is None
    assert driver_sql.maybe_moment(None) is None
    assert driver_sql.decoded(None) == driver_sql.decoded("[]") == []


def test_statements_hold_marks_and_no_values() -> None:
    assert ":number" in BY_NUMBER["sqlite"]
    assert "%(number)s" in BY_NUMBER["postgresql"]
