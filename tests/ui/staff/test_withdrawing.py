"""Passwords, withdrawing, and who is a colleague, without a window."""

from __future__ import annotations

import pytest

from desk_app.domain.customers import CustomerUnknown
from desk_app.domain.staff import (
    ColleagueHasAccount,
    LastAdministrator,
)
from desk_app.ui.wording import staff_accounts as words
from desk_app.usecases.commands.colleagues import ColleagueMarked, MarkColleague
from desk_app.usecases.commands.staff import (
    DisableStaff,
    SetStaffPassword,
)
from desk_app.usecases.queries.staff import ListBranches, ListStaff
from tests.ui.staff_office import PASSWORD, Page
from tests.ui.staff_rows import ANNA, ME


@pytest.fixture
def page() -> Page:
    return Page()


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
