"""A number is never used twice: not after a failure, not after deletion, not by two at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk_app.domain.cards import CardNumberTaken
from desk_app.errors import DeskAppError
from desk_app.store.numbers import raise_counters
from desk_app.store.opening import open_store
from desk_app.usecases.store_ports import NumberUse
from tests.store.library import NOW, Library

NUMBER = "20000000000018"


class OnPurposeError(Exception):
    """What a handler may stumble over."""


def test_a_serial_survives_a_transaction_that_fails(library: Library) -> None:
    given = []
    for fails in (False, True, True, False):
        try:
            with library.work() as work:
                given.append(work.numbers.next_serial("mandate"))
                given.append(work.customers.next_actor_id())
                if fails:
                    raise OnPurposeError
                work.commit()
        except OnPurposeError:
            continue
    assert given == [1, 1, 2, 2, 3, 3, 4, 4]


def test_a_serial_survives_leaving_without_commit_and_a_restart(
    library: Library, store_url: str, key_file: Path
) -> None:
    with library.work() as work:
        assert [work.numbers.next_serial("x") for _ in range(3)] == [1, 2, 3]
    again = open_store(store_url, key_file, "1.0.0")
    try:
        with again.transaction(staff_name="", workstation="", now=NOW) as work:
            assert work.numbers.next_serial("x") == 4
    finally:
        again.close()


def test_a_failed_command_keeps_its_serials_and_nothing_else(library: Library) -> None:
    actor_id = library.add()

    def attempt() -> None:
        with library.work() as work:
            work.customers.get(actor_id).comment = "must not stay"
            work.numbers.next_serial("x")
            work.numbers.claim(NUMBER, NumberUse.CARD, actor_id)
            work.flush()
            raise OnPurposeError

    with pytest.raises(OnPurposeError):
        attempt()
    with library.work() as work:
        assert work.customers.get(actor_id).comment == ""
        assert work.numbers.use_of(NUMBER) is None
        assert work.numbers.next_serial("x") == 2


def test_a_counter_never_goes_back(library: Library) -> None:
    with library.store.database.writing() as connection:
        raise_counters(connection, {"x": 10})
        raise_counters(connection, {"x": 3, "y": 1})
        connection.commit()
    with library.work() as work:
        assert work.numbers.next_serial("x") == 11
        assert work.numbers.next_serial("y") == 2


def test_a_number_outlives_its_card_and_its_customer(library: Library) -> None:
    actor_id = library.add(NUMBER, "20000000000026")
    with library.work() as work:
        del work.customers.get(actor_id).cards[1]
        work.commit()
    assert library.store.readings().number_owner("20000000000026") == (None, NumberUse.CARD, None)
    other = library.add()
    with pytest.raises(CardNumberTaken):
        library.give(other, "20000000000026")
    with library.work() as work:
        customer = work.customers.get(actor_id)
        customer.deleted_at = NOW
        work.commit()
    with pytest.raises(CardNumberTaken):
        library.give(other, NUMBER)


def test_a_spoiled_number_stays_taken(library: Library) -> None:
    actor_id = library.add()
    with library.work() as work:
        work.numbers.claim(NUMBER, NumberUse.CARD, actor_id)
        work.numbers.mark_spoiled(NUMBER)
        assert work.numbers.use_of(NUMBER) is NumberUse.SPOILED
        work.commit()
    with pytest.raises(DeskAppError):
        library.give(actor_id, NUMBER)
    assert library.store.readings().number_owner(NUMBER) == (None, NumberUse.SPOILED, None)


def test_whose_a_number_is(library: Library) -> None:
    carded = library.add(NUMBER)
    waiting = library.add(temporary_number="v0000007")
    readings = library.store.readings()
    owner = readings.number_owner(NUMBER)
    assert owner is not None
    assert owner[:2] == (carded, NumberUse.CARD)
    assert str(owner[2]) == "active"
    assert readings.number_owner("v0000007") == (waiting, NumberUse.TEMPORARY, None)
    assert readings.number_owner("1") is None
    with library.work() as work:
        work.customers.get(waiting).temporary_number = None
        work.numbers.claim("s1", NumberUse.SYSTEM, None)
        work.commit()
    assert readings.number_owner("v0000007") == (None, NumberUse.TEMPORARY, None)
    assert readings.number_owner("s1") == (None, NumberUse.SYSTEM, None)
