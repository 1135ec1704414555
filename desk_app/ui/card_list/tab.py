"""8.Passen: the table, its menu and buttons."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.ui.card_list.menu import CARD_ACTIONS, CardsMenu
from desk_app.ui.framework.buttons import Button, set_permitted
from desk_app.ui.framework.surfaces import row
from desk_app.ui.framework.table_view import TableCard, TableView
from desk_app.ui.framework.tables import Column, TableModel
from desk_app.ui.framework.waiting import EmptyState
from desk_app.ui.wording import cards as words
from desk_app.ui.wording import customer_file as file_words
from desk_app.ui.wording.dates import short_date
from desk_app.usecases.abilities import Action, ability
from desk_app.usecases.queries.customer_file import CardRow, CustomerFile

_NUMBER_COLUMN = 2


class _Line:
    """A row of the table: a card, or the temporary number of an online registrant."""

    def __init__(self, card: CardRow | None, hint: str = "") -> None:
        self.card = card
        self._hint = hint

    @property
    def kind(self) -> str:
        return words.TEMPORARY if self.card is None else file_words.CARD_KINDS[self.card.kind]

    @property
    def status(self) -> str:
        return words.TEMPORARY_STATUS if self.card is None else words.status_words(self.card)

    @property
    def number(self) -> str:
        return f"{self._hint}…" if self.card is None else self.card.display_number

    @property
    def used(self) -> str:
        return "–" if self.card is None else short_date(self.card.last_used_on)

    @property
    def info(self) -> str:
        return words.TEMPORARY_INFO if self.card is None else words.info_words(self.card)


class CardsTab(QWidget):
    """Shows the cards of the file.

    Signals: `action_requested(object action, str number)`, number empty for *Toevoegen*;
    `quit_requested()` from the menu; `number_copied(str)` after a double click on a number.
    """

    action_requested = Signal(object, str)
    quit_requested = Signal()
    number_copied = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file: CustomerFile | None = None
        self._lines: list[_Line] = []
        self._wished = ""
        kind, status, number, used, info = words.COLUMNS
        self._model = TableModel[_Line](
            (
                Column(kind, lambda line: line.kind, 16),
                Column(status, lambda line: line.status, 20),
                Column(number, lambda line: line.number, 18, tooltip=lambda _: words.COPY_HINT),
                Column(used, lambda line: line.used, 14),
                Column(info, lambda line: line.info, 8, tooltip=lambda line: line.info),
            )
        )
        self.table = TableView(self._model, name="cards_table", label=words.TABLE)
        self.table.row_chosen.connect(lambda _row: self._refresh())
        self.table.menu_requested.connect(lambda at, _row: self._show_menu(at))
        self.table.doubleClicked.connect(lambda index: self._copy(index.row(), index.column()))
        self._card = TableCard(
            self.table,
            EmptyState(
                words.EMPTY_HEADING,
                words.EMPTY_ADVICE,
                file_words.ACTIONS[Action.ADD_CARD],
                name="cards_empty",
            ),
        )
        empty = self._card.place.empty
        empty.act.clicked.connect(lambda: self._ask(Action.ADD_CARD))
        empty.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        empty.customContextMenuRequested.connect(lambda at: self._show_menu(empty.mapToGlobal(at)))
        self._buttons: dict[Action, Button] = {}
        for action in CARD_ACTIONS:
            button = Button(file_words.ACTIONS[action], name=f"card_{action.value}")
            button.clicked.connect(lambda _checked=False, action=action: self._ask(action))
            self._buttons[action] = button
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self._card, 1)
        layout.addLayout(row(*self._buttons.values(), None))
        self.menu = CardsMenu(self)
        self.menu.chosen.connect(self._ask)
        self.menu.quit_requested.connect(self.quit_requested)

    def show_file(self, file: CustomerFile) -> None:
        """Show the cards of `file`; the chosen one stays chosen."""
        other = self._file is not None and self._file.actor_id != file.actor_id
        kept = self._wished or ("" if other else self.chosen_number())
        self._file = file
        self._lines = [_Line(card) for card in file.cards]
        if file.temporary_hint:
            self._lines.append(_Line(None, file.temporary_hint))
        self._model.set_rows(self._lines)
        self._card.place.ready(empty=not self._lines)
        if not self._choose(kept) and file.cards:
            self._choose(file.cards[0].number)
        self._refresh()

    def choose(self, number: str) -> None:
        """Choose the card with `number`, now or when it comes."""
        if not self._choose(number):
            self._wished = number

    def chosen_number(self) -> str:
        """The number of the chosen card, empty when none is."""
        card = self._chosen()
        return "" if card is None else card.number

    def reason_for(self, action: Action) -> str | None:
        """Why `action` is grey now, None when it is not."""
        if self._file is None:
            return words.CHOOSE_FIRST
        if action is Action.ADD_CARD:
            return file_words.why_not(ability(self._file.abilities, action))
        card = self._chosen()
        if card is None:
            return words.CHOOSE_FIRST
        return file_words.why_not(ability(card.abilities, action))

    def open_menu(self) -> None:
        """The menu, in the white of the table."""
        self._show_menu(self._card.mapToGlobal(QPoint(self._card.width() // 3, 90)))

    def _choose(self, number: str) -> bool:
        for at, line in enumerate(self._lines):
            if line.card is not None and line.card.number == number:
                self._wished = ""
                self.table.choose_row(at)
                return True
        return False

    def _chosen(self) -> CardRow | None:
        at = self.table.chosen_row
        return self._lines[at].card if 0 <= at < len(self._lines) else None

    def _refresh(self) -> None:
        for action, button in self._buttons.items():
            set_permitted(button, self.reason_for(action))
        set_permitted(self._card.place.empty.act, self.reason_for(Action.ADD_CARD))

    def _ask(self, action: Action) -> None:
        number = "" if action is Action.ADD_CARD else self.chosen_number()
        self.action_requested.emit(action, number)

    def _copy(self, at: int, column: int) -> None:
        line = self._lines[at]
        if line.card is not None and column == _NUMBER_COLUMN:
            QGuiApplication.clipboard().setText(line.card.number)
            self.number_copied.emit(line.card.display_number)

    def _show_menu(self, at: QPoint) -> None:
        self.menu.open_at(at, self.reason_for)
