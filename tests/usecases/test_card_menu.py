"""The menu of a card in 8.Passen through the door, on a real database."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from desk_app.domain.card_jobs import CardStep
from desk_app.domain.card_numbers import NotACard
from desk_app.domain.cards import (
    CardBeingMade,
    CardIsBlocked,
    CardIsPrimary,
    CardIsReplaced,
    CardKind,
    CardNotBlocked,
    CardNumberTaken,
    CardStatus,
    CardUnknown,
    CardWasUsed,
)
from desk_app.domain.staff import Role
from desk_app.domain.subscriptions import LedgerKind
from desk_app.domain.text_policy import CharacterRefused, FieldRequired, TextTooLong
from desk_app.errors import Refused
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
from tests.usecases.acting import card, cards_of, refused, verifying
from tests.usecases.library import (
    CARD,
    CARD_2,
    HOME,
    ONLINE,
    PLAIN,
    Library,
)

CARD_3 = "5003000089"
PRIMARY, SECONDARY = CardKind.PRIMARY, CardKind.SECONDARY


@pytest.fixture
def desk(library: Library) -> LocalDesk:
    return library.desk(Role.FRONT_OFFICE)


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
