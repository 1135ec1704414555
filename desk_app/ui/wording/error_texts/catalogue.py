"""What is said when a rule about titles or copies says no."""

from __future__ import annotations

from desk_app.domain.copies import CopyStatus
from desk_app.ui.wording.catalogue import STATUSES
from desk_app.ui.wording.said import ErrorText


def _status(value: object) -> str:
    return STATUSES[CopyStatus(str(value))].lower()


def _count(value: object) -> str:
    return str(len(value)) if isinstance(value, tuple) else str(value)


TEXTS: dict[str, ErrorText] = {
    "TTL-1": ErrorText("Deze titel bestaat niet (meer).", "Zoek de titel opnieuw."),
    "TTL-2": ErrorText(
        "Dit is geen ISBN: het controlecijfer klopt niet.", "Lees het ISBN nog eens van het boek."
    ),
    "TTL-3": ErrorText(
        "Een leeftijd is een heel getal tot en met {oldest}, de laagste voorop.",
    ),
    "TTL-4": ErrorText("Een jaar van uitgave heeft vier cijfers."),
    "TTL-5": ErrorText("Dit is geen AVI-niveau.", "Kies AVI-start, M3 tot en met E7, of AVI-plus."),
    "TTL-6": ErrorText(
        "Er is al een titel met sleutel {external_key}. Er is niets toegevoegd.",
    ),
    "TTL-7": ErrorText("Een titel heeft dit veld niet. Er is niets gewijzigd."),
    "TTL-8": ErrorText(
        "Een taal heeft drie letters, zoals dut voor Nederlands.", "Kies de taal uit de lijst."
    ),
    "TTL-9": ErrorText("Deze soort materiaal is onbekend.", "Kies een soort uit de lijst."),
    "TTL-10": ErrorText(
        "Op een andere plek is deze titel net ook gewijzigd. Er is niets opgeslagen.",
        "Vergelijk de waarden en kies welke blijft.",
        {"clashes": _count},
    ),
    "CPY-1": ErrorText("Dit exemplaar bestaat niet (meer).", "Scan het exemplaar opnieuw."),
    "CPY-2": ErrorText(
        "Geen exemplaar heeft streepjescode {barcode}.",
        "Controleer de code, of voeg het exemplaar toe bij de titel.",
    ),
    "CPY-3": ErrorText(
        "Streepjescode {barcode} is al eens gebruikt. Er is niets toegevoegd.",
        "Neem een ander etiket.",
    ),
    "CPY-4": ErrorText(
        "Een streepjescode heeft {shortest} tot {longest} letters en cijfers.",
        "Scan de code nog eens.",
    ),
    "CPY-5": ErrorText(
        "Exemplaar {barcode} is {status} en kan niet {wanted} worden.",
        "Bekijk eerst wat er met het exemplaar is.",
        {"status": _status, "wanted": _status},
    ),
    "CPY-6": ErrorText(
        "Exemplaar {barcode} is net op een andere plek gewijzigd. Er is niets opgeslagen.",
        "Bekijk het exemplaar zoals het nu is en kies opnieuw.",
    ),
    "CPY-7": ErrorText(
        "Exemplaar {barcode} is {status}. Er is niets gewijzigd.",
        "Neem het exemplaar eerst in.",
        {"status": _status},
    ),
}
