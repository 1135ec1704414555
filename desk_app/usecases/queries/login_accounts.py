"""Klant, Inlogaccount: what is shown, the step-by-step plan, and what is still to be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from desk_app.domain.login_accounts import LoginAccountState, Right
from desk_app.domain.login_trouble import Answers, Assessment
from desk_app.domain.staff import Permission
from desk_app.usecases.errands.states import ErrandState
from desk_app.usecases.messages import Query, secret


@dataclass(frozen=True)
class LoginFacts:
    """One customer's account as the store knows it, whoever the customer is: for handlers only.

    `open_errands` counts what is on its way to the service; `service_away` that the last attempt
    of something that waits did not get through; `code_waits` that there is a one-time code.
    """

    actor_id: int
    state: LoginAccountState
    activation_expires_at: datetime | None
    rights: tuple[Right, ...]
    asked_at: datetime | None
    trouble: str
    code_for: int | None
    open_errands: int
    service_away: bool
    code_waits: bool
    username: str = secret()
    email: str = secret()


@dataclass(frozen=True)
class LoginAccountShown:
    """Toon inlogaccount-gegevens.

    `state` is that of this moment; `seconds_left` how long the activation link lives, None when
    there is nothing to activate. `busy`: the service is still to be told or asked something;
    `service_away`: it does not answer. `asked_at` None: the service has never told anything.
    `trouble` is the code of what went wrong last. `code_waits`: a one-time code of whoever asks can
    be taken.
    """

    actor_id: int
    state: LoginAccountState
    activation_expires_at: datetime | None
    seconds_left: int | None
    asked_at: datetime | None
    busy: bool
    service_away: bool
    trouble: str
    email_differs: bool
    code_waits: bool
    username: str = secret()
    email: str = secret()
    customer_email: str = secret()


@dataclass(frozen=True)
class LoginAccountData(Query[LoginAccountShown]):
    """Toon inlogaccount-gegevens. Raises `LoginOfColleague`, `NoLoginAccount`."""

    permission: ClassVar[Permission] = Permission.LOGIN_READ
    actor_id: int


@dataclass(frozen=True)
class RightRow:
    """One right: whether the account has it, and whether subscription and age give it."""

    right: Right
    active: bool
    due: bool


@dataclass(frozen=True)
class LoginRightsShown:
    """Toon inlogaccount-rechten: every right there is, in a fixed order."""

    actor_id: int
    rows: tuple[RightRow, ...]
    asked_at: datetime | None
    busy: bool
    service_away: bool

    @property
    def none_active(self) -> bool:
        """*Geen rechten*."""
        return not any(row.active for row in self.rows)


@dataclass(frozen=True)
class LoginAccountRights(Query[LoginRightsShown]):
    """Toon inlogaccount-rechten. Raises `LoginOfColleague`, `NoLoginAccount`."""

    permission: ClassVar[Permission] = Permission.LOGIN_READ
    actor_id: int


@dataclass(frozen=True)
class AssessLoginTrouble(Query[Assessment]):
    """Inlogproblemen: where the step-by-step plan stands with these answers."""

    permission: ClassVar[Permission] = Permission.LOGIN_READ
    actor_id: int
    answers: Answers


@dataclass(frozen=True)
class LoginWorkRow:
    """An account that waits for its activation, or whose activation link died.

    `can_regenerate`: *Vergeet, Genereer* can be done at once.
    """

    actor_id: int
    customer_name: str
    state: LoginAccountState
    activation_expires_at: datetime | None
    seconds_left: int
    asked_at: datetime | None
    can_regenerate: bool


@dataclass(frozen=True)
class LoginErrandRow:
    """Something for the identity service that is not done. `trouble` is the code of the error."""

    errand_id: int
    actor_id: int
    customer_name: str
    state: ErrandState
    trouble: str
    attempts: int
    created_at: datetime
    due_at: datetime


@dataclass(frozen=True)
class LoginWork:
    """What is still to be done about log-in accounts; nothing of employees and volunteers.

    `waiting` has the least time left first, `expired` the longest dead first, `errands` the oldest
    first.
    """

    waiting: tuple[LoginWorkRow, ...]
    expired: tuple[LoginWorkRow, ...]
    errands: tuple[LoginErrandRow, ...]
    service_away: bool


@dataclass(frozen=True)
class LoginWorklist(Query[LoginWork]):
    """The worklist: at most `limit` accounts, and as many errands."""

    permission: ClassVar[Permission] = Permission.LOGIN_READ
    limit: int = 200
