from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desk_app.errors import Refused, Unavailable
from desk_app.ui.framework.prompter_port import Question
from desk_app.ui.framework.status import State
from desk_app.ui.shell import menus
from desk_app.ui.shell.appearance import Appearance
from desk_app.ui.shell.main_window import MainWindow
from desk_app.ui.shell.trouble import BugDesk, CoverTrouble, ScreenTrouble
from desk_app.ui.theme.theme import Mode, Theme
from desk_app.ui.wording import shell as words
from tests.ui.pages.shell_page import ShellPage
from tests.ui.screenshots import grab


@pytest.fixture
def work(window: MainWindow) -> MainWindow:
    window.show_work()
    return window


def test_the_eight_menus_of_wise(work: MainWindow) -> None:
    assert [action.text().replace("&", "") for action in work.menuBar().actions()] == [
        "Balie",
        "Klanten",
        "Financieel",
        "Catalogus",
        "Exemplaren",
        "Titels",
        "Reserveringen",
        "Statistiek",
    ]
    mnemonics = [action.text().split("&")[1][0] for action in work.menuBar().actions()]
    assert len(set(mnemonics)) == 8


def test_no_menu_item_is_dead(work: MainWindow) -> None:
    dead = [
        action.text()
        for menu in work.findChildren(QMenu)
        for action in menu.actions()
        if not action.isSeparator() and not action.isEnabled() and not action.toolTip()
    ]
    assert dead == []
    empty = [action for action in work.menuBar().actions() if not action.isEnabled()]
    assert len(empty) == sum(not menu.entries for menu in menus.MENUS)
    assert {action.toolTip() for action in empty} == {words.NOT_THERE_YET}


def test_what_a_screen_binds_works_until_it_unbinds(work: MainWindow, page: ShellPage) -> None:
    done: list[str] = []
    action = work.actions_.action(menus.CUSTOMER_EDIT)
    assert action.toolTip() == words.NOT_NOW
    work.actions_.set_reason(menus.CUSTOMER_EDIT, None)
    assert not action.isEnabled()
    work.actions_.bind(menus.CUSTOMER_EDIT, lambda: done.append("edit"))
    page.press(Qt.Key.Key_F2)
    work.actions_.set_reason(menus.CUSTOMER_EDIT, "Alleen lezen")
    page.press(Qt.Key.Key_F2)
    assert action.toolTip() == "Alleen lezen"
    work.actions_.run(menus.CUSTOMER_EDIT)
    work.actions_.unbind(menus.CUSTOMER_EDIT)
    assert action.toolTip() == words.NOT_NOW
    assert done == ["edit"]


def test_a_question_greys_everything_but_the_way_out(work: MainWindow) -> None:
    work.actions_.bind(menus.LOCK, lambda: None)
    work.prompter.confirm(Question("Zeker?", "", "Ja"), lambda: None)
    assert not work.actions_.action(menus.SEARCH).isEnabled()
    assert work.actions_.action(menus.LOCK).isEnabled()
    work.show_locked("Anna")
    assert not work.prompter.isVisible()
    assert not work.actions_.action(menus.LOCK).isEnabled()
    work.show_work()
    assert work.prompter.isVisible()
    assert work.prompter.hasFocus()
    work.prompter.withdraw_all()
    assert work.actions_.action(menus.SEARCH).isEnabled()


def test_alt_z_goes_to_the_search_field(work: MainWindow, page: ShellPage) -> None:
    page.type_into("search_field", "tester")
    work.setFocus()
    page.press(Qt.Key.Key_Z, Qt.KeyboardModifier.AltModifier)
    field = page.find(QLineEdit, "search_field")
    assert field.hasFocus()
    assert field.selectedText() == "tester"


def test_the_search_field_tells_its_keys(work: MainWindow, page: ShellPage) -> None:
    told: list[object] = []
    work.strip.search.moved.connect(told.append)
    work.strip.search.submitted.connect(told.append)
    work.strip.search.left.connect(lambda: told.append("left"))
    work.strip.search.edited.connect(lambda: told.append("edited"))
    for key in (Qt.Key.Key_X, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Escape):
        QTest.keyClick(work.strip.search, key)
    assert told == ["edited", 1, -1, "x", "left"]


def test_the_palette_finds_by_words_and_says_why_not(
    work: MainWindow, page: ShellPage, qtbot: QtBot
) -> None:
    done: list[str] = []
    work.actions_.bind(menus.CARD_JOBS, lambda: done.append("jobs"))
    page.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(work.palette_.isVisible)
    page.type_into("palette_field", "PAS onaf")
    shown = page.find(QListWidget, "palette_list")
    assert [shown.item(at).text() for at in range(shown.count())] == ["Onafgemaakte passen"]
    QTest.keyClick(page.find(QLineEdit, "palette_field"), Qt.Key.Key_Return)
    assert done == ["jobs"]
    assert not work.palette_.isVisible()
    page.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    page.type_into("palette_field", "statistiek bestaat niet")
    assert page.find(QLabel, "palette_nothing").isVisible()
    field = page.find(QLineEdit, "palette_field")
    field.clear()
    page.type_into("palette_field", "wijzig")
    assert words.NOT_NOW in shown.item(0).text()
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert work.palette_.isVisible()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not work.palette_.isVisible()


