"""What use cases ask of the store. `desk_app.store` implements these; nothing here knows SQL.

Entities live only inside their unit of work. Getting an aggregate's root locks it until the end of
the transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from desk_app.domain.branches import Branch
from desk_app.domain.cards import CardStatus
from desk_app.domain.customers import Customer
from desk_app.domain.subscriptions import SubscriptionType, Tariff
from desk_app.usecases.batch_ports import CardBatchRepository, CardJobRepository
from desk_app.usecases.catalogue_ports import CatalogueReadings, CopyRepository, TitleRepository
from desk_app.usecases.circulation_ports import (
    CirculationReadings,
    LoanRepository,
    PortalMessageRepository,
    ReservationRepository,
)
from desk_app.usecases.enrolment_ports import EnrolmentDrafts, EnrolmentReadings
from desk_app.usecases.errands.states import ErrandState as ErrandState  # noqa: PLC0414 - part of this contract
from desk_app.usecases.import_ports import PupilImportRepository
from desk_app.usecases.login_ports import LoginAccountRepository
from desk_app.usecases.messages import Changes, SignedIn
from desk_app.usecases.queries.card_jobs import CardJobRow
from desk_app.usecases.queries.customer_file import CustomerFile, LogLine
from desk_app.usecases.queries.login_accounts import LoginFacts, LoginWork
from desk_app.usecases.queries.search import SearchAnswer
from desk_app.usecases.queries.staff import StaffRow
from desk_app.usecases.queries.status import ErrandRow
from desk_app.usecases.school_ports import PupilRepository, SchoolRepository
from desk_app.usecases.school_readings import BatchReadings, ImportReadings, SchoolReadings
from desk_app.usecases.signup_ports import SignUpReadings, SignUpRepository
from desk_app.usecases.staff_ports import BranchRepository, StaffRepository


class NumberUse(StrEnum):
    """What a number was ever used for; a number is never used twice."""

    CARD = "card"
    SYSTEM = "system"
    TEMPORARY = "temporary"
    SPOILED = "spoiled"


@dataclass
class Errand:
    """Something that leaves the building: `kind` names its carrier, `payload` is JSON text.

    `key` is the idempotency key given to the outside, unique for ever.
    """

    kind: str
    key: str
    payload: str
    created_at: datetime
    due_at: datetime
    state: ErrandState = ErrandState.WAITING
    attempts: int = 0
    trouble: str = ""
    actor_id: int | None = None
    finished_at: datetime | None = None
    errand_id: int | None = None


@dataclass(frozen=True)
class FieldChangeRecord:
    """One line of 4.Overig to be kept: a field's old and new canonical text."""

    actor_id: int
    field: str
    old: str
    new: str


@dataclass(frozen=True)
class ReadingRecord:
    """Somebody looked into a customer's file; `what` names the question, such as ``customer``."""

    at: datetime
    staff_id: int
    workstation: str
    actor_id: int
    what: str


class CustomerRepository(Protocol):
    """Customers with everything that hangs on them."""

    def get(self, actor_id: int) -> Customer:
        """The customer, locked. Raises `CustomerUnknown` when there is none (or it is deleted)."""

    def by_number(self, number: str) -> Customer | None:
        """The owner of a card or temporary number, locked; None when nobody has it."""

    def add(self, customer: Customer) -> None:
        """A new customer; `actor_id` must come from `next_actor_id`."""

    def next_actor_id(self) -> int:
        """A fresh actor id, never given before, also not by a transaction that failed."""


class NumberRegister(Protocol):
    """Every number ever used: cards, system numbers, temporary numbers, spoiled ones."""

    def claim(self, number: str, use: NumberUse, actor_id: int | None) -> None:
        """Take a number for ever. Raises `CardNumberTaken` when it was ever used."""

    def use_of(self, number: str) -> NumberUse | None:
        """What the number was used for, or None when it is free."""

    def mark_spoiled(self, number: str) -> None:
        """The number's card went to waste; it stays taken."""

    def next_serial(self, name: str) -> int:
        """The next value of a named counter (system numbers, mandates), never given twice."""


