"""Word lid: from the website to a card, at home and at the counter (`003_34566048864d8de6.txt`)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from desk_app.ui.desktop import Desktop
from desk_app.ui.simulator_panel.port import SimulatedDesk
from desk_app.ui.tour.hands import Hands, Script, Until
from desk_app.ui.tour.ten_steps import TenSteps, ten_steps
from desk_app.ui.tour.web import Web

AT_THE_KB = "m.vanderberg@example.org"
AT_THE_LIBRARY = "marieke.vanderberg@example.org"
_PASSWORD = "heide-schapen-kudde-7"  # noqa: S105 - of a customer who does not exist


@dataclass(frozen=True)
class WordLid:
    """What the tour needs to know.

    `library_url` and `world_url` are where the pages are; `letters` gives the text of the mails to
    an address; `counter` is the ten steps, in which the temporary number is still to be filled in.
    """

    library_url: str
    world_url: str
    letters: Callable[[str], tuple[str, ...]]
    counter: Callable[[str], TenSteps]


def word_lid(
    hands: Hands, web: Web, desktop: Desktop, desk: SimulatedDesk, told: WordLid
) -> Script:
    """Both halves of the instruction, and the new user name at the end."""
    hands.say("1. Klant klikt op 'Word lid' op de website.")
    yield from web.go(f"{told.library_url}/word-lid")
    yield from web.see("word-lid")
    yield from web.fill(branch_code="9548", birth_date="12-05-1987")
    yield from web.click("Kies een abonnement")

    hands.say("2. Klant kiest het gewenste abonnement.")
    yield from web.fill(type_code="0022")
    yield from web.see("abonnement-kiezen")
    yield from web.click("Verder")

    hands.say("3. Klant maakt een inlogaccount aan.")
    yield from web.fill(account_email=AT_THE_KB, again=AT_THE_KB)
    yield from web.see("inlogaccount-maken")
    yield from web.click("Verder")

    hands.say("4. Klant vult de gegevens in en betaalt met iDEAL / Wero.")
    yield from web.fill(
        initials="M.",
        given_name="Marieke",
        name_prefix="van der",
        surname="Berg",
        postcode="7961 AM",
        house_number="14",
        street="Dijkhuizen",
        place="Ruinerwold",
        email=AT_THE_LIBRARY,
    )
    yield from web.see("gegevens")
    yield from web.click("Naar betalen")
    yield from web.see("betalen")
    yield from web.click("Betaal met iDEAL")
    yield from web.fill(bank="stad")
    yield from web.see("bank-kiezen")
    yield from web.click("Verder naar de bank")
    yield from web.click("Betalen")
    yield from web.wait("Je bent lid van de Bibliotheek")
    yield from web.see("lid-geworden")

    hands.say("5. Mail van de KB: het inlogaccount bevestigen en een wachtwoord kiezen.")
    yield Until("de mail van de KB", lambda: bool(told.letters(AT_THE_KB)))
    yield from web.go(_link(told.letters(AT_THE_KB)[0]))
    yield from web.click("E-mailadres bevestigen")
    yield from web.fill(password=_PASSWORD, again=_PASSWORD)
    yield from web.see("wachtwoord-kiezen")
    yield from web.click("Wachtwoord opslaan")
    yield from web.wait("Naar de website van de bibliotheek")

    hands.say("6. Mail van de bibliotheek: het e-mailadres bevestigen.")
    yield Until("de mails van de bibliotheek", lambda: len(told.letters(AT_THE_LIBRARY)) > 1)
    yield from web.go(_confirmation(told.letters(AT_THE_LIBRARY)))
    yield from web.click("bevestigen")
    yield from web.see("e-mailadres-bevestigd")

    number = _temporary_number(told.letters(AT_THE_LIBRARY))
    hands.say(f"7. Welkomstmail met het tijdelijke klantnummer {number}.")
    yield from _sign_in(web, told, number)
    yield from web.wait("Het inloggen is gelukt")
    yield from web.see("ingelogd-met-tijdelijk-nummer")

    hands.say("Aan de balie: de tien stappen voor deze klant.")
    counter = told.counter(number)
    yield from ten_steps(hands, desktop, desk, counter)

    hands.say("Thuis: inloggen met het nummer van de pas, niet meer met het tijdelijke nummer.")
    yield Until(
        "de mail over de nieuwe gebruikersnaam",
        lambda: any(counter.card_number in text for text in told.letters(AT_THE_KB)),
    )
    yield from _sign_in(web, told, number)
    yield from web.wait("Onjuiste inlog")
    yield from web.see("oude-nummer-werkt-niet-meer")
    yield from _sign_in(web, told, counter.card_number)
    yield from web.wait("Het inloggen is gelukt")
    yield from web.click("Naar de online Bibliotheek")
    yield from web.click("Inloggen")
    yield from web.wait("Uitloggen")
    yield from web.see("online-bibliotheek")


def _sign_in(web: Web, told: WordLid, username: str) -> Script:
    yield from web.forget()
    yield from web.go(f"{told.world_url}/website/inloggen")
    yield from web.fill(username=username, password=_PASSWORD)
    yield from web.click("Inloggen")


def _link(text: str) -> str:
    found = re.search(r"https?://\S+", text)
    return found.group().rstrip(".)>") if found else ""


def _confirmation(texts: tuple[str, ...]) -> str:
    return next((_link(text) for text in texts if "bevestig" in text.casefold()), "")


def _temporary_number(texts: tuple[str, ...]) -> str:
    for text in texts:
        found = re.search(r"2X\d+", text)
        if found:
            return found.group()
    return ""
