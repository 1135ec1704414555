"""The national log-in account (inlogaccount) as far as the library knows it.

The account itself is kept by the identity service; what stands here is what that service last told,
and what it was last asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import ClassVar, Final, Protocol

from desk_app.domain.text_policy import required_line
from desk_app.errors import Refused


class Right(StrEnum):
    """A right by the code the identity service keeps it under."""

    BASIC = "Basis"
    ONLINE_COMPLETE = "OnlineBibliotheek-Compleet"


class LoginAccountState(StrEnum):
    """What the identity service last said, or that it has not answered yet."""

    REQUESTED = "requested"
    WAITING_FOR_ACTIVATION = "waiting"
    ACTIVE = "active"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


ACTIVATION_TIME: Final = timedelta(hours=24)
"""How long the link in the activation mail lives (`001_e7f8c5dadfe28ccb.txt`)."""
CODE_LIVES: Final = timedelta(minutes=10)
"""How long a one-time code waits at the desk for whoever asked for it."""
USERNAME_MAX_LENGTH: Final = 80


@dataclass
class LoginAccount:
    """User name and e-mail of the account; the e-mail may differ from the customer's own.

    `reference` is the name the identity service knows the account by. `rights` are those it last
    told, `rights_asked` those it was last asked to give, `rights_until` the first day on which
    others may be due. `asked_at` is when it last told anything, None as long as it never did.
    `trouble` is the code of what went wrong last. `code` is a one-time code that waits for the
    staff member `code_for` since `code_at`.
    """

    username: str
    email: str
    state: LoginAccountState
    activation_expires_at: datetime | None = None
    account_id: int | None = None
    reference: str = ""
    rights: tuple[Right, ...] = ()
    rights_asked: tuple[Right, ...] = ()
    rights_until: date | None = None
    asked_at: datetime | None = None
    trouble: str = ""
    code: str = field(default="", repr=False)
    code_for: int | None = None
    code_at: datetime | None = None


# --------------------------------------------------------------------------------- refusals


@dataclass(eq=False)
class NoLoginAccount(Refused):
    """The customer has no log-in account here."""

    code: ClassVar[str] = "INL-1"


@dataclass(eq=False)
class HasLoginAccount(Refused):
    """The customer has a log-in account already."""

    code: ClassVar[str] = "INL-2"


@dataclass(eq=False)
class LoginOfColleague(Refused):
    """The log-in account of an employee or volunteer is nobody else's business.

    They sign in themselves (`002_6fed7dc7d090f00a.txt`).
    """

    code: ClassVar[str] = "INL-3"


@dataclass(eq=False)
class LoginNeedsEmail(Refused):
    """The customer has no e-mail address to write to."""

    code: ClassVar[str] = "INL-4"


@dataclass(eq=False)
class LoginNeedsNumber(Refused):
    """The customer has no number yet that can be the user name."""

    code: ClassVar[str] = "INL-5"


@dataclass(eq=False)
class LoginNeedsSubscription(Refused):
    """The customer has no subscription that gives rights."""

    code: ClassVar[str] = "INL-6"


@dataclass(eq=False)
class LoginServiceAway(Refused):
    """The identity service does not answer now, and this needs its answer at once."""

    code: ClassVar[str] = "INL-7"


@dataclass(eq=False)
class LoginIsActive(Refused):
    """The account is in use; a new one in its place would shut the customer out."""

    code: ClassVar[str] = "INL-8"


@dataclass(eq=False)
class LoginNotActive(Refused):
    """The customer has not activated the account yet, so it has no password."""

    code: ClassVar[str] = "INL-9"


@dataclass(eq=False)
class NoCodeWaiting(Refused):
    """No one-time code waits for whoever asks: not asked for, given already, or too long ago."""

    code: ClassVar[str] = "INL-10"


# ---------------------------------------------------------------------------- activation time


class Activation(Protocol):
    """The part of an account that tells whether it can still be activated."""

    @property
    def state(self) -> LoginAccountState:
        """What the service last said."""

    @property
    def activation_expires_at(self) -> datetime | None:
        """When the link in the mail dies."""


def activation_end(sent_at: datetime) -> datetime:
    """When the activation link of a mail sent at `sent_at` dies: 86 400 elapsed seconds later.

    The answer is in UTC; a day on which the clock changes is as long as any other.
    """
    return sent_at.astimezone(UTC) + ACTIVATION_TIME


def time_left(account: Activation, now: datetime) -> timedelta | None:
    """How long the account can still be activated, never negative; None when it need not be."""
    expires = account.activation_expires_at
    if account.state is not LoginAccountState.WAITING_FOR_ACTIVATION or expires is None:
        return None
    # Subtracting in UTC: two moments of one other zone would be subtracted by the wall clock.
    return max(expires.astimezone(UTC) - now.astimezone(UTC), timedelta(0))


def state_at(account: Activation, now: datetime) -> LoginAccountState:
    """The state to show at `now`: at 23:59:59 an account still waits, at 24:00:00 it is dead."""
    left = time_left(account, now)
    return LoginAccountState.EXPIRED if left == timedelta(0) else account.state


# ------------------------------------------------------------------------------------- checks


def check_not_colleague(*, colleague: bool) -> None:
    """Refuse whatever is about the account of an employee or volunteer (`LoginOfColleague`)."""
    if colleague:
        raise LoginOfColleague


def check_has_account(*, has_account: bool) -> None:
    """Raises `NoLoginAccount`."""
    if not has_account:
        raise NoLoginAccount


def check_generate(*, has_account: bool, email: str, number: str | None) -> None:
    """Whether an account can be made; `number` is what the user name will be.

    Raises:
        HasLoginAccount, LoginNeedsEmail, LoginNeedsNumber
    """
    if has_account:
        raise HasLoginAccount
    if not email:
        raise LoginNeedsEmail
    if not number:
        raise LoginNeedsNumber


def check_link(*, has_account: bool, service_away: bool) -> None:
    """Whether an account the customer has already can be coupled.

    Raises:
        HasLoginAccount
        LoginServiceAway: whether there is such an account is to be known before the customer goes.
    """
    if has_account:
        raise HasLoginAccount
    if service_away:
        raise LoginServiceAway


def check_authorise(*, has_account: bool, due: tuple[Right, ...]) -> None:
    """Whether there are rights to give. Raises `NoLoginAccount`, `LoginNeedsSubscription`."""
    check_has_account(has_account=has_account)
    if not due:
        raise LoginNeedsSubscription


def check_reset_email(*, has_account: bool, email: str) -> None:
    """Whether the customer's own address can be given to the account.

    Raises:
        NoLoginAccount, LoginNeedsEmail
    """
    check_has_account(has_account=has_account)
    if not email:
        raise LoginNeedsEmail


def check_regenerate(*, state: LoginAccountState | None, email: str, number: str | None) -> None:
    """Whether an account that was never activated can be made anew; `state` None: there is none.

    Raises:
        NoLoginAccount, LoginIsActive, LoginNeedsEmail, LoginNeedsNumber
    """
    check_has_account(has_account=state is not None)
    if state is LoginAccountState.ACTIVE:
        raise LoginIsActive
    check_generate(has_account=False, email=email, number=number)


def check_issue_code(*, state: LoginAccountState | None, service_away: bool) -> None:
    """Whether the desk can ask for a one-time code; `state` None: there is no account.

    Raises:
        NoLoginAccount, LoginNotActive, LoginServiceAway
    """
    check_has_account(has_account=state is not None)
    if state is not LoginAccountState.ACTIVE:
        raise LoginNotActive
    if service_away:
        raise LoginServiceAway


def drop_code(account: LoginAccount) -> None:
    """Let go of a one-time code."""
    account.code, account.code_for, account.code_at = "", None, None


def check_login_name(field_name: str, text: str) -> str:
    """A user name as the customer tells it.

    Raises:
        FieldRefused: nothing, too long, or characters no text of ours may hold.
    """
    return required_line(field_name, text, USERNAME_MAX_LENGTH)


def reference_for(branch_code: str, actor_id: int) -> str:
    """The name under which the identity service knows a customer's account: ``9548-261379``."""
    return f"{branch_code}-{actor_id:06}"
