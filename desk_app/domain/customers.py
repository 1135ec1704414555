"""The customer (klant; Wise: *actor*) and everything that hangs on one file.

`Customer` is the root of its aggregate: cards, blocks, notices, subscriptions, mandates and the log-in
account are reached and changed through it, under its lock.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from desk_app.domain.cards import Card
from desk_app.domain.login_accounts import LoginAccount
from desk_app.domain.mandates import Mandate
from desk_app.domain.notices import Block, Notice
from desk_app.domain.subscriptions import LedgerEntry, Subscription


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
    iban: str = ""
    bic: str = ""
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
