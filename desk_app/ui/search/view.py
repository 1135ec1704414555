"""The list of results under the search field."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.ui.framework.message_bar import MessageBar, Tone
from desk_app.ui.framework.plain_text import Look, Text
from desk_app.ui.framework.surfaces import Ground, Surface
from desk_app.ui.framework.table_view import TableView
from desk_app.ui.framework.tables import Column, TableModel
from desk_app.ui.framework.waiting import EmptyState, Place
from desk_app.ui.wording import search as words
from desk_app.ui.wording.dates import short_date
from desk_app.usecases.queries.search import CustomerHit, SearchAnswer


class SearchPage(QWidget):
    """Signals: `hit_activated(object hit)`."""

    hit_activated = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search_page")
        self._hits: tuple[CustomerHit, ...] = ()
        self._model = TableModel[CustomerHit](
            (
                Column("Naam", lambda hit: hit.list_name, 30, tooltip=lambda hit: hit.list_name),
                Column("Geboren", lambda hit: short_date(hit.birth_date), 11),
                Column(
                    "Adres", lambda hit: hit.address_line, 32, tooltip=lambda hit: hit.address_line
                ),
                Column("Pasnummer", lambda hit: hit.card_number or "Geen pasnummer", 16),
                Column("Actor id", lambda hit: f"{hit.actor_id:06}", 9),
                Column("Vestiging", lambda hit: f"{hit.branch_code} {hit.branch_name}", 16),
            )
        )
        self.table = TableView(self._model, name="search_table", label="Gevonden klanten")
        self.table.row_activated.connect(self._activate)
        self.message = MessageBar(name="search_message")
        self._more = Text("", Look.SMALL, name="search_more")
        ground = Surface(Ground.CARD, name="search_ground")
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.table)
        self._place = Place(
            ground,
            EmptyState(words.EMPTY_HEADING, words.EMPTY_ADVICE, name="search_empty"),
            name="search_place",
        )
        self._place.ready(empty=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.message)
        layout.addWidget(self._place, 1)
        layout.addWidget(self._more)

    def show_answer(self, answer: SearchAnswer) -> None:
        self._hits = answer.hits
        self._model.set_rows(answer.hits)
        self._place.empty.say(words.NOTHING_HEADING, words.NOTHING_ADVICE)
        self._place.ready(empty=not answer.hits)
        self._more.setText(words.MORE if answer.more else "")
        if answer.hits:
            self.table.choose_row(0)

    def show_nothing_asked(self) -> None:
        self._hits = ()
        self._model.set_rows(())
        self._place.empty.say(words.EMPTY_HEADING, words.EMPTY_ADVICE)
        self._place.ready(empty=True)
        self._more.setText("")
        self.message.clear()

    def show_loading(self) -> None:
        self.message.clear()
        self._place.loading()

    def say(self, sentence: str, advice: str) -> None:
        self.message.say(Tone.WARNING, sentence, advice=advice, closable=True)
        self._place.ready(empty=not self._hits)

    def chosen(self) -> CustomerHit | None:
        at = self.table.chosen_row
        return self._hits[at] if 0 <= at < len(self._hits) else None

    def choose_next(self, by: int) -> None:
        """Choose another line from the search field, with the arrow keys."""
        if self._hits:
            at = min(max(self.table.chosen_row + by, 0), len(self._hits) - 1)
            self.table.choose_row(at)

    def _activate(self, at: int) -> None:
        if 0 <= at < len(self._hits):
            self.hit_activated.emit(self._hits[at])
