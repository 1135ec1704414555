"""What commands keep of batches of cards, and what the window shows of them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, bindparam, exists, func, literal, select
from sqlalchemy.orm import Session

from desk_app.domain.card_batches import (
    BatchState,
    CardBatch,
    CardBatchItem,
    CardBatchUnknown,
)
from desk_app.domain.card_numbers import display_number
from desk_app.domain.cards import CardStatus
from desk_app.store import tables
from desk_app.store.readers.enrolment import Ask
from desk_app.store.readers.pupil_lists import named
from desk_app.store.trouble import translated
from desk_app.usecases.queries.card_batches import BatchItemRow, CardBatchRow

_batch = tables.card_batch
_item = tables.card_batch_item
_card = tables.card
_pupil = tables.pupil
_group = tables.school_group
_customer = tables.customer
_branch = tables.branch

_OPEN = (BatchState.RUNNING, BatchState.PAUSED)
_lock = select(_batch).where(_batch.c.batch_id == bindparam("batch_id")).with_for_update()
_items_of = (
    select(_item)
    .where(_item.c.batch_id == bindparam("batch_id"))
    .order_by(_item.c.place)
    .with_for_update()
)
_to_make = (
    select(_pupil.c.actor_id, _card.c.number)
    .select_from(_pupil)
    .join(_group, _group.c.group_id == _pupil.c.group_id)
    .join(_customer, _customer.c.actor_id == _pupil.c.actor_id)
    .join(_card, _card.c.actor_id == _pupil.c.actor_id)
    .where(
        _pupil.c.school_code == bindparam("code"),
        _pupil.c.group_id.in_(bindparam("groups", expanding=True)),
        _pupil.c.left_on.is_(None),
        _card.c.status.in_((CardStatus.ACTIVE, CardStatus.BEING_MADE)),
        _card.c.printed_count == 0,
        _card.c.without_plastic.is_(False),
        ~exists(
            select(literal(1)).where(
                _item.c.actor_id == _card.c.actor_id,
                _item.c.number == _card.c.number,
                _item.c.batch_id == _batch.c.batch_id,
                _batch.c.state.in_(_OPEN),
            )
        ),
    )
    .order_by(_group.c.name, _customer.c.surname, _customer.c.given_name, _card.c.card_id)
)


class CardBatches:
    """Batches of cards."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, batch_id: int) -> CardBatch:
        """The batch, locked. Raises `CardBatchUnknown`."""
        with translated():
            self._session.flush()
            found: CardBatch | None = self._session.scalars(
                select(CardBatch).from_statement(_lock), {"batch_id": batch_id}
            ).first()
        if found is None:
            raise CardBatchUnknown(batch_id)
        return found

    def add(self, batch: CardBatch) -> CardBatch:
        """A new batch; its `batch_id` is filled in."""
        with translated():
            self._session.add(batch)
            self._session.flush()
        return batch

    def add_items(self, items: tuple[CardBatchItem, ...]) -> None:
        """The cards of a batch."""
        with translated():
            self._session.add_all(items)
            self._session.flush()

    def items(self, batch_id: int) -> tuple[CardBatchItem, ...]:
        """The cards of a batch in order, locked."""
        with translated():
            self._session.flush()
            return tuple(
                self._session.scalars(
                    select(CardBatchItem).from_statement(_items_of), {"batch_id": batch_id}
                )
            )

    def to_make(self, school_code: str, group_ids: tuple[int, ...]) -> tuple[tuple[int, str], ...]:
        """Who of these groups has a card of the school that was never printed, and its number."""
        with translated():
            self._session.flush()
            rows = self._session.connection().execute(
                _to_make, {"code": school_code, "groups": list(group_ids)}
            )
            return tuple((row.actor_id, row.number) for row in rows)


_shown = (
    select(_batch, _branch.c.name, func.coalesce(_group.c.name, "").label("group"))
    .join_from(_batch, _branch, _branch.c.code == _batch.c.school_code)
    .join(_group, _group.c.group_id == _batch.c.group_id, isouter=True)
)
_one = _shown.where(_batch.c.batch_id == bindparam("batch_id"))
_unfinished = _shown.where(
    _batch.c.workstation == bindparam("workstation"), _batch.c.state.in_(_OPEN)
).order_by(_batch.c.batch_id)
_cards_of = (
    select(
        _item,
        _card.c.sector,
        _customer.c.surname,
        _customer.c.name_prefix,
        _customer.c.initials,
        _customer.c.given_name,
    )
    .join_from(_item, _customer, _customer.c.actor_id == _item.c.actor_id)
    .join(_card, _card.c.number == _item.c.number, isouter=True)
    .where(_item.c.batch_id == bindparam("batch_id"))
    .order_by(_item.c.place)
)


def _row(connection: Connection, row: Any) -> CardBatchRow:
    return CardBatchRow(
        batch_id=row.batch_id,
        school_code=row.school_code,
        school_name=row.name,
        group_name=row.group,
        workstation=row.workstation,
        state=row.state,
        started_by=row.started_by,
        started_at=row.started_at,
        items=tuple(
            BatchItemRow(
                item_id=one.item_id,
                place=one.place,
                actor_id=one.actor_id,
                list_name=named(one),
                number=one.number,
                display_number=display_number(one.sector, one.number)
                if one.sector is not None
                else one.number,
                state=one.state,
                job_id=one.job_id,
            )
            for one in connection.execute(_cards_of, {"batch_id": row.batch_id})
        ),
    )


class SqlBatchReadings:
    """Every question of `usecases.school_readings.BatchReadings`."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    def batch(self, batch_id: int) -> CardBatchRow | None:
        """One batch."""
        return self._ask(lambda connection: self._one(connection, batch_id))

    def unfinished(self, workstation: str) -> tuple[CardBatchRow, ...]:
        """The batches of a workstation that are not over, oldest first."""
        return self._ask(
            lambda connection: tuple(
                _row(connection, row)
                for row in connection.execute(_unfinished, {"workstation": workstation}).all()
            )
        )

    @staticmethod
    def _one(connection: Connection, batch_id: int) -> CardBatchRow | None:
        row = connection.execute(_one, {"batch_id": batch_id}).first()
        return None if row is None else _row(connection, row)
