"""What the panel says while a card is made."""

from __future__ import annotations

from desk_app.ui.framework.prompter_port import Question
from desk_app.ui.wording.said import Said

MAKING = "Pas maken"
READING = "Pas lezen"
PICTURE = "Voorbeeld van de pas"

NUMBER_BOUND = "Pasnummer gekoppeld"
PRINT = "Ledenpas afdrukken"
PRINTED = "Ledenpas afgedrukt"
INSERT = "Stop de pas in de pasjesschrijver"
INSERT_TO_READ = "Stop de pas in om te lezen"
INSERTED = "Pas in de pasjesschrijver"
WRITE = "Schrijven"
WRITTEN = "Geschreven"
READ_BACK = "Teruglezen en vergelijken"
HAS_BEEN_READ_BACK = "Teruggelezen en gelijk"
SCAN = "Scan de gemaakte pas ter controle"
SCANNED = "Gemaakte pas gescand"
ACTIVE = "Actief"

CANCEL = "Annuleren"
POSTPONE = "Later afmaken"
RETRY = "Opnieuw"
PRINT_AGAIN = "Opnieuw afdrukken"
IS_PRINTED = "Is afgedrukt"
READ = "Lees pas"
SPOIL = "Pas afkeuren"
PROOF = "Inschrijfbewijs"
CLOSE = "Sluiten"
FINISH = "Afmaken"
REASON = "Reden"

WHILE_WRITING = "De pas wordt nu beschreven; wacht tot dat klaar is."
NO_WRITER = "Op deze werkplek is geen pasjesschrijver."
MADE = "De pas is gemaakt."
MADE_AND_CHECKED = "De pas is gemaakt en gecontroleerd."
ALREADY_MAKING = "Er wordt al een pas gemaakt. Maak die eerst af, of kies Annuleren."
NOTHING_UNFINISHED = "Er zijn op deze werkplek geen onafgemaakte passen."

PRINT_IN_DOUBT = "Onbekend of de pas afgedrukt is."
WRITE_IN_DOUBT = "Onbekend of de pas beschreven is."
NO_NUMBER = "geen nummer"
OTHER_NUMBER = "een ander nummer"

UNFINISHED = Said("Deze pas is niet afgemaakt.", "Lees de pas om te zien wat er op staat.")
UNFINISHED_NO_READER = Said("Deze pas is niet afgemaakt.", "Kies Opnieuw of Later afmaken.")
UNFINISHED_PRINT = Said(
    "Onbekend of deze pas al is afgedrukt.", "Kijk in de bak van de kaartprinter."
)
EMPTY_CARD = Said("De pas is leeg.", "Kies Opnieuw om haar te schrijven.")


def other_card(found: str) -> Said:
    """Another card was put into the writer."""
    return Said(f"Op deze pas staat {found}.", "Dit is een andere pas. Neem haar uit.")


def the_number(number: str) -> str:
    """A number that was read."""
    return f"nummer {number}"


def seconds_left(seconds: int) -> str:
    """The countdown under the step that waits for a card."""
    return f"nog {seconds} s"


def unfinished(count: int, name: str) -> str:
    """Cards that were left unfinished; `name` is the customer of the oldest."""
    if count == 1:
        return f"De pas van {name} is nog niet afgemaakt."
    return f"Er zijn {count} passen nog niet afgemaakt; de oudste is van {name}."


def ask_spoil(number: str) -> Question:
    """Pas afkeuren."""
    return Question(
        "Pas afkeuren",
        f"Nummer {number} kan daarna nooit meer worden gebruikt. Gooi de pas weg en voeg een "
        "nieuwe toe.",
        "Keur af",
        danger=True,
    )
