"""Leerlingoverzicht: the page."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desk_app.ui.framework.buttons import Button, Kind, set_permitted
from desk_app.ui.framework.editors import ChoiceField, TextField, TickField
from desk_app.ui.framework.message_bar import MessageBar
from desk_app.ui.framework.plain_text import Look, Text
from desk_app.ui.framework.surfaces import Ground, Scroll, Surface, retire, row
from desk_app.ui.framework.table_view import TableCard, TableView
from desk_app.ui.framework.tables import Column, TableModel
from desk_app.ui.framework.telling_page import TellingPage
from desk_app.ui.framework.waiting import EmptyState
from desk_app.ui.pupils.state import CELLS, GroupChoice, Reasons, Sort
from desk_app.ui.wording import pupils as words
from desk_app.ui.wording import widgets
from desk_app.usecases.queries.schools import PupilRow

_GROUPS_CHARACTERS = 26


class PupilsPage(TellingPage):
    """Signals for each button, `school_chosen(str code)`, `group_ticked(str key, bool on)`,
    `all_ticked(bool on)`, `filter_typed(str words)`, `sort_chosen(str sort)`, and
    `row_chosen(object row)` (None for none).
    """

    school_chosen = Signal(str)
    group_ticked = Signal(str, bool)
    all_ticked = Signal(bool)
    filter_typed = Signal(str)
    sort_chosen = Signal(str)
    row_chosen = Signal(object)
    copy_requested = Signal()
    print_requested = Signal()
    workbook_requested = Signal()
    scan_list_requested = Signal()
    loans_requested = Signal()
    cards_requested = Signal()
    reset_requested = Signal()
    open_requested = Signal()
    quit_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pupils_page")
        self._rows: tuple[PupilRow, ...] = ()
        self._model = TableModel[PupilRow](
            [
                Column(title, CELLS[sort], wide, tooltip=CELLS[sort])
                for sort, (title, wide) in words.COLUMNS.items()
            ]
        )
        self.table = TableView(self._model, name="pupils_table", label=words.TABLE)
        self.table.row_chosen.connect(self._chosen)
        self.table.row_activated.connect(lambda _row: self.open_requested.emit())
        header = self.table.horizontalHeader()
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._header_clicked)
        self.message = MessageBar(name="pupils_message")
        self.school = ChoiceField(name="pupils_school")
        self.school.setMinimumContentsLength(22)
        self.school.edited.connect(lambda: self.school_chosen.emit(self.school.value()))
        self.filter = TextField(name="pupils_filter", placeholder=words.FILTER_HINT)
        self.filter.edited.connect(lambda: self.filter_typed.emit(self.filter.value()))
        self.sort = ChoiceField(
            [(sort.value, title) for sort, (title, _wide) in words.COLUMNS.items()],
            name="pupils_sort",
        )
        self.sort.set_value(Sort.GROUP.value)
        self.sort.edited.connect(lambda: self.sort_chosen.emit(self.sort.value()))
        self._groups = _GroupList(self)
        self._card = TableCard(self.table, EmptyState(name="pupils_empty"))
        self._note = Text("", Look.SMALL, name="pupils_note")
        self._told = Text("", Look.MUTED, name="pupils_told", wrap=True)
        self._buttons = {
            "copy": (Button(words.COPY, name="pupils_copy"), self.copy_requested),
            "print_list": (Button(words.PRINT, name="pupils_print"), self.print_requested),
            "workbook": (Button(words.WORKBOOK, name="pupils_xlsx"), self.workbook_requested),
            "scan_list": (
                Button(words.SCAN_LIST, name="pupils_scan_list"),
                self.scan_list_requested,
            ),
            "loans": (Button(words.LOANS, name="pupils_loans"), self.loans_requested),
            "cards": (Button(words.CARDS, name="pupils_cards"), self.cards_requested),
            "reset": (Button(words.RESET, name="pupils_reset"), self.reset_requested),
            "open": (Button(words.OPEN, name="pupils_open"), self.open_requested),
        }
        for button, requested in self._buttons.values():
            button.clicked.connect(requested)
        quit_button = Button(widgets.CLOSE, name="pupils_quit")
        quit_button.clicked.connect(self.quit_requested)
        self._build(quit_button)

    def _build(self, quit_button: Button) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        for caption, editor, stretch in (
            (words.SCHOOL, self.school, 2),
            (words.FILTER, self.filter, 2),
            (words.SORT, self.sort, 1),
        ):
            label = QLabel(caption)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setBuddy(editor)
            editor.setAccessibleName(caption)
            top.addWidget(label)
            top.addWidget(editor, stretch)
        middle = QGridLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setHorizontalSpacing(12)
        middle.setVerticalSpacing(6)
        middle.addWidget(self._groups, 0, 0, 3, 1)
        middle.addWidget(self._card, 0, 1)
        middle.addWidget(self._note, 1, 1)
        middle.addWidget(self._told, 2, 1)
        middle.setColumnStretch(1, 1)
        middle.setRowStretch(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(Text(words.TITLE, Look.TITLE, name="pupils_title"))
        layout.addLayout(top)
        layout.addWidget(self.message)
        layout.addLayout(middle, 1)
        buttons = [button for button, _signal in self._buttons.values()]
        layout.addLayout(row(*buttons[:6], None))
        layout.addLayout(row(*buttons[6:], None, quit_button))

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self.school

    # ------------------------------------------------------------------------- for the presenter

    def show_schools(self, schools: tuple[tuple[str, str], ...], chosen: str) -> None:
        self.school.set_choices(schools)
        self.school.set_value(chosen)

    def show_groups(self, groups: tuple[GroupChoice, ...]) -> None:
        self._groups.show_groups(groups)

    def show_loading(self) -> None:
        self._card.place.loading()

    def show_rows(self, rows: tuple[PupilRow, ...], chosen: int | None, note: str) -> None:
        self._rows = rows
        self._model.set_rows(rows)
        self._card.place.ready()
        self._note.setText(note)
        self._note.show()
        self.table.choose_where(one.actor_id == chosen for one in rows)

    def show_empty(self, heading: str, advice: str) -> None:
        self._rows = ()
        self._model.set_rows(())
        self._card.place.empty.say(heading, advice)
        self._card.place.ready(empty=True)
        self._note.hide()

    def show_told(self, sentence: str) -> None:
        self._told.setText(sentence)
        self._told.setVisible(bool(sentence))

    def show_reasons(self, reasons: Reasons) -> None:
        for name, (button, _signal) in self._buttons.items():
            set_permitted(button, getattr(reasons, name))

    def copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)

    # ---------------------------------------------------------------------------------- together

    def _chosen(self, at: int) -> None:
        self.row_chosen.emit(self._rows[at] if 0 <= at < len(self._rows) else None)

    def _header_clicked(self, section: int) -> None:
        sort = tuple(words.COLUMNS)[section]
        self.sort.set_value(sort.value)
        self.sort_chosen.emit(sort.value)


class _GroupList(Surface):
    """The groups of a school, each to be ticked; all or none with a button."""

    def __init__(self, page: PupilsPage) -> None:
        super().__init__(Ground.CARD, name="pupils_groups")
        self._page = page
        self._ticks: dict[str, TickField] = {}
        every = Button(words.ALL, Kind.QUIET, name="pupils_all_groups")
        none = Button(words.NONE, Kind.QUIET, name="pupils_no_groups")
        every.clicked.connect(lambda: page.all_ticked.emit(True))
        none.clicked.connect(lambda: page.all_ticked.emit(False))
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 6, 8)
        layout.setSpacing(6)
        layout.addWidget(Text(words.GROUPS, Look.HEADING))
        layout.addWidget(Scroll(inside, name="pupils_groups_scroll"), 1)
        layout.addLayout(row(every, none, None, space=0))
        self._measure()

    def show_groups(self, groups: tuple[GroupChoice, ...]) -> None:
        """Show these; a group that was there keeps its box, and with it the focus."""
        gone = set(self._ticks) - {group.key for group in groups}
        for key in gone:
            retire(self._ticks.pop(key))
        for at, group in enumerate(groups):
            tick = self._ticks.get(group.key)
            if tick is None:
                tick = self._ticks[group.key] = TickField(name=f"pupils_group_{group.key}")
                tick.edited.connect(lambda tick=tick, key=group.key: self._tell(tick, key))
            tick.setText(group.words.replace("&", "&&"))
            tick.set_value("1" if group.ticked else "")
            if self._column.indexOf(tick) != at:
                self._column.insertWidget(at, tick)

    def _tell(self, tick: TickField, key: str) -> None:
        self._page.group_ticked.emit(key, bool(tick.value()))

    def changeEvent(self, event: object) -> None:
        super().changeEvent(event)  # type: ignore[arg-type]
        self._measure()

    def _measure(self) -> None:
        self.setFixedWidth(self.fontMetrics().averageCharWidth() * _GROUPS_CHARACTERS)
