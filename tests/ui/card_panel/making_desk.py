"""A card panel at a desk whose devices do what the test says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desk_app.domain.card_jobs import CardStep
from desk_app.errors import DeskAppError
from desk_app.hardware.api import Scan
from desk_app.ui.card_panel.port import PanelState
from desk_app.ui.card_panel.presenter.panel import CardPanelPresenter
from desk_app.ui.framework.scan_router import ScanRouter
from desk_app.usecases.commands.card_jobs import AdvanceCardJob, SpoilCard, StartCardJob
from desk_app.usecases.procedures.issue_card import CardProgress
from desk_app.usecases.queries.card_jobs import CardJobRow, ListUnfinishedCardJobs
from tests.ui.builders import job
from tests.ui.fake_file_view import Answers
from tests.ui.fake_prompter import FakePrompter
from tests.ui.fake_runner import FakeRunner

NUMBER = "5003000030"
OTHER = "5003000047"


class Making:
    """The device thread: does nothing until the test tells what the devices did."""

    def __init__(self, *, has_writer: bool = True, has_printer: bool = True) -> None:
        self.has_writer = has_writer
        self.has_printer = has_printer
        self.calls: list[str] = []
        self.progress: Callable[[CardProgress], None] = lambda _progress: None
        self.end: Callable[[CardJobRow], None] = lambda _job: None
        self.error: Callable[[DeskAppError], None] = lambda _error: None
        self.found: Callable[[str | None], None] = lambda _found: None

    def make(self, job: CardJobRow, on_progress: Any, on_end: Any, on_error: Any) -> None:
        self.calls.append(f"make {job.step.value}")
        self.progress, self.end, self.error = on_progress, on_end, on_error

    def confirm_scan(
        self, job: CardJobRow, scanned: str, on_progress: Any, on_end: Any, on_error: Any
    ) -> None:
        self.calls.append(f"confirm {scanned}")
        self.progress, self.end, self.error = on_progress, on_end, on_error

    def read(self, on_read: Any, on_error: Any) -> None:
        self.calls.append("read")
        self.found, self.error = on_read, on_error

    def cancel(self) -> None:
        self.calls.append("cancel")

    def postpone(self) -> None:
        self.calls.append("postpone")


class View:
    def __init__(self) -> None:
        self.state: PanelState | None = None
        self.proofs: list[int] = []
        self.unfinished: tuple[CardJobRow, ...] | None = None

    def show_panel(self, state: PanelState) -> None:
        self.state = state

    def close_panel(self) -> None:
        self.state = None

    def show_proof(self, job: CardJobRow) -> None:
        self.proofs.append(job.actor_id)

    def show_unfinished(self, jobs: tuple[CardJobRow, ...]) -> None:
        self.unfinished = jobs

    def told(self) -> list[int]:
        return [job.job_id for job in self.unfinished or ()]


class Desk:
    def __init__(self, **rig: bool) -> None:
        self.answers = Answers(
            {
                StartCardJob: job(),
                AdvanceCardJob: lambda command: job(command.step),
                SpoilCard: job(CardStep.SPOILED),
                ListUnfinishedCardJobs: (),
            }
        )
        self.view = View()
        self.runner = FakeRunner(self.answers)
        self.prompter = FakePrompter()
        self.elsewhere: list[Scan] = []
        self.router = ScanRouter(self.elsewhere.append)
        self.making = Making(**rig)
        self.panel = CardPanelPresenter(
            self.view, self.runner, self.prompter, self.router, self.making, "balie 1"
        )

    @property
    def state(self) -> PanelState:
        assert self.view.state is not None
        return self.view.state

    def ways(self) -> dict[str, str | None]:
        return {button.word: button.why_not for button in self.state.buttons}

    def lines(self) -> dict[str, str]:
        return {line.words: line.state.value for line in self.state.lines}

    def primary(self) -> list[str]:
        return [button.word for button in self.state.buttons if button.primary]

    def went(self, step: CardStep, **facts: Any) -> None:
        """The devices came to `step`."""
        before = facts.pop("insert_before", None)
        trouble = facts.pop("trouble_seen", None)
        self.making.progress(CardProgress(job(step, **facts), before, trouble))


def making(desk: Desk) -> Desk:
    """A card is being made."""
    desk.panel.start(261379, NUMBER)
    return desk
