"""Nieuwe klant toevoegen: labels, questions and what is said (`001_e7f8c5dadfe28ccb.txt`)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from desk_app.domain.duplicates import Likeness
from desk_app.domain.enrolment import FeeBuildUp, FeeRule
from desk_app.domain.login_accounts import LoginAccountState
from desk_app.ui.framework.numbers import euros
from desk_app.ui.framework.prompter_port import Choice, Question
from desk_app.ui.wording.dates import moment, month_and_year, short_date
from desk_app.usecases.queries.enrolment import NumberAnswer, OpenDraft, PossibleDuplicate

TITLE = "Nieuwe klant toevoegen"
STEPS = ("Klant", "Gegevens", "Inlogaccount", "Abonnement")
NEXT = "Ok, &Vervolg"
BACK = "Te&rug"
CANCEL = "Annuleer"
SAVE = "&Opslaan"
OK = "O&k"
SAME_ADDRESS = "Zelfde &adres"
ENROL = "&Inschrijven"

LABELS: dict[str, str] = {
    "kind": "Klanttype",
    "number": "&Klantnummer",
    "initials": "Voorletters",
    "name_prefix": "Voorvoegsel",
    "surname": "Achternaam",
    "given_name": "Roepnaam",
    "birth_date": "Geboortedatum (dd-mm-jjjj)",
    "country": "Land",
    "postcode": "Postcode",
    "house_number": "Huisnummer",
    "house_suffix": "Toevoeging",
    "street": "Straat",
    "place": "Plaats",
    "iban": "IBAN",
    "bic": "BIC",
    "id_checked": "Legitimatie gecontroleerd?",
    "use_login": "Gebruik inlogaccount",
    "email": "E-mail",
    "newsletter": "Nieuwsbrief",
    "username": "Gebruikersnaam",
}
YES = "Ja"
NO = "Nee"
EMPTY = "[Leeg]"
NEWSLETTER_TICK = "Ja, wil de nieuwsbrief ontvangen (vanaf 16 jaar)"
ID_HINT = "Alleen de datum en uw naam worden bewaard, geen kopie."
LOGIN_HINT = "Met dit account logt de klant in op de website en bij de online Bibliotheek."
USE_EXISTING = "Bestaand inlogaccount gebruiken"
GENERATE_NEW = "Nieuw inlogaccount genereren"
EXISTING_HINT = (
    "Alleen als de klant al lid is (geweest) en van een andere bibliotheek komt. Vraag de klant "
    "naar de gebruikersnaam."
)
NEW_HINT = "Voor de meeste nieuwe klanten."

NUMBER_PLACEHOLDER = "Scan, of typ v of p"
NUMBER_LATER = "later"
NUMBER_HINT = "v + Enter: systeemnummer, zonder pas. p + Enter: het nummer komt later."
NUMBER_SYSTEM_NOTE = "Het echte nummer wordt bij Opslaan gegeven. Er wordt geen pas gemaakt."
NUMBER_LATER_NOTE = "Het pasnummer wordt later toegevoegd op tabblad 8.Passen."
NUMBER_AGAIN_NOTE = "Herinschrijving van een eerdere klant."

TABLE = "Abonnementen"
COLUMNS = ("Code", "Abonnement", "Prijs", "Soort", "Kan niet omdat")
FREE = "Gratis"
CHOOSE_FIRST = "Kies eerst een abonnement en klik Ok."
ASKED = "Bezig met opslaan."
CHOSEN = "Gekozen: {name}."
NO_FAMILY = "Vul eerst postcode en huisnummer in van een adres waar al een klant woont."

FEE_TITLE = "Opbouw abonnementskosten"
FEE_COSTS = "Abonnementskosten"
FEE_LABELS = ("Naam", "Leeftijd", "Tariefcode", "Vervalmaand", "Rechten t/m")
FEE_SUBSCRIPTION = "Abonnement"
FEE_DISCOUNT = "Korting"
FEE_BALANCE = "Saldo"
NOTHING = "–"

LIKENESS: dict[Likeness, str] = {
    Likeness.SAME_PERSON: "zelfde naam en geboortedatum",
    Likeness.SIMILAR_NAME: "naam lijkt erop",
    Likeness.SAME_ADDRESS: "woont op dit adres",
}
LOOK = "Bekijk {who}"
OPEN_CUSTOMER = "Open klant"

DRAFT_KEPT = "De inschrijving is bewaard. U kunt straks verdergaan via Nieuwe klant toevoegen."
KEEP, DROP = "keep", "drop"
LEAVE_CHOICES = (
    Choice(KEEP, "Bewaren voor later", "U kunt zeven dagen verdergaan waar u was."),
    Choice(DROP, "Weggooien", "Alles wat is ingevuld gaat weg."),
)
NEW_ONE = "new"

RESULT_TITLE = "Genereer inlogaccount"
RESULT_OK = "Genereren van inlogaccount gelukt"
RESULT_LINKED = "Koppelen van inlogaccount gelukt"
RESULT_WAITS = "Het inlogaccount wordt aangevraagd."
RESULT_WAITS_ADVICE = "De aanvraag is onderweg. U hoeft niet te wachten."
RESULT_AWAY_ADVICE = (
    "De dienst voor inlogaccounts antwoordt nu niet. De aanvraag blijft staan en gaat vanzelf door."
)
RESULT_TROUBLE = "Het inlogaccount kon niet worden gemaakt."
RESULT_TROUBLE_ADVICE = "Kies straks Klant, Inlogaccount."
RESULT_NO_LOGIN = "Er is geen inlogaccount aangevraagd."
RESULT_TELL = (
    "Zeg tegen de klant: u krijgt een mail. Klik binnen 24 uur op de link daarin, bevestig het "
    "e-mailadres en kies een wachtwoord. Na 24 uur vervalt de link."
)
NO_CARD_MADE = "Er wordt geen pas gemaakt: dit abonnement heeft alleen een nummer."
SAVED = "De klant is opgeslagen."
SAVED_AGAIN = "De klant is opnieuw ingeschreven."
PRINT_HAND_OUT = "&Print uitleg"
HAND_OUT_PRINTED = "De uitleg is geprint. Geef die mee aan de klant."
CLOSE = "&Sluiten"
NOT_PERMITTED = "Inschrijven mag een frontoffice-medewerker."


def ask_system_number() -> Question:
    """``v`` and Enter."""
    return Question(
        "Systeemnummer",
        "Een systeemnummer laten genereren? Er hoort dan geen pas bij.",
        "Ja",
        "Nee",
    )


def ask_again(answer: NumberAnswer) -> Question:
    """The number of somebody whose subscription is over."""
    year = "" if answer.birth_year is None else f", geboren in {answer.birth_year}"
    who = f"{answer.initials or 'een klant'}{year}, {answer.place or 'plaats onbekend'}"
    return Question(
        "Herinschrijving",
        f"Dit nummer was van {who}. Het abonnement is afgelopen. Deze klant opnieuw inschrijven?",
        "Ja",
        "Nee",
    )


def ask_cancel() -> Question:
    """Annuleer, while something was typed."""
    return Question(
        "Inschrijving verlaten",
        "De klant is nog niet opgeslagen.",
        "Verder",
        "Doorgaan met invullen",
    )


def ask_draft() -> Question:
    """Something typed earlier is still there."""
    return Question(
        "Bewaarde inschrijving",
        "U was bezig met een inschrijving die niet is opgeslagen.",
        "Verder",
        "Annuleer",
    )


def draft_choices(drafts: tuple[OpenDraft, ...], local: dict[str, datetime]) -> tuple[Choice, ...]:
    """The drafts, and a new one; `local` are their moments on the clock of the desk."""
    kept = tuple(
        Choice(
            draft.draft_id,
            f"Verder met {draft.form.surname or 'naamloos'}",
            f"bewaard op {moment(local[draft.draft_id])}",
        )
        for draft in drafts
    )
    return (*kept, Choice(NEW_ONE, "Nieuwe klant", "De bewaarde inschrijving blijft staan."))


def draft_waits(drafts: tuple[OpenDraft, ...]) -> str:
    """For who signs in again."""
    if len(drafts) == 1:
        name = drafts[0].form.surname or "zonder naam"
        return f"Een inschrijving ({name}) is nog niet opgeslagen."
    return f"{len(drafts)} inschrijvingen zijn nog niet opgeslagen."


GO_ON = "Ga verder"


def duplicate(one: PossibleDuplicate) -> str:
    """``E.B., 1991, Annen: zelfde naam en geboortedatum``."""
    return f"{short_duplicate(one)}: {LIKENESS[one.likeness]}"


def short_duplicate(one: PossibleDuplicate) -> str:
    """``E.B., 1991, Annen``."""
    year = "" if one.birth_year is None else str(one.birth_year)
    return ", ".join(part for part in (one.initials or "?", year, one.place) if part)


def duplicates(found: tuple[PossibleDuplicate, ...]) -> str:
    """The hint above the form."""
    return "Misschien al klant: " + "; ".join(duplicate(one) for one in found)


def branch_line(branch_code: str) -> str:
    """Under the heading of the fee panel."""
    return f"Klant wordt gegenereerd; vestiging {branch_code}"


def price(fee: Decimal, months: int) -> str:
    """``€ 45,00 /12 mnd`` or ``Gratis``."""
    return f"{euros(fee)} /{months} mnd" if fee else FREE


def age(years: int | None) -> str:
    """``35 jaar``."""
    return NOTHING if years is None else f"{years} jaar"


def valid_until(day: date) -> str:
    """Behind the amount of the subscription."""
    return f"Geldig t/m {month_and_year(day)} (vervalmaand)"


def fee_rule(fee: FeeBuildUp) -> str:
    """Which rule decided the amount."""
    since = f"Tarief vanaf {short_date(fee.tariff_from)}"
    ages = f"voor {fee.min_age} t/m {fee.max_age} jaar"
    match fee.rule:
        case FeeRule.YOUTH:
            return f"{since}: jeugd t/m {fee.max_age} jaar betaalt niets."
        case FeeRule.FREE:
            return f"{since}: gratis, {fee.period_months} maanden geldig."
        case FeeRule.AGE:
            older = f"vanaf {fee.min_age} jaar" if fee.max_age >= 120 else ages
            return f"{since} {older}, per {fee.period_months} maanden vooruit."
        case _:
            return f"{since} voor elke leeftijd, per {fee.period_months} maanden vooruit."


def account_state(state: LoginAccountState, *, linked: bool) -> str:
    """The heading of the result, empty while the service has not answered."""
    if state in {LoginAccountState.WAITING_FOR_ACTIVATION, LoginAccountState.ACTIVE}:
        return RESULT_LINKED if linked else RESULT_OK
    return ""
