"""What is said about signing in and staff accounts."""

from __future__ import annotations

from desk_app.domain.staff import Permission
from desk_app.ui.wording.customer_file import who_may
from desk_app.ui.wording.said import ErrorText


def _who(value: object) -> str:
    return f"Dit mag wel als: {who_may(Permission(str(value)))}."


def _wait(value: object) -> str:
    if not isinstance(value, int):
        return str(value)
    if value < 90:
        return "1 seconde" if value == 1 else f"{value} seconden"
    return f"{round(value / 60)} minuten"


def _actor(value: object) -> str:
    return f"{value:06}" if isinstance(value, int) else str(value)


TEXTS: dict[str, ErrorText] = {
    "ACC-1": ErrorText("Er is niemand aangemeld. Er is niets gewijzigd.", "Meld u eerst aan."),
    "ACC-2": ErrorText(
        "Uw sessie is afgelopen. De laatste handeling is niet uitgevoerd.", "Meld u opnieuw aan."
    ),
    "ACC-3": ErrorText("Deze balie is vergrendeld.", "Ontgrendel de balie met uw wachtwoord."),
    "ACC-4": ErrorText(
        "Dit mag niet met uw rol. Er is niets gewijzigd.", "{permission}", {"permission": _who}
    ),
    "ACC-5": ErrorText(
        "De gebruikersnaam of het wachtwoord klopt niet.", "Kijk beide na en probeer het opnieuw."
    ),
    "ACC-6": ErrorText(
        "Te vaak een verkeerd wachtwoord.",
        "Wacht {seconds} en probeer het dan opnieuw.",
        {"seconds": _wait},
    ),
    "ACC-7": ErrorText(
        "Deze opdracht is al eens anders gegeven. Er is niets gewijzigd.",
        "Voer de handeling opnieuw uit.",
    ),
    "ACC-8": ErrorText("Er is al een beheerder. Er is niets gewijzigd."),
    "STF-1": ErrorText("Deze medewerker bestaat niet."),
    "STF-2": ErrorText("Deze gebruikersnaam is al van iemand anders."),
    "STF-3": ErrorText(
        "Een gebruikersnaam heeft 2 tot 40 letters of cijfers en begint met een letter."
    ),
    "STF-4": ErrorText("Vul een naam in van hoogstens {longest} tekens."),
    "STF-5": ErrorText("Een wachtwoord heeft ten minste {shortest} tekens."),
    "STF-6": ErrorText("Een wachtwoord heeft hoogstens {longest} tekens."),
    "STF-7": ErrorText("Dit wachtwoord is te gemakkelijk te raden."),
    "STF-8": ErrorText("Er moet altijd een beheerder overblijven. Er is niets gewijzigd."),
    "STF-9": ErrorText(
        "Klant {actor_id} is de eigen klantkaart van een medewerker. Er is niets gewijzigd.",
        "Trek eerst het account in, of haal de klantkaart er weg.",
        {"actor_id": _actor},
    ),
}
