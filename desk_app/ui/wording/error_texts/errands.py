"""What is said of letters and other errands that did not leave the building."""

from __future__ import annotations

from desk_app.ui.wording.said import ErrorText

_BY_ITSELF = "Dit wordt vanzelf opnieuw geprobeerd."
_CHECK_SETTINGS = "Vraag de beheerder de instellingen van de mailserver na te kijken."
_CHECK_ADDRESS = "Controleer het e-mailadres van de klant en probeer het opnieuw."
_ASK_CUSTOMER = "Vraag de klant of het bericht is aangekomen, en verstuur het anders opnieuw."

TEXTS: dict[str, ErrorText] = {
    "ERD-0": ErrorText("Deze opdracht kon niet worden uitgevoerd."),
    "ERD-1": ErrorText("Deze opdracht is nog niet uitgevoerd.", _BY_ITSELF),
    "ERD-2": ErrorText("Deze opdracht is geweigerd en wordt niet uitgevoerd."),
    "ERD-3": ErrorText("Het is niet bekend of deze opdracht is uitgevoerd."),
    "ERD-4": ErrorText(
        "Het programma is gestopt terwijl deze opdracht werd uitgevoerd. Het is niet bekend of dat "
        "is gelukt.",
        _ASK_CUSTOMER,
    ),
    "ERD-5": ErrorText(
        "Deze opdracht kan hier niet worden uitgevoerd.", "Meld dit aan de beheerder."
    ),
    "ERD-6": ErrorText("Deze opdracht is dagenlang geprobeerd en niet gelukt.", _CHECK_SETTINGS),
    "ERD-7": ErrorText("Deze opdracht bestaat niet meer."),
    "ERD-8": ErrorText(
        "Iemand anders was eerder met deze opdracht. Er is niets gewijzigd.",
        "Bekijk de lijst opnieuw.",
    ),
    "ERD-9": ErrorText(
        "Dit gaat niet vanzelf: iemand doet het met de hand.",
        "Haal het klusje van de lijst als het is gedaan.",
    ),
    "MAI-1": ErrorText("De mailserver is niet bereikbaar. Er is niets verstuurd.", _BY_ITSELF),
    "MAI-2": ErrorText(
        "De mailserver weigert naam of wachtwoord van de bibliotheek. Er is niets verstuurd.",
        _CHECK_SETTINGS,
    ),
    "MAI-3": ErrorText(
        "De verbinding met de mailserver is niet veilig. Er is niets verstuurd.", _CHECK_SETTINGS
    ),
    "MAI-4": ErrorText(
        "De mailserver kan dit bericht nu niet aannemen. Er is niets verstuurd.", _BY_ITSELF
    ),
    "MAI-5": ErrorText(
        "De mailserver kent dit e-mailadres niet. Er is niets verstuurd.", _CHECK_ADDRESS
    ),
    "MAI-6": ErrorText(
        "De mailserver neemt dit bericht niet aan. Er is niets verstuurd.", _CHECK_SETTINGS
    ),
    "MAI-7": ErrorText(
        "De verbinding brak af na het versturen. Het is niet bekend of het bericht weg is.",
        _ASK_CUSTOMER,
    ),
    "MAI-8": ErrorText("Het adres van de mailserver is niet goed ({why}).", _CHECK_SETTINGS),
}
