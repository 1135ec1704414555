"""The page of accounts as a person works it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desk_app.domain.staff import LastAdministrator, PasswordTooShort, Role, UsernameTaken
from desk_app.errors import InputRefused
from desk_app.resource_files import resource
from desk_app.ui.framework.editors import ChoiceField, TextField
from desk_app.ui.staff.screen import StaffScreen
from desk_app.ui.staff.view import StaffPage
from desk_app.ui.theme.theme import Mode, Theme
from desk_app.ui.wording import staff_accounts as words
from desk_app.usecases.commands.staff import AddStaff, ChangeStaff, StaffAdded
from desk_app.usecases.queries.staff import ListBranches, ListStaff
from tests.ui.fake_prompter import FakePrompter
from tests.ui.fake_runner import FakeRunner
from tests.ui.screenshots import grab
from tests.ui.staff_rows import BRANCHES, ME, many

PASSWORD = "groene-fietsbel-12"


class Office:
    """The page with its presenter, on a desk that answers what it is told to."""

    def __init__(self) -> None:
        self.answers: dict[type[Any], Any] = {
            ListStaff: many(),
            ListBranches: BRANCHES,
            AddStaff: StaffAdded(8),
            ChangeStaff: None,
        }
        self.runner = FakeRunner(self._answer)
        self.screen = StaffScreen(self.runner, FakePrompter(), ME.staff_id, lambda: None)
        self.page: StaffPage = self.screen.page

    def _answer(self, message: Any) -> Any:
        answer = self.answers[type(message)]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def button(self, name: str) -> QPushButton:
        found = self.page.findChild(QPushButton, name)
        assert isinstance(found, QPushButton)
        return found

    def click(self, name: str) -> None:
        assert self.button(name).isEnabled(), self.button(name).toolTip()
        QTest.mouseClick(self.button(name), Qt.MouseButton.LeftButton)

    def field(self, name: str) -> QLineEdit:
        found = self.page.findChild(QLineEdit, name)
        assert isinstance(found, QLineEdit)
        return found

    def choose(self, name: str, key: str) -> None:
        found = self.page.findChild(ChoiceField, name)
        assert isinstance(found, ChoiceField)
        found.setCurrentIndex(found.findData(key))
        found.activated.emit(found.currentIndex())

    def note(self, form: str, name: str) -> str:
        """The line under a field of a form."""
        found = self.page.findChild(QLabel, f"{name}_note") if not form else None
        for label in self.page.findChildren(QLabel, f"{name}_note"):
            parent = label.parentWidget()
            if parent is not None and parent.objectName() == form:
                found = label
        assert isinstance(found, QLabel)
        return found.text()


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp, resource("fonts"), Mode.LIGHT)
    yield made
    made.set_scale(1.0)
    made.set_mode(Mode.LIGHT)


@pytest.fixture
def office(theme: Theme, qtbot: QtBot) -> Office:
    made = Office()
    qtbot.addWidget(made.page)
    made.page.resize(1248, 590)
    made.page.show()
    qtbot.waitExposed(made.page)
    made.page.activateWindow()
    qtbot.waitUntil(made.page.isActiveWindow)
    return made


def fill_in(office: Office) -> None:
    office.click("staff_add")
    QTest.keyClicks(office.field("staff_add_display_name"), "Balie 9")
    QTest.keyClicks(office.field("staff_add_username"), "balie9")
    office.choose("staff_add_role", "frontoffice")
    office.choose("staff_add_branch_code", "9548")
    QTest.keyClicks(office.field("staff_add_password"), PASSWORD)
    QTest.keyClicks(office.field("staff_add_password_again"), PASSWORD)


def test_the_list_and_what_is_grey(office: Office) -> None:
    model = office.page.table.model()
    assert model.rowCount() == len(many())
    rows = [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
    assert ["Balie 2", "balie2", "frontoffice", "9548 Ruinerwold", "000123", "Actief"] in rows
    assert rows[-1][-1] == "Ingetrokken 12-03-2026"
    assert office.button("staff_add").isEnabled()
    office.page.table.choose_row(-1)
    assert not office.button("staff_change").isEnabled()
    assert office.button("staff_change").toolTip() == words.CHOOSE_FIRST
    office.page.table.choose_row(0)
    assert office.button("staff_change").isEnabled()
    office.page.table.choose_row(len(rows) - 1)
    assert office.button("staff_disable").toolTip() == words.IS_WITHDRAWN
    assert not office.page.panel.isVisible()


def test_a_new_account_from_the_first_key_to_the_list(office: Office) -> None:
    fill_in(office)
    assert office.page.panel.isVisible()
    assert office.note("staff_form_add", "role") == words.ROLES[Role.FRONT_OFFICE]
    office.click("staff_save")
    (command,) = office.runner.executed
    assert command == AddStaff("balie9", "Balie 9", Role.FRONT_OFFICE, "9548", PASSWORD, None)
    assert not office.page.panel.isVisible()
    assert office.page.message.text == words.added("Balie 9")


def test_passwords_are_never_shown_and_never_kept(office: Office) -> None:
    fill_in(office)
    for name in ("staff_add_password", "staff_add_password_again"):
        field = office.field(name)
        assert field.echoMode() is QLineEdit.EchoMode.Password
        assert field.displayText() != PASSWORD
    office.click("staff_cancel")
    for name in ("staff_add_password", "staff_add_password_again", "staff_add_username"):
        field = office.field(name)
        field.undo()
        assert field.text() == ""


def test_errors_stand_at_their_fields(office: Office) -> None:
    fill_in(office)
    office.answers[AddStaff] = InputRefused(
        (UsernameTaken("username"), PasswordTooShort("password", 12))
    )
    office.click("staff_save")
    assert office.note("staff_form_add", "username").startswith("Deze gebruikersnaam")
    assert office.note("staff_form_add", "password").startswith("Een wachtwoord heeft")
    assert office.field("staff_add_username").hasFocus()
    assert office.field("staff_add_password").text() == PASSWORD, "nothing typed is lost"
    grab(office.page, "staff-errors")


def test_changing_shows_what_there_is(office: Office) -> None:
    office.page.table.choose_row(1)
    office.page.table.setFocus()
    QTest.keyClick(office.page.table, Qt.Key.Key_Return)
    assert office.page.panel.isVisible()
    assert office.field("staff_change_display_name").hasFocus()
    assert office.field("staff_change_display_name").text() == "Beheer 1"
    office.answers[ChangeStaff] = LastAdministrator(ME.staff_id)
    office.choose("staff_change_role", "vrijwilliger")
    office.click("staff_save")
    label = office.page.findChild(QLabel, "staff_panel_message_text")
    assert isinstance(label, QLabel)
    assert label.text().startswith("Er moet altijd een beheerder")
    grab(office.page, "staff-last-administrator")


def test_esc_leaves_the_panel_and_not_the_page(office: Office) -> None:
    office.click("staff_add")
    QTest.keyClick(office.field("staff_add_display_name"), Qt.Key.Key_Escape)
    assert not office.page.panel.isVisible()
    office.click("staff_add")
    office.page.table.setFocus()
    QTest.keyClick(office.page.table, Qt.Key.Key_Escape)
    assert not office.page.panel.isVisible()
    assert office.page.isVisible()


def test_enter_goes_to_the_next_field_and_saves_only_from_the_button(office: Office) -> None:
    office.click("staff_colleague")
    number = office.field("staff_colleague_customer_actor_id")
    assert number.hasFocus()
    QTest.keyClicks(number, "5003000030")
    QTest.keyClick(number, Qt.Key.Key_Return)
    assert not number.hasFocus()
    assert office.runner.executed == [], "a stray scan saves nothing"


def test_every_field_has_a_name_and_literal_text(office: Office) -> None:
    for task in ("add", "change", "password", "colleague"):
        fields = [
            field
            for kind in (TextField, ChoiceField)
            for field in office.page.panel.findChildren(kind)
            if field.objectName().startswith(f"staff_{task}_")
        ]
        assert fields
        assert all(field.accessibleName() for field in fields)
    texts = [
        label
        for label in office.page.findChildren(QLabel)
        if label.textFormat() != Qt.TextFormat.PlainText
    ]
    assert texts == []


def test_what_it_looks_like(office: Office, theme: Theme) -> None:
    office.page.table.choose_row(2)
    grab(office.page, "staff-list")
    fill_in(office)
    for mode in (Mode.LIGHT, Mode.DARK):
        theme.set_mode(mode)
        grab(office.page, f"staff-new-{mode.value}")
    theme.set_mode(Mode.LIGHT)
    theme.set_scale(1.25)
    grab(office.page, "staff-new-125")
    panel = office.page.panel
    assert panel.width() < office.page.width() / 2
    assert panel.geometry().bottom() <= office.page.height()
    office.click("staff_cancel")
    office.click("staff_colleague")
    grab(office.page, "staff-colleague-125")
    theme.set_scale(1.0)
    office.answers[ListStaff] = ()
    office.screen.presenter.refresh()
    office.click("staff_cancel")
    grab(office.page, "staff-empty")
