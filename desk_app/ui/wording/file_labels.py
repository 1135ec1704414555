"""The captions and buttons of the customer file that are not fields."""

from __future__ import annotations

TABS = "Tabbladen van de klant"
PERSON = "Naam"
ADDRESS = "Adres"
CONTACT = "Bereikbaar"
CUSTOMER = "Klant"
LENDING = "Lenen"
MESSAGES = "Berichten"
MARKS = "Kenmerken"
NEWSLETTER = "Nieuwsbrief"
OPT_OUT = "Niet benaderen (opt-out)"

STAFF = "personeel"
STAFF_TIP = "Een collega of vrijwilliger"
SUBSCRIPTION = "Abonnement"
STATUS = "Status"
EXPIRES = "Vervalt"
ITEMS_OUT = "In bezit"
LAST_ACTIVITY = "Laatste activiteit"
NO_SUBSCRIPTION = "Geen abonnement"
NO_CARD_NUMBER = "Geen pasnummer"
LINE_TIP = "Pasnummer  [actor-id]  ·  geboortedatum (leeftijd)  ·  vestiging"
NAME_TIP = "Dubbelklik kopieert het pasnummer, of anders het actor-id."

SUMMARY_PERSON = "Persoon"
MEMBERSHIP = "Lidmaatschap"
NAME = "Naam"
GIVEN_NAME = "Roepnaam"
BORN = "Geboren"
PHONE = "Telefoon"
EMAIL = "E-mail"
USERNAME = "Gebruikersnaam"
KIND = "Klanttype"
ENROLLED = "Ingeschreven"
PRIMARY_CARD = "Hoofdpas"
ACTIVE_CARDS = "Actieve passen"
ID_CHECKED = "Legitimatie"
ID_NOT_CHECKED = "Nog niet gecontroleerd"
BALANCE = "Saldo"
COLLEAGUE = "Van een collega; alleen zelf te zien op de website"
YES = "Ja"
NO = "Nee"

LOG = "Wijzigingen"
LOG_COLUMNS = ("Wanneer", "Wie", "Balie", "Wat", "Was", "Is")
LOG_EMPTY = "Nog niets gewijzigd"
LOG_EMPTY_ADVICE = "Wijzigingen van deze klant komen hier te staan."

NOTICES = "Meldingen voor de balie"
NO_NOTICES = "Er zijn geen meldingen."
REMOVE = "Haal weg"
BLOCKS = "Blokkades"
NO_BLOCKS = "Er zijn geen blokkades."
LIFT = "Hef op"
BLOCK_KIND = "Soort blokkade"
FOLLOWS = "Volgt vanzelf uit de gegevens"

COSTS = "Opbouw abonnementskosten"
COST_COLUMNS = ("Datum", "Bedrag", "Omschrijving")
PAYMENT = "Incasso en machtiging"
BIC_HINT = "* Alleen bij buitenlandse rekeningnummers"
SIGNED_ON = "Datum afgifte machtiging"
CANCELLING = "Opzeggen"
CANCEL_REASON = "Reden opzegging"
CHOOSE_REASON = "Kies een reden"
CANCEL_AT_ONCE = "Abonnement opzeggen per direct"

EDIT = "Wijzig"
DELETE = "Verwijder"
CANCEL = "Annuleer"
SAVE = "Opslaan"
QUIT = "Quit"

IS_STAFF_ELSEWHERE = "Dit zet alleen de beheerder, bij Balie, Medewerkers."
READ_ONLY: dict[str, str] = {
    "id_checked_by": "Wie controleerde, volgt vanzelf uit de datum van de controle.",
    "is_staff": IS_STAFF_ELSEWHERE,
}
"""Why a field stays closed while the others are open."""


def id_checked(day: str, by: str) -> str:
    """When and by whom an identity document was seen."""
    return f"Gecontroleerd op {day}" + (f" door {by}" if by else "")


def subscription_line(code: str, name: str, fee: str, months: int, term: str) -> str:
    """``0010  Basis – € 0,01 per 12 maanden (Vast)``."""
    every = "maand" if months == 1 else f"{months} maanden"
    return f"{code}  {name} – {fee} per {every} ({term})"


def status_since(status: str, day: str) -> str:
    """The state of the subscription and since when it runs."""
    return f"{status}, begonnen op {day}"


def cancelled_per(day: str, reason: str, *, over: bool) -> str:
    """A subscription that was cancelled, or that is over."""
    why = f" ({reason.lower()})" if reason else ""
    return f"{'Geëindigd' if over else 'Opgezegd'} per {day}{why}"


def cancel_per(day: str) -> str:
    """``Abonnement opzeggen per 1 mei 2027``."""
    return f"Abonnement opzeggen per {day}"


def balance(amount: str) -> str:
    """The balance under the fee build-up."""
    return f"{BALANCE} {amount}"


def mandate_line(reference: str, state: str, printed: str, signed: str, iban_tail: str) -> str:
    """A mandate and where it stands; the account is its last four characters."""
    parts = [f"Machtiging {reference}: {state.lower()}", f"IBAN •••• {iban_tail}"]
    parts.append(f"geprint {printed}")
    if signed:
        parts.append(f"afgegeven {signed}")
    return ", ".join(parts)


def earlier_mandates(count: int) -> str:
    """Mandates that were withdrawn before this one."""
    return "1 eerdere machtiging" if count == 1 else f"{count} eerdere machtigingen"


def cost_line(kind: str, description: str) -> str:
    """What an amount was for."""
    return f"{kind}: {description}" if description else kind
