"""The list of accounts and what is filled in for one, without a window."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from desk_app.domain.branches import BranchUnknown
from desk_app.domain.customers import CustomerUnknown
from desk_app.domain.staff import (
    DisplayNameRefused,
    LastAdministrator,
    PasswordTooShort,
    Role,
    UsernameTaken,
)
from desk_app.errors import InputRefused, Refused, Unavailable
from desk_app.ui.staff.presenter.accounts import StaffPresenter
from desk_app.ui.staff.state import Reasons, Task
from desk_app.ui.wording import staff_accounts as words
from desk_app.ui.wording.said import Said
from desk_app.usecases.commands.staff import (
    AddStaff,
    ChangeStaff,
)
from desk_app.usecases.messages import Changes
from desk_app.usecases.queries.staff import ListBranches, ListStaff
from tests.ui.fake_prompter import FakePrompter
from tests.ui.fake_runner import FakeRunner
from tests.ui.staff_office import NEW, PASSWORD, Page, View
from tests.ui.staff_rows import ANNA, BRANCHES, GONE, ME, ROWS


@pytest.fixture
def page() -> Page:
    return Page()


def test_the_withdrawn_stand_below_those_who_are_at_work(page: Page) -> None:
    assert [row.staff_id for row in ROWS] != [row.staff_id for row in page.view.rows]
    assert page.view.rows[-1] == GONE
    assert page.view.branches == BRANCHES
    assert not page.view.loading


def test_what_is_grey_until_somebody_is_chosen(page: Page) -> None:
    assert page.view.chosen == page.view.rows[0].staff_id
    page.presenter.choose(None)
    first = words.CHOOSE_FIRST
    assert page.view.reasons == Reasons(None, first, first, first, None)
    page.presenter.choose(ANNA)
    assert page.view.reasons == Reasons(None, None, None, None, None)
    page.presenter.choose(GONE)
    gone = words.IS_WITHDRAWN
    assert page.view.reasons == Reasons(None, gone, gone, gone, None)
    page.presenter.choose(None)
    for act in (page.presenter.change, page.presenter.set_password, page.presenter.disable):
        act()
    assert not page.is_open
    assert page.prompter.asked == []


def test_nothing_can_be_filled_in_before_the_branches_are_known() -> None:
    page = Page.__new__(Page)
    page.answers = {ListBranches: Unavailable(), ListStaff: ROWS}
    view, runner = View(), FakeRunner(page.answer)
    presenter = StaffPresenter(view, runner, FakePrompter(), 1, lambda: None)
    presenter.begin()
    presenter.choose(ANNA)
    assert view.reasons is not None
    assert (view.reasons.add, view.reasons.change) == (words.NO_BRANCHES, words.NO_BRANCHES)
    presenter.add()
    assert view.form is None
    page.answers[ListBranches] = BRANCHES
    runner.try_again()
    assert view.reasons.add is None


# ---------------------------------------------------------------------------------------- Nieuw


def test_a_new_account(page: Page) -> None:
    page.presenter.add()
    assert page.open.task is Task.ADD
    busy = words.FORM_OPEN
    assert page.view.reasons == Reasons(busy, busy, busy, busy, busy)
    page.answers[ListStaff] = (*ROWS, replace(ANNA, staff_id=77))
    page.save(**NEW)
    assert page.runner.executed == [
        AddStaff("a.nieuw", " A. Nieuw ", Role.VOLUNTEER, "9548", PASSWORD, 261379)
    ]
    assert not page.is_open
    assert page.view.ok == words.added("A. Nieuw")
    page.runner.tell(Changes(staff=True), own=True)
    assert page.view.chosen == 77, "the new account is chosen in the list"
    assert page.view.busy_seen == [True, False]


@pytest.mark.parametrize(
    ("typed", "problems"),
    [
        ({"role": ""}, {"role": words.CHOOSE_ROLE}),
        ({"branch_code": ""}, {"branch_code": words.CHOOSE_BRANCH}),
        ({"customer_actor_id": "Tester"}, {"customer_actor_id": words.NO_ACTOR_ID}),
        ({"password": ""}, {"password": words.NEEDS_PASSWORD}),
        ({"password_again": "anders"}, {"password_again": words.NOT_THE_SAME}),
        (
            {"role": "", "password": ""},
            {"role": words.CHOOSE_ROLE, "password": words.NEEDS_PASSWORD},
        ),
    ],
)
def test_what_is_missing_is_said_without_asking_the_desk(
    page: Page, typed: dict[str, str], problems: dict[str, str]
) -> None:
    page.presenter.add()
    page.save(**NEW | typed)
    assert page.view.problems == problems
    assert page.view.in_form == Said(words.WRONG_FIELDS)
    assert page.runner.executed == []
    page.save(**NEW)
    assert page.view.problems == {}
    assert not page.is_open


def test_what_the_desk_refuses_is_said_at_its_field(page: Page) -> None:
    page.presenter.add()
    page.answers[AddStaff] = InputRefused(
        (
            UsernameTaken("username"),
            DisplayNameRefused("display_name", 60),
            PasswordTooShort("password", 12),
        )
    )
    page.save(**NEW)
    assert set(page.view.problems) == {"username", "display_name", "password"}
    assert all(page.view.problems.values())
    assert page.is_open


@pytest.mark.parametrize(
    ("error", "field"),
    [(CustomerUnknown(261379), "customer_actor_id"), (BranchUnknown("9548"), "branch_code")],
)
def test_what_does_not_exist_is_said_at_its_field(page: Page, error: Refused, field: str) -> None:
    page.presenter.add()
    page.answers[AddStaff] = error
    page.save(**NEW)
    assert list(page.view.problems) == [field]
    assert page.is_open


# ---------------------------------------------------------------------------------------- Wijzig


def test_changing_an_account(page: Page) -> None:
    page.presenter.choose(ANNA)
    page.presenter.change()
    assert page.open.values == {
        "display_name": ANNA.display_name,
        "role": "frontoffice",
        "branch_code": "9548",
        "customer_actor_id": "000123",
    }
    page.save(role="financieel", customer_actor_id=" ")
    assert page.runner.executed == [
        ChangeStaff(ANNA.staff_id, ANNA.display_name, Role.FINANCIAL, "9548", None)
    ]
    assert page.view.ok == words.changed(ANNA.display_name)
    assert page.signed_out == 0


def test_wrong_fields_of_a_change_are_not_sent(page: Page) -> None:
    page.presenter.choose(ANNA)
    page.presenter.change()
    page.save(customer_actor_id="12a")
    assert page.view.problems == {"customer_actor_id": words.NO_ACTOR_ID}
    assert page.runner.executed == []


def test_whoever_changes_their_own_account_signs_in_anew(page: Page) -> None:
    page.presenter.choose(ME)
    page.presenter.change()
    assert words.OWN_ACCOUNT in page.open.advice
    page.save(display_name="B. Heer")
    assert page.signed_out == 1


def test_the_last_administrator_stays_one(page: Page) -> None:
    page.presenter.choose(ME)
    page.presenter.change()
    page.answers[ChangeStaff] = LastAdministrator(ME.staff_id)
    page.save(role="vrijwilliger")
    assert page.view.in_form is not None
    assert page.view.in_form.code == "STF-8"
    assert page.is_open, "nothing of what was typed is lost"
    assert page.signed_out == 0


def test_what_was_typed_stands_when_the_world_fails(page: Page) -> None:
    page.presenter.choose(ANNA)
    page.presenter.change()
    page.answers[ChangeStaff] = Unavailable()
    page.save(display_name="Anders")
    assert len(page.runner.troubles) == 1
    assert page.is_open
    assert page.view.busy_seen[-1] is False
    page.answers[ChangeStaff] = None
    page.runner.try_again()
    assert not page.is_open


def test_annuleer_sends_nothing(page: Page) -> None:
    page.presenter.cancel()
    page.presenter.add()
    states = [page.presenter.form_open]
    page.presenter.cancel()
    states.append(page.presenter.form_open)
    assert states == [True, False]
    page.presenter.save(NEW)
    assert page.runner.executed == []
    assert not page.is_open


# -------------------------------------------------------------------------------------- together


def test_only_a_change_of_staff_asks_again(page: Page) -> None:
    before = len(page.runner.asked)
    page.runner.tell(Changes(customers=(1,)))
    assert len(page.runner.asked) == before
    page.runner.tell(Changes(staff=True))
    assert len(page.runner.asked) == before + 1


def test_who_is_no_longer_listed_is_no_longer_chosen(page: Page) -> None:
    page.presenter.choose(ANNA)
    page.answers[ListStaff] = (ME,)
    page.presenter.refresh()
    chosen = [page.view.chosen]
    page.answers[ListStaff] = ()
    page.presenter.refresh()
    chosen.append(page.view.chosen)
    assert chosen == [ME.staff_id, None]
    assert page.view.reasons is not None
    assert page.view.reasons.change == words.CHOOSE_FIRST


def test_the_words_of_a_state() -> None:
    assert words.state_words(ANNA) == "Actief"
    late = replace(ANNA, disabled_at=datetime(2026, 3, 12, 23, 30, tzinfo=UTC))
    assert words.state_words(late) == "Ingetrokken 13-03-2026"
    assert set(words.ROLES) == set(Role)