class ErrandRepository(Protocol):
    """The outbox."""

    def add(self, errand: Errand) -> None:
        """Store an errand to be carried out after the commit."""

    def get(self, errand_id: int) -> Errand:
        """The errand, locked. Raises `ErrandUnknown`."""

    def claim_due(self, now: datetime, limit: int) -> tuple[Errand, ...]:
        """Take due errands for this worker: they become BUSY; other workers skip them.

        Of one customer's errands for the identity service only the oldest that is not over is due.

        `due_at` of a BUSY errand is the moment its worker must have told the outcome; the caller
        sets it.
        """

    def abandoned(self, now: datetime, limit: int) -> tuple[Errand, ...]:
        """BUSY errands whose `due_at` has passed, locked: their worker died on the way."""

    def waiting(self, kind: str, actor_id: int) -> tuple[Errand, ...]:
        """WAITING errands of one kind for a customer, locked, but those another desk holds."""


class UnitOfWork(Protocol):
    """One transaction. Leaving it without a commit rolls back; only the desk commits."""

    @property
    def customers(self) -> CustomerRepository:
        """Customers with everything that hangs on them."""

    @property
    def numbers(self) -> NumberRegister:
        """Every number ever used."""

    @property
    def card_jobs(self) -> CardJobRepository:
        """Cards being made."""

    @property
    def staff(self) -> StaffRepository:
        """Staff accounts and their sessions."""

    @property
    def branches(self) -> BranchRepository:
        """Branches and what they offer."""

    @property
    def errands(self) -> ErrandRepository:
        """The outbox."""

    @property
    def logins(self) -> LoginAccountRepository:
        """Log-in accounts, across customers."""

    @property
    def drafts(self) -> EnrolmentDrafts:
        """What was typed of new customers."""

    @property
    def titles(self) -> TitleRepository:
        """Titles."""

    @property
    def copies(self) -> CopyRepository:
        """Copies of titles."""

    @property
    def signups(self) -> SignUpRepository:
        """Who signs up online."""

    @property
    def schools(self) -> SchoolRepository:
        """Schools and their groups."""

    @property
    def pupils(self) -> PupilRepository:
        """Pupils, with consents and proposed links."""

    @property
    def loans(self) -> LoanRepository:
        """Copies at the counter, and who has them."""

    @property
    def reservations(self) -> ReservationRepository:
        """Reservations and their queue."""

    @property
    def portal_messages(self) -> PortalMessageRepository:
        """Messages to pupils."""

    @property
    def imports(self) -> PupilImportRepository:
        """Imports of pupils."""

    @property
    def batches(self) -> CardBatchRepository:
        """Batches of cards."""

    def log_change(self, change: FieldChangeRecord) -> None:
        """Keep a line for 4.Overig; who, when and where come from the running command."""

    def last_change_of(self, actor_id: int, field: str) -> LogLine | None:
        """Who last changed a field, for the conflict of two desks."""

    def record_readings(self, readings: tuple[ReadingRecord, ...]) -> None:
        """Keep who looked into which file; a customer who is gone is left out."""

    def forget_answers_before(self, moment: datetime) -> int:
        """Take away the answers stored under idempotency keys before; they may hold names."""

    def touch_customer(self, actor_id: int) -> None:
        """Say that a customer changed although no mapped entity of it was (rarely needed)."""

    def changes(self) -> Changes:
        """What this transaction has changed so far."""


