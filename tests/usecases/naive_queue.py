"""Reserving as one would write it down on paper: lists, gone through from the front."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.usecases.circulating import HOME, SCHOOL


@dataclass
class PaperCopy:
    """A copy: where it lies, and who has it."""

    home: str
    place: str
    status: str = "available"
    reader: int | None = None

    @property
    def pool(self) -> str:
        return self.home if self.home == SCHOOL else ""


@dataclass
class Slip:
    """A reservation."""

    number: int
    person: int
    pickup: str
    pool: str
    state: str = "waiting"
    copy: str | None = None
    suspended: bool = False
    late: bool = False

    @property
    def open(self) -> bool:
        return self.state in {"waiting", "in_transit", "ready"}


@dataclass
class Paper:
    """Everything, with the rules. Methods answer whether it may be done."""

    members: tuple[int, ...]
    pupils: tuple[int, ...]
    copies: dict[str, PaperCopy] = field(default_factory=dict)
    slips: list[Slip] = field(default_factory=list)

    def slip_of(self, person: int) -> Slip | None:
        return next((one for one in self.slips if one.open and one.person == person), None)

    def meant_for(self, barcode: str) -> Slip | None:
        return next((one for one in self.slips if one.open and one.copy == barcode), None)

    def first(self, pool: str) -> Slip | None:
        for slip in self.slips:
            if slip.state == "waiting" and not slip.suspended and slip.pool == pool:
                return slip
        return None

    def out(self, person: int) -> int:
        return sum(copy.reader == person for copy in self.copies.values())

    # ------------------------------------------------------------------------------ rules

    def may_reserve(self, person: int, pickup: str) -> bool:
        if self.slip_of(person) or self.out(person):
            return False
        owned = [copy for copy in self.copies.values() if copy.status != "missing"]
        if person in self.pupils:
            here = [copy for copy in owned if copy.home == SCHOOL]
            shelf = [one for one in here if one.status == "available" and one.place == SCHOOL]
            return pickup == SCHOOL and bool(here) and not shelf
        return pickup != SCHOOL and any(copy.home != SCHOOL for copy in owned)

    def may_lend(self, person: int, barcode: str, place: str) -> bool:
        copy = self.copies[barcode]
        if copy.status == "lent":
            return False
        if person in self.pupils and (place != SCHOOL or self.out(person) >= 3):
            return False
        meant = self.meant_for(barcode)
        if meant is not None:
            return meant.person == person
        own = self.slip_of(person)
        if own is not None and own.copy is not None:
            return True
        first = self.first(copy.pool)
        return first is None or first.person == person

    # ------------------------------------------------------------------------------- acts

    def reserve(self, number: int, person: int, pickup: str) -> None:
        pool = SCHOOL if pickup == SCHOOL else ""
        self.slips.append(Slip(number, person, pickup, pool))

    def lend(self, person: int, barcode: str, place: str) -> None:
        copy = self.copies[barcode]
        slip = self.slip_of(person)
        copy.status, copy.place, copy.reader = "lent", place, person
        if slip is not None:
            other, slip.state, slip.copy = slip.copy, "collected", barcode
            slip.suspended = False
            if other is not None and other != barcode:
                self.pass_on(other)

    def take_in(self, barcode: str, place: str) -> None:
        copy = self.copies[barcode]
        copy.reader, copy.place = None, place
        slip = self.meant_for(barcode) or self.first(copy.pool)
        if slip is not None:
            self._give(slip, barcode)
        else:
            copy.status = "available" if place == copy.home else "in_transit"

    def close(self, slip: Slip, state: str) -> None:
        slip.state, slip.suspended, slip.late = state, False, False
        if slip.copy is not None:
            self.pass_on(slip.copy)

    def pass_on(self, barcode: str) -> None:
        slip = self.first(self.copies[barcode].pool)
        if slip is not None:
            self._give(slip, barcode)

    def move(self, slip: Slip, pickup: str) -> None:
        slip.pickup = pickup
        if slip.copy is not None:
            self._give(slip, slip.copy)

    def lose(self, barcode: str) -> None:
        slip = self.meant_for(barcode)
        if slip is not None:
            slip.state, slip.copy, slip.late = "waiting", None, False
        self.copies[barcode].status = "missing"

    def expire(self) -> int:
        late = [slip for slip in self.slips if slip.late]
        for slip in late:
            slip.state, slip.late = "expired", False
        for slip in late:
            assert slip.copy is not None
            self.pass_on(slip.copy)
        return len(late)

    def _give(self, slip: Slip, barcode: str) -> None:
        copy = self.copies[barcode]
        ready = copy.place == slip.pickup
        if not ready:
            slip.late = False
        slip.state, slip.copy = ("ready" if ready else "in_transit"), barcode
        copy.status = "set_aside" if ready else "in_transit"


__all__ = ["HOME", "Paper", "PaperCopy", "Slip"]
