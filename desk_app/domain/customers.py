"""The customer (klant; Wise: *actor*) and everything that hangs on one file.

`Customer` is the root of its aggregate: cards, blocks, notices, subscriptions, mandates and the
log-in account are reached and changed through it, under its lock.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from desk_app.domain.cards import Card
from desk_app.domain.login_accounts import LoginAccount
from desk_app.domain.mandates import Mandate
from desk_app.domain.notices import Block, Notice
from desk_app.domain.subscriptions import LedgerEntry, Subscription
from desk_app.errors import Refused


class CustomerKind(StrEnum):
    """Klanttype, after the customer types of Wise."""

    REGULAR = "regular"
    SPECIAL = "special"
    ADMINISTRATIVE = "administrative"
    VOLUNTEER = "volunteer"
    NEWSLETTER = "newsletter"


class Gender(StrEnum):
    """Eigenschappen-1: man, vrouw, instelling, or not told."""

    MALE = "male"
    FEMALE = "female"
    INSTITUTION = "institution"
    UNKNOWN = "unknown"


class Origin(StrEnum):
    """How the customer came in."""

    DESK = "desk"
    ONLINE = "online"
    IMPORT = "import"


@dataclass
class Customer:
    """One person or institution that is or was a member.

    `actor_id` is shown zero-padded to six digits. `temporary_number` is the number of an online
    registrant's welcome mail: searchable, shown nowhere else, gone when the first card is added
    (`003_34566048864d8de6.txt`). `version` counts changes of the whole aggregate. Dates are local
    calendar dates; moments are aware UTC.
    """

    actor_id: int
    branch_code: str
    surname: str
    created_at: datetime
    kind: CustomerKind = CustomerKind.REGULAR
    origin: Origin = Origin.DESK
    gender: Gender = Gender.UNKNOWN
    initials: str = ""
    name_prefix: str = ""
    given_name: str = ""
    search_name: str = ""
    birth_date: date | None = None
    country: str = "NL"
    postcode: str = ""
    house_number: str = ""
    house_suffix: str = ""
    street: str = ""
    place: str = ""
    phone: str = ""
    mobile: str = ""
    fax: str = ""
    email: str = ""
    email_bcc1: str = ""
    email_bcc2: str = ""
    iban: str = field(default="", repr=False)
    bic: str = field(default="", repr=False)
    direct_debit: bool = False
    comment: str = ""
    is_staff: bool = False
    id_checked_on: date | None = None
    id_checked_by: str = ""
    newsletter: bool = False
    keep_loan_history: bool = False
    warn_borrowed_before: bool = False
    self_service_allowed: bool = True
    hold_message_by: str = "email"
    classification: str = ""
    language: str = "nl_NL"
    external_number_1: str = ""
    external_number_2: str = ""
    receipts: bool = True
    target_group: str = ""
    opt_out_marketing: bool = False
    opt_out_mail: bool = False
    opt_out_email: bool = False
    opt_out_phone: bool = False
    opt_out_website: bool = False
    temporary_number: str | None = None
    items_out: int = 0
    last_activity_on: date | None = None
    deleted_at: datetime | None = None
    version: int = 1
    cards: list[Card] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    subscriptions: list[Subscription] = field(default_factory=list)
    mandates: list[Mandate] = field(default_factory=list)
    ledger: list[LedgerEntry] = field(default_factory=list)
    login_account: LoginAccount | None = None


@dataclass(frozen=True)
class FieldConflict:
    """A field that somebody else changed while it was being edited here.

    Texts are canonical, of an account number the last four characters. `by` and `at` are empty when
    nobody's change is on record.
    """

    field: str
    was: str
    theirs: str
    yours: str
    by: str
    at: datetime | None


@dataclass(eq=False)
class CustomerUnknown(Refused):
    """There is no such customer, or no longer."""

    code: ClassVar[str] = "CUS-1"
    actor_id: int


@dataclass(eq=False)
class EditConflict(Refused):
    """The same fields were changed at another desk. Nothing of this edit was saved."""

    code: ClassVar[str] = "CUS-2"
    conflicts: tuple[FieldConflict, ...]


@dataclass(eq=False)
class HasItemsOut(Refused):
    """The customer still has `items` things of the library."""

    code: ClassVar[str] = "CUS-3"
    items: int


@dataclass(eq=False)
class HasBalance(Refused):
    """`balance` euros are still open: owed when positive, to be paid back when negative."""

    code: ClassVar[str] = "CUS-4"
    balance: Decimal


@dataclass(eq=False)
class HasCards(Refused):
    """A card of the customer is still in use or being made."""

    code: ClassVar[str] = "CUS-5"
    cards: int


def check_deletable(*, items_out: int, balance: Decimal, cards_in_use: int) -> None:
    """Whether a customer with these facts may be removed; `balance` in euros.

    Raises:
        HasItemsOut: something of the library is still out.
        HasBalance: an amount is open, either way.
        HasCards: a card is active or being made.
    """
    if items_out:
        raise HasItemsOut(items_out)
    if balance:
        raise HasBalance(balance)
    if cards_in_use:
        raise HasCards(cards_in_use)
