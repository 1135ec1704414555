"""Scholen en koppeling, without a window."""

from __future__ import annotations

from datetime import date

import pytest

from desk_app.domain.cards import Sector
from desk_app.domain.schools import BrinRefused, LinkIsOff
from desk_app.domain.staff import Permission, Role
from desk_app.errors import Refused
from desk_app.ui.schools.state import FIELDS, Show, Switch, Task
from desk_app.ui.wording import schools as words
from desk_app.ui.wording.permissions import not_permitted
from desk_app.usecases.commands.pupil_links import (
    ConfirmLink,
    RecordConsent,
    RejectLink,
    UnlinkPupil,
    WithdrawConsent,
)
from desk_app.usecases.commands.schools import (
    AddSchool,
    SetSchoolSwitches,
    TurnLinkOff,
    TurnLinkOn,
)
from desk_app.usecases.messages import Changes
from desk_app.usecases.queries.schools import (
    LinkProposals,
    PupilOverview,
)
from tests.ui.pupils.rows import LINKED, SCHOOLS
from tests.ui.schools.school_page import BLOCKED, FREE, Page


@pytest.fixture
def page() -> Page:
    return Page()


def test_the_first_school_with_its_switches_and_proposals(page: Page) -> None:
    assert page.view.school == "0701"
    assert page.view.switches == {
        Switch.AT_SCHOOL: True,
        Switch.IN_BRANCHES: False,
        Switch.ONLY_LENT_OUT: True,
    }
    assert "directie (01-09-2026)" in page.view.link
    assert [pair.list_name for pair in page.view.pairs] == [BLOCKED.list_name, FREE.list_name]
    assert page.view.branches == (("9548", "9548 Ruinerwold"),)
    page.presenter.choose(SCHOOLS[1])
    assert page.runner.asked[-1] == LinkProposals("0702")
    assert page.view.link == "Uit."
    page.presenter.choose(None)
    assert page.reasons().switches == words.CHOOSE_SCHOOL


@pytest.mark.parametrize(
    ("switch", "on", "kept"),
    [
        (Switch.AT_SCHOOL, False, (False, False, True)),
        (Switch.IN_BRANCHES, True, (True, True, True)),
        (Switch.ONLY_LENT_OUT, False, (True, False, False)),
    ],
)
def test_a_tick_is_kept_at_once(
    page: Page, switch: Switch, on: bool, kept: tuple[bool, bool, bool]
) -> None:
    page.presenter.switch(switch, on)
    assert page.runner.executed == [SetSchoolSwitches("0701", *kept)]
    assert page.view.ok == words.SWITCHED


def test_a_tick_that_is_refused_goes_back(page: Page) -> None:
    page.answers[SetSchoolSwitches] = Refused()
    asked = len(page.runner.asked)
    page.presenter.switch(Switch.IN_BRANCHES, True)
    assert page.view.refused is not None
    assert len(page.runner.asked) > asked, "what stands is shown again"


def test_the_link_goes_on_only_with_who_asked_and_when(page: Page) -> None:
    page.presenter.link_on()
    assert page.view.form is None
    assert page.reasons().link_on == words.IS_ON
    page.presenter.choose(SCHOOLS[1])
    page.presenter.link_on()
    assert page.view.values == {"requested_on": "27-11-2026"}
    assert page.reasons().link_off == words.CLOSE_PANEL
    page.presenter.forms.save({"requested_by": "De directeur", "requested_on": "31-02-2026"})
    assert set(page.view.problems) == {"requested_on"}
    page.presenter.forms.save({"requested_by": "De directeur", "requested_on": "01-09-2026"})
    assert page.runner.executed == [TurnLinkOn("0702", "De directeur", date(2026, 9, 1))]
    assert (page.view.form, page.view.ok) == (None, words.SAVED[Task.LINK_ON])
    assert not page.view.busy


def test_the_link_goes_off_for_everybody_after_asking(page: Page) -> None:
    page.presenter.link_off()
    assert page.prompter.asked[0].question.danger
    page.yes()
    assert page.runner.executed == [TurnLinkOff("0701")]
    assert page.view.ok == words.link_ended(3)
    assert words.link_ended(1) != words.link_ended(3)
    page.presenter.choose(SCHOOLS[1])
    assert page.reasons().link_off == words.IS_OFF
    page.presenter.link_off()
    assert page.prompter.asked == []


def test_a_school_is_added_and_wrong_fields_are_marked(page: Page) -> None:
    page.presenter.add()
    assert page.view.form is Task.ADD
    values = {
        "school_code": "0703",
        "name": "De Linde",
        "sector": Sector.PRIMARY_SCHOOL.value,
        "library_code": "9548",
        "place": "",
        "brin": "xx",
        "label": "5004",
        "number_process": "6",
    }
    page.answers[AddSchool] = BrinRefused("brin")
    page.presenter.forms.save(values)
    assert set(page.view.problems) == {"brin"}
    assert page.view.form is Task.ADD
    page.answers[AddSchool] = Refused()
    page.presenter.forms.save(values)
    assert page.view.in_form is not None
    del page.answers[AddSchool]
    page.presenter.forms.save(values)
    assert page.runner.executed[-1] == AddSchool(
        "0703", "De Linde", Sector.PRIMARY_SCHOOL, "9548", "5004", "6", "", "xx"
    )
    assert page.view.form is None


