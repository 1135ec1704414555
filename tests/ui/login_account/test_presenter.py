"""The menu Inlogaccount and the plan of Inlogproblemen, without a window."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from desk_app.domain.login_accounts import LoginAccountState, NoLoginAccount, Right
from desk_app.domain.login_trouble import Answers, NextStep, Situation, assess
from desk_app.ui.login_account.composing import RESTART, TO_TROUBLE
from desk_app.ui.login_account.presenter import LoginAccountPresenter, LoginExits
from desk_app.ui.login_account.state import PanelState, Weight
from desk_app.ui.wording import login_account as labels
from desk_app.ui.wording import login_desk as words
from desk_app.usecases.abilities import Action
from desk_app.usecases.commands import login_accounts as commands
from desk_app.usecases.errands.states import ErrandState
from desk_app.usecases.messages import Changes
from desk_app.usecases.queries import login_accounts as queries
from tests.ui import builders
from tests.ui.fake_prompter import FakePrompter
from tests.ui.fake_runner import FakeRunner
from tests.ui.login_account import facts

ACTIVE = LoginAccountState.ACTIVE
WAITING = LoginAccountState.WAITING_FOR_ACTIVATION


class View:
    """Remembers the last state; None when closed."""

    def __init__(self) -> None:
        self.state: PanelState | None = None

    def show_panel(self, state: PanelState) -> None:
        self.state = state

    def close_panel(self) -> None:
        self.state = None

    @property
    def shown(self) -> PanelState:
        assert self.state is not None
        return self.state

    def way(self, key: str) -> str | None:
        """Why the button `key` is grey."""
        (way,) = [one for one in self.shown.ways if one.key == key]
        return way.reason


class Counter:
    """A desk that answers by class of message; `answers` may be changed by the test."""

    def __init__(self, **situation: Any) -> None:
        self.view = View()
        self.prompter = FakePrompter()
        self.went: list[str] = []
        self.situation = Situation(**situation)
        self.answers: dict[type, Any] = {
            commands.AskLoginAccount: None,
            commands.AuthoriseLoginAccount: None,
            commands.ForgetLoginAccount: None,
            commands.ResetRecoveryEmail: None,
            commands.IssueOneTimeCode: None,
            commands.GenerateLoginAccount: commands.LoginRequested(
                facts.ACTOR, facts.NUMBER, facts.EMAIL
            ),
            commands.LinkLoginAccount: commands.LoginRequested(facts.ACTOR, "tester", ""),
            commands.RegenerateLoginAccount: commands.LoginRequested(
                facts.ACTOR, facts.NUMBER, facts.EMAIL
            ),
            commands.TakeOneTimeCode: commands.OneTimeCode("4711-0815"),
            queries.LoginAccountData: facts.data(),
            queries.LoginAccountRights: facts.rights(*Right),
            queries.LoginWorklist: facts.work(),
        }
        self.runner = FakeRunner(self._answer)
        self.presenter = LoginAccountPresenter(
            self.view,
            self.runner,
            self.prompter,
            LoginExits(lambda: self.went.append("email"), lambda: self.went.append("fee")),
        )

    def _answer(self, message: Any) -> Any:
        if isinstance(message, queries.AssessLoginTrouble):
            return assess(self.situation, message.answers)
        answer = self.answers[type(message)]
        if isinstance(answer, Exception):
            raise answer
        return answer

    @property
    def sent(self) -> list[str]:
        return [type(message).__name__ for message in self.runner.executed]


def counter_with(state: LoginAccountState | None, **situation: Any) -> Counter:
    made = Counter(state=state, **situation)
    made.presenter.file_shown(facts.customer(state))
    return made


def test_the_data_are_shown_as_known_while_the_service_is_asked() -> None:
    counter = counter_with(ACTIVE)
    counter.answers[queries.LoginAccountData] = facts.data(busy=True)
    counter.presenter.act(Action.SHOW_DATA)
    shown = counter.view.shown
    assert shown.title == words.DATA_TITLE
    assert shown.facts[:3] == (
        ("Gebruikersnaam", facts.NUMBER),
        ("E-mail", facts.EMAIL),
        ("Status", "Actief"),
    )
    assert (shown.said, shown.polls) == (words.BUSY, True)
    counter.answers[queries.LoginAccountData] = facts.data()
    counter.presenter.refresh()
    assert (counter.view.shown.said, counter.view.shown.polls) == ("", False)
    assert counter.sent == ["AskLoginAccount"]


def test_an_expired_account_offers_to_make_it_anew() -> None:
    counter = counter_with(LoginAccountState.EXPIRED)
    counter.answers[queries.LoginAccountData] = facts.data(state=LoginAccountState.EXPIRED)
    counter.presenter.act(Action.SHOW_DATA)
    assert counter.view.way(NextStep.REGENERATE.value) is None
    counter.presenter.pressed(NextStep.REGENERATE.value)
    assert counter.sent[-1] == "RegenerateLoginAccount"


def test_another_address_is_shown_beside_that_of_the_customer() -> None:
    counter = counter_with(ACTIVE)
    counter.answers[queries.LoginAccountData] = facts.data(
        email="oud@example.org", email_differs=True
    )
    counter.presenter.act(Action.SHOW_DATA)
    assert (words.CUSTOMER_EMAIL, facts.EMAIL) in counter.view.shown.facts
    counter.answers[queries.LoginAccountData] = facts.data()
    counter.presenter.pressed(NextStep.RESET_EMAIL.value)
    assert counter.sent[-1] == "ResetRecoveryEmail"
    assert counter.view.shown.said == words.DONE[Action.RESET_EMAIL]


def test_rights_are_three_columns_and_lead_to_authorising() -> None:
    counter = counter_with(ACTIVE)
    counter.answers[queries.LoginAccountRights] = facts.rights()
    counter.presenter.act(Action.SHOW_RIGHTS)
    before = counter.view.shown
    assert before.no_rights
    counter.answers[queries.LoginAccountRights] = facts.rights(*Right)
    counter.presenter.pressed(NextStep.AUTHORISE.value)
    assert counter.view.shown.rights == (
        ("Basis", "Basis", "Actief"),
        ("OnlineBibliotheek - Compleet", "Online Bibliotheek Compleet", "Actief"),
    )
    assert not counter.view.shown.no_rights
    assert counter.view.shown.said == words.DONE[Action.AUTHORISE]


def test_generating_says_that_it_waits_and_then_that_it_is_done() -> None:
    counter = counter_with(None)
    asked = facts.data(state=LoginAccountState.REQUESTED, busy=True, asked_at=None)
    counter.answers[queries.LoginAccountData] = asked
    counter.presenter.act(Action.GENERATE)
    assert (counter.view.shown.said, counter.view.shown.polls) == (words.GENERATING, True)
    counter.answers[queries.LoginAccountData] = replace(asked, service_away=True)
    counter.presenter.refresh()
    assert counter.view.shown.weight is Weight.WARNING
    assert counter.view.shown.said == f"{labels.GENERATE_LATER}."
    counter.answers[queries.LoginAccountData] = facts.data(state=WAITING, seconds_left=86_000)
    counter.presenter.refresh()
    shown = counter.view.shown
    assert (shown.said, shown.weight) == ("Genereren van inlogaccount gelukt", Weight.OK)
    assert ("Gebruikersnaam", facts.NUMBER) in shown.facts
    assert any("binnen 24 uur" in line for line in shown.tell)
    assert not shown.polls


def test_an_account_that_could_not_be_made_tells_why() -> None:
    counter = counter_with(None)
    counter.answers[queries.LoginAccountData] = NoLoginAccount()
    failed = facts.errand_row(ErrandState.FAILED, actor_id=facts.ACTOR, trouble="IDY-6")
    counter.answers[queries.LoginWorklist] = facts.work(errands=(failed,))
    counter.presenter.act(Action.GENERATE)
    shown = counter.view.shown
    assert shown.said.startswith(words.NOT_MADE)
    assert (shown.error_code, shown.weight, shown.facts) == ("IDY-6", Weight.TROUBLE, ())


def test_forgetting_is_asked_first_and_coupling_asks_the_name() -> None:
    counter = counter_with(ACTIVE)
    counter.presenter.act(Action.FORGET)
    assert counter.sent == []
    assert counter.prompter.asked[0].question.danger
    counter.prompter.yes()
    assert counter.sent == ["ForgetLoginAccount"]
    assert counter.view.shown.said == words.DONE[Action.FORGET]
    counter.presenter.file_shown(facts.customer(None))
    counter.presenter.act(Action.LINK)
    counter.prompter.yes("tester")
    assert counter.runner.executed[-1] == commands.LinkLoginAccount(facts.ACTOR, "tester")
    assert counter.view.shown.said == words.DONE[Action.LINK]


def test_a_code_is_taken_once_and_gone_when_the_panel_closes() -> None:
    counter = counter_with(ACTIVE)
    counter.answers[queries.LoginAccountData] = facts.data(busy=True)
    counter.presenter.act(Action.ISSUE_CODE)
    assert (counter.view.shown.code, counter.view.shown.polls) == ("", True)
    counter.answers[queries.LoginAccountData] = facts.data(code_waits=True)
    counter.presenter.refresh()
    counter.presenter.refresh()
    assert counter.view.shown.code == "4711-0815"
    assert counter.sent == ["IssueOneTimeCode", "TakeOneTimeCode"]
    assert "4711" not in repr(counter.view.shown)
    counter.presenter.close()
    counter.presenter.act(Action.SHOW_DATA)
    assert counter.view.shown.code == ""


def test_a_service_without_codes_is_told() -> None:
    counter = counter_with(ACTIVE)
    counter.answers[queries.LoginAccountData] = facts.data(trouble="IDY-10")
    counter.presenter.act(Action.ISSUE_CODE)
    assert counter.view.shown.error_code == "IDY-10"
    assert not counter.view.shown.polls


def test_what_may_not_be_done_is_not_sent() -> None:
    counter = counter_with(None)
    counter.presenter.act(Action.SHOW_DATA)
    counter.presenter.file_shown(builders.with_cards(builders.card()))
    for action in (Action.GENERATE, Action.LINK, Action.SHOW_DATA, Action.ISSUE_CODE):
        counter.presenter.act(action)
    assert (counter.sent, counter.prompter.asked, counter.view.state) == ([], [], None)


# ----------------------------------------------------------------------------- Inlogproblemen


def test_of_a_colleague_the_plan_says_only_that_they_sign_in_themselves() -> None:
    counter = Counter(colleague=True)
    counter.presenter.file_shown(builders.with_cards(builders.card()))
    counter.presenter.open_trouble()
    shown = counter.view.shown
    assert [line.text for line in shown.found] == ["Dit is een collega of vrijwilliger."]
    assert shown.tell
    assert not shown.facts
    assert not shown.ways
    assert not shown.question
    assert [type(one) for one in counter.runner.asked] == [queries.AssessLoginTrouble]


def test_without_an_account_the_answer_leads_to_generating_or_coupling() -> None:
    counter = counter_with(None)
    counter.presenter.open_trouble()
    assert counter.view.shown.question
    counter.presenter.answer(True)
    assert [way.key for way in counter.view.shown.ways] == [NextStep.LINK.value, RESTART]
    counter.presenter.pressed(RESTART)
    counter.presenter.answer(False)
    counter.situation = replace(counter.situation, state=WAITING)
    counter.answers[queries.LoginAccountData] = facts.data(state=WAITING, seconds_left=86_399)
    counter.presenter.pressed(NextStep.GENERATE.value)
    shown = counter.view.shown
    assert shown.title == words.TROUBLE_TITLE
    assert shown.said == labels.GENERATED
    assert ("Gebruikersnaam", facts.NUMBER) in shown.facts
    assert any("24 uur" in line for line in shown.tell)


def test_the_whole_plan_of_an_active_account() -> None:
    counter = counter_with(ACTIVE, due=tuple(Right))
    counter.presenter.open_trouble()
    counter.situation = replace(counter.situation, rights=tuple(Right))
    counter.presenter.pressed(NextStep.AUTHORISE.value)
    assert counter.view.shown.question == labels.QUESTIONS[next(iter(_website()))]
    counter.presenter.answer(False)
    counter.presenter.answer(False)
    counter.answers[queries.LoginAccountData] = facts.data(code_waits=True)
    counter.presenter.pressed(NextStep.ISSUE_CODE.value)
    assert counter.view.shown.code == "4711-0815"
    assert NextStep.ISSUE_CODE.value not in [way.key for way in counter.view.shown.ways]
    counter.presenter.pressed(RESTART)
    counter.presenter.pressed(NextStep.SHOW_DATA.value)
    assert counter.view.shown.facts
    assert counter.view.shown.question
    counter.presenter.answer(True)
    assert not counter.view.shown.question
    assert any("veranderen" in line for line in counter.view.shown.tell)


def _website() -> tuple[Any, ...]:
    found = assess(Situation(state=ACTIVE, due=tuple(Right), rights=tuple(Right)), Answers())
    return (found.question,)


def test_the_file_itself_is_opened_where_it_must_be_changed_first() -> None:
    counter = counter_with(None, email=False)
    counter.presenter.open_trouble()
    counter.presenter.answer(False)
    counter.presenter.pressed(NextStep.FILL_IN_EMAIL.value)
    counter.situation = Situation(state=ACTIVE)
    counter.presenter.pressed(TO_TROUBLE)
    counter.presenter.pressed(NextStep.CHANGE_SUBSCRIPTION.value)
    assert counter.went == ["email", "fee"]


def test_the_next_button_is_grey_with_the_reason_of_the_menu() -> None:
    counter = counter_with(None)
    counter.presenter.file_shown(facts.customer(None, login_service_away=True))
    counter.presenter.open_trouble()
    counter.presenter.answer(True)
    assert "niet bereikbaar" in (counter.view.way(NextStep.LINK.value) or "")


# --------------------------------------------------------------------------------- staleness


def test_another_customer_closes_the_panel_and_drops_what_still_comes() -> None:
    counter = counter_with(ACTIVE)
    counter.runner.hold()
    counter.presenter.act(Action.SHOW_DATA)
    counter.presenter.file_shown(facts.customer(None, actor_id=261380))
    assert not counter.presenter.is_open
    counter.runner.release()
    assert counter.view.state is None
    assert counter.sent == ["AskLoginAccount"]


def test_a_change_elsewhere_is_shown() -> None:
    counter = counter_with(ACTIVE)
    counter.presenter.act(Action.SHOW_DATA)
    counter.answers[queries.LoginAccountData] = facts.data(username="tester")
    counter.runner.tell(Changes(customers=(facts.ACTOR,)))
    assert counter.view.shown.facts[0] == ("Gebruikersnaam", "tester")


@pytest.mark.parametrize("refusing", [commands.AskLoginAccount, queries.LoginAccountData])
def test_a_refusal_is_told_in_the_panel(refusing: type) -> None:
    counter = counter_with(ACTIVE)
    counter.answers[refusing] = NoLoginAccount()
    counter.presenter.act(Action.SHOW_DATA)
    assert counter.view.shown.error_code == "INL-1"
    assert counter.runner.troubles == []
