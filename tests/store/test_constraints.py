"""What the engine refuses is the refusal of the rule it stands for, whoever was first."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Insert, insert

from desk_app.domain.card_jobs import CardJob, CardStep
from desk_app.domain.cards import CardKind, CardNumberTaken, CardStatus, TwoPrimaryCards
from desk_app.domain.customers import Customer
from desk_app.domain.mandates import Mandate, MandateState
from desk_app.domain.staff import StaffSession, UsernameTaken
from desk_app.store import tables
from desk_app.store.trouble import StatementFailedError, sqlite_constraint, translated
from desk_app.store.unit_of_work import Transaction
from desk_app.usecases.store_errors import StoreClash
from desk_app.usecases.store_ports import Errand, NumberUse
from tests.store.library import IBAN, NOW, Library, card, staff

ONE, TWO = "20000000000018", "20000000000026"


def test_a_claimed_number_is_refused_to_everybody(library: Library) -> None:
    owner, other = library.add(ONE), library.add()
    for actor_id in (owner, other):
        with library.work() as work, pytest.raises(CardNumberTaken) as refused:
            work.numbers.claim(ONE, NumberUse.CARD, actor_id)
        assert refused.value.number == ONE


def test_a_card_number_is_unique_by_itself(library: Library) -> None:
    library.add(ONE)
    other = library.add()
    with library.work() as work:
        work.customers.get(other).cards.append(card(ONE))
        with pytest.raises(CardNumberTaken) as refused:
            work.commit()
    assert refused.value.number == ONE


def test_a_temporary_number_is_unique_by_itself(library: Library) -> None:
    library.add(temporary_number="v1")
    with library.work() as work:
        late = Customer(work.customers.next_actor_id(), "1000", "X", NOW, temporary_number="v1")
        with pytest.raises(CardNumberTaken) as refused:
            work.customers.add(late)
    assert refused.value.number == "v1"


def test_two_cards_that_are_both_hoofdpas_are_refused(library: Library) -> None:
    actor_id = library.add(ONE)
    with pytest.raises(TwoPrimaryCards):
        library.give(actor_id, TWO)
    library.give(actor_id, TWO, CardKind.SECONDARY)


@pytest.mark.parametrize("status", [CardStatus.REPLACED, CardStatus.SPOILED])
def test_a_card_that_is_gone_makes_room_for_a_hoofdpas(
    library: Library, status: CardStatus
) -> None:
    actor_id = library.add(ONE)
    with library.work() as work:
        customer = work.customers.get(actor_id)
        work.numbers.claim(TWO, NumberUse.CARD, actor_id)
        customer.cards[0].status = status
        customer.cards[0].replaced_by = TWO
        customer.cards.append(card(TWO))
        work.commit()
    with library.work() as work:
        assert [one.status for one in work.customers.get(actor_id).cards] == [
            status,
            CardStatus.ACTIVE,
        ]


@pytest.mark.parametrize("first", [0, 1])
def test_two_cards_change_places_in_one_transaction(library: Library, first: int) -> None:
    actor_id = library.add(ONE, TWO)
    for hoofdpas in (1 - first, first, 1 - first):
        with library.work() as work:
            cards = work.customers.get(actor_id).cards
            for place, one in enumerate(cards):
                one.kind = CardKind.PRIMARY if place == hoofdpas else CardKind.SECONDARY
            work.commit()
    with library.work() as work:
        kinds = [one.kind for one in work.customers.get(actor_id).cards]
    assert kinds[1 - first] is CardKind.PRIMARY
    assert kinds[first] is CardKind.SECONDARY


def test_usernames_differ_by_more_than_capitals(library: Library) -> None:
    with library.work() as work, pytest.raises(UsernameTaken) as refused:
        work.staff.add(staff(2, username="BALIE1"))
    assert refused.value.field == "username"


def _start_job(work: Transaction, actor_id: int) -> None:
    work.card_jobs.add(CardJob(actor_id, ONE, "balie-1", CardStep.PRINTING, NOW, NOW, "ik"))


CLASHES: dict[str, Callable[[Transaction, int], None]] = {
    "mandate": lambda work, actor_id: work.customers.get(actor_id).mandates.append(
        Mandate("M-1", IBAN, "", "G. Tester", MandateState.PRINTED, NOW)
    ),
    "errand": lambda work, _: work.errands.add(Errand("mail", "key", "{}", NOW, NOW)),
    "answer": lambda work, _: work.store_answer("key", "print", "answer"),
    "job": _start_job,
}


@pytest.mark.parametrize("kind", CLASHES)
def test_what_only_two_transactions_can_break_is_a_clash(library: Library, kind: str) -> None:
    actor_id = library.add(ONE)

    def attempt() -> None:
        with library.work() as work:
            CLASHES[kind](work, actor_id)
            work.commit()

    attempt()
    with pytest.raises(StoreClash):
        attempt()


def test_a_clash_is_run_again_once(library: Library) -> None:
    runs: list[int] = []

    def twice() -> str:
        runs.append(1)
        if len(runs) == 1:
            raise StoreClash
        return "done"

    def always() -> None:
        runs.append(1)
        raise StoreClash

    assert library.store.retry_once(twice) == "done"
    assert len(runs) == 2
    with pytest.raises(StoreClash):
        library.store.retry_once(always)
    assert len(runs) == 4


@pytest.mark.parametrize(
    "broken",
    [
        insert(tables.card).values(
            actor_id=1,
            number="never claimed",
            kind=CardKind.PRIMARY,
            status=CardStatus.ACTIVE,
            added_at=NOW,
            sector="BIEB",
        ),
        insert(tables.card_job).values(
            actor_id=1,
            number="never claimed",
            step=CardStep.PRINTING,
            started_at=NOW,
            changed_at=NOW,
        ),
        insert(tables.notice).values(actor_id=99, text="x", written_at=NOW),
        insert(tables.number_register).values(number="1", use=NumberUse.CARD, actor_id=99),
        insert(tables.staff_session).values(
            token_hash="h", staff_id=99, opened_at=NOW, last_seen_at=NOW
        ),
    ],
    ids=["card", "card_job", "notice", "register", "session"],
)
def test_nothing_hangs_in_the_air(library: Library, broken: Insert) -> None:
    assert library.add() == 1

    def attempt() -> None:
        with translated(), library.store.database.writing() as connection:
            connection.execute(broken)
            connection.commit()

    # A mistake of ours, not a refusal.
    with pytest.raises(StatementFailedError):
        attempt()


def test_a_refusal_leaves_nothing_behind_and_the_store_usable(library: Library) -> None:
    actor_id = library.add(ONE)
    with library.work() as work:
        work.customers.get(actor_id).comment = "half"
        work.staff.open_session(StaffSession("h", 1, "balie-1", NOW, NOW))
        with pytest.raises(CardNumberTaken):
            work.numbers.claim(ONE, NumberUse.CARD, actor_id)
    with library.work() as work:
        assert work.customers.get(actor_id).comment == ""
        assert work.staff.session("h") is None


def test_sqlite_tells_constraints_by_their_columns() -> None:
    names = {
        "UNIQUE constraint failed: card.number": "uq_card_number",
        "UNIQUE constraint failed: card.actor_id": "uq_card_one_primary",
        "UNIQUE constraint failed: index 'uq_staff_username'": "uq_staff_username",
        "UNIQUE constraint failed: number_register.number": "pk_number_register",
        "UNIQUE constraint failed: idempotency.key": "pk_idempotency",
        "UNIQUE constraint failed: nobody.knows": None,
        "FOREIGN KEY constraint failed": None,
    }
    assert {message: sqlite_constraint(message) for message in names} == names
