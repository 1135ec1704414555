"""What queries read, over the connection each thread holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import Connection

from desk_app.domain.branches import Branch
from desk_app.domain.cards import CardStatus
from desk_app.domain.people import Name, list_name
from desk_app.domain.subscriptions import SubscriptionType, Tariff
from desk_app.errors import DeskAppError
from desk_app.store.card_batches import SqlBatchReadings
from desk_app.store.engine import Database
from desk_app.store.readers import customer_file, lists, login_accounts
from desk_app.store.readers.catalogue import SqlCatalogueReadings
from desk_app.store.readers.circulation import SqlCirculationReadings
from desk_app.store.readers.enrolment import SqlEnrolmentReadings
from desk_app.store.readers.pupil_imports import SqlImportReadings
from desk_app.store.readers.schools import SqlSchoolReadings
from desk_app.store.readers.signups import SqlSignUpReadings
from desk_app.store.search import FoundCustomer, search_customers
from desk_app.store.trouble import is_disconnect, raise_ours, translate
from desk_app.usecases.messages import SignedIn
from desk_app.usecases.queries.card_jobs import CardJobRow
from desk_app.usecases.queries.customer_file import CustomerFile, LogLine
from desk_app.usecases.queries.login_accounts import LoginFacts, LoginWork
from desk_app.usecases.queries.search import CustomerHit, SearchAnswer
from desk_app.usecases.queries.staff import StaffRow
from desk_app.usecases.queries.status import ErrandRow
from desk_app.usecases.store_ports import ErrandState, NumberUse

T = TypeVar("T")


class SqlReadings:
    """Every question of `usecases.store_ports.Readings`.

    A question whose connection turns out to be gone is asked once more over a fresh one: a server
    that came back is not seen at the desk.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._branch_names: dict[str, str] = {}
        self.enrolment = SqlEnrolmentReadings(self._ask)
        self.catalogue = SqlCatalogueReadings(self._ask)
        self.circulation = SqlCirculationReadings(self._ask)
        self.signups = SqlSignUpReadings(self._ask)
        self.schools = SqlSchoolReadings(self._ask)
        self.imports = SqlImportReadings(self._ask)
        self.batches = SqlBatchReadings(self._ask)

    # ------------------------------------------------------------------------------ customers

    def customer_file(self, actor_id: int, today: date) -> CustomerFile | None:
        """The file, or None when there is no such customer."""
        return self._asked(
            lambda database: customer_file.by_actor_id(
                database.reading_driver(), database.dialect, database.cipher, actor_id, today
            )
        )

    def customer_file_by_number(self, number: str, today: date) -> CustomerFile | None:
        """The file behind a card or temporary number in one go."""
        return self._asked(
            lambda database: customer_file.by_number(
                database.reading_driver(), database.dialect, database.cipher, number, today
            )
        )

    def number_owner(self, number: str) -> tuple[int | None, NumberUse, CardStatus | None] | None:
        """Actor id, use and card status of a number; None when it was never used."""
        return self._ask(lambda connection: lists.number_owner(connection, number))

    def search(self, text: str, limit: int, today: date) -> SearchAnswer:  # noqa: ARG002
        """Customers by whatever was typed."""
        found = self._ask(lambda connection: search_customers(connection, text, limit))
        hits = tuple(self._hit(one) for one in found.hits)
        return SearchAnswer(text, hits, found.certain, found.more)

    def customer_log(self, actor_id: int, limit: int, offset: int) -> tuple[LogLine, ...]:
        """Changes of a file, newest first."""
        return self._ask(lambda connection: lists.customer_log(connection, actor_id, limit, offset))

    # ------------------------------------------------------------------------------ card jobs

    def card_job(self, job_id: int) -> CardJobRow | None:
        """One card job with its card face."""
        return self._ask(lambda connection: lists.card_job(connection, job_id))

    def unfinished_card_jobs(self, workstation: str) -> tuple[CardJobRow, ...]:
        """Card jobs of a workstation that still need a decision, oldest first."""
        return self._ask(lambda connection: lists.unfinished_card_jobs(connection, workstation))

    # ------------------------------------------------------------------------------- branches

    def branch(self, code: str) -> Branch | None:
        """The branch."""
        return self._ask(lambda connection: lists.branch(connection, code))

    def branches(self) -> tuple[Branch, ...]:
        """Every branch, by code."""
        return self._ask(lists.branches)

    def subscription_types(self, branch_code: str) -> tuple[SubscriptionType, ...]:
        """The types a branch offers."""
        return self._ask(lambda connection: lists.subscription_types(connection, branch_code))

    def tariffs(self, on: date) -> tuple[Tariff, ...]:
        """All tariffs valid on a day."""
        return self._ask(lambda connection: lists.tariffs(connection, on))

    # -------------------------------------------------------------------------- staff, errands

    def session_identity(self, token_hash: str) -> tuple[SignedIn, bool] | None:
        """Who an open session belongs to and whether it is locked."""
        return self._asked(
            lambda database: lists.session_identity(
                database.reading_driver(), database.dialect, token_hash
            )
        )

    def staff_names(self) -> tuple[tuple[str, str, str], ...]:
        """User name, display name and role of enabled accounts."""
        return self._ask(lists.staff_names)

    def staff_rows(self) -> tuple[StaffRow, ...]:
        """Every account, disabled ones too, by display name."""
        return self._ask(lists.staff_rows)

    def errand_counts(self) -> dict[ErrandState, int]:
        """How many errands stand where."""
        return self._ask(lists.errand_counts)

    def next_errand_due(self) -> datetime | None:
        """The earliest moment at which the outbox has work."""
        return self._ask(lists.next_errand_due)

    def open_errands(self, limit: int) -> tuple[ErrandRow, ...]:
        """Errands that are not done, oldest first."""
        return self._ask(lambda connection: lists.open_errands(connection, limit))

    # -------------------------------------------------------------------------- log-in accounts

    def login_account(self, actor_id: int) -> LoginFacts | None:
        """The log-in account of a customer."""
        return self._ask(lambda connection: login_accounts.login_account(connection, actor_id))

    def login_work(self, limit: int) -> LoginWork:
        """What is still to be done about log-in accounts."""
        return self._ask(lambda connection: login_accounts.login_work(connection, limit))

    # ---------------------------------------------------------------------------------- inside

    def _ask(self, question: Callable[[Connection], T]) -> T:
        return self._asked(lambda database: question(database.reading()))

    def _asked(self, question: Callable[[Database], T]) -> T:
        try:
            return question(self._database)
        except Exception as error:  # noqa: BLE001 raised again as ours
            # Whatever went wrong, the connection may be half-way through an answer.
            self._database.drop_reading()
            if not _is_disconnect(error):
                raise_ours(error)
        try:
            return question(self._database)
        except Exception as error:  # noqa: BLE001 raised again as ours
            self._database.drop_reading()
            raise_ours(error)

    def _hit(self, found: FoundCustomer) -> CustomerHit:
        name = Name(
            found.surname,
            initials=found.initials,
            name_prefix=found.name_prefix,
            given_name=found.given_name,
        )
        house = f"{found.house_number}{found.house_suffix}"
        street = f"{found.street} {house}".strip()
        place = f"{found.postcode} {found.place}".strip()
        return CustomerHit(
            actor_id=found.actor_id,
            list_name=list_name(name),
            birth_date=found.birth_date,
            address_line=", ".join(part for part in (street, place) if part),
            card_number=found.card_number,
            branch_code=found.branch_code,
            branch_name=self._branch_name(found.branch_code),
            match=found.match.value,
            blocked=found.blocked,
        )

    def _branch_name(self, code: str) -> str:
        if code not in self._branch_names:
            branch = self.branch(code)
            self._branch_names[code] = branch.name if branch else ""
        return self._branch_names[code]


def _is_disconnect(error: Exception) -> bool:
    ours = error if isinstance(error, DeskAppError) else translate(error)
    return ours is not None and is_disconnect(ours)
