"""The whole file on the screen: header, messages, tabs, side panel, button bar."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk_app.ui.card_list.number_panel import NumberPanel
from desk_app.ui.card_list.tab import CardsTab
from desk_app.ui.customer_file.fee_tab import FeeTab
from desk_app.ui.customer_file.field_tabs import (
    FieldGroup,
    contact_tab,
    marketing_tab,
    properties_1_tab,
    properties_2_tab,
)
from desk_app.ui.customer_file.header import FileHeader
from desk_app.ui.customer_file.reading_tabs import LogTab, NoticesTab, SummaryTab
from desk_app.ui.framework.buttons import Button, Kind, set_permitted
from desk_app.ui.framework.message_bar import MessageBar, Tone
from desk_app.ui.framework.surfaces import row
from desk_app.ui.framework.tabs import TabbedPages
from desk_app.ui.wording import customer_file as words
from desk_app.usecases.abilities import Action, ability
from desk_app.usecases.print_shapes import MandateForm
from desk_app.usecases.queries.customer_file import CustomerFile, LogLine

_NOT_EDITING = "Kies eerst Wijzig."
_EDITING = "U bent al aan het wijzigen."
_SIDE_WIDTH = 340


class CustomerFilePage(QWidget):
    """Shows one file. Signals say what somebody asked for.

    `tab_shown(int number)` from 1; `mandate_form_ready(object)`; the rest is on the tabs.
    """

    edit_requested = Signal()
    save_requested = Signal()
    cancel_requested = Signal()
    delete_requested = Signal()
    quit_requested = Signal()
    tab_shown = Signal(int)
    mandate_form_ready = Signal(object)

    def __init__(self, card_panel: QWidget | None = None, parent: QWidget | None = None) -> None:
        """`card_panel` stands at the right of the tabs' pages when it is shown."""
        super().__init__(parent)
        self.setObjectName("customer_file")
        self._card_panel = card_panel
        self._fields = FieldGroup()
        self._file: CustomerFile | None = None
        self._editing = False
        self.header = FileHeader()
        self.blocks = MessageBar(name="file_blocks")
        self.messages = MessageBar(name="file_messages")
        self.summary = SummaryTab()
        self.fee = FeeTab(self._fields)
        self.log = LogTab()
        self.notices = NoticesTab()
        self.cards = CardsTab()
        self.number_panel = NumberPanel()
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
        self.tabs.listen_on(self)
        self.tabs.tab_changed.connect(lambda index: self.tab_shown.emit(index + 1))
        self.number_panel.setFixedWidth(_SIDE_WIDTH)
        self._put_side_panel()
        self._delete = Button("Verwijder", name="file_delete")
        self._edit = Button("Wijzig", name="file_edit")
        self._cancel = Button("Annuleer", name="file_cancel")
        self._quit = Button("Quit", name="file_quit")
        self._save = Button("Opslaan", Kind.PRIMARY, name="file_save")
        for button, signal in (
            (self._delete, self.delete_requested),
            (self._edit, self.edit_requested),
            (self._cancel, self.cancel_requested),
            (self._quit, self.quit_requested),
            (self._save, self.save_requested),
        ):
            button.clicked.connect(lambda _checked=False, signal=signal: signal.emit())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for widget in (self.header, self.blocks, self.messages):
            layout.addWidget(widget)
        layout.addWidget(self.tabs, 1)
        layout.addLayout(row(self._delete, self._edit, self._cancel, None, self._quit, self._save))
        self.show_editing(False)

    def _put_side_panel(self) -> None:
        """Under the tab strip, at the right of the pages."""
        inside = self.tabs.layout()
        assert isinstance(inside, QVBoxLayout)
        inside.removeWidget(self.tabs.pages)
        beside = QHBoxLayout()
        beside.setSpacing(14)
        beside.addWidget(self.tabs.pages, 1)
        beside.addWidget(self.number_panel)
        if self._card_panel is not None:
            self._card_panel.setFixedWidth(_SIDE_WIDTH)
            beside.addWidget(self._card_panel)
        inside.addLayout(beside, 1)

    # -------------------------------------------------------- for the file's presenter

    def show_loading(self) -> None:
        self.messages.clear()
        self.log.show_loading()

    def show_file(self, file: CustomerFile) -> None:
        self._file = file
        self.header.show_file(file)
        self._show_blocks(file)
        self.summary.show_file(file)
        self.fee.show_file(file)
        self.notices.show_file(file)
        self._permit()

    def show_values(self, values: Mapping[str, str]) -> None:
        self._fields.set_values(values)

    def values(self) -> dict[str, str]:
        return self._fields.values()

    def show_editing(self, editing: bool) -> None:
        self._editing = editing
        self._fields.set_editing(editing)
        self._permit()

    def show_problems(self, problems: Mapping[str, str]) -> None:
        self._fields.show_errors(problems)
        self.fee.show_errors(dict(problems))
        for number, names in enumerate(_FIELDS_OF_TAB, start=1):
            if any(name in problems for name in names):
                self.show_tab(number)
                return

    def show_log(self, lines: tuple[LogLine, ...]) -> None:
        self.log.show_lines(lines)

    def show_tab(self, number: int) -> None:
        self.tabs.show_tab(number - 1)

    def say_ok(self, sentence: str) -> None:
        self.messages.say(Tone.OK, sentence, closable=True)

    def say_warning(self, sentence: str, advice: str = "") -> None:
        self.messages.say(Tone.WARNING, sentence, advice=advice, closable=True)

    def say_refused(self, sentence: str, advice: str, code: str) -> None:
        self.messages.say(Tone.TROUBLE, sentence, advice=advice, code=code, closable=True)

    def clear_message(self) -> None:
        self.messages.clear()

    def show_mandate_form(self, form: MandateForm) -> None:
        self.mandate_form_ready.emit(form)

    def busy(self, busy: bool) -> None:
        self._permit(busy=busy)

    # -------------------------------------------------------- for the cards' presenter

    def show_cards(self, file: CustomerFile) -> None:
        self.cards.show_file(file)

    def open_entry(self, title: str, advice: str) -> None:
        self.show_tab(8)
        self.number_panel.open(title, advice)

    def show_number(self, number: str) -> None:
        self.number_panel.show_number(number)

    def show_preview(self, lines: tuple[str, ...], may_go_on: bool) -> None:
        self.number_panel.show_preview(lines, may_go_on=may_go_on)

    def entry_problem(self, sentence: str, advice: str = "") -> None:
        self.number_panel.show_problem(" ".join(part for part in (sentence, advice) if part))

    def close_entry(self) -> None:
        self.number_panel.hide()
        self.cards.table.setFocus()

    def choose_card(self, number: str) -> None:
        self.cards.choose(number)

    # ------------------------------------------------------------------------ together

    def _show_blocks(self, file: CustomerFile) -> None:
        if not file.blocks:
            self.blocks.clear()
            return
        said = []
        for block in file.blocks:
            sentence = words.BLOCKS[block.kind]
            said.append(f"{sentence}: {block.reason}" if block.reason else sentence)
        self.blocks.say(Tone.TROUBLE, "  ·  ".join(said))

    def _permit(self, *, busy: bool = False) -> None:
        file = self._file
        reason = None if file is None else words.why_not(ability(file.abilities, Action.EDIT))
        set_permitted(self._edit, _EDITING if self._editing else reason)
        if file is not None:
            set_permitted(self._delete, words.why_not(ability(file.abilities, Action.DELETE)))
        saving = "Er wordt opgeslagen." if busy else None
        set_permitted(self._save, saving if self._editing else _NOT_EDITING)
        set_permitted(self._cancel, saving if self._editing else _NOT_EDITING)


_FIELDS_OF_TAB: tuple[tuple[str, ...], ...] = (
    (),
    (
        "initials",
        "name_prefix",
        "surname",
        "given_name",
        "search_name",
        "birth_date",
        "country",
        "postcode",
        "house_number",
        "house_suffix",
        "street",
        "place",
        "phone",
        "mobile",
        "fax",
        "email",
        "email_bcc1",
        "email_bcc2",
        "comment",
    ),
    ("direct_debit", "iban", "bic", "mandate_signed_on", "cancellation_reason"),
    (),
    (),
    (
        "gender",
        "kind",
        "is_staff",
        "id_checked_on",
        "id_checked_by",
        "self_service_allowed",
        "keep_loan_history",
        "warn_borrowed_before",
    ),
    (
        "hold_message_by",
        "receipts",
        "language",
        "classification",
        "external_number_1",
        "external_number_2",
    ),
    (),
    (
        "newsletter",
        "target_group",
        "opt_out_marketing",
        "opt_out_mail",
        "opt_out_email",
        "opt_out_phone",
        "opt_out_website",
    ),
)
