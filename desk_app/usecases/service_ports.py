"""What use cases ask of the world besides the store: the clock, password hashing, carriers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from desk_app.domain.login_accounts import LoginAccountState
from desk_app.usecases.messages import secret

Clock = Callable[[], datetime]
"""Gives the present moment, aware and in UTC."""


class PasswordHasher(Protocol):
    """A slow, salted hash for passwords (`desk_app.gateways.passwords` has the real one)."""

    def hash(self, password: str) -> str:
        """A text that holds the hash with its salt and its costs."""

    def verify(self, hashed: str, password: str) -> bool:
        """Whether `password` is the one that was hashed."""

    def verify_nobody(self, password: str) -> None:
        """Take as long as `verify`, for a user name that does not exist."""

    def outdated(self, hashed: str) -> bool:
        """Whether the hash was made at other costs than today's."""


# ------------------------------------------------------------------------ log-in accounts


@dataclass(frozen=True)
class AccountSeen:
    """A log-in account as the identity service shows it.

    `reference` is ours (`domain.login_accounts.reference_for`); `rights` holds the codes of
    `domain.login_accounts.Right` and leaves out what we know nothing of. `activation_expires_at` is
    None when it is activated, or when the service does not tell.
    """

    reference: str
    state: LoginAccountState
    activation_expires_at: datetime | None
    rights: tuple[str, ...]
    username: str = secret()
    email: str = secret()


class IdentityService(Protocol):
    """Who keeps the log-in accounts of a library's customers.

    Every method may raise

        IdentityAway, IdentitySignInRefused, IdentityPutOff, IdentityGarbled: nothing was changed;
        IdentityUnknownOutcome: it may have been changed: ask before it is repeated;
        IdentityRefusedIt: the service does not want it.

    All are classes of `usecases.errands.identity_outcomes`. Nothing is repeated by itself.
    """

    def create(
        self,
        reference: str,
        username: str,
        email: str,
        display_name: str,
        rights: tuple[str, ...],
    ) -> AccountSeen:
        """Make an account; the customer gets the activation mail. The one that has this reference
        already is answered as it is. Raises `UsernameTakenElsewhere`.
        """

    def link(self, reference: str, username: str) -> AccountSeen:
        """Give an account that exists our reference.

        Raises:
            AccountNotFound: there is none with this user name.
            AccountTaken: it has another reference.
        """

    def show(self, reference: str) -> AccountSeen | None:
        """The account, None when there is none."""

    def authorise(self, reference: str, rights: tuple[str, ...]) -> AccountSeen:
        """Give exactly these of the rights we know of. Raises `AccountNotFound`."""

    def set_recovery_email(self, reference: str, email: str) -> AccountSeen:
        """Change the e-mail address of the account. Raises `AccountNotFound`."""

    def rename(self, reference: str, was: str, username: str) -> AccountSeen:
        """Change the user name if it still is `was`; a name of the customer's own choice stays.

        Raises:
            AccountNotFound, UsernameTakenElsewhere
        """

    def forget(self, reference: str) -> None:
        """Let go of the account: one that was never activated is removed, one in use keeps
        everything but our reference and rights. Nothing happens when there is none.
        """

    def one_time_code(self, reference: str) -> str:
        """A code, or a link, with which the customer chooses a new password.

        Raises:
            AccountNotFound
            CodesNotOffered: this service has none.
        """


# ------------------------------------------------------------------------ signing in, customers


@dataclass(frozen=True)
class SignInBegun:
    """Somebody is sent away to sign in. Everything but `address` is kept on our side meanwhile."""

    address: str
    state: str = secret()
    nonce: str = secret()
    verifier: str = secret()


@dataclass(frozen=True)
class CustomerSignedIn:
    """Who signed in. `subject` is the service's own name of the account, the same for ever."""

    subject: str
    email_verified: bool
    username: str = secret()
    email: str = secret()


class CustomerSignIn(Protocol):
    """Signing customers in where their log-in accounts are kept."""

    def begin(self) -> SignInBegun:
        """Where to send somebody. Raises `CustomerSignInAway`."""

    def finish(
        self, begun: SignInBegun, state: str, code: str, issuer: str = ""
    ) -> CustomerSignedIn:
        """Who came back. Raises `CustomerSignInRefused`, `CustomerSignInAway`."""
