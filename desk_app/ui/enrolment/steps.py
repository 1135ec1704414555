"""The four screens of Nieuwe klant toevoegen: only fields, no decisions."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.domain.customer_fields import FIELDS
from desk_app.domain.customers import CustomerKind
from desk_app.domain.enrolment import LoginWish
from desk_app.ui.customer_file.boxes import columns, group_box
from desk_app.ui.enrolment.number_field import EnrolNumberField
from desk_app.ui.framework.buttons import Button, set_permitted
from desk_app.ui.framework.editors import (
    ChoiceField,
    DateField,
    IbanField,
    TextField,
    TickField,
)
from desk_app.ui.framework.fields import Form
from desk_app.ui.framework.plain_text import Look, Text
from desk_app.ui.framework.radio_field import RadioField
from desk_app.ui.framework.surfaces import column, row
from desk_app.ui.framework.table_view import TableCard, TableView
from desk_app.ui.framework.tables import Column, TableModel
from desk_app.ui.wording import customer_file as file_words
from desk_app.ui.wording import enrolment as words
from desk_app.ui.wording.errors import sentence_for_code
from desk_app.usecases.queries.customer_file import SubscriptionChoice

_LABEL = 132
_YES_NO = (("1", words.YES), ("0", words.NO))


def name_of(field: str) -> str:
    """The object name of an editor here; the customer file has the plain name."""
    return f"enrol_{field}"


class PersonStep(QWidget):
    """Reguliere klant, Klantnummer, Voorletters … and the address.

    Signals: `same_address_requested()`.
    """

    same_address_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        kinds = tuple(
            (kind.value, word)
            for kind, word in file_words.KINDS.items()
            if kind is not CustomerKind.NEWSLETTER
        )
        self.number = EnrolNumberField(name=name_of("number"))
        self.person = Form(name="enrol_person", label_width=_LABEL)
        self.person.add("kind", words.LABELS["kind"], ChoiceField(kinds, name=name_of("kind")))
        self.person.add("number", words.LABELS["number"], self.number, words.NUMBER_HINT)
        for name in ("initials", "name_prefix", "surname", "given_name"):
            self.person.add(name, words.LABELS[name], _line(name))
        self.person.add(
            "birth_date", words.LABELS["birth_date"], DateField(name=name_of("birth_date"))
        )
        self.address = Form(name="enrol_address", label_width=_LABEL)
        self.address.add(
            "country",
            words.LABELS["country"],
            ChoiceField(tuple(file_words.COUNTRIES.items()), name=name_of("country")),
        )
        for name in ("postcode", "house_number", "house_suffix", "street", "place"):
            self.address.add(name, words.LABELS[name], _line(name))
        self._family = Button(words.SAME_ADDRESS, name="enrol_same_address")
        self._family.clicked.connect(self.same_address_requested)
        self.show_family(False)
        address = QWidget()
        address.setLayout(column(self.address, space=10))
        inside = address.layout()
        assert isinstance(inside, QVBoxLayout)
        inside.addLayout(row(self._family, None))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(
            columns(
                (group_box(words.STEPS[0], self.person, name="box_enrol_person"),),
                (group_box("Adres", address, name="box_enrol_address"),),
                name="enrol_step_1",
            )
        )

    def show_family(self, there: bool) -> None:
        """Whether there is an address to take over."""
        set_permitted(self._family, None if there else words.NO_FAMILY)


class DetailsStep(QWidget):
    """IBAN, BIC, Legitimatie gecontroleerd?, Gebruik inlogaccount, E-mail, Nieuwsbrief."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = Form(name="enrol_details", label_width=_LABEL + 50)
        add = self.form.add
        add("iban", words.LABELS["iban"], IbanField(name=name_of("iban")))
        add("bic", words.LABELS["bic"], _line("bic"))
        checked = RadioField(_YES_NO, name=name_of("id_checked"))
        add("id_checked", words.LABELS["id_checked"], checked, words.ID_HINT)
        login = RadioField(_YES_NO, name=name_of("use_login"))
        add("use_login", words.LABELS["use_login"], login, words.LOGIN_HINT)
        email = TextField(
            name=name_of("email"), placeholder=words.EMPTY, longest=FIELDS["email"].max_length
        )
        add("email", words.LABELS["email"], email)
        tick = TickField(words.NEWSLETTER_TICK, name=name_of("newsletter"))
        add("newsletter", words.LABELS["newsletter"], tick)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        box = group_box(words.STEPS[1], self.form, name="box_enrol_details")
        layout.addWidget(columns((box,), name="enrol_step_2"))


