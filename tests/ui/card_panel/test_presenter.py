from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from desk_app.domain.card_jobs import CardJobOpenElsewhere, CardJobUnknown, CardStep
from desk_app.errors import Cancelled, DeskAppError, Refused
from desk_app.hardware.api import Scan
from desk_app.hardware.errors import DeviceAct, NoCardInserted, OutcomeUnknown, ReadBackDiffers
from desk_app.ui.card_panel.port import LineState, PanelAction, PanelState
from desk_app.ui.card_panel.presenter.panel import CardPanelPresenter
from desk_app.ui.framework.scan_router import ScanRouter
from desk_app.ui.wording import card_panel as words
from desk_app.usecases.commands.card_jobs import AdvanceCardJob, SpoilCard, StartCardJob
from desk_app.usecases.procedures.issue_card import CardProgress
from desk_app.usecases.queries.card_jobs import CardJobRow, ListUnfinishedCardJobs
from tests.ui.builders import job
from tests.ui.builders import scan as scanned
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


@pytest.fixture
def desk() -> Desk:
    return Desk()


def making(desk: Desk) -> Desk:
    desk.panel.start(261379, NUMBER)
    return desk


# --------------------------------------------------------------------------------- the way it goes


def test_a_card_from_begin_to_end(desk: Desk) -> None:
    making(desk)
    assert desk.runner.executed == [StartCardJob(261379, NUMBER, "balie 1")]
    assert desk.making.calls == ["make requested"]
    desk.went(CardStep.PRINTING)
    assert desk.lines()[words.PRINT] == "current"
    desk.went(CardStep.PRINTED, prints=1)
    desk.went(CardStep.WAITING_FOR_CARD, prints=1, insert_before=123.0)
    assert desk.state.insert_before == 123.0
    assert desk.lines() == {
        words.NUMBER_BOUND: "done",
        words.PRINTED: "done",
        words.INSERT: "current",
        words.WRITE: "waiting",
        words.READ_BACK: "waiting",
        words.ACTIVE: "waiting",
    }
    assert desk.ways() == {words.CANCEL: None, words.POSTPONE: None}
    for step in (CardStep.WRITING, CardStep.READING_BACK):
        desk.went(step, prints=1)
        assert desk.ways() == {
            words.CANCEL: words.WHILE_WRITING,
            words.POSTPONE: words.WHILE_WRITING,
        }
        assert desk.state.insert_before is None
    desk.making.end(job(CardStep.DONE, prints=1, read_back=NUMBER))
    assert not desk.panel.running
    assert desk.state.good == words.MADE_AND_CHECKED
    assert desk.state.trouble == ""
    assert set(desk.lines().values()) == {"done"}
    assert desk.ways() == {words.CLOSE: None}
    desk.panel.act(PanelAction.CLOSE)
    assert desk.view.state is None
    assert desk.panel.job is None


def test_where_cards_are_not_checked_it_says_so(desk: Desk) -> None:
    making(desk)
    desk.making.end(job(CardStep.DONE, prints=1, verify=False))
    assert desk.state.good == words.MADE


def test_a_second_card_waits_for_the_first(desk: Desk) -> None:
    making(desk).panel.start(7, OTHER)
    assert len(desk.runner.executed) == 1
    assert desk.prompter.asked[0].question.text == words.ALREADY_MAKING


def test_a_card_being_made_elsewhere_is_refused_with_the_place(desk: Desk) -> None:
    desk.answers.by_class[StartCardJob] = CardJobOpenElsewhere("balie 2")
    making(desk)
    assert "balie 2" in desk.prompter.asked[0].question.text
    assert desk.view.state is None


def test_an_open_job_at_this_desk_is_shown_and_not_begun_again(desk: Desk) -> None:
    desk.answers.by_class[StartCardJob] = job(CardStep.FAILED, prints=1, trouble="DEV-28")
    making(desk)
    assert desk.making.calls == []
    assert desk.state.code == "DEV-28"


# ------------------------------------------------------------------------------ cancel, postpone


def test_annuleren_stops_the_device_and_closes_when_it_has_stopped(desk: Desk) -> None:
    making(desk)
    desk.panel.act(PanelAction.CANCEL)
    assert desk.making.calls[-1] == "cancel"
    assert desk.view.state is not None
    desk.making.end(job(CardStep.CANCELLED))
    assert desk.view.state is None


