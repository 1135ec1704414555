"""8.Passen through the door, on a real database."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from desk_app.domain.card_jobs import CardStep
from desk_app.domain.card_numbers import CardNumberMisfit, NotACard
from desk_app.domain.cards import (
    Card,
    CardBeingMade,
    CardIsBlocked,
    CardIsPrimary,
    CardIsReplaced,
    CardIsSpoiled,
    CardKind,
    CardNotBlocked,
    CardNumberTaken,
    CardStatus,
    CardUnknown,
    CardWasUsed,
    DigitalOnly,
    FirstCardIsPrimary,
    Sector,
)
from desk_app.domain.customers import CustomerUnknown
from desk_app.domain.staff import Role
from desk_app.domain.subscriptions import LedgerKind
from desk_app.domain.text_policy import CharacterRefused, FieldRequired, TextTooLong
from desk_app.errors import Refused
from desk_app.usecases.access_errors import NotPermitted
from desk_app.usecases.commands.card_jobs import StartCardJob
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
from tests.usecases.library import (
    CARD,
    CARD_2,
    COLLEAGUE,
    HOME,
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


def cards_of(library: Library, actor_id: int = ONLINE) -> dict[str, tuple[CardKind, CardStatus]]:
    with library.customer(actor_id) as customer:
        return {card.number: (card.kind, card.status) for card in customer.cards}


def card(library: Library, number: str, actor_id: int = ONLINE, **facts: Any) -> Card:
    """The card, after `facts` of it were changed behind the desk's back."""
    with library.customer(actor_id) as customer:
        found = next(one for one in customer.cards if one.number == number)
        for name, value in facts.items():
            setattr(found, name, value)
        return found


def verifying(library: Library) -> None:
    with library.transaction() as work:
        work.branches.get(HOME).verify_cards = True


def refused(desk: LocalDesk, command: Command[Any], refusal: type[Refused]) -> Any:
    """The refusal of `command`."""
    with pytest.raises(refusal) as caught:
        desk.execute(command)
    return caught.value


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


# ------------------------------------------------------------------------------------ Vervangen


def test_replacing_the_hoofdpas(library: Library, desk: LocalDesk) -> None:
    desk.execute(AddCard(ONLINE, CARD))
    desk.execute(AddCard(ONLINE, CARD_2))
    replaced = desk.execute(ReplaceCard(ONLINE, CARD, CARD_3)).result
    assert replaced == CardAdded(CARD_3, PRIMARY, CardStatus.ACTIVE, UsernameChange(CARD, CARD_3))
    assert cards_of(library) == {
        CARD: (SECONDARY, CardStatus.REPLACED),
        CARD_2: (SECONDARY, CardStatus.ACTIVE),
        CARD_3: (PRIMARY, CardStatus.ACTIVE),
    }
    assert card(library, CARD).replaced_by == CARD_3
    with library.customer() as customer:
        (row,) = customer.ledger
        assert (row.kind, row.amount) == (LedgerKind.CARD_REPLACEMENT, Decimal("5.00"))
        assert row.description == f"BIEB-{CARD}"
    assert library.audit_tags()[-1] == "card:replaced"


def test_replacing_a_volgpas(library: Library, desk: LocalDesk) -> None:
    desk.execute(AddCard(ONLINE, CARD))
    desk.execute(AddCard(ONLINE, CARD_2))
    replaced = desk.execute(ReplaceCard(ONLINE, CARD_2, CARD_3)).result
    assert (replaced.kind, replaced.username_change) == (SECONDARY, None)
    assert cards_of(library)[CARD] == (PRIMARY, CardStatus.ACTIVE)


def test_a_blocked_card_can_be_replaced(library: Library, desk: LocalDesk) -> None:
    desk.execute(AddCard(ONLINE, CARD))
    desk.execute(BlockCard(ONLINE, CARD, "verloren"))
    desk.execute(ReplaceCard(ONLINE, CARD, CARD_2))
    assert cards_of(library)[CARD_2] == (PRIMARY, CardStatus.ACTIVE)


def test_replacing_twice_with_the_same_card_is_once(library: Library, desk: LocalDesk) -> None:
    desk.execute(AddCard(ONLINE, CARD))
    desk.execute(ReplaceCard(ONLINE, CARD, CARD_2))
    again = desk.execute(ReplaceCard(ONLINE, CARD, CARD_2)).result
    assert again.already_there
    with library.customer() as customer:
        assert len(customer.ledger) == 1


def test_a_card_that_was_never_handed_out_costs_nothing(library: Library, desk: LocalDesk) -> None:
    verifying(library)
    desk.execute(AddCard(ONLINE, CARD))
    desk.execute(ReplaceCard(ONLINE, CARD, CARD_2))
    with library.customer() as customer:
        assert customer.ledger == []


def test_where_replacing_is_free_nothing_is_booked(library: Library, desk: LocalDesk) -> None:
    with library.transaction() as work:
        work.branches.get(HOME).replacement_fee = Decimal("0.00")
    desk.execute(AddCard(ONLINE, CARD))
    desk.execute(ReplaceCard(ONLINE, CARD, CARD_2))
    with library.customer() as customer:
        assert customer.ledger == []


