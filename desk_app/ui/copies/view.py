"""Exemplaren: the field for a barcode, and the copy under it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk_app.ui.copies.view_port import Reasons
from desk_app.ui.counter.field import CounterField
from desk_app.ui.framework.buttons import Button, Kind, set_permitted
from desk_app.ui.framework.editors import ChoiceField, TextField, TickField
from desk_app.ui.framework.fields import AnyEditor, Form
from desk_app.ui.framework.message_bar import MessageBar
from desk_app.ui.framework.plain_text import Look, Text
from desk_app.ui.framework.surfaces import Ground, Surface, column, row
from desk_app.ui.framework.telling_page import TellingPage
from desk_app.ui.framework.waiting import EmptyState, Place
from desk_app.ui.titles.detail import CoverPicture
from desk_app.ui.wording import catalogue as words
from desk_app.ui.wording import widgets
from desk_app.usecases.queries.staff import BranchName
from desk_app.usecases.queries.titles import CopyShown

_LABEL_WIDTH = 118
_FORM_WIDTH = 520


class CopyPage(TellingPage):
    """Signals: `entered(str barcode)`, and one for each button."""

    entered = Signal(str)
    edit_requested = Signal()
    save_requested = Signal()
    cancel_requested = Signal()
    title_requested = Signal()
    quit_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("copies_page")
        self.field = CounterField(name="copies_field")
        self.field.setPlaceholderText(words.COPY_FIND)
        self.field.setAccessibleName(words.COPY_FIND_NAME)
        self.field.entered.connect(self.entered)
        self.message = MessageBar(name="copies_message")
        self._cover = CoverPicture()
        self._title = Text("", Look.HEADING, name="copies_title", wrap=True)
        self._facts = Text("", name="copies_facts", wrap=True)
        self.form = _form()
        self._edit = Button(words.EDIT, name="copies_edit")
        self._save = Button(words.SAVE, Kind.PRIMARY, name="copies_save")
        self._cancel = Button(words.CANCEL, name="copies_cancel")
        self._show_title = Button(words.SHOW_TITLE, name="copies_show_title")
        self._quit = Button(widgets.CLOSE, name="copies_quit")
        for button, signal in (
            (self._edit, self.edit_requested),
            (self._save, self.save_requested),
            (self._cancel, self.cancel_requested),
            (self._show_title, self.title_requested),
            (self._quit, self.quit_requested),
        ):
            button.clicked.connect(signal)
        self._lay_out()
        self.show_editing(False)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(18)
        head.addWidget(self._cover, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(column(self._title, self._facts, None, space=10), 1)
        content = QWidget()
        inside = QVBoxLayout(content)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(18)
        inside.addLayout(head)
        self.form.setMaximumWidth(_FORM_WIDTH)
        inside.addWidget(self.form)
        inside.addStretch(1)
        self._place = Place(
            content,
            EmptyState(words.COPY_EMPTY_HEADING, words.COPY_EMPTY_ADVICE, name="copies_empty"),
            name="copies_place",
        )
        card = Surface(Ground.CARD, name="copies_card")
        around = QVBoxLayout(card)
        around.setContentsMargins(18, 16, 18, 16)
        around.addWidget(self._place)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.field)
        layout.addWidget(self.message)
        layout.addWidget(card, 1)
        layout.addLayout(
            row(self._edit, self._save, self._cancel, self._show_title, None, self._quit)
        )

    # ------------------------------------------------------------------------- for the presenter

    def show_copy(self, shown: CopyShown | None, values: Mapping[str, str]) -> None:
        self._place.ready(empty=shown is None)
        if shown is None:
            return
        self._cover.show_cover(shown.title, shown.author, "")
        self._title.setText(words.copy_heading(shown))
        self._facts.setText(words.copy_facts(shown))
        self.form.set_values(values)

    def show_statuses(self, choices: tuple[tuple[str, str], ...]) -> None:
        editor = self.form.field("status").editor
        assert isinstance(editor, ChoiceField)
        editor.set_choices(choices)

    def show_branches(self, branches: tuple[BranchName, ...]) -> None:
        editor = self.form.field("home_code").editor
        assert isinstance(editor, ChoiceField)
        editor.set_choices([(one.code, f"{one.code} {one.name}") for one in branches])

    def show_editing(self, editing: bool) -> None:
        for name in words.COPY_EDIT_FIELDS:
            self.form.field(name).set_read_only(not editing)
        self._save.setVisible(editing)
        self._cancel.setVisible(editing)
        self._edit.setVisible(not editing)
        if editing:
            self.form.field("status").editor.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.isVisible():
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def values(self) -> dict[str, str]:
        return self.form.values()

    def show_problems(self, problems: Mapping[str, str]) -> None:
        self.form.show_errors(problems)

    def show_reasons(self, reasons: Reasons) -> None:
        set_permitted(self._edit, reasons.edit)
        set_permitted(self._save, reasons.save)
        set_permitted(self._show_title, reasons.title)

    # ---------------------------------------------------------------------------------- together

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._cancel.isHidden():
            self.cancel_requested.emit()
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)


def _form() -> Form:
    form = Form(name="copies_form", label_width=_LABEL_WIDTH)
    editors: dict[str, AnyEditor] = {
        "status": ChoiceField(name="copies_status"),
        "home_code": ChoiceField(name="copies_home"),
        "shelf": TextField(name="copies_shelf", longest=60),
        "lendable": TickField(words.LENDABLE, name="copies_lendable"),
    }
    for name, label in words.COPY_EDIT_FIELDS.items():
        form.add(name, label, editors[name])
    return form