def test_later_afmaken_keeps_the_job_and_tells_of_it(desk: Desk) -> None:
    postponed = job(CardStep.POSTPONED, prints=1)
    desk.answers.by_class[ListUnfinishedCardJobs] = (postponed,)
    making(desk)
    desk.panel.act(PanelAction.POSTPONE)
    assert desk.making.calls[-1] == "postpone"
    desk.making.end(postponed)
    assert desk.view.state is None
    assert desk.view.unfinished == (postponed,)


@pytest.mark.parametrize(
    ("action", "step"),
    [(PanelAction.CANCEL, CardStep.CANCELLED), (PanelAction.POSTPONE, CardStep.POSTPONED)],
)
def test_a_stopped_job_is_left_by_a_command(
    desk: Desk, action: PanelAction, step: CardStep
) -> None:
    desk.panel.resume(job(CardStep.FAILED, prints=1))
    desk.panel.act(action)
    assert desk.runner.executed == [AdvanceCardJob(4, CardStep.FAILED, step)]
    assert desk.view.state is None


def test_postponing_what_is_postponed_just_closes(desk: Desk) -> None:
    desk.panel.resume(job(CardStep.POSTPONED, prints=1))
    desk.panel.act(PanelAction.POSTPONE)
    assert desk.runner.executed == []
    assert desk.view.state is None


def test_a_job_that_somebody_else_closed_is_told(desk: Desk) -> None:
    desk.answers.by_class[AdvanceCardJob] = CardJobUnknown(4)
    desk.panel.resume(job(CardStep.FAILED, prints=1))
    desk.panel.act(PanelAction.CANCEL)
    assert desk.state.code == "JOB-1"


# -------------------------------------------------------------------------------------- trouble


def test_no_card_put_in_offers_to_try_again(desk: Desk) -> None:
    making(desk)
    error = NoCardInserted(device="socket:x", deadline=30.0)
    desk.went(CardStep.FAILED, prints=1, trouble=error.code, trouble_seen=error)
    desk.making.end(job(CardStep.FAILED, prints=1, trouble=error.code))
    assert desk.state.code == error.code
    assert desk.state.trouble
    assert desk.primary() == [words.RETRY]
    assert list(desk.ways()) == [
        words.RETRY,
        words.READ,
        words.SPOIL,
        words.PROOF,
        words.CANCEL,
        words.POSTPONE,
    ]
    assert desk.lines()[words.INSERT] == "failed"
    desk.panel.act(PanelAction.RETRY)
    assert desk.making.calls == ["make requested", "make failed"]
    assert desk.state.trouble == ""


def test_a_different_number_on_the_card_is_told_with_both(desk: Desk) -> None:
    making(desk)
    error = ReadBackDiffers(device="x", expected=NUMBER, found=OTHER)
    desk.went(CardStep.FAILED, prints=1, read_back=OTHER, trouble_seen=error)
    desk.making.end(job(CardStep.FAILED, prints=1, read_back=OTHER, trouble=error.code))
    assert OTHER in desk.state.trouble
    assert NUMBER in desk.state.trouble
    assert desk.lines()[words.READ_BACK] == "failed"


def test_unknown_asks_to_look_before_anything_is_repeated(desk: Desk) -> None:
    making(desk)
    error = OutcomeUnknown(device="x", act=DeviceAct.WRITE, cause="DEV-1")
    desk.went(CardStep.UNKNOWN, prints=1, trouble_seen=error)
    desk.making.end(job(CardStep.UNKNOWN, prints=1, trouble=error.code))
    assert desk.primary() == [words.READ]
    assert list(desk.ways())[:2] == [words.READ, words.RETRY]
    assert desk.lines()[words.INSERT] == "unknown"
    assert desk.making.calls == ["make requested"]


def test_an_unknown_print_asks_what_lies_in_the_tray(desk: Desk) -> None:
    desk.panel.resume(job(CardStep.UNKNOWN, trouble="DEV-29"))
    assert list(desk.ways())[:2] == [words.PRINT_AGAIN, words.IS_PRINTED]
    assert desk.lines()[words.PRINT] == "unknown"
    desk.panel.act(PanelAction.PRINTED)
    assert desk.runner.executed == [AdvanceCardJob(4, CardStep.UNKNOWN, CardStep.PRINTED)]
    assert desk.making.calls == ["make printed"]


