"""The words of the customer file: labels as in Wise, states, and why something is grey."""

from __future__ import annotations

from datetime import date, datetime

from desk_app.domain.card_jobs import CardStep
from desk_app.domain.cards import CardKind, CardStatus
from desk_app.domain.customer_fields import FIELDS as EDITABLE
from desk_app.domain.customer_fields import FieldKind
from desk_app.domain.customers import CustomerKind, Gender, Origin
from desk_app.domain.local_time import netherlands
from desk_app.domain.mandates import MandateState
from desk_app.domain.notices import BlockKind
from desk_app.domain.staff import PERMISSIONS_OF, Permission, Role
from desk_app.domain.subscriptions import (
    CancellationReason,
    FeeStatus,
    LedgerKind,
    TermKind,
)
from desk_app.ui.framework.numbers import euros
from desk_app.ui.wording.dates import moment, short_date
from desk_app.usecases.abilities import Ability, Action, WhyNot
from desk_app.usecases.queries.customer_file import SubscriptionChoice

TABS: tuple[str, ...] = (
    "1.Klant",
    "2.NAW-Gegevens",
    "3.Contributie",
    "4.Overig",
    "5.Meldingen",
    "6.Eigenschappen-1",
    "7.Eigenschappen-2",
    "8.Passen",
    "9.Marketing",
)

FIELDS: dict[str, str] = {
    "kind": "Klanttype",
    "gender": "Geslacht",
    "initials": "Voorletters",
    "name_prefix": "Voorvoegsel",
    "surname": "Naam",
    "given_name": "Roepnaam",
    "search_name": "Zoeknaam",
    "birth_date": "Geboren",
    "country": "Land",
    "postcode": "Postcode",
    "house_number": "Huisnummer",
    "house_suffix": "Toevoeging",
    "street": "Straat",
    "place": "Plaats",
    "phone": "Telefoon",
    "mobile": "Mobiel",
    "fax": "Fax",
    "email": "E-mail",
    "email_bcc1": "E-mail-BCC1",
    "email_bcc2": "E-mail-BCC2",
    "iban": "IBAN",
    "bic": "BIC (*)",
    "direct_debit": "Incasso",
    "comment": "Commentaar",
    "is_staff": "Medewerker of vrijwilliger",
    "id_checked_on": "Legitimatie gecontroleerd",
    "id_checked_by": "Gecontroleerd door",
    "newsletter": "Nieuwsbrief",
    "keep_loan_history": "Leenhistorie bewaren",
    "warn_borrowed_before": "Meld titel eerder geleend",
    "self_service_allowed": "Zelfbediening toegestaan",
    "hold_message_by": "Reserveringsberichten",
    "classification": "Klassificatie",
    "language": "Voorkeurstaal",
    "external_number_1": "Extern nummer-1",
    "external_number_2": "Extern nummer-2",
    "receipts": "Klantbonnen",
    "target_group": "Doelgroep",
    "opt_out_marketing": "Geen marketingberichten",
    "opt_out_mail": "Niet per post",
    "opt_out_email": "Niet per e-mail",
    "opt_out_phone": "Niet per telefoon",
    "opt_out_website": "Niet via de website",
}

