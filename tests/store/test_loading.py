"""Whole libraries at once end in the same rows as one customer at a time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk_app.domain.cards import CardNumberTaken
from desk_app.domain.customers import Customer
from desk_app.store import tables
from desk_app.store.loading import BulkLoad
from desk_app.store.opening import SqlStore
from desk_app.store.trouble import StatementFailedError
from desk_app.usecases.store_errors import StoreDamaged
from desk_app.usecases.store_ports import NumberUse
from tests.store.library import NOW, TODAY, Library, card, subscription
from tests.store.test_round_trips import whole_customer


def test_a_loaded_customer_is_the_same_as_one_that_was_added(library: Library) -> None:
    with library.work() as work:
        one = whole_customer(work.customers.next_actor_id())
        work.customers.add(one)
        work.numbers.claim("v0000001", NumberUse.TEMPORARY, one.actor_id)
        work.numbers.claim("20000000000018", NumberUse.CARD, one.actor_id)
        work.commit()
    other = whole_customer(2)
    other.temporary_number = "v0000002"
    other.cards[0].number = "20000000000026"
    other.mandates[0].reference = "M-0002"
    with BulkLoad(library.store) as load:
        load.customers([other])
        load.finish()
    readings = library.store.readings()
    added, loaded = readings.customer_file(1, TODAY), readings.customer_file(2, TODAY)
    assert added is not None
    assert loaded is not None
    assert replace(loaded.details) == added.details
    assert (loaded.subscription, loaded.balance, loaded.display_name) == (
        added.subscription,
        added.balance,
        added.display_name,
    )
    assert loaded.card_number == "20000000000026"
    found = [hit.actor_id for hit in readings.search("tester ubermass", 5, TODAY).hits]
    assert sorted(found) == [1, 2]


def test_what_was_loaded_is_taken_and_counting_goes_on_behind_it(library: Library) -> None:
    with BulkLoad(library.store) as load:
        load.customers(
            Customer(
                actor_id,
                "1000",
                f"Naam{actor_id}",
                NOW,
                cards=[card(f"2{actor_id:013d}")],
                subscriptions=[subscription()],
            )
            for actor_id in range(100, 2200)
        )
        load.finish()
    assert library.add() == 2200
    with pytest.raises(CardNumberTaken):
        library.give(2200, "20000000000100")
    file = library.store.readings().customer_file_by_number("20000000002199", TODAY)
    assert file is not None
    assert file.actor_id == 2199
    with library.work() as work:
        work.customers.get(150).notices.clear()
        work.customers.get(150).surname = "Anders"
        work.commit()
    assert library.store.readings().search("anders", 5, TODAY).hits


def test_a_load_that_is_not_finished_leaves_nothing(library: Library) -> None:
    with BulkLoad(library.store) as load:
        load.customers([Customer(9, "1000", "Tester", NOW)])
    assert library.rows("customer") == []
    assert library.add() == 1


def test_rows_that_point_nowhere_are_refused(library: Library) -> None:
    def attempt() -> None:
        with BulkLoad(library.store) as load:
            load.customers([Customer(9, "nergens", "Tester", NOW)])
            load.finish()

    with pytest.raises((StoreDamaged, StatementFailedError)):
        attempt()
    assert library.rows("customer") == []


def test_a_number_twice_in_one_load_is_refused(library: Library) -> None:
    def attempt() -> None:
        with BulkLoad(library.store) as load:
            load.customers(Customer(a, "1000", "T", NOW, cards=[card("1")]) for a in (1, 2))

    with pytest.raises(CardNumberTaken):
        attempt()


def test_plain_rows(store: SqlStore) -> None:
    library = Library(store)
    library.fill()
    with BulkLoad(store) as load:
        load.rows(tables.counter, ("name", "value"), [("a", 5), ("b", 6)])
        load.finish()
    with library.work() as work:
        assert work.numbers.next_serial("b") == 7
