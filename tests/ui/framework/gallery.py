"""A page with every widget of the framework in its states, to look at and to scan."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk_app.ui.framework.buttons import Button, Kind, set_permitted
from desk_app.ui.framework.editors import (
    ChoiceField,
    DateField,
    IbanField,
    LongText,
    TextField,
    TickField,
)
from desk_app.ui.framework.fields import Form
from desk_app.ui.framework.figures import Figures
from desk_app.ui.framework.message_bar import MessageBar, Tone
from desk_app.ui.framework.plain_text import ElidedText, Look, Text
from desk_app.ui.framework.status import State, StatusWord
from desk_app.ui.framework.step_list import Step, StepList, StepState
from desk_app.ui.framework.surfaces import Ground, Panel, Surface
from desk_app.ui.framework.table_view import TableCard, TableView
from desk_app.ui.framework.tables import Column, TableModel
from desk_app.ui.framework.tabs import TabbedPages
from desk_app.ui.framework.waiting import EmptyState, Skeleton

Row = tuple[str, str, str, str, str]

ROWS: tuple[Row, ...] = (
    ("Hoofdpas", "Wordt geschreven", "BIEB-5003000030", "–", "gescand 14:02, balie 1"),
    ("Tijdelijk nummer", "Vervalt bij eerste pas", "2X1986…", "20-01-2015", "gebruikersnaam"),
    ("Volgpas", "<b>Actief</b>", "EDUB-5003000031", "20-01-2015", "plain <img src=x>"),
)
TABS = (
    "1.Klant",
    "2.NAW-Gegevens",
    "3.Contributie",
    "4.Overig",
    "5.Meldingen",
    "6.Eigenschappen-1",
    "7.Eigenschappen-2",
    "8.Passen",
    "9.Marketing",
)


def columns() -> list[Column[Row]]:
    return [
        Column("Soort", lambda row: row[0], 14),
        Column("Status", lambda row: row[1], 19),
        Column("Pasnummer", lambda row: row[2], 16),
        Column("Laatst gebruikt", lambda row: row[3], 13),
        Column("Info", lambda row: row[4], 20),
    ]


class Gallery(QWidget):
    """Everything at once, laid out like the customer file."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("gallery")
        page = Surface(Ground.PAGE)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(page)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(self._header())
        for tone, sentence in (
            (Tone.TROUBLE, "Lenerpas geblokkeerd: er is nog geen pas."),
            (Tone.WARNING, "Deze klant is op balie 2 gewijzigd om 14:01."),
            (Tone.OK, "Opgeslagen."),
        ):
            bar = MessageBar(name=f"bar_{tone.value}")
            bar.say(tone, sentence)
            layout.addWidget(bar)
        bar = MessageBar(name="bar_info")
        bar.say(
            Tone.INFO,
            "De database antwoordt niet. Uw wijziging is nog niet opgeslagen.",
            advice="Wacht even en kies Opnieuw.",
            code="STO-1",
            ways=[("Opnieuw", lambda: None)],
            closable=True,
        )
        layout.addWidget(bar)
        self.tabs = TabbedPages(name="tabs")
        for at, word in enumerate(TABS):
            self.tabs.add(word, self._cards_page() if at == 7 else QWidget())
        self.tabs.show_tab(7)
        layout.addWidget(self.tabs, 1)
        layout.addLayout(self._bar())
        layout.addWidget(self._status())

    def _header(self) -> QWidget:
        card = Surface(Ground.CARD)
        row = QHBoxLayout(card)
        row.setContentsMargins(18, 12, 18, 12)
        left = QVBoxLayout()
        left.setSpacing(4)
        name = QHBoxLayout()
        name.addWidget(ElidedText("Mw. G. Tester", Look.TITLE))
        name.addWidget(Text("personeel", Look.BADGE))
        name.addStretch(1)
        left.addLayout(name)
        left.addWidget(Text("Geen pasnummer  [261379]   ·   10-02-1966 (48 jr.)", Look.MUTED))
        row.addLayout(left, 1)
        figures = Figures(name="figures")
        figures.add("subscription", "Abonnement").set_value("Basis – € 0,01")
        figures.add("status", "Status").set_value("Normaal t/m januari 2016", Look.OK)
        figures.add("expires", "Vervalt").set_value("31-01-2016")
        figures.add("items_out", "In bezit").set_value("0")
        row.addWidget(figures)
        return card

    def _cards_page(self) -> QWidget:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        left = QVBoxLayout()
        left.setSpacing(10)
        self.model: TableModel[Row] = TableModel(columns())
        self.model.set_rows(ROWS)
        self.table = TableView(self.model, name="cards", label="Passen")
        self.table.choose_row(0)
        left.addWidget(TableCard(self.table), 1)
        left.addWidget(self._form())
        row.addLayout(left, 1)
        row.addWidget(self._panel())
        return page

    def _form(self) -> QWidget:
        card = Surface(Ground.CARD)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(18, 14, 18, 14)
        form = Form(name="form", columns=2, label_width=110)
        form.add("initials", "&Voorletters", TextField(name="initials")).set_value("G.")
        form.add("surname", "&Naam", TextField(name="surname")).set_value("Tester")
        born = form.add("birth_date", "&Geboren", DateField(name="birth_date"))
        born.set_value("10-02-1966")
        iban = form.add("iban", "&IBAN", IbanField(name="iban"))
        iban.set_value("NL91ABNA0417164300")
        iban.set_error("Dit rekeningnummer klopt niet. Kijk het na.")
        kind = ChoiceField([("b", "Basis"), ("c", "Compleet")], name="kind")
        form.add("kind", "&Abonnement", kind).set_value("b")
        form.add("debit", "In&casso", TickField("Automatisch", name="debit")).set_value("1")
        closed = form.add("closed", "Zoeknaam", TextField(name="closed"))
        closed.set_value("TESTER")
        closed.set_read_only(True)
        form.add("note", "Opmerking", LongText(name="note")).set_value("<b>geen opmaak</b>")
        form.field("note").editor.setFixedHeight(48)
        inside.addWidget(form)
        self.form = form
        return card

    def _panel(self) -> QWidget:
        panel = Panel(44)
        column = QVBoxLayout(panel)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(12)
        column.addWidget(Text("Pas maken", Look.HEADING))
        steps = StepList(name="steps")
        steps.set_steps(
            [
                Step("Pasnummer gekoppeld", StepState.DONE, "14:02:11 gescand"),
                Step("Ledenpas afgedrukt", StepState.DONE, "kaartprinter balie 1"),
                Step("Stop de pas in de pasjesschrijver", StepState.CURRENT, "nog 25 s"),
                Step("Schrijven", StepState.WAITING),
                Step("Teruglezen en vergelijken", StepState.FAILED, "op de pas staat niets"),
                Step("Actief", StepState.UNKNOWN),
            ]
        )
        self.steps = steps
        column.addWidget(steps)
        column.addWidget(Skeleton(2, name="skeleton"))
        empty = EmptyState("Nog geen passen", "Scan een pas om te beginnen.", "Toevoegen")
        column.addWidget(empty)
        row = QHBoxLayout()
        row.addWidget(Button("Annuleren", name="cancel"))
        row.addStretch(1)
        row.addWidget(Button("Later afmaken", name="later"))
        column.addLayout(row)
        return panel

    def _bar(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for text, kind in (
            ("&Verwijder", Kind.DANGER),
            ("&Wijzig", Kind.SECONDARY),
            ("Toon alles", Kind.QUIET),
        ):
            row.addWidget(Button(text, kind, name=f"bar_{kind.value}"))
        grey = Button("Seriemutatie", name="bar_grey")
        set_permitted(grey, "Dit mag alleen met uitgebreide bevoegdheden.")
        row.addWidget(grey)
        row.addStretch(1)
        row.addWidget(Button("&Opslaan", Kind.PRIMARY, name="bar_save"))
        return row

    def _status(self) -> QWidget:
        strip = Surface(Ground.STATUS)
        row = QHBoxLayout(strip)
        row.setContentsMargins(16, 6, 16, 6)
        row.setSpacing(18)
        row.addWidget(Text("DEMO", Look.DEMO))
        for state, words in (
            (State.OK, "Scanner – serieel"),
            (State.BUSY, "Pasjesschrijver – wacht op pas"),
            (State.WARNING, "Klusjes – 1 wacht (KB)"),
            (State.TROUBLE, "Kaartprinter – lint op"),
            (State.OFF, "Kaartprinter – geen"),
        ):
            word = StatusWord(name=f"state_{state.value}")
            word.set_state(state, words)
            row.addWidget(word)
        row.addStretch(1)
        row.addWidget(Text("Alle wijzigingen opgeslagen 14:02", Look.MUTED))
        strip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return strip
