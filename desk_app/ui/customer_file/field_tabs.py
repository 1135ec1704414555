"""The tabs that are forms: 2.NAW-Gegevens, 6 and 7.Eigenschappen, 9.Marketing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

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
from desk_app.ui.framework.plain_text import Look, Text
from desk_app.ui.framework.surfaces import Ground, Scroll, Surface
from desk_app.ui.wording import customer_file as words
from desk_app.ui.wording.dates import parse_date

_CHOICES: dict[str, tuple[tuple[str, str], ...]] = {
    "gender": tuple((key.value, word) for key, word in words.GENDERS.items()),
    "kind": tuple((key.value, word) for key, word in words.KINDS.items()),
    "hold_message_by": tuple(words.HOLD_MESSAGES.items()),
    "language": tuple(words.LANGUAGES.items()),
    "country": tuple(words.COUNTRIES.items()),
}


class FieldGroup:
    """Forms over the fields of a customer, spoken to in canonical texts."""

    def __init__(self) -> None:
        self._forms: list[Form] = []

    def form(self, *names: str, columns: int = 1) -> Form:
        """A form with an editor for each named field."""
        made = Form(name="form_" + names[0], columns=columns)
        for name in names:
            editor = _editor(name)
            label = words.FIELDS[name]
            if isinstance(editor, TickField):
                editor.setText("Ja")
            made.add(name, label, editor)
        self._forms.append(made)
        return made

    def values(self) -> dict[str, str]:
        """The canonical text of every field."""
        texts: dict[str, str] = {}
        for form in self._forms:
            for name, value in form.values().items():
                texts[name] = canonical(name, value)
        return texts

    def set_values(self, values: Mapping[str, str]) -> None:
        """Show canonical texts."""
        for form in self._forms:
            form.set_values(
                {name: shown(name, values[name]) for name in form.values() if name in values}
            )

    def set_editing(self, editing: bool) -> None:
        """Open or close every field."""
        for form in self._forms:
            form.set_editing(editing)

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Mark the fields named in `errors`."""
        for form in self._forms:
            form.show_errors({name: said for name, said in errors.items() if form.has(name)})

    def has(self, name: str) -> bool:
        """Whether a field is shown here."""
        return any(form.has(name) for form in self._forms)


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
        year, month, day = text.split("-")
        return f"{day}-{month}-{year}"
    if kind is FieldKind.FLAG:
        return "1" if text == "1" else ""
    return text


def _editor(name: str) -> AnyEditor:
    spec = FIELDS[name]
    if name in _CHOICES:
        return ChoiceField(_CHOICES[name], name=name)
    if name == "comment":
        editor = LongText(name=name)
        editor.setFixedHeight(70)
        return editor
    makers: dict[FieldKind, Callable[[], AnyEditor]] = {
        FieldKind.DATE: lambda: DateField(name=name),
        FieldKind.FLAG: lambda: TickField(name=name),
        FieldKind.IBAN: lambda: IbanField(name=name),
    }
    maker = makers.get(spec.kind)
    return maker() if maker is not None else TextField(name=name, longest=spec.max_length)


def group_box(title: str, content: QWidget, *, name: str) -> Surface:
    """A titled ground around a form."""
    box = Surface(Ground.CARD, name=name)
    layout = QVBoxLayout(box)
    layout.setContentsMargins(18, 14, 18, 16)
    layout.setSpacing(10)
    layout.addWidget(Text(title, Look.HEADING))
    layout.addWidget(content)
    layout.addStretch(1)
    return box


def two_columns(left: tuple[QWidget, ...], right: tuple[QWidget, ...], *, name: str) -> Scroll:
    """Boxes in two columns on a page that may scroll."""
    page = QWidget()
    layout = QHBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(14)
    for boxes in (left, right):
        column = QVBoxLayout()
        column.setSpacing(14)
        for box in boxes:
            column.addWidget(box)
        column.addStretch(1)
        layout.addLayout(column, 1)
    return Scroll(page, name=name)


def contact_tab(group: FieldGroup) -> QWidget:
    """2.NAW-Gegevens."""
    person = group.form(
        "initials", "name_prefix", "surname", "given_name", "search_name", "birth_date"
    )
    address = group.form("country", "postcode", "house_number", "house_suffix", "street", "place")
    contact = group.form("phone", "mobile", "fax", "email", "email_bcc1", "email_bcc2")
    remark = group.form("comment")
    return two_columns(
        (
            group_box("Naam", person, name="box_person"),
            group_box("Opmerking voor de balie", remark, name="box_comment"),
        ),
        (
            group_box("Adres", address, name="box_address"),
            group_box("Bereikbaar", contact, name="box_contact"),
        ),
        name="tab_contact",
    )


def properties_1_tab(group: FieldGroup) -> QWidget:
    """6.Eigenschappen-1."""
    customer = group.form("gender", "kind", "is_staff", "id_checked_on", "id_checked_by")
    lending = group.form("self_service_allowed", "keep_loan_history", "warn_borrowed_before")
    return two_columns(
        (group_box("Klant", customer, name="box_kind"),),
        (group_box("Lenen", lending, name="box_lending"),),
        name="tab_properties_1",
    )


def properties_2_tab(group: FieldGroup) -> QWidget:
    """7.Eigenschappen-2."""
    messages = group.form("hold_message_by", "receipts", "language")
    numbers = group.form("classification", "external_number_1", "external_number_2")
    return two_columns(
        (group_box("Berichten", messages, name="box_messages"),),
        (group_box("Kenmerken", numbers, name="box_numbers"),),
        name="tab_properties_2",
    )


def marketing_tab(group: FieldGroup) -> QWidget:
    """9.Marketing."""
    wants = group.form("newsletter", "target_group")
    refuses = group.form(
        "opt_out_marketing", "opt_out_mail", "opt_out_email", "opt_out_phone", "opt_out_website"
    )
    return two_columns(
        (group_box("Nieuwsbrief", wants, name="box_newsletter"),),
        (group_box("Niet benaderen (opt-out)", refuses, name="box_opt_out"),),
        name="tab_marketing",
    )
