"""The page of errands as a person works it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desk_app.resource_files import resource
from desk_app.ui.errands.screen import ErrandsScreen
from desk_app.ui.errands.view import ErrandsPage
from desk_app.ui.theme.theme import Mode, Theme
from desk_app.ui.wording import errands as words
from desk_app.usecases.commands.errands import RetryErrand
from desk_app.usecases.queries.status import ErrandOverview, Errands
from tests.ui.errand_rows import BUSY, FAILED, ROWS, overview
from tests.ui.fake_prompter import FakePrompter
from tests.ui.fake_runner import FakeRunner
from tests.ui.screenshots import grab


class Chores:
    """The page with its presenter."""

    def __init__(self) -> None:
        self.errands: Errands = overview(*ROWS)
        self.opened: list[int] = []
        self.runner = FakeRunner(self._answer)
        self.screen = ErrandsScreen(
            self.runner, FakePrompter(), lambda _permission: True, self.opened.append
        )
        self.page: ErrandsPage = self.screen.page

    def _answer(self, message: Any) -> Any:
        return self.errands if isinstance(message, ErrandOverview) else None

    def button(self, name: str) -> QPushButton:
        found = self.page.findChild(QPushButton, name)
        assert isinstance(found, QPushButton)
        return found

    def text(self, name: str) -> str:
        found = self.page.findChild(QLabel, name)
        assert isinstance(found, QLabel)
        return found.text() if found.isVisible() else ""


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp, resource("fonts"), Mode.LIGHT)
    yield made
    made.set_scale(1.0)
    made.set_mode(Mode.LIGHT)


@pytest.fixture
def chores(theme: Theme, qtbot: QtBot) -> Chores:
    made = Chores()
    qtbot.addWidget(made.page)
    made.page.resize(1248, 590)
    made.page.show()
    qtbot.waitExposed(made.page)
    return made


def test_what_is_wrong_is_told_in_full_under_the_list(chores: Chores) -> None:
    assert chores.page.table.chosen_row == 0
    assert chores.text("errands_detail_heading") == "Bericht per e-mail voor klant 261379"
    assert chores.text("errands_detail_code") == FAILED.trouble
    assert chores.text("errands_detail_sentence")
    chores.page.table.choose_row(ROWS.index(BUSY))
    assert chores.text("errands_detail_code") == ""
    assert chores.button("errands_retry").toolTip() == "Dit klusje wordt nu uitgevoerd."
    assert chores.button("errands_open").toolTip() == words.NO_CUSTOMER


def test_the_buttons_do_what_they_say(chores: Chores) -> None:
    QTest.mouseClick(chores.button("errands_retry"), Qt.MouseButton.LeftButton)
    assert chores.runner.executed == [RetryErrand(FAILED.errand_id)]
    assert chores.page.message.text == words.RETRIED
    QTest.mouseClick(chores.button("errands_open"), Qt.MouseButton.LeftButton)
    chores.page.table.setFocus()
    QTest.keyClick(chores.page.table, Qt.Key.Key_Return)
    assert chores.opened == [FAILED.actor_id] * 2


def test_the_list_is_asked_for_again_while_it_is_looked_at(chores: Chores) -> None:
    before = len(chores.runner.asked)
    chores.page._again.setInterval(1)
    assert chores.page._again.isActive()
    chores.page.wanted_again.emit()
    assert len(chores.runner.asked) > before
    chores.page.hide()
    assert not chores.page._again.isActive()


def test_what_it_looks_like(chores: Chores, theme: Theme) -> None:
    for mode in (Mode.LIGHT, Mode.DARK):
        theme.set_mode(mode)
        grab(chores.page, f"errands-{mode.value}")
    theme.set_mode(Mode.LIGHT)
    theme.set_scale(1.25)
    grab(chores.page, "errands-125")
    detail = chores.page.findChild(QLabel, "errands_detail_sentence")
    assert isinstance(detail, QLabel)
    assert detail.height() >= detail.heightForWidth(detail.width())
    theme.set_scale(1.0)
    chores.errands = overview()
    chores.screen.presenter.refresh()
    assert chores.page._card.place.shows == "empty"
    assert chores.text("errands_detail_heading") == ""
    grab(chores.page, "errands-empty")
