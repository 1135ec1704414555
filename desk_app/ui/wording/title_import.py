"""The words of Titels importeren."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from desk_app.ui.framework.prompter_port import Question
from desk_app.ui.wording.errors import sentence_for
from desk_app.usecases.title_import import ImportLine, Outcome

PAGE: Final = "Titels importeren"
ADVICE: Final = (
    "Uit een bestand van MARC 21 (ISO 2709), MARCXML of met kolommen (CSV). Controle laat per "
    "titel zien wat er gebeurt en schrijft niets; Voer uit neemt de titels over."
)
CHOOSE: Final = "Kies bestand…"
CHECK: Final = "Controle"
CARRY_OUT: Final = "Voer uit"
STOP: Final = "Stop"
NO_FILE: Final = "Nog geen bestand gekozen"
FILE_FIRST: Final = "Kies eerst een bestand."
CHECK_FIRST: Final = "Doe eerst Controle."
NOTHING_TO_DO: Final = "In dit bestand staat niets nieuws."
AT_WORK: Final = "Er wordt nog gelezen."
NOT_AT_WORK: Final = "Er wordt nu niets gelezen."
KINDS: Final = "Bestanden met titels (*.mrc *.dat *.marc *.xml *.csv *.txt);;Alle bestanden (*)"
TABLE: Final = "Verslag per titel"
COLUMNS: Final = ("Nr.", "Wat", "Titel", "Sleutel", "Toelichting")
EMPTY_HEADING: Final = "Nog geen verslag"
EMPTY_ADVICE: Final = "Kies een bestand en daarna Controle."
ONLY_NOTABLE: Final = "Alleen wat nieuw, gewijzigd of geweigerd is"

OUTCOMES: Final[dict[Outcome, str]] = {
    Outcome.NEW: "Nieuw",
    Outcome.CHANGED: "Gewijzigd",
    Outcome.SAME: "Hetzelfde",
    Outcome.REFUSED: "Geweigerd",
}


def reading(count: int, *, writing: bool) -> str:
    """How far it is."""
    done = "overgenomen" if writing else "bekeken"
    return f"Bezig: {count} titels {done}…"


def summary(counts: Mapping[Outcome, int], *, written: bool, whole: bool) -> str:
    """What came of the file."""
    parts = [f"{counts[one]} {OUTCOMES[one].lower()}" for one in Outcome if counts[one]]
    told = ", ".join(parts) or "geen titels"
    done = "Overgenomen" if written else "Controle: er is niets geschreven"
    end = "" if whole else " Het bestand is niet tot het einde gelezen."
    return f"{done}: {told}.{end}"


def note(line: ImportLine) -> str:
    """Why a title was refused, or how many copies come with it."""
    if line.refusal is not None:
        said = sentence_for(line.refusal)
        return f"{said.sentence} ({said.code})"
    if line.copies:
        return "1 exemplaar" if line.copies == 1 else f"{line.copies} exemplaren"
    return ""


def ask_carry_out(name: str, counts: Mapping[Outcome, int]) -> Question:
    """Before titles are written."""
    return Question(
        "Titels overnemen",
        f"Titels uit {name} overnemen?",
        CARRY_OUT,
        lines=(
            f"{counts[Outcome.NEW]} nieuw, {counts[Outcome.CHANGED]} gewijzigd",
            f"{counts[Outcome.REFUSED]} geweigerd: die blijven buiten",
        ),
    )
