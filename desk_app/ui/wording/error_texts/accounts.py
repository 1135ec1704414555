"""What is said when something about a log-in account says no, or the identity service does.

Nothing here tells anything of an account.
"""

from __future__ import annotations

from desk_app.ui.wording.said import ErrorText

_BY_ITSELF = "Het gaat vanzelf nog eens."
_CHECK_SETTINGS = "Vraag de beheerder om de instellingen na te kijken."

TEXTS: dict[str, ErrorText] = {
    "INL-1": ErrorText(
        "Bij deze klant is geen inlogaccount gekoppeld.",
        "Kies Koppel inlogaccount of Genereer inlogaccount.",
    ),
    "INL-2": ErrorText("Deze klant heeft al een inlogaccount."),
    "INL-3": ErrorText(
        "Dit is een collega of vrijwilliger. Het inlogaccount is alleen voor deze persoon zelf.",
        "Laat uw collega zelf inloggen op de website.",
    ),
    "INL-4": ErrorText(
        "Deze klant heeft geen e-mailadres.", "Vul eerst het e-mailadres in en kies Opslaan."
    ),
    "INL-5": ErrorText(
        "Deze klant heeft nog geen klantnummer om mee in te loggen.", "Voeg eerst een pas toe."
    ),
    "INL-6": ErrorText("Deze klant heeft geen abonnement dat rechten geeft."),
    "INL-7": ErrorText(
        "De inlogdienst is nu niet bereikbaar. Er is niets gewijzigd.",
        "Probeer het later nog eens.",
    ),
    "INL-8": ErrorText(
        "Dit inlogaccount is in gebruik. Er is niets gewijzigd.",
        "Een nieuw account is alleen nodig als het oude niet op tijd is bevestigd.",
    ),
    "INL-9": ErrorText(
        "De klant heeft dit inlogaccount nog niet bevestigd.",
        "Laat de klant de mail over het inlogaccount openen.",
    ),
    "INL-10": ErrorText(
        "Er is geen code meer voor u. Een code wordt één keer getoond en is kort geldig.",
        "Vraag een nieuwe code aan.",
    ),
    "IDY-1": ErrorText("De inlogdienst is niet bereikbaar. Er is niets gewijzigd.", _BY_ITSELF),
    "IDY-2": ErrorText(
        "De verbinding met de inlogdienst brak af. Het is niet bekend of het gelukt is.",
        "Dit wordt vanzelf nagevraagd.",
    ),
    "IDY-3": ErrorText(
        "De inlogdienst weigert de sleutel van de bibliotheek. Er is niets gewijzigd.",
        _CHECK_SETTINGS,
    ),
    "IDY-4": ErrorText("De inlogdienst is druk. Er is niets gewijzigd.", _BY_ITSELF),
    "IDY-5": ErrorText(
        "Het antwoord van de inlogdienst is niet te lezen. Er is niets gewijzigd.", _BY_ITSELF
    ),
    "IDY-6": ErrorText(
        "Er is al een inlogaccount met deze gebruikersnaam. Er is niets gewijzigd.",
        "Kies Koppel inlogaccount als het account van deze klant is.",
    ),
    "IDY-7": ErrorText(
        "De inlogdienst kent dit inlogaccount niet, of niet meer.",
        "Controleer de gebruikersnaam, of kies Genereer inlogaccount.",
    ),
    "IDY-8": ErrorText(
        "Dit inlogaccount is al aan iemand anders gekoppeld. Er is niets gewijzigd.",
        "Controleer de gebruikersnaam met de klant.",
    ),
    "IDY-9": ErrorText(
        "De inlogdienst neemt dit niet aan. Er is niets gewijzigd.", _CHECK_SETTINGS
    ),
    "IDY-10": ErrorText(
        "Deze inlogdienst geeft geen codes aan de balie.",
        "Laat de klant op de website Wachtwoord vergeten? kiezen.",
    ),
    "IDY-11": ErrorText(
        "De inlogdienst gaf niet op tijd een code. Er is niets gewijzigd.",
        "Probeer het later nog eens.",
    ),
    "IDY-12": ErrorText("De inlogdienst is niet goed ingesteld ({why}).", _CHECK_SETTINGS),
    "IDY-13": ErrorText("Het inloggen is niet gelukt.", "Begin opnieuw met inloggen."),
    "IDY-14": ErrorText("Inloggen kan nu niet.", "Probeer het later nog eens."),
}
