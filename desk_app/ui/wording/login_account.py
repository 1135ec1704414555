"""The words of Klant, Inlogaccount; labels literally as in Wise (`001_…`, `002_…`)."""

from __future__ import annotations

from desk_app.domain.login_accounts import LoginAccountState, Right
from desk_app.domain.login_trouble import Found, NextStep, Question, Tell
from desk_app.usecases.abilities import Action

MENU = "Inlogaccount"
ITEMS: dict[Action, str] = {
    Action.SHOW_DATA: "Toon inlogaccount-gegevens",
    Action.SHOW_RIGHTS: "Toon inlogaccount-rechten",
    Action.AUTHORISE: "Autoriseer inlogaccount",
    Action.LINK: "Koppel inlogaccount",
    Action.GENERATE: "Genereer inlogaccount",
    Action.FORGET: "Vergeet inlogaccount",
    Action.RESET_EMAIL: "Reset herstel-emailadres",
}
"""The menu, in its order."""
REGENERATE = "Vergeet en genereer opnieuw"
ISSUE_CODE = "Wachtwoord herstellen (eenmalige code)"
TROUBLE = "Inlogproblemen"
GENERATED = "Genereren van inlogaccount gelukt"
GENERATE_LATER = "Het inlogaccount wordt gemaakt zodra de inlogdienst bereikbaar is"
USERNAME = "Gebruikersnaam"
EMAIL = "E-mail"
STATUS = "Status"
RIGHTS_TITLE = "Inlogaccount-rechten"
RIGHTS_COLUMNS = ("Rechten", "Beschrijving", "Status")
NO_RIGHTS = "Geen rechten"
WITHIN_24_HOURS = (
    "De klant krijgt een mail van de KB en moet daar binnen 24 uur op reageren: het e-mailadres "
    "bevestigen en een wachtwoord kiezen."
)

STATES: dict[LoginAccountState, str] = {
    LoginAccountState.REQUESTED: "Aangevraagd",
    LoginAccountState.WAITING_FOR_ACTIVATION: "Wacht op bevestiging door de klant",
    LoginAccountState.ACTIVE: "Actief",
    LoginAccountState.EXPIRED: "Verlopen",
    LoginAccountState.UNKNOWN: "Nog niet bekend; dit wordt nagevraagd",
}
RIGHTS: dict[Right, tuple[str, str]] = {
    Right.BASIC: ("Basis", "Basis"),
    Right.ONLINE_COMPLETE: ("OnlineBibliotheek - Compleet", "Online Bibliotheek Compleet"),
}
"""Name and description of each right."""
RIGHT_ACTIVE = {True: "Actief", False: "Niet actief"}

FOUND: dict[Found, str] = {
    Found.COLLEAGUE: "Dit is een collega of vrijwilliger.",
    Found.NO_ACCOUNT: "Er is geen inlogaccount gekoppeld.",
    Found.REQUESTED: "Het inlogaccount is aangevraagd, maar nog niet gemaakt.",
    Found.UNKNOWN: "Het is nog niet bekend of het inlogaccount is gemaakt.",
    Found.NOT_ACTIVATED: "De klant heeft het inlogaccount nog niet bevestigd.",
    Found.ACTIVATION_EXPIRED: "Het inlogaccount is niet binnen 24 uur bevestigd en bestaat niet "
    "meer.",
    Found.ACTIVE: "Er is een actief inlogaccount.",
    Found.NO_RIGHTS: "Er zijn geen rechten toegekend.",
    Found.RIGHTS_MISSING: "Niet alle rechten van het abonnement zijn toegekend.",
    Found.NO_RIGHTS_DUE: "De klant heeft geen abonnement dat rechten geeft.",
    Found.BASIC_ONLY: "Het abonnement geeft alleen Basis, geen Online Bibliotheek.",
    Found.ALL_RIGHTS: "De rechten zijn toegekend.",
    Found.EMAIL_DIFFERS: "Het e-mailadres van het inlogaccount is een ander dan dat van de klant.",
    Found.NO_EMAIL: "De klant heeft geen e-mailadres.",
    Found.WEBSITE_WORKS: "Het inloggen op de website lukt.",
    Found.WEBSITE_FAILS: "Het inloggen op de website lukt niet.",
}
QUESTIONS: dict[Question, str] = {
    Question.KNOWS_USERNAME: "Heeft de klant al een inlogaccount, en weet de klant de "
    "gebruikersnaam?",
    Question.WEBSITE_WORKS: "Lukt het inloggen op de website van de bibliotheek met deze "
    "gebruikersnaam?",
    Question.READS_MAIL: "Kan de klant de mail lezen die naar het e-mailadres van het "
    "inlogaccount gaat?",
}
NEXT_STEPS: dict[NextStep, str] = {
    NextStep.AUTHORISE: ITEMS[Action.AUTHORISE],
    NextStep.LINK: ITEMS[Action.LINK],
    NextStep.GENERATE: ITEMS[Action.GENERATE],
    NextStep.REGENERATE: REGENERATE,
    NextStep.SHOW_DATA: ITEMS[Action.SHOW_DATA],
    NextStep.RESET_EMAIL: ITEMS[Action.RESET_EMAIL],
    NextStep.ISSUE_CODE: ISSUE_CODE,
    NextStep.ASK_AGAIN: "Vraag opnieuw na",
    NextStep.FILL_IN_EMAIL: "Vul het e-mailadres in",
    NextStep.CHANGE_SUBSCRIPTION: "Muteer abonnement",
}
TELL: dict[Tell, str] = {
    Tell.SIGN_IN_YOURSELF: "Uw collega logt zelf in om de gegevens te bekijken of het account te "
    "koppelen.",
    Tell.MAIL_WITHIN_24_HOURS: WITHIN_24_HOURS,
    Tell.FIRST_ON_A_COMPUTER: "Log de eerste keer in op een pc of laptop, op de website van de "
    "bibliotheek, en pas daarna in de app of de Online Bibliotheek.",
    Tell.SIGN_IN_ON_WEBSITE: "Log met deze gebruikersnaam in op de website van de bibliotheek.",
    Tell.FORGOT_PASSWORD: "Kies op de website Wachtwoord vergeten? en vul de gebruikersnaam in.",
    Tell.NEW_PASSWORD_WITH_CODE: "Kies met de code een nieuw wachtwoord. De code werkt één keer.",
    Tell.SAME_DATA_IN_APP: "Met dezelfde gegevens kunt u inloggen op de Online Bibliotheek en in "
    "de app.",
    Tell.MAY_CHANGE_USERNAME: "Na het inloggen kunt u de gebruikersnaam veranderen.",
    Tell.NEEDS_SUBSCRIPTION: "Voor een inlogaccount met rechten is een abonnement nodig.",
    Tell.NEEDS_COMPLETE: "E-books en luisterboeken horen bij een abonnement vanaf € 45 per jaar, "
    "en zijn voor de jeugd tot en met 18 jaar gratis.",
    Tell.COMES_LATER: "De mail over het inlogaccount komt later.",
}


def time_left(seconds: int) -> str:
    """How long an account can still be activated: ``nog 3 uur``, ``nog 12 minuten``."""
    hours, minutes = seconds // 3600, seconds // 60
    if hours:
        return f"nog {hours} uur"
    if minutes:
        return "nog 1 minuut" if minutes == 1 else f"nog {minutes} minuten"
    return "nog minder dan een minuut" if seconds > 0 else "verlopen"