class LoginStep(QWidget):
    """Bestaand inlogaccount gebruiken, or Nieuw inlogaccount genereren."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.login = RadioField(
            ((LoginWish.EXISTING, words.USE_EXISTING), (LoginWish.NEW, words.GENERATE_NEW)),
            name=name_of("login"),
            upright=True,
        )
        self.form = Form(name="enrol_login_form", label_width=_LABEL)
        self.form.add("login", words.STEPS[2], self.login, words.NEW_HINT)
        self.form.add(
            "username",
            words.LABELS["username"],
            TextField(name=name_of("username"), longest=80),
            words.EXISTING_HINT,
        )
        self.form.edited.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        box = group_box(words.STEPS[2], self.form, name="box_enrol_login")
        layout.addWidget(columns((box,), name="enrol_step_3"))

    def refresh(self) -> None:
        """Ask for a user name only where there is one."""
        self._choose("login")

    def _choose(self, _key: str) -> None:
        existing = self.login.value() == LoginWish.EXISTING
        self.form.field("username").set_shown(existing)
        self.form.field("login").set_hint("" if existing else words.NEW_HINT)


class SubscriptionStep(QWidget):
    """The list of subscriptions. Signals: `chosen(str type_code)`."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: tuple[SubscriptionChoice, ...] = ()
        code, name, price, term, why_not = words.COLUMNS
        self._model = TableModel[SubscriptionChoice](
            (
                Column(code, lambda one: one.code, 6),
                Column(name, lambda one: one.name, 18),
                Column(
                    price, lambda one: words.price(one.amount, one.period_months), 16, right=True
                ),
                Column(term, lambda one: file_words.TERMS[one.term], 7),
                Column(why_not, _why_not, 24, tooltip=_why_not),
            )
        )
        self.table = TableView(self._model, name="enrol_subscriptions", label=words.TABLE)
        self.table.row_activated.connect(self._choose)
        self.ok = Button(words.OK, name="enrol_ok")
        self.ok.clicked.connect(lambda: self._choose(self.table.chosen_row))
        self._said = Text("", Look.OK, name="enrol_chosen")
        card = TableCard(self.table)
        card.place.ready()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(card, 1)
        layout.addLayout(row(self.ok, self._said, None, space=12))

    def show_choices(self, choices: tuple[SubscriptionChoice, ...], type_code: str) -> None:
        """Show the list; the one that was chosen stays chosen."""
        if choices != self._choices:
            at = self.table.chosen_row
            before = self._choices[at].code if 0 <= at < len(self._choices) else type_code
            self._choices = choices
            self._model.set_rows(choices)
            rows = [one.code for one in choices]
            wanted = before if before in rows else type_code
            if wanted in rows:
                self.table.choose_row(rows.index(wanted))
        name = next((one.name for one in choices if one.code == type_code), "")
        self._said.setText(words.CHOSEN.format(name=name) if name else "")

    def focus_first(self) -> None:
        """The cursor goes to the list."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, at: int) -> None:
        if 0 <= at < len(self._choices):
            self.chosen.emit(self._choices[at].code)


def _why_not(choice: SubscriptionChoice) -> str:
    if not choice.why_not:
        return ""
    return sentence_for_code(choice.why_not, age="van deze leeftijd").sentence


def _line(name: str) -> TextField:
    return TextField(name=name_of(name), longest=FIELDS[name].max_length)
