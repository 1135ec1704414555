"""Words that belong to widgets and not to a screen."""

from __future__ import annotations

CLOSE = "Sluiten"
AGAIN = "Opnieuw"
UNDO = "Ongedaan maken"
CANCEL = "Annuleer"
SAVE = "Opslaan"
READ = "Ok"
LOADING = "Bezig met laden"
DATE_PLACEHOLDER = "dd-mm-jjjj"
NEEDS_TEXT = "Vul hier iets in."

STEP_DONE = "gedaan"
STEP_CURRENT = "nu"
STEP_WAITING = "nog niet"
STEP_FAILED = "mislukt"
STEP_UNKNOWN = "onbekend"


def row_count(count: int) -> str:
    """``1 regel`` or ``1.234 regels``, read aloud with a table."""
    return "1 regel" if count == 1 else f"{count:,} regels".replace(",", ".")