def test_the_device_thread_failing_shows_the_job_as_it_stood(desk: Desk) -> None:
    making(desk)
    desk.went(CardStep.WAITING_FOR_CARD, prints=1)
    desk.making.error(Refused())
    assert not desk.panel.running
    assert desk.state.code == "DSK-1"
    assert words.RETRY in desk.ways()


@pytest.mark.parametrize(
    ("step", "facts", "sentence", "primary"),
    [
        (CardStep.REQUESTED, {}, words.UNFINISHED.sentence, words.PRINT_AGAIN),
        (CardStep.PRINTING, {}, words.UNFINISHED_PRINT.sentence, words.IS_PRINTED),
        (CardStep.PRINTED, {"prints": 1}, words.UNFINISHED.sentence, words.RETRY),
        (CardStep.WAITING_FOR_CARD, {"prints": 1}, words.UNFINISHED.sentence, words.RETRY),
        (CardStep.WRITING, {"prints": 1}, words.UNFINISHED.sentence, words.READ),
        (CardStep.READING_BACK, {"prints": 1}, words.UNFINISHED.sentence, words.READ),
        (CardStep.POSTPONED, {"prints": 1}, words.UNFINISHED.sentence, words.RETRY),
    ],
)
def test_a_job_the_program_died_in_says_what_to_do(
    desk: Desk, step: CardStep, facts: dict[str, Any], sentence: str, primary: str
) -> None:
    desk.panel.resume(job(step, **facts))
    assert desk.making.calls == []
    assert desk.state.trouble == sentence
    assert desk.primary() == [primary]


def test_what_was_said_of_one_job_is_not_said_of_the_next(desk: Desk) -> None:
    desk.panel.resume(job(CardStep.FAILED, prints=1, trouble="DEV-28"))
    desk.panel.resume(job(CardStep.PRINTED, prints=1, job_id=5))
    assert desk.state.trouble == words.UNFINISHED.sentence


# ------------------------------------------------------------------------------------- lees pas


def reading(desk: Desk) -> Desk:
    desk.panel.resume(job(CardStep.UNKNOWN, prints=1))
    desk.panel.act(PanelAction.READ)
    assert desk.making.calls == ["read"]
    assert desk.state.title == words.READING
    assert desk.lines()[words.INSERT_TO_READ] == "current"
    return desk


def test_the_right_number_on_the_card_is_judged(desk: Desk) -> None:
    reading(desk).making.found(NUMBER)
    assert desk.making.calls[-1] == f"confirm {NUMBER}"
    desk.making.end(job(CardStep.DONE, prints=1, read_back=NUMBER))
    assert desk.state.good == words.MADE_AND_CHECKED


def test_an_empty_card_can_be_written(desk: Desk) -> None:
    reading(desk).making.found(None)
    assert desk.state.trouble == words.EMPTY_CARD.sentence
    assert words.RETRY in desk.ways()
    assert not desk.panel.running


def test_another_card_is_told_and_nothing_is_recorded(desk: Desk) -> None:
    reading(desk).making.found(OTHER)
    assert desk.state.trouble == f"Op deze pas staat {OTHER}."
    assert desk.runner.executed == []


def test_reading_can_be_called_off(desk: Desk) -> None:
    reading(desk).panel.act(PanelAction.CANCEL)
    assert desk.making.calls[-1] == "cancel"
    desk.making.error(Cancelled())
    assert not desk.panel.running
    assert words.READ in desk.ways()


# --------------------------------------------------------------------- spoil, proof, unfinished


def test_spoiling_asks_for_the_reason(desk: Desk) -> None:
    desk.panel.resume(job(CardStep.FAILED, prints=1))
    desk.panel.act(PanelAction.SPOIL)
    assert "BIEB-5003000030" in desk.prompter.asked[0].question.text
    desk.prompter.yes("strip kapot")
    assert desk.runner.executed == [SpoilCard(4, "strip kapot")]
    assert desk.view.state is None


def test_a_proof_is_for_the_customer_of_the_job(desk: Desk) -> None:
    desk.panel.resume(job(CardStep.FAILED, prints=1))
    desk.panel.act(PanelAction.PROOF)
    assert desk.view.proofs == [261379]
    assert desk.view.state is not None


def test_unfinished_cards_are_told_but_not_the_one_in_the_panel(desk: Desk) -> None:
    first, second = job(CardStep.FAILED), replace(job(CardStep.UNKNOWN), job_id=5)
    desk.answers.by_class[ListUnfinishedCardJobs] = (first, second)
    desk.panel.unfinished.look()
    assert desk.view.told() == [4, 5]
    desk.panel.resume(first)
    desk.panel.unfinished.look()
    assert desk.view.told() == [5]


