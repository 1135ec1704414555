"""The queue against lists on paper, on both engines, by whatever anybody may think of.

Never are two copies ready for one person or one copy for two, never is somebody passed by, and what
the paper says may not be done is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from desk_app.errors import Refused
from desk_app.usecases.commands.circulation import CollectReservation, LendCopy, ReturnCopy
from desk_app.usecases.commands.reservations import (
    CancelReservation,
    ExpireReservations,
    MoveReservation,
    PlaceReservation,
    ReportMissing,
    SuspendReservation,
)
from desk_app.usecases.messages import Command
from tests.usecases.circulating import HOME, OTHER, SCHOOL, Circulation, change, circulation
from tests.usecases.library import TODAY, Library
from tests.usecases.naive_queue import Paper, PaperCopy, Slip

PLACES: Final = (HOME, OTHER, SCHOOL)
# Drawn from a list, because small integers come far more often than others.
_ANY: Final = st.sampled_from(range(35))
T = TypeVar("T")


class World:
    """One library for every example; what an example left is cleared away by `clear`."""

    def __init__(self, library: Library) -> None:
        self.at_work: Circulation = circulation(library)
        self.members = tuple(self.at_work.member() for _ in range(4))
        self.pupils = tuple(self.at_work.pupil() for _ in range(3))
        self.system = library.system()

    def clear(self) -> None:
        library = self.at_work.library
        change(library, "DELETE FROM portal_message")
        change(library, "DELETE FROM reservation")
        change(library, "DELETE FROM loan")
        change(library, "UPDATE customer SET items_out = 0")


class QueueMachine(RuleBasedStateMachine):
    """Does to the library what it does on paper."""

    world: World

    def __init__(self) -> None:
        super().__init__()
        self.world.clear()
        self.at_work = self.world.at_work
        self.at_work.new_title()
        self.paper = Paper(self.world.members, self.world.pupils)
        self.lost = 0
        self._add(HOME)
        self._add(SCHOOL)

    @initialize(order=st.permutations(range(7)), there=st.integers(0, 7))
    def a_day_at_the_counter(self, order: list[int], there: int) -> None:
        """Some have something and some wait, so that there is something to go wrong."""
        for place, barcode in ((HOME, self._barcode(0)), (SCHOOL, self._barcode(1))):
            pool = self.paper.pupils if place == SCHOOL else self.paper.members
            self._lend(pool[order[0] % len(pool)], barcode, place)
        for who in order[:there]:
            person = self._person(who)
            self._reserve(person, SCHOOL if person in self.paper.pupils else PLACES[who % 2])

    # ---------------------------------------------------------------------------------- rules

    @rule(home=st.sampled_from(PLACES))
    @precondition(lambda self: len(self.paper.copies) < 6)
    def new_copy(self, home: str) -> None:
        self._add(home)

    @rule(who=_ANY, pickup=st.sampled_from(PLACES))
    def reserve(self, who: int, pickup: str) -> None:
        self._reserve(self._person(who, lambda one: self.paper.may_reserve(one, pickup)), pickup)

    def _reserve(self, person: int, pickup: str) -> None:
        command = PlaceReservation(person, pickup, self.at_work.title)
        done = self._try(command, may=self.paper.may_reserve(person, pickup))
        if done is not None:
            self.paper.reserve(done.reservation_id, person, pickup)

    @rule(which=_ANY)
    @precondition(lambda self: self.paper.slips)
    def cancel(self, which: int) -> None:
        slip = self._slip(which, lambda one: one.open)
        may = slip.open
        self._try(CancelReservation(slip.number), may=may)
        if may:
            self.paper.close(slip, "cancelled")

    @rule(which=_ANY, off=st.booleans())
    @precondition(lambda self: self.paper.slips)
    def put_off(self, which: int, off: bool) -> None:
        slip = self._slip(which, lambda one: one.state == "waiting")
        may = slip.state == "waiting"
        self._try(SuspendReservation(slip.number, off), may=may)
        if may:
            slip.suspended = off

    @rule(which=_ANY, pickup=st.sampled_from(PLACES))
    @precondition(lambda self: self.paper.slips)
    def move(self, which: int, pickup: str) -> None:
        slip = self._slip(which, lambda one: one.open)
        may = slip.open and (pickup == SCHOOL) == (slip.pool == SCHOOL)
        self._try(MoveReservation(slip.number, pickup), may=may)
        if may:
            self.paper.move(slip, pickup)

    @rule(which=_ANY, place=st.sampled_from(PLACES))
    def take_in(self, which: int, place: str) -> None:
        barcode = self._barcode(which)
        meant = self.paper.meant_for(barcode)
        first = meant or self.paper.first(self.paper.copies[barcode].pool)
        told = self.at_work.desk.execute(ReturnCopy(barcode, place)).result
        # Who waits longest gets it, and nobody is passed by.
        assert told.reservation_id == (first.number if first else None)
        self.paper.take_in(barcode, place)

    @rule(who=_ANY, which=_ANY, place=st.sampled_from(PLACES))
    def lend(self, who: int, which: int, place: str) -> None:
        self._lend(self._person(who), self._barcode(which), place)

    def _lend(self, person: int, barcode: str, place: str) -> None:
        may = self.paper.may_lend(person, barcode, place)
        self._try(LendCopy(person, place, barcode), may=may)
        if may:
            self.paper.lend(person, barcode, place)

    @rule(which=_ANY)
    @precondition(lambda self: self.paper.slips)
    def collect(self, which: int) -> None:
        slip = self._slip(which, lambda one: one.state == "ready")
        may = slip.state == "ready" and (
            slip.person not in self.paper.pupils or self.paper.out(slip.person) < 3
        )
        self._try(CollectReservation(slip.number, slip.pickup), may=may)
        if may:
            assert slip.copy is not None
            self.paper.lend(slip.person, slip.copy, slip.pickup)

    @rule(which=_ANY)
    @precondition(lambda self: self.lost < 2)
    def lose(self, which: int) -> None:
        self.lost += 1
        barcode = self._barcode(which)
        may = self.paper.copies[barcode].status != "lent"
        self._try(ReportMissing(barcode), may=may)
        if may:
            self.paper.lose(barcode)

    @rule(which=_ANY)
    @precondition(lambda self: self.paper.slips)
    def a_week_goes_by(self, which: int) -> None:
        slip = self._slip(which, lambda one: one.state == "ready")
        if slip.state == "ready":
            yesterday = (TODAY - timedelta(days=1)).isoformat()
            change(
                self.at_work.library,
                "UPDATE reservation SET collect_until = :day WHERE reservation_id = :one",
                day=yesterday,
                one=slip.number,
            )
            slip.late = True
        expired = self.world.system.execute(ExpireReservations()).result.expired
        assert expired == self.paper.expire()

    # ----------------------------------------------------------------------------- invariants

    @invariant()
    def what_is_stored_is_what_is_on_paper(self) -> None:
        library = self.at_work.library
        rows = library.rows(
            "SELECT r.reservation_id, r.state, r.pickup_code, r.suspended, c.barcode "
            "FROM reservation r LEFT JOIN copy c ON c.copy_id = r.copy_id"
        )
        stored = {row[0]: (row[1], row[2], bool(row[3]), row[4]) for row in rows}
        assert stored == {
            slip.number: (slip.state, slip.pickup, slip.suspended, slip.copy)
            for slip in self.paper.slips
        }
        rows = library.rows(
            "SELECT c.barcode, c.status, c.place_code, l.actor_id FROM copy c "
            "LEFT JOIN loan l ON l.copy_id = c.copy_id AND l.returned_at IS NULL "
            "WHERE c.title_id = :title",
            title=self.at_work.title,
        )
        assert {row[0]: tuple(row[1:]) for row in rows} == {
            barcode: (copy.status, copy.place, copy.reader)
            for barcode, copy in self.paper.copies.items()
        }
        held = [one.copy for one in self.paper.slips if one.state in {"ready", "in_transit"}]
        assert len(held) == len(set(held))
        rows = library.rows("SELECT actor_id, items_out FROM customer WHERE items_out <> 0")
        assert {row[0]: row[1] for row in rows} == {
            person: self.paper.out(person)
            for person in (*self.paper.members, *self.paper.pupils)
            if self.paper.out(person)
        }

    # --------------------------------------------------------------------------------- inside

    def _add(self, home: str) -> None:
        self.paper.copies[self.at_work.copy(home)] = PaperCopy(home, home)

    def _try(self, command: Command[Any], *, may: bool) -> Any:
        if may:
            return self.at_work.desk.execute(command).result
        with pytest.raises(Refused):
            self.at_work.desk.execute(command)
        return None

    def _person(self, place: int, rather: Callable[[int], bool] = bool) -> int:
        """Anybody now and then, and mostly somebody of whom something can come."""
        return _one([*self.paper.members, *self.paper.pupils], place, rather)

    def _slip(self, place: int, rather: Callable[[Slip], bool]) -> Slip:
        return _one(self.paper.slips, place, rather)

    def _barcode(self, place: int) -> str:
        return list(self.paper.copies)[place % len(self.paper.copies)]


def _one(all_of: list[T], place: int, rather: Callable[[T], bool]) -> T:
    those = [one for one in all_of if rather(one)] if place % 5 else []
    choice = those or all_of
    return choice[place // 5 % len(choice)]


def _run(library: Library, examples: int) -> None:
    world_of_this = World(library)

    class Machine(QueueMachine):
        world = world_of_this

    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=50,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_the_queue_is_the_one_on_paper(library: Library) -> None:
    _run(library, 30)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_the_queue_is_the_one_on_paper_for_long(library: Library) -> None:
    _run(library, 150)