class Readings(Protocol):
    """What queries read: plain SELECTs into frozen shapes over a held connection.

    Facts only: `abilities` are empty and IBANs whole; the query handlers in `usecases.queries` add
    and mask according to who asks.
    """

    def customer_file(self, actor_id: int, today: date) -> CustomerFile | None:
        """The file, or None when there is no such customer."""

    def customer_file_by_number(self, number: str, today: date) -> CustomerFile | None:
        """The file behind a card or temporary number in one go."""

    def number_owner(self, number: str) -> tuple[int | None, NumberUse, CardStatus | None] | None:
        """Actor id (None: nobody's), use and card status of a number; None when never used."""

    def search(self, text: str, limit: int, today: date) -> SearchAnswer:
        """Customers by whatever was typed."""

    def customer_log(self, actor_id: int, limit: int, offset: int) -> tuple[LogLine, ...]:
        """Changes of a file, newest first."""

    def card_job(self, job_id: int) -> CardJobRow | None:
        """One card job with its card face."""

    def unfinished_card_jobs(self, workstation: str) -> tuple[CardJobRow, ...]:
        """Card jobs of a workstation that still need a decision, oldest first."""

    def branch(self, code: str) -> Branch | None:
        """The branch."""

    def branches(self) -> tuple[Branch, ...]:
        """Every branch, by code."""

    def subscription_types(self, branch_code: str) -> tuple[SubscriptionType, ...]:
        """The types a branch offers."""

    def tariffs(self, on: date) -> tuple[Tariff, ...]:
        """All tariffs valid on a day."""

    def session_identity(self, token_hash: str) -> tuple[SignedIn, bool] | None:
        """Who an open session belongs to and whether it is locked; None when closed or disabled."""

    def staff_names(self) -> tuple[tuple[str, str, str], ...]:
        """User name, display name and role of enabled accounts (the demo's one-click sign-in)."""

    def staff_rows(self) -> tuple[StaffRow, ...]:
        """Every account, disabled ones too, by display name."""

    def errand_counts(self) -> dict[ErrandState, int]:
        """How many errands stand where."""

    def next_errand_due(self) -> datetime | None:
        """The earliest `due_at` of an errand that waits or is busy; None when there is none."""

    def open_errands(self, limit: int) -> tuple[ErrandRow, ...]:
        """Errands that are not done, oldest first.

        Of an employee or volunteer it is not told whose errand for the identity service it is.
        """

    @property
    def catalogue(self) -> CatalogueReadings:
        """What is asked about titles and copies."""

    @property
    def signups(self) -> SignUpReadings:
        """What is asked about sign-ups."""

    @property
    def enrolment(self) -> EnrolmentReadings:
        """What is asked while somebody is enrolled."""

    @property
    def circulation(self) -> CirculationReadings:
        """What is asked about lending and reserving."""

    @property
    def schools(self) -> SchoolReadings:
        """Schools, groups and pupils."""

    @property
    def imports(self) -> ImportReadings:
        """Imports of pupils."""

    @property
    def batches(self) -> BatchReadings:
        """Batches of cards."""

    def login_account(self, actor_id: int) -> LoginFacts | None:
        """The log-in account of a customer; None when there is none."""

    def login_work(self, limit: int) -> LoginWork:
        """What is still to be done about log-in accounts, by the states last told; nothing of
        employees and volunteers.
        """


@dataclass(frozen=True)
class AuditEntry:
    """What the desk writes in the same transaction as the change.

    `tag` is the value of an `AuditTag`; `subject` is ``customer:<actor id>`` for everything that
    happened to a customer (4.Overig lists those), else ``staff:<id>``, ``errand:<id>`` or empty;
    `details` is JSON text without secrets.
    """

    tag: str
    staff_id: int | None
    role: str
    workstation: str
    subject: str
    details: str
    at: datetime


class Store(Protocol):
    """The database as the desk sees it."""

    def transaction(
        self, *, staff_name: str, workstation: str, now: datetime
    ) -> AbstractContextManager[CommandTransaction]:
        """Open a command's transaction (`BEGIN IMMEDIATE` on SQLite)."""

    def readings(self) -> Readings:
        """The reading side of the calling thread."""

    def retry_once(self, run: Callable[[], object]) -> object:
        """Run a transaction again once when the engine reports a serialisation failure."""

    def close(self) -> None:
        """Close every connection."""


class CommandTransaction(UnitOfWork, Protocol):
    """The unit of work with what only the desk may do."""

    def stored_answer(self, key: str) -> tuple[str, str] | None:
        """Fingerprint of the command and answer (JSON) stored under an idempotency key."""

    def store_answer(self, key: str, fingerprint: str, answer: str) -> None:
        """Keep the answer of a command under its key."""

    def write_audit(self, entry: AuditEntry) -> None:
        """Write the audit row, chained to the one before it."""

    def commit(self) -> None:
        """Make everything durable; raises the refusal a broken constraint stands for."""
