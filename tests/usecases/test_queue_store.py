"""What holds the queue up underneath: its index, and the constraints behind the rules."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.dialects import postgresql, sqlite

from desk_app.domain.loans import Loan
from desk_app.domain.reservation_rules import ReservedAlready
from desk_app.domain.reservations import Channel, Reservation, ReservationState
from desk_app.store.reservation_queue import _next
from desk_app.store.unit_of_work import Transaction
from desk_app.usecases.store_errors import StoreClash
from tests.usecases.circulating import HOME, Circulation, circulation
from tests.usecases.library import NOON, Library


@pytest.fixture
def at_work(library: Library) -> Circulation:
    return circulation(library)


def _reservation(at_work: Circulation, actor_id: int) -> Reservation:
    return Reservation(at_work.title, actor_id, HOME, "", NOON, Channel.DESK)


def test_who_is_next_is_the_first_entry_of_an_index(at_work: Circulation) -> None:
    """Also behind a bound title, and without a sort: the longest queue costs what another does."""
    database = at_work.library.store.database
    on_sqlite = database.dialect == "sqlite"
    kind: Any = sqlite if on_sqlite else postgresql
    asked = str(_next.compile(dialect=kind.dialect()))
    for name, value in (("title_id", "1"), ("pool", "''")):
        asked = asked.replace(f"%({name})s", value)
    if on_sqlite:
        # Title, pool, and how many.
        for value in ("1", "''", "1", "0"):
            asked = asked.replace("?", value, 1)
    asked = asked.replace("%(param_1)s", "1")
    with database.commands.connect() as connection:
        if not on_sqlite:
            connection.execute(text("SET enable_seqscan = off"))
            connection.execute(text("SET enable_bitmapscan = off"))
        how = "EXPLAIN QUERY PLAN " if on_sqlite else "EXPLAIN "
        plan = "\n".join(str(row) for row in connection.exec_driver_sql(f"{how}{asked}"))
        connection.rollback()
    assert "ix_reservation_queue" in plan
    assert "TEMP B-TREE" not in plan
    assert "Sort" not in plan


def test_nobody_reserves_a_title_twice_whatever_was_checked(at_work: Circulation) -> None:
    member = at_work.member()
    with at_work.library.transaction() as work:
        work.reservations.add(_reservation(at_work, member))
    with pytest.raises(ReservedAlready) as refused, at_work.library.transaction() as work:
        work.reservations.add(_reservation(at_work, member))
    assert refused.value.title_id == at_work.title


def test_no_copy_is_lent_twice_or_meant_for_two(at_work: Circulation) -> None:
    copy = at_work.copy()
    members = [at_work.member() for _ in range(2)]

    def copy_id(work: Transaction) -> int:
        return work.loans.copy_in_hand(copy, HOME).copy_id

    def lend(work: Transaction, member: int) -> None:
        work.loans.add(Loan(copy_id(work), member, HOME, NOON, date(2026, 5, 1), "balie"))

    def mean(work: Transaction, member: int) -> None:
        one = work.reservations.add(_reservation(at_work, member))
        one.state, one.copy_id = ReservationState.READY, copy_id(work)
        work.reservations.keep(one)

    for act in (lend, mean):
        with at_work.library.transaction() as work:
            act(work, members[0])
        # The second of two that crossed is run again, and then sees the first.
        with pytest.raises(StoreClash), at_work.library.transaction() as work:
            act(work, members[1])
