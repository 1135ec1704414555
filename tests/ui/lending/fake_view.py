"""The page of lending as a person would describe it, and a presenter behind it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desk_app.domain.staff import PERMISSIONS_OF, Role
from desk_app.ui.framework.tone import Tone
from desk_app.ui.lending.presenter.acts import LendingActs
from desk_app.ui.lending.presenter.scans import LendingPresenter
from desk_app.ui.lending.presenter.session import Session
from desk_app.ui.lending.state import Line, Reasons, Sign, Way
from desk_app.ui.wording.said import Said
from desk_app.usecases.commands.circulation import LendCopy
from desk_app.usecases.queries.circulation import (
    CopyAtCounter,
    CounterCustomer,
    CounterSession,
    CounterSessionByNumber,
    LoanLine,
)
from tests.ui.counter_rows import CUSTOMER, LENT, PLACE
from tests.ui.fake_prompter import FakePrompter
from tests.ui.fake_runner import FakeRunner


class View:
    """What is on the page."""

    def __init__(self) -> None:
        self.waiting: Any = None
        self.looking_up = False
        self.customer: Any = None
        self.possession = (0, 0)
        self.notices: tuple[str, ...] = ()
        self.note = ""
        self.lines: tuple[Line, ...] = ()
        self.reasons: Any = None
        self.tab = 0
        self.tone: Any = None
        self.said = Said("")
        self.ways: tuple[Way, ...] = ()

    def show_waiting(self, previous: str) -> None:
        self.waiting, self.customer, self.looking_up = previous, None, False

    def show_looking_up(self) -> None:
        self.looking_up = True

    def show_customer(self, customer: CounterCustomer) -> None:
        self.customer, self.waiting, self.looking_up = customer, None, False

    def show_possession(self, items_out: int, most: int) -> None:
        self.possession = items_out, most

    def show_notices(self, texts: tuple[str, ...], note: str) -> None:
        self.notices, self.note = texts, note

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        self.lines = lines

    def show_reasons(self, reasons: Reasons) -> None:
        self.reasons = reasons

    def show_tab(self, index: int) -> None:
        self.tab = index

    def say(self, tone: Tone, said: Said, ways: tuple[Way, ...] = ()) -> None:
        self.tone, self.said, self.ways = tone, said, ways

    def clear_message(self) -> None:
        self.tone, self.said, self.ways = None, Said(""), ()


class Counter:
    """Presenters of lending for somebody of a role, on a desk that answers from `answers`."""

    def __init__(self, role: Role = Role.FRONT_OFFICE) -> None:
        self.answers: dict[type[Any], Any] = {
            CounterSession: CUSTOMER,
            CounterSessionByNumber: CUSTOMER,
            CopyAtCounter: None,
            LendCopy: LENT,
        }
        self.view = View()
        self.runner = FakeRunner(self._answer)
        self.prompter = FakePrompter()
        self.checked_in: list[str] = []
        self.opened: list[int] = []
        self.here: list[bool] = []
        may = PERMISSIONS_OF[role].__contains__
        self.session = Session(self.view, self.runner, PLACE, may, self.here.append)
        self.scans = LendingPresenter(self.session, self.runner, self.checked_in.append)
        self.acts = LendingActs(
            self.session,
            self.scans,
            self.runner,
            self.prompter,
            self.checked_in.append,
            self.opened.append,
        )
        self.session.show_waiting()

    def scan(self, *numbers: str) -> None:
        for number in numbers:
            self.scans.scanned(number)

    @property
    def signs(self) -> list[Sign]:
        """Of every line, the newest first."""
        return [line.sign for line in self.view.lines]

    @property
    def way_words(self) -> list[str]:
        return [way.key for way in self.view.ways]

    def notices(self) -> tuple[str, ...]:
        """What must be read first."""
        return self.view.notices

    def chosen_loan(self) -> LoanLine | None:
        """The chosen line of *In bezit*."""
        return self.session.loan

    def why_not(self, button: str) -> str | None:
        """Why a button is grey."""
        reason: str | None = getattr(self.view.reasons, button)
        return reason

    def executed(self, kind: type[Any]) -> list[Any]:
        return [one for one in self.runner.executed if isinstance(one, kind)]

    def _answer(self, message: Any) -> Any:
        answer = self.answers[type(message)]
        if isinstance(answer, Callable):  # type: ignore[arg-type]
            answer = answer(message)
        if isinstance(answer, Exception):
            raise answer
        return answer
