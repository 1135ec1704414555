"""What 8.Passen says and asks."""

from __future__ import annotations

from desk_app.domain.card_jobs import CardStep
from desk_app.domain.cards import CardStatus
from desk_app.ui.framework.prompter_port import Question
from desk_app.ui.wording import customer_file as words
from desk_app.usecases.commands.cards import CardAdded
from desk_app.usecases.queries.customer_file import CardAdditionPreview, CardRow

TABLE = "Passen"
EMPTY_HEADING = "Nog geen pas"
EMPTY_ADVICE = "Kies Toevoegen en scan het pasnummer."
CHOOSE_FIRST = "Kies eerst een pas in de lijst."
COLUMNS = ("Soort", "Status", "Pasnummer", "Laatst gebruikt", "Info")
TEMPORARY = "Tijdelijk nummer"
TEMPORARY_STATUS = "Vervalt bij eerste pas"
TEMPORARY_INFO = "gebruikersnaam tot de pas er is"
COPY_HINT = "Dubbelklik kopieert het pasnummer."
COPIED = "Pasnummer {number} is gekopieerd."

ADD_TITLE = "Pas toevoegen"
ADD_ADVICE = "Scan het pasnummer en klik OK."
NUMBER = "Pasnummer"
NUMBER_PLACEHOLDER = "Scan of typ"
NUMBER_FIRST = "Scan of typ eerst een pasnummer."
NUMBER_LOOKED_UP = "Het nummer wordt nagekeken."
OK = "OK"
CANCEL = "Annuleer"
WHAT_CHANGES = "Dit verandert er"
REASON = "Reden"

KIND_CHANGED = "De soort van de pas is gewijzigd."
BLOCKED = "De pas is geblokkeerd."
UNBLOCKED = "De pas is gedeblokkeerd."
DELETED = "De pas is verwijderd."
NO_CARD_YET = "Er is nog geen pas om te printen."
NO_CARD_YET_ADVICE = "Voeg eerst een pas toe op tabblad 8.Passen."


def replace_title(number: str) -> str:
    """The panel that asks for the number of a new card."""
    return f"Pas {number} vervangen"


REPLACE_ADVICE = (
    "Scan het nummer van de nieuwe pas en klik OK. De oude pas wordt ongeldig en blijft dat."
)


def added(card: CardAdded) -> str:
    """The number was added."""
    if card.already_there:
        return "Deze pas stond er al."
    change = card.username_change
    said = "De pas is in Wise aangemaakt."
    return said if change is None else f"{said} De gebruikersnaam is nu {change.new}."


def what_changes(preview: CardAdditionPreview, *, replacing: bool) -> tuple[str, ...]:
    """The lines the desk reads before OK (`003_34566048864d8de6.txt`)."""
    number = preview.display_number
    if replacing:
        lines = [f"{number} komt in de plaats van de oude pas."]
    elif preview.becomes_primary:
        lines = [f"{number} wordt de hoofdpas."]
    else:
        lines = [f"{number} wordt een volgpas."]
    if preview.temporary_number_ends:
        lines.append("Het tijdelijke klantnummer uit de welkomstmail vervalt.")
    if preview.username_new and preview.username_new != preview.username_old:
        lines.append(
            f"De gebruikersnaam wordt {preview.username_new}, ook voor het downloaden van e-books."
        )
    lines.append(
        "De pas is meteen actief."
        if preview.becomes_active_at_once
        else "De pas is actief zodra zij is gemaakt en gecontroleerd."
    )
    return tuple(lines)


def ask_change_kind(number: str) -> Question:
    """Wijzigen soort."""
    return Question(
        "Wijzigen soort",
        f"Pas {number} wordt de hoofdpas; de huidige hoofdpas wordt een volgpas.",
        "Maak hoofdpas",
    )


def ask_block(number: str) -> Question:
    """Blokkeren."""
    return Question(
        "Pas blokkeren",
        f"Met pas {number} kan daarna niet meer worden geleend.",
        "Blokkeer",
        danger=True,
    )


def ask_delete(number: str) -> Question:
    """Verwijderen."""
    return Question(
        "Pas verwijderen",
        f"Pas {number} wordt verwijderd. Het nummer kan nooit meer worden uitgegeven.",
        "Verwijder",
        danger=True,
    )


def status_words(card: CardRow) -> str:
    """The state of a card; while it is being made, how far that is."""
    if card.job_step and card.status is CardStatus.BEING_MADE:
        return words.CARD_STEPS[CardStep(card.job_step)]
    return words.CARD_STATUSES[card.status]


def info_words(card: CardRow) -> str:
    """What else is to be known of a card, in a few words."""
    parts: list[str] = []
    if card.without_plastic:
        parts.append("alleen een nummer, geen pas")
    if card.blocked_reason:
        parts.append(card.blocked_reason)
    if card.replaced_by:
        parts.append(f"vervangen door {card.replaced_by}")
    if card.verified_at is not None:
        parts.append(f"gecontroleerd {words.when(card.verified_at)}")
    elif not parts:
        how = "ingetypt" if card.typed_by_hand else "gescand"
        parts.append(f"{how} {words.when(card.added_at)}")
    if card.printed_count > 1:
        parts.append(f"{card.printed_count} keer afgedrukt")
    return ", ".join(parts)
