"""Forms over the fields of a customer, spoken to in canonical texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from desk_app.domain.customer_fields import FIELDS, FieldKind
from desk_app.ui.framework.editors import (
    ChoiceField,
    DateField,
    IbanField,
    LongText,
    TextField,
    TickField,
)
from desk_app.ui.framework.fields import AnyEditor, Form
from desk_app.ui.framework.plain_text import set_tooltip
from desk_app.ui.wording import customer_file as words
from desk_app.ui.wording.dates import parse_date

_CHARACTERS: dict[str, int] = {
    "initials": 14,
    "name_prefix": 14,
    "birth_date": 12,
    "postcode": 10,
    "house_number": 8,
    "house_suffix": 8,
    "bic": 14,
    "id_checked_on": 12,
    "classification": 20,
    "external_number_1": 20,
    "external_number_2": 20,
}
"""How wide a short field is; the others are as wide as their box."""
_LABEL_WIDTH = 104
_COMMENT_LINES = 2


class FieldGroup:
    """All fields of a file that can be edited, whatever tab they are on."""

    def __init__(self) -> None:
        self._forms: list[Form] = []
        self._closed: dict[str, str] = {}
        self._widths = _Widths()

    def form(
        self, *names: str, columns: int = 1, label_width: int = _LABEL_WIDTH, tick: str = "Ja"
    ) -> Form:
        """A form with an editor for each named field; `tick` is the word beside a tick."""
        made = Form(name="form_" + names[0], columns=columns, label_width=label_width)
        for name in names:
            editor = _editor(name)
            if isinstance(editor, TickField):
                editor.setText(tick)
            made.add(name, words.FIELDS[name], editor)
            if name in _CHARACTERS and isinstance(editor, QLineEdit):
                self._widths.hold(editor, _CHARACTERS[name])
            if name in _CHARACTERS or isinstance(editor, TickField):
                layout = made.layout()
                assert layout is not None
                layout.setAlignment(
                    editor, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
                )
        self._forms.append(made)
        return made

    def values(self) -> dict[str, str]:
        """The canonical text of every field."""
        return {
            name: canonical(name, value)
            for form in self._forms
            for name, value in form.values().items()
        }

    def set_values(self, values: Mapping[str, str]) -> None:
        """Show canonical texts."""
        for form in self._forms:
            for name in form.values():
                if name in values:
                    editor = form.field(name).editor
                    if isinstance(editor, ChoiceField):
                        _offer(editor, values[name])
                    form.field(name).set_value(shown(name, values[name]))

    def keep_closed(self, reasons: Mapping[str, str]) -> None:
        """Fields that stay closed while the others are open, with the reason."""
        self._closed = dict(reasons)

    def set_editing(self, editing: bool) -> None:
        """Open or close every field but those that stay closed."""
        for form in self._forms:
            for name in form.values():
                field = form.field(name)
                closed = self._closed.get(name, "")
                field.set_read_only(not editing or bool(closed))
                set_tooltip(field.editor, closed if editing else "")

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Mark the fields named in `errors`; the first one gets the cursor."""
        for form in reversed(self._forms):
            form.show_errors({name: said for name, said in errors.items() if form.has(name)})

    def first_open(self, page: QWidget) -> QWidget | None:
        """The first editor on `page` that is open for typing."""
        for form in self._forms:
            if page.isAncestorOf(form):
                for name in form.values():
                    if name not in self._closed:
                        return form.field(name).editor
        return None


class _Widths(QObject):
    """Keeps short fields as wide as their characters, also when the text grows."""

    def __init__(self) -> None:
        super().__init__()
        self._characters: dict[str, int] = {}

    def hold(self, editor: QLineEdit, characters: int) -> None:
        self._characters[editor.objectName()] = characters
        editor.installEventFilter(self)
        self._measure(editor)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QLineEdit) and event.type() in (
            QEvent.Type.FontChange,
            QEvent.Type.Polish,
        ):
            self._measure(watched)
        return False

    def _measure(self, editor: QLineEdit) -> None:
        characters = self._characters[editor.objectName()]
        editor.setFixedWidth(editor.fontMetrics().averageCharWidth() * (characters + 4))


def canonical(name: str, value: str) -> str:
    """What stands in the editor as the canonical text of `domain.customer_fields`.

    A date that is none stays as it was typed, so that the refusal can point at it.
    """
    kind = FIELDS[name].kind
    if kind is FieldKind.DATE:
        day = parse_date(value)
        return value.strip() if day is None else day.isoformat()
    if kind is FieldKind.FLAG:
        return "1" if value else "0"
    return value.strip()


def shown(name: str, text: str) -> str:
    """A canonical text as its editor shows it."""
    kind = FIELDS[name].kind
    if kind is FieldKind.DATE and text:
        return words.value_words(name, text)
    if kind is FieldKind.FLAG:
        return "1" if text == "1" else ""
    return text


def _offer(editor: ChoiceField, value: str) -> None:
    """A value that the list does not have (a rare country) is shown as it is, and kept."""
    if value and editor.findData(value) < 0:
        editor.addItem(value, value)


def _editor(name: str) -> AnyEditor:
    spec = FIELDS[name]
    if name in words.CHOICES:
        return ChoiceField(tuple(words.CHOICES[name].items()), name=name)
    if spec.kind is FieldKind.LONG_TEXT:
        editor = LongText(name=name)
        editor.setFixedHeight(editor.fontMetrics().lineSpacing() * _COMMENT_LINES + 22)
        return editor
    makers: dict[FieldKind, Callable[[], AnyEditor]] = {
        FieldKind.DATE: lambda: DateField(name=name),
        FieldKind.FLAG: lambda: TickField(name=name),
        FieldKind.IBAN: lambda: IbanField(name=name),
    }
    maker = makers.get(spec.kind)
    return maker() if maker is not None else TextField(name=name, longest=spec.max_length)
