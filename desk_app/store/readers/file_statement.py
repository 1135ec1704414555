"""The one statement that fetches a customer file: every list of it as one JSON array."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Select, bindparam, func, select

from desk_app.store.login_accounts import service_away
from desk_app.store.readers.driver_sql import Compiled, rows_as_json
from desk_app.store.tables import (
    block,
    branch,
    card,
    customer,
    ledger_entry,
    login_account,
    mandate,
    notice,
    subscription,
)
from desk_app.store.work_tables import OPEN_JOB, card_job
from desk_app.usecases.queries.customer_file import CustomerDetails

DETAILS: Final = tuple(CustomerDetails.__dataclass_fields__)
"""The columns of the customer that are shown as they are, at the end of the row."""


def _statement(dialect: str) -> Select[Any]:
    c = customer.c
    mine = {
        table: table.c.actor_id == c.actor_id
        for table in (card, block, notice, subscription, mandate, ledger_entry, card_job)
    }
    return select(
        c.actor_id,
        c.version,
        c.branch_code,
        branch.c.name,
        c.items_out,
        c.last_activity_on,
        c.created_at,
        c.deleted_at,
        c.temporary_number,
        select(login_account.c.username)
        .where(login_account.c.actor_id == c.actor_id)
        .scalar_subquery(),
        select(login_account.c.state)
        .where(login_account.c.actor_id == c.actor_id)
        .scalar_subquery(),
        service_away,
        rows_as_json(
            dialect,
            card,
            mine[card],
            card.c.card_id,
            card.c.number,
            card.c.sector,
            card.c.kind,
            card.c.status,
            card.c.added_at,
            card.c.last_used_on,
            card.c.typed_by_hand,
            card.c.without_plastic,
            card.c.printed_count,
            card.c.verified_at,
            card.c.blocked_reason,
            card.c.replaced_by,
        ),
        rows_as_json(
            dialect,
            subscription,
            mine[subscription],
            subscription.c.subscription_id,
            subscription.c.type_code,
            subscription.c.name,
            subscription.c.fee,
            subscription.c.period_months,
            subscription.c.term,
            subscription.c.fee_status,
            subscription.c.started_on,
            subscription.c.valid_until,
            subscription.c.lends,
            subscription.c.online_complete,
            subscription.c.ended_on,
            subscription.c.cancelled_per,
            subscription.c.cancellation_reason,
        ),
        rows_as_json(
            dialect,
            block,
            mine[block],
            block.c.block_id,
            block.c.kind,
            block.c.reason,
            block.c.since,
            block.c.by,
        ),
        rows_as_json(
            dialect,
            notice,
            mine[notice],
            notice.c.notice_id,
            notice.c.text,
            notice.c.written_at,
            notice.c.by,
        ),
        rows_as_json(
            dialect,
            mandate,
            mine[mandate],
            mandate.c.mandate_id,
            mandate.c.reference,
            mandate.c.state,
            mandate.c.iban,
            mandate.c.printed_at,
            mandate.c.signed_on,
            mandate.c.processed_at,
            mandate.c.withdrawn_at,
        ),
        rows_as_json(
            dialect,
            ledger_entry,
            mine[ledger_entry],
            ledger_entry.c.entry_id,
            ledger_entry.c.booked_at,
            ledger_entry.c.kind,
            ledger_entry.c.amount,
            ledger_entry.c.description,
        ),
        rows_as_json(
            dialect,
            card_job,
            mine[card_job] & OPEN_JOB,
            card_job.c.number,
            card_job.c.job_id,
            card_job.c.step,
        ),
        *(c[name] for name in DETAILS),
    ).select_from(customer.join(branch, branch.c.code == c.branch_code))


_temporary = customer.alias("temporary")
_owner = func.coalesce(
    select(card.c.actor_id).where(card.c.number == bindparam("number")).scalar_subquery(),
    select(_temporary.c.actor_id)
    .where(_temporary.c.temporary_number == bindparam("number"))
    .scalar_subquery(),
)
BY_ID: Final = Compiled(
    lambda dialect: _statement(dialect).where(customer.c.actor_id == bindparam("actor_id"))
)
BY_NUMBER: Final = Compiled(
    lambda dialect: _statement(dialect).where(customer.c.actor_id == _owner)
)
