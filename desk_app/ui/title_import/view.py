"""Titels importeren: the file, the buttons, and the report line by line."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desk_app.ui.framework.buttons import Button, Kind, set_permitted
from desk_app.ui.framework.editors import TickField
from desk_app.ui.framework.message_bar import MessageBar
from desk_app.ui.framework.plain_text import Look, Text
from desk_app.ui.framework.surfaces import row
from desk_app.ui.framework.table_view import TableCard, TableView
from desk_app.ui.framework.tables import Column, TableModel
from desk_app.ui.framework.telling_page import TellingPage
from desk_app.ui.framework.waiting import EmptyState
from desk_app.ui.title_import.port import Reasons
from desk_app.ui.wording import title_import as words
from desk_app.ui.wording import widgets
from desk_app.usecases.title_import import ImportLine


class ImportPage(TellingPage):
    """Signals: `file_chosen(str path)`, `only_notable(bool)`, and one for each button."""

    file_chosen = Signal(str)
    only_notable = Signal(bool)
    check_requested = Signal()
    carry_out_requested = Signal()
    stop_requested = Signal()
    quit_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("title_import_page")
        number, what, title, key, note = words.COLUMNS
        self._model = TableModel[ImportLine](
            (
                Column(number, lambda one: str(one.number), 6, right=True),
                Column(what, lambda one: words.OUTCOMES[one.outcome], 11),
                Column(title, lambda one: one.title, 34, tooltip=lambda one: one.title),
                Column(key, lambda one: one.key, 20, tooltip=lambda one: one.key),
                Column(note, words.note, 30, tooltip=words.note),
            )
        )
        self.table = TableView(self._model, name="title_import_table", label=words.TABLE)
        self._card = TableCard(
            self.table,
            EmptyState(words.EMPTY_HEADING, words.EMPTY_ADVICE, name="title_import_empty"),
        )
        self.message = MessageBar(name="title_import_message")
        self._file = Text(words.NO_FILE, name="title_import_file")
        self._progress = Text("", Look.STRONG, name="title_import_progress", wrap=True)
        self._choose = Button(words.CHOOSE, name="title_import_choose")
        self._check = Button(words.CHECK, name="title_import_check")
        self._carry_out = Button(words.CARRY_OUT, Kind.PRIMARY, name="title_import_carry_out")
        self._stop = Button(words.STOP, name="title_import_stop")
        self._quit = Button(widgets.CLOSE, name="title_import_quit")
        self._notable = TickField(words.ONLY_NOTABLE, name="title_import_notable")
        self._notable.edited.connect(lambda: self.only_notable.emit(bool(self._notable.value())))
        for button, signal in (
            (self._check, self.check_requested),
            (self._carry_out, self.carry_out_requested),
            (self._stop, self.stop_requested),
            (self._quit, self.quit_requested),
        ):
            button.clicked.connect(signal)
        self._choose.clicked.connect(self._ask_file)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(Text(words.PAGE, Look.TITLE, name="title_import_title"))
        layout.addWidget(Text(words.ADVICE, Look.MUTED, name="title_import_advice", wrap=True))
        layout.addWidget(self.message)
        layout.addLayout(row(self._choose, self._file, None, self._notable, space=12))
        layout.addWidget(self._card, 1)
        layout.addWidget(self._progress)
        layout.addLayout(row(self._check, self._carry_out, self._stop, None, self._quit))

    def show_file(self, name: str) -> None:
        self._file.setText(name or words.NO_FILE)

    def show_lines(self, lines: tuple[ImportLine, ...]) -> None:
        self._model.set_rows(lines)
        self._card.place.ready(empty=not lines)

    def show_progress(self, sentence: str) -> None:
        self._progress.setText(sentence)
        self._progress.setVisible(bool(sentence))

    def show_reasons(self, reasons: Reasons) -> None:
        set_permitted(self._choose, reasons.choose)
        set_permitted(self._check, reasons.check)
        set_permitted(self._carry_out, reasons.carry_out)
        set_permitted(self._stop, reasons.stop)

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, words.CHOOSE, "", words.KINDS)
        dialog.setObjectName("title_import_dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.file_chosen)
        dialog.open()
