"""Making a card through the door: every step stored, on a real database."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from desk_app.domain.card_jobs import (
    CardJobMoved,
    CardJobOpenElsewhere,
    CardJobUnknown,
    CardStep,
    CardStepRefused,
    ReadBackMismatch,
)
from desk_app.domain.cards import (
    CardIsBlocked,
    CardIsSpoiled,
    CardKind,
    CardNumberTaken,
    CardStatus,
    CardUnknown,
    CardWithoutPlastic,
    DigitalOnly,
)
from desk_app.domain.customers import CustomerUnknown
from desk_app.domain.staff import Role
from desk_app.domain.subscriptions import Subscription, TermKind
from desk_app.domain.text_policy import CharacterRefused, FieldRequired, TextTooLong
from desk_app.errors import Refused
from desk_app.usecases.access_errors import NotPermitted
from desk_app.usecases.commands.card_jobs import AdvanceCardJob, SpoilCard, StartCardJob
from desk_app.usecases.commands.cards import AddCard, BlockCard
from desk_app.usecases.local_desk import LocalDesk
from desk_app.usecases.queries.card_jobs import CardJobRow, FindCardJob
from desk_app.usecases.store_ports import NumberUse
from tests.usecases.acting import refused
from tests.usecases.library import CARD, CARD_2, HOME, NOON, ONLINE, PLAIN, TODAY, Library

S = CardStep
HERE = "BALIE-1"


@pytest.fixture
def desk(library: Library) -> LocalDesk:
    """A desk of a branch that reads cards back, with a card to make."""
    with library.transaction() as work:
        work.branches.get(HOME).verify_cards = True
    desk = library.desk(Role.VOLUNTEER)
    desk.execute(AddCard(ONLINE, CARD))
    return desk


def card_of(library: Library, number: str = CARD) -> Any:
    with library.customer() as customer:
        return next(card for card in customer.cards if card.number == number)


def start(desk: LocalDesk) -> CardJobRow:
    return desk.execute(StartCardJob(ONLINE, CARD, HERE)).result


def go(desk: LocalDesk, job: CardJobRow, *steps: CardStep, **facts: str) -> CardJobRow:
    for step in steps:
        job = desk.execute(AdvanceCardJob(job.job_id, job.step, step, **facts)).result
    return job


def test_only_a_temporary_subscription_puts_a_day_on_the_card(
    library: Library, desk: LocalDesk
) -> None:
    job = start(desk)
    assert job.face.valid_until is None, "a fixed subscription is renewed, and the card with it"
    until = TODAY + timedelta(days=30)
    with library.customer() as customer:
        customer.subscriptions += [
            temporary(until),
            temporary(until + timedelta(days=1), over=True),
        ]
    job = go(desk, job, S.PRINTING)
    assert job.face.valid_until == until
    assert desk.ask(FindCardJob(job.job_id)).face == job.face
    with library.customer() as customer:
        customer.subscriptions.append(temporary(until + timedelta(days=60)))
    job = go(desk, job, S.PRINTED)
    assert job.face.valid_until == until + timedelta(days=60)
    assert desk.ask(FindCardJob(job.job_id)).face == job.face


def temporary(until: date, *, over: bool = False) -> Subscription:
    return Subscription(
        "0091",
        "Maandabonnement",
        Decimal("11.50"),
        1,
        TODAY,
        until,
        term=TermKind.TEMPORARY,
        ended_on=TODAY if over else None,
    )


def test_a_card_from_request_to_active(library: Library, desk: LocalDesk) -> None:
    done = desk.execute(StartCardJob(ONLINE, CARD, HERE))
    job = done.result
    assert done.changes.card_jobs == (job.job_id,)
    assert done.changes.customers == (ONLINE,)
    assert (job.step, job.attempt, job.prints, job.verify) == (S.REQUESTED, 1, 0, True)
    assert (job.customer_name, job.display_number) == ("Mw. G. Tester", f"BIEB-{CARD}")
    assert (job.face.number, job.face.name_line) == (CARD, "G. Tester")
    assert (job.face.branch_name, job.workstation) == ("Ruinerwold", HERE)
    assert (job.started_by, job.started_at) == ("Naam vrijwilliger", NOON)
    library.clock.forward(minutes=1)
    job = go(desk, job, S.PRINTING, S.PRINTED, S.WAITING_FOR_CARD, S.WRITING, S.READING_BACK)
    assert card_of(library).status is CardStatus.BEING_MADE
    job = go(desk, job, S.DONE, read_back=CARD)
    assert (job.step, job.prints, job.read_back) == (S.DONE, 1, CARD)
    assert job.changed_at == library.clock.now
    made = card_of(library)
    assert (made.status, made.printed_count) == (CardStatus.ACTIVE, 1)
    assert made.verified_at == library.clock.now
    tags = library.audit_tags()
    assert tags.count("card_job:started") == 1
    assert tags.count("card_job:advanced") == 6


def test_what_a_command_answers_is_what_the_panel_reads(desk: LocalDesk) -> None:
    job = go(desk, start(desk), S.PRINTING, S.UNKNOWN, trouble="DEV-49")
    assert desk.ask(FindCardJob(job.job_id)) == job


def test_a_card_is_never_active_before_it_was_read_back(library: Library, desk: LocalDesk) -> None:
    job = go(desk, start(desk), S.WAITING_FOR_CARD, S.WRITING, S.READING_BACK)
    for read in ("", CARD_2, CARD + " ", "\x00"):
        wrong = AdvanceCardJob(job.job_id, job.step, S.DONE, read_back=read)
        found = refused(desk, wrong, ReadBackMismatch)
        assert found.number == CARD
    for step in (S.PRINTED, S.UNKNOWN):
        refused(desk, AdvanceCardJob(job.job_id, S.WRITING, step), CardJobMoved)
    assert card_of(library).status is CardStatus.BEING_MADE
    job = go(desk, job, S.FAILED, trouble="DEV-25", read_back="50030\x000099")
    assert (job.trouble, job.read_back) == ("DEV-25", "50030\ufffd0099")
    refused(desk, AdvanceCardJob(job.job_id, S.FAILED, S.WRITING), CardStepRefused)
    refused(desk, AdvanceCardJob(job.job_id, S.FAILED, S.DONE, read_back=CARD), CardStepRefused)
    job = go(desk, job, S.WAITING_FOR_CARD, S.WRITING, S.READING_BACK)
    assert (job.attempt, job.trouble, job.read_back) == (2, "", "")
    go(desk, job, S.DONE, read_back=CARD)
    assert card_of(library).status is CardStatus.ACTIVE


def test_where_cards_are_not_read_back(library: Library, desk: LocalDesk) -> None:
    with library.transaction() as work:
        work.branches.get(HOME).verify_cards = False
    job = go(desk, start(desk), S.PRINTING, S.PRINTED, S.DONE)
    assert not job.verify
    assert (card_of(library).status, card_of(library).verified_at) == (CardStatus.ACTIVE, None)


def test_making_an_active_card_once_more(library: Library, desk: LocalDesk) -> None:
    job = start(desk)
    go(desk, job, S.PRINTING, S.PRINTED, S.READING_BACK)
    go(desk, desk.ask(FindCardJob(job.job_id)), S.DONE, read_back=CARD)
    again = start(desk)
    assert again.job_id != job.job_id
    go(desk, again, S.PRINTING, S.PRINTED, S.CANCELLED)
    assert (card_of(library).status, card_of(library).printed_count) == (CardStatus.ACTIVE, 2)


def test_one_open_job_for_a_card(library: Library, desk: LocalDesk) -> None:
    job = go(desk, start(desk), S.PRINTING)
    assert start(desk).job_id == job.job_id
    assert start(desk).step is S.PRINTING
    other = library.desk(Role.FRONT_OFFICE, "BALIE-2")
    elsewhere = StartCardJob(ONLINE, CARD, "BALIE-2")
    assert refused(other, elsewhere, CardJobOpenElsewhere).workstation == HERE
    go(desk, job, S.CANCELLED)
    assert other.execute(elsewhere).result.job_id != job.job_id


def test_starting_is_refused(library: Library, desk: LocalDesk) -> None:
    refused(desk, StartCardJob(ONLINE, CARD_2, HERE), CardUnknown)
    refused(desk, StartCardJob(PLAIN, CARD, HERE), CardUnknown)
    refused(desk, StartCardJob(999_999, CARD, HERE), CustomerUnknown)
    for workstation, refusal in (
        ("", FieldRequired),
        ("a\x00", CharacterRefused),
        ("a" * 1_000_000, TextTooLong),
    ):
        refused(desk, StartCardJob(ONLINE, CARD, workstation), refusal)
    with library.customer() as customer:
        customer.subscriptions[0].lends = False
    refused(desk, StartCardJob(ONLINE, CARD, HERE), DigitalOnly)
    with library.customer() as customer:
        customer.cards[0].without_plastic = True
    refused(desk, StartCardJob(ONLINE, CARD, HERE), CardWithoutPlastic)
    with library.customer() as customer:
        customer.cards[0].status = CardStatus.ACTIVE
    library.desk(Role.FRONT_OFFICE).execute(BlockCard(ONLINE, CARD, "verloren"))
    refused(desk, StartCardJob(ONLINE, CARD, HERE), CardIsBlocked)


def test_a_job_that_is_not_there(desk: LocalDesk) -> None:
    refused(desk, AdvanceCardJob(4711, S.REQUESTED, S.PRINTING), CardJobUnknown)
    refused(desk, SpoilCard(4711, "gekreukt"), CardJobUnknown)


def test_a_long_trouble_is_cut(desk: LocalDesk) -> None:
    job = go(desk, start(desk), S.FAILED, trouble="x" * 10_000)
    assert job.trouble == "x" * 40


# ------------------------------------------------------------------------------ Pas afkeuren


def test_spoiling_the_only_card(library: Library, desk: LocalDesk) -> None:
    job = go(desk, start(desk), S.PRINTING, S.PRINTED)
    row = desk.execute(SpoilCard(job.job_id, " gekreukt ")).result
    assert row.step is S.SPOILED
    spoiled = card_of(library)
    assert (spoiled.status, spoiled.kind) == (CardStatus.SPOILED, CardKind.SECONDARY)
    assert spoiled.blocked_reason == "gekreukt"
    with library.transaction() as work:
        assert work.numbers.use_of(CARD) is NumberUse.SPOILED
    refused(desk, AddCard(ONLINE, CARD), CardIsSpoiled)
    refused(desk, AddCard(PLAIN, CARD), CardNumberTaken)
    refused(desk, StartCardJob(ONLINE, CARD, HERE), CardIsSpoiled)
    refused(desk, SpoilCard(job.job_id, "weer"), CardStepRefused)
    refused(desk, AdvanceCardJob(job.job_id, S.SPOILED, S.WRITING), CardStepRefused)
    assert library.audit_tags().count("card:spoiled") == 1
    # The log-in name had followed the spoiled card and follows the next one.
    added = desk.execute(AddCard(ONLINE, CARD_2)).result
    assert added.username_change is not None
    assert (added.username_change.old, added.username_change.new) == (CARD, CARD_2)


def test_another_card_takes_the_place_of_a_spoiled_hoofdpas(
    library: Library, desk: LocalDesk
) -> None:
    desk.execute(AddCard(ONLINE, CARD_2))
    job = start(desk)
    desk.execute(SpoilCard(job.job_id, "gekreukt"))
    assert card_of(library, CARD_2).kind is CardKind.PRIMARY
    with library.customer() as customer:
        assert customer.login_account is not None
        assert customer.login_account.username == CARD_2


@pytest.mark.parametrize(
    ("reason", "refusal"),
    [("", FieldRequired), ("x" * 201, TextTooLong), ("\x1b", CharacterRefused)],
)
def test_spoiling_has_a_reason(
    library: Library, desk: LocalDesk, reason: str, refusal: type[Refused]
) -> None:
    job = start(desk)
    assert refused(desk, SpoilCard(job.job_id, reason), refusal).field == "reason"
    assert card_of(library).status is CardStatus.BEING_MADE


def test_who_may_not_make_cards(library: Library, desk: LocalDesk) -> None:
    job = start(desk)
    financial = library.desk(Role.FINANCIAL)
    refused(financial, StartCardJob(ONLINE, CARD, HERE), NotPermitted)
    refused(financial, AdvanceCardJob(job.job_id, job.step, S.PRINTING), NotPermitted)
    refused(financial, SpoilCard(job.job_id, "gekreukt"), NotPermitted)
    assert desk.ask(FindCardJob(job.job_id)).step is S.REQUESTED
