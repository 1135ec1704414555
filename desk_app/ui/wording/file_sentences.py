"""What the customer file says and asks while it is worked with."""

from __future__ import annotations

from desk_app.domain.customers import FieldConflict
from desk_app.domain.subscriptions import CancellationMoment, CancellationReason
from desk_app.ui.framework.prompter_port import Choice, Question
from desk_app.ui.wording import customer_file as words
from desk_app.usecases.queries.customer_file import SubscriptionChoice

NOT_EDITING = "Kies eerst Wijzig."
EDITING = "U bent al aan het wijzigen."
SAVING = "Er wordt opgeslagen."

SAVED = "Opgeslagen."
SAVED_HALF = "Opgeslagen."
SAVED_HALF_ADVICE = "Wat u daarna nog typte, is nog niet opgeslagen: kies weer Opslaan."
MERGED = "Opgeslagen. Een andere balie had intussen ook iets gewijzigd."
NOTHING_CHANGED = "Er was niets gewijzigd."
WRONG_FIELDS = "Nog niet opgeslagen: er klopt iets niet."
WRONG_FIELDS_ADVICE = "Verbeter de gemarkeerde velden en kies weer Opslaan."

CANCELLED = "Het abonnement is opgezegd."
REVOKED = "De opzegging is ingetrokken."
CHANGED_SUBSCRIPTION = "Het abonnement is gewijzigd."
NO_OTHER_SUBSCRIPTION = "Deze klant kan geen ander abonnement krijgen."
CHOOSE_REASON = "Kies een reden."
TYPE_DATE = "Vul de datum in als dd-mm-jjjj."
PROCESSED = "De machtiging is verwerkt."
WITHDRAWN = "De machtiging is ingetrokken."
NOTICE_ADDED = "De melding is toegevoegd."
NOTICE_REMOVED = "De melding is weggehaald."
BLOCKED = "De blokkade is gezet."
BLOCK_LIFTED = "De blokkade is opgeheven."
NOTICE = "Melding"
REASON = "Reden"

THEIRS = "theirs"
MINE = "mine"
CONFLICT_CHOICES: tuple[Choice, ...] = (
    Choice(THEIRS, "Laat staan wat de ander invulde"),
    Choice(MINE, "Gebruik wat ik invulde"),
)
_KEEP_TYPING = "Verder invullen"
_NOT_SAVED = "Wat u hebt ingevuld, is nog niet opgeslagen."


def kept_of_others(fields: tuple[str, ...]) -> str:
    """Which changes of another desk were kept."""
    return f"Dat is bewaard gebleven: {_names(fields)}."


def mandates_ended(references: tuple[str, ...]) -> str:
    """Mandates that ended because the account number was changed."""
    which = "De machtiging" if len(references) == 1 else "De machtigingen"
    ends = "is" if len(references) == 1 else "zijn"
    return (
        f"{which} {', '.join(references)} {ends} vervallen, want het IBAN is gewijzigd. "
        "Print een nieuwe machtiging."
    )


def deleted(name: str) -> str:
    """A customer was removed."""
    return f"{name} is verwijderd."


def ask_drop_edit() -> Question:
    """Annuleer while something was typed."""
    return Question(
        "Wijzigingen niet opslaan", _NOT_SAVED, "Niet opslaan", _KEEP_TYPING, danger=True
    )


def ask_leave() -> Question:
    """Going on to something else while something was typed."""
    return Question("Klant verlaten", _NOT_SAVED, "Niet opslaan", _KEEP_TYPING, danger=True)


def ask_delete(name: str) -> Question:
    """Verwijder."""
    return Question(
        "Klant verwijderen",
        f"{name} wordt verwijderd. Dit kan niet ongedaan worden gemaakt.",
        "Verwijder",
        danger=True,
    )


def ask_conflict(conflicts: tuple[FieldConflict, ...]) -> Question:
    """Two desks changed the same fields."""
    return Question(
        "Intussen gewijzigd door een ander",
        "Een andere balie heeft dezelfde gegevens gewijzigd. Uw wijziging is nog niet opgeslagen.",
        "Kies",
        _KEEP_TYPING,
        tuple(_both(entry) for entry in conflicts),
    )


def ask_cancel(moment: CancellationMoment, per: str, reason: CancellationReason) -> Question:
    """Opzeggen; `per` is the first day without a subscription, in words."""
    at_once = moment is CancellationMoment.AT_ONCE
    return Question(
        "Abonnement opzeggen",
        "Het abonnement eindigt vandaag."
        if at_once
        else f"Het abonnement loopt door en eindigt per {per}.",
        "Zeg op",
        lines=(f"Reden: {words.REASONS[reason]}",),
        danger=at_once,
    )


def ask_subscription() -> Question:
    """Muteer abonnement."""
    return Question(
        "Muteer abonnement",
        "Het nieuwe abonnement gaat vandaag in. Wat al betaald is, wordt verrekend.",
        "Kies",
    )


def subscription_choice(choice: SubscriptionChoice) -> Choice:
    """A line of the subscription list."""
    return Choice(choice.code, f"{choice.code}  {choice.name}", words.price(choice))


def ask_withdraw() -> Question:
    """Machtiging intrekken."""
    return Question(
        "Machtiging intrekken",
        "Er wordt niet meer automatisch afgeschreven. Voor incasso is daarna een nieuwe "
        "machtiging nodig.",
        "Trek in",
        danger=True,
    )


def ask_notice() -> Question:
    """Melding toevoegen."""
    return Question(
        "Melding toevoegen",
        "Iedere medewerker ziet de melding bij het openen van deze klant.",
        "Voeg toe",
    )


def ask_block() -> Question:
    """Blokkade zetten."""
    return Question(
        "Blokkade zetten",
        "De klant kan niet lenen zolang de blokkade staat.",
        "Zet blokkade",
        danger=True,
    )


def _names(fields: tuple[str, ...]) -> str:
    return ", ".join(words.FIELDS.get(name, name) for name in fields)


def _both(entry: FieldConflict) -> str:
    """What stands there now, by whom and when, beside what was typed here."""
    who = entry.by or "een ander"
    when = "" if entry.at is None else f", {words.when(entry.at)}"
    theirs = words.value_words(entry.field, entry.theirs) or "leeg"
    yours = words.value_words(entry.field, entry.yours) or "leeg"
    return f"{_names((entry.field,))}: nu “{theirs}” ({who}{when}); u vulde in “{yours}”"
