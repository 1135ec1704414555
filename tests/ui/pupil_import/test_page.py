"""Leerlingenimport as a person works it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from desk_app.domain.pupil_import import LineAction
from desk_app.resource_files import resource
from desk_app.ui.pupil_import.screen import ImportScreen
from desk_app.ui.pupil_import.state import Progress, Work
from desk_app.ui.theme.theme import Mode, Theme
from desk_app.ui.wording import pupil_import as words
from desk_app.usecases.commands.pupil_imports import DecideImportLine
from desk_app.usecases.queries.pupil_imports import ImportLines, ListPupilImports
from desk_app.usecases.queries.schools import ListSchools
from tests.ui.fake_prompter import FakePrompter
from tests.ui.fake_runner import FakeRunner
from tests.ui.pupil_import.import_page import File, Files
from tests.ui.pupil_import.rows import CHECKED, DONE, LINES, line
from tests.ui.pupils.rows import SCHOOLS
from tests.ui.screenshots import grab

HOSTILE = line(6, LineAction.LEAVE, place=0, list_name="<b>Robert'); DROP TABLE</b>" + "x" * 80)


class Import:
    """The page with its presenter."""

    def __init__(self) -> None:
        self.answers: dict[type[Any], Any] = {
            ListSchools: SCHOOLS,
            ListPupilImports: (CHECKED, DONE),
            ImportLines: (*LINES[:5], HOSTILE),
        }
        self.runner = FakeRunner(lambda message: self.answers.get(type(message)))
        self.screen = ImportScreen(
            self.runner, FakePrompter(), Files(File()), lambda _permission: True
        )
        self.page = self.screen.page

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
def made(theme: Theme, qtbot: QtBot) -> Import:
    one = Import()
    qtbot.addWidget(one.page)
    one.page.resize(1248, 590)
    one.page.show()
    qtbot.waitExposed(one.page)
    model = one.page.table.model()
    qtbot.waitUntil(lambda: model.index(0, 1).data() == "Leerling 1")
    return one


def test_lines_are_fetched_when_they_are_seen(made: Import) -> None:
    model = made.page.table.model()
    assert model.rowCount() == 6
    assert [model.index(at, 5).data() for at in range(6)] == [
        words.ACTIONS[row.action] for row in LINES
    ]
    assert model.index(5, 1).data() == HOSTILE.list_name


def test_a_chosen_line_can_be_left_out(made: Import) -> None:
    assert made.button("import_leave_out").toolTip() == words.CHOOSE_LINE
    made.page.table.choose_row(1)
    QTest.mouseClick(made.button("import_as_new"), Qt.MouseButton.LeftButton)
    (command,) = made.runner.executed
    assert isinstance(command, DecideImportLine)
    assert command.line_no == 2


def test_a_file_is_chosen_without_stopping_the_program(made: Import, qtbot: QtBot) -> None:
    assert made.text("import_file") == words.NO_FILE
    QTest.mouseClick(made.button("import_choose"), Qt.MouseButton.LeftButton)
    dialog = made.page.findChild(QFileDialog, "import_file_dialog")
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit("/school/leerlingen.xml")
    dialog.close()
    assert made.text("import_file") == "leerlingen.xml"
    assert made.button("import_check").isEnabled()
    qtbot.waitUntil(lambda: made.page.findChild(QFileDialog, "import_file_dialog") is None)


def test_how_far_it_is_is_shown_only_while_it_works(made: Import) -> None:
    bar = made.page.findChild(QProgressBar, "import_progress")
    assert isinstance(bar, QProgressBar)
    assert not bar.isVisible()
    made.page.show_progress(Progress(Work.RUNNING, 120, 600))
    assert (bar.isVisible(), bar.value(), bar.maximum()) == (True, 120, 600)
    assert made.text("import_how_far") == "Uitvoeren: 120 van 600"
    grab(made.page, "import-at-work")
    made.page.show_progress(Progress())
    assert not bar.isVisible()


def test_what_it_looks_like(made: Import, theme: Theme) -> None:
    for mode in (Mode.LIGHT, Mode.DARK):
        theme.set_mode(mode)
        grab(made.page, f"import-{mode.value}")
    theme.set_mode(Mode.LIGHT)
    theme.set_scale(1.25)
    grab(made.page, "import-125")
    assert made.page.minimumSizeHint().width() <= 1248
