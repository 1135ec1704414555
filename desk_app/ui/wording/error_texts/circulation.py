"""What is said when a rule about lending or reserving says no."""

from __future__ import annotations

from datetime import date

from desk_app.domain.notices import BlockKind
from desk_app.domain.reservations import ReservationState
from desk_app.ui.wording.circulation import RESERVATION_STATES, STOPPING
from desk_app.ui.wording.dates import short_date
from desk_app.ui.wording.said import ErrorText


def _state(value: object) -> str:
    return RESERVATION_STATES[ReservationState(str(value))].lower()


def _blocks(value: object) -> str:
    kinds = value if isinstance(value, tuple) else (value,)
    return ", ".join(STOPPING[BlockKind(str(kind))] for kind in kinds)


def _day(value: object) -> str:
    return short_date(value) if isinstance(value, date) else str(value)


_DUE = {"due_on": _day}
_STATE = {"state": _state}

TEXTS: dict[str, ErrorText] = {
    "LEN-1": ErrorText(
        "Met {subscription} kan niets in de bibliotheek worden geleend. Er is niets uitgeleend.",
        "Kies zo nodig een ander abonnement (Muteer abonnement).",
    ),
    "LEN-2": ErrorText(
        "Deze klant is geblokkeerd: {kinds}. Er is niets uitgeleend.",
        "Bekijk de blokkade in het klantbestand.",
        {"kinds": _blocks},
    ),
    "LEN-3": ErrorText(
        "Deze klant heeft {out} materialen in bezit; het maximum is {most}. "
        "Er is niets uitgeleend.",
        "Neem eerst iets in.",
    ),
    "LEN-4": ErrorText(
        "Iets dat op {due_on} terug moest zijn, is weken te laat. Er is niets uitgeleend.",
        "Neem het eerst in, of verleng het.",
        _DUE,
    ),
    "LEN-5": ErrorText(
        "Met een schoolpas wordt alleen op de eigen school geleend. Er is niets uitgeleend.",
        "Vraag om de bibliotheekpas.",
    ),
    "LEN-6": ErrorText("Exemplaar {barcode} wordt niet uitgeleend."),
    "LEN-7": ErrorText(
        "Exemplaar {barcode} staat nog op naam van een ander. Er is niets uitgeleend.",
        "Neem het exemplaar eerst in.",
    ),
    "LEN-8": ErrorText(
        "Deze klant heeft exemplaar {barcode} al, tot en met {due_on}.",
        "Verleng het zo nodig.",
        _DUE,
    ),
    "LEN-9": ErrorText(
        "Exemplaar {barcode} is voor een ander gereserveerd. Er is niets uitgeleend.",
        "Leg het exemplaar terug op de plank met reserveringen.",
    ),
    "LEN-10": ErrorText(
        "Er wachten anderen op deze titel ({waiting}).",
        "Neem het exemplaar in: het gaat naar wie aan de beurt is.",
    ),
    "LEN-11": ErrorText("Deze klant heeft exemplaar {barcode} niet."),
    "LEN-12": ErrorText("Dit is al zo vaak verlengd als mag ({most})."),
    "LEN-13": ErrorText(
        "Verlengen heeft nog geen zin: het mag nu al tot en met {due_on} blijven.",
        shown=_DUE,
    ),
    "LEN-14": ErrorText(
        "Deze leerling is van school. Er is niets uitgeleend.",
        "Vraag om de bibliotheekpas.",
    ),
    "RES-1": ErrorText("Deze reservering bestaat niet (meer).", "Ververs de lijst."),
    "RES-2": ErrorText("Deze reservering is al {state}.", shown=_STATE),
    "RES-3": ErrorText("Voor deze reservering ligt nog niets klaar.", shown=_STATE),
    "RES-4": ErrorText(
        "Voor deze reservering is al een exemplaar gevonden.",
        "Annuleer de reservering als het niet meer hoeft.",
        _STATE,
    ),
    "RES-5": ErrorText(
        "Deze plaats heeft een eigen wachtrij. Er is niets veranderd.",
        "Annuleer de reservering en reserveer opnieuw voor die plaats.",
    ),
    "RES-6": ErrorText("Deze reservering wordt opgehaald in {place_code}."),
    "RES-11": ErrorText("Deze titel is al gereserveerd."),
    "RES-12": ErrorText("Deze titel is al geleend."),
    "RES-13": ErrorText(
        "Er kunnen {most} reserveringen tegelijk openstaan, en die zijn er al.",
        "Annuleer er eerst een.",
    ),
    "RES-14": ErrorText("Op deze school wordt niet gereserveerd."),
    "RES-15": ErrorText("Leerlingen van deze school reserveren niet in de bibliotheekvestigingen."),
    "RES-16": ErrorText(
        "Deze leerling is niet aan de bibliotheek gekoppeld.",
        "De school kan vragen de koppeling aan te zetten.",
    ),
    "RES-17": ErrorText(
        "Niet alle ouders hebben toestemming gegeven voor de koppeling met de bibliotheek."
    ),
    "RES-18": ErrorText(
        "Om in de bibliotheek te reserveren is een eigen bibliotheekabonnement nodig."
    ),
    "RES-19": ErrorText(
        "Deze titel staat in de kast en kan zo worden meegenomen.",
        "Op deze school wordt alleen gereserveerd wat is uitgeleend.",
    ),
    "RES-20": ErrorText("Deze titel is hier niet."),
    "RES-21": ErrorText("Op plaats {place_code} kan deze klant niets ophalen."),
    "POR-1": ErrorText("Dit bericht bestaat niet (meer)."),
}
