"""What is said when a rule about titles or copies says no."""

from __future__ import annotations

from typing import Final

from desk_app.domain.copies import CopyStatus
from desk_app.ui.wording.catalogue import STATUSES
from desk_app.ui.wording.said import ErrorText
from desk_app.usecases.title_import import FileFault


def _status(value: object) -> str:
    return STATUSES[CopyStatus(str(value))].lower()


def _count(value: object) -> str:
    return str(len(value)) if isinstance(value, tuple) else str(value)


_FAULTS: Final[dict[FileFault, str]] = {
    FileFault.TOO_LARGE: "het bestand of een titel erin is te groot",
    FileFault.EMPTY: "het bestand is leeg",
    FileFault.UNKNOWN: "het is geen MARC 21, geen MARCXML en geen bestand met kolommen",
    FileFault.UNREADABLE: "het bestand kan niet worden geopend",
    FileFault.DOCTYPE: "het bestand heeft een DOCTYPE, en die wordt niet vertrouwd",
    FileFault.TOO_DEEP: "de onderdelen zitten dieper in elkaar dan MARCXML kent",
    FileFault.BROKEN: "hier klopt de opbouw van het bestand niet",
    FileFault.COLUMNS: "de kolommen titel en isbn of sleutel ontbreken",
}


def _fault(value: object) -> str:
    return _FAULTS[FileFault(str(value))]


def _at(value: object) -> str:
    return f" na titel {value}" if value else ""


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
    "TTL-11": ErrorText(
        "Dit bestand is niet verder gelezen{at}: {fault}.",
        "Wat eerder in het bestand stond blijft zoals het rapport zegt.",
        {"fault": _fault, "at": _at},
    ),
    "TTL-12": ErrorText(
        "Deze titel heeft geen nummer van een catalogus en geen ISBN. Er is niets overgenomen.",
        "Vul in het bestand een sleutel of een ISBN in.",
    ),
    "TTL-13": ErrorText("Deze titel is niet te lezen. Er is niets overgenomen."),
    "TTL-14": ErrorText("Er kunnen hoogstens {most} titels tegelijk binnenkomen."),
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
