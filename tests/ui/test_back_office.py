"""Who may open the pages about no customer, and what becomes of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desk_app.domain.staff import PERMISSIONS_OF, Permission, Role
from desk_app.resource_files import resource
from desk_app.ui.back_office import BackOffice
from desk_app.ui.errand_watch import ErrandWatch
from desk_app.ui.framework.prompter_port import Question
from desk_app.ui.framework.runner import DeskLane
from desk_app.ui.shell import menus
from desk_app.ui.shell.main_window import MainWindow
from desk_app.ui.shell.trouble import ScreenTrouble
from desk_app.ui.theme.theme import Mode, Theme
from desk_app.ui.wording import errands as errand_words
from desk_app.ui.wording import shell as words
from desk_app.ui.wording.permissions import not_permitted
from desk_app.usecases.messages import Command, Done, Query, SignedIn
from desk_app.usecases.queries.staff import ListBranches, ListStaff
from desk_app.usecases.queries.status import ErrandOverview
from tests.ui.errand_rows import FAILED, ROWS, overview
from tests.ui.screenshots import grab
from tests.ui.staff_rows import BRANCHES
from tests.ui.staff_rows import ROWS as ACCOUNTS


class Desk:
    """Answers questions on the lane."""

    def ask(self, query: Query[Any]) -> Any:
        answers: dict[type[Any], Any] = {
            ErrandOverview: overview(*ROWS),
            ListStaff: ACCOUNTS,
            ListBranches: BRANCHES,
        }
        return answers[type(query)]

    @property
    def signed_in(self) -> SignedIn | None:
        return None

    def execute(self, command: Command[Any], *, key: str | None = None) -> Done[Any]:
        raise AssertionError(command)

    def idle(self) -> None:
        return None

    def close(self) -> None:
        return None


class Office:
    """A window with the pages of one session."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.window = MainWindow(demo=True, library="Bibliotheek Ruinerwold")
        qtbot.addWidget(self.window)
        self.opened: list[int] = []
        self.bugs: list[BaseException] = []
        trouble = ScreenTrouble(self.window.stage.message, self.bugs.append)
        self.lane = DeskLane(Desk, trouble)
        self.lane.start()
        self.office = BackOffice(self.window, self.lane, self.opened.append, lambda: None)
        self.watch = ErrandWatch(self.lane.scope("errands"), self.window.status)
        self.window.show()
        qtbot.waitExposed(self.window)

    def sign_in(self, role: Role) -> None:
        self.office.begin(SignedIn(1, "x", "X", role.value, "9548", "Ruinerwold", "B", "t"))
        self.window.show_work()

    def shows(self, key: str) -> None:
        self.qtbot.waitUntil(lambda: self.window.stage.page == key)

    def rows(self, key: str) -> int:
        table = self.office._open[key][1].page.table
        return int(table.model().rowCount())


@pytest.fixture
def office(qapp: QApplication, qtbot: QtBot) -> Iterator[Office]:
    Theme(qapp, resource("fonts"), Mode.LIGHT)
    made = Office(qtbot)
    yield made
    made.office.end()
    made.lane.begin_drain()
    made.lane.drain(5.0)
    assert made.bugs == []


@pytest.mark.parametrize("role", Role)
def test_the_menu_says_who_may(office: Office, role: Role) -> None:
    office.window.actions_.bind(menus.CARD_JOBS, lambda: None)
    office.sign_in(role)
    for key, permission in (
        (menus.CARD_JOBS, Permission.CARD_ISSUE),
        (menus.STAFF, Permission.STAFF_MANAGE),
        (menus.ERRANDS, Permission.ERRAND_READ),
    ):
        action = office.window.actions_.action(key)
        assert action.isEnabled() is (permission in PERMISSIONS_OF[role])
        if not action.isEnabled():
            assert action.toolTip() == not_permitted(permission)
    office.office.end()
    assert office.window.actions_.action(menus.STAFF).toolTip() == words.SIGN_IN_FIRST


def test_the_accounts_open_from_the_menu_and_are_forgotten(office: Office) -> None:
    office.sign_in(Role.ADMINISTRATOR)
    office.window.actions_.run(menus.STAFF)
    office.shows("staff")
    office.qtbot.waitUntil(lambda: office.rows("staff") == len(ACCOUNTS))
    scope = office.office._open["staff"][0]
    office.window.actions_.run(menus.STAFF)
    assert office.office._open["staff"][0] is scope, "the page that is open comes to the front"
    grab(office.window, "office-staff")
    office.window.stage.close_all()
    assert office.office._open == {}
    assert scope.closed


def test_sluiten_goes_back_to_the_page_before(office: Office) -> None:
    office.sign_in(Role.ADMINISTRATOR)
    office.window.actions_.run(menus.ERRANDS)
    office.window.actions_.run(menus.STAFF)
    button = office.window.findChild(QPushButton, "staff_quit")
    assert isinstance(button, QPushButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    office.shows("errands")
    assert set(office.office._open) == {"errands"}


def test_the_word_in_the_status_bar_opens_the_errands(office: Office) -> None:
    office.sign_in(Role.FRONT_OFFICE)
    office.watch.start()
    link = office.window.status.findChild(QPushButton, "status_errands_link")
    assert isinstance(link, QPushButton)
    office.qtbot.waitUntil(link.isVisible)
    assert link.text() == "Klusjes – 2 wachten, 2 mislukt"
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    office.shows("errands")
    office.qtbot.waitUntil(lambda: office.rows("errands") == len(ROWS))
    grab(office.window, "office-errands")
    screen = office.office._open["errands"][1]
    screen.page.table.row_activated.emit(0)
    assert office.opened == [FAILED.actor_id]
    office.watch.stop()


def test_the_word_does_nothing_while_a_question_stands(office: Office) -> None:
    office.sign_in(Role.FRONT_OFFICE)
    office.window.prompter.confirm(Question("Zeker?", "", "Ja"), lambda: None)
    office.window.status.errands_chosen.emit()
    assert office.office._open == {}
    office.window.prompter.withdraw_all()
    office.window.status.errands_chosen.emit()
    office.shows("errands")


def test_what_the_link_tells_a_screen_reader(office: Office) -> None:
    office.watch.start()
    link = office.window.status.findChild(QPushButton, "status_errands_link")
    assert isinstance(link, QPushButton)
    office.qtbot.waitUntil(lambda: bool(link.text()))
    assert link.accessibleDescription() == errand_words.ADVICE
    office.watch.stop()
