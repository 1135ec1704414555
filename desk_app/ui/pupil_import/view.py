"""Leerlingenimport: the page."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from desk_app.domain.pupil_import import LineDecision
from desk_app.ui.framework.buttons import Button, Kind, set_permitted
from desk_app.ui.framework.editors import ChoiceField
from desk_app.ui.framework.message_bar import MessageBar
from desk_app.ui.framework.plain_text import ElidedText, Look, Text
from desk_app.ui.framework.surfaces import row
from desk_app.ui.framework.table_view import TableCard, TableView
from desk_app.ui.framework.tables import Column, TableModel
from desk_app.ui.framework.telling_page import TellingPage
from desk_app.ui.framework.waiting import EmptyState
from desk_app.ui.pupil_import.state import Progress, Reasons, Work
from desk_app.ui.wording import pupil_import as words
from desk_app.ui.wording import widgets
from desk_app.usecases.queries.pupil_imports import ImportLineRow


class ImportPage(TellingPage):
    """Signals for each button, `school_chosen(str code)`, `file_chosen(str path)`,
    `run_chosen(str id)`, `kind_chosen(str action)`, `lines_wanted(int first, int count)`,
    `line_chosen(object row)` (None for none), and `decided(str decision)`.
    """

    school_chosen = Signal(str)
    file_chosen = Signal(str)
    run_chosen = Signal(str)
    kind_chosen = Signal(str)
    lines_wanted = Signal(int, int)
    line_chosen = Signal(object)
    decided = Signal(str)
    check_requested = Signal()
    run_requested = Signal()
    stop_requested = Signal()
    undo_requested = Signal()
    drop_requested = Signal()
    quit_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("import_page")
        at, who, born, group, year, what, details, state = words.COLUMNS
        self._model = TableModel[ImportLineRow](
            (
                Column(at, words.place, 5, right=True),
                Column(who, lambda line: line.list_name, 26, tooltip=lambda line: line.list_name),
                Column(born, words.born, 10),
                Column(group, lambda line: line.group_name or "–", 10),
                Column(year, lambda line: line.year_group, 7),
                Column(what, words.action, 19),
                Column(details, words.details, 27, tooltip=words.details),
                Column(state, words.state, 11, tooltip=words.state),
            )
        )
        self._model.rows_wanted.connect(self.lines_wanted)
        self.table = TableView(self._model, name="import_table", label=words.TABLE)
        self.table.row_chosen.connect(
            lambda at: self.line_chosen.emit(self._model.row_at(at) if at >= 0 else None)
        )
        self.message = MessageBar(name="import_message")
        self.school = _choice("import_school", 22)
        self.runs = _choice("import_runs", 40)
        self.kind = _choice("import_kind", 24)
        self.school.edited.connect(lambda: self.school_chosen.emit(self.school.value()))
        self.runs.edited.connect(lambda: self.run_chosen.emit(self.runs.value()))
        self.kind.edited.connect(lambda: self.kind_chosen.emit(self.kind.value()))
        self._file = ElidedText("", Look.MUTED, name="import_file")
        self._told = Text("", Look.MUTED, name="import_told", wrap=True)
        self._card = TableCard(self.table, EmptyState(name="import_empty"))
        self._bar = QProgressBar()
        self._bar.setObjectName("import_progress")
        self._bar.setTextVisible(False)
        self._how_far = Text("", Look.SMALL, name="import_how_far")
        self._choose = Button(words.CHOOSE, name="import_choose")
        self._choose.clicked.connect(self._ask_for_file)
        self._check = _button(words.CHECK, "import_check", self.check_requested)
        self._run = Button(words.RUN, Kind.PRIMARY, name="import_run")
        self._run.clicked.connect(self.run_requested)
        self._stop = _button(words.STOP, "import_stop", self.stop_requested)
        self._undo = _button(words.UNDO, "import_undo", self.undo_requested)
        self._drop = _button(words.DROP, "import_drop", self.drop_requested)
        self._quit = _button(widgets.CLOSE, "import_quit", self.quit_requested)
        self._decisions: dict[LineDecision, Button] = {}
        for decision, word in (
            (LineDecision.LEAVE_OUT, words.LEAVE_OUT),
            (LineDecision.AS_NEW, words.AS_NEW),
            (LineDecision.AS_PLANNED, words.AS_PLANNED),
        ):
            button = self._decisions[decision] = Button(word, name=f"import_{decision.value}")
            button.clicked.connect(
                lambda _checked=False, decision=decision: self.decided.emit(decision.value)
            )
        self._build()

    def _build(self) -> None:
        top = QGridLayout()
        top.setHorizontalSpacing(8)
        top.setVerticalSpacing(8)
        for at, (caption, editor) in enumerate(
            ((words.SCHOOL, self.school), (words.RUNS, self.runs))
        ):
            top.addWidget(_caption(caption, editor), at, 0)
            top.addWidget(editor, at, 1)
        file_row = QHBoxLayout()
        file_row.setSpacing(8)
        file_row.addWidget(self._choose)
        file_row.addWidget(self._file, 1)
        file_row.addWidget(self._check)
        top.addLayout(file_row, 0, 2)
        kind_row = QHBoxLayout()
        kind_row.setSpacing(8)
        kind_row.addWidget(_caption(words.SHOW, self.kind))
        kind_row.addWidget(self.kind, 1)
        top.addLayout(kind_row, 1, 2)
        top.setColumnStretch(1, 1)
        top.setColumnStretch(2, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(Text(words.TITLE, Look.TITLE, name="import_title"))
        layout.addWidget(Text(words.ADVICE, Look.MUTED, wrap=True))
        layout.addLayout(top)
        layout.addWidget(self.message)
        layout.addWidget(self._told)
        layout.addWidget(self._card, 1)
        layout.addWidget(self._how_far)
        layout.addWidget(self._bar)
        layout.addLayout(row(*self._decisions.values(), None, self._drop, self._undo))
        layout.addLayout(row(self._quit, None, self._stop, self._run))

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self.school

    # ------------------------------------------------------------------------- for the presenter

    def show_schools(self, schools: tuple[tuple[str, str], ...], chosen: str) -> None:
        self.school.set_choices(schools)
        self.school.set_value(chosen)

    def show_file(self, name: str) -> None:
        self._file.setText(name or words.NO_FILE)

    def show_runs(self, runs: tuple[tuple[str, str], ...], chosen: str) -> None:
        self.runs.set_choices(runs)
        self.runs.set_value(chosen)
        self.runs.setEnabled(bool(runs))

    def show_told(self, sentences: tuple[str, ...]) -> None:
        self._told.setText(" ".join(sentences))
        self._told.setVisible(bool(sentences))

    def show_kinds(self, kinds: tuple[tuple[str, str], ...], chosen: str) -> None:
        self.kind.set_choices(kinds)
        self.kind.set_value(chosen)
        self.kind.setEnabled(bool(kinds))

    def show_lines(self, total: int) -> None:
        self._model.set_total(total)
        self._card.place.ready()

    def put_lines(self, first: int, rows: tuple[ImportLineRow, ...]) -> None:
        self._model.put(first, rows)

    def show_empty(self, heading: str, advice: str) -> None:
        self._model.set_total(0)
        self._card.place.empty.say(heading, advice)
        self._card.place.ready(empty=True)

    def show_progress(self, progress: Progress) -> None:
        at_work = progress.work is not Work.NONE
        self._how_far.setText(words.progress_words(progress))
        self._bar.setRange(0, progress.total)
        self._bar.setValue(min(progress.done, progress.total))
        for widget in (self._how_far, self._bar):
            widget.setVisible(at_work)

    def show_reasons(self, reasons: Reasons) -> None:
        for target, reason in (
            (self._choose, reasons.choose),
            (self._check, reasons.check),
            (self._run, reasons.run),
            (self._stop, reasons.stop),
            (self._undo, reasons.undo),
            (self._drop, reasons.drop),
            (self._decisions[LineDecision.LEAVE_OUT], reasons.leave_out),
            (self._decisions[LineDecision.AS_NEW], reasons.as_new),
            (self._decisions[LineDecision.AS_PLANNED], reasons.as_planned),
        ):
            set_permitted(target, reason)

    # ---------------------------------------------------------------------------------- together

    def _ask_for_file(self) -> None:
        dialog = QFileDialog(self, words.FILE)
        dialog.setObjectName("import_file_dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(words.FILE_FILTER.split(";;"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.file_chosen)
        dialog.open()


def _choice(name: str, characters: int) -> ChoiceField:
    made = ChoiceField(name=name)
    made.setMinimumContentsLength(characters)
    made.setSizeAdjustPolicy(ChoiceField.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return made


def _button(word: str, name: str, requested: object) -> Button:
    made = Button(word, name=name)
    made.clicked.connect(requested)
    return made


def _caption(word: str, editor: QWidget) -> QLabel:
    label = QLabel(word)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setBuddy(editor)
    editor.setAccessibleName(word)
    return label