GENDERS: dict[Gender, str] = {
    Gender.MALE: "Man",
    Gender.FEMALE: "Vrouw",
    Gender.INSTITUTION: "Instelling",
    Gender.UNKNOWN: "Niet opgegeven",
}
KINDS: dict[CustomerKind, str] = {
    CustomerKind.REGULAR: "Reguliere klant",
    CustomerKind.SPECIAL: "Speciale klant",
    CustomerKind.ADMINISTRATIVE: "Administratieve pas",
    CustomerKind.VOLUNTEER: "Vrijwilliger",
    CustomerKind.NEWSLETTER: "Nieuwsbriefklant",
}
ORIGINS: dict[Origin, str] = {
    Origin.DESK: "ingeschreven aan de balie",
    Origin.ONLINE: "online ingeschreven",
    Origin.IMPORT: "overgenomen uit een import",
}
HOLD_MESSAGES: dict[str, str] = {"email": "Per e-mail", "mail": "Per post", "none": "Geen"}
LANGUAGES: dict[str, str] = {
    "nl_NL": "Nederlands",
    "nl_BE": "Nederlands (België)",
    "fy_NL": "Fries",
    "en_GB": "Engels",
}
COUNTRIES: dict[str, str] = {
    "NL": "Nederland",
    "BE": "België",
    "DE": "Duitsland",
    "FR": "Frankrijk",
    "GB": "Verenigd Koninkrijk",
    "LU": "Luxemburg",
    "PL": "Polen",
    "UA": "Oekraïne",
}
TERMS: dict[TermKind, str] = {TermKind.FIXED: "Vast", TermKind.TEMPORARY: "Tijd."}
FEE_STATUSES: dict[FeeStatus, str] = {
    FeeStatus.NEW: "Nieuw",
    FeeStatus.BILLED: "Gefactureerd",
    FeeStatus.REMINDED: "Herinnerd",
    FeeStatus.OVERDUE: "Te laat met betalen",
    FeeStatus.NORMAL: "Normaal",
    FeeStatus.WEB_UNPAID: "Online, nog niet betaald",
    FeeStatus.WEB_UNVERIFIED: "Online, nog niet bevestigd",
    FeeStatus.BANNED: "Ongeldig: geweerd",
    FeeStatus.CANCELLED: "Ongeldig: opgezegd",
}
REASONS: dict[CancellationReason, str] = {
    CancellationReason.OWN_REQUEST: "Op eigen verzoek",
    CancellationReason.MOVED: "Verhuisd",
    CancellationReason.TOO_EXPENSIVE: "Te duur",
    CancellationReason.NO_TIME: "Geen tijd om te lezen",
    CancellationReason.DECEASED: "Overleden",
    CancellationReason.BY_LIBRARY: "Door de bibliotheek",
    CancellationReason.OTHER: "Anders",
}
LEDGER: dict[LedgerKind, str] = {
    LedgerKind.FEE: "Abonnement",
    LedgerKind.DISCOUNT: "Korting",
    LedgerKind.CARD_REPLACEMENT: "Vervangende pas",
    LedgerKind.PAYMENT: "Betaling",
    LedgerKind.REFUND: "Terugbetaling",
}
MANDATE_STATES: dict[MandateState, str] = {
    MandateState.PRINTED: "Geprint, nog niet verwerkt",
    MandateState.PROCESSED: "Verwerkt",
    MandateState.WITHDRAWN: "Ingetrokken",
}
NO_MANDATE = "Geen machtiging"
CARD_KINDS: dict[CardKind, str] = {CardKind.PRIMARY: "Hoofdpas", CardKind.SECONDARY: "Volgpas"}
CARD_STATUSES: dict[CardStatus, str] = {
    CardStatus.BEING_MADE: "Nog niet gemaakt",
    CardStatus.ACTIVE: "Actief",
    CardStatus.BLOCKED: "Geblokkeerd",
    CardStatus.REPLACED: "Vervangen",
    CardStatus.SPOILED: "Afgekeurd",
}
CARD_STEPS: dict[CardStep, str] = {
    CardStep.REQUESTED: "Wordt gemaakt",
    CardStep.PRINTING: "Wordt afgedrukt",
    CardStep.PRINTED: "Afgedrukt",
    CardStep.WAITING_FOR_CARD: "Wacht op pas",
    CardStep.WRITING: "Wordt geschreven",
    CardStep.READING_BACK: "Wordt gecontroleerd",
    CardStep.DONE: "Gereed",
    CardStep.FAILED: "Niet gelukt",
    CardStep.UNKNOWN: "Onbekend",
    CardStep.POSTPONED: "Later afmaken",
    CardStep.SPOILED: "Afgekeurd",
    CardStep.CANCELLED: "Geannuleerd",
}
BLOCKS: dict[BlockKind, str] = {
    BlockKind.NO_CARD: (
        "Lenerpas geblokkeerd: er is nog geen pas. Voeg een pas toe om uit te kunnen lenen."
    ),
    BlockKind.MANUAL: "Geblokkeerd",
    BlockKind.UNPAID_FEE: "Contributie niet betaald",
    BlockKind.OVERDUE_LIMIT: "Te veel te laat ingeleverd",
    BlockKind.ADDRESS_UNKNOWN: "Adres onbekend",
    BlockKind.BANNED: "Geweerd",
}
NO_CARD_ONLINE = (
    "Lenerpas geblokkeerd: online ingeschreven, er is nog geen pas. Voeg een pas toe om uit te "
    "kunnen lenen."
)
STORED_BLOCKS: tuple[BlockKind, ...] = (
    BlockKind.MANUAL,
    BlockKind.ADDRESS_UNKNOWN,
    BlockKind.OVERDUE_LIMIT,
    BlockKind.BANNED,
)

