"""Errands as the desk would list them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from desk_app.usecases.errands.outcomes import (
    MailOutcomeUnknown,
    MailRecipientRefused,
    MailServerAway,
)
from desk_app.usecases.errands.states import ErrandState
from desk_app.usecases.queries.status import ErrandCount, ErrandRow, Errands

AT = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


def errand(errand_id: int, state: ErrandState, **facts: object) -> ErrandRow:
    values: dict[str, object] = {
        "kind": "mail",
        "actor_id": 261379,
        "attempts": 1,
        "trouble": "",
        "created_at": AT - timedelta(hours=20 - errand_id),
        "due_at": AT + timedelta(minutes=30),
    } | facts
    return ErrandRow(errand_id=errand_id, state=state, **values)  # type: ignore[arg-type]


FAILED = errand(1, ErrandState.FAILED, trouble=MailRecipientRefused.code)
UNKNOWN = errand(2, ErrandState.UNKNOWN, trouble=MailOutcomeUnknown.code, actor_id=123)
WAITING = errand(3, ErrandState.WAITING, trouble=MailServerAway.code, attempts=4)
BUSY = errand(4, ErrandState.BUSY, kind="something_new", actor_id=None)
ROWS = (FAILED, UNKNOWN, WAITING, BUSY)


def overview(*rows: ErrandRow) -> Errands:
    """These errands and no others."""
    counts = tuple(
        ErrandCount(state, sum(row.state is state for row in rows)) for state in ErrandState
    )
    return Errands(counts, rows)
