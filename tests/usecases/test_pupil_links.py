"""The link with the library: off, on request, with consent, by a person; and one hoofdpas."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desk_app.domain.branches import BranchCodeTaken, BranchUnknown
from desk_app.domain.card_rules import primary_of
from desk_app.domain.cards import CardKind, CardStatus, Sector
from desk_app.domain.consents import ConsentMissing, ConsentOfAllNeeded
from desk_app.domain.customer_fields import ChoiceRefused, DateInFuture
from desk_app.domain.pupils import (
    LibraryMemberLinked,
    NotALibraryMember,
    PrimaryIsTheLibrarys,
    ProposalUnknown,
    PupilHasLeft,
    PupilIsLinked,
    PupilNotLinked,
    PupilUnknown,
)
from desk_app.domain.schools import (
    BrinRefused,
    BrinTaken,
    LinkIsOff,
    LinkNotRequested,
    SchoolUnknown,
)
from desk_app.domain.staff import Role
from desk_app.usecases.commands import cards, customers, pupil_links, schools
from desk_app.usecases.queries.schools import (
    LinkProposals,
    ListGroups,
    ListSchools,
    PupilConsents,
    ShowPupil,
)
from desk_app.usecases.queries.staff import ListBranches
from tests.usecases.acting import refused
from tests.usecases.library import HOME, ONLINE, OTHER, PLAIN, TODAY, Library
from tests.usecases.school_acting import OTHER_SCHOOL, School, linkable, open_school, three
from tests.usecases.school_story import SCHOOL, add_school, raw

LIBRARY_CARD = "5003000030"


@pytest.fixture
def school(library: Library) -> School:
    """A school with a pupil who is called and was born as PLAIN, who has a card."""
    school = open_school(library)
    with library.customer(PLAIN) as customer:
        customer.given_name, customer.birth_date = "Aaaa", date(2016, 5, 17)
    library.desk(Role.FRONT_OFFICE).execute(cards.AddCard(PLAIN, LIBRARY_CARD))
    return school


def proposed(school: School) -> tuple[int, int]:
    """The pupil and the only proposal there is, of a school that asked for the link."""
    linkable(school)
    school.bring(*three())
    (row,) = school.desk.ask(LinkProposals(school.code))
    return row.actor_id, row.proposal_id


def linked(school: School) -> int:
    actor, proposal = proposed(school)
    school.consent(actor)
    school.desk.execute(pupil_links.ConfirmLink(actor, proposal))
    return actor


def hoofdpassen(school: School, actor: int) -> list[str]:
    found = []
    for one in (actor, PLAIN):
        with school.library.customer(one) as customer:
            primary = primary_of(customer.cards)
            found += [primary.number] if primary else []
    return found


def test_a_school_is_a_place_where_nobody_of_the_library_works(library: Library) -> None:
    school = open_school(library)
    (row,) = school.desk.ask(ListSchools())
    assert (row.school_code, row.name, row.sector, row.library_name) == (
        SCHOOL, "De Zandloper", Sector.PRIMARY_SCHOOL, "Ruinerwold")  # fmt: skip
    assert (row.reserve_at_school, row.reserve_in_branches, row.only_lent_out, row.link_on) == (
        False, False, True, False)  # fmt: skip
    assert [one.code for one in school.desk.ask(ListBranches())] == [OTHER, HOME]
    school.desk.execute(schools.SetSchoolSwitches(SCHOOL, True, False, only_lent_out=False))
    (row,) = school.desk.ask(ListSchools())
    assert (row.reserve_at_school, row.reserve_in_branches, row.only_lent_out) == (
        True,
        False,
        False,
    )
    for command, refusal in (
        (add_school(), BranchCodeTaken),
        (add_school(HOME), BranchCodeTaken),
        (add_school("9903"), BrinTaken),
        (add_school("9903", brin="x"), BrinRefused),
        (add_school("9903", label="12"), ChoiceRefused),
        (schools.AddSchool("9903", "S", Sector.LIBRARY, HOME, "5011", "6"), ChoiceRefused),
        (schools.AddSchool("9903", "S", Sector.PRIMARY_SCHOOL, HOME, "5011", "4"), ChoiceRefused),
        (schools.AddSchool("9903", "S", Sector.PRIMARY_SCHOOL, SCHOOL, "5011", "6"), BranchUnknown),
        (schools.SetSchoolSwitches("weg", True, True), SchoolUnknown),
    ):
        refused(school.desk, command, refusal)


def test_the_link_is_off_until_the_school_asks(school: School) -> None:
    for by, day in (("", TODAY), ("De directeur", None)):
        refused(school.desk, schools.TurnLinkOn(SCHOOL, by, day), LinkNotRequested)
    tomorrow = TODAY + timedelta(days=1)
    refused(school.desk, schools.TurnLinkOn(SCHOOL, "De directeur", tomorrow), DateInFuture)
    school.bring(*three())
    assert school.desk.ask(LinkProposals(SCHOOL)) == ()
    actor = school.actor("1")
    school.consent(actor)
    proposal = school.desk.execute(pupil_links.ProposeLink(actor, PLAIN)).result
    (row,) = school.desk.ask(LinkProposals(SCHOOL))
    assert row.refused == LinkIsOff.code
    refused(school.desk, pupil_links.ConfirmLink(actor, proposal), LinkIsOff)


def test_an_import_proposes_and_a_person_confirms_with_the_consent_of_all(school: School) -> None:
    actor, proposal = proposed(school)
    (row,) = school.desk.ask(LinkProposals(SCHOOL))
    assert (row.library_actor_id, row.library_list_name, row.list_name, row.refused) == (
        PLAIN, "Tester, G. [Aaaa]", "Tester, A. [Aaaa]", ConsentMissing.code)  # fmt: skip
    refused(school.desk, pupil_links.ConfirmLink(actor, proposal), ConsentMissing)
    half = pupil_links.RecordConsent(
        actor, TODAY, "formulier", "1", all_parents=False, given_by="M"
    )
    refused(school.desk, half, ConsentOfAllNeeded)
    later = TODAY + timedelta(days=1)
    ahead = pupil_links.RecordConsent(
        actor, later, "formulier", "1", all_parents=True, given_by="M"
    )
    refused(school.desk, ahead, DateInFuture)
    school.consent(actor)
    assert school.desk.ask(LinkProposals(SCHOOL))[0].refused == ""
    school.desk.execute(pupil_links.ConfirmLink(actor, proposal))
    assert school.desk.ask(LinkProposals(SCHOOL)) == ()
    refused(school.desk, pupil_links.ConfirmLink(actor, proposal), PupilIsLinked)
    refused(school.desk, pupil_links.ProposeLink(actor, ONLINE), PupilIsLinked)
    for number in (actor, PLAIN):
        shown = school.desk.ask(ShowPupil(number))
        assert shown is not None
        assert (shown.actor_id, shown.library_actor_id, shown.linked) == (actor, PLAIN, True)
    assert school.desk.ask(ShowPupil(ONLINE)) is None
    school.bring(*three())
    assert school.desk.ask(LinkProposals(SCHOOL)) == ()


def test_a_linked_pair_has_one_hoofdpas_whatever_happens(school: School) -> None:
    actor = linked(school)
    row = school.pupils()["Tester, A. [Aaaa]"]
    assert (row.primary_card, row.other_cards) == ("BIEB-5003000030", ("EDUB-5009000001",))
    assert row.linked
    assert hoofdpassen(school, actor) == [LIBRARY_CARD]
    school.desk.execute(cards.AddCard(actor, "5009000777"))
    assert school.cards("1")[1][:2] == ("5009000777", CardKind.SECONDARY)
    with school.library.customer(actor) as customer:
        assert customer.cards[1].sector is Sector.PRIMARY_SCHOOL
    for command in (
        cards.ChangeCardKind(actor, "5009000001"),
        cards.AddCard(actor, "5009000778", kind=CardKind.PRIMARY),
    ):
        refused(school.desk, command, PrimaryIsTheLibrarys)
    assert hoofdpassen(school, actor) == [LIBRARY_CARD]
    school.desk.execute(pupil_links.UnlinkPupil(actor))
    assert hoofdpassen(school, actor) == ["5009000777", LIBRARY_CARD]
    refused(school.desk, pupil_links.UnlinkPupil(actor), PupilNotLinked)
    school.desk.execute(cards.ChangeCardKind(actor, "5009000001"))
    assert school.pupils()["Tester, A. [Aaaa]"].primary_card == "EDUB-5009000001"


def test_without_a_library_card_the_school_s_stays_the_hoofdpas(school: School) -> None:
    with school.library.customer(PLAIN) as customer:
        customer.cards.clear()
    actor = linked(school)
    assert hoofdpassen(school, actor) == ["5009000001"]
    school.desk.execute(cards.AddCard(actor, "5009000777"))
    assert hoofdpassen(school, actor) == ["5009000001"]


@pytest.mark.parametrize("how", ["consent", "school", "leaves", "pupil_deleted", "member_deleted"])
def test_withdrawing_works_at_once(school: School, how: str) -> None:
    actor = linked(school)
    extended = school.library.desk(Role.FRONT_OFFICE_EXTENDED)
    if how == "consent":
        school.desk.execute(pupil_links.WithdrawConsent(actor))
        school.desk.execute(pupil_links.WithdrawConsent(actor))
        (given,) = school.desk.ask(PupilConsents(actor))
        assert given.withdrawn_at is not None
        assert given.given_by == "Beide ouders"
    elif how == "school":
        done = school.desk.execute(schools.TurnLinkOff(SCHOOL))
        assert done.result.pupils == 1
        assert actor in done.changes.customers
        assert school.desk.execute(schools.TurnLinkOff(SCHOOL)).result.pupils == 0
        assert not school.desk.ask(ListSchools())[0].link_on
    elif how == "leaves":
        school.bring(*three()[1:])
    else:
        gone = actor if how == "pupil_deleted" else PLAIN
        with school.library.customer(gone) as customer:
            for card in customer.cards:
                card.status = CardStatus.BLOCKED
        extended.execute(customers.DeleteCustomer(gone))
    linked_to = school.library.rows("SELECT linked_actor_id FROM pupil ORDER BY actor_id")
    assert [row.linked_actor_id for row in linked_to] == [None] * 3
    if how in {"consent", "school", "member_deleted"}:
        row = school.pupils()["Tester, A. [Aaaa]"]
        assert (row.primary_card, row.other_cards, row.linked) == ("EDUB-5009000001", (), False)
    if how == "pupil_deleted":
        assert "Tester, A. [Aaaa]" not in school.pupils()
        school.bring(*three())
        assert school.actor("1") != actor


def test_a_pair_is_one_to_one_and_of_two_kinds(school: School) -> None:
    actor = linked(school)
    second = school.actor("2")
    refused(school.desk, pupil_links.ProposeLink(second, actor), NotALibraryMember)
    proposal = school.desk.execute(pupil_links.ProposeLink(second, PLAIN)).result
    school.consent(second)
    refused(school.desk, pupil_links.ConfirmLink(second, proposal), LibraryMemberLinked)
    refused(school.desk, pupil_links.ConfirmLink(second, 999), ProposalUnknown)
    refused(school.desk, pupil_links.RejectLink(actor, proposal), ProposalUnknown)
    school.desk.execute(pupil_links.RejectLink(second, proposal))
    assert school.desk.ask(LinkProposals(SCHOOL)) == ()
    assert school.desk.execute(pupil_links.ProposeLink(second, PLAIN)).result == proposal
    refused(school.desk, pupil_links.WithdrawConsent(PLAIN), PupilUnknown)
    school.bring(three()[0], three()[2])
    refused(school.desk, pupil_links.ConfirmLink(second, proposal), PupilHasLeft)


def test_a_rejected_pair_is_never_proposed_again(school: School) -> None:
    actor, proposal = proposed(school)
    school.desk.execute(pupil_links.RejectLink(actor, proposal))
    school.bring(raw("1", "Tester", year_group="5"), *three()[1:])
    assert school.desk.ask(LinkProposals(SCHOOL)) == ()


def test_undoing_links_again_only_while_everything_stands(school: School) -> None:
    actor = linked(school)
    run = school.bring(*three()[1:])
    assert hoofdpassen(school, actor) == ["5009000001", LIBRARY_CARD]
    school.importer().undo(run.import_id)
    assert hoofdpassen(school, actor) == [LIBRARY_CARD]
    run = school.bring(*three()[1:])
    school.desk.execute(pupil_links.WithdrawConsent(actor))
    school.importer().undo(run.import_id)
    assert hoofdpassen(school, actor) == ["5009000001", LIBRARY_CARD]


def test_groups_count_who_is_there(school: School) -> None:
    school.bring(*three(), raw("4", "Los", group_key="", group_name=""))
    groups = [(row.name, row.year_group, row.pupils) for row in school.desk.ask(ListGroups(SCHOOL))]
    assert groups == [("4A", "4", 2), ("5B", "4", 1), ("", "", 1)]
    assert school.pupils()["Los, A. [Aaaa]"].group_name == ""
    assert open_school(school.library, OTHER_SCHOOL, "5010", "").desk.ask(ListGroups("weg")) == ()
