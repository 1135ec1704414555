"""Who looked into whose file: after the answer, and never lost."""

from __future__ import annotations

import pytest

from desk_app.domain.staff import Role
from desk_app.usecases.commands.cards import AddCard
from desk_app.usecases.commands.sessions import SignOut
from desk_app.usecases.queries.customer_file import (
    CustomerLog,
    OpenByNumber,
    OpenCustomer,
    SubscriptionChoices,
)
from desk_app.usecases.store_errors import StoreAway
from tests.usecases.faults import faulty_desk
from tests.usecases.library import CARD, ONLINE, PLAIN, Library

FRONT = Role.FRONT_OFFICE


def _readings(library: Library) -> list[tuple[int, str]]:
    rows = library.rows("SELECT actor_id, what FROM read_log ORDER BY reading_id")
    return [(row.actor_id, row.what) for row in rows]


def test_who_looked_is_written_after_the_answer(library: Library) -> None:
    desk = library.desk(FRONT)
    desk.ask(OpenCustomer(ONLINE))
    desk.ask(OpenByNumber("2X19860410"))
    desk.ask(CustomerLog(ONLINE))
    desk.ask(OpenCustomer(PLAIN))
    desk.ask(OpenByNumber("5003999999"))
    desk.ask(SubscriptionChoices(PLAIN))
    assert _readings(library) == []
    assert desk.unwritten_readings == 3
    desk.idle()
    expected = [(ONLINE, "customer"), (ONLINE, "customer_log"), (PLAIN, "customer")]
    assert _readings(library) == expected
    assert desk.unwritten_readings == 0
    desk.idle()
    assert library.audit_tags() == ["staff:signed_in", "reading:recorded"]
    (row,) = library.rows("SELECT DISTINCT staff_id, workstation FROM read_log")
    assert row.workstation == "BALIE-1"


def test_the_same_look_counts_again_after_a_while(library: Library) -> None:
    desk = library.desk(FRONT)
    for minutes in (0, 9, 1):
        library.clock.forward(minutes=minutes)
        desk.ask(OpenCustomer(ONLINE))
    assert desk.unwritten_readings == 2


def test_the_next_command_writes_what_was_queued(library: Library) -> None:
    desk = library.desk(FRONT)
    desk.ask(OpenCustomer(ONLINE))
    desk.execute(SignOut())
    assert _readings(library) == [(ONLINE, "customer")]


def test_closing_writes_what_was_queued(library: Library) -> None:
    faulty, desk = faulty_desk(library)
    desk.ask(OpenCustomer(ONLINE))
    desk.close()
    assert _readings(library) == [(ONLINE, "customer")]
    assert faulty.closed


def test_readings_wait_for_a_store_that_is_away(library: Library) -> None:
    faulty, desk = faulty_desk(library)
    desk.ask(OpenCustomer(ONLINE))
    faulty.commits = ["away"]
    desk.idle()
    assert faulty.fired == ["away"]
    assert desk.unwritten_readings == 1
    faulty.commits = ["away"]
    desk.execute(AddCard(ONLINE, CARD))
    assert desk.unwritten_readings == 1
    faulty.commits = ["away"]
    with pytest.raises(StoreAway):
        desk.close()
    assert faulty.closed
    assert len(faulty.fired) == 3
