"""The ten steps for the FO-medewerker (`003_34566048864d8de6.txt`), with real widgets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from desk_app.ui.customer_file.view import CustomerFilePage
from desk_app.ui.desktop import Desktop
from desk_app.ui.simulator_panel.port import SimulatedDesk, Through
from desk_app.ui.tour.hands import Hands, Script, Until

IBAN = "NL91ABNA0417164300"


@dataclass(frozen=True)
class TenSteps:
    """What the tour needs to know: who comes to the counter, and which blank card is used.

    `staff` is signed in already when it is empty; `papers_written` counts the papers written so
    far; `today_text` is today as dd-mm-jjjj.
    """

    staff: str
    temporary_number: str
    card_number: str
    today_text: str
    papers_written: Callable[[], int]


def ten_steps(hands: Hands, desktop: Desktop, desk: SimulatedDesk, told: TenSteps) -> Script:
    """From the welcome mail to a card that was read back."""
    if told.staff:
        hands.say("Aanmelden: de demo biedt zijn medewerkers met één klik aan.")
        yield Until("de aanmeldpagina", lambda: hands.usable(f"demo_staff_{told.staff}"))
        hands.see("aanmelden")
        hands.click(f"demo_staff_{told.staff}")
    yield Until("de balie", lambda: hands.usable("search_field"))

    hands.say("1. Zoek klant op het tijdelijke klantnummer uit de welkomstmail.")
    hands.type("search_field", told.temporary_number)
    yield Until("een gevonden klant", lambda: hands.visible("search_table"))
    hands.see("zoek-klant")
    hands.key("search_field", Qt.Key.Key_Return)
    yield Until("de klant", lambda: hands.visible("customer_file") and _file(desktop) is not None)
    hands.say("   Bovenaan staat: Geen pasnummer. De lenerpas is geblokkeerd.")
    hands.see("geen-pasnummer")

    hands.say("2. Tabblad 3.Contributie.")
    page = hands.find(CustomerFilePage, "customer_file")
    page.show_tab(3)
    hands.see("contributie")

    hands.say("3. Wijzig.")
    hands.click("file_edit")
    yield Until("open velden", lambda: hands.usable("file_save"))

    hands.say("4. Incasso aanvinken, IBAN invullen, Opslaan.")
    hands.click("direct_debit")
    hands.type("iban", IBAN)
    hands.see("incasso-en-iban")
    hands.click("file_save")
    yield Until("opgeslagen", lambda: hands.usable("print_mandate"))
    hands.see("opgeslagen")

    hands.say("5. Print nieuwe machtiging.")
    papers = told.papers_written()
    hands.click("print_mandate")
    yield Until("de machtiging", lambda: told.papers_written() > papers)
    yield Until("een geprinte machtiging", lambda: hands.usable("process_mandate"))
    hands.see("machtiging-geprint")

    hands.say("6. Verwerk machtiging met de datum van afgifte.")
    yield Until(
        "een open datumveld",
        lambda: not hands.find(QLineEdit, "mandate_signed_on").isReadOnly(),
    )
    hands.type("mandate_signed_on", told.today_text)
    hands.click("process_mandate")
    yield Until(
        "een verwerkte machtiging",
        lambda: hands.usable("withdraw_mandate") and not hands.usable("process_mandate"),
    )
    hands.see("machtiging-verwerkt")

    hands.say("7. Tabblad 8.Passen, rechtermuisknop in het witte veld, Toevoegen.")
    page.show_tab(8)
    page.cards.open_menu()
    yield Until("het menu", page.cards.menu.isVisible)
    hands.see("passen-menu", page.cards.menu)
    hands.close_menu()
    hands.choose("menu_add_card")
    yield Until("het paneel voor het nummer", lambda: hands.visible("number_panel"))

    hands.say("8. Scan het pasnummer en klik OK.")
    desk.scan(told.card_number, Through.SERIAL)
    yield Until("wat er verandert", lambda: hands.usable("number_ok"))
    hands.see("pas-gescand")
    hands.click("number_ok")
    yield Until("een pas in de lijst", lambda: not hands.visible("number_panel"))
    yield Until("een pasnummer bovenaan", lambda: _card(desktop) == told.card_number)
    hands.say("   De pas is in Wise aangemaakt.")
    hands.see("pas-aangemaakt")

    hands.say("9. Klant – Print klantgegevens – Ledenpas.")
    hands.choose("action_customer.print_card")
    yield Until("een geprinte pas", lambda: len(desk.state().tray) > 0)
    yield Until("het wachten op de pas", lambda: "wacht" in desk.state().writer.lower())
    hands.see("stop-de-pas-in")

    hands.say("10. Stop de pas in de pasjesschrijver.")
    desk.insert(told.card_number, turned=False)
    yield Until("een actieve pas", lambda: _is_active(desktop, told.card_number))
    yield Until("het einde", lambda: hands.usable("panel_close"))
    desk.remove()
    hands.say("   Geschreven, teruggelezen en gelijk: de pas is actief.")
    hands.see("pas-actief")
    hands.click("panel_close")
    page.show_tab(1)
    yield Until("het klantblok", lambda: not hands.visible("card_panel"))
    hands.see("klaar")


def _file(desktop: Desktop) -> object:
    screen = desktop.customers.screen
    return None if screen is None else screen.file.file


def _card(desktop: Desktop) -> str:
    screen = desktop.customers.screen
    file = None if screen is None else screen.file.file
    return "" if file is None else file.card_number or ""


def _is_active(desktop: Desktop, number: str) -> bool:
    screen = desktop.customers.screen
    file = None if screen is None else screen.file.file
    if file is None:
        return False
    return any(card.number == number and card.verified_at is not None for card in file.cards)
