"""The words of the simulated devices, in the demo only."""

from __future__ import annotations

TITLE = "Nagebootste apparaten"
ONLY_DEMO = "Alleen in de demo"
SCANNER = "Scanner"
STOCK = "Voorraad passen"
WRITER = "Pasjesschrijver"
PRINTER = "Kaartprinter"
FAULTS = "Storingen"
NUMBER = "Nummer"
NUMBER_TO_SCAN = "Nummer om te scannen"
WHICH_SCANNER = "Welke scanner"
KEYS = "Scanner als toetsenbord"
SERIAL = "Scanner serieel"
HID = "Scanner USB (HID POS)"
SCAN = "Scan"
DROP_TO_SCAN = "Sleep een pas hierheen om te scannen"
INSERT = "Steek in"
TURNED = "Verkeerd om"
REMOVE = "Neem uit"
REFILL = "Vul bij"
TAKE = "Pak"
SLOT_EMPTY = "De gleuf is leeg. Sleep een pas hierheen."
SLOT_FULL = "Er zit al een pas in de gleuf."
NUMBER_FIRST = "Vul eerst een nummer in of pak een pas."
PRINTED_CARD = "Bedrukte pas in de bak"


def in_slot(number: str, *, turned: bool) -> str:
    """What is in the slot of the writer."""
    return f"In de gleuf: {number}{' (verkeerd om)' if turned else ''}"


def printer_line(state: str, stock: int) -> str:
    """How the printer is, and how many blank cards it holds."""
    return f"{state}, {stock} blanco passen"


def chip(number: str, *, written: bool) -> str:
    """A card of the stock."""
    return f"{number}  (beschreven)" if written else number


def chip_help(number: str) -> str:
    """What can be done with a card of the stock."""
    return f"Pas {number}; versleep naar de scanner of de gleuf"


def take(number: str) -> str:
    """The button that takes a card of the stock."""
    return f"Pak pas {number}"
