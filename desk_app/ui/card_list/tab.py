"""8.Passen: the table, its menu and buttons."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from desk_app.domain.card_jobs import CardStep
from desk_app.domain.cards import CardStatus
from desk_app.ui.framework.buttons import Button, set_permitted
from desk_app.ui.framework.surfaces import Ground, Surface, row
from desk_app.ui.framework.table_view import TableView
from desk_app.ui.framework.tables import Column, TableModel
from desk_app.ui.framework.waiting import EmptyState, Place
from desk_app.ui.wording import customer_file as words
from desk_app.ui.wording.dates import short_date
from desk_app.usecases.abilities import Action, ability
from desk_app.usecases.queries.customer_file import CardRow, CustomerFile

_CARD_ACTIONS = (
    Action.PRINT_CARD,
    Action.CHANGE_KIND,
    Action.REPLACE_CARD,
    Action.BLOCK_CARD,
    Action.UNBLOCK_CARD,
    Action.DELETE_CARD,
)
_CHOOSE_FIRST = "Kies eerst een pas in de lijst."


class _Line:
    """A row of the table: a card, or the temporary number of an online registrant."""

    def __init__(self, card: CardRow | None, hint: str = "") -> None:
        self.card = card
        self._hint = hint

    @property
    def kind(self) -> str:
        return "Tijdelijk nummer" if self.card is None else words.CARD_KINDS[self.card.kind]

    @property
    def status(self) -> str:
        if self.card is None:
            return "Vervalt bij eerste pas"
        if self.card.job_step and self.card.status is CardStatus.BEING_MADE:
            return words.CARD_STEPS[CardStep(self.card.job_step)]
        return words.CARD_STATUSES[self.card.status]

    @property
    def number(self) -> str:
        return f"{self._hint}…" if self.card is None else self.card.display_number

    @property
    def used(self) -> str:
        return "–" if self.card is None else short_date(self.card.last_used_on)

    @property
    def info(self) -> str:
        return "gebruikersnaam tot de pas er is" if self.card is None else card_info(self.card)


class CardsTab(QWidget):
    """Shows the cards of the file.

    Signals: `action_requested(object action, str number)`, number empty for *Toevoegen*;
    `quit_requested()` from the menu.
    """

    action_requested = Signal(object, str)
    quit_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file: CustomerFile | None = None
        self._lines: list[_Line] = []
        self._model = TableModel[_Line](
            (
                Column("Soort", lambda line: line.kind, 16),
                Column("Status", lambda line: line.status, 20),
                Column("Pasnummer", lambda line: line.number, 20),
                Column("Laatst gebruikt", lambda line: line.used, 14),
                Column("Info", lambda line: line.info, 26, tooltip=lambda line: line.info),
            )
        )
        self.table = TableView(self._model, name="cards_table", label="Passen")
        self.table.row_chosen.connect(lambda _row: self._refresh())
        self.table.menu_requested.connect(self._show_menu)
        ground = Surface(Ground.CARD, name="cards_ground")
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.table)
        self._place = Place(
            ground,
            EmptyState(
                "Nog geen pas",
                "Kies Toevoegen en scan het pasnummer.",
                "Toevoegen",
                name="cards_empty",
            ),
            name="cards_place",
        )
        self._place.empty.act.clicked.connect(
            lambda: self.action_requested.emit(Action.ADD_CARD, "")
        )
        self._place.empty.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._place.empty.customContextMenuRequested.connect(
            lambda at: self._show_menu(self._place.empty.mapToGlobal(at), -1)
        )
        self._buttons: dict[Action, Button] = {}
        for action in (Action.ADD_CARD, *_CARD_ACTIONS):
            button = Button(words.ACTIONS[action], name=f"card_{action.value}")
            button.clicked.connect(lambda _checked=False, action=action: self._ask(action))
            self._buttons[action] = button
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self._place, 1)
        layout.addLayout(row(*self._buttons.values(), None))
        self._menu = self._make_menu()

    def show_file(self, file: CustomerFile) -> None:
        """Show the cards of `file`; the chosen one stays chosen."""
        kept = self.chosen_number()
        self._file = file
        self._lines = [_Line(card) for card in file.cards]
        if file.temporary_hint:
            self._lines.append(_Line(None, file.temporary_hint))
        self._model.set_rows(self._lines)
        self._place.ready(empty=not self._lines)
        self.choose(kept or (file.cards[0].number if file.cards else ""))
        self._refresh()

    def choose(self, number: str) -> None:
        """Choose the card with `number`."""
        for at, line in enumerate(self._lines):
            if line.card is not None and line.card.number == number:
                self.table.choose_row(at)
                return

    def chosen_number(self) -> str:
        """The number of the chosen card, empty when none is."""
        card = self._chosen()
        return "" if card is None else card.number

    def reason_for(self, action: Action) -> str | None:
        """Why `action` is grey now, None when it is not."""
        if self._file is None:
            return _CHOOSE_FIRST
        if action is Action.ADD_CARD:
            return words.why_not(ability(self._file.abilities, action))
        card = self._chosen()
        if card is None:
            return _CHOOSE_FIRST
        return words.why_not(ability(card.abilities, action))

    def open_menu(self) -> None:
        """Open the menu in the middle of the list, as Shift+F10 does at the chosen card."""
        self._show_menu(self.mapToGlobal(self.rect().center()), -1)

    @property
    def menu(self) -> QMenu:
        """The menu of the list."""
        return self._menu

    def _chosen(self) -> CardRow | None:
        at = self.table.chosen_row
        return self._lines[at].card if 0 <= at < len(self._lines) else None

    def _refresh(self) -> None:
        for action, button in self._buttons.items():
            set_permitted(button, self.reason_for(action))
        set_permitted(self._place.empty.act, self.reason_for(Action.ADD_CARD))

    def _ask(self, action: Action) -> None:
        number = "" if action is Action.ADD_CARD else self.chosen_number()
        self.action_requested.emit(action, number)

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setObjectName("cards_menu")
        menu.setToolTipsVisible(True)
        menu.setAccessibleName("Passen")
        for action in (Action.ADD_CARD, *_CARD_ACTIONS):
            entry = QAction(words.ACTIONS[action], menu)
            entry.setObjectName(f"menu_{action.value}")
            entry.setData(action.value)
            entry.triggered.connect(lambda _checked=False, action=action: self._ask(action))
            menu.addAction(entry)
        menu.addSeparator()
        leave = QAction("Quit", menu)
        leave.setObjectName("menu_quit")
        leave.triggered.connect(self.quit_requested)
        menu.addAction(leave)
        return menu

    def _show_menu(self, at: QPoint, _row: int) -> None:
        for entry in self._menu.actions():
            if entry.data() is not None:
                set_permitted(entry, self.reason_for(Action(str(entry.data()))))
        self._menu.popup(at)


def card_info(card: CardRow) -> str:
    """What else is to be known of a card, in a few words."""
    parts: list[str] = []
    if card.without_plastic:
        parts.append("alleen een nummer, geen pas")
    if card.blocked_reason:
        parts.append(card.blocked_reason)
    if card.replaced_by:
        parts.append(f"vervangen door {card.replaced_by}")
    if card.verified_at is not None:
        parts.append(f"gecontroleerd {words.when(card.verified_at)}")
    elif not parts:
        how = "ingetypt" if card.typed_by_hand else "gescand"
        parts.append(f"{how} {words.when(card.added_at)}")
    if card.printed_count > 1:
        parts.append(f"{card.printed_count} keer afgedrukt")
    return ", ".join(parts)
