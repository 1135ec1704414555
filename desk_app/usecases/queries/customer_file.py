"""The customer file: everything tabs 1-9 show, with what may be clicked and why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar

from desk_app.domain.cards import CardKind, CardStatus, Sector
from desk_app.domain.customers import CustomerKind, Gender, Origin
from desk_app.domain.login_accounts import LoginAccountState
from desk_app.domain.mandates import MandateState
from desk_app.domain.notices import BlockKind
from desk_app.domain.staff import Permission
from desk_app.domain.subscriptions import CancellationReason, FeeStatus, LedgerKind, TermKind
from desk_app.usecases.abilities import Ability
from desk_app.usecases.messages import Query


@dataclass(frozen=True)
class CustomerDetails:
    """The fields of the file by the names of `domain.customers.Customer`.

    `iban` is masked to its last four characters for those who may not read it.
    """

    kind: CustomerKind
    origin: Origin
    gender: Gender
    initials: str
    name_prefix: str
    surname: str
    given_name: str
    search_name: str
    birth_date: date | None
    country: str
    postcode: str
    house_number: str
    house_suffix: str
    street: str
    place: str
    phone: str
    mobile: str
    fax: str
    email: str
    email_bcc1: str
    email_bcc2: str
    iban: str
    bic: str
    direct_debit: bool
    comment: str
    is_staff: bool
    id_checked_on: date | None
    id_checked_by: str
    newsletter: bool
    keep_loan_history: bool
    warn_borrowed_before: bool
    self_service_allowed: bool
    hold_message_by: str
    classification: str
    language: str
    external_number_1: str
    external_number_2: str
    receipts: bool
    target_group: str
    opt_out_marketing: bool
    opt_out_mail: bool
    opt_out_email: bool
    opt_out_phone: bool
    opt_out_website: bool


@dataclass(frozen=True)
class SubscriptionLine:
    """The running subscription, or the last one that ended."""

    type_code: str
    name: str
    fee: Decimal
    period_months: int
    term: TermKind
    fee_status: FeeStatus
    started_on: date
    valid_until: date
    lends: bool
    online_complete: bool
    ended_on: date | None
    cancelled_per: date | None
    cancellation_reason: CancellationReason | None
    next_anniversary: date
    second_anniversary: date


@dataclass(frozen=True)
class BlockLine:
    """A block in the header. `block_id` None: it follows from something else (no card, unpaid)."""

    kind: BlockKind
    reason: str
    since: datetime | None = None
    by: str = ""
    block_id: int | None = None


@dataclass(frozen=True)
class NoticeLine:
    """A notice with who wrote it and when."""

    notice_id: int
    text: str
    written_at: datetime
    by: str


@dataclass(frozen=True)
class LedgerLine:
    """One amount of the fee build-up, newest first."""

    booked_at: datetime
    kind: LedgerKind
    amount: Decimal
    description: str


@dataclass(frozen=True)
class MandateLine:
    """A mandate and where it stands; the IBAN is its last four characters."""

    reference: str
    state: MandateState
    iban_tail: str
    printed_at: datetime
    signed_on: date | None
    processed_at: datetime | None
    withdrawn_at: datetime | None


@dataclass(frozen=True)
class CardRow:
    """A line of 8.Passen with what its context menu may do."""

    number: str
    display_number: str
    sector: Sector
    kind: CardKind
    status: CardStatus
    added_at: datetime
    last_used_on: date | None
    typed_by_hand: bool
    without_plastic: bool
    printed_count: int
    verified_at: datetime | None
    blocked_reason: str
    replaced_by: str | None
    job_id: int | None
    job_step: str
    abilities: tuple[Ability, ...]


@dataclass(frozen=True)
class CustomerFile:
    """One customer as the desk sees it on `seen_on`.

    `temporary_hint` is the first characters of the temporary number while there is one (the rest is
    shown nowhere); `username` and `login_state` are None when there is no account or when it is a
    colleague's. `login_service_away`: the identity service did not answer when it was last asked.
    """

    actor_id: int
    version: int
    seen_on: date
    branch_code: str
    branch_name: str
    display_name: str
    card_number: str | None
    age: int | None
    details: CustomerDetails
    subscription: SubscriptionLine | None
    expires_on: date | None
    items_out: int
    last_activity_on: date | None
    created_at: datetime
    deleted: bool
    temporary_hint: str
    username: str | None
    colleague: bool
    blocks: tuple[BlockLine, ...]
    notices: tuple[NoticeLine, ...]
    cards: tuple[CardRow, ...]
    balance: Decimal
    ledger: tuple[LedgerLine, ...]
    mandate: MandateLine | None
    earlier_mandates: tuple[MandateLine, ...]
    abilities: tuple[Ability, ...]
    login_state: LoginAccountState | None = None
    login_service_away: bool = False


@dataclass(frozen=True)
class OpenCustomer(Query[CustomerFile]):
    """The file by actor id."""

    permission: ClassVar[Permission] = Permission.CUSTOMER_READ
    actor_id: int


@dataclass(frozen=True)
class OpenByNumber(Query[CustomerFile | None]):
    """The file behind a scanned number in one question; None when nobody has it."""

    permission: ClassVar[Permission] = Permission.CUSTOMER_READ
    number: str


@dataclass(frozen=True)
class LogLine:
    """A line of 4.Overig: which field went from what to what, by whom, when, where.

    For an event that is not a field (card added, mandate printed) `field` is the audit tag.
    """

    at: datetime
    by: str
    workstation: str
    field: str
    old: str
    new: str


@dataclass(frozen=True)
class CustomerLog(Query[tuple[LogLine, ...]]):
    """4.Overig, newest first."""

    permission: ClassVar[Permission] = Permission.CUSTOMER_READ
    actor_id: int
    limit: int = 200
    offset: int = 0


@dataclass(frozen=True)
class CardAdditionPreview:
    """What will change when this number is added.

    `problem` is a refusal code when it cannot be; `username_old`/`username_new` differ when the
    log-in name will follow the card.
    """

    number: str
    display_number: str
    becomes_primary: bool
    becomes_active_at_once: bool
    temporary_number_ends: bool
    username_old: str
    username_new: str
    problem: str = ""


@dataclass(frozen=True)
class PreviewCardAddition(Query[CardAdditionPreview]):
    """What the desk must see before a first card is added to an online registrant."""

    permission: ClassVar[Permission] = Permission.CARD_ADD
    actor_id: int
    number: str


@dataclass(frozen=True)
class SubscriptionChoice:
    """A row of the subscription list; `why_not` (a code) when this customer may not have it."""

    code: str
    name: str
    amount: Decimal
    period_months: int
    term: TermKind
    why_not: str = ""


@dataclass(frozen=True)
class SubscriptionChoices(Query[tuple[SubscriptionChoice, ...]]):
    """What *Muteer abonnement* may choose from for this customer today."""

    permission: ClassVar[Permission] = Permission.CUSTOMER_READ
    actor_id: int
