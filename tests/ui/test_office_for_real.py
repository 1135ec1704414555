"""The pages about no customer on a real desk with a real database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desk_app.domain.staff import PERMISSIONS_OF, Role
from desk_app.store.opening import SqlStore
from desk_app.ui.errands.screen import ErrandsScreen
from desk_app.ui.framework.message_bar import MessageBar
from desk_app.ui.framework.runner import DeskLane, Scope
from desk_app.ui.shell.trouble import ScreenTrouble
from desk_app.ui.staff.screen import StaffScreen
from desk_app.ui.staff.state import FIELDS, Task
from desk_app.usecases.commands.cards import AddCard
from desk_app.usecases.errands.outcomes import MailRecipientRefused
from desk_app.usecases.errands.states import ErrandState
from desk_app.usecases.queries.staff import StaffRow
from tests.ui.fake_prompter import FakePrompter
from tests.usecases.library import CARD, HOME, ONLINE, PLAIN, USERNAMES, Library, furnish

ON_SQLITE = pytest.mark.parametrize("engine_name", ["sqlite"])
PASSWORD = "groene-fietsbel-12"


@pytest.fixture
def library(store: SqlStore) -> Library:
    return furnish(store)


@contextmanager
def working(library: Library, role: Role, qtbot: QtBot) -> Iterator[Scope]:
    """Somebody of this role at a desk, with everything on its own thread."""
    bugs: list[BaseException] = []
    bar = MessageBar()
    qtbot.addWidget(bar)
    lane = DeskLane(lambda: library.desk(role), ScreenTrouble(bar, bugs.append))
    lane.start()
    yield lane.scope("office")
    lane.begin_drain()
    lane.drain(10.0)
    assert bugs == []


class Accounts:
    """Medewerkers, worked by the names of its fields."""

    def __init__(self, scope: Scope, own_id: int, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.signed_out: list[str] = []
        self.prompter = FakePrompter()
        self.screen = StaffScreen(
            scope, self.prompter, own_id, lambda: self.signed_out.append("out")
        )
        self.page: QWidget = self.screen.page
        qtbot.addWidget(self.page)
        self.until(lambda: bool(self.rows()) and self.screen.presenter._branches != ())

    def until(self, holds: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(holds, timeout=10_000)

    def rows(self) -> tuple[StaffRow, ...]:
        return self.screen.page._rows

    def row(self, username: str) -> StaffRow:
        return next(row for row in self.rows() if row.username == username)

    def fill_in(self, task: Task, **values: str) -> None:
        panel = self.screen.page.panel
        assert set(values) <= set(FIELDS[task])
        panel.forms[task].set_values(values)
        panel._save.click()

    def said(self) -> str:
        return self.screen.page.message.text


def own_id(library: Library, role: Role) -> int:
    with library.transaction() as work:
        member = work.staff.by_username(USERNAMES[role])
        assert member is not None
        return member.staff_id


def is_staff(library: Library, actor_id: int) -> bool:
    with library.customer(actor_id) as customer:
        return customer.is_staff


@ON_SQLITE
def test_an_account_from_new_to_withdrawn(library: Library, qtbot: QtBot) -> None:
    with working(library, Role.ADMINISTRATOR, qtbot) as scope:
        office = Accounts(scope, own_id(library, Role.ADMINISTRATOR), qtbot)
        office.screen.presenter.add()
        office.fill_in(
            Task.ADD,
            username="a.nieuw",
            display_name="A. Nieuw",
            role="vrijwilliger",
            branch_code=HOME,
            customer_actor_id=str(ONLINE),
            password=PASSWORD,
            password_again=PASSWORD,
        )
        office.until(lambda: any(row.username == "a.nieuw" for row in office.rows()))
        assert is_staff(library, ONLINE), "whoever works here is a colleague in their own file"
        office.screen.presenter.choose(office.row("a.nieuw"))
        office.screen.presenter.disable()
        office.prompter.yes()
        office.until(lambda: office.row("a.nieuw").disabled_at is not None)
        assert office.rows()[-1].username == "a.nieuw"
    assert PASSWORD not in "".join(library.audit_details())


@ON_SQLITE
def test_the_last_administrator_is_told_and_stays_signed_in(library: Library, qtbot: QtBot) -> None:
    mine = own_id(library, Role.ADMINISTRATOR)
    with working(library, Role.ADMINISTRATOR, qtbot) as scope:
        office = Accounts(scope, mine, qtbot)
        office.screen.presenter.choose(office.row("beheerder"))
        office.screen.presenter.change()
        office.fill_in(Task.CHANGE, role="vrijwilliger")
        message = office.screen.page.panel._message
        office.until(lambda: bool(message._code.text()))
        assert message._code.text() == "STF-8"
        assert office.signed_out == []
        office.fill_in(Task.CHANGE, role="beheerder", display_name="B. Heer")
        office.until(lambda: office.signed_out == ["out"])


@ON_SQLITE
def test_a_volunteer_who_is_a_customer(library: Library, qtbot: QtBot) -> None:
    with working(library, Role.ADMINISTRATOR, qtbot) as scope:
        office = Accounts(scope, own_id(library, Role.ADMINISTRATOR), qtbot)
        office.screen.presenter.mark_colleague()
        office.fill_in(Task.COLLEAGUE, customer_actor_id=f"[{PLAIN}]", is_staff="1")
        office.until(lambda: "nu wel" in office.said())
        assert is_staff(library, PLAIN)
        office.screen.presenter.mark_colleague()
        office.fill_in(Task.COLLEAGUE, customer_actor_id="7", is_staff="1")
        form = office.screen.page.panel.forms[Task.COLLEAGUE]
        office.until(lambda: bool(form.field("customer_actor_id").error))


@ON_SQLITE
def test_an_errand_that_failed_goes_out_again(library: Library, qtbot: QtBot) -> None:
    library.desk(Role.FRONT_OFFICE).execute(AddCard(ONLINE, CARD))
    with library.transaction() as work:
        (errand_id,) = (row.errand_id for row in library.rows("SELECT errand_id FROM errand"))
        errand = work.errands.get(errand_id)
        errand.state, errand.trouble = ErrandState.FAILED, MailRecipientRefused.code
    with working(library, Role.FRONT_OFFICE, qtbot) as scope:
        screen = ErrandsScreen(
            scope, FakePrompter(), PERMISSIONS_OF[Role.FRONT_OFFICE].__contains__, lambda _id: None
        )
        qtbot.addWidget(screen.page)
        qtbot.waitUntil(lambda: len(screen.page._rows) == 1, timeout=10_000)
        assert screen.page._rows[0].state is ErrandState.FAILED
        screen.presenter.choose(screen.page._rows[0])
        screen.page._retry.click()
        qtbot.waitUntil(lambda: screen.page._rows[0].state is ErrandState.WAITING, timeout=10_000)
    assert "errand:retried" in library.audit_tags()
