"""What the desk says while it works with log-in accounts; the labels are in `login_account`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from desk_app.domain.local_time import netherlands
from desk_app.domain.login_accounts import LoginAccountState
from desk_app.ui.framework.prompter_port import Question
from desk_app.ui.wording import login_account as labels
from desk_app.ui.wording.dates import moment
from desk_app.ui.wording.errors import sentence_for_code
from desk_app.usecases.abilities import Action
from desk_app.usecases.errands.states import ErrandState
from desk_app.usecases.queries.login_accounts import LoginAccountShown, LoginErrandRow, LoginWorkRow

# ----------------------------------------------------------------------------------- the panel

DATA_TITLE = "Inlogaccount-gegevens"
TROUBLE_TITLE = "Inlogproblemen"
CLOSE = "Sluiten"
YES = "Ja"
NO = "Nee"
RESTART = "Begin opnieuw"
TO_TROUBLE = "Inlogproblemen…"
ASK_CUSTOMER = "Vraag aan de klant"
TELL_CUSTOMER = "Zeg tegen de klant"
CUSTOMER_EMAIL = "E-mail in Wise"
ASKED_AT = "Nagevraagd"
NEVER_ASKED = "Nog niet"
RIGHTS_TABLE = "Rechten van het inlogaccount"
CODE = "Eenmalige code"
CODE_ONCE = "U ziet deze code één keer. Geef hem aan de klant voordat u dit sluit."

SENDING = "Dit wordt opgeslagen."
BUSY = "De inlogdienst wordt gevraagd."
BUSY_ADVICE = "Dit zijn de gegevens die het laatst bekend waren."
WAITS = "De inlogdienst is nu niet bereikbaar. Uw opdracht is bewaard."
WAITS_ADVICE = "Het gaat vanzelf nog eens. Kijk later bij Balie, Inlogaccounts."
GENERATING = "Het inlogaccount wordt gemaakt."
NOT_MADE = "Het inlogaccount is niet gemaakt."
NOT_MADE_ADVICE = "Kijk bij Balie, Inlogaccounts wat er misging."
NO_CODE = "Er kwam geen code."
NO_CODE_ADVICE = "Vraag een nieuwe code aan."

DONE: Mapping[Action, str] = {
    Action.GENERATE: labels.GENERATED,
    Action.REGENERATE: labels.GENERATED,
    Action.LINK: "Koppelen van inlogaccount gelukt",
    Action.AUTHORISE: "Autoriseren van inlogaccount gelukt",
    Action.FORGET: "Het inlogaccount is vergeten",
    Action.RESET_EMAIL: "Het e-mailadres van het inlogaccount is nu dat van de klant",
}
"""What is said when the service has answered."""


def ask_username() -> Question:
    """Koppel: which account is it?"""
    return Question(
        labels.ITEMS[Action.LINK],
        "Vraag de klant naar de gebruikersnaam van het inlogaccount.",
        "Koppel",
    )


def ask_forget(name: str) -> Question:
    """Vergeet: the customer can no longer sign in."""
    return Question(
        labels.ITEMS[Action.FORGET],
        f"Het inlogaccount van {name} wordt verwijderd. De klant kan er niet meer mee inloggen.",
        "Vergeet",
        danger=True,
    )


def facts_of(shown: LoginAccountShown, *, whole: bool) -> tuple[tuple[str, str], ...]:
    """Gebruikersnaam, E-mail, Status, as in `002_6fed7dc7d090f00a.txt`; more when it matters.

    `whole` also tells when the service was asked last.
    """
    lines = [(labels.USERNAME, shown.username or "–"), (labels.EMAIL, shown.email or "–")]
    if shown.email_differs:
        lines.append((CUSTOMER_EMAIL, shown.customer_email))
    lines.append((labels.STATUS, status_of(shown.state, shown.seconds_left)))
    if whole:
        lines.append((ASKED_AT, NEVER_ASKED if shown.asked_at is None else _when(shown.asked_at)))
    return tuple(lines)


def status_of(state: LoginAccountState, seconds_left: int | None) -> str:
    """The state, with the time left to activate it."""
    said = labels.STATES[state]
    return said if not seconds_left else f"{said}, {labels.time_left(seconds_left)}"


# -------------------------------------------------------------------------------- the worklist

WORK_TITLE = "Inlogaccounts"
WORK_ADVICE = (
    "Accounts die de klant nog moet bevestigen, accounts die zijn verlopen, en opdrachten aan de "
    "inlogdienst die niet klaar zijn."
)
WORK_TABLE = "Inlogaccounts"
WORK_COLUMNS = ("Klant", "Stand", "Tijd", "Wat er aan de hand is")
EMPTY_HEADING = "Er is niets te doen"
EMPTY_ADVICE = "Geen inlogaccount wacht op bevestiging en er is niets verlopen of mislukt."
SERVICE_AWAY = "De inlogdienst is nu niet bereikbaar."
SERVICE_AWAY_ADVICE = "Wat wacht, gaat vanzelf nog eens."
REGENERATE = "Vergeet → Genereer"
RETRY = "Opnieuw"
OPEN = "Klant openen"
CHOOSE_FIRST = "Kies eerst een regel in de lijst."
ONLY_EXPIRED = "Dit kan alleen bij een account dat is verlopen."
CANNOT_REGENERATE = "De klant heeft geen e-mailadres of geen klantnummer. Open eerst de klant."
ONLY_ERRANDS = "Dit kan alleen bij een opdracht die niet is gelukt."
RETRIED = "De opdracht wordt opnieuw geprobeerd."
WAITING_STATE = "Wacht op bevestiging"
WAITING = "De klant heeft de mail van de KB nog niet beantwoord."
EXPIRED = "Niet binnen 24 uur bevestigd. Maak het account opnieuw met Vergeet → Genereer."

ERRAND_STATES: Mapping[ErrandState, str] = {
    ErrandState.WAITING: "Wacht op de inlogdienst",
    ErrandState.BUSY: "Bezig",
    ErrandState.DONE: "Klaar",
    ErrandState.FAILED: "Mislukt",
    ErrandState.UNKNOWN: "Onbekend",
}
_UNTROUBLED: Mapping[ErrandState, str] = {
    ErrandState.WAITING: "Dit wacht op zijn beurt en gaat vanzelf.",
    ErrandState.BUSY: "Dit wordt nu uitgevoerd.",
    ErrandState.DONE: "Dit is klaar.",
    ErrandState.FAILED: "Dit is niet gelukt.",
    ErrandState.UNKNOWN: "Het is niet bekend of dit is gelukt.",
}


def regenerated(name: str) -> str:
    """Vergeet, then Genereer, was asked for."""
    return f"Voor {name} wordt een nieuw inlogaccount gemaakt. De klant krijgt een nieuwe mail."


def counts(waiting: int, expired: int, troubled: int) -> str:
    """``2 wachten op bevestiging · 1 verlopen · 1 mislukt of onbekend``."""
    parts = []
    if waiting:
        verb = "wacht" if waiting == 1 else "wachten"
        parts.append(f"{waiting} {verb} op bevestiging")
    if expired:
        parts.append(f"{expired} verlopen")
    if troubled:
        parts.append(f"{troubled} mislukt of onbekend")
    return "  ·  ".join(parts)


def errand_trouble(row: LoginErrandRow) -> str:
    """What went wrong with something for the service, and what to do."""
    if not row.trouble:
        return _UNTROUBLED[row.state]
    said = sentence_for_code(row.trouble)
    return " ".join(part for part in (said.sentence, said.advice) if part)


def errand_time(row: LoginErrandRow) -> str:
    """Since when it is there."""
    return f"sinds {_when(row.created_at)}"


def account_time(row: LoginWorkRow) -> str:
    """The time left, or when the link died."""
    if row.state is not LoginAccountState.EXPIRED:
        return labels.time_left(row.seconds_left)
    expired = row.activation_expires_at
    return "" if expired is None else f"sinds {_when(expired)}"


def _when(at: datetime) -> str:
    return moment(at.astimezone(netherlands()))
