"""What the portal asks besides titles and loans: schools, who is signed in, cards and e-books."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from desk_app.domain.cards import Card, CardKind, CardStatus, Sector
from desk_app.domain.copies import CopyStatus
from desk_app.domain.portal_messages import MessageKind, PortalMessage
from desk_app.domain.pupils import PupilUnknown, choose_password, give_code
from desk_app.domain.titles import TitleUnknown
from desk_app.domain.visitors import PUBLIC, Visitor, VisitorKind
from desk_app.usecases.access_errors import NotPermitted
from desk_app.usecases.all_handlers import visitor_handlers
from desk_app.usecases.commands.pupil_portal import ChangePupilPassword, SignInPupil
from desk_app.usecases.queries.portal import (
    EBooks,
    MyAccount,
    MyNumber,
    PortalSchools,
    ReservedHere,
    ShowMyCards,
)
from desk_app.usecases.store_ports import NumberUse
from desk_app.usecases.visitor_desk import VisitorDesk, VisitorDoor
from tests.usecases.circulating import BESIDE, HOME, SCHOOL, Circulation, change, circulation
from tests.usecases.library import NOON, PASSWORDS, Library

ON_SQLITE = pytest.mark.parametrize("engine_name", ["sqlite"])
OWN_PASSWORD = "zwarte-kater-op-het-dak"


@pytest.fixture
def school(library: Library) -> Circulation:
    return circulation(library)


def door(school: Circulation, visitor: Visitor = PUBLIC) -> VisitorDesk:
    library = school.library
    made = VisitorDoor(library.store, library.clock, "website", visitor_handlers(PASSWORDS))
    return made.desk(visitor)


def test_everybody_sees_which_schools_there_are(school: Circulation) -> None:
    school.school(BESIDE)
    shown = door(school).ask(PortalSchools())
    assert [(one.code, one.sector) for one in shown] == [
        (SCHOOL, Sector.PRIMARY_SCHOOL),
        (BESIDE, Sector.PRIMARY_SCHOOL),
    ]
    assert door(school, Visitor(VisitorKind.PUPIL, school.pupil())).ask(PortalSchools()) == shown


@ON_SQLITE
@pytest.mark.parametrize(
    ("at_school", "in_branches", "link", "only_lent_out"), list(product((False, True), repeat=4))
)
def test_whether_anybody_of_a_school_might_reserve(
    library: Library, *, at_school: bool, in_branches: bool, link: bool, only_lent_out: bool
) -> None:
    school = circulation(library)
    switches = {"reserve_at_school": at_school, "reserve_in_branches": in_branches}
    school.school(BESIDE, link_on=link, only_lent_out=only_lent_out, **switches)
    desk = door(school)

    def shown() -> bool:
        return desk.ask(ReservedHere(school.title, BESIDE))

    assert not shown()
    barcode = school.copy(BESIDE)
    assert shown() is (at_school and not only_lent_out)
    change(library, "UPDATE copy SET status = 'lent' WHERE barcode = :code", code=barcode)
    assert shown() is at_school
    school.copy(HOME, status=CopyStatus.LENT)
    assert shown() is (at_school or (in_branches and link))
    assert desk.ask(ReservedHere(school.title, "geen")) is False
    with pytest.raises(TitleUnknown):
        desk.ask(ReservedHere(10**6, BESIDE))


def test_a_pupil_sees_who_it_is_and_what_waits(school: Circulation) -> None:
    pupil = school.pupil()
    mine = school.portal(pupil)
    account = mine.ask(MyAccount())
    assert (account.actor_id, account.given_name, account.group_name) == (pupil, "Aaaa", "Groep 6a")
    assert (account.school_name, account.username) == (f"School {SCHOOL}", f"leerling{pupil}")
    assert (account.unread, account.must_change) == (0, True)
    other = school.pupil()
    with school.library.transaction() as work:
        for to in (pupil, other):
            work.portal_messages.add(PortalMessage(to, NOON, MessageKind.READY))
    assert mine.ask(MyAccount()).unread == 1
    assert account.stamp not in repr(account)
    with pytest.raises(NotPermitted):
        door(school).ask(MyAccount())


def test_every_password_and_every_code_ends_what_was_open(school: Circulation) -> None:
    pupil = school.pupil()
    mine = school.portal(pupil)
    stamps = [mine.ask(MyAccount()).stamp]
    with school.library.transaction() as work:
        give_code(work.pupils.get(pupil), PASSWORDS.hash("abcdefgh23"), NOON)
    signed_in = door(school).execute(SignInPupil(f"leerling{pupil}", "ABCDE-fgh23")).result
    assert signed_in.must_change
    stamps.append(signed_in.stamp)
    assert mine.ask(MyAccount()).stamp == signed_in.stamp
    stamps.append(mine.execute(ChangePupilPassword(OWN_PASSWORD)).result.stamp)
    assert mine.ask(MyAccount()).stamp == stamps[-1]
    with school.library.transaction() as work:
        choose_password(work.pupils.get(pupil), PASSWORDS.hash(OWN_PASSWORD))
    stamps.append(mine.ask(MyAccount()).stamp)
    assert len(set(stamps)) == 4


def test_who_left_is_nobody_any_more(school: Circulation) -> None:
    gone = school.portal(school.pupil(left_on=date(2026, 4, 1)))
    with pytest.raises(PupilUnknown):
        gone.ask(MyAccount())
    nobody = door(school, Visitor(VisitorKind.PUPIL, 4))
    with pytest.raises(PupilUnknown):
        nobody.ask(MyAccount())
    with pytest.raises(PupilUnknown):
        nobody.ask(ShowMyCards())


def give_card(
    school: Circulation, actor_id: int, number: str, kind: CardKind, sector: Sector
) -> None:
    with school.library.transaction() as work:
        work.numbers.claim(number, NumberUse.CARD, actor_id)
        work.customers.get(actor_id).cards.append(
            Card(number, kind, CardStatus.ACTIVE, NOON, sector)
        )


def test_one_hoofdpas_over_both_memberships(school: Circulation) -> None:
    change(school.library, "UPDATE school SET link_on = TRUE")
    member = school.member(1, birth_date=date(2016, 5, 1))
    pupil = school.pupil(linked=member, consent=True)
    alone = school.pupil()
    give_card(school, member, "5003000030", CardKind.PRIMARY, Sector.LIBRARY)
    give_card(school, pupil, "5003000070", CardKind.SECONDARY, Sector.PRIMARY_SCHOOL)
    give_card(school, alone, "5003000080", CardKind.PRIMARY, Sector.PRIMARY_SCHOOL)
    linked = school.portal(pupil).ask(ShowMyCards())
    assert linked.primary == MyNumber("BIEB-5003000030", of_library=True)
    assert linked.others == (MyNumber("EDUB-5003000070", of_library=False),)
    assert (linked.linked, linked.ebooks) == (True, EBooks.YES)
    school_only = school.portal(alone).ask(ShowMyCards())
    assert school_only.primary == MyNumber("EDUB-5003000080", of_library=False)
    assert (school_only.others, school_only.linked) == ((), False)
    assert school_only.ebooks is EBooks.SCHOOL_ONLY
    change(school.library, "UPDATE parental_consent SET withdrawn_at = recorded_at")
    withdrawn = school.portal(pupil).ask(ShowMyCards())
    assert (withdrawn.primary, withdrawn.ebooks) == (None, EBooks.SCHOOL_ONLY)


@pytest.mark.parametrize("type_place", [None, 0])
def test_no_e_books_without_a_subscription_that_gives_them(
    school: Circulation, type_place: int | None
) -> None:
    change(school.library, "UPDATE school SET link_on = TRUE")
    member = school.member(type_place, birth_date=date(1990, 5, 1))
    pupil = school.pupil(linked=member, consent=True)
    assert school.portal(pupil).ask(ShowMyCards()).ebooks is EBooks.NO_SUBSCRIPTION