def test_consent_is_recorded_for_the_chosen_pupil(page: Page) -> None:
    page.pick(0)
    page.presenter.pair.consent()
    assert page.view.form is Task.CONSENT
    values = {
        "given_by": "A. en B. Vermeer",
        "given_on": "",
        "how": "formulier",
        "text_version": "1",
        "all_parents": "1",
    }
    page.presenter.forms.save(values)
    assert set(page.view.problems) == {"given_on"}
    # Another pair may be chosen meanwhile; the panel says for whom it is.
    page.pick(1)
    page.presenter.forms.save({**values, "given_on": "20-11-2026"})
    assert page.runner.executed == [
        RecordConsent(10031, date(2026, 11, 20), "formulier", "1", True, "A. en B. Vermeer")
    ]


def test_nothing_is_kept_of_a_panel_that_was_left(page: Page) -> None:
    page.presenter.add()
    page.presenter.forms.cancel()
    page.presenter.forms.save({})
    assert (page.view.form, page.runner.executed) == (None, [])


def test_a_person_confirms_what_was_proposed(page: Page) -> None:
    page.pick(0)
    assert page.reasons().confirm == words.why_not_link(page.view.pairs[0])
    assert "Vermeer" in page.view.told
    page.presenter.pair.confirm()
    assert page.prompter.asked == []
    page.pick(1)
    assert page.reasons().confirm is None
    page.presenter.pair.confirm()
    lines = page.prompter.asked[0].question.lines
    assert any("Jansen" in line for line in lines)
    assert any("tweelingen" in line for line in lines)
    page.yes()
    assert page.runner.executed == [ConfirmLink(10033, 2)]
    assert page.view.ok == words.LINKED


def test_a_pair_that_is_not_one_child_is_rejected(page: Page) -> None:
    page.pick(1)
    page.presenter.pair.reject()
    assert page.runner.executed == [RejectLink(10033, 2)]


def test_a_link_refused_by_the_desk_is_said(page: Page) -> None:
    page.pick(1)
    page.answers[ConfirmLink] = LinkIsOff("0701")
    page.presenter.pair.confirm()
    page.yes()
    assert page.view.refused is not None
    assert page.view.refused.code == "SCH-5"


def test_who_is_linked_can_be_unlinked_and_consent_withdrawn(page: Page) -> None:
    page.presenter.show(Show.LINKED)
    (pair,) = page.view.pairs
    assert (pair.actor_id, pair.library_name) == (10024, LINKED.primary_card)
    assert page.runner.asked[-1] == PupilOverview("0701", (1, 2), True)
    assert page.reasons().confirm == words.ALREADY_LINKED
    assert page.reasons().reject == words.ALREADY_LINKED
    assert page.reasons().open_customer == words.NO_CUSTOMER
    page.presenter.pair.confirm()
    page.presenter.pair.reject()
    page.presenter.pair.open_customer()
    assert (page.runner.executed, page.opened) == ([], [])
    page.presenter.pair.unlink()
    page.yes()
    page.presenter.pair.withdraw()
    page.yes()
    assert page.runner.executed == [UnlinkPupil(10024), WithdrawConsent(10024)]
    page.presenter.show(Show.PROPOSED)
    assert page.reasons().unlink == words.NOT_LINKED
    page.presenter.pair.unlink()
    assert page.prompter.asked == []


def test_both_files_can_be_opened(page: Page) -> None:
    page.pick(1)
    page.presenter.pair.open_pupil()
    page.presenter.pair.open_customer()
    assert page.opened == [10033, 300010]


def test_nothing_to_link(page: Page) -> None:
    page.answers[LinkProposals] = ()
    page.presenter.refresh()
    assert (page.view.pairs, page.view.told) == ((), "")
    assert page.reasons().confirm == words.CHOOSE_PAIR
    for press in (
        page.presenter.pair.consent,
        page.presenter.pair.withdraw,
        page.presenter.pair.confirm,
        page.presenter.pair.reject,
        page.presenter.pair.unlink,
        page.presenter.pair.open_pupil,
        page.presenter.pair.open_customer,
    ):
        press()
    assert (page.runner.executed, page.prompter.asked, page.opened) == ([], [], [])


def test_no_school_at_all() -> None:
    page = Page(schools=())
    assert (page.view.school, page.view.link) == ("", "")
    page.presenter.switch(Switch.AT_SCHOOL, True)
    page.presenter.link_off()
    assert (page.runner.executed, page.prompter.asked) == ([], [])


def test_who_may_not_is_told_who_may() -> None:
    page = Page(Role.FRONT_OFFICE)
    reasons = page.reasons()
    assert reasons.add == not_permitted(Permission.SCHOOL_MANAGE)
    assert reasons.confirm == not_permitted(Permission.SCHOOL_LINK)
    assert page.view.pairs == (), "what may not be seen is not asked for"


def test_a_change_of_schools_or_of_who_is_listed_asks_again(page: Page) -> None:
    asked = len(page.runner.asked)
    page.runner.tell(Changes(customers=(1,)))
    assert len(page.runner.asked) == asked
    page.runner.tell(Changes(customers=(300010,)))
    assert len(page.runner.asked) > asked
    asked = len(page.runner.asked)
    page.runner.tell(Changes(schools=True))
    assert len(page.runner.asked) > asked


def test_every_field_has_a_label() -> None:
    assert {name for fields in FIELDS.values() for name in fields} == set(words.LABELS)
    assert set(words.HINTS) <= set(words.LABELS)
    assert set(words.SWITCHES) == set(Switch)
    assert dict(words.sector_choices())
    assert all(name for _key, name in words.process_choices())
