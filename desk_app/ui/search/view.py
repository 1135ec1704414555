"""The list of results under the search field."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.ui.framework.message_bar import MessageBar, Tone
from desk_app.ui.framework.plain_text import Look, Text
from desk_app.ui.framework.table_view import TableCard, TableView
from desk_app.ui.framework.tables import Column, TableModel
from desk_app.ui.framework.waiting import EmptyState
from desk_app.ui.wording import search as words
from desk_app.ui.wording.dates import short_date
from desk_app.usecases.queries.search import CustomerHit, SearchAnswer


class SearchPage(QWidget):
    """Signals: `hit_activated(object hit)`."""

    hit_activated = Signal(object)

    def __init__(self, unfinished: MessageBar | None = None, parent: QWidget | None = None) -> None:
        """`unfinished` tells of cards left unfinished, above the list."""
        super().__init__(parent)
        self.setObjectName("search_page")
        self._hits: tuple[CustomerHit, ...] = ()
        name, born, address, number, actor, branch = words.COLUMNS
        self._model = TableModel[CustomerHit](
            (
                Column(name, _name, 30, tooltip=_name),
                Column(born, lambda hit: short_date(hit.birth_date), 11),
                Column(address, _address, 32, tooltip=_address),
                Column(number, lambda hit: hit.card_number or words.NO_CARD, 16),
                Column(actor, lambda hit: f"{hit.actor_id:06}", 9),
                Column(branch, lambda hit: f"{hit.branch_code} {hit.branch_name}", 16),
            )
        )
        self.table = TableView(self._model, name="search_table", label=words.FOUND)
        self.table.row_activated.connect(self._activate)
        self.message = MessageBar(name="search_message")
        self._count = Text("", Look.SMALL, name="search_more")
        self._card = TableCard(
            self.table, EmptyState(words.EMPTY_HEADING, words.EMPTY_ADVICE, name="search_empty")
        )
        self._card.place.ready(empty=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        if unfinished is not None:
            layout.addWidget(unfinished)
        layout.addWidget(self.message)
        layout.addWidget(self._card, 1)
        layout.addWidget(self._count)

    def show_answer(self, answer: SearchAnswer) -> None:
        """Show the hits, the first one chosen."""
        self._show(answer.hits)
        self._card.place.empty.say(words.NOTHING_HEADING, words.NOTHING_ADVICE)
        self._count.setText(words.found(len(answer.hits), more=answer.more) if answer.hits else "")
        if answer.hits:
            self.table.choose_row(0)

    def show_nothing_asked(self) -> None:
        """Say what can be typed."""
        self._show(())
        self._card.place.empty.say(words.EMPTY_HEADING, words.EMPTY_ADVICE)
        self._count.setText("")
        self.message.clear()

    def show_loading(self) -> None:
        """An answer is on its way."""
        self.message.clear()
        self._card.place.loading()

    def say(self, sentence: str, advice: str) -> None:
        """Something that must be read."""
        self.message.say(Tone.WARNING, sentence, advice=advice, closable=True)
        self._card.place.ready(empty=not self._hits)

    def chosen(self) -> CustomerHit | None:
        """The chosen hit."""
        at = self.table.chosen_row
        return self._hits[at] if 0 <= at < len(self._hits) else None

    def choose_next(self, by: int) -> None:
        """Choose another line from the search field, with the arrow keys."""
        if self._hits:
            at = min(max(self.table.chosen_row + by, 0), len(self._hits) - 1)
            self.table.choose_row(at)

    def _show(self, hits: tuple[CustomerHit, ...]) -> None:
        self._hits = hits
        self._model.set_rows(hits)
        self._card.place.ready(empty=not hits)

    def _activate(self, at: int) -> None:
        if 0 <= at < len(self._hits):
            self.hit_activated.emit(self._hits[at])


def _name(hit: CustomerHit) -> str:
    return f"{hit.list_name} ({words.BLOCKED})" if hit.blocked else hit.list_name


def _address(hit: CustomerHit) -> str:
    return hit.address_line
