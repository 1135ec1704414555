"""What is said when a rule about customers, their notices, blocks or subscription says no."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from desk_app.domain.notices import BlockKind
from desk_app.ui.framework.numbers import euros
from desk_app.ui.wording.customer_file import BLOCKS
from desk_app.ui.wording.dates import short_date
from desk_app.ui.wording.said import ErrorText


def _day(value: object) -> str:
    return short_date(value) if isinstance(value, date) else str(value)


def _money(value: object) -> str:
    return euros(value) if isinstance(value, Decimal) else str(value)


def _items(value: object) -> str:
    return "1 exemplaar" if value == 1 else f"{value} exemplaren"


def _age(value: object) -> str:
    return "zonder geboortedatum" if value is None else f"van {value} jaar"


def _block(value: object) -> str:
    return BLOCKS[BlockKind(str(value))].rstrip(".")


def _count(value: object) -> str:
    return str(len(value)) if isinstance(value, tuple) else str(value)


TEXTS: dict[str, ErrorText] = {
    "CUS-1": ErrorText("Deze klant bestaat niet (meer).", "Zoek de klant opnieuw."),
    "CUS-2": ErrorText(
        "Op een andere balie zijn dezelfde velden gewijzigd ({conflicts}). Er is niets opgeslagen.",
        "Kies per veld welke waarde blijft en sla weer op.",
        {"conflicts": _count},
    ),
    "CUS-3": ErrorText(
        "De klant heeft nog {items} in bezit. Er is niets verwijderd.",
        "Neem eerst alles in.",
        {"items": _items},
    ),
    "CUS-4": ErrorText(
        "Het saldo is nog {balance}. Er is niets verwijderd.",
        "Maak eerst het saldo nul.",
        {"balance": _money},
    ),
    "CUS-5": ErrorText(
        "Een pas van deze klant is nog in gebruik. Er is niets verwijderd.",
        "Blokkeer eerst de passen of maak ze af.",
    ),
    "NOT-1": ErrorText("Er zijn al {max_count} meldingen.", "Verwijder eerst een oude melding."),
    "NOT-2": ErrorText("Deze melding bestaat niet (meer)."),
    "NOT-3": ErrorText("Er is geen melding om te verwijderen."),
    "BLK-1": ErrorText("Deze blokkade bestaat niet (meer)."),
    "BLK-2": ErrorText(
        "Deze blokkade volgt uit iets anders en wordt niet met de hand gezet: {kind}.",
        "",
        {"kind": _block},
    ),
    "BLK-3": ErrorText("Deze blokkade is er al: {kind}.", "", {"kind": _block}),
    "BLK-4": ErrorText("Er is geen blokkade om op te heffen."),
    "BRA-1": ErrorText(
        "Vestiging {branch_code} is onbekend.", "Laat de beheerder de instellingen nakijken."
    ),
    "SUB-1": ErrorText("Deze klant heeft geen lopend abonnement."),
    "SUB-2": ErrorText("Abonnement {type_code} bestaat niet bij deze vestiging."),
    "SUB-3": ErrorText("De klant heeft dit abonnement al."),
    "SUB-4": ErrorText("Dit abonnement is er niet voor een klant {age}.", "", {"age": _age}),
    "SUB-5": ErrorText("Dit abonnement wordt nu niet aangeboden."),
    "SUB-6": ErrorText(
        "Dit abonnement wordt alleen met incasso betaald.", "Vink eerst Incasso aan."
    ),
    "SUB-7": ErrorText("Het abonnement is al opgezegd per {per}.", "", {"per": _day}),
    "SUB-8": ErrorText("Er is geen opzegging om in te trekken."),
    "SUB-9": ErrorText(
        "De opzegging is op {per} ingegaan en kan niet meer worden ingetrokken.",
        "Kies een nieuw abonnement.",
        {"per": _day},
    ),
    "SUB-10": ErrorText(
        "Dit tijdelijke abonnement loopt vanzelf af na {valid_until}.",
        "",
        {"valid_until": _day},
    ),
    "MAN-1": ErrorText("Voor een machtiging is een IBAN nodig.", "Vul eerst het IBAN in."),
    "MAN-2": ErrorText("Deze klant betaalt niet met incasso.", "Vink eerst Incasso aan."),
    "MAN-3": ErrorText("Van een rekening in dit land ({country}) kan niet worden geïncasseerd."),
    "MAN-4": ErrorText(
        "Vestiging {branch_code} heeft geen incassant-ID en kan niet incasseren.",
        "Laat de beheerder het incassant-ID invullen.",
    ),
    "MAN-5": ErrorText("Machtiging {reference} hoort niet bij deze klant."),
    "MAN-6": ErrorText("Machtiging {reference} is al verwerkt."),
    "MAN-7": ErrorText(
        "Machtiging {reference} is ingetrokken en blijft dat.", "Print een nieuwe machtiging."
    ),
    "MAN-8": ErrorText(
        "Het IBAN is gewijzigd na het printen van machtiging {reference}.",
        "Print een nieuwe machtiging en laat die ondertekenen.",
    ),
    "MAN-9": ErrorText(
        "Kies een datum afgifte van {earliest} tot en met {latest}.",
        "",
        {"earliest": _day, "latest": _day},
    ),
}
