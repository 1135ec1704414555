"""Digital only at the counter, in eleven steps (`001_e7f8c5dadfe28ccb.txt`), with real widgets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from desk_app.domain.enrolment import SYSTEM_PLACEHOLDER
from desk_app.ui.framework.table_view import TableView
from desk_app.ui.tour.hands import Hands, Script, Until
from desk_app.ui.wording.enrolment import RESULT_OK, RESULT_WAITS

EMAIL = "e.b.tester@example.org"
DIGITAL_ONLY = "0141"


@dataclass(frozen=True)
class DigitalOnly:
    """What the tour needs to know: who stands at the counter.

    `staff` is signed in already when it is empty; `papers_written` counts the papers so far.
    `answers` tells whether there is an identity service that answers.
    """

    staff: str
    papers_written: Callable[[], int]
    answers: bool = True


def digital_only(hands: Hands, told: DigitalOnly) -> Script:
    """From *Nieuwe klant toevoegen* to a customer with a number and no card."""
    if told.staff:
        yield Until("de aanmeldpagina", lambda: hands.usable(f"demo_staff_{told.staff}"))
        hands.click(f"demo_staff_{told.staff}")
        yield Until("de balie", lambda: hands.usable("search_field"))

    hands.say("1. Klant – Nieuwe klant toevoegen.")
    hands.choose("action_customer.new")
    yield Until("het eerste scherm", lambda: hands.visible("enrol_person"))
    hands.see("nieuwe-klant")

    hands.say("2. Typ bij klantnummer een v en druk op Enter.")
    hands.type("enrol_number", "v")
    hands.key("enrol_number", Qt.Key.Key_Return)
    yield Until("de vraag", lambda: hands.usable("prompter_yes"))

    hands.say("3. Systeemnummer laten genereren: Ja.")
    hands.see("systeemnummer")
    hands.click("prompter_yes")
    yield Until("een rijtje V", lambda: _number(hands) == SYSTEM_PLACEHOLDER)

    hands.say("4. Bij het klantnummer staat een rijtje V.")
    hands.see("rijtje-v")

    hands.say("5. Vul de NAW-gegevens in en kies Ok, Vervolg.")
    for name, typed in (
        ("initials", "E.B."),
        ("surname", "Tester"),
        ("birth_date", "04-01-1991"),
        ("postcode", "9468 BG"),
        ("house_number", "41"),
        ("street", "Dorpsweg"),
        ("place", "Annen"),
    ):
        hands.type(f"enrol_{name}", typed)
    hands.see("naw-gegevens")
    hands.click("enrol_next")
    yield Until("het tweede scherm", lambda: hands.visible("enrol_details"))

    hands.say("6. Gebruik inlogaccount staat op Ja. Vul het e-mailadres in en kies Ok, Vervolg.")
    hands.type("enrol_email", EMAIL)
    hands.see("e-mail")
    hands.click("enrol_next")
    yield Until("het derde scherm", lambda: hands.visible("enrol_login"))

    hands.say("7. Kies Nieuw inlogaccount genereren.")
    hands.see("inlogaccount")
    hands.click("enrol_next")
    table = hands.find(TableView, "enrol_subscriptions")
    yield Until("de abonnementen", lambda: hands.visible("enrol_subscriptions") and _filled(table))

    hands.say("8. Kies het abonnement Digital only en klik Ok.")
    _choose(table)
    hands.click("enrol_ok")
    yield Until("een gekozen abonnement", lambda: hands.usable("enrol_save"))
    hands.see("digital-only")

    hands.say("9. Klik rechtsonder op Opslaan.")
    hands.click("enrol_save")
    yield Until(
        "de klant", lambda: hands.visible("enrol_result") and hands.visible("customer_file")
    )

    expected = RESULT_OK if told.answers else RESULT_WAITS
    yield Until("het inlogaccount", lambda: _said(hands) == expected)

    hands.say(f"10. {expected}; gebruikersnaam en e-mail staan rechts.")
    hands.see("opgeslagen")
    papers = told.papers_written()
    hands.click("result_print")
    yield Until("de uitleg", lambda: told.papers_written() > papers)

    hands.say("11. Zeg dat de klant binnen 24 uur moet reageren. Er wordt geen pas gemaakt.")
    hands.see("klaar")
    hands.click("result_close")


def _said(hands: Hands) -> str:
    return hands.find(QLabel, "result_state").text()


def _number(hands: Hands) -> str:
    return hands.find(QLineEdit, "enrol_number").text()


def _filled(table: TableView) -> bool:
    return table.model().rowCount() > 0


def _choose(table: TableView) -> None:
    model = table.model()
    codes = [model.index(at, 0).data() for at in range(model.rowCount())]
    table.choose_row(codes.index(DIGITAL_ONLY))
