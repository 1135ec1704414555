"""What is said when the place where everything is kept does not work."""

from __future__ import annotations

from desk_app.ui.wording.said import ErrorText

_ASK = "Waarschuw de beheerder."
_NOT_SAVED = "Er is niets opgeslagen."

_PLACES: dict[str, str] = {
    "network": "op een netwerkmap",
    "memory": "alleen in het geheugen",
    "scheme": "op deze soort plaats",
    "exists": "waar al iets anders staat",
}


def _why_place(value: object) -> str:
    return _PLACES.get(str(value), str(value))


TEXTS: dict[str, ErrorText] = {
    "STO-0": ErrorText(f"De gegevens zijn nu niet bereikbaar. {_NOT_SAVED}", "Kies Opnieuw."),
    "STO-1": ErrorText(
        f"De gegevens zijn nu niet bereikbaar. {_NOT_SAVED}", "Wacht even en kies Opnieuw."
    ),
    "STO-2": ErrorText(
        "De verbinding viel weg tijdens het opslaan. Onbekend of het is opgeslagen.",
        "Kies Opnieuw: dan wordt het nagekeken en niet dubbel opgeslagen.",
    ),
    "STO-3": ErrorText(
        f"Een andere balie is hiermee bezig. {_NOT_SAVED}", "Wacht even en kies Opnieuw."
    ),
    "STO-4": ErrorText(
        f"Een andere balie wijzigde op hetzelfde moment. {_NOT_SAVED}", "Kies Opnieuw."
    ),
    "STO-5": ErrorText(f"De schijf is vol. {_NOT_SAVED} Opzoeken kan nog wel.", _ASK),
    "STO-6": ErrorText(
        f"De opgeslagen gegevens zijn beschadigd ({{where}}). {_NOT_SAVED}",
        "Stop met wijzigen en waarschuw de beheerder.",
    ),
    "STO-7": ErrorText(f"De gegevens kunnen nu alleen worden gelezen. {_NOT_SAVED}", _ASK),
    "STO-8": ErrorText(
        f"De schijf neemt niets meer aan. {_NOT_SAVED}", "Start het programma opnieuw."
    ),
    "STO-9": ErrorText("Het opzoeken duurde te lang en is gestopt.", "Kies Opnieuw."),
    "STO-10": ErrorText(
        "De gegevens zijn van een nieuwere versie ({database}) dan dit programma ({program}).",
        "Laat het programma bijwerken.",
    ),
    "STO-11": ErrorText("Op deze plaats zijn geen gegevens: {place}.", _ASK),
    "STO-12": ErrorText("De gegevens mogen niet staan {why}: {place}.", _ASK, {"why": _why_place}),
    "STO-13": ErrorText("Op deze plaats staan geen gegevens van dit programma: {place}.", _ASK),
    "STO-14": ErrorText("De server met de gegevens laat deze computer niet toe.", _ASK),
    "STO-15": ErrorText("De sleutel van de gegevens is niet te gebruiken: {path}.", _ASK),
    "STO-16": ErrorText("Anderen op deze computer kunnen de sleutel lezen: {path}.", _ASK),
    "STO-17": ErrorText("De sleutel hoort niet bij deze gegevens: {path}.", _ASK),
    "STO-18": ErrorText(
        "Er kon geen kopie van de gegevens worden gemaakt ({place}). Er is niets gewijzigd.",
        "Maak ruimte vrij en start opnieuw.",
    ),
}
