"""What is said about signing up online and about its payments."""

from __future__ import annotations

from desk_app.ui.wording.said import ErrorText

_SETTINGS = "Laat de beheerder de instellingen van de betaaldienst nakijken."

TEXTS: dict[str, ErrorText] = {
    "SGN-1": ErrorText("Dit abonnement kan niet online worden genomen."),
    "SGN-2": ErrorText("Online lid worden kan vanaf {minimum} jaar."),
    "SGN-3": ErrorText("Deze inschrijving is er niet."),
    "SGN-4": ErrorText("Deze inschrijving is al betaald of verlopen."),
    "SGN-5": ErrorText("Deze link werkt niet meer."),
    "PAY-1": ErrorText("De betaaldienst antwoordt niet.", "Het wordt vanzelf opnieuw geprobeerd."),
    "PAY-2": ErrorText("De betaaldienst neemt de sleutel van de bibliotheek niet aan.", _SETTINGS),
    "PAY-3": ErrorText(
        "De betaaldienst gaf een onbegrijpelijk antwoord.", "Het wordt vanzelf opnieuw geprobeerd."
    ),
    "PAY-4": ErrorText("De betaaldienst neemt deze betaling niet aan.", _SETTINGS),
    "PAY-5": ErrorText("De betaaldienst kent deze betaling niet."),
    "PAY-6": ErrorText(
        "Er is betaald nadat de online inschrijving was verlopen.",
        "Betaal het bedrag terug via de betaaldienst, of schrijf de klant alsnog in. "
        "Haal het klusje daarna van de lijst.",
    ),
    "PAY-7": ErrorText(
        "Er is nog een keer betaald door iemand die al lid is geworden.",
        "Betaal het bedrag terug via de betaaldienst en haal het klusje daarna van de lijst.",
    ),
    "PAY-8": ErrorText(
        "Er is betaald, maar niet het bedrag dat bij de inschrijving hoort.",
        "Zoek de betaling op bij de betaaldienst, betaal terug of schrijf de klant in, en haal het "
        "klusje daarna van de lijst.",
    ),
    "PAY-10": ErrorText(
        "Er is betaald, maar de online inschrijving kon niet worden afgemaakt.",
        "Neem contact op met de klant en schrijf de klant in, of betaal terug. Haal het klusje "
        "daarna van de lijst.",
    ),
    "PAY-9": ErrorText("De betaaldienst is niet goed ingesteld ({why}).", _SETTINGS),
}