ACTIONS: dict[Action, str] = {
    Action.EDIT: "Wijzig",
    Action.DELETE: "Verwijder",
    Action.ADD_NOTICE: "Melding toevoegen",
    Action.REMOVE_NOTICE: "Melding weghalen",
    Action.ADD_BLOCK: "Blokkade zetten",
    Action.LIFT_BLOCK: "Blokkade opheffen",
    Action.CHANGE_SUBSCRIPTION: "Muteer abonnement",
    Action.CANCEL_SUBSCRIPTION: "Opzeggen",
    Action.REVOKE_CANCELLATION: "Opzegging intrekken",
    Action.PRINT_MANDATE: "Print nieuwe machtiging",
    Action.PROCESS_MANDATE: "Verwerk machtiging",
    Action.WITHDRAW_MANDATE: "Intrekken",
    Action.ADD_CARD: "Toevoegen",
    Action.PRINT_CARD: "Afdrukken",
    Action.CHANGE_KIND: "Wijzigen soort",
    Action.REPLACE_CARD: "Vervangen",
    Action.BLOCK_CARD: "Blokkeren",
    Action.UNBLOCK_CARD: "Deblokkeren",
    Action.DELETE_CARD: "Verwijderen",
    Action.SHOW_DATA: "Toon inlogaccount-gegevens",
    Action.SHOW_RIGHTS: "Toon inlogaccount-rechten",
    Action.AUTHORISE: "Autoriseer inlogaccount",
    Action.LINK: "Koppel inlogaccount",
    Action.GENERATE: "Genereer inlogaccount",
    Action.FORGET: "Vergeet inlogaccount",
    Action.RESET_EMAIL: "Reset herstel-emailadres",
    Action.REGENERATE: "Vergeet en genereer opnieuw",
    Action.ISSUE_CODE: "Wachtwoord herstellen (eenmalige code)",
}

_WHY_NOT: dict[WhyNot, str] = {
    WhyNot.NO_PERMISSION: "Dit mag u niet.",
    WhyNot.CUSTOMER_DELETED: "Deze klant is verwijderd.",
    WhyNot.HAS_ITEMS_OUT: "De klant heeft nog materiaal in bezit.",
    WhyNot.HAS_BALANCE: "Er staat nog een bedrag open.",
    WhyNot.HAS_CARDS: "De klant heeft nog een pas die in gebruik is.",
    WhyNot.NO_SUBSCRIPTION: "De klant heeft geen abonnement.",
    WhyNot.SUBSCRIPTION_CANCELLED: "Het abonnement is al opgezegd.",
    WhyNot.SUBSCRIPTION_NOT_CANCELLED: "Het abonnement is niet opgezegd.",
    WhyNot.NOTICES_FULL: "Er staan al vier meldingen; haal er eerst een weg.",
    WhyNot.NO_NOTICES: "Er zijn geen meldingen.",
    WhyNot.NO_BLOCKS: "Er is geen blokkade die kan worden opgeheven.",
    WhyNot.NO_IBAN: "Vul eerst het IBAN in en kies Opslaan.",
    WhyNot.NO_DIRECT_DEBIT: "Vink eerst Incasso aan en kies Opslaan.",
    WhyNot.MANDATE_NOT_PRINTED: "Print eerst een nieuwe machtiging.",
    WhyNot.MANDATE_ALREADY_PROCESSED: "De machtiging is al verwerkt.",
    WhyNot.NO_MANDATE: "Er is geen machtiging.",
    WhyNot.DIGITAL_ONLY: "Bij dit abonnement hoort geen pas: er wordt alleen digitaal geleend.",
    WhyNot.CARD_BEING_MADE: "Deze pas wordt nog gemaakt.",
    WhyNot.CARD_REPLACED: "Deze pas is vervangen en blijft dat.",
    WhyNot.CARD_SPOILED: "Deze pas is afgekeurd en blijft dat.",
    WhyNot.CARD_BLOCKED: "Deze pas is geblokkeerd.",
    WhyNot.CARD_NOT_BLOCKED: "Deze pas is niet geblokkeerd.",
    WhyNot.CARD_IS_PRIMARY: "Dit is de hoofdpas.",
    WhyNot.CARD_WAS_USED: "Deze pas is al gebruikt; blokkeer of vervang haar.",
    WhyNot.CARD_WITHOUT_PLASTIC: "Bij dit nummer hoort geen pas.",
    WhyNot.COLLEAGUE: "Dit is een collega of vrijwilliger; die logt zelf in.",
    WhyNot.NO_ACCOUNT: "Bij deze klant is geen inlogaccount gekoppeld.",
    WhyNot.HAS_ACCOUNT: "Deze klant heeft al een inlogaccount.",
    WhyNot.NO_EMAIL: "Vul eerst het e-mailadres in en kies Opslaan.",
    WhyNot.NO_NUMBER: "De klant heeft nog geen klantnummer om mee in te loggen.",
    WhyNot.SERVICE_AWAY: "De inlogdienst is nu niet bereikbaar.",
    WhyNot.LOGIN_ACTIVE: "Dit inlogaccount is in gebruik.",
    WhyNot.LOGIN_NOT_ACTIVE: "De klant heeft het inlogaccount nog niet bevestigd.",
}

