"""8.Passen through the door, on a real database."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from desk_app.domain.card_numbers import CardNumberMisfit, NotACard
from desk_app.domain.cards import (
    CardIsReplaced,
    CardIsSpoiled,
    CardKind,
    CardNumberTaken,
    CardStatus,
    DigitalOnly,
    FirstCardIsPrimary,
    Sector,
)
from desk_app.domain.customers import CustomerUnknown
from desk_app.domain.staff import Role
from desk_app.errors import Refused
from desk_app.usecases.access_errors import NotPermitted
from desk_app.usecases.commands.cards import (
    AddCard,
    BlockCard,
    CardAdded,
    ChangeCardKind,
    DeleteCard,
    ReplaceCard,
    UnblockCard,
    UsernameChange,
)
from desk_app.usecases.local_desk import LocalDesk
from desk_app.usecases.messages import Command
from desk_app.usecases.store_ports import NumberUse
from tests.usecases.acting import card, cards_of, refused, verifying
from tests.usecases.library import (
    CARD,
    CARD_2,
    COLLEAGUE,
    ONLINE,
    OTHER,
    PLAIN,
    TEMPORARY,
    Library,
)

CARD_3 = "5003000089"
PRIMARY, SECONDARY = CardKind.PRIMARY, CardKind.SECONDARY


@pytest.fixture
def desk(library: Library) -> LocalDesk:
    return library.desk(Role.FRONT_OFFICE)


# ------------------------------------------------------------------------------------ Toevoegen


def test_the_first_card_of_an_online_registrant(library: Library, desk: LocalDesk) -> None:
    done = desk.execute(AddCard(ONLINE, "BIEB-" + CARD))
    assert done.result == CardAdded(
        CARD, PRIMARY, CardStatus.ACTIVE, UsernameChange(TEMPORARY, CARD)
    )
    assert done.changes.customers == (ONLINE,)
    with library.customer() as customer:
        assert customer.temporary_number is None
        assert customer.login_account is not None
        assert customer.login_account.username == CARD
    with library.transaction() as work:
        assert work.numbers.use_of(TEMPORARY) is NumberUse.TEMPORARY
        assert work.numbers.use_of(CARD) is NumberUse.CARD
    assert library.audit_tags()[-1] == "card:added"


def test_a_chosen_log_in_name_stays(library: Library, desk: LocalDesk) -> None:
    with library.customer() as customer:
        assert customer.login_account is not None
        customer.login_account.username = "boekenworm"
    assert desk.execute(AddCard(ONLINE, CARD)).result.username_change is None
    with library.customer() as customer:
        assert customer.login_account is not None
        assert customer.login_account.username == "boekenworm"
        assert customer.temporary_number is None


def test_without_an_account_nothing_follows(desk: LocalDesk) -> None:
    assert desk.execute(AddCard(PLAIN, CARD)).result.username_change is None


def test_a_colleague_s_log_in_name_is_told_to_nobody(library: Library, desk: LocalDesk) -> None:
    with library.customer(COLLEAGUE) as customer:
        assert customer.login_account is not None
        customer.login_account.username = "2X77770000"
        customer.temporary_number = "2X77770000"
    assert desk.execute(AddCard(COLLEAGUE, CARD)).result.username_change is None
    with library.customer(COLLEAGUE) as customer:
        assert customer.login_account is not None
        assert customer.login_account.username == CARD


def test_further_cards_are_volgpassen(library: Library, desk: LocalDesk) -> None:
    desk.execute(AddCard(ONLINE, CARD))
    added = desk.execute(AddCard(ONLINE, "EDUB-" + CARD_2, typed_by_hand=True)).result
    assert (added.kind, added.username_change) == (SECONDARY, None)
    found = card(library, CARD_2)
    assert (found.sector, found.typed_by_hand) == (Sector.PRIMARY_SCHOOL, True)


def test_a_new_hoofdpas_makes_the_old_one_a_volgpas(library: Library, desk: LocalDesk) -> None:
    desk.execute(AddCard(ONLINE, CARD))
    desk.execute(AddCard(ONLINE, CARD_2, kind=PRIMARY))
    assert cards_of(library) == {
        CARD: (SECONDARY, CardStatus.ACTIVE),
        CARD_2: (PRIMARY, CardStatus.ACTIVE),
    }


def test_the_same_card_twice_is_one_card(library: Library, desk: LocalDesk) -> None:
    desk.execute(AddCard(ONLINE, CARD))
    again = desk.execute(AddCard(ONLINE, CARD)).result
    assert again == CardAdded(CARD, PRIMARY, CardStatus.ACTIVE, already_there=True)
    assert len(cards_of(library)) == 1


def test_where_cards_are_read_back_a_card_is_not_active_yet(
    library: Library, desk: LocalDesk
) -> None:
    verifying(library)
    assert desk.execute(AddCard(ONLINE, CARD)).result.status is CardStatus.BEING_MADE


def test_the_desk_s_own_cards_are_as_good(library: Library) -> None:
    with library.transaction() as work:
        work.branches.get(OTHER).label = "5280"
    with library.customer(PLAIN) as customer:
        customer.branch_code = OTHER
    desk = library.desk(Role.FRONT_OFFICE)
    assert desk.execute(AddCard(PLAIN, CARD)).result.number == CARD
    assert desk.execute(AddCard(PLAIN, "5280000011")).result.number == "5280000011"


def test_a_number_of_somebody_else_is_taken_and_nothing_is_told(
    library: Library, desk: LocalDesk
) -> None:
    desk.execute(AddCard(ONLINE, CARD))
    taken = refused(desk, AddCard(PLAIN, CARD), CardNumberTaken)
    assert taken.facts() == {"number": CARD}
    assert cards_of(library, PLAIN) == {}


def test_numbers_stay_taken_for_ever(library: Library, desk: LocalDesk) -> None:
    desk.execute(AddCard(ONLINE, CARD))
    desk.execute(AddCard(ONLINE, CARD_2))
    desk.execute(DeleteCard(ONLINE, CARD_2))
    for actor_id in (ONLINE, PLAIN):
        refused(desk, AddCard(actor_id, CARD_2), CardNumberTaken)


@pytest.mark.parametrize(
    ("number", "refusal"),
    [
        ("500300003", CardNumberMisfit),
        ("5004000030", CardNumberMisfit),
        ("9789021414331", NotACard),
        (TEMPORARY, NotACard),
        ("", NotACard),
        ("5" * 1_000_000, NotACard),
        ("' OR 1=1 --", NotACard),
        ("<img src=x>", NotACard),
        ("5003\u202e000030", CardNumberMisfit),
        ("%s%n", NotACard),
    ],
)
def test_what_is_no_card_of_ours(
    library: Library, desk: LocalDesk, number: str, refusal: type[Refused]
) -> None:
    found = refused(desk, AddCard(ONLINE, number), refusal)
    assert found.field == "number"
    assert cards_of(library) == {}
    with library.customer() as customer:
        assert customer.temporary_number == TEMPORARY


def test_digital_only_has_no_card(library: Library, desk: LocalDesk) -> None:
    with library.customer() as customer:
        customer.subscriptions[0].lends = False
    refused(desk, AddCard(ONLINE, CARD), DigitalOnly)


def test_the_first_card_cannot_be_a_volgpas(desk: LocalDesk) -> None:
    refused(desk, AddCard(ONLINE, CARD, kind=SECONDARY), FirstCardIsPrimary)


@pytest.mark.parametrize(
    ("status", "refusal"),
    [(CardStatus.REPLACED, CardIsReplaced), (CardStatus.SPOILED, CardIsSpoiled)],
)
def test_a_card_that_is_gone_does_not_come_back(
    library: Library, desk: LocalDesk, status: CardStatus, refusal: type[Refused]
) -> None:
    desk.execute(AddCard(ONLINE, CARD))
    card(library, CARD, status=status, kind=SECONDARY)
    refused(desk, AddCard(ONLINE, CARD), refusal)


# ----------------------------------------------------------------------------------- everything

COMMANDS: dict[str, Callable[[int], Command[Any]]] = {
    "add": lambda actor: AddCard(actor, CARD_3),
    "kind": lambda actor: ChangeCardKind(actor, CARD),
    "replace": lambda actor: ReplaceCard(actor, CARD, CARD_2),
    "block": lambda actor: BlockCard(actor, CARD, "verloren"),
    "unblock": lambda actor: UnblockCard(actor, CARD),
    "delete": lambda actor: DeleteCard(actor, CARD),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_not_permitted_or_no_such_customer(library: Library, name: str) -> None:
    tags = library.audit_tags()
    stranger = library.desk(Role.ADMINISTRATOR)
    refused(stranger, COMMANDS[name](ONLINE), NotPermitted)
    refused(library.desk(Role.FRONT_OFFICE), COMMANDS[name](999_999), CustomerUnknown)
    assert cards_of(library) == {}
    new = library.audit_tags()[len(tags) :]
    assert not [tag for tag in new if tag.startswith("card:")]


@pytest.mark.parametrize(
    ("workers", "cards"), [(6, 10), pytest.param(20, 200, marks=pytest.mark.slow)]
)
def test_many_desks_that_scan_the_same_cards(library: Library, workers: int, cards: int) -> None:
    numbers = [f"5003{serial:06d}" for serial in range(100, 100 + cards)]
    customers = (ONLINE, PLAIN, COLLEAGUE)

    def scan(worker: int) -> tuple[list[tuple[str, int]], int]:
        actor_id = customers[worker % len(customers)]
        desk = library.desk(Role.FRONT_OFFICE, f"BALIE-{worker}")
        won, lost = [], 0
        for number in numbers:
            try:
                added = desk.execute(AddCard(actor_id, number)).result
            except CardNumberTaken:
                lost += 1
                continue
            if not added.already_there:
                won.append((number, actor_id))
        return won, lost

    with ThreadPoolExecutor(workers) as pool:
        found = list(pool.map(scan, range(workers)))
    wins = [win for won, _ in found for win in won]
    assert sorted(number for number, _ in wins) == numbers
    assert sum(lost for _, lost in found) > 0, "nobody was in anybody's way"
    for actor_id in customers:
        held = cards_of(library, actor_id)
        assert set(held) == {number for number, owner in wins if owner == actor_id}
        primaries = [kind for kind, _ in held.values() if kind is PRIMARY]
        assert len(primaries) == (1 if held else 0)
    assert library.audit_tags().count("card:added") == workers * cards - sum(
        lost for _, lost in found
    )
