"""A library that lends: a school with pupils beside two branches, titles and copies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import text

from desk_app.domain.cards import Sector
from desk_app.domain.consents import ParentalConsent
from desk_app.domain.copies import Copy, CopyStatus
from desk_app.domain.customers import Customer, Origin
from desk_app.domain.pupils import Pupil
from desk_app.domain.schools import School, SchoolGroup
from desk_app.domain.staff import Role
from desk_app.domain.subscription_rules import start
from desk_app.domain.titles import Title, TitleKind
from desk_app.domain.visitors import Visitor, VisitorKind
from desk_app.usecases.all_handlers import visitor_handlers
from desk_app.usecases.commands.circulation import LendCopy, Lent, ReturnCopy, Returned
from desk_app.usecases.commands.reservations import Placed, PlaceReservation, ReserveForMyself
from desk_app.usecases.local_desk import LocalDesk
from desk_app.usecases.visitor_desk import VisitorDesk, VisitorDoor
from tests.usecases.library import HOME, NOON, OTHER, PASSWORDS, TARIFFS, TYPES, Library, branch

SCHOOL = "9100"
BESIDE = "9200"
"""Another school."""


@dataclass
class Circulation:
    """The library, with somebody of the front office at the desk."""

    library: Library
    desk: LocalDesk
    title: int = 0
    _barcode: int = 30000000000000
    _actor: int = 700000

    def school(self, code: str = SCHOOL, **switches: Any) -> None:
        """A school that lets its pupils reserve, unless told otherwise."""
        with self.library.transaction() as work:
            work._session.add(branch(code, f"School {code}"))
            work._session.flush()
            values = {"reserve_at_school": True, "reserve_in_branches": True, **switches}
            work.schools.add(School(code, Sector.PRIMARY_SCHOOL, HOME, **values))
            work.schools.add_group(SchoolGroup(code, f"g-{code}", "Groep 6a", "6"))

    def pupil(
        self,
        school: str = SCHOOL,
        *,
        linked: int | None = None,
        consent: bool = False,
        left_on: date | None = None,
    ) -> int:
        """A pupil, with its own file."""
        self._actor += 1
        actor_id = self._actor
        with self.library.transaction() as work:
            work.customers.add(
                Customer(
                    actor_id,
                    school,
                    f"Leerling{actor_id}",
                    NOON,
                    origin=Origin.IMPORT,
                    given_name="Aaaa",
                    initials="A.",
                )
            )
            group = work.schools.groups_of(school)[0]
            work.pupils.add(
                Pupil(
                    actor_id,
                    school,
                    f"p{actor_id}",
                    f"leerling{actor_id}",
                    group.group_id,
                    linked_actor_id=linked,
                    left_on=left_on,
                )
            )
            if consent:
                work.pupils.add_consent(
                    ParentalConsent(
                        actor_id, "Ouders", date(2026, 1, 1), "brief", "1", True, "balie", NOON
                    )
                )
        return actor_id

    def member(self, type_place: int | None = 0, **facts: Any) -> int:
        """A customer of the library, with a subscription unless `type_place` is None."""
        self._actor += 1
        customer = Customer(self._actor, HOME, f"Lezer{self._actor}", NOON, initials="L.", **facts)
        if type_place is not None:
            tariff = next(one for one in TARIFFS if one.type_code == TYPES[type_place].code)
            customer.subscriptions.append(start(TYPES[type_place], tariff, date(2026, 4, 1)))
        with self.library.transaction() as work:
            work.customers.add(customer)
        return self._actor

    def new_title(self, name: str = "De vos", kind: TitleKind = TitleKind.BOOK) -> int:
        """Another title; `title` is the last one made."""
        with self.library.transaction() as work:
            made = work.titles.add(Title(name, author="Roos Vlinder", kind=kind))
            assert made.title_id is not None
            self.title = made.title_id
        return self.title

    def copy(self, home: str = HOME, **facts: Any) -> str:
        """Another copy of `title`, on the shelf at home unless told otherwise."""
        self._barcode += 1
        barcode = str(self._barcode)
        values = {"place_code": home, "status": CopyStatus.AVAILABLE, "shelf": "J VLIN", **facts}
        with self.library.transaction() as work:
            work.copies.add(Copy(barcode, self.title, home, added_on=date(2026, 1, 1), **values))
        return barcode

    def lend(self, actor_id: int, barcode: str, place: str = HOME) -> Lent:
        return self.desk.execute(LendCopy(actor_id, place, barcode)).result

    def take_in(self, barcode: str, place: str = HOME) -> Returned:
        return self.desk.execute(ReturnCopy(barcode, place)).result

    def reserve(self, actor_id: int, place: str = HOME, title: int | None = None) -> Placed:
        command = PlaceReservation(actor_id, place, title or self.title)
        return self.desk.execute(command).result

    def portal(self, pupil: int) -> VisitorDesk:
        """The portal with this pupil signed in."""
        door = VisitorDoor(
            self.library.store,
            self.library.clock,
            "portal",
            visitor_handlers(PASSWORDS),
            fingerprint_key=b"k" * 32,
        )
        return door.desk(Visitor(VisitorKind.PUPIL, pupil))

    def reserve_as(self, pupil: int, place: str = SCHOOL) -> Placed:
        return self.portal(pupil).execute(ReserveForMyself(place, self.title)).result

    def state(self, barcode: str) -> tuple[str, str]:
        """Status and place of a copy."""
        rows = self.library.rows(
            "SELECT status, place_code FROM copy WHERE barcode = :barcode", barcode=barcode
        )
        return rows[0].status, rows[0].place_code

    def items_out(self, actor_id: int) -> int:
        rows = self.library.rows(
            "SELECT items_out FROM customer WHERE actor_id = :actor_id", actor_id=actor_id
        )
        return int(rows[0].items_out)


def circulation(library: Library, role: Role = Role.FRONT_OFFICE) -> Circulation:
    """The library with a school, one title of which nothing was made yet, and a desk."""
    world = Circulation(library, library.desk(role))
    world.school()
    world.new_title()
    return world


def change(library: Library, sql: str, **values: Any) -> None:
    """Change something past every rule."""
    with library.store.database.writing() as connection:
        connection.execute(text(sql), values)
        connection.commit()


__all__ = ["BESIDE", "HOME", "OTHER", "SCHOOL", "Circulation", "change", "circulation"]
