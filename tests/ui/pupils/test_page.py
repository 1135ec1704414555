"""Leerlingoverzicht as a person works it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desk_app.resource_files import resource
from desk_app.ui.pupils.screen import PupilsScreen
from desk_app.ui.pupils.state import Sort
from desk_app.ui.theme.theme import Mode, Theme
from desk_app.ui.wording import pupils as words
from desk_app.usecases.queries.schools import ListGroups, ListSchools, PupilOverview
from tests.ui.fake_prompter import FakePrompter
from tests.ui.fake_runner import FakeRunner
from tests.ui.pupils.pupil_page import Papers
from tests.ui.pupils.rows import GROUPS, LINKED, PUPILS, SCHOOLS, pupil
from tests.ui.screenshots import grab

HOSTILE = pupil(
    10050, "<img src=x onerror=alert(1)>, W. [" + "Wilhelmina-Alexandrina " * 6 + "]", "5a"
)


class Classes:
    """The page with its presenter."""

    def __init__(self) -> None:
        self.answers: dict[type[Any], Any] = {
            ListSchools: SCHOOLS,
            ListGroups: GROUPS,
            PupilOverview: (*PUPILS, HOSTILE),
        }
        self.opened: list[int] = []
        self.prompter = FakePrompter()
        self.runner = FakeRunner(lambda message: self.answers[type(message)])
        self.screen = PupilsScreen(
            self.runner,
            self.prompter,
            Papers(),
            lambda _permission: True,
            self.opened.append,
            lambda *_what: None,
        )
        self.page = self.screen.page

    def click(self, name: str) -> None:
        button = self.page.findChild(QPushButton, name)
        assert isinstance(button, QPushButton)
        assert button.isEnabled(), button.toolTip()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def tick(self, key: str) -> QCheckBox:
        found = self.page.findChild(QCheckBox, f"pupils_group_{key}")
        assert isinstance(found, QCheckBox)
        return found

    def text(self, name: str) -> str:
        found = self.page.findChild(QLabel, name)
        assert isinstance(found, QLabel)
        return found.text() if found.isVisible() else ""

    def column(self, sort: Sort) -> list[str]:
        model, at = self.page.table.model(), list(words.COLUMNS).index(sort)
        return [model.index(row, at).data() for row in range(model.rowCount())]


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp, resource("fonts"), Mode.LIGHT)
    yield made
    made.set_scale(1.0)
    made.set_mode(Mode.LIGHT)


@pytest.fixture
def classes(theme: Theme, qtbot: QtBot) -> Classes:
    made = Classes()
    qtbot.addWidget(made.page)
    made.page.resize(1248, 590)
    made.page.show()
    qtbot.waitExposed(made.page)
    return made


def test_groups_are_ticked_with_the_keyboard_and_the_mouse(classes: Classes) -> None:
    assert classes.text("pupils_empty_heading") == words.NO_GROUPS_HEADING
    classes.tick("1").setFocus()
    QTest.keyClick(classes.tick("1"), Qt.Key.Key_Space)
    assert classes.column(Sort.NAME)[0] == LINKED.list_name
    assert "BIEB-5003000030" in classes.text("pupils_told")
    assert QApplication.focusWidget() is classes.tick("1"), "ticking goes on with the next group"
    classes.click("pupils_all_groups")
    assert all(classes.tick(key).isChecked() for key in ("1", "2", "none"))
    classes.click("pupils_no_groups")
    assert not classes.tick("1").isChecked()


def test_a_title_sorts_and_the_choice_says_so(classes: Classes) -> None:
    classes.click("pupils_all_groups")
    at = list(words.COLUMNS).index(Sort.NAME)
    header = classes.page.table.horizontalHeader()
    QTest.mouseClick(
        header.viewport(),
        Qt.MouseButton.LeftButton,
        pos=header.viewport()
        .rect()
        .center()
        .__class__(header.sectionViewportPosition(at) + 8, header.height() // 2),
    )
    names = classes.column(Sort.NAME)
    assert names == sorted(names, key=str.casefold)
    assert classes.page.sort.value() == Sort.NAME.value


def test_the_filter_and_the_clipboard(classes: Classes) -> None:
    classes.click("pupils_all_groups")
    QTest.keyClicks(classes.page.filter, "vermeer")
    assert len(classes.column(Sort.NAME)) == 1
    classes.click("pupils_copy")
    assert "Vermeer" in QGuiApplication.clipboard().text()
    assert classes.page.message.text == words.copied(1)


def test_a_pupil_is_opened_with_enter(classes: Classes) -> None:
    classes.click("pupils_all_groups")
    classes.page.table.setFocus()
    QTest.keyClick(classes.page.table, Qt.Key.Key_Return)
    assert classes.opened == [10024]


def test_a_hostile_name_is_shown_as_it_is(classes: Classes) -> None:
    classes.click("pupils_all_groups")
    classes.page.table.choose_row(3)
    told = classes.page.findChild(QLabel, "pupils_told")
    assert isinstance(told, QLabel)
    assert told.textFormat() is Qt.TextFormat.PlainText
    assert "<img src=x" in told.text()
    cell = classes.page.table.model().index(3, 1).data(Qt.ItemDataRole.ToolTipRole)
    assert cell == HOSTILE.list_name


def test_what_it_looks_like(classes: Classes, theme: Theme) -> None:
    grab(classes.page, "pupils-empty")
    classes.click("pupils_all_groups")
    for mode in (Mode.LIGHT, Mode.DARK):
        theme.set_mode(mode)
        grab(classes.page, f"pupils-{mode.value}")
    theme.set_mode(Mode.LIGHT)
    theme.set_scale(1.25)
    grab(classes.page, "pupils-125")
    assert classes.page.minimumSizeHint().width() <= 1248
