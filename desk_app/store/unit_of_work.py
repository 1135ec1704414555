"""One command, one transaction: the repositories on one session, and what only the desk may do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, insert, select
from sqlalchemy.orm import Session

from desk_app.domain.customers import Customer
from desk_app.store import audit
from desk_app.store.card_batches import CardBatches
from desk_app.store.catalogue import Copies, Titles
from desk_app.store.circulation import Loans
from desk_app.store.column_types import Moment
from desk_app.store.engine import Database
from desk_app.store.enrolment_drafts import EnrolmentDrafts
from desk_app.store.login_accounts import LoginAccounts
from desk_app.store.numbers import Numbers, raise_counters
from desk_app.store.pupil_imports import PupilImports
from desk_app.store.read_log import write_readings
from desk_app.store.record_tables import idempotency
from desk_app.store.repositories import Branches, CardJobs, Customers, Errands, Staff
from desk_app.store.reservation_queue import PortalMessages, Reservations
from desk_app.store.schools import Pupils, Schools
from desk_app.store.search_upkeep import SearchedCustomer, forget_customer, index_customer
from desk_app.store.signups import SignUps
from desk_app.store.tables import customer_change
from desk_app.store.touched import Touched
from desk_app.store.trouble import raise_ours, translate, translated
from desk_app.usecases.messages import Changes
from desk_app.usecases.queries.customer_file import LogLine
from desk_app.usecases.store_errors import CommitUnknown, StoreAway
from desk_app.usecases.store_ports import AuditEntry, FieldChangeRecord, ReadingRecord

_SECRET_FIELDS: Final = frozenset({"iban"})
_TAIL: Final = 4

_add_change = insert(customer_change)
_last_change = (
    select(customer_change)
    .where(
        customer_change.c.actor_id == bindparam("actor_id"),
        customer_change.c.field == bindparam("field"),
    )
    .order_by(customer_change.c.change_id.desc())
    .limit(1)
)
_answer = select(idempotency.c.fingerprint, idempotency.c.answer).where(
    idempotency.c.key == bindparam("key")
)
_add_answer = insert(idempotency)
_forget_answers = delete(idempotency).where(idempotency.c.at < bindparam("before", type_=Moment()))


class Transaction:
    """A running command's transaction. Made by `Transactions.open`."""

    def __init__(
        self,
        database: Database,
        connection: Connection,
        session: Session,
        *,
        staff_name: str,
        workstation: str,
        now: datetime,
    ) -> None:
        self._connection = connection
        self._session = session
        self._staff_name = staff_name
        self._workstation = workstation
        self._now = now
        self._touched = Touched(session)
        self._audit: list[AuditEntry] = []
        self.committed = False
        serials = None if database.one_writer else database.serials
        self.numbers = Numbers(session, serials)
        self.customers = Customers(session, self.numbers)
        self.card_jobs = CardJobs(session)
        self.staff = Staff(session, self.numbers)
        self.branches = Branches(session)
        self.errands = Errands(session)
        self.logins = LoginAccounts(session)
        self.drafts = EnrolmentDrafts(session)
        self.titles = Titles(session)
        self.copies = Copies(session)
        self.schools = Schools(session)
        self.signups = SignUps(session, database.cipher)
        self.pupils = Pupils(session)
        self.loans = Loans(session, self._touched, database.cipher)
        self.reservations = Reservations(session, self._touched)
        self.portal_messages = PortalMessages(session)
        self.imports = PupilImports(session)
        self.batches = CardBatches(session)

    # ---------------------------------------------------------------------------- for handlers

    def log_change(self, change: FieldChangeRecord) -> None:
        """Keep a line for 4.Overig. Of an account number only the last four characters are kept."""
        hide = _tail if change.field in _SECRET_FIELDS else str
        with translated():
            self._session.flush()
            self._session.connection().execute(
                _add_change,
                {
                    "actor_id": change.actor_id,
                    "at": self._now,
                    "by": self._staff_name,
                    "workstation": self._workstation,
                    "field": change.field,
                    "old": hide(change.old),
                    "new": hide(change.new),
                },
            )
        self._touched.customer(change.actor_id)

    def last_change_of(self, actor_id: int, field: str) -> LogLine | None:
        """Who last changed a field, for the conflict of two desks."""
        with translated():
            row = (
                self._session.connection()
                .execute(_last_change, {"actor_id": actor_id, "field": field})
                .first()
            )
        if row is None:
            return None
        return LogLine(row.at, row.by, row.workstation, row.field, row.old, row.new)

    def record_readings(self, readings: tuple[ReadingRecord, ...]) -> None:
        """Keep who looked into which file; a customer who is gone is left out."""
        with translated():
            write_readings(self._session.connection(), readings)

    def forget_answers_before(self, moment: datetime) -> int:
        """Take away the answers stored under idempotency keys before; they may hold names."""
        with translated():
            connection = self._session.connection()
            return connection.execute(_forget_answers, {"before": moment}).rowcount

    def touch_customer(self, actor_id: int) -> None:
        """Say that a customer changed although no mapped entity of it was."""
        self._touched.customer(actor_id)

    def changes(self) -> Changes:
        """What this transaction has changed so far."""
        if not self.committed:
            self.flush()
        return self._touched.changes()

    # -------------------------------------------------------------------------- for the desk

    def stored_answer(self, key: str) -> tuple[str, str] | None:
        """Fingerprint and answer stored under an idempotency key."""
        with translated():
            row = self._session.connection().execute(_answer, {"key": key}).first()
        return (row.fingerprint, row.answer) if row else None

    def store_answer(self, key: str, fingerprint: str, answer: str) -> None:
        """Keep the answer of a command under its key."""
        with translated():
            self._session.connection().execute(
                _add_answer,
                {"key": key, "fingerprint": fingerprint, "answer": answer, "at": self._now},
            )

    def write_audit(self, entry: AuditEntry) -> None:
        """Write the audit row; it goes in at the commit, when nothing is left to wait for."""
        self._audit.append(entry)

    def flush(self) -> None:
        """Send every change to the engine, with the search in what was renamed."""
        with translated():
            self._session.flush()
            to_index, self._touched.to_index = self._touched.to_index, {}
            for customer in to_index.values():
                _keep_findable(self._session.connection(), customer)
            self._touched.catalogue.keep_findable(self._session.connection())

    def commit(self) -> None:
        """Make everything durable.

        Raises:
            Refused: a constraint says no, as the rule it stands for would have.
            CommitUnknown: the connection broke while committing.
        """
        self.flush()
        with translated():
            for entry in self._audit:
                audit.append(self._session.connection(), entry)
            self._session.commit()
        try:
            self._connection.commit()
        except Exception as error:
            if isinstance(translate(error), StoreAway):
                raise CommitUnknown from error
            raise_ours(error)
        self.committed = True


