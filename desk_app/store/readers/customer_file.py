"""The customer file in one statement: what a scanned card opens.

The customer, the branch's name and every list of the file come as one row, so a file is always one
moment's truth, and a card costs one round trip.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Final, TypeVar

from sqlalchemy import Select, bindparam, func, select

from desk_app.domain.card_numbers import display_number
from desk_app.domain.cards import CardKind, CardStatus, Sector
from desk_app.domain.customers import CustomerKind, Gender, Origin
from desk_app.domain.mandates import MandateState
from desk_app.domain.notices import BlockKind
from desk_app.domain.people import age_on, display_name
from desk_app.domain.subscription_rules import anniversaries
from desk_app.domain.subscriptions import CancellationReason, FeeStatus, LedgerKind, TermKind
from desk_app.store.column_types import euros, moment
from desk_app.store.field_cipher import FieldCipher
from desk_app.store.readers.driver_sql import (
    DIALECTS,
    compiled,
    day,
    decoded,
    first_row,
    known_day,
    maybe_moment,
    rows_as_json,
)
from desk_app.store.tables import (
    OPEN_JOB,
    block,
    branch,
    card,
    card_job,
    customer,
    ledger_entry,
    login_account,
    mandate,
    notice,
    subscription,
)
from desk_app.usecases.queries.customer_file import (
    BlockLine,
    CardRow,
    CustomerDetails,
    CustomerFile,
    LedgerLine,
    MandateLine,
    NoticeLine,
    SubscriptionLine,
)

E = TypeVar("E", bound=Enum)

HINT_LENGTH: Final = 3
"""Characters of a temporary number that may be shown."""
_TAIL: Final = 4
_GONE: Final = (CardStatus.REPLACED, CardStatus.SPOILED)
_UNPAID: Final = (FeeStatus.OVERDUE, FeeStatus.WEB_UNPAID)
_DETAILS: Final = tuple(CustomerDetails.__dataclass_fields__)


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
        *(c[name] for name in _DETAILS),
    ).select_from(customer.join(branch, branch.c.code == c.branch_code))


_temporary = customer.alias("temporary")
_owner = func.coalesce(
    select(card.c.actor_id).where(card.c.number == bindparam("number")).scalar_subquery(),
    select(_temporary.c.actor_id)
    .where(_temporary.c.temporary_number == bindparam("number"))
    .scalar_subquery(),
)
_BY_ID: Final = {
    dialect: compiled(
        _statement(dialect).where(customer.c.actor_id == bindparam("actor_id")), dialect
    )
    for dialect in DIALECTS
}
_BY_NUMBER: Final = {
    dialect: compiled(_statement(dialect).where(customer.c.actor_id == _owner), dialect)
    for dialect in DIALECTS
}


def by_actor_id(
    driver: Any, dialect: str, cipher: FieldCipher, actor_id: int, today: date
) -> CustomerFile | None:
    """The file of a customer, also of a deleted one."""
    row = first_row(driver, dialect, _BY_ID[dialect], {"actor_id": actor_id})
    return None if row is None else _file(row, cipher, today)


def by_number(
    driver: Any, dialect: str, cipher: FieldCipher, number: str, today: date
) -> CustomerFile | None:
    """The file behind a card, whatever its status, or behind a temporary number."""
    row = first_row(driver, dialect, _BY_NUMBER[dialect], {"number": number})
    return None if row is None else _file(row, cipher, today)


# ----------------------------------------------------------------------------- row to shape


def _members(kind: type[E]) -> Mapping[Any, E]:
    return {member.value: member for member in kind}


_CARD_KINDS: Final = _members(CardKind)
_CARD_STATUSES: Final = _members(CardStatus)
_SECTORS: Final = _members(Sector)
_KINDS: Final = _members(CustomerKind)
_ORIGINS: Final = _members(Origin)
_GENDERS: Final = _members(Gender)
_TERMS: Final = _members(TermKind)
_FEE_STATUSES: Final = _members(FeeStatus)
_REASONS: Final = _members(CancellationReason)
_BLOCK_KINDS: Final = _members(BlockKind)
_MANDATE_STATES: Final = _members(MandateState)
_LEDGER_KINDS: Final = _members(LedgerKind)


def _file(row: Any, cipher: FieldCipher, today: date) -> CustomerFile:
    (
        actor_id,
        version,
        branch_code,
        branch_name,
        items_out,
        last_activity_on,
        created_at,
        deleted_at,
        temporary_number,
        username,
        cards,
        subscriptions,
        blocks,
        notices,
        mandates,
        ledger,
        jobs,
        *fields,
    ) = row
    details = _details(fields, cipher)
    card_rows = _cards(decoded(cards), {job[0]: job for job in decoded(jobs)})
    running = _subscription(decoded(subscriptions), today)
    lines = _ledger(decoded(ledger))
    balance = sum((line.amount for line in lines), Decimal("0.00"))
    mandate_lines = _mandates(decoded(mandates), cipher)
    return CustomerFile(
        actor_id=actor_id,
        version=version,
        seen_on=today,
        branch_code=branch_code,
        branch_name=branch_name,
        display_name=display_name(details),
        card_number=next(
            (
                one.number
                for one in card_rows
                if one.kind is CardKind.PRIMARY and one.status not in _GONE
            ),
            None,
        ),
        age=age_on(details.birth_date, today) if details.birth_date else None,
        details=details,
        subscription=running,
        expires_on=running.valid_until if running else None,
        items_out=items_out,
        last_activity_on=day(last_activity_on),
        created_at=moment(created_at),
        deleted=deleted_at is not None,
        temporary_hint=(temporary_number or "")[:HINT_LENGTH],
        username=None if details.is_staff else username,
        colleague=details.is_staff,
        blocks=(*_following(details, card_rows, running), *_blocks(decoded(blocks))),
        notices=tuple(
            NoticeLine(notice_id, text, moment(written_at), by)
            for notice_id, text, written_at, by in sorted(decoded(notices))
        ),
        cards=card_rows,
        balance=balance,
        ledger=lines,
        mandate=mandate_lines[0] if mandate_lines else None,
        earlier_mandates=mandate_lines[1:],
        abilities=(),
    )


def _details(fields: list[Any], cipher: FieldCipher) -> CustomerDetails:
    for place in _FLAGS:
        fields[place] = bool(fields[place])
    for place, members in _CHOICES:
        fields[place] = members[fields[place]]
    for place in _DAYS:
        fields[place] = day(fields[place])
    if fields[_IBAN]:
        fields[_IBAN] = cipher.decrypt(fields[_IBAN], "customer.iban")
    return CustomerDetails(*fields)


def _places(kind: str) -> tuple[int, ...]:
    declared = CustomerDetails.__dataclass_fields__.values()
    return tuple(place for place, field in enumerate(declared) if field.type == kind)


_FLAGS: Final = _places("bool")
_DAYS: Final = _places("date | None")
_IBAN: Final = _DETAILS.index("iban")
_CHOICES: Final = (
    (_DETAILS.index("kind"), _KINDS),
    (_DETAILS.index("origin"), _ORIGINS),
    (_DETAILS.index("gender"), _GENDERS),
)


def _cards(rows: list[list[Any]], jobs: Mapping[str, list[Any]]) -> tuple[CardRow, ...]:
    found = []
    for (
        _,
        number,
        sector,
        kind,
        status,
        added_at,
        last_used_on,
        typed_by_hand,
        without_plastic,
        printed_count,
        verified_at,
        blocked_reason,
        replaced_by,
    ) in sorted(rows):
        _, job_id, job_step = jobs.get(number, (None, None, ""))
        found.append(
            CardRow(
                number=number,
                display_number=display_number(_SECTORS[sector], number),
                sector=_SECTORS[sector],
                kind=_CARD_KINDS[kind],
                status=_CARD_STATUSES[status],
                added_at=moment(added_at),
                last_used_on=day(last_used_on),
                typed_by_hand=bool(typed_by_hand),
                without_plastic=bool(without_plastic),
                printed_count=printed_count,
                verified_at=maybe_moment(verified_at),
                blocked_reason=blocked_reason,
                replaced_by=replaced_by,
                job_id=job_id,
                job_step=job_step,
                abilities=(),
            )
        )
    if len(found) > 1:
        found.sort(key=_card_order)
    return tuple(found)


def _card_order(row: CardRow) -> tuple[bool, bool, float]:
    """Cards in use before replaced and spoiled ones, the hoofdpas first, then the newest."""
    return (
        row.status in _GONE,
        row.kind is not CardKind.PRIMARY,
        -row.added_at.timestamp(),
    )


def _subscription(rows: list[list[Any]], today: date) -> SubscriptionLine | None:
    """The running subscription, or the last one that ended."""
    if not rows:
        return None
    chosen = max(rows, key=lambda row: _running_last(row, today))
    (
        _,
        type_code,
        name,
        fee,
        period_months,
        term,
        fee_status,
        started_on,
        valid_until,
        lends,
        online_complete,
        ended_on,
        cancelled_per,
        reason,
    ) = chosen
    last_paid_day = known_day(valid_until)
    following, second = anniversaries(last_paid_day, period_months, today)
    return SubscriptionLine(
        type_code=type_code,
        name=name,
        fee=euros(fee),
        period_months=period_months,
        term=_TERMS[term],
        fee_status=_FEE_STATUSES[fee_status],
        started_on=known_day(started_on),
        valid_until=last_paid_day,
        lends=bool(lends),
        online_complete=bool(online_complete),
        ended_on=day(ended_on),
        cancelled_per=day(cancelled_per),
        cancellation_reason=_REASONS[reason] if reason else None,
        next_anniversary=following,
        second_anniversary=second,
    )


def _running_last(row: list[Any], today: date) -> tuple[bool, str, int]:
    ended_on, cancelled_per = row[11], row[12]
    runs = all(per is None or per > today.isoformat() for per in (ended_on, cancelled_per))
    return (runs, row[7], row[0])


def _following(
    details: CustomerDetails, cards: tuple[CardRow, ...], running: SubscriptionLine | None
) -> tuple[BlockLine, ...]:
    """Blocks that follow from the file itself and are stored nowhere."""
    lines = []
    lends = running is not None and running.lends
    has_card = any(one.status not in _GONE for one in cards)
    if details.origin is Origin.ONLINE and lends and not has_card:
        lines.append(BlockLine(BlockKind.NO_CARD, ""))
    if running is not None and running.ended_on is None and running.fee_status in _UNPAID:
        lines.append(BlockLine(BlockKind.UNPAID_FEE, ""))
    return tuple(lines)


def _blocks(rows: list[list[Any]]) -> tuple[BlockLine, ...]:
    return tuple(
        BlockLine(_BLOCK_KINDS[kind], reason, moment(since), by, block_id)
        for block_id, kind, reason, since, by in sorted(rows)
    )


def _mandates(rows: list[list[Any]], cipher: FieldCipher) -> tuple[MandateLine, ...]:
    """Newest first."""
    return tuple(
        MandateLine(
            reference=reference,
            state=_MANDATE_STATES[state],
            iban_tail=cipher.decrypt(iban, "mandate.iban")[-_TAIL:] if iban else "",
            printed_at=moment(printed_at),
            signed_on=day(signed_on),
            processed_at=maybe_moment(processed_at),
            withdrawn_at=maybe_moment(withdrawn_at),
        )
        for (
            _,
            reference,
            state,
            iban,
            printed_at,
            signed_on,
            processed_at,
            withdrawn_at,
        ) in sorted(rows, reverse=True)
    )


def _ledger(rows: list[list[Any]]) -> tuple[LedgerLine, ...]:
    """Newest first."""
    return tuple(
        LedgerLine(moment(booked_at), _LEDGER_KINDS[kind], euros(amount), description)
        for _, booked_at, kind, amount, description in sorted(
            rows, key=lambda row: (row[1], row[0]), reverse=True
        )
    )
