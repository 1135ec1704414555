"""The accounts of whoever works here, without a window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from desk_app.domain.branches import BranchUnknown
from desk_app.domain.customers import CustomerUnknown
from desk_app.domain.staff import (
    ColleagueHasAccount,
    DisplayNameRefused,
    LastAdministrator,
    PasswordTooShort,
    Role,
    UsernameTaken,
)
from desk_app.errors import InputRefused, Refused, Unavailable
from desk_app.ui.staff.presenter import StaffPresenter
from desk_app.ui.staff.state import FIELDS, Reasons, StaffForm, Task
from desk_app.ui.wording import staff_accounts as words
from desk_app.ui.wording.said import Said
from desk_app.usecases.commands.colleagues import ColleagueMarked, MarkColleague
from desk_app.usecases.commands.staff import (
    AddStaff,
    ChangeStaff,
    DisableStaff,
    SetStaffPassword,
    StaffAdded,
)
from desk_app.usecases.messages import Changes
from desk_app.usecases.queries.staff import BranchName, ListBranches, ListStaff, StaffRow
from tests.ui.fake_prompter import FakePrompter
from tests.ui.fake_runner import FakeRunner
from tests.ui.staff_rows import ANNA, BRANCHES, GONE, ME, ROWS

PASSWORD = "groene-fietsbel-12"


class View:
    """The page as a person would describe it."""

    def __init__(self) -> None:
        self.loading = False
        self.rows: tuple[StaffRow, ...] = ()
        self.chosen: int | None = None
        self.branches: tuple[BranchName, ...] = ()
        self.reasons: Reasons | None = None
        self.form: StaffForm | None = None
        self.problems: Mapping[str, str] = {}
        self.in_form: Said | None = None
        self.ok = ""
        self.refused: Said | None = None
        self.busy_seen: list[bool] = []

    def show_loading(self) -> None:
        self.loading = True

    def show_rows(self, rows: tuple[StaffRow, ...], chosen: int | None) -> None:
        self.rows, self.chosen, self.loading = rows, chosen, False

    def show_branches(self, branches: tuple[BranchName, ...]) -> None:
        self.branches = branches

    def show_reasons(self, reasons: Reasons) -> None:
        self.reasons = reasons

    def open_form(self, form: StaffForm) -> None:
        self.form = form

    def close_form(self) -> None:
        self.form = None

    def show_problems(self, problems: Mapping[str, str]) -> None:
        self.problems = problems

    def say_in_form(self, said: Said | None) -> None:
        self.in_form = said

    def busy(self, busy: bool) -> None:
        self.busy_seen.append(busy)

    def say_ok(self, sentence: str) -> None:
        self.ok = sentence

    def say_refused(self, said: Said) -> None:
        self.refused = said

    def clear_message(self) -> None:
        self.ok, self.refused = "", None


class Page:
    """A presenter on a desk that answers what it is told to."""

    def __init__(self) -> None:
        self.answers: dict[type[Any], Any] = {
            ListStaff: ROWS,
            ListBranches: BRANCHES,
            AddStaff: StaffAdded(77),
            ChangeStaff: None,
            SetStaffPassword: None,
            DisableStaff: None,
            MarkColleague: ColleagueMarked(is_staff=True, changed=True),
        }
        self.view = View()
        self.runner = FakeRunner(self.answer)
        self.prompter = FakePrompter()
        self.signed_out = 0
        self.presenter = StaffPresenter(
            self.view, self.runner, self.prompter, ME.staff_id, self._own_changed
        )
        self.presenter.begin()

    def answer(self, message: Any) -> Any:
        answer = self.answers[type(message)]
        if isinstance(answer, Exception):
            raise answer
        return answer

    @property
    def open(self) -> StaffForm:
        """The panel, which must be open."""
        assert self.view.form is not None
        return self.view.form

    @property
    def is_open(self) -> bool:
        """Whether the panel is open."""
        return self.view.form is not None

    def _own_changed(self) -> None:
        self.signed_out += 1

    def save(self, **values: str) -> None:
        """What stands in the panel, with these texts typed over it."""
        form = self.open
        shown = {name: form.values.get(name, "") for name in FIELDS[form.task]}
        assert set(values) <= set(shown)
        self.presenter.save(shown | values)


@pytest.fixture
def page() -> Page:
    return Page()


NEW = {
    "display_name": " A. Nieuw ",
    "username": "a.nieuw",
    "role": "vrijwilliger",
    "branch_code": "9548",
    "customer_actor_id": "[261379]",
    "password": PASSWORD,
    "password_again": PASSWORD,
}


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


# -------------------------------------------------------------------------- Wachtwoord, Intrekken


def test_setting_a_password(page: Page) -> None:
    page.presenter.choose(ANNA)
    page.presenter.set_password()
    assert page.open.advice == words.PASSWORD_ADVICE
    page.save(password=PASSWORD, password_again="x")
    assert page.runner.executed == []
    page.save(password=PASSWORD, password_again=PASSWORD)
    assert page.runner.executed == [SetStaffPassword(ANNA.staff_id, PASSWORD)]
    assert page.view.ok == words.password_set(ANNA.display_name)
    assert PASSWORD not in page.view.ok


def test_ones_own_password(page: Page) -> None:
    page.presenter.choose(ME)
    page.presenter.set_password()
    assert page.open.advice == words.OWN_ACCOUNT
    page.save(password=PASSWORD, password_again=PASSWORD)
    assert page.signed_out == 1


def test_withdrawing_asks_first(page: Page) -> None:
    page.presenter.choose(ANNA)
    page.presenter.disable()
    assert page.prompter.asked[0].question.danger
    page.prompter.no()
    assert page.runner.executed == []
    page.presenter.disable()
    page.prompter.yes()
    assert page.runner.executed == [DisableStaff(ANNA.staff_id)]
    assert page.view.ok == words.disabled(ANNA.display_name)


def test_withdrawing_ones_own_account_says_so(page: Page) -> None:
    page.presenter.choose(ME)
    page.presenter.disable()
    assert page.prompter.asked[0].question.lines
    page.answers[DisableStaff] = LastAdministrator(ME.staff_id)
    page.prompter.yes()
    assert page.view.refused is not None
    assert page.view.refused.code == "STF-8"
    assert page.signed_out == 0
    page.answers[DisableStaff] = None
    page.presenter.disable()
    page.prompter.yes()
    assert page.signed_out == 1
    assert page.view.refused is None


# ------------------------------------------------------------------------------------- colleagues


@pytest.mark.parametrize(
    ("is_staff", "changed", "said"),
    [
        (True, True, "Klant 000123 staat nu wel als collega of vrijwilliger."),
        (True, False, "Klant 000123 staat al wel als collega of vrijwilliger."),
        (False, True, "Klant 000123 staat nu niet als collega of vrijwilliger."),
    ],
)
def test_marking_a_colleague_tells_the_number_and_nothing_else(
    page: Page, said: str, *, is_staff: bool, changed: bool
) -> None:
    page.presenter.mark_colleague()
    page.answers[MarkColleague] = ColleagueMarked(is_staff, changed)
    page.save(customer_actor_id="123", is_staff="1" if is_staff else "0")
    assert page.runner.executed == [MarkColleague(123, is_staff)]
    assert page.view.ok == said
    assert {type(query) for query in page.runner.asked} == {ListStaff, ListBranches}


def test_a_number_and_a_yes_or_no_are_needed(page: Page) -> None:
    page.presenter.mark_colleague()
    page.save()
    assert page.view.problems == {
        "customer_actor_id": words.NEEDS_ACTOR_ID,
        "is_staff": words.CHOOSE_YES_OR_NO,
    }
    page.save(customer_actor_id="vijf", is_staff="1")
    assert page.view.problems == {"customer_actor_id": words.NO_ACTOR_ID}
    assert page.runner.executed == []


def test_the_mark_stays_while_an_account_names_the_customer(page: Page) -> None:
    page.presenter.mark_colleague()
    page.answers[MarkColleague] = ColleagueHasAccount(123)
    page.save(customer_actor_id="123", is_staff="0")
    assert page.view.in_form is not None
    assert "000123" in page.view.in_form.sentence
    page.answers[MarkColleague] = CustomerUnknown(123)
    page.save(customer_actor_id="123", is_staff="0")
    assert list(page.view.problems) == ["customer_actor_id"]


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