def test_pages_come_and_go(work: MainWindow) -> None:
    shown: list[str] = []
    closed: list[str] = []
    work.stage.page_shown.connect(shown.append)
    work.stage.page_closed.connect(closed.append)
    for key in ("search", "customer"):
        work.stage.show_page(key, QWidget())
    work.stage.show_page("search")
    work.stage.back()
    assert work.stage.page == "customer"
    work.stage.back()
    assert work.stage.page == "customer"
    work.stage.close_page("no such page")
    replaced = QWidget()
    work.stage.show_page("customer", replaced)
    assert work.stage.page_widget("customer") is replaced
    work.stage.close_all()
    assert work.stage.page == ""
    assert shown == ["search", "customer", "search", "customer", "customer"]
    assert closed == ["search", "customer"]
    with pytest.raises(KeyError):
        work.stage.show_page("gone")


def test_a_panel_stays_whole_when_it_is_put_away(work: MainWindow) -> None:
    first, second = QLabel("a"), QLabel("b")
    opened: list[bool] = []
    work.stage.panel_changed.connect(opened.append)
    work.stage.open_panel(first)
    work.stage.open_panel(second)
    assert (first.isVisible(), second.isVisible()) == (False, True)
    work.stage.close_panel(second)
    work.stage.close_panel(second)
    assert work.stage.panel is first
    assert first.isVisible()
    work.stage.open_panel(second)
    work.stage.open_panel(first)
    fronts = [work.stage.panel]
    work.stage.close_all()
    fronts.append(work.stage.panel)
    assert fronts == [first, None]
    assert second.text() == "b"
    assert opened[-1] is False
    first.deleteLater()
    second.deleteLater()


def test_help_comes_with_f1_and_goes_with_escape(work: MainWindow, page: ShellPage) -> None:
    escaped: list[int] = []
    work.escape_pressed.connect(lambda: escaped.append(1))
    page.press(Qt.Key.Key_F1)
    page.press(Qt.Key.Key_F1)
    assert work.stage.page == "help"
    assert page.text("help_title") == words.HELP_TITLE
    page.find(QWidget, "help_scroll").setFocus()
    page.press(Qt.Key.Key_Escape)
    assert work.stage.page == ""
    work.setFocus()
    page.press(Qt.Key.Key_Escape)
    assert escaped == [1]


def test_every_shortcut_is_in_the_help_and_used_once(work: MainWindow) -> None:
    shortcuts = [entry.shortcut for menu in menus.MENUS for entry in menu.entries if entry.shortcut]
    assert len(shortcuts) == len(set(shortcuts))
    told = " ".join(key for key, _what in menus.KEYS)
    missing = [key for key in shortcuts if key not in told and key not in {"Ctrl++", "Ctrl+-"}]
    assert missing == []


def test_the_status_bar_says_what_is(work: MainWindow, page: ShellPage) -> None:
    assert page.text("status_demo") == "DEMO"
    assert work.windowTitle() == "DEMO – Balie – Bibliotheek Ruinerwold"
    assert page.find(QLabel, "status_no_devices").isVisible()
    work.status.set_device("printer", State.OK, "Kaartprinter – gereed")
    work.status.set_device("printer", State.TROUBLE, "Kaartprinter – lint op", "Lint bijplaatsen")
    assert not page.find(QLabel, "status_no_devices").isVisible()
    assert page.text("status_device_printer_words") == "Kaartprinter – lint op"
    work.status.set_errands(State.WARNING, "Klusjes – 1 wacht")
    assert page.find(QWidget, "status_errands").isVisible()
    work.status.set_errands(State.OK, "")
    assert not page.find(QWidget, "status_errands").isVisible()
    work.status.set_saved("Alle wijzigingen opgeslagen 14:02")
    assert page.text("status_saved") == "Alle wijzigingen opgeslagen 14:02"
    work.strip.set_place("9548 Ruinerwold", "frontoffice", "Balie 1")
    assert page.text("strip_branch") == "9548 Ruinerwold"


def test_no_label_of_the_window_guesses_markup(work: MainWindow) -> None:
    work.show_help()
    work.prompter.confirm(Question("a", "b", "c", lines=("d",)), lambda: None)
    labels = work.findChildren(QLabel)
    assert len(labels) > 20
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}


