"""The words of Passen voor een groep."""

from __future__ import annotations

from collections.abc import Mapping

from desk_app.domain.card_batches import OPEN_ITEMS, BatchItemState, BatchState
from desk_app.ui.framework.prompter_port import Question
from desk_app.ui.wording.said import Said
from desk_app.usecases.queries.card_batches import BatchItemRow, CardBatchRow

TITLE = "Passen voor een groep"
ADVICE = (
    "Voor elke leerling een pas, één voor één: afdrukken, beschrijven, teruglezen. Pauzeren mag "
    "altijd; wat klaar is, blijft klaar."
)
TABLE = "Passen van deze groep"
COLUMNS = ("Nr.", "Leerling", "Pasnummer", "Stand")
EMPTY_HEADING = "Er worden geen passen gemaakt"
EMPTY_ADVICE = "Kies groepen in het leerlingoverzicht en daarna Passen maken."

GO_ON = "&Ga verder"
PAUSE = "&Pauze"
SKIP = "Sla &over"
CANCEL = "&Breek af…"

NO_BATCH = "Er worden geen passen gemaakt."
OVER = "Deze passen zijn klaar of afgebroken."
AT_WORK = "Er wordt nu een pas gemaakt."
PAUSED = "Er wordt al gewacht."
NO_CARD = "Er is geen pas meer over."
ALL_DONE = "Alle passen van deze groep zijn gedaan."
CANCELLED = "Afgebroken. De passen die klaar zijn, werken."
ONE_AT_A_TIME = Said(
    "Er is nog een groep waarvan de passen niet klaar zijn.",
    "Maak die eerst af, of breek haar af.",
    "",
)

_STATES: Mapping[BatchItemState, str] = {
    BatchItemState.WAITING: "wacht",
    BatchItemState.BEING_MADE: "wordt gemaakt",
    BatchItemState.MADE: "klaar",
    BatchItemState.SPOILED: "afgekeurd",
    BatchItemState.SKIPPED: "overgeslagen",
}
BATCH_STATES: Mapping[BatchState, str] = {
    BatchState.RUNNING: "bezig",
    BatchState.PAUSED: "gepauzeerd",
    BatchState.DONE: "klaar",
    BatchState.CANCELLED: "afgebroken",
}


def begun(cards: int) -> str:
    """How many cards a new batch has."""
    return "Er is 1 pas te maken." if cards == 1 else f"Er zijn {cards} passen te maken."


def told(batch: CardBatchRow) -> str:
    """How far a batch is: ``OBS De Brink, groep 5a: 3 van 23 klaar (gepauzeerd).``."""
    group = f", groep {batch.group_name}" if batch.group_name else ""
    made = batch.count(BatchItemState.MADE)
    rest = ""
    for state in (BatchItemState.SKIPPED, BatchItemState.SPOILED):
        if batch.count(state):
            rest += f", {batch.count(state)} {_STATES[state]}"
    return (
        f"{batch.school_name}{group}: {made} van {len(batch.items)} klaar{rest} "
        f"({BATCH_STATES[batch.state]})."
    )


def ask_cancel(batch: CardBatchRow) -> Question:
    """Before what is left is not made."""
    left = batch.count(*OPEN_ITEMS)
    return Question(
        title="Breek af",
        text=f"De {left} passen die nog niet klaar zijn, niet maken?",
        yes="Breek af",
        lines=("Passen die klaar zijn, blijven werken.",),
        danger=True,
    )


def place(item: BatchItemRow) -> str:
    """Its place in the pile."""
    return str(item.place)


def state(item: BatchItemRow) -> str:
    """Where a card stands."""
    return _STATES[item.state]


def is_over(item: BatchItemRow) -> bool:
    """Whether nothing more is done for a card."""
    return item.state not in OPEN_ITEMS
