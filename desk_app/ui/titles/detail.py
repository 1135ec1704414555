"""The title beside the list: its cover, what is told of it, and its copies."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desk_app.domain.covers import HEIGHT, WIDTH, alt_text, cover_svg
from desk_app.ui.framework.plain_text import Look, Text
from desk_app.ui.framework.surfaces import Ground, Surface
from desk_app.ui.framework.table_view import TableCard, TableView
from desk_app.ui.framework.tables import Column, TableModel
from desk_app.ui.framework.waiting import EmptyState, Place
from desk_app.ui.wording import catalogue as words
from desk_app.usecases.queries.titles import CopyRow, TitleShown

_LONGEST_SUMMARY = 320


class CoverPicture(QWidget):
    """A cover, drawn; a screen reader hears what it shows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("title_cover")
        self._renderer: QSvgRenderer | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_cover(self, title: str, author: str, seed: str) -> None:
        """Draw the cover of a title."""
        svg = cover_svg(title, author, seed).encode()
        self._renderer = QSvgRenderer(QByteArray(svg), self)
        self.setAccessibleName(alt_text(title, author))
        self.update()

    def sizeHint(self) -> QSize:
        height = self.fontMetrics().height() * 9
        return QSize(height * WIDTH // HEIGHT, height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._renderer is not None:
            painter = QPainter(self)
            self._renderer.render(painter)
            painter.end()


class TitleCard(Surface):
    """Signals: `copy_activated(str barcode)`."""

    copy_activated = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Ground.CARD, name="title_card", parent=parent)
        self._rows: tuple[CopyRow, ...] = ()
        self._cover = CoverPicture()
        self._title = Text("", Look.HEADING, name="title_heading", wrap=True)
        self._author = Text("", Look.MUTED, name="title_author", wrap=True)
        self._facts = Text("", name="title_facts", wrap=True)
        self._summary = Text("", Look.SMALL, name="title_summary", wrap=True)
        barcode, home, shelf, status = words.COPY_COLUMNS
        self._model = TableModel[CopyRow](
            (
                Column(barcode, lambda one: one.barcode, 15),
                Column(home, lambda one: one.home_name, 12, tooltip=lambda one: one.home_name),
                Column(shelf, lambda one: one.shelf, 8, tooltip=lambda one: one.shelf),
                Column(status, words.status_words, 8, tooltip=words.status_words),
            )
        )
        self.table = TableView(self._model, name="title_copies", label=words.COPIES)
        self.table.row_activated.connect(self._activated)
        self._copies = TableCard(
            self.table,
            EmptyState(words.NO_COPIES_HEADING, words.NO_COPIES_ADVICE, name="title_no_copies"),
        )
        told = QVBoxLayout()
        told.setSpacing(6)
        for one in (self._title, self._author, self._facts):
            told.addWidget(one)
        told.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self._cover, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(told, 1)
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(10)
        inside.addLayout(head)
        inside.addWidget(self._summary)
        inside.addWidget(self._copies, 1)
        self._place = Place(
            content,
            EmptyState(words.CHOOSE_HEADING, words.CHOOSE_ADVICE, name="title_none"),
            name="title_place",
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.addWidget(self._place)

    def show_title(self, shown: TitleShown | None) -> None:
        """Show a title, or that there is none."""
        self._place.ready(empty=shown is None)
        if shown is None:
            self._rows = ()
            self._model.set_rows(())
            return
        self._cover.show_cover(shown.title, shown.author, shown.cover or "")
        whole = f"{shown.title}: {shown.subtitle}" if shown.subtitle else shown.title
        self._title.setText(whole)
        self._author.setText(shown.author)
        self._author.setVisible(bool(shown.author))
        self._facts.setText(words.facts(shown))
        summary = shown.summary
        short = summary if len(summary) <= _LONGEST_SUMMARY else summary[:_LONGEST_SUMMARY] + "…"
        self._summary.setText(short)
        self._summary.setVisible(bool(summary))
        self._rows = shown.copies
        self._model.set_rows(shown.copies)
        self._copies.place.ready(empty=not shown.copies)

    def _activated(self, at: int) -> None:
        if 0 <= at < len(self._rows):
            self.copy_activated.emit(self._rows[at].barcode)