def test_the_window_fits_a_small_screen(work: MainWindow, qapp: QApplication) -> None:
    theme = Theme(qapp, None, Mode.LIGHT)
    for scale in (1.0, 1.25, 1.5):
        theme.set_scale(scale)
        work.resize(1280, 720)
        grab(work, f"shell-{scale}")
        assert work.minimumSizeHint().width() <= 1280
        assert work.minimumSizeHint().height() <= 720
    theme.set_scale(1.0)


def test_text_size_and_theme_come_from_the_menu_and_are_remembered(
    work: MainWindow, qapp: QApplication
) -> None:
    theme = Theme(qapp, None, Mode.LIGHT)
    told: list[tuple[Mode, float]] = []
    kept = Appearance(work.actions_, theme, lambda mode, scale: told.append((mode, scale)))
    assert kept is not None
    assert work.actions_.action(menus.SMALLER).toolTip() == words.TEXT_SMALLEST
    for key in (menus.LARGER, menus.LARGER, menus.LARGER, menus.SMALLER, menus.THEME_DARK):
        work.actions_.run(key)
    assert told == [
        (Mode.LIGHT, 1.25),
        (Mode.LIGHT, 1.5),
        (Mode.LIGHT, 1.25),
        (Mode.DARK, 1.25),
    ]
    work.actions_.run(menus.SMALLER)
    work.actions_.run(menus.THEME_LIGHT)


class Reports:
    def __init__(self) -> None:
        self.written: list[BaseException] = []

    def write(self, error: BaseException) -> Path | None:
        self.written.append(error)
        return Path("/tmp/verslag.txt") if len(self.written) == 1 else None  # noqa: S108


def test_trouble_is_shown_with_the_way_to_try_again(work: MainWindow, page: ShellPage) -> None:
    again: list[int] = []
    bugs: list[BaseException] = []
    trouble = ScreenTrouble(work.stage.message, bugs.append)
    trouble.unavailable(Unavailable(), lambda: again.append(1))
    assert work.stage.message.text
    page.click("window_message_way_1")
    assert again == [1]
    assert work.stage.message.text == ""
    trouble.refused(Refused())
    assert work.stage.message.text
    error = ValueError()
    trouble.unexpected(error)
    assert bugs == [error]


def test_trouble_before_signing_in_is_shown_there(window: MainWindow, page: ShellPage) -> None:
    bugs: list[BaseException] = []
    trouble = CoverTrouble(window, bugs.append)
    trouble.unavailable(Unavailable(), lambda: None)
    first = page.trouble()
    trouble.refused(Refused())
    assert first
    assert page.trouble() not in {"", first}
    trouble.unexpected(ValueError())
    assert len(bugs) == 1


def test_of_many_bugs_one_is_told_and_all_are_reported(window: MainWindow) -> None:
    reports = Reports()
    bugs: Callable[[BaseException], None] = BugDesk(reports, window.bug_prompter)
    for _ in range(3):
        bugs(ValueError())
    assert len(reports.written) == 3
    question = window.bug_prompter.question
    assert question is not None
    assert "/tmp/verslag.txt" in question.text  # noqa: S108
    button = window.bug_prompter.findChild(QPushButton, "prompter_yes")
    assert button is not None
    button.click()
    assert window.bug_prompter.question is None
    bugs(ValueError())
    assert window.bug_prompter.question is not None


def test_closing_is_told(work: MainWindow) -> None:
    told: list[int] = []
    work.closing.connect(lambda: told.append(1))
    action = work.actions_.action(menus.QUIT)
    assert isinstance(action, QAction)
    action.trigger()
    assert told == [1]


_FIRST_PAINT = """
import sys
from PySide6.QtWidgets import QApplication
from desk_app.ui.shell.main_window import MainWindow
application = QApplication([])
window = MainWindow(later=True)
window.first_painted.connect(application.quit)
window.show()
application.exec()
print(*sorted(name for name in sys.modules if name.startswith("desk_app")))
"""


def test_the_window_comes_before_everything_else(repository: Path) -> None:
    seen = subprocess.run(
        [
            sys.executable,
            "-c",
            _FIRST_PAINT,
        ],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        cwd=repository,
    )
    assert seen.stdout.split() == [
        "desk_app",
        "desk_app.ui",
        "desk_app.ui.shell",
        "desk_app.ui.shell.main_window",
    ]


def test_an_empty_frame_is_furnished_later(qtbot: QtBot) -> None:
    window = MainWindow(later=True, library="Bibliotheek Ruinerwold")
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.first_painted):
        window.show()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    window.furnish()
    assert window.covered
    assert window.sign_in_page.isVisible()
    window.activateWindow()
    qtbot.waitUntil(window.sign_in_page.username.hasFocus)