CHOICES: dict[str, dict[str, str]] = {
    "gender": {key.value: word for key, word in GENDERS.items()},
    "kind": {key.value: word for key, word in KINDS.items()},
    "hold_message_by": HOLD_MESSAGES,
    "language": LANGUAGES,
    "country": COUNTRIES,
}
"""The words of every field that is chosen from a list, by its canonical text."""


def value_words(name: str, text: str) -> str:
    """A canonical text of `domain.customer_fields` as it is read; anything else as it stands."""
    spec = EDITABLE.get(name)
    if spec is None or not text:
        return text
    if spec.kind is FieldKind.FLAG:
        return "Ja" if text == "1" else "Nee"
    if spec.kind is FieldKind.DATE:
        try:
            return short_date(date.fromisoformat(text))
        except ValueError:
            return text
    return CHOICES.get(name, {}).get(text, text)


def who_may(permission: Permission) -> str:
    """The roles that have a permission, for somebody who has not."""
    roles = [role.value for role in Role if permission in PERMISSIONS_OF[role]]
    return ", ".join(roles) if roles else "niemand"


def why_not(entry: Ability) -> str | None:
    """The sentence for a grey control, or None when it may be used."""
    if entry.why_not is None:
        return None
    sentence = _WHY_NOT[entry.why_not]
    if entry.why_not is WhyNot.NO_PERMISSION and entry.needs is not None:
        return f"{sentence} Wel bevoegd: {who_may(entry.needs)}."
    return sentence


def block_words(kind: BlockKind, reason: str, origin: Origin) -> str:
    """A block as it is told in red."""
    if kind is BlockKind.NO_CARD and origin is Origin.ONLINE:
        return NO_CARD_ONLINE
    return f"{BLOCKS[kind]}: {reason}" if reason else BLOCKS[kind]


def price(choice: SubscriptionChoice) -> str:
    """``€ 45,00 /12 mnd`` or ``Gratis``, with the term, as in Wise's list of subscriptions."""
    term = TERMS[choice.term]
    if not choice.amount:
        return f"Gratis  {term}"
    return f"{euros(choice.amount)} /{choice.period_months} mnd  {term}"


def when(at: datetime) -> str:
    """A moment as the clock on the wall had it: ``20-01-2015 14:02``."""
    return moment(at.astimezone(netherlands()))


def day(at: datetime) -> str:
    """The day of a moment, as the calendar on the wall had it: ``20-01-2015``."""
    return short_date(at.astimezone(netherlands()).date())
