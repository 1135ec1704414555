"""Medewerkers: the list of accounts, and the panel beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk_app.ui.framework.buttons import Button, set_permitted
from desk_app.ui.framework.message_bar import MessageBar
from desk_app.ui.framework.plain_text import Look, Text
from desk_app.ui.framework.surfaces import column, row
from desk_app.ui.framework.table_view import TableCard, TableView
from desk_app.ui.framework.tables import Column, TableModel
from desk_app.ui.framework.telling_page import TaskPage
from desk_app.ui.framework.waiting import EmptyState
from desk_app.ui.staff.panel import StaffPanel
from desk_app.ui.staff.state import Reasons, StaffForm
from desk_app.ui.wording import staff_accounts as words
from desk_app.ui.wording import widgets
from desk_app.usecases.queries.staff import BranchName, StaffRow

_NOT_BESIDE_THE_PANEL = (3, 4, 5)
"""The columns of the branch, the customer file and the state."""


class StaffPage(TaskPage):
    """Signals for each button, and `row_chosen(object row)`, None for none."""

    row_chosen = Signal(object)
    add_requested = Signal()
    change_requested = Signal()
    password_requested = Signal()
    disable_requested = Signal()
    colleague_requested = Signal()
    quit_requested = Signal()

    panel: StaffPanel

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("staff_page")
        self._rows: tuple[StaffRow, ...] = ()
        name, username, role, branch, own, state = words.COLUMNS
        self._model = TableModel[StaffRow](
            (
                Column(name, lambda one: one.display_name, 20, tooltip=_name),
                Column(username, lambda one: one.username, 14, tooltip=lambda one: one.username),
                Column(role, lambda one: one.role.value, 19),
                Column(branch, lambda one: f"{one.branch_code} {one.branch_name}", 16),
                Column(own, lambda one: words.actor_words(one.customer_actor_id), 14),
                Column(state, words.state_words, 12, tooltip=words.state_words),
            )
        )
        self.table = TableView(self._model, name="staff_table", label=words.TABLE)
        self.table.row_chosen.connect(self._chosen)
        self.table.row_activated.connect(lambda _row: self.change_requested.emit())
        self.panel = StaffPanel()
        self.message = MessageBar(name="staff_message")
        self._card = TableCard(
            self.table, EmptyState(words.EMPTY_HEADING, words.EMPTY_ADVICE, name="staff_empty")
        )
        self._add = Button(words.ADD, name="staff_add")
        self._change = Button(words.CHANGE, name="staff_change")
        self._password = Button(words.SET_PASSWORD, name="staff_password")
        self._disable = Button(words.DISABLE, name="staff_disable")
        self._colleague = Button(words.COLLEAGUE, name="staff_colleague")
        self._quit = Button(widgets.CLOSE, name="staff_quit")
        for button, signal in (
            (self._add, self.add_requested),
            (self._change, self.change_requested),
            (self._password, self.password_requested),
            (self._disable, self.disable_requested),
            (self._colleague, self.colleague_requested),
            (self._quit, self.quit_requested),
        ):
            button.clicked.connect(signal)
        self._lay_out()

    def _lay_out(self) -> None:
        title = Text(words.TITLE, Look.TITLE, name="staff_title")
        advice = Text(words.ADVICE, Look.MUTED, name="staff_advice", wrap=True)
        listed = column(title, advice, self.message, space=10)
        listed.addWidget(self._card, 1)
        beside = QHBoxLayout()
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(14)
        beside.addLayout(listed, 1)
        beside.addWidget(self.panel)
        self.panel.wanted.connect(self._make_room)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(beside, 1)
        account = (self._add, self._change, self._password, self._disable)
        layout.addLayout(row(*account, None, self._colleague, self._quit))

    # ------------------------------------------------------------------------- for the presenter

    def show_loading(self) -> None:
        self._card.place.loading()

    def show_rows(self, rows: tuple[StaffRow, ...], chosen: int | None) -> None:
        self._rows = rows
        self._model.set_rows(rows)
        self._card.place.ready(empty=not rows)
        self.table.choose_where(one.staff_id == chosen for one in rows)

    def show_branches(self, branches: tuple[BranchName, ...]) -> None:
        self.panel.set_branches([(one.code, words.branch_words(one)) for one in branches])

    def show_reasons(self, reasons: Reasons) -> None:
        set_permitted(self._add, reasons.add)
        set_permitted(self._change, reasons.change)
        set_permitted(self._password, reasons.password)
        set_permitted(self._disable, reasons.disable)
        set_permitted(self._colleague, reasons.colleague)

    def open_form(self, form: StaffForm) -> None:
        self.panel.open_form(form)

    def close_form(self) -> None:
        self.panel.close_form()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---------------------------------------------------------------------------------- together

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.panel.is_wanted:
            self.panel.keyPressEvent(event)
            return
        super().keyPressEvent(event)

    def _make_room(self, wanted: bool) -> None:
        """Beside the panel the list tells who is who, and no more."""
        self.panel.setVisible(wanted)
        for at in _NOT_BESIDE_THE_PANEL:
            self.table.setColumnHidden(at, wanted)

    def _chosen(self, at: int) -> None:
        self.row_chosen.emit(self._rows[at] if 0 <= at < len(self._rows) else None)


def _name(one: StaffRow) -> str:
    return one.display_name
