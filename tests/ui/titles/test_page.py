"""The pages of the catalogue on a real desk, with a real database and a real file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk_app.domain.copies import CopyStatus
from desk_app.domain.staff import Role
from desk_app.exchange.title_files import TitleFileReader
from desk_app.store.opening import SqlStore
from desk_app.ui.copies.screen import CopyScreen
from desk_app.ui.framework.background import Background
from desk_app.ui.framework.message_bar import MessageBar
from desk_app.ui.framework.runner import DeskLane
from desk_app.ui.shell.trouble import ScreenTrouble
from desk_app.ui.title_import.screen import ImportScreen
from desk_app.ui.titles.screen import TitlesScreen
from desk_app.ui.titles.state import Task
from desk_app.ui.wording import catalogue as words
from tests.exchange.marc_maker import FOX, iso2709
from tests.ui.fake_prompter import FakePrompter
from tests.ui.screenshots import grab
from tests.usecases.library import HOME, Library, furnish

ON_SQLITE = pytest.mark.parametrize("engine_name", ["sqlite"])
BARCODE = "30000000000017"


@pytest.fixture
def library(store: SqlStore) -> Library:
    return furnish(store)


@pytest.fixture
def lane(library: Library, qtbot: QtBot) -> Iterator[DeskLane]:
    """Somebody of the front office at a desk, with everything on its own thread."""
    bugs: list[BaseException] = []
    bar = MessageBar()
    qtbot.addWidget(bar)
    made = DeskLane(lambda: library.desk(Role.FRONT_OFFICE), ScreenTrouble(bar, bugs.append))
    made.start()
    yield made
    made.begin_drain()
    made.drain(10.0)
    assert bugs == []


def _until(qtbot: QtBot, holds: Callable[[], bool]) -> None:
    qtbot.waitUntil(holds, timeout=10_000)


@ON_SQLITE
def test_a_title_from_new_to_its_copy(lane: DeskLane, qtbot: QtBot) -> None:
    opened: list[str] = []
    screen = TitlesScreen(
        lane.scope("titles"),
        FakePrompter(),
        HOME,
        None,
        opened.append,
        lambda _title_id, name: opened.append(name),
        None,
    )
    page, presenter = screen.page, screen.presenter
    qtbot.addWidget(page)
    page.resize(1248, 560)
    page.show()
    branches = page.panel.forms[Task.COPIES].field("home_code")
    _until(qtbot, lambda: branches.editor.count() > 0)  # type: ignore[union-attr]
    page._new.click()
    page.panel.forms[Task.TITLE].set_values({"title": "De vos", "isbn": "1"})
    page.panel._save.click()
    _until(qtbot, lambda: bool(page.panel.forms[Task.TITLE].field("isbn").error))
    page.panel.forms[Task.TITLE].set_values({"isbn": "90-274-3964-8"})
    page.panel._save.click()
    _until(qtbot, lambda: len(page._hits) == 1 and not page.panel.is_wanted)
    assert page.message.text == words.SAVED
    _until(qtbot, lambda: presenter._shown is not None)
    page._add.click()
    presenter.forms.scanned(BARCODE)
    _until(qtbot, lambda: len(page.title._rows) == 1)
    grab(page, "titles_adding_copies")
    assert page.width() == 1248
    page.panel._cancel.click()
    page.title.table.row_activated.emit(0)
    assert opened == [BARCODE]
    page.field.setText("xqzw")
    page.field.edited.emit()
    page.filters.own.click()
    _until(qtbot, lambda: page._count.text() == "")
    grab(page, "titles_nothing_found")


@ON_SQLITE
def test_a_file_comes_in_and_a_copy_of_it_is_missing(
    lane: DeskLane, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "boeken.mrc"
    path.write_bytes(iso2709(FOX) * 3)
    background, prompter = Background(), FakePrompter()
    screen = ImportScreen(lane.scope("import"), prompter, TitleFileReader(), background)
    qtbot.addWidget(screen.page)
    screen.page.file_chosen.emit(str(path))
    screen.page._check.click()
    _until(qtbot, lambda: not screen.presenter.at_work)
    screen.page._carry_out.click()
    prompter.asked.pop().on_yes("")
    _until(qtbot, lambda: not screen.presenter.at_work)
    assert screen.page._progress.text() == "Overgenomen: 1 nieuw, 2 hetzelfde."
    grab(screen.page, "title_import")
    background.close()

    shown: list[int] = []
    copies = CopyScreen(lane.scope("copies"), prompter, None, shown.append)
    qtbot.addWidget(copies.page)
    copies.page.show()
    copies.page.field.setText("3000 0000 0000 17")
    QTest.keyClick(copies.page.field, Qt.Key.Key_Return)
    _until(qtbot, lambda: copies.presenter._shown is not None)
    copies.page._edit.click()
    copies.page.form.set_values({"status": CopyStatus.MISSING.value})
    copies.page._save.click()
    _until(qtbot, lambda: copies.page.message.text == words.COPY_SAVED)
    # Said at once; what it is now was asked for after it.
    _until(qtbot, lambda: "Vermist" in copies.page._facts.text())
    grab(copies.page, "copies")
    copies.page._show_title.click()
    assert len(shown) == 1
