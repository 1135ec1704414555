"""The worklist of log-in accounts: what somebody must look at first, and what can be done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desk_app.domain.login_accounts import LoginAccountState, LoginIsActive
from desk_app.domain.staff import Permission
from desk_app.ui.login_account.work_lines import WorkLine, WorkReasons
from desk_app.ui.login_account.work_presenter import LoginWorkPresenter
from desk_app.ui.wording import login_desk as words
from desk_app.ui.wording.said import Said
from desk_app.usecases.commands.errands import RetryErrand
from desk_app.usecases.commands.login_accounts import RegenerateLoginAccount
from desk_app.usecases.errands.states import ErrandState
from desk_app.usecases.messages import Changes
from desk_app.usecases.queries.login_accounts import LoginWork, LoginWorklist
from tests.ui.fake_runner import FakeRunner
from tests.ui.login_account import facts


class View:
    def __init__(self) -> None:
        self.loading = False
        self.lines: tuple[WorkLine, ...] = ()
        self.chosen = -1
        self.note = ""
        self.reasons = WorkReasons("", "", "")
        self.away = False
        self.ok = ""
        self.refused: Said | None = None

    def show_loading(self) -> None:
        self.loading = True

    def show_lines(self, lines: tuple[WorkLine, ...], chosen: int, note: str) -> None:
        self.loading = False
        self.lines, self.chosen, self.note = lines, chosen, note

    def show_reasons(self, reasons: WorkReasons) -> None:
        self.reasons = reasons

    def say_away(self, away: bool) -> None:
        self.away = away

    def say_ok(self, sentence: str) -> None:
        self.ok = sentence

    def say_refused(self, said: Said) -> None:
        self.refused = said


class Desk:
    """The presenter on a desk that answers with `work`."""

    def __init__(
        self, work: LoginWork, may: Callable[[Permission], bool] = lambda _permission: True
    ) -> None:
        self.work = work
        self.refusal: Exception | None = None
        self.opened: list[int] = []
        self.view = View()
        self.runner = FakeRunner(self._answer)
        self.presenter = LoginWorkPresenter(self.view, self.runner, may, self.opened.append)
        self.presenter.begin()

    def _answer(self, message: Any) -> Any:
        if isinstance(message, LoginWorklist):
            return self.work
        if self.refusal is not None:
            raise self.refusal
        return None

    def choose(self, at: int) -> None:
        self.presenter.choose(self.view.lines[at])


def test_what_failed_comes_first_then_what_expired_then_what_waits() -> None:
    desk = Desk(facts.work())
    assert [(line.state, line.time) for line in desk.view.lines] == [
        ("Onbekend", "sinds 20-01-2015 14:02"),
        ("Verlopen", "sinds 20-01-2015 14:02"),
        ("Wacht op bevestiging", "nog 2 uur"),
    ]
    assert desk.view.note == ("1 wacht op bevestiging  ·  1 verlopen  ·  1 mislukt of onbekend")
    assert desk.view.chosen == 0
    assert "verbinding" in desk.view.lines[0].trouble


def test_an_expired_account_is_made_anew_with_one_click() -> None:
    desk = Desk(facts.work())
    desk.choose(1)
    assert desk.view.reasons == WorkReasons(None, words.ONLY_ERRANDS, None)
    desk.presenter.regenerate()
    assert desk.runner.executed == [RegenerateLoginAccount(facts.ACTOR)]
    assert desk.view.ok == words.regenerated("Mw. G. Tester")
    assert len(desk.runner.asked) == 2


def test_an_account_that_cannot_be_made_anew_says_why() -> None:
    row = facts.account_row(LoginAccountState.EXPIRED, can_regenerate=False)
    desk = Desk(facts.work(expired=(row,), errands=(), waiting=()))
    assert desk.view.reasons.regenerate == words.CANNOT_REGENERATE
    desk.presenter.regenerate()
    assert desk.runner.executed == []


def test_what_is_unknown_can_be_tried_again_and_what_waits_cannot() -> None:
    waits = facts.errand_row(ErrandState.WAITING, errand_id=32, trouble="")
    desk = Desk(facts.work(errands=(facts.errand_row(ErrandState.UNKNOWN), waits)))
    assert desk.view.reasons.regenerate == words.ONLY_EXPIRED
    desk.presenter.retry()
    assert desk.runner.executed == [RetryErrand(31)]
    desk.choose(3)
    assert desk.view.reasons.retry == words.ONLY_ERRANDS
    desk.presenter.retry()
    assert desk.runner.executed == [RetryErrand(31)]


def test_the_customer_is_opened() -> None:
    desk = Desk(facts.work())
    desk.choose(2)
    desk.presenter.open()
    assert desk.opened == [261381]


def test_who_may_not_is_told_who_may() -> None:
    desk = Desk(facts.work(), lambda permission: permission is Permission.LOGIN_READ)
    desk.choose(1)
    for reason in (desk.view.reasons.regenerate, desk.view.reasons.retry, desk.view.reasons.open):
        assert reason is not None
        assert reason.startswith("Dit mag u niet. Wel bevoegd:")
    desk.presenter.open()
    desk.presenter.regenerate()
    assert (desk.opened, desk.runner.executed) == ([], [])


def test_nothing_to_do_is_an_empty_list() -> None:
    desk = Desk(facts.work(waiting=(), expired=(), errands=()))
    assert (desk.view.lines, desk.view.chosen, desk.view.note) == ((), -1, "")
    assert desk.view.reasons.open == words.CHOOSE_FIRST
    desk.presenter.open()
    assert desk.opened == []


def test_the_chosen_line_stays_chosen_when_the_list_changes() -> None:
    desk = Desk(facts.work())
    desk.choose(1)
    desk.work = facts.work(errands=(), service_away=True)
    desk.runner.tell(Changes(errands=True))
    assert desk.view.away
    assert desk.view.lines[desk.view.chosen].actor_id == facts.ACTOR


def test_a_refusal_is_told() -> None:
    desk = Desk(facts.work())
    desk.choose(1)
    desk.refusal = LoginIsActive()
    desk.presenter.regenerate()
    assert desk.view.refused is not None
    assert (desk.view.refused.code, desk.view.ok) == ("INL-8", "")
