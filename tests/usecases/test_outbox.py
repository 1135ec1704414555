"""The outbox: once out of the building, and visible as long as it is not."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest

from desk_app.domain.staff import Role
from desk_app.usecases.commands.cards import AddCard
from desk_app.usecases.commands.errands import (
    LEASE,
    ClaimedErrand,
    ClaimErrands,
    CloseErrand,
    RecordErrand,
    RetryErrand,
)
from desk_app.usecases.errands.letters import MAIL, Letter, Template
from desk_app.usecases.errands.outcomes import (
    Abandoned,
    ErrandMoved,
    ErrandUnknown,
    GivenUp,
    MailOutcomeUnknown,
    MailRecipientRefused,
    MailServerAway,
    NoCarrier,
)
from desk_app.usecases.errands.states import ErrandState
from desk_app.usecases.errands.worker import LOOK_AGAIN, OutboxWorker, Patience
from desk_app.usecases.messages import Changes
from desk_app.usecases.queries.status import ErrandOverview, ErrandRow
from desk_app.usecases.store_errors import StoreAway
from desk_app.usecases.system_door import SystemDoor
from desk_app.usecases.wire import decode, from_text
from tests.usecases.faults import FaultyStore
from tests.usecases.library import (
    CARD,
    CARD_2,
    ONLINE,
    PASSWORDS,
    PLAIN,
    TEMPORARY,
    Library,
)


class Pigeon:
    """A carrier that keeps what it was given, and raises what it is told to."""

    def __init__(self, *outcomes: Exception | None) -> None:
        self.outcomes = list(outcomes)
        self.carried: list[ClaimedErrand] = []
        self.meanwhile: Callable[[], None] = lambda: None

    def carry(self, errand: ClaimedErrand) -> None:
        self.carried.append(errand)
        self.meanwhile()
        outcome = self.outcomes.pop(0) if self.outcomes else None
        if outcome is not None:
            raise outcome


def _queue(library: Library) -> None:
    """One letter, because a first card was added."""
    library.desk(Role.FRONT_OFFICE).execute(AddCard(ONLINE, CARD))


def _worker(library: Library, pigeon: Pigeon, store: FaultyStore | None = None) -> OutboxWorker:
    from desk_app.usecases.all_handlers import system_handlers

    door = library.system()
    if store is not None:
        door = SystemDoor(store, library.clock, "BALIE-1", system_handlers(PASSWORDS))
    return OutboxWorker(
        door,
        library.store.readings,
        {MAIL: pigeon},
        library.clock,
        patience=Patience(jitter=lambda: 1.0),
    )


def _open(library: Library) -> tuple[ErrandRow, ...]:
    return library.desk(Role.FRONT_OFFICE).ask(ErrandOverview()).open


def test_a_letter_goes_out_once(library: Library) -> None:
    pigeon = Pigeon()
    worker = _worker(library, pigeon)
    assert worker.work_once() == LOOK_AGAIN
    _queue(library)
    assert worker.work_once() == timedelta(0)
    assert worker.work_once() == LOOK_AGAIN
    (errand,) = pigeon.carried
    letter: Letter = decode(from_text(errand.payload), Letter)
    assert (letter.template, letter.to) == (Template.USERNAME_CHANGED, "account@example.org")
    assert letter.to_name == "Mw. G. Tester"
    assert [(word.name, word.value) for word in letter.words] == [("username", CARD)]
    assert _open(library) == ()
    assert library.audit_tags()[2:4] == ["errand:claimed", "errand:recorded"]
    assert "account@example.org" not in "".join(library.audit_details())
    assert CARD not in repr(errand)
    assert letter.to not in repr(letter)


def test_a_colleague_and_a_customer_without_an_account(library: Library) -> None:
    with library.customer() as customer:
        assert customer.login_account is not None
        customer.login_account.email = ""
    pigeon = Pigeon()
    _queue(library)
    library.desk(Role.FRONT_OFFICE).execute(AddCard(PLAIN, CARD_2))
    _worker(library, pigeon).work_once()
    (errand,) = pigeon.carried
    letter: Letter = decode(from_text(errand.payload), Letter)
    assert letter.to == "g.tester@example.org"


def test_a_letter_waits_ever_longer_for_a_server_that_is_away(library: Library) -> None:
    pigeon = Pigeon(*(MailServerAway() for _ in range(12)))
    worker = _worker(library, pigeon)
    _queue(library)
    waited = []
    for _ in range(9):
        assert worker.work_once() == timedelta(0)
        (row,) = _open(library)
        assert (row.state, row.trouble) == (ErrandState.WAITING, MailServerAway.code)
        waited.append((row.due_at - library.clock.now).total_seconds())
        assert worker.work_once() > timedelta(0)
        library.clock.now = row.due_at
    assert waited == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]
    assert len(pigeon.carried) == 9
    assert len({one.key for one in pigeon.carried}) == 1
    library.clock.forward(days=3)
    worker.work_once()
    (row,) = _open(library)
    assert (row.state, row.trouble) == (ErrandState.FAILED, GivenUp.code)


def test_pauses_are_not_all_alike() -> None:
    patience = Patience()
    pauses = {patience.pause_after(1) for _ in range(20)}
    assert len(pauses) > 1
    assert all(timedelta(seconds=15) <= one <= timedelta(seconds=30) for one in pauses)
    assert patience.pause_after(10_000) <= timedelta(hours=1)


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (MailRecipientRefused(), ErrandState.FAILED),
        (MailOutcomeUnknown(), ErrandState.UNKNOWN),
    ],
)
def test_what_failed_or_is_not_known_stays_visible_and_is_not_repeated(
    library: Library, outcome: MailRecipientRefused | MailOutcomeUnknown, state: ErrandState
) -> None:
    pigeon = Pigeon(outcome)
    worker = _worker(library, pigeon)
    _queue(library)
    worker.work_once()
    library.clock.forward(days=30)
    worker.work_once()
    assert len(pigeon.carried) == 1
    (row,) = _open(library)
    assert (row.state, row.trouble, row.attempts) == (state, outcome.code, 1)
    desk = library.desk(Role.FRONT_OFFICE)
    kicks = library.kicks
    assert desk.execute(RetryErrand(row.errand_id)).changes.errands
    assert library.kicks == kicks + 1
    worker.work_once()
    assert len(pigeon.carried) == 2
    assert _open(library) == ()


def test_the_desk_can_take_a_failed_one_off_the_list(library: Library) -> None:
    worker = _worker(library, Pigeon(MailRecipientRefused()))
    _queue(library)
    desk = library.desk(Role.FRONT_OFFICE)
    (row,) = _open(library)
    with pytest.raises(ErrandMoved):
        desk.execute(CloseErrand(row.errand_id))
    worker.work_once()
    desk.execute(CloseErrand(row.errand_id))
    assert _open(library) == ()
    for command in (CloseErrand(row.errand_id), RetryErrand(row.errand_id)):
        with pytest.raises(ErrandMoved):
            desk.execute(command)
    for unknown in (CloseErrand(999), RetryErrand(999)):
        with pytest.raises(ErrandUnknown):
            desk.execute(unknown)


def test_what_nobody_can_carry_is_told(library: Library) -> None:
    _queue(library)
    carriers = {"by hand": Pigeon()}
    worker = OutboxWorker(library.system(), library.store.readings, carriers, library.clock)
    worker.work_once()
    (row,) = _open(library)
    assert (row.state, row.trouble) == (ErrandState.FAILED, NoCarrier.code)


def test_two_workers_never_take_the_same_errand(library: Library) -> None:
    _queue(library)
    first = library.system().execute(ClaimErrands()).result
    assert len(first) == 1
    assert library.system().execute(ClaimErrands()).result == ()


def test_a_worker_that_died_leaves_an_unknown_outcome(library: Library) -> None:
    _queue(library)
    (claimed,) = library.system().execute(ClaimErrands()).result
    pigeon = Pigeon()
    worker = _worker(library, pigeon)
    assert worker.work_once() > timedelta(0)
    library.clock.now += LEASE
    worker.work_once()
    (row,) = _open(library)
    assert (row.state, row.trouble) == (ErrandState.UNKNOWN, Abandoned.code)
    assert pigeon.carried == []
    late = RecordErrand(claimed.errand_id, claimed.attempt, ErrandState.DONE)
    with pytest.raises(ErrandMoved):
        library.system().execute(late)


def test_what_was_said_meanwhile_stands(library: Library) -> None:
    """A carrier so slow that its lease ran out does not overrule what was found since."""
    pigeon = Pigeon()

    def take_over() -> None:
        library.clock.now += LEASE
        library.system().execute(ClaimErrands())

    pigeon.meanwhile = take_over
    heard: list[Changes] = []
    _queue(library)
    worker = OutboxWorker(
        library.system(), library.store.readings, {MAIL: pigeon}, library.clock, heard.append
    )
    worker.work_once()
    (row,) = _open(library)
    assert row.state is ErrandState.UNKNOWN
    assert heard == [Changes()]


def test_a_store_that_is_away_at_the_wrong_moment_repeats_nothing(library: Library) -> None:
    faulty = FaultyStore(library.store)
    faulty.commits = [None, "away"]
    pigeon = Pigeon()
    worker = _worker(library, pigeon, faulty)
    _queue(library)
    with pytest.raises(StoreAway):
        worker.work_once()
    assert faulty.fired == ["away"]
    assert [row.state for row in _open(library)] == [ErrandState.BUSY]
    assert worker.work_once() == LOOK_AGAIN
    assert len(pigeon.carried) == 1
    assert _open(library) == ()


def test_a_claim_that_is_recorded_twice_counts_once(library: Library) -> None:
    _queue(library)
    door = library.system()
    (claimed,) = door.execute(ClaimErrands()).result
    done = RecordErrand(claimed.errand_id, claimed.attempt, ErrandState.DONE)
    first = door.execute(done, key="k")
    assert door.execute(done, key="k") == first
    with pytest.raises(ErrandMoved):
        door.execute(RecordErrand(claimed.errand_id, claimed.attempt, ErrandState.FAILED))


def test_the_worker_runs_until_it_is_stopped(library: Library) -> None:
    """On a thread of its own: kicked it works, away it waits, stopped it puts back and ends."""
    sent = threading.Event()
    pigeon = Pigeon()
    pigeon.meanwhile = sent.set
    heard: list[Changes] = []
    faulty = FaultyStore(library.store)
    faulty.readings_away = True
    worker = OutboxWorker(
        library.system(), faulty.readings, {MAIL: pigeon}, library.clock, heard.append
    )
    thread = threading.Thread(target=worker.run)
    thread.start()
    try:
        while not faulty.fired:
            sent.wait(0.01)
        faulty.readings_away = False
        _queue(library)
        worker.kick()
        assert sent.wait(30)
    finally:
        worker.stop()
        thread.join()
    assert [change.errands for change in heard] == [True]
    assert _open(library) == ()


def test_stopping_in_the_middle_puts_the_rest_back(library: Library) -> None:
    _queue(library)
    with library.customer(PLAIN) as customer:
        customer.temporary_number = TEMPORARY + "9"
    desk = library.desk(Role.FRONT_OFFICE)
    from desk_app.domain.subscriptions import CancellationMoment, CancellationReason
    from desk_app.usecases.commands.subscriptions import CancelSubscription

    desk.execute(CancelSubscription(PLAIN, CancellationMoment.AT_ONCE, CancellationReason.MOVED))
    pigeon = Pigeon()
    worker = _worker(library, pigeon)
    pigeon.meanwhile = worker.stop
    worker.run()
    assert worker.work_once() == timedelta(0)
    assert len(pigeon.carried) == 1
    (row,) = _open(library)
    assert row.state is ErrandState.WAITING
