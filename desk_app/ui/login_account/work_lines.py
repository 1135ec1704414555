"""The lines of the worklist: accounts and errands in one list. Plain data, no Qt."""

from __future__ import annotations

from dataclasses import dataclass, field

from desk_app.domain.login_accounts import LoginAccountState
from desk_app.ui.wording import login_account as labels
from desk_app.ui.wording import login_desk as words
from desk_app.usecases.errands.states import ErrandState
from desk_app.usecases.queries.login_accounts import LoginErrandRow, LoginWork, LoginWorkRow

TROUBLED = frozenset({ErrandState.FAILED, ErrandState.UNKNOWN})


@dataclass(frozen=True)
class WorkLine:
    """One line. `errand_id` is None for an account; `account` the state of that account."""

    actor_id: int
    state: str
    time: str
    trouble: str
    errand_id: int | None = None
    errand: ErrandState | None = None
    account: LoginAccountState | None = None
    can_regenerate: bool = False
    name: str = field(default="", repr=False)

    @property
    def key(self) -> tuple[int, int | None]:
        """What it is about, for choosing it again in a newer list."""
        return self.actor_id, self.errand_id


@dataclass(frozen=True)
class WorkReasons:
    """Why each button is grey; None for one that may be pressed."""

    regenerate: str | None
    retry: str | None
    open: str | None


def lines_of(work: LoginWork) -> tuple[WorkLine, ...]:
    """What needs somebody first: what failed, what expired, what waits."""
    troubled = [row for row in work.errands if row.state in TROUBLED]
    others = [row for row in work.errands if row.state not in TROUBLED]
    return (
        *(_of_errand(row) for row in troubled),
        *(_of_account(row) for row in work.expired),
        *(_of_account(row) for row in work.waiting),
        *(_of_errand(row) for row in others),
    )


def note_of(work: LoginWork) -> str:
    """How many of each there are."""
    troubled = sum(row.state in TROUBLED for row in work.errands)
    return words.counts(len(work.waiting), len(work.expired), troubled)


def _of_account(row: LoginWorkRow) -> WorkLine:
    expired = row.state is LoginAccountState.EXPIRED
    return WorkLine(
        actor_id=row.actor_id,
        state=labels.STATES[row.state] if expired else words.WAITING_STATE,
        time=words.account_time(row),
        trouble=words.EXPIRED if expired else words.WAITING,
        account=row.state,
        can_regenerate=row.can_regenerate,
        name=row.customer_name,
    )


def _of_errand(row: LoginErrandRow) -> WorkLine:
    return WorkLine(
        actor_id=row.actor_id,
        state=words.ERRAND_STATES[row.state],
        time=words.errand_time(row),
        trouble=words.errand_trouble(row),
        errand_id=row.errand_id,
        errand=row.state,
        name=row.customer_name,
    )