def test_who_may_not_make_cards_sees_no_unfinished_ones(desk: Desk) -> None:
    desk.answers.by_class[ListUnfinishedCardJobs] = Refused()
    desk.panel.unfinished.look()
    assert desk.view.unfinished is None
    assert desk.runner.troubles == []


def test_that_there_are_none_is_told_when_asked_for(desk: Desk) -> None:
    told: list[str] = []
    desk.panel.unfinished.look(lambda: told.append("none"))
    assert told == ["none"]


def test_buttons_of_a_closed_panel_do_nothing(desk: Desk) -> None:
    for action in PanelAction:
        desk.panel.act(action)
    assert desk.runner.executed == []
    assert desk.making.calls == []


def test_nothing_is_resumed_while_a_device_is_at_work(desk: Desk) -> None:
    making(desk).panel.resume(job(CardStep.FAILED, job_id=9))
    assert desk.panel.job is not None
    assert desk.panel.job.job_id == 4


# ------------------------------------------------------------------------- a desk without a writer


def without_writer() -> Desk:
    desk = making(Desk(has_writer=False))
    desk.making.end(job(CardStep.PRINTED, prints=1))
    return desk


def test_without_a_writer_the_finished_card_is_scanned() -> None:
    desk = without_writer()
    assert desk.lines() == {
        words.NUMBER_BOUND: "done",
        words.PRINTED: "done",
        words.SCAN: "current",
        words.ACTIVE: "waiting",
    }
    assert words.READ not in desk.ways()
    assert desk.state.trouble == ""
    desk.router.route(scanned(f"BIEB-{NUMBER}"))
    assert desk.making.calls[-1] == f"confirm {NUMBER}"
    assert desk.elsewhere == []


def test_a_wrong_card_scanned_can_be_scanned_again() -> None:
    desk = without_writer()
    desk.router.route(scanned(OTHER))
    error = ReadBackDiffers(device="scan", expected=NUMBER, found=OTHER)
    desk.went(CardStep.FAILED, prints=1, read_back=OTHER, trouble_seen=error)
    desk.making.end(job(CardStep.FAILED, prints=1, read_back=OTHER, trouble=error.code))
    assert OTHER in desk.state.trouble
    assert desk.lines()[words.SCAN] == "failed"
    desk.router.route(scanned(NUMBER))
    assert desk.making.calls[-1] == f"confirm {NUMBER}"


def test_when_the_panel_closes_scans_go_elsewhere() -> None:
    desk = without_writer()
    desk.panel.act(PanelAction.POSTPONE)
    desk.router.route(scanned(NUMBER))
    assert len(desk.elsewhere) == 1


def test_without_printer_and_writer_only_the_scan_is_left() -> None:
    desk = making(Desk(has_writer=False, has_printer=False))
    desk.making.end(job(CardStep.REQUESTED))
    assert list(desk.lines()) == [words.NUMBER_BOUND, words.SCAN, words.ACTIVE]
    desk.router.route(scanned(NUMBER))
    assert desk.making.calls[-1] == f"confirm {NUMBER}"


def test_an_unknown_write_without_a_printer_is_not_taken_for_a_print() -> None:
    desk = Desk(has_printer=False)
    desk.panel.resume(job(CardStep.UNKNOWN, trouble="DEV-29"))
    assert desk.primary() == [words.READ]
    assert "beschreven" in desk.state.trouble


def test_closing_the_screen_takes_the_wish_for_scans_back() -> None:
    desk = without_writer()
    desk.panel.close()
    desk.router.route(scanned(NUMBER))
    assert len(desk.elsewhere) == 1


def test_every_step_has_lines_and_ways_on_every_rig() -> None:
    for rig in ({"has_writer": w, "has_printer": p} for w in (True, False) for p in (True, False)):
        for step in CardStep:
            for prints in (0, 1):
                for verify in (True, False):
                    desk = Desk(**rig)
                    desk.panel.resume(job(step, prints=prints, verify=verify))
                    assert desk.state.buttons
                    assert len(desk.primary()) <= 1
                    assert desk.state.lines[0].state is LineState.DONE
                    assert desk.state.lines[-1].words == words.ACTIVE
