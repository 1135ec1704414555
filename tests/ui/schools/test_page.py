"""Scholen en koppeling as a person works it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desk_app.resource_files import resource
from desk_app.ui.schools.screen import SchoolsScreen
from desk_app.ui.schools.state import Task
from desk_app.ui.theme.theme import Mode, Theme
from desk_app.ui.wording import schools as words
from desk_app.usecases.commands.schools import SetSchoolSwitches
from desk_app.usecases.queries.schools import (
    LinkProposals,
    ListGroups,
    ListSchools,
    PupilOverview,
)
from desk_app.usecases.queries.staff import BranchName, ListBranches
from tests.ui.fake_prompter import FakePrompter
from tests.ui.fake_runner import FakeRunner
from tests.ui.pupils.rows import GROUPS, PUPILS, SCHOOLS
from tests.ui.schools.school_page import BLOCKED, FREE
from tests.ui.screenshots import grab


class Schools:
    """The page with its presenter."""

    def __init__(self) -> None:
        self.answers: dict[type[Any], Any] = {
            ListSchools: SCHOOLS,
            ListBranches: (BranchName("9548", "Ruinerwold"),),
            LinkProposals: (BLOCKED, FREE),
            ListGroups: GROUPS,
            PupilOverview: PUPILS,
        }
        self.runner = FakeRunner(lambda message: self.answers.get(type(message)))
        self.opened: list[int] = []
        self.screen = SchoolsScreen(
            self.runner, FakePrompter(), lambda _permission: True, self.opened.append
        )
        self.page = self.screen.page

    def click(self, name: str) -> None:
        button = self.page.findChild(QPushButton, name)
        assert isinstance(button, QPushButton)
        assert button.isEnabled(), button.toolTip()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

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
def schools(theme: Theme, qtbot: QtBot) -> Schools:
    made = Schools()
    qtbot.addWidget(made.page)
    made.page.resize(1248, 590)
    made.page.show()
    qtbot.waitExposed(made.page)
    return made


def test_a_tick_is_kept_with_the_space_bar(schools: Schools) -> None:
    tick = schools.page.findChild(QCheckBox, "schools_reserve_in_branches")
    assert isinstance(tick, QCheckBox)
    tick.setFocus()
    QTest.keyClick(tick, Qt.Key.Key_Space)
    assert schools.runner.executed == [SetSchoolSwitches("0701", True, True, True)]
    assert schools.page.message.text == words.SWITCHED


def test_another_school_and_another_pair(schools: Schools) -> None:
    schools.page.pairs.choose_row(1)
    assert "Jansen" in schools.text("pairs_told")
    schools.click("schools_open_pupil")
    schools.click("schools_open_customer")
    assert schools.opened == [10033, 300010]
    schools.page.table.choose_row(1)
    assert schools.text("schools_link") == "Uit."


def test_the_panel_opens_and_escape_leaves_it(schools: Schools) -> None:
    schools.page.pairs.choose_row(0)
    schools.click("schools_consent")
    assert schools.page.panel.isVisible()
    assert schools.text("school_panel_title") == words.TASKS[Task.CONSENT]
    grab(schools.page, "schools-consent")
    QTest.keyClick(schools.page.panel, Qt.Key.Key_Escape)
    assert not schools.page.panel.isVisible()
    schools.click("schools_add")
    grab(schools.page, "schools-add")


def test_what_it_looks_like(schools: Schools, theme: Theme) -> None:
    for mode in (Mode.LIGHT, Mode.DARK):
        theme.set_mode(mode)
        grab(schools.page, f"schools-{mode.value}")
    theme.set_mode(Mode.LIGHT)
    theme.set_scale(1.25)
    grab(schools.page, "schools-125")
    size = schools.page.minimumSizeHint()
    assert (size.width() <= 1248, size.height() <= 700) == (True, True)
