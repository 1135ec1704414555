"""What is said under a field that is wrong."""

from __future__ import annotations

from datetime import date

from desk_app.domain.bank_accounts import IbanTrouble
from desk_app.domain.card_numbers import Miss, ScannedKind
from desk_app.domain.staff import Permission
from desk_app.domain.text_policy import Unwanted
from desk_app.ui.wording.customer_file import who_may
from desk_app.ui.wording.dates import short_date
from desk_app.ui.wording.said import ErrorText

_IBAN: dict[IbanTrouble, str] = {
    IbanTrouble.CHARACTERS: "er staan tekens in die er niet horen",
    IbanTrouble.COUNTRY: "het begint niet met de letters van een land",
    IbanTrouble.LENGTH: "het is te kort of te lang",
    IbanTrouble.CHECK_DIGITS: "er is een cijfer of letter verkeerd getypt",
}
_SCANNED: dict[ScannedKind, str] = {
    ScannedKind.CARD: "een pasnummer",
    ScannedKind.CARD_ELSEWHERE: "een pasnummer van een andere bibliotheek",
    ScannedKind.TEMPORARY: "een tijdelijk klantnummer",
    ScannedKind.ITEM: "de streepjescode van een boek",
    ScannedKind.ISBN: "de streepjescode van een uitgever (ISBN)",
    ScannedKind.UNKNOWN: "een onbekend nummer",
}
_MISSES: dict[Miss, str] = {
    Miss.TOO_SHORT: "het nummer is te kort",
    Miss.TOO_LONG: "het nummer is te lang",
    Miss.WRONG_LABEL: "het nummer begint met de cijfers van een andere vestiging",
    Miss.WRONG_CHECK_DIGIT: "het controlecijfer klopt niet",
    Miss.NOT_DIGITS: "er staan tekens in die geen cijfer zijn",
}
_UNWANTED: dict[Unwanted, str] = {
    Unwanted.CONTROL: "een stuurteken",
    Unwanted.DIRECTION: "een teken dat de schrijfrichting omkeert",
    Unwanted.INVISIBLE: "een onzichtbaar teken",
    Unwanted.NO_CHARACTER: "geen bestaand teken",
}


def _iban(value: object) -> str:
    return _IBAN[IbanTrouble(str(value))]


def _scanned(value: object) -> str:
    return _SCANNED[ScannedKind(str(value))]


def _miss(value: object) -> str:
    return _MISSES[Miss(str(value))]


def _unwanted(value: object) -> str:
    return _UNWANTED[Unwanted(str(value))]


def _day(value: object) -> str:
    return short_date(value) if isinstance(value, date) else str(value)


def _who(value: object) -> str:
    return f"Dit mag wel als: {who_may(Permission(str(value)))}."


TEXTS: dict[str, ErrorText] = {
    "FLD-2": ErrorText("Vul dit veld in."),
    "FLD-3": ErrorText("Te lang: {length} tekens, hoogstens {max_length}."),
    "FLD-4": ErrorText(
        "Op plaats {position} staat {unwanted} ({code_point}).",
        "Haal dat teken weg.",
        {"unwanted": _unwanted},
    ),
    "FLD-5": ErrorText(
        "Voorletters zijn letters, met of zonder punten. Kijk naar teken {position}."
    ),
    "FLD-6": ErrorText(
        "Deze geboortedatum kan niet: kies een dag van {earliest} tot en met {latest}.",
        "",
        {"earliest": _day, "latest": _day},
    ),
    "FLD-7": ErrorText("Een postcode is vier cijfers en twee letters, zoals 7961 AM."),
    "FLD-8": ErrorText("Een huisnummer is een getal; letters horen bij de toevoeging."),
    "FLD-9": ErrorText("Dit is geen telefoonnummer. Kijk de cijfers na."),
    "FLD-10": ErrorText("Dit is geen e-mailadres. Kijk het na."),
    "FLD-11": ErrorText("Dit land is onbekend. Kies een land uit de lijst."),
    "FLD-12": ErrorText("Dit IBAN klopt niet: {trouble}.", "", {"trouble": _iban}),
    "FLD-13": ErrorText("Een BIC is acht of elf letters en cijfers."),
    "FLD-14": ErrorText("Bij een Nederlands rekeningnummer is geen BIC nodig. Maak dit veld leeg."),
    "FLD-15": ErrorText("Bij deze buitenlandse rekening is een BIC nodig."),
    "FLD-16": ErrorText("Dit gegeven bestaat niet bij een klant."),
    "FLD-17": ErrorText("Dit gegeven wordt hier niet ingevuld."),
    "FLD-18": ErrorText("Dit mag niet met uw rol. {needs}", "", {"needs": _who}),
    "FLD-19": ErrorText("Kies een van de mogelijkheden uit de lijst."),
    "FLD-20": ErrorText("Deze datum bestaat niet. Typ dd-mm-jjjj, zoals 10-02-1966."),
    "FLD-21": ErrorText("Deze dag moet nog komen: kies uiterlijk {latest}.", "", {"latest": _day}),
    "FLD-22": ErrorText("Voor incasso is een IBAN nodig."),
    "FLD-23": ErrorText("Van een rekening in dit land ({country}) kan niet worden geïncasseerd."),
    "FLD-24": ErrorText("De nieuwsbrief is er vanaf {minimum} jaar. Kijk de geboortedatum na."),
    "FLD-25": ErrorText("Voor de nieuwsbrief is een e-mailadres nodig."),
    "CRD-1": ErrorText(
        "{number} is {kind}, geen pasnummer van deze bibliotheek.",
        "Scan de streepjescode op de pas.",
        {"kind": _scanned},
    ),
    "CRD-2": ErrorText(
        "{number} is geen pasnummer: {miss}.",
        "Scan de pas, of kijk de cijfers na.",
        {"miss": _miss},
    ),
}
