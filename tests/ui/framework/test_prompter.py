from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desk_app.ui.framework.prompter import SheetPrompter
from desk_app.ui.framework.prompter_port import Choice, Question

QUESTION = Question("Pas toevoegen?", "Het tijdelijke nummer vervalt.", "Toevoegen", lines=("een",))


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(800, 500)
    field = QLineEdit(made)
    field.setObjectName("field")
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    return made


@pytest.fixture
def prompter(page: QWidget) -> SheetPrompter:
    return SheetPrompter(page)


def press(prompter: SheetPrompter, name: str) -> None:
    button = prompter.findChild(QPushButton, name)
    assert button is not None
    button.click()


def type_at_window(page: QWidget, text: str) -> None:
    window = page.windowHandle()
    assert window is not None
    for letter in text:
        QTest.keyClick(window, ord(letter))
    QTest.keyClick(window, Qt.Key.Key_Return)


def test_yes_and_no_come_back_once(prompter: SheetPrompter) -> None:
    said: list[str] = []
    prompter.confirm(QUESTION, lambda: said.append("yes"), lambda: said.append("no"))
    assert prompter.question == QUESTION
    yes = prompter.findChild(QPushButton, "prompter_yes")
    assert yes is not None
    yes.click()
    yes.click()
    assert said == ["yes"]
    prompter.confirm(QUESTION, lambda: said.append("yes"), lambda: said.append("no"))
    press(prompter, "prompter_no")
    prompter.confirm(QUESTION, lambda: said.append("yes"))
    press(prompter, "prompter_no")
    assert said == ["yes", "no"]
    assert prompter.question is None


def test_a_stray_scan_answers_nothing(page: QWidget, prompter: SheetPrompter) -> None:
    said: list[str] = []
    prompter.confirm(QUESTION, lambda: said.append("yes"), lambda: said.append("no"))
    for _ in range(3):
        type_at_window(page, "25003000030")
    assert said == []
    assert prompter.question == QUESTION
    field = page.findChild(QLineEdit, "field")
    assert field is not None
    assert field.text() == ""


def test_tab_stays_inside_and_enter_answers_what_was_tabbed_to(
    page: QWidget, prompter: SheetPrompter
) -> None:
    said: list[str] = []
    prompter.confirm(QUESTION, lambda: said.append("yes"), lambda: said.append("no"))
    window = page.windowHandle()
    assert window is not None
    for _ in range(7):
        QTest.keyClick(window, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        assert prompter.isAncestorOf(focused)
    while QApplication.focusWidget() is not prompter.findChild(QPushButton, "prompter_yes"):
        QTest.keyClick(window, Qt.Key.Key_Tab)
    QTest.keyClick(window, Qt.Key.Key_Return)
    assert said == ["yes"]
    assert page.findChild(QLineEdit, "field").hasFocus()  # type: ignore[union-attr]


def test_escape_is_no(page: QWidget, prompter: SheetPrompter) -> None:
    said: list[str] = []
    prompter.confirm(QUESTION, lambda: said.append("yes"), lambda: said.append("no"))
    QTest.keyClick(prompter, Qt.Key.Key_Escape)
    assert said == ["no"]


def test_questions_wait_their_turn_and_may_ask_another(prompter: SheetPrompter) -> None:
    said: list[str] = []
    asking: list[bool] = []
    prompter.asking.connect(asking.append)
    prompter.confirm(
        QUESTION,
        lambda: prompter.tell("Daarna", "", lambda: said.append("read")),
    )
    prompter.choose(
        Question("Welke?", "", ""),
        (Choice("a", "Een", "met uitleg"), Choice("b", "Twee")),
        said.append,
    )
    press(prompter, "prompter_yes")
    assert prompter.question is not None
    assert prompter.question.title == "Welke?"
    press(prompter, "prompter_choice_b")
    press(prompter, "prompter_yes")
    assert said == ["b", "read"]
    assert asking == [True, False] * 3


def test_a_text_is_never_empty(prompter: SheetPrompter) -> None:
    said: list[str] = []
    prompter.ask_text(Question("Reden", "", "Blokkeer"), "Reden", said.append, longest=5)
    press(prompter, "prompter_yes")
    assert said == []
    field = prompter.findChild(QLineEdit, "prompter_answer")
    assert field is not None
    assert field.hasFocus()
    QTest.keyClicks(field, " verloren")
    press(prompter, "prompter_yes")
    assert said == ["verl"]


def test_what_is_told_is_read_once_whichever_way(prompter: SheetPrompter) -> None:
    read: list[str] = []
    prompter.tell("<b>Titel</b>", "<i>tekst</i>", lambda: read.append("read"))
    labels = {label.objectName(): label for label in prompter.findChildren(QLabel)}
    assert labels["prompter_title"].text() == "<b>Titel</b>"
    assert {label.textFormat() for label in labels.values()} == {Qt.TextFormat.PlainText}
    QTest.keyClick(prompter, Qt.Key.Key_Escape)
    assert read == ["read"]


def test_everything_can_be_withdrawn_unanswered(prompter: SheetPrompter) -> None:
    said: list[str] = []
    for _ in range(3):
        prompter.confirm(QUESTION, lambda: said.append("yes"), lambda: said.append("no"))
    prompter.withdraw_all()
    assert prompter.question is None
    assert not prompter.isVisible()
    assert said == []


def test_the_sheet_follows_the_window(page: QWidget, prompter: SheetPrompter, qtbot: QtBot) -> None:
    prompter.confirm(QUESTION, lambda: None)
    page.resize(1000, 700)
    qtbot.waitUntil(lambda: prompter.size() == page.size())
    assert not page.grab().isNull()
