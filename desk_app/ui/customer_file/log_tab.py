"""4.Overig: every change, with who, when and where."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.ui.framework.table_view import TableCard, TableView
from desk_app.ui.framework.tables import Column, TableModel
from desk_app.ui.framework.waiting import EmptyState
from desk_app.ui.wording import customer_file as words
from desk_app.ui.wording import file_labels as labels
from desk_app.ui.wording.audit import event_words
from desk_app.usecases.queries.customer_file import LogLine


class LogTab(QWidget):
    """The log of changes, newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        when, who, where, what, was, becomes = labels.LOG_COLUMNS
        self._lines = TableModel[LogLine](
            (
                Column(when, lambda line: words.when(line.at), 16),
                Column(who, lambda line: line.by, 18),
                Column(where, lambda line: line.workstation, 12),
                Column(what, _what, 22),
                Column(was, _was, 22, tooltip=_was),
                Column(becomes, _becomes, 22, tooltip=_becomes),
            )
        )
        self.table = TableView(self._lines, name="log_table", label=labels.LOG)
        self._card = TableCard(
            self.table, EmptyState(labels.LOG_EMPTY, labels.LOG_EMPTY_ADVICE, name="log_empty")
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._card)

    def show_loading(self) -> None:
        """The log was asked for."""
        self._card.place.loading()

    def show_lines(self, lines: tuple[LogLine, ...]) -> None:
        """Show the log, newest first."""
        self._lines.set_rows(lines)
        self._card.place.ready(empty=not lines)


def _what(line: LogLine) -> str:
    return words.FIELDS.get(line.field) or event_words(line.field)


def _was(line: LogLine) -> str:
    return words.value_words(line.field, line.old)


def _becomes(line: LogLine) -> str:
    return words.value_words(line.field, line.new)
