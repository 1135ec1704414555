from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desk_app.domain.card_jobs import CardStep
from desk_app.ui.card_panel.picture import CardPicture
from desk_app.ui.card_panel.port import PanelAction, PanelState
from desk_app.ui.card_panel.state import (
    STOPPED,
    Doing,
    Rig,
    running_buttons,
    state_of,
    stopped_buttons,
)
from desk_app.ui.card_panel.view import CardPanel
from desk_app.ui.customer_file.side import Side
from desk_app.ui.framework.message_bar import MessageBar
from desk_app.ui.framework.side_panel import SidePanel
from desk_app.ui.framework.step_list import StepList
from desk_app.ui.wording import card_panel as words
from desk_app.ui.wording.errors import sentence_for_code
from desk_app.ui.wording.said import Said
from desk_app.usecases.print_shapes import CardFace
from tests.ui.builders import job
from tests.ui.screenshots import grab

RIG = Rig(has_printer=True, has_writer=True)


@pytest.fixture
def png(tmp_path: Path) -> bytes:
    image = QImage(856, 540, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    path = tmp_path / "card.png"
    assert image.save(str(path))
    return path.read_bytes()


def waiting() -> PanelState:
    row = job(CardStep.WAITING_FOR_CARD, prints=1)
    doing = Doing(running=True, insert_before=time.monotonic() + 25)
    return state_of(row, running_buttons(row), Said(""), RIG, doing)


def failed() -> PanelState:
    row = job(CardStep.FAILED, prints=1)
    said = sentence_for_code("DEV-28", expected=row.number, found="nummer 5003000047")
    return state_of(row, stopped_buttons(row, RIG), said, RIG, STOPPED)


@pytest.fixture
def drawn() -> list[Callable[[bytes], None]]:
    return []


@pytest.fixture
def panel(qtbot: QtBot, drawn: list[Callable[[bytes], None]]) -> CardPanel:
    def draw(_face: CardFace, on_png: Callable[[bytes], None]) -> None:
        drawn.append(on_png)

    unfinished = MessageBar(name="unfinished")
    qtbot.addWidget(unfinished)
    made = CardPanel(draw, unfinished)
    qtbot.addWidget(made)
    made.resize(340, 620)
    return made


def seen(panel: CardPanel, qtbot: QtBot, state: PanelState) -> CardPanel:
    panel.show_panel(state)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def usable(panel: CardPanel) -> list[str]:
    return [
        button.text()
        for button in panel.findChildren(QPushButton)
        if button.isVisible() and button.isEnabled()
    ]


def test_the_countdown_stands_under_the_step_that_waits(panel: CardPanel, qtbot: QtBot) -> None:
    seen(panel, qtbot, waiting())
    steps = panel.findChild(StepList, "card_steps")
    assert steps is not None
    note = next(step.note for step in steps.steps if step.text == words.INSERT)
    assert note in {words.seconds_left(25), words.seconds_left(24)}
    assert panel.is_wanted
    grab(panel, "panel-waiting")


def test_the_picture_is_drawn_once_for_a_face(
    panel: CardPanel, qtbot: QtBot, drawn: list[Callable[[bytes], None]], png: bytes
) -> None:
    seen(panel, qtbot, waiting())
    panel.show_panel(waiting())
    assert len(drawn) == 1
    drawn[0](png)
    picture = panel.findChild(CardPicture, "card_picture")
    assert picture is not None
    assert picture.is_drawn
    assert abs(picture.width() * 53.98 / 85.60 - picture.height()) <= 1
    grab(panel, "panel-picture")


def test_a_picture_that_comes_after_closing_is_not_shown(
    panel: CardPanel, qtbot: QtBot, drawn: list[Callable[[bytes], None]], png: bytes
) -> None:
    seen(panel, qtbot, waiting())
    closed: list[bool] = []
    panel.closed.connect(lambda: closed.append(True))
    panel.close_panel()
    drawn[0](png)
    picture = panel.findChild(CardPicture, "card_picture")
    assert picture is not None
    assert not picture.is_drawn
    assert not panel.is_wanted
    assert closed == [True]


def test_where_it_is_low_trouble_and_ways_on_stay_in_sight(panel: CardPanel, qtbot: QtBot) -> None:
    seen(panel, qtbot, failed())
    panel.resize(340, 340)
    qtbot.waitUntil(lambda: panel.height() == 340)
    picture = panel.findChild(CardPicture, "card_picture")
    message = panel.findChild(MessageBar, "card_message")
    assert picture is not None
    assert message is not None
    qtbot.waitUntil(lambda: not picture.isVisible())
    buttons = [one for one in panel.findChildren(QPushButton) if one.isVisible()]
    qtbot.waitUntil(lambda: all(_bottom(one, panel) <= panel.height() for one in buttons))
    assert "5003000047" in message.text
    for part in (message, *buttons):
        assert 0 < _bottom(part, panel) <= panel.height(), part.objectName()
    assert len(usable(panel)) == 6
    grab(panel, "panel-low")


def _bottom(part: QWidget, panel: CardPanel) -> int:
    return part.mapTo(panel, part.rect().bottomLeft()).y()


def test_a_button_says_which_way(panel: CardPanel, qtbot: QtBot) -> None:
    seen(panel, qtbot, failed())
    with qtbot.waitSignal(panel.acted) as waited:
        button = panel.findChild(QPushButton, "panel_retry")
        assert button is not None
        button.click()
    assert waited.args == [PanelAction.RETRY]


def test_unfinished_cards_are_told_with_a_way_to_finish_them(
    panel: CardPanel, qtbot: QtBot
) -> None:
    first = job(CardStep.FAILED)
    panel.show_unfinished((first, job(CardStep.UNKNOWN, job_id=5)))
    bar = panel._unfinished
    assert bar.text == words.unfinished(2, "Mw. G. Tester")
    (finish,) = [b for b in bar.findChildren(QPushButton) if b.text() == words.FINISH]
    with qtbot.waitSignal(panel.unfinished_chosen) as waited:
        finish.click()
    assert waited.args == [first]
    panel.show_unfinished(())
    assert bar.text == ""


def test_what_is_asked_stands_before_what_goes_on(qtbot: QtBot) -> None:
    asks, goes_on = SidePanel(name="asks"), SidePanel(name="goes_on")
    page = QWidget()
    qtbot.addWidget(page)
    side = Side((asks, goes_on), page)
    assert side.isHidden()
    goes_on.want(True)
    assert (asks.isHidden(), goes_on.isHidden(), side.isHidden()) == (True, False, False)
    asks.want(True)
    assert (asks.isHidden(), goes_on.isHidden()) == (False, True)
    goes_on.want(False)
    asks.want(False)
    assert side.isHidden()