class Transactions:
    """Opens transactions on one database, and pays the serials that failed ones still owe."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._owed: dict[str, int] = {}

    @contextmanager
    def open(self, *, staff_name: str, workstation: str, now: datetime) -> Iterator[Transaction]:
        """A transaction; left without a commit it is rolled back.

        Foreign errors that reach the end of the block leave it as ours.
        """
        with translated(), self._database.writing() as connection:
            if self._owed:
                raise_counters(connection, self._owed)
            session = Session(
                bind=connection,
                expire_on_commit=False,
                join_transaction_mode="create_savepoint"
                if self._database.one_writer
                else "rollback_only",
            )
            work = Transaction(
                self._database,
                connection,
                session,
                staff_name=staff_name,
                workstation=workstation,
                now=now,
            )
            try:
                yield work
            finally:
                if work.committed:
                    self._owed.clear()
                elif self._database.one_writer:
                    self._keep_serials(connection, session, work.numbers.given)
                session.close()

    def _keep_serials(
        self, connection: Connection, session: Session, given: dict[str, int]
    ) -> None:
        """Undo the command, but not the serials it was given; owe them when even that fails."""
        self._owed.update(given)
        if not self._owed:
            return
        try:
            session.rollback()
            if not _in_transaction(connection):
                # The engine undid everything by itself.
                connection.rollback()
                connection.begin()
            raise_counters(connection, self._owed)
            connection.commit()
        except Exception as error:
            if translate(error) is None:
                raise
            return
        self._owed.clear()


def _in_transaction(connection: Connection) -> bool:
    driver: Any = connection.connection.driver_connection
    return bool(driver.in_transaction)


def _keep_findable(connection: Connection, customer: Customer) -> None:
    if customer.deleted_at is not None:
        forget_customer(connection, customer.actor_id)
        return
    index_customer(
        connection,
        SearchedCustomer(
            actor_id=customer.actor_id,
            name_prefix=customer.name_prefix,
            surname=customer.surname,
            initials=customer.initials,
            given_name=customer.given_name,
            birth_date=customer.birth_date,
            postcode=customer.postcode,
            house_number=customer.house_number,
            email=customer.email,
        ),
    )


def _tail(text: str) -> str:
    return f"…{text[-_TAIL:]}" if text else ""
