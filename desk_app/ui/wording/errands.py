"""The words of what leaves the building, and of what could not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from desk_app.domain.identifiers import actor_id_text
from desk_app.domain.local_time import netherlands
from desk_app.ui.errands.state import Told
from desk_app.ui.framework.prompter_port import Question
from desk_app.ui.wording.dates import moment
from desk_app.ui.wording.errors import sentence_for_code
from desk_app.usecases.commands.errands import BY_HAND as BY_HAND_KINDS
from desk_app.usecases.errands.states import ErrandState
from desk_app.usecases.queries.status import ErrandRow

TITLE = "Klusjes"
ADVICE = "Wat nog de deur uit moet. De meeste klusjes gaan vanzelf."
TABLE = "Klusjes"
COLUMNS = ("Wat", "Klant", "Sinds", "Stand", "Pogingen", "Wat er misging")
EMPTY_HEADING = "Er is niets te regelen"
EMPTY_ADVICE = "Er wacht niets en er is niets mislukt."
DETAIL = "Gekozen klusje"

RETRY = "Opnieuw"
CLOSE = "Van de lijst halen"
OPEN = "Klant openen"

CHOOSE_FIRST = "Kies eerst een klusje in de lijst."
NO_CUSTOMER = "Bij dit klusje hoort geen klant."
RETRIED = "Het klusje wordt opnieuw geprobeerd."
CLOSED = "Het klusje is van de lijst gehaald."

KINDS: Mapping[str, str] = {
    "mail": "Bericht per e-mail",
    "identity": "Inlogaccount bijwerken",
    "payment": "Betaling uitzoeken",
}
_ANY_KIND = "Opdracht"

_STATES: Mapping[ErrandState, str] = {
    ErrandState.WAITING: "Wacht",
    ErrandState.BUSY: "Bezig",
    ErrandState.DONE: "Klaar",
    ErrandState.FAILED: "Mislukt",
    ErrandState.UNKNOWN: "Onbekend",
}
WHY_NO_RETRY: Mapping[ErrandState, str] = {
    ErrandState.BUSY: "Dit klusje wordt nu uitgevoerd.",
}
BY_HAND = "Dit doet iemand met de hand. Haal het daarna van de lijst."
WHY_NO_CLOSE: Mapping[ErrandState, str] = {
    ErrandState.WAITING: "Dit klusje wacht op zijn beurt en gaat vanzelf.",
    ErrandState.BUSY: "Dit klusje wordt nu uitgevoerd.",
}


def summary(waiting: int, failed: int) -> str:
    """``Klusjes – 1 wacht``; empty when there is nothing to tell."""
    parts = []
    if waiting:
        parts.append("1 wacht" if waiting == 1 else f"{waiting} wachten")
    if failed:
        parts.append("1 mislukt" if failed == 1 else f"{failed} mislukt")
    return f"Klusjes – {', '.join(parts)}" if parts else ""


def kind_words(row: ErrandRow) -> str:
    """What has to be done."""
    return KINDS.get(row.kind, _ANY_KIND)


def customer_words(row: ErrandRow) -> str:
    """For whom, by number; an en dash for nobody."""
    return "–" if row.actor_id is None else actor_id_text(row.actor_id)


def since(row: ErrandRow) -> str:
    """When it came."""
    return _when(row.created_at)


def state_words(row: ErrandRow) -> str:
    """Where it stands."""
    return _STATES[row.state]


def trouble_words(row: ErrandRow) -> str:
    """What went wrong the last time, in one sentence; an en dash when nothing did."""
    return sentence_for_code(row.trouble).sentence if row.trouble else "–"


def told(row: ErrandRow) -> Told:
    """All there is to say about one errand."""
    who = f" voor klant {actor_id_text(row.actor_id)}" if row.actor_id is not None else ""
    heading = f"{kind_words(row)}{who}"
    said = sentence_for_code(row.trouble) if row.trouble else None
    next_time = f"Volgende poging: {_when(row.due_at)}." if row.state is ErrandState.WAITING else ""
    if said is None:
        return Told(heading, _UNTROUBLED[row.state], next_time)
    advice = " ".join(part for part in (said.advice, next_time) if part)
    return Told(heading, said.sentence, advice, said.code)


_UNTROUBLED: Mapping[ErrandState, str] = {
    ErrandState.WAITING: "Dit wacht op zijn beurt.",
    ErrandState.BUSY: "Dit wordt nu uitgevoerd.",
    ErrandState.DONE: "Dit is klaar.",
    ErrandState.FAILED: "Dit is niet gelukt.",
    ErrandState.UNKNOWN: "Het is niet bekend of dit is gelukt.",
}


def why_no_retry(row: ErrandRow) -> str | None:
    """Why it cannot be tried again; None when it can."""
    return BY_HAND if row.kind in BY_HAND_KINDS else WHY_NO_RETRY.get(row.state)


def counted(shown: int, total: int) -> str:
    """How many there are, when not all of them are shown."""
    return f"De oudste {shown} van {total} klusjes staan in de lijst." if total > shown else ""


def ask_retry(row: ErrandRow) -> Question:
    """It may have arrived already."""
    return Question(
        f"{kind_words(row)} opnieuw?",
        "Het is niet bekend of het de vorige keer is gelukt. Opnieuw kan betekenen dat de klant "
        "het twee keer krijgt.",
        RETRY,
    )


def ask_close(row: ErrandRow) -> Question:
    """It will not be done."""
    return Question(
        f"{kind_words(row)} van de lijst halen?",
        "Het wordt dan niet meer uitgevoerd. Dit kan niet ongedaan worden gemaakt.",
        CLOSE,
        danger=True,
    )


def _when(at: datetime) -> str:
    return moment(at.astimezone(netherlands()))
