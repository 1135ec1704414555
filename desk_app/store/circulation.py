"""Lending, checking in and reserving, in the running command's transaction.

Everything here is a statement of its own, built once: a check-in is done with a queue of people
before the counter, and loading customers and titles as entities costs several times what it asks.
Whoever changes the loan or the reservation of a copy holds the row of the copy.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, case, exists, insert, select, text, update
from sqlalchemy.orm import Session

from desk_app.domain.branches import BranchUnknown
from desk_app.domain.copies import BarcodeUnknown
from desk_app.domain.customers import CustomerUnknown
from desk_app.domain.loans import Loan
from desk_app.store.catalogue_tables import copy, title
from desk_app.store.circulation_facts import (
    SqlReservationFacts,
    person_columns,
    person_of,
)
from desk_app.store.circulation_tables import loan, reservation
from desk_app.store.field_cipher import FieldCipher
from desk_app.store.readers.customer_file import by_actor_id
from desk_app.store.reservation_queue import held_of
from desk_app.store.school_tables import pupil, school, school_group
from desk_app.store.statements import Statements
from desk_app.store.tables import branch, customer
from desk_app.store.touched import Touched
from desk_app.usecases.circulation_ports import CopyInHand, CopyMeans
from desk_app.usecases.queries.customer_file import CustomerFile

_home = branch.alias("home")
_in_hand = (
    select(
        copy.c.copy_id,
        copy.c.barcode,
        copy.c.title_id,
        copy.c.home_code,
        _home.c.name.label("home_name"),
        copy.c.place_code,
        copy.c.status,
        copy.c.lendable,
        title.c.title,
        title.c.author,
        title.c.kind,
        school.c.branch_code.label("school_code"),
        exists(select(branch.c.code).where(branch.c.code == bindparam("place"))).label("known"),
    )
    .join_from(copy, title, title.c.title_id == copy.c.title_id)
    .join(_home, _home.c.code == copy.c.home_code)
    .join(school, school.c.branch_code == copy.c.home_code, isouter=True)
    .with_for_update(of=copy)
)
_by_barcode = _in_hand.where(copy.c.barcode == bindparam("barcode"))
_by_id = _in_hand.where(copy.c.copy_id == bindparam("copy_id"))
_keep_copy = (
    update(copy)
    .where(copy.c.copy_id == bindparam("of_copy"))
    .values(
        status=bindparam("status"),
        place_code=bindparam("place_code"),
        version=copy.c.version + 1,
    )
)

_borrower = customer.alias("borrower")
_borrowing_pupil = pupil.alias("borrowing_pupil")
_borrowing_group = school_group.alias("borrowing_group")
_holder = customer.alias("holder")
_holding_pupil = pupil.alias("holding_pupil")
_holding_group = school_group.alias("holding_group")
_pickup = branch.alias("pickup")
meaning = (
    select(
        loan,
        *(reservation.c[name].label(f"res_{name}") for name in reservation.c.keys()),  # noqa: SIM118
        _pickup.c.name.label("pickup_name"),
        *person_columns(_borrower, _borrowing_pupil, _borrowing_group, "borrower"),
        *person_columns(_holder, _holding_pupil, _holding_group, "holder"),
    )
    .select_from(copy)
    .join(loan, (loan.c.copy_id == copy.c.copy_id) & loan.c.returned_at.is_(None), isouter=True)
    .join(
        reservation,
        (reservation.c.copy_id == copy.c.copy_id)
        & text("reservation.state IN ('in_transit', 'ready')"),
        isouter=True,
    )
    .join(_borrower, _borrower.c.actor_id == loan.c.actor_id, isouter=True)
    .join(_borrowing_pupil, _borrowing_pupil.c.actor_id == loan.c.actor_id, isouter=True)
    .join(
        _borrowing_group, _borrowing_group.c.group_id == _borrowing_pupil.c.group_id, isouter=True
    )
    .join(_holder, _holder.c.actor_id == reservation.c.actor_id, isouter=True)
    .join(_holding_pupil, _holding_pupil.c.actor_id == reservation.c.actor_id, isouter=True)
    .join(_holding_group, _holding_group.c.group_id == _holding_pupil.c.group_id, isouter=True)
    .join(_pickup, _pickup.c.code == reservation.c.pickup_code, isouter=True)
    .where(copy.c.copy_id == bindparam("copy_id"))
)
_lock_customer = (
    select(customer.c.actor_id)
    .where(customer.c.actor_id == bindparam("actor_id"), customer.c.deleted_at.is_(None))
    .with_for_update()
)
_add_loan = insert(loan).returning(loan.c.loan_id)
_keep_loan = (
    update(loan)
    .where(loan.c.loan_id == bindparam("of_loan"))
    .values(
        due_on=bindparam("due_on"),
        returned_at=bindparam("returned_at"),
        renewals=bindparam("renewals"),
    )
)
_count = (
    update(customer)
    .where(customer.c.actor_id == bindparam("of_actor"))
    .values(
        items_out=case(
            (customer.c.items_out + bindparam("difference") < 0, 0),
            else_=customer.c.items_out + bindparam("difference"),
        ),
        last_activity_on=bindparam("today"),
        version=customer.c.version + 1,
    )
)
_forget_loans = (
    update(loan)
    .where(
        loan.c.actor_id.is_not(None),
        loan.c.returned_at < bindparam("before", type_=loan.c.returned_at.type),
        ~exists(
            select(customer.c.actor_id).where(
                customer.c.actor_id == loan.c.actor_id, customer.c.keep_loan_history.is_(True)
            )
        ),
    )
    .values(actor_id=None)
)
_LOAN: Final = tuple(loan.c.keys())


class Loans:
    """Implements `usecases.circulation_ports.LoanRepository` on one session."""

    def __init__(self, session: Session, touched: Touched, cipher: FieldCipher) -> None:
        self._session = session
        self._statements = Statements(session)
        self._touched = touched
        self._cipher = cipher
        self.facts = SqlReservationFacts(self._statements.ask)

    def copy_in_hand(self, barcode: str, place: str) -> CopyInHand:
        """The copy, locked; no place is asked after when `place` is empty."""
        row = self._statements.first(_by_barcode, {"barcode": barcode, "place": place})
        if row is None:
            raise BarcodeUnknown(barcode)
        if place and not row.known:
            raise BranchUnknown(place)
        return _copy_of(row)

    def copy_by_id(self, copy_id: int) -> CopyInHand:
        """The copy of a loan or a reservation, locked."""
        row = self._statements.first(_by_id, {"copy_id": copy_id, "place": ""})
        assert row is not None
        return _copy_of(row)

    def keep_copy(self, copy: CopyInHand) -> None:
        """Write down status and place of a locked copy."""
        self._statements.do(
            _keep_copy,
            {"of_copy": copy.copy_id, "status": copy.status, "place_code": copy.place_code},
        )
        self._touched.title(copy.title_id)

    def meaning_of(self, copy_id: int) -> CopyMeans:
        """The loan and the reservation of a locked copy."""
        row = self._statements.first(meaning, {"copy_id": copy_id})
        assert row is not None
        if row.loan_id is None:
            lent = borrower = None
        else:
            told = row._mapping  # noqa: SLF001 - the documented way to a row's names
            lent = Loan(**{name: told[name] for name in _LOAN})
            borrower = person_of(row, row.actor_id, "borrower") if row.actor_id else None
        held = None if row.res_reservation_id is None else held_of(row)
        return CopyMeans(lent, borrower, held)

    def customer(self, actor_id: int, today: date) -> CustomerFile:
        """The file of a customer, whose row is locked."""
        statements = self._statements
        if statements.first(_lock_customer, {"actor_id": actor_id}) is None:
            raise CustomerUnknown(actor_id)

        def read(connection: Connection) -> CustomerFile | None:
            # What was changed of customers in this transaction is in the store before it is read.
            self._session.flush()
            driver = connection.connection.driver_connection
            return by_actor_id(driver, connection.dialect.name, self._cipher, actor_id, today)

        file = statements.ask(read)
        assert file is not None
        return file

    def add(self, loan: Loan) -> None:
        """A new loan; its `loan_id` is filled in."""
        values = {name: getattr(loan, name) for name in _LOAN if name != "loan_id"}
        loan.loan_id = self._statements.new(_add_loan, values)

    def keep(self, loan: Loan) -> None:
        """Write down what changed of a loan."""
        self._statements.do(
            _keep_loan,
            {
                "of_loan": loan.loan_id,
                "due_on": loan.due_on,
                "returned_at": loan.returned_at,
                "renewals": loan.renewals,
            },
        )

    def count(self, actor_id: int, difference: int, today: date) -> None:
        """*In bezit* grows or shrinks, and *laatste activiteit* is today."""
        self._statements.do(
            _count, {"of_actor": actor_id, "difference": difference, "today": today}
        )
        self._touched.customer(actor_id)

    def forget_before(self, moment: datetime) -> int:
        """Whose loans were, that were handed in before, unless they keep their history."""
        return self._statements.do(_forget_loans, {"before": moment})


def _copy_of(row: Row[Any]) -> CopyInHand:
    return CopyInHand(
        copy_id=row.copy_id,
        barcode=row.barcode,
        title_id=row.title_id,
        home_code=row.home_code,
        home_name=row.home_name,
        home_is_school=row.school_code is not None,
        place_code=row.place_code,
        status=row.status,
        lendable=row.lendable,
        title=row.title,
        author=row.author,
        kind=row.kind,
    )
