"""Scholen en koppeling: the page."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desk_app.domain.identifiers import actor_id_text
from desk_app.ui.framework.buttons import Button, set_permitted
from desk_app.ui.framework.editors import ChoiceField, TickField
from desk_app.ui.framework.message_bar import MessageBar
from desk_app.ui.framework.plain_text import Look, Text
from desk_app.ui.framework.surfaces import Ground, Surface, column, row
from desk_app.ui.framework.table_view import TableCard, TableView
from desk_app.ui.framework.tables import Column, TableModel
from desk_app.ui.framework.telling_page import TaskPage
from desk_app.ui.framework.waiting import EmptyState
from desk_app.ui.schools.panel import SchoolPanel
from desk_app.ui.schools.state import PairLine, Reasons, Show, Switch, Task
from desk_app.ui.wording import schools as words
from desk_app.ui.wording import widgets
from desk_app.ui.wording.dates import short_date
from desk_app.usecases.queries.schools import SchoolRow

_BUTTONS = (
    ("add", words.ADD),
    ("link_on", words.LINK_ON),
    ("link_off", words.LINK_OFF),
    ("consent", words.CONSENT),
    ("withdraw", words.WITHDRAW),
    ("confirm", words.CONFIRM),
    ("reject", words.REJECT),
    ("unlink", words.UNLINK),
    ("open_pupil", words.OPEN_PUPIL),
    ("open_customer", words.OPEN_CUSTOMER),
)


class SchoolsPage(TaskPage):
    """Signals: `pressed(str what)` for a button by its name in `Reasons`, `switched(str switch,
    bool on)`, `school_chosen(object row)` and `pair_chosen(object line)` (None for none), and
    `show_chosen(str what)`.
    """

    pressed = Signal(str)
    switched = Signal(str, bool)
    school_chosen = Signal(object)
    pair_chosen = Signal(object)
    show_chosen = Signal(str)
    quit_requested = Signal()

    panel: SchoolPanel

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("schools_page")
        self._rows: tuple[SchoolRow, ...] = ()
        self._pairs: tuple[PairLine, ...] = ()
        self._model = TableModel[SchoolRow](_school_columns())
        self.table = TableView(self._model, name="schools_table", label=words.TABLE)
        self.table.row_chosen.connect(
            lambda at: self.school_chosen.emit(self._rows[at] if at >= 0 else None)
        )
        self._pair_model = TableModel[PairLine](_pair_columns())
        self.pairs = TableView(self._pair_model, name="pairs_table", label=words.PAIRS)
        self.pairs.row_chosen.connect(
            lambda at: self.pair_chosen.emit(self._pairs[at] if at >= 0 else None)
        )
        self.message = MessageBar(name="schools_message")
        self.panel = SchoolPanel()
        self._card = TableCard(
            self.table, EmptyState(words.EMPTY_HEADING, words.EMPTY_ADVICE, name="schools_empty")
        )
        self._pair_card = TableCard(
            self.pairs, EmptyState(words.NO_PAIRS_HEADING, words.NO_PAIRS_ADVICE, name="no_pairs")
        )
        self.show_what = ChoiceField(
            [(show.value, word) for show, word in words.SHOWS.items()], name="pairs_show"
        )
        self.show_what.set_value(Show.PROPOSED.value)
        self.show_what.edited.connect(lambda: self.show_chosen.emit(self.show_what.value()))
        self._ticks = {
            switch: TickField(word, name=f"schools_{switch.value}")
            for switch, word in words.SWITCHES.items()
        }
        for switch, tick in self._ticks.items():
            tick.edited.connect(
                lambda switch=switch, tick=tick: self.switched.emit(
                    switch.value, bool(tick.value())
                )
            )
        self._link = Text("", Look.MUTED, name="schools_link", wrap=True)
        self._told = Text("", Look.MUTED, name="pairs_told", wrap=True)
        self._buttons = {name: Button(word, name=f"schools_{name}") for name, word in _BUTTONS}
        for name, button in self._buttons.items():
            button.clicked.connect(lambda _checked=False, name=name: self.pressed.emit(name))
        self._quit = Button(widgets.CLOSE, name="schools_quit")
        self._quit.clicked.connect(self.quit_requested)
        self._build()

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self.table

    def _build(self) -> None:
        buttons = self._buttons
        settings = Surface(Ground.CARD, name="schools_settings")
        inside = column(
            Text(words.RESERVING, Look.HEADING), *self._ticks.values(), space=0, margins=12
        )
        inside.addSpacing(10)
        inside.addWidget(Text(words.LINK, Look.HEADING))
        inside.addSpacing(2)
        inside.addWidget(self._link)
        inside.addSpacing(8)
        inside.addLayout(row(buttons["link_on"], buttons["link_off"], None))
        inside.addStretch(1)
        settings.setLayout(inside)
        caption = QLabel(words.SHOW)
        caption.setTextFormat(Qt.TextFormat.PlainText)
        caption.setBuddy(self.show_what)
        self.show_what.setAccessibleName(words.SHOW)
        pairs = column()
        pairs.addLayout(row(Text(words.PAIRS, Look.HEADING), None, caption, self.show_what))
        pairs.addWidget(self._pair_card, 1)
        pairs.addWidget(self._told)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(settings)
        below.addLayout(pairs, 1)
        listed = column(
            Text(words.TITLE, Look.TITLE, name="schools_title"),
            Text(words.ADVICE, Look.MUTED, name="schools_advice", wrap=True),
            self.message,
            space=10,
        )
        self._card.setMinimumHeight(110)
        self._pair_card.setMinimumHeight(90)
        listed.addWidget(self._card, 2)
        listed.addLayout(below, 3)
        beside = QHBoxLayout()
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(14)
        beside.addLayout(listed, 1)
        beside.addWidget(self.panel)
        self.panel.wanted.connect(self.panel.setVisible)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(beside, 1)
        layout.addLayout(
            row(
                *(buttons[name] for name in ("confirm", "reject", "consent", "withdraw", "unlink")),
                None,
            )
        )
        layout.addLayout(
            row(buttons["add"], buttons["open_pupil"], buttons["open_customer"], None, self._quit)
        )

    # ------------------------------------------------------------------------- for the presenter

    def show_loading(self) -> None:
        self._card.place.loading()

    def show_schools(self, rows: tuple[SchoolRow, ...], chosen: str) -> None:
        self._rows = rows
        self._model.set_rows(rows)
        self._card.place.ready(empty=not rows)
        self.table.choose_where(one.school_code == chosen for one in rows)

    def show_switches(self, on: Mapping[Switch, bool], link: str) -> None:
        for switch, tick in self._ticks.items():
            tick.set_value("1" if on[switch] else "")
        self._link.setText(link)

    def show_pairs(self, rows: tuple[PairLine, ...], chosen: int | None) -> None:
        self._pairs = rows
        self._pair_model.set_rows(rows)
        self._pair_card.place.ready(empty=not rows)
        self.pairs.choose_where(one.actor_id == chosen for one in rows)

    def show_told(self, sentence: str) -> None:
        self._told.setText(sentence)
        self._told.setVisible(bool(sentence))

    def show_reasons(self, reasons: Reasons) -> None:
        for name, button in self._buttons.items():
            set_permitted(button, getattr(reasons, name))
        for tick in self._ticks.values():
            set_permitted(tick, reasons.switches)

    def set_branches(self, choices: tuple[tuple[str, str], ...]) -> None:
        self.panel.set_branches(choices)

    def open_form(self, task: Task, title: str, advice: str, values: Mapping[str, str]) -> None:
        self.panel.open_task(task, title, advice, values)

    def close_form(self) -> None:
        self.panel.close_form()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)


def _school_columns() -> tuple[Column[SchoolRow], ...]:
    code, name, sector, branch, brin, groups, pupils, link = words.COLUMNS
    return (
        Column(code, lambda one: one.school_code, 8),
        Column(name, lambda one: one.name, 26, tooltip=lambda one: one.name),
        Column(sector, lambda one: words.SECTORS[one.sector], 24),
        Column(branch, lambda one: f"{one.library_code} {one.library_name}", 18),
        Column(brin, lambda one: one.brin or "–", 8),
        Column(groups, lambda one: str(one.groups), 8, right=True),
        Column(pupils, lambda one: str(one.pupils), 9, right=True),
        Column(link, words.link_short, 9),
    )


def _pair_columns() -> tuple[Column[PairLine], ...]:
    pupil, born, group, customer, customer_born, place, refused = words.PAIR_COLUMNS
    return (
        Column(pupil, _pupil, 26, tooltip=_pupil),
        Column(born, lambda one: short_date(one.birth_date), 10),
        Column(group, lambda one: one.group_name or "-", 8),
        Column(customer, lambda one: one.library_name, 24, tooltip=lambda one: one.library_name),
        Column(customer_born, lambda one: short_date(one.library_birth_date), 10),
        Column(place, lambda one: one.library_place, 12),
        Column(
            refused,
            lambda one: words.why_not_link(one) or "",
            16,
            tooltip=lambda one: words.why_not_link(one) or "",
        ),
    )


def _pupil(line: PairLine) -> str:
    return f"{line.list_name} ({actor_id_text(line.actor_id)})"
