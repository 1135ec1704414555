"""What the program says about trouble of its own, and when nothing better is known."""

from __future__ import annotations

from desk_app.ui.wording.said import ErrorText

UNWORDED = "Dit lukt nu niet."
UNWORDED_ADVICE = "Probeer het opnieuw. Lukt het weer niet, geef dan de code door."

TEXTS: dict[str, ErrorText] = {
    "DSK-0": ErrorText(UNWORDED, UNWORDED_ADVICE),
    "DSK-1": ErrorText("Dit mag hier niet. Er is niets gewijzigd."),
    "DSK-2": ErrorText(
        "Iets buiten het programma reageert niet. Wat al was opgeslagen, is bewaard.",
        "Wacht even en kies Opnieuw.",
    ),
    "DSK-3": ErrorText("Afgebroken. Er is niets gewijzigd."),
    "FLD-0": ErrorText("Dit klopt niet. Kijk het na."),
    "FLD-1": ErrorText(
        "Nog niet opgeslagen: een of meer velden kloppen niet.",
        "Verbeter de gemarkeerde velden en kies weer Opslaan.",
    ),
    "SET-1": ErrorText(
        "De instelling {setting} kan niet worden gebruikt.",
        "Laat de beheerder het instellingenbestand nakijken.",
    ),
    "SET-2": ErrorText(
        "Het bestand van de bibliotheek ({file}) kan niet worden gebruikt: {what}.",
        "Kijk dit onderdeel na en probeer het opnieuw. Er is niets gemaakt.",
    ),
    "SET-3": ErrorText(
        "Het adres van de website kan niet worden gebruikt: {why}.",
        "Laat de beheerder site_url in het instellingenbestand nakijken.",
    ),
}
