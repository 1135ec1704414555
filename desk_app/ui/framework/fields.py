"""A label, an editor and a line for what is wrong; and a form of them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from desk_app.ui.framework.editors import (
    ChoiceField,
    EnterMovesOn,
    LongText,
    TextField,
    TickField,
)
from desk_app.ui.framework.plain_text import Look, Text, restyle
from desk_app.ui.framework.radio_field import RadioField
from desk_app.ui.theme.measures import BASE_TEXT_PX

_ROOM_BETWEEN = 3

AnyEditor = TextField | ChoiceField | TickField | LongText | RadioField


class Field:
    """One row of a `Form`: label, editor, and under the editor its note or its error."""

    def __init__(self, label: QLabel, editor: AnyEditor, under: Text) -> None:
        self.label = label
        self.editor = editor
        self._under = under
        self._error = ""
        self._hint = ""
        editor.edited.connect(self._edited)

    @property
    def error(self) -> str:
        """The sentence under the field, empty when all is well."""
        return self._error

    def value(self) -> str:
        """What is entered, as text."""
        return self.editor.value()

    def set_value(self, value: str) -> None:
        """Show `value` without reporting an edit."""
        self.editor.set_value(value)
        self._refresh()

    def set_error(self, sentence: str) -> None:
        """Mark the field with `sentence`; empty takes the mark away."""
        self._error = sentence
        self._refresh()

    def set_hint(self, hint: str) -> None:
        """What always stands under the field when it has no error and echoes nothing."""
        self._hint = hint
        self._refresh()

    def set_read_only(self, read_only: bool) -> None:
        """Show only, or let edit."""
        self.editor.set_read_only(read_only)

    def set_shown(self, shown: bool) -> None:
        """Show or hide the whole row."""
        self.label.setVisible(shown)
        self.editor.setVisible(shown)
        self._under.setVisible(shown and bool(self._under.text()))

    def _edited(self) -> None:
        self._error = ""
        self._refresh()

    def _refresh(self) -> None:
        text = self._error or self.editor.note() or self._hint
        self._under.setText(text)
        self._under.set_look(Look.TROUBLE if self._error else Look.SMALL)
        self._under.setVisible(bool(text) and not self.editor.isHidden())
        self.editor.setAccessibleDescription(text)
        wrong = bool(self._error)
        if bool(self.editor.property("wrong")) != wrong:
            self.editor.setProperty("wrong", wrong)
            restyle(self.editor)


class Form(QWidget):
    """Fields under each other with their labels in one column; Enter goes to the next field.

    Signals: `edited(str)`, the name of the field somebody changed.
    """

    edited = Signal(str)

    def __init__(
        self,
        *,
        name: str = "",
        label_width: int = 150,
        columns: int = 1,
        parent: QWidget | None = None,
    ) -> None:
        """`label_width` in pixels at 100 %, grows with the text; `columns` of fields."""
        super().__init__(parent)
        self.setObjectName(name)
        self._fields: dict[str, Field] = {}
        self._columns = columns
        self._label_width = label_width
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        for at in range(columns):
            self._grid.setColumnStretch(at * 2 + 1, 1)
        self._measure()
        self._enter = EnterMovesOn(self)
        self.installEventFilter(self._enter)

    def add(self, key: str, label: str, editor: AnyEditor, hint: str = "") -> Field:
        """A field; `key` is the name errors use for it. A ``&`` in `label` makes a mnemonic."""
        caption = QLabel(label, self)
        caption.setTextFormat(Qt.TextFormat.PlainText)
        caption.setProperty("look", Look.MUTED.value)
        caption.setBuddy(editor)
        caption.setMinimumHeight(0)
        caption.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        under = Text("", Look.SMALL, name=f"{key}_note", wrap=True, parent=self)
        under.hide()
        if not editor.accessibleName():
            editor.setAccessibleName(label.replace("&", ""))
        at = len(self._fields)
        line, side = divmod(at, self._columns)
        self._grid.addWidget(caption, line * 3, side * 2)
        self._grid.addWidget(editor, line * 3, side * 2 + 1)
        self._grid.addWidget(under, line * 3 + 1, side * 2 + 1)
        self._grid.setRowMinimumHeight(line * 3 + 2, _ROOM_BETWEEN)
        field = Field(caption, editor, under)
        self._fields[key] = field
        editor.edited.connect(lambda: self.edited.emit(key))
        if hint:
            field.set_hint(hint)
        return field

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()

    def _measure(self) -> None:
        scale = max(1.0, self.fontInfo().pixelSize() / BASE_TEXT_PX)
        for at in range(self._columns):
            self._grid.setColumnMinimumWidth(at * 2, round(self._label_width * scale))

    def field(self, key: str) -> Field:
        """The field named `key` (KeyError when there is none)."""
        return self._fields[key]

    def has(self, key: str) -> bool:
        """Whether there is a field named `key`."""
        return key in self._fields

    def values(self) -> dict[str, str]:
        """Everything entered, by key."""
        return {key: field.value() for key, field in self._fields.items()}

    def set_values(self, values: Mapping[str, str]) -> None:
        """Show `values`; keys without a field are an error."""
        for key, value in values.items():
            self._fields[key].set_value(value)

    def set_editing(self, editing: bool) -> None:
        """Open or close all fields."""
        for field in self._fields.values():
            field.set_read_only(not editing)

    def show_errors(self, errors: Mapping[str, str]) -> tuple[str, ...]:
        """Mark every field in `errors`, clear the others, go to the first. Returns the
        sentences that belong to no field here, for a message bar.
        """
        first: Field | None = None
        for key, field in self._fields.items():
            field.set_error(errors.get(key, ""))
            if first is None and key in errors:
                first = field
        if first is not None:
            first.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return tuple(sentence for key, sentence in errors.items() if key not in self._fields)
