"""A customer file from the row of `file_statement`, the same from both drivers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Final, TypeVar

from desk_app.domain.card_numbers import display_number
from desk_app.domain.cards import CardKind, CardStatus, Sector
from desk_app.domain.customers import CustomerKind, Gender, Origin
from desk_app.domain.login_accounts import LoginAccountState
from desk_app.domain.mandates import MandateState
from desk_app.domain.notices import BlockKind
from desk_app.domain.people import age_on, display_name
from desk_app.domain.subscription_rules import anniversaries
from desk_app.domain.subscriptions import CancellationReason, FeeStatus, LedgerKind, TermKind
from desk_app.store.column_types import euros, moment
from desk_app.store.field_cipher import FieldCipher
from desk_app.store.readers.driver_sql import day, decoded, known_day, maybe_moment
from desk_app.store.readers.file_statement import DETAILS
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

S = TypeVar("S")
E = TypeVar("E", bound=Enum)

HINT_LENGTH: Final = 3
"""Characters of a temporary number that may be shown."""
_TAIL: Final = 4
_GONE: Final = (CardStatus.REPLACED, CardStatus.SPOILED)
_UNPAID: Final = (FeeStatus.OVERDUE, FeeStatus.WEB_UNPAID)


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
_LOGIN_STATES: Final = _members(LoginAccountState)
_LEDGER_KINDS: Final = _members(LedgerKind)


def file_of(row: Any, cipher: FieldCipher, today: date) -> CustomerFile:
    """The file as it is seen on `today`, from a row of `file_statement`."""
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
        login_state,
        service_is_away,
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
    return _made(
        CustomerFile,
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
        login_state=None if details.is_staff or not login_state else _LOGIN_STATES[login_state],
        login_service_away=bool(service_is_away),
    )


def _made(shape: type[S], **fields: Any) -> S:
    """A frozen shape with all its fields.

    Its own `__init__` sets every field through `object.__setattr__`, which for a file of a hundred
    fields takes as long as the question itself. `tests/store` shows that no field is left out.
    """
    made = object.__new__(shape)
    made.__dict__.update(fields)
    return made


def _details(fields: list[Any], cipher: FieldCipher) -> CustomerDetails:
    for place in _FLAGS:
        fields[place] = bool(fields[place])
    for place, members in _CHOICES:
        fields[place] = members[fields[place]]
    for place in _DAYS:
        fields[place] = day(fields[place])
    if fields[_IBAN]:
        fields[_IBAN] = cipher.decrypt(fields[_IBAN], "customer.iban")
    return _made(CustomerDetails, **dict(zip(DETAILS, fields, strict=True)))


def _places(kind: str) -> tuple[int, ...]:
    declared = CustomerDetails.__dataclass_fields__.values()
    return tuple(place for place, field in enumerate(declared) if field.type == kind)


_FLAGS: Final = _places("bool")
_DAYS: Final = _places("date | None")
_IBAN: Final = DETAILS.index("iban")
_CHOICES: Final = (
    (DETAILS.index("kind"), _KINDS),
    (DETAILS.index("origin"), _ORIGINS),
    (DETAILS.index("gender"), _GENDERS),
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
            _made(
                CardRow,
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
    return _made(
        SubscriptionLine,
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
