"""Titels: what is typed, the list, and the title beside it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk_app.domain.titles import AviLevel, TitleKind
from desk_app.ui.framework.buttons import Button, Kind, set_permitted
from desk_app.ui.framework.editors import ChoiceField, LongText, TextField
from desk_app.ui.framework.fields import AnyEditor, Form
from desk_app.ui.framework.message_bar import MessageBar
from desk_app.ui.framework.plain_text import Look, Text
from desk_app.ui.framework.surfaces import column, row
from desk_app.ui.framework.table_view import TableCard, TableView
from desk_app.ui.framework.tables import Column, TableModel
from desk_app.ui.framework.task_panel import TaskPanel
from desk_app.ui.framework.telling_page import TaskPage
from desk_app.ui.framework.waiting import EmptyState
from desk_app.ui.titles.detail import TitleCard
from desk_app.ui.titles.filters import TitleFilters
from desk_app.ui.titles.state import Reasons, Task
from desk_app.ui.wording import catalogue as words
from desk_app.ui.wording import widgets
from desk_app.usecases.queries.staff import BranchName
from desk_app.usecases.queries.titles import TitleHit, TitlesFound, TitleShown

_LABEL_WIDTH = 118
_NOT_BESIDE_THE_PANEL = (2, 3)
"""The columns of the year and the kind."""


class TitlesPage(TaskPage):
    """Signals: `typed(str)`, `hit_chosen(object hit)` (None for none), and one for each button."""

    typed = Signal(str)
    narrowed = Signal()
    hit_chosen = Signal(object)
    new_requested = Signal()
    edit_requested = Signal()
    add_requested = Signal()
    reserve_requested = Signal()
    quit_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("titles_page")
        self._hits: tuple[TitleHit, ...] = ()
        self.field = TextField(name="titles_field", placeholder=words.FIND)
        self.field.setProperty("look", "search")
        self.field.setAccessibleName(words.FIND_NAME)
        self.field.edited.connect(lambda: self.typed.emit(self.field.text()))
        self.filters = TitleFilters()
        self.filters.narrowed.connect(self.narrowed)
        title, author, year, kind, available = words.COLUMNS
        self._model = TableModel[TitleHit](
            (
                Column(title, words.hit_title, 30, tooltip=words.hit_title),
                Column(author, lambda one: one.author, 18, tooltip=lambda one: one.author),
                Column(year, lambda one: str(one.year or ""), 5, right=True),
                Column(kind, lambda one: words.KINDS[one.kind], 10),
                Column(available, words.hit_available, 9),
            )
        )
        self.table = TableView(self._model, name="titles_table", label=words.TABLE)
        self.table.row_chosen.connect(self._chosen)
        self._card = TableCard(
            self.table, EmptyState(words.EMPTY_HEADING, words.EMPTY_ADVICE, name="titles_empty")
        )
        self._count = Text("", Look.SMALL, name="titles_count")
        self.title = TitleCard()
        self.panel = TaskPanel(
            {Task.TITLE: _title_form(), Task.COPIES: _copies_form()}, name="titles"
        )
        self.message = MessageBar(name="titles_message")
        self._new = Button(words.NEW, name="titles_new")
        self._edit = Button(words.EDIT, name="titles_edit")
        self._add = Button(words.ADD_COPIES, Kind.PRIMARY, name="titles_add_copies")
        self._reserve = Button(words.RESERVE, name="titles_reserve")
        self._quit = Button(widgets.CLOSE, name="titles_quit")
        for button, signal in (
            (self._new, self.new_requested),
            (self._edit, self.edit_requested),
            (self._add, self.add_requested),
            (self._reserve, self.reserve_requested),
            (self._quit, self.quit_requested),
        ):
            button.clicked.connect(signal)
        self._lay_out()

    def _lay_out(self) -> None:
        listed = column(self.field, self.filters, space=10)
        listed.addWidget(self._card, 1)
        listed.addWidget(self._count)
        beside = QHBoxLayout()
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(14)
        beside.addLayout(listed, 6)
        beside.addWidget(self.title, 4)
        beside.addWidget(self.panel)
        self.panel.wanted.connect(self._make_room)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.message)
        layout.addLayout(beside, 1)
        layout.addLayout(row(self._new, self._edit, self._add, self._reserve, None, self._quit))

    # ------------------------------------------------------------------------- for the presenter

    def show_loading(self) -> None:
        self._card.place.loading()

    def show_found(self, found: TitlesFound, chosen: int | None, *, narrowed: bool) -> None:
        self._hits = found.hits
        self._model.set_rows(found.hits)
        empty = self._card.place.empty
        if narrowed:
            empty.say(words.NOTHING_HEADING, words.NOTHING_ADVICE)
        else:
            empty.say(words.EMPTY_HEADING, words.EMPTY_ADVICE)
        self._card.place.ready(empty=not found.hits)
        self._count.setText(words.found(len(found.hits), more=found.more) if found.hits else "")
        self.table.choose_where(hit.title_id == chosen for hit in found.hits)

    def show_title(self, shown: TitleShown | None) -> None:
        self.title.show_title(shown)

    def show_branches(self, branches: tuple[BranchName, ...]) -> None:
        editor = self.panel.forms[Task.COPIES].field("home_code").editor
        assert isinstance(editor, ChoiceField)
        editor.set_choices([(one.code, f"{one.code} {one.name}") for one in branches])

    def show_reasons(self, reasons: Reasons) -> None:
        set_permitted(self._new, reasons.new)
        set_permitted(self._edit, reasons.edit)
        set_permitted(self._add, reasons.add)
        set_permitted(self._reserve, reasons.reserve)

    def open_form(self, task: Task, title: str, advice: str, values: Mapping[str, str]) -> None:
        self.panel.open_task(task, title, advice, values)

    def close_form(self) -> None:
        self.panel.close_form()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def form_values(self) -> dict[str, str]:
        return self.panel.values()

    def clear_barcode(self) -> None:
        field = self.panel.forms[Task.COPIES].field("barcode")
        field.set_value("")
        field.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---------------------------------------------------------------------------------- together

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and self.panel.is_wanted:
            self.panel.keyPressEvent(event)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.field.hasFocus() and self._hits:
            by = -1 if key == Qt.Key.Key_Up else 1
            at = min(max(self.table.chosen_row + by, 0), len(self._hits) - 1)
            self.table.choose_row(at)
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.panel.is_wanted:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_room(self, wanted: bool) -> None:
        """The form stands where the title stood, so that the list keeps its place."""
        # First the one away, then the other there: both at once would make the window wider.
        leaves, comes = (self.title, self.panel) if wanted else (self.panel, self.title)
        leaves.hide()
        comes.show()
        for at in _NOT_BESIDE_THE_PANEL:
            self.table.setColumnHidden(at, wanted)

    def _chosen(self, at: int) -> None:
        self.hit_chosen.emit(self._hits[at] if 0 <= at < len(self._hits) else None)


def _title_form() -> Form:
    form = Form(name="titles_form_title", label_width=_LABEL_WIDTH)
    for name, label in words.FIELDS.items():
        form.add(name, label, _editor(name))
        form.field(name).label.setWordWrap(True)
    return form


def _editor(name: str) -> AnyEditor:
    key = f"titles_title_{name}"
    match name:
        case "kind":
            return ChoiceField([(one.value, words.KINDS[one]) for one in TitleKind], name=key)
        case "avi":
            levels = [(one.value, words.AVI_LEVELS[one]) for one in AviLevel]
            return ChoiceField([("", words.UNKNOWN), *levels], name=key)
        case "language":
            return ChoiceField([("", words.UNKNOWN), *words.LANGUAGES.items()], name=key)
        case "subjects" | "summary":
            text = LongText(name=key)
            text.setFixedHeight(text.fontMetrics().height() * 4)
            return text
        case _:
            return TextField(name=key, longest=400)


def _copies_form() -> Form:
    form = Form(name="titles_form_copies", label_width=_LABEL_WIDTH)
    editors: dict[str, AnyEditor] = {
        "barcode": TextField(name="titles_copies_barcode", longest=40),
        "home_code": ChoiceField(name="titles_copies_home"),
        "shelf": TextField(name="titles_copies_shelf", longest=60),
    }
    for name, label in words.COPY_FIELDS.items():
        form.add(name, label, editors[name])
    return form
