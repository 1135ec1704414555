from __future__ import annotations

from dataclasses import replace

import pytest

from desk_app.domain.card_jobs import CardStep
from desk_app.errors import Cancelled, Refused
from desk_app.hardware.errors import ReadBackDiffers
from desk_app.ui.card_panel.port import LineState, PanelAction
from desk_app.ui.wording import card_panel as words
from desk_app.usecases.commands.card_jobs import SpoilCard
from desk_app.usecases.queries.card_jobs import ListUnfinishedCardJobs
from tests.ui.builders import job
from tests.ui.builders import scan as scanned
from tests.ui.card_panel.making_desk import NUMBER, OTHER, Desk, making


@pytest.fixture
def desk() -> Desk:
    return Desk()


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
