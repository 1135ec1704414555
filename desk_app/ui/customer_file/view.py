"""The whole file on the screen: header, messages, tabs, side panel, button bar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk_app.domain.customer_fields import FIELDS
from desk_app.ui.card_list.number_panel import NumberPanel
from desk_app.ui.card_list.tab import CardsTab
from desk_app.ui.customer_file.button_bar import ButtonBar
from desk_app.ui.customer_file.fee_tab import FeeTab
from desk_app.ui.customer_file.field_group import FieldGroup
from desk_app.ui.customer_file.field_tabs import (
    contact_tab,
    marketing_tab,
    properties_1_tab,
    properties_2_tab,
)
from desk_app.ui.customer_file.file_bars import show_blocks, show_notices
from desk_app.ui.customer_file.header import FileHeader
from desk_app.ui.customer_file.log_tab import LogTab
from desk_app.ui.customer_file.notices_tab import NoticesTab
from desk_app.ui.customer_file.side import Side
from desk_app.ui.customer_file.summary_tab import SummaryTab
from desk_app.ui.framework.message_bar import MessageBar, Tone
from desk_app.ui.framework.side_panel import SidePanel
from desk_app.ui.framework.tabs import TabbedPages
from desk_app.ui.wording import cards as card_words
from desk_app.ui.wording import customer_file as words
from desk_app.ui.wording import file_labels as labels
from desk_app.usecases.abilities import Action, WhyNot, ability
from desk_app.usecases.print_shapes import MandateForm
from desk_app.usecases.queries.customer_file import CustomerFile, LogLine

_CARDS_TAB = 8
_FIRST_FIELDS_TAB = 2
_FEE_FIELDS = ("mandate_signed_on", "signed_on", "cancellation_reason")
_MONEY_FIELDS = tuple(name for name, field in FIELDS.items() if field.tab == 3)


class CustomerFilePage(QWidget):
    """Shows one file. Signals say what somebody asked for.

    `tab_shown(int number)` from 1; `mandate_form_ready(object)`; what the buttons ask is on `bar`,
    the rest on the tabs.
    """

    tab_shown = Signal(int)
    mandate_form_ready = Signal(object)

    def __init__(
        self, card_panels: Sequence[SidePanel] = (), parent: QWidget | None = None
    ) -> None:
        """`card_panels` stand at the right of the tabs' pages when they want to be seen."""
        super().__init__(parent)
        self.setObjectName("customer_file")
        self._fields = FieldGroup()
        self.header = FileHeader()
        self.blocks = MessageBar(name="file_blocks")
        self.notes = MessageBar(name="file_notices")
        self.messages = MessageBar(name="file_messages")
        self.summary = SummaryTab()
        self.fee = FeeTab(self._fields)
        self.log = LogTab()
        self.notices = NoticesTab()
        self.cards = CardsTab()
        self.number_panel = NumberPanel()
        self.bar = ButtonBar()
        self.tabs = TabbedPages(name="file_tabs")
        pages = (
            self.summary,
            contact_tab(self._fields),
            self.fee,
            self.log,
            self.notices,
            properties_1_tab(self._fields),
            properties_2_tab(self._fields),
            self.cards,
            marketing_tab(self._fields),
        )
        for word, page in zip(words.TABS, pages, strict=True):
            self.tabs.add(word, page)
        self.tabs.strip.setAccessibleName(labels.TABS)
        self.tabs.listen_on(self)
        self.tabs.tab_changed.connect(self._tab_changed)
        for panel in (self.number_panel, *card_panels):
            panel.wanted.connect(self._clear_done)
        self._side = Side((self.number_panel, *card_panels))
        self._put_at_the_right(self._side)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self.header, self.blocks, self.notes, self.messages):
            layout.addWidget(widget)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self.bar)
        self.header.number_copied.connect(self._say_copied)
        self.cards.number_copied.connect(self._say_copied)
        self.show_editing(False)

    def add_side_panel(self, panel: SidePanel) -> None:
        """One more panel at the right of the tabs' pages."""
        panel.wanted.connect(self._clear_done)
        self._side.put(panel)

    def _put_at_the_right(self, side: Side) -> None:
        """Under the tab strip, at the right of the pages."""
        inside = self.tabs.layout()
        assert isinstance(inside, QVBoxLayout)
        inside.removeWidget(self.tabs.pages)
        beside = QHBoxLayout()
        beside.setSpacing(14)
        beside.addWidget(self.tabs.pages, 1)
        beside.addWidget(side)
        inside.addLayout(beside, 1)

    # -------------------------------------------------------- for the presenters of the file

    def show_file(self, file: CustomerFile) -> None:
        self.header.show_file(file)
        show_blocks(self.blocks, file)
        show_notices(self.notes, file)
        self.summary.show_file(file)
        self.fee.show_file(file)
        self.notices.show_file(file)
        self._fields.keep_closed(_closed_fields(file))
        self.bar.show_file(file)

    def show_values(self, values: Mapping[str, str]) -> None:
        self._fields.set_values(values)

    def values(self) -> dict[str, str]:
        return self._fields.values()

    def show_editing(self, editing: bool) -> None:
        self._fields.set_editing(editing)
        self.bar.show_editing(editing)
        if editing:
            self._go_to_a_field()
        elif self.focusWidget() is not None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        tab = next((_tab_of(name) for name in problems if _tab_of(name)), 0)
        if tab:
            self.show_tab(tab)
        self._fields.show_errors(problems)
        self.fee.show_errors(problems)

    def show_log_loading(self) -> None:
        self.log.show_loading()

    def show_log(self, lines: tuple[LogLine, ...]) -> None:
        self.log.show_lines(lines)

    def show_tab(self, number: int) -> None:
        """Bring tab `number` (1-9) to the front."""
        self.tabs.show_tab(number - 1)

    def say_ok(self, sentence: str) -> None:
        self.messages.say(Tone.OK, sentence)

    def say_warning(self, sentence: str, advice: str = "") -> None:
        self.messages.say(Tone.WARNING, sentence, advice=advice, closable=True)

    def say_refused(self, sentence: str, advice: str, code: str) -> None:
        self.messages.say(Tone.TROUBLE, sentence, advice=advice, code=code, closable=True)

    def clear_message(self) -> None:
        self.messages.clear()

    def show_mandate_form(self, form: MandateForm) -> None:
        self.mandate_form_ready.emit(form)

    def busy(self, busy: bool) -> None:
        self.bar.show_busy(busy)

    # -------------------------------------------------------- for the presenters of the cards

    def show_cards(self, file: CustomerFile) -> None:
        self.cards.show_file(file)

    def open_entry(self, title: str, advice: str) -> None:
        self.show_tab(_CARDS_TAB)
        self.number_panel.open(title, advice)

    def show_number(self, number: str) -> None:
        self.number_panel.show_number(number)

    def show_preview(self, lines: tuple[str, ...], may_go_on: bool) -> None:
        self.number_panel.show_preview(lines, may_go_on=may_go_on)

    def entry_problem(self, sentence: str, advice: str = "") -> None:
        self.number_panel.show_problem(" ".join(part for part in (sentence, advice) if part))

    def entry_busy(self, busy: bool) -> None:
        self.number_panel.show_busy(busy)

    def close_entry(self) -> None:
        self.number_panel.close_panel()
        self.cards.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_card(self, number: str) -> None:
        self.cards.choose(number)

    # ------------------------------------------------------------------------ together

    def _tab_changed(self, index: int) -> None:
        self._clear_done()
        self.tab_shown.emit(index + 1)

    def _clear_done(self) -> None:
        """What was done need not be read for ever: it goes when somebody goes on."""
        if self.messages.tone is Tone.OK:
            self.messages.clear()

    def _go_to_a_field(self) -> None:
        page = self.tabs.pages.currentWidget()
        field = None if page is None else self._fields.first_open(page)
        if field is None:
            self.show_tab(_FIRST_FIELDS_TAB)
            page = self.tabs.pages.currentWidget()
            field = None if page is None else self._fields.first_open(page)
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_copied(self, number: str) -> None:
        self.say_ok(card_words.COPIED.format(number=number))


def _tab_of(name: str) -> int:
    if name in _FEE_FIELDS:
        return 3
    return FIELDS[name].tab if name in FIELDS else 0


def _closed_fields(file: CustomerFile) -> dict[str, str]:
    """Fields that stay closed for this person, with the reason."""
    closed = {name: labels.READ_ONLY[name] for name in FIELDS if FIELDS[name].read_only}
    money = ability(file.abilities, Action.PRINT_MANDATE)
    if money.why_not is WhyNot.NO_PERMISSION:
        reason = words.why_not(money) or ""
        closed |= dict.fromkeys(_MONEY_FIELDS, reason)
    return closed