def test_a_replaced_card_is_replaced_for_ever(library: Library, desk: LocalDesk) -> None:
    desk.execute(AddCard(ONLINE, CARD))
    desk.execute(ReplaceCard(ONLINE, CARD, CARD_2))
    for command in (
        ReplaceCard(ONLINE, CARD, CARD_3),
        UnblockCard(ONLINE, CARD),
        BlockCard(ONLINE, CARD, "x"),
        DeleteCard(ONLINE, CARD),
        ChangeCardKind(ONLINE, CARD),
        StartCardJob(ONLINE, CARD, "BALIE-1"),
        AddCard(ONLINE, CARD),
    ):
        refused(desk, command, CardIsReplaced)
    assert cards_of(library)[CARD] == (SECONDARY, CardStatus.REPLACED)


def test_replacing_is_refused(library: Library, desk: LocalDesk) -> None:
    verifying(library)
    refused(desk, ReplaceCard(ONLINE, CARD, CARD_2), CardUnknown)
    desk.execute(AddCard(ONLINE, CARD))
    desk.execute(AddCard(PLAIN, CARD_2))
    wrong = refused(desk, ReplaceCard(ONLINE, CARD, "123"), NotACard)
    assert wrong.field == "new_number"
    refused(desk, ReplaceCard(ONLINE, CARD, CARD_2), CardNumberTaken)
    refused(desk, ReplaceCard(ONLINE, CARD, CARD), CardNumberTaken)
    desk.execute(StartCardJob(ONLINE, CARD, "BALIE-1"))
    refused(desk, ReplaceCard(ONLINE, CARD, CARD_3), CardBeingMade)
    with library.customer() as customer:
        customer.subscriptions[0].lends = False
    refused(desk, ReplaceCard(ONLINE, CARD, CARD_3), CardBeingMade)
    refused(desk, ReplaceCard(PLAIN, CARD_3, CARD_3), CardUnknown)
    assert cards_of(library) == {CARD: (PRIMARY, CardStatus.BEING_MADE)}


# ------------------------------------------------- Wijzigen soort, (De)blokkeren, Verwijderen


def test_changing_the_kind_swaps_in_both_directions(library: Library, desk: LocalDesk) -> None:
    desk.execute(AddCard(ONLINE, CARD))
    desk.execute(AddCard(ONLINE, CARD_2))
    for primary, other in ((CARD_2, CARD), (CARD, CARD_2)):
        desk.execute(ChangeCardKind(ONLINE, primary))
        assert cards_of(library) == {
            primary: (PRIMARY, CardStatus.ACTIVE),
            other: (SECONDARY, CardStatus.ACTIVE),
        }
    refused(desk, ChangeCardKind(ONLINE, CARD), CardIsPrimary)
    refused(desk, ChangeCardKind(ONLINE, CARD_3), CardUnknown)
    desk.execute(BlockCard(ONLINE, CARD_2, "verloren"))
    refused(desk, ChangeCardKind(ONLINE, CARD_2), CardIsBlocked)
    assert library.audit_tags().count("card:kind_changed") == 2


def test_blocking_and_unblocking(library: Library, desk: LocalDesk) -> None:
    desk.execute(AddCard(ONLINE, CARD))
    refused(desk, UnblockCard(ONLINE, CARD), CardNotBlocked)
    desk.execute(BlockCard(ONLINE, CARD, "  verloren  <b>%s "))
    found = card(library, CARD)
    assert (found.kind, found.status) == (PRIMARY, CardStatus.BLOCKED)
    assert found.blocked_reason == "verloren <b>%s"
    refused(desk, BlockCard(ONLINE, CARD, "weer"), CardIsBlocked)
    desk.execute(UnblockCard(ONLINE, CARD))
    found = card(library, CARD)
    assert (found.status, found.blocked_reason) == (CardStatus.ACTIVE, "")
    tags = library.audit_tags()
    assert (tags.count("card:blocked"), tags.count("card:unblocked")) == (1, 1)


@pytest.mark.parametrize(
    ("reason", "refusal"),
    [
        ("", FieldRequired),
        ("a" * 201, TextTooLong),
        ("a" * 10_000_000, TextTooLong),
        ("a\x00b", CharacterRefused),
        ("a\u202eb", CharacterRefused),
    ],
)
def test_a_block_has_a_reason(
    library: Library, desk: LocalDesk, reason: str, refusal: type[Refused]
) -> None:
    desk.execute(AddCard(ONLINE, CARD))
    assert refused(desk, BlockCard(ONLINE, CARD, reason), refusal).field == "reason"
    assert cards_of(library)[CARD] == (PRIMARY, CardStatus.ACTIVE)


def test_a_card_being_made_is_not_blocked(library: Library, desk: LocalDesk) -> None:
    verifying(library)
    desk.execute(AddCard(ONLINE, CARD))
    refused(desk, BlockCard(ONLINE, CARD, "verloren"), CardBeingMade)


def test_deleting(library: Library, desk: LocalDesk) -> None:
    desk.execute(AddCard(ONLINE, CARD))
    desk.execute(AddCard(ONLINE, CARD_2))
    refused(desk, DeleteCard(ONLINE, CARD), CardIsPrimary)
    card(library, CARD_2, last_used_on=date(2026, 4, 1))
    refused(desk, DeleteCard(ONLINE, CARD_2), CardWasUsed)
    card(library, CARD_2, last_used_on=None)
    job = desk.execute(StartCardJob(ONLINE, CARD_2, "BALIE-1")).result
    refused(desk, DeleteCard(ONLINE, CARD_2), CardBeingMade)
    with library.transaction() as work:
        work.card_jobs.get(job.job_id).step = CardStep.CANCELLED
    desk.execute(DeleteCard(ONLINE, CARD_2))
    assert cards_of(library) == {CARD: (PRIMARY, CardStatus.ACTIVE)}
    refused(desk, DeleteCard(ONLINE, CARD_2), CardUnknown)


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
