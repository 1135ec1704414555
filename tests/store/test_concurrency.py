"""Many desks at once: nothing is lost, nothing happens twice, and the loser is told one thing."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TypeVar

from desk_app.domain.cards import CardKind, CardStatus, TwoPrimaryCards
from desk_app.errors import DeskAppError
from desk_app.store import audit
from desk_app.usecases.store_errors import StoreClash
from desk_app.usecases.store_ports import AuditEntry, Errand, NumberUse
from tests.store.library import NOW, TODAY, Library, card

T = TypeVar("T")
DESKS = 20


def at_once(desks: int, act: Callable[[int], T]) -> list[T]:
    """`act` for each desk in a thread of its own, all let go at the same moment."""
    gate = threading.Barrier(desks)

    def desk(place: int) -> T:
        gate.wait(30)
        return act(place)

    with ThreadPoolExecutor(desks) as pool:
        return list(pool.map(desk, range(desks)))


def test_twenty_desks_giving_the_same_numbers_to_different_customers(library: Library) -> None:
    numbers = [f"2{place:013d}" for place in range(200)]
    customers = [library.add() for _ in range(DESKS)]

    def desk(place: int) -> Counter[str]:
        told: Counter[str] = Counter()
        actor_id = customers[place]
        for number in numbers:
            try:
                with library.work() as work:
                    work.numbers.claim(number, NumberUse.CARD, actor_id)
                    customer = work.customers.get(actor_id)
                    has_primary = any(one.kind is CardKind.PRIMARY for one in customer.cards)
                    kind = CardKind.SECONDARY if has_primary else CardKind.PRIMARY
                    customer.cards.append(card(number, kind))
                    work.write_audit(AuditEntry("card:added", 1, "", "b", str(actor_id), "", NOW))
                    work.commit()
                told["given"] += 1
            except DeskAppError as error:
                told[type(error).__name__] += 1
        return told

    told = sum(at_once(DESKS, desk), Counter[str]())
    assert told == Counter(given=200, CardNumberTaken=DESKS * 200 - 200)
    with library.store.database.readers.connect() as connection:
        bound = connection.exec_driver_sql("SELECT number, actor_id FROM card").all()
        registered = connection.exec_driver_sql(
            "SELECT number, actor_id FROM number_register"
        ).all()
        primaries = connection.exec_driver_sql(
            "SELECT actor_id, count(*) FROM card WHERE kind = 'primary' GROUP BY actor_id"
        ).all()
        assert sorted(number for number, _ in bound) == numbers
        assert sorted(map(tuple, bound)) == sorted(map(tuple, registered))
        assert {count for _, count in primaries} == {1}
        assert len(primaries) == len({actor_id for _, actor_id in bound})
        assert audit.count(connection) == 200
        assert list(audit.verify(connection)) == []


def test_two_desks_never_give_one_customer_two_hoofdpassen(library: Library) -> None:
    customers = [library.add() for _ in range(10)]
    refusals: list[str] = []

    def desk(place: int) -> None:
        for actor_id in customers:
            number = f"2{actor_id:06d}{place:07d}"
            try:
                with library.work() as work:
                    # Without looking at the customer first, as a mistaken handler would.
                    work.numbers.claim(number, NumberUse.CARD, actor_id)
                    work.customers.get(actor_id).cards.append(card(number))
                    work.commit()
            except TwoPrimaryCards:
                refusals.append(number)

    at_once(4, desk)
    assert len(refusals) == 3 * len(customers)
    rows = library.rows("card")
    assert len(rows) == len(customers)


def test_no_edit_is_lost(library: Library) -> None:
    actor_id = library.add(items_out=0)

    def desk(_: int) -> None:
        for _ in range(10):
            with library.work() as work:
                customer = work.customers.get(actor_id)
                customer.items_out += 1
                work.commit()

    at_once(8, desk)
    with library.work() as work:
        customer = work.customers.get(actor_id)
        assert (customer.items_out, customer.version) == (80, 81)


def test_parts_of_one_customer_are_under_its_lock(library: Library) -> None:
    actor_id = library.add("20000000000018")

    def desk(_: int) -> None:
        for _ in range(10):
            with library.work() as work:
                one = work.customers.get(actor_id).cards[0]
                one.printed_count += 1
                work.commit()

    at_once(6, desk)
    with library.work() as work:
        customer = work.customers.get(actor_id)
        assert (customer.cards[0].printed_count, customer.version) == (60, 61)


def test_serials_are_given_once(library: Library) -> None:
    given: list[int] = []

    def desk(place: int) -> None:
        for turn in range(20):
            with library.work() as work:
                given.append(work.numbers.next_serial("x"))
                if (place + turn) % 3:
                    work.commit()

    at_once(8, desk)
    assert sorted(given) == list(range(1, 161))


def test_two_workers_never_take_the_same_errand(library: Library) -> None:
    with library.work() as work:
        for place in range(60):
            work.errands.add(Errand("mail", f"k{place}", "{}", NOW, NOW))
        work.commit()
    taken: list[str] = []

    def worker(_: int) -> None:
        while True:
            with library.work() as work:
                errands = work.errands.claim_due(NOW, 3)
                for errand in errands:
                    errand.due_at = NOW + timedelta(hours=1)
                work.commit()
            if not errands:
                return
            taken.extend(errand.key for errand in errands)

    at_once(6, worker)
    assert sorted(taken) == sorted(f"k{place}" for place in range(60))


def test_one_key_has_one_answer_however_many_ask(library: Library) -> None:
    actor_id = library.add(items_out=0)

    def desk(place: int) -> str:
        def run() -> str:
            with library.work() as work:
                if stored := work.stored_answer("key"):
                    return stored[1]
                work.customers.get(actor_id).items_out += 1
                work.store_answer("key", "print", str(place))
                work.commit()
                return str(place)

        return str(library.store.retry_once(run))

    answers = at_once(8, desk)
    assert len(set(answers)) == 1
    with library.work() as work:
        assert work.customers.get(actor_id).items_out == 1


def test_crossed_locks_end_in_a_clash_that_may_be_run_again(library: Library) -> None:
    """Two transactions that each hold what the other wants. SQLite has one writer: nobody waits."""
    one, two = library.add(), library.add()
    ready = threading.Barrier(2)

    def desk(place: int) -> str:
        first, second = (one, two) if place else (two, one)
        tries = []

        def run() -> None:
            tries.append(1)
            with library.work() as work:
                work.customers.get(first).items_out += 1
                work.flush()
                if library.store.database.dialect == "postgresql" and len(tries) == 1:
                    ready.wait(30)
                work.customers.get(second).items_out += 1
                work.commit()

        try:
            run()
            return "first"
        except StoreClash:
            run()
            return "again"

    ends = sorted(at_once(2, desk))
    expected = (
        ["again", "first"] if library.store.database.dialect == "postgresql" else ["first"] * 2
    )
    assert ends == expected
    with library.work() as work:
        assert [work.customers.get(actor).items_out for actor in (one, two)] == [2, 2]


def test_a_reader_sees_what_is_committed_and_waits_for_nobody(library: Library) -> None:
    actor_id = library.add("20000000000018")
    readings = library.store.readings()

    with library.work() as work:
        work.customers.get(actor_id).cards[0].status = CardStatus.BLOCKED
        work.flush()
        before = readings.customer_file_by_number("20000000000018", TODAY)
        work.commit()
    after = readings.customer_file_by_number("20000000000018", TODAY)
    assert before is not None
    assert after is not None
    assert (before.cards[0].status, after.cards[0].status) == (
        CardStatus.ACTIVE,
        CardStatus.BLOCKED,
    )
