"""A school in the portal: pupils with a password, books on shelves, and the branch beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import text

from desk_app.bootstrap.desk import utc_now
from desk_app.domain.branches import Branch
from desk_app.domain.cards import Card, CardKind, CardStatus, Sector
from desk_app.domain.consents import ParentalConsent
from desk_app.domain.copies import Copy, CopyStatus
from desk_app.domain.customers import Customer, Origin
from desk_app.domain.portal_messages import MessageKind, PortalMessage
from desk_app.domain.pupils import Pupil, choose_password, give_code
from desk_app.domain.schools import School, SchoolGroup
from desk_app.domain.staff import Role, StaffMember
from desk_app.domain.subscription_rules import start
from desk_app.domain.titles import AviLevel, Title
from desk_app.store.opening import SqlStore
from desk_app.store.unit_of_work import Transaction
from desk_app.usecases.all_handlers import desk_handlers
from desk_app.usecases.commands.circulation import LendCopy, ReturnCopy
from desk_app.usecases.commands.sessions import SignIn
from desk_app.usecases.local_desk import LocalDesk
from desk_app.usecases.store_ports import NumberUse
from tests.server.visiting import Browserless
from tests.usecases.library import PASSWORDS, branch

BRANCH = "9548"
SCHOOL = "9100"
PASSWORD = "zwarte-kater-op-het-dak"
CODE = "abcdefgh23"
_HASH = PASSWORDS.hash(PASSWORD)
_CODE_HASH = PASSWORDS.hash(CODE)


@dataclass
class Schooling:
    """The school, and a desk that lends and takes in."""

    store: SqlStore
    titles: dict[str, int] = field(default_factory=dict)
    _actor: int = 700000
    _barcode: int = 30000000000000
    _card: int = 5003000000

    def write(self) -> Any:
        """A transaction of nobody."""
        return self.store.transaction(staff_name="", workstation="", now=utc_now())

    def change(self, sql: str, **values: Any) -> None:
        """Change something past every rule."""
        with self.store.database.writing() as connection:
            connection.execute(text(sql), values)
            connection.commit()

    def rows(self, sql: str, **values: Any) -> list[Any]:
        """What a table says."""
        with self.store.database.readers.connect() as connection:
            return list(connection.execute(text(sql), values).all())

    def school(self, code: str = SCHOOL, name: str = "De Klimboom", **switches: Any) -> None:
        """A school that lets its pupils reserve at school what is out, unless told otherwise."""
        with self.write() as work:
            _found(work, branch(code, name))
            work.schools.add(
                School(
                    code,
                    Sector.PRIMARY_SCHOOL,
                    BRANCH,
                    **{"reserve_at_school": True, **switches},
                )
            )
            work.schools.add_group(SchoolGroup(code, f"g-{code}", "Groep 6a", "6"))
            work.commit()

    def pupil(
        self,
        name: str = "Sam",
        *,
        school: str = SCHOOL,
        linked: int | None = None,
        consent: bool = False,
        code: bool = False,
        card: bool = True,
    ) -> int:
        """A pupil with user name `name`, and a password or a one-time code."""
        self._actor += 1
        actor_id, now = self._actor, utc_now()
        with self.write() as work:
            work.customers.add(
                Customer(
                    actor_id,
                    school,
                    "Jansen",
                    now,
                    origin=Origin.IMPORT,
                    given_name=name,
                    initials=f"{name[0]}.",
                )
            )
            [group] = work.schools.groups_of(school)
            pupil = Pupil(
                actor_id,
                school,
                f"p{actor_id}",
                name.casefold(),
                group.group_id,
                "6",
                linked_actor_id=linked,
            )
            if code:
                give_code(pupil, _CODE_HASH, now)
            else:
                choose_password(pupil, _HASH)
            work.pupils.add(pupil)
            if consent:
                work.pupils.add_consent(
                    ParentalConsent(
                        actor_id, "Ouders", date(2026, 1, 1), "brief", "1", True, "balie", now
                    )
                )
            work.commit()
        if card:
            kind = CardKind.SECONDARY if linked else CardKind.PRIMARY
            self.card(actor_id, kind, Sector.PRIMARY_SCHOOL)
        return actor_id

    def member(self) -> int:
        """A customer of the library with a subscription and a card."""
        self._actor += 1
        today = utc_now().date()
        kind = self.store.readings().subscription_types(BRANCH)[0]
        tariff = next(
            one for one in self.store.readings().tariffs(today) if one.type_code == kind.code
        )
        customer = Customer(
            self._actor,
            BRANCH,
            "Jansen",
            utc_now(),
            initials="L.",
            birth_date=today - timedelta(days=3700),
        )
        customer.subscriptions.append(start(kind, tariff, today - timedelta(days=30)))
        with self.write() as work:
            work.customers.add(customer)
            work.commit()
        self.card(customer.actor_id, CardKind.PRIMARY, Sector.LIBRARY)
        return customer.actor_id

    def card(self, actor_id: int, kind: CardKind, sector: Sector) -> None:
        """Another card."""
        self._card += 10
        number = str(self._card)
        with self.write() as work:
            work.numbers.claim(number, NumberUse.CARD, actor_id)
            card = Card(number, kind, CardStatus.ACTIVE, utc_now(), sector)
            work.customers.get(actor_id).cards.append(card)
            work.commit()

    def book(self, name: str, *, copies: tuple[str, ...] = (SCHOOL,), **facts: Any) -> int:
        """A title with a copy on the shelf of each of these places."""
        values: dict[str, Any] = {"author": "Roos Vlinder", "avi": AviLevel.E4, "age_from": 8}
        shelf = facts.pop("shelf", "J VLIN")
        with self.write() as work:
            made = work.titles.add(Title(name, **{**values, **facts}))
            assert made.title_id is not None
            work.commit()
        self.titles[name] = made.title_id
        for home in copies:
            self.copy(name, home, shelf)
        return self.titles[name]

    def copy(self, name: str, home: str = SCHOOL, shelf: str = "J VLIN") -> str:
        """Another copy of a title."""
        self._barcode += 1
        barcode = str(self._barcode)
        with self.write() as work:
            work.copies.add(
                Copy(
                    barcode,
                    self.titles[name],
                    home,
                    added_on=date(2026, 1, 1),
                    place_code=home,
                    status=CopyStatus.AVAILABLE,
                    shelf=shelf,
                )
            )
            work.commit()
        return barcode

    def message(self, actor_id: int, kind: MessageKind, name: str, place: str = SCHOOL) -> int:
        """A message about a title."""
        message = PortalMessage(actor_id, self.sent, kind, self.titles[name], place)
        with self.write() as work:
            work.portal_messages.add(message)
            work.commit()
        assert message.message_id is not None
        return message.message_id

    @property
    def sent(self) -> datetime:
        """When messages were sent."""
        return utc_now() - timedelta(hours=1)

    def desk(self) -> LocalDesk:
        """Somebody of the front office at the counter."""
        if not self.rows("SELECT 1 FROM staff WHERE username = 'balie'"):
            with self.write() as work:
                work.staff.add(
                    StaffMember(
                        work.staff.next_staff_id(),
                        "balie",
                        "Balie",
                        Role.FRONT_OFFICE,
                        BRANCH,
                        _HASH,
                    )
                )
                work.commit()
        desk = LocalDesk(self.store, utc_now, "BALIE-1", desk_handlers(PASSWORDS))
        desk.execute(SignIn("balie", PASSWORD))
        return desk

    def lend(self, actor_id: int, barcode: str, place: str = SCHOOL) -> None:
        """Lend a copy at the counter."""
        self.desk().execute(LendCopy(actor_id, place, barcode))

    def take_in(self, barcode: str, place: str = SCHOOL) -> Any:
        """Take a copy in at the counter."""
        return self.desk().execute(ReturnCopy(barcode, place)).result


def _found(work: Transaction, made: Branch) -> None:
    work._session.add(made)
    work._session.flush()


def furnish(store: SqlStore) -> Schooling:
    """A school with books in and out, over a library that was loaded."""
    made = Schooling(store)
    made.school()
    made.book("De vos die niet kon slapen", summary="De vos telt schapen.\nVeel schapen.")
    made.book(
        "Winterboek", author="Jan Sneeuw", series="Seizoenen", series_part="4", shelf="J BOEK"
    )
    out = made.book("Zomerboek", author="Jan Sneeuw", series="Seizoenen", copies=())
    assert out == made.titles["Zomerboek"]
    return made


def sign_in(visitor: Browserless, username: str, password: str = PASSWORD) -> Browserless:
    """Sign in at the portal, from wherever the visitor is."""
    if not any("username" in form.fields for form in visitor.page.forms):
        visitor.open("/school/aanmelden")
    return visitor.send(with_field="username", username=username, password=password)
