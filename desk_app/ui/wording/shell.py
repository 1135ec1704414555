"""The words of the frame: menus, strip, status bar, sign-in, lock and help."""

from __future__ import annotations

from datetime import datetime

from desk_app.ui.wording.dates import clock_time

PROGRAM = "Balie"
DEMO = "DEMO"
NOT_THERE_YET = "Dit onderdeel zit nog niet in dit programma."
NOT_NOW = "Open eerst een klant."
ONLY_IN_DEMO = "Nagebootste apparaten zijn er alleen in de demo."
TEXT_LARGEST = "De tekst is al zo groot als kan."
TEXT_SMALLEST = "De tekst is al zo klein als kan."
LOCKED = "De balie is vergrendeld."
QUESTION_FIRST = "Beantwoord eerst de vraag."
LEND_FIRST = "Dit kan terwijl u uitleent."
SIGN_IN_FIRST = "Meld u eerst aan."

SEARCH = "Scan een pas, of zoek op naam, postcode + huisnummer, geboortedatum, e-mail…    (Alt+Z)"
SEARCH_NAME = "Zoek klant"
LOCK = "Vergrendel"

NO_DEVICES = "Geen apparaten ingesteld"

SIGN_IN_TITLE = "Aanmelden"
SIGN_IN_ADVICE = "Meld u aan met uw eigen naam."
USERNAME = "Gebruikersnaam"
PASSWORD = "Wachtwoord"  # noqa: S105 - a label
SIGN_IN = "Aanmelden"
SIGN_OUT = "Einde sessie"
PREPARING_DEMO = "De demobibliotheek wordt klaargezet…"
DEMO_STAFF = "Medewerkers van de demo: kies er een om aan te melden."
NEEDS_USERNAME = "Vul uw gebruikersnaam in."
NEEDS_PASSWORD = "Vul uw wachtwoord in."  # noqa: S105 - a sentence
BUSY_SIGNING_IN = "Bezig met aanmelden…"

LOCK_TITLE = "Vergrendeld"
LOCK_ADVICE = "Klantgegevens zijn verborgen. Wat niet is opgeslagen, blijft staan."
UNLOCK = "Ontgrendel"

PALETTE = "Alle opdrachten"
PALETTE_PLACEHOLDER = "Typ een deel van een opdracht"
PALETTE_NOTHING = "Geen opdracht met deze woorden."

HELP_TITLE = "Toetsen en informatie"
HELP_KEYS = "Toetsen"
HELP_ABOUT = "Over dit programma"

BUG_TITLE = "Er ging iets mis in het programma"
BUG_SENTENCE = (
    "Wat al was opgeslagen, is bewaard. De laatste handeling is misschien niet uitgevoerd: "
    "kijk dat na. U kunt verder werken."
)


def bug_report_at(path: str) -> str:
    """Where the report is, empty when it could not be written."""
    return f"Voor de beheerder staat een verslag in {path}" if path else ""


def saved_at(moment: datetime) -> str:
    """``Alle wijzigingen opgeslagen 14:02``."""
    return f"Alle wijzigingen opgeslagen {clock_time(moment)}"


def locked_by(name: str) -> str:
    """Who locked this desk."""
    return f"Deze balie is vergrendeld door {name}."


def title(library: str, *, demo: bool) -> str:
    """The title bar."""
    parts = [PROGRAM, library] if library else [PROGRAM]
    return " – ".join(([DEMO] if demo else []) + parts)


def version(number: str) -> str:
    """The program's version."""
    return f"Versie {number}"
