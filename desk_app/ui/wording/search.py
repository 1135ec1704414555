"""The words of Zoek klant and of scans that lead nowhere."""

from __future__ import annotations

from desk_app.domain.card_numbers import Miss, NearMiss, Scanned, ScannedKind
from desk_app.ui.wording.said import Said

EMPTY_HEADING = "Scan een pas of zoek een klant"
EMPTY_ADVICE = (
    "Typ een naam, pasnummer, postcode met huisnummer, geboortedatum of e-mailadres. "
    "Spelling hoeft niet precies."
)
NOTHING_HEADING = "Niemand gevonden"
NOTHING_ADVICE = "Probeer een deel van de naam, de geboortedatum of de postcode met huisnummer."
COLUMNS = ("Naam", "Geboren", "Adres", "Pasnummer", "Actor-id", "Vestiging")
FOUND = "Gevonden klanten"
NO_CARD = "Geen pasnummer"
BLOCKED = "geblokkeerd"
MORE = "Er zijn meer klanten gevonden; typ verder om te verfijnen."


def not_given_out(found: Scanned, text: str) -> Said:
    """A scanned number that is nobody's here, with what it looks like."""
    shown = text[:40]
    if found.kind is ScannedKind.ITEM:
        return Said(f"{shown} is het nummer van een boek, niet van een pas.")
    if found.kind is ScannedKind.ISBN:
        return Said(f"{shown} is het ISBN van een boek, niet van een pas.")
    if found.near is not None and not found.may_be_card:
        return Said(f"{shown} is geen pasnummer: {_near(found.near)}.", "Scan de pas nog een keer.")
    if found.may_be_card:
        return Said(
            f"Pasnummer {shown} is niet uitgegeven.",
            "Open de klant en voeg de pas toe op tabblad 8.Passen.",
        )
    return Said(f"{shown} is niet bekend.", "Scan de pas nog een keer, of zoek op naam.")


def _near(near: NearMiss) -> str:
    if near.miss is Miss.TOO_SHORT:
        return f"het heeft {near.found} cijfers in plaats van {near.expected}"
    if near.miss is Miss.TOO_LONG:
        return f"het heeft {near.found} cijfers in plaats van {near.expected}"
    if near.miss is Miss.WRONG_LABEL:
        return f"het begint met {near.found} in plaats van {near.expected}"
    if near.miss is Miss.WRONG_CHECK_DIGIT:
        return "het controlecijfer klopt niet"
    return "er staat iets anders in dan cijfers"


def add_to(name: str) -> str:
    """The button that adds a scanned number to the customer who is open."""
    return f"Toevoegen aan {name}"


def found(count: int, *, more: bool) -> str:
    """How many customers were found."""
    if more:
        return MORE
    return "1 klant gevonden" if count == 1 else f"{count} klanten gevonden"
