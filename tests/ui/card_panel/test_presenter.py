from __future__ import annotations

from typing import Any

import pytest

from desk_app.domain.card_jobs import CardJobOpenElsewhere, CardJobUnknown, CardStep
from desk_app.errors import Refused
from desk_app.hardware.errors import DeviceAct, NoCardInserted, OutcomeUnknown, ReadBackDiffers
from desk_app.ui.card_panel.port import PanelAction
from desk_app.ui.wording import card_panel as words
from desk_app.usecases.commands.card_jobs import AdvanceCardJob, StartCardJob
from desk_app.usecases.queries.card_jobs import ListUnfinishedCardJobs
from tests.ui.builders import job
from tests.ui.card_panel.making_desk import NUMBER, OTHER, Desk, making


@pytest.fixture
def desk() -> Desk:
    return Desk()


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
