"""The accounts of the KB: made by a library, activated within 24 hours or deleted."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from desk_app.world.clock import WorldClock
from desk_app.world.identity.secrets import ACTIVATION_LASTS, hash_password, password_fits
from desk_app.world.journal import Journal

LONGEST_USERNAME: Final = 80
_CHOSEN_NAME = re.compile(r"[\w.@+-]{4,80}")
SERVICE: Final = "identity"
COMPLETE: Final = "OnlineBibliotheek-Compleet"


class NameTakenError(Exception):
    """Another account has this user name already."""


class ReferenceTakenError(Exception):
    """Another account carries this reference of a library already."""


@dataclass
class EmailAddress:
    """One address of an account; at most one is the primary."""

    value: str
    primary: bool = False


@dataclass
class Account:
    """One inlogaccount. `password` is a hash; without `activated_at` it dies at `expires_at`."""

    id: str
    username: str
    created_at: datetime
    expires_at: datetime
    changed_at: datetime
    external_id: str | None = None
    display_name: str = ""
    emails: list[EmailAddress] = field(default_factory=list)
    rights: list[str] = field(default_factory=list)
    password: str | None = None
    activated_at: datetime | None = None
    member: str | None = None
    version: int = 1

    @property
    def email(self) -> str:
        """The address that mail goes to; empty when there is none."""
        primary = [one.value for one in self.emails if one.primary]
        return (primary or [one.value for one in self.emails] or [""])[0]

    @property
    def active(self) -> bool:
        """True once the customer confirmed the address and chose a password."""
        return self.activated_at is not None


class Accounts:
    """All accounts. Every question first deletes what was not activated in time."""

    def __init__(self, clock: WorldClock, journal: Journal) -> None:
        self._clock = clock
        self._journal = journal
        self._kept: dict[str, Account] = {}
        self.when_deleted: list[Callable[[Account], None]] = []

    def all(self) -> list[Account]:
        """Every account that exists now, oldest first."""
        self._purge()
        return list(self._kept.values())

    def get(self, account_id: str) -> Account | None:
        """By its own id."""
        self._purge()
        return self._kept.get(account_id)

    def named(self, username: str) -> Account | None:
        """By user name; letter case does not matter."""
        wanted = username.casefold()
        return next((one for one in self.all() if one.username.casefold() == wanted), None)

    def of_reference(self, reference: str) -> Account | None:
        """By the reference a library gave it."""
        return next((one for one in self.all() if one.external_id == reference), None)

    def with_email(self, email: str) -> list[Account]:
        """Every account that this address belongs to; a family may share one."""
        wanted = email.casefold()
        return [one for one in self.all() if one.email and one.email.casefold() == wanted]

    def add(self, username: str) -> Account:
        """A new account that waits for activation. Raises NameTakenError."""
        self.check_name(username)
        now = self._clock.now()
        account = Account(uuid.uuid4().hex, username, now, now + ACTIVATION_LASTS, now)
        self._kept[account.id] = account
        return account

    def check_name(self, username: str, owner: Account | None = None) -> None:
        """Raises NameTakenError when somebody else has this user name."""
        found = self.named(username)
        if found is not None and found is not owner:
            raise NameTakenError

    def check_reference(self, reference: str | None, owner: Account | None = None) -> None:
        """Raises ReferenceTakenError when another account carries this reference."""
        found = self.of_reference(reference) if reference else None
        if found is not None and found is not owner:
            raise ReferenceTakenError

    def changed(self, account: Account) -> None:
        """Note that something about this account is different now."""
        account.version += 1
        account.changed_at = self._clock.now()

    def activate(self, account: Account, password: str) -> None:
        """The customer confirmed the address and chose a password."""
        account.password = hash_password(password)
        account.activated_at = self._clock.now()
        self.changed(account)
        self._journal.note(SERVICE, f"inlogaccount {account.username} is geactiveerd")

    def set_password(self, account: Account, password: str) -> None:
        """Another password."""
        account.password = hash_password(password)
        self.changed(account)
        self._journal.note(SERVICE, f"nieuw wachtwoord voor {account.username}")

    def delete(self, account: Account, why: str) -> None:
        """Take the account away."""
        self._kept.pop(account.id, None)
        self._journal.note(SERVICE, f"inlogaccount {account.username} verwijderd: {why}")
        for listener in self.when_deleted:
            listener(account)

    def restore(self, accounts: list[Account]) -> None:
        """Take over the accounts of an earlier run."""
        self._kept = {account.id: account for account in accounts}

    def _purge(self) -> None:
        now = self._clock.now()
        for account in list(self._kept.values()):
            if not account.active and now >= account.expires_at:
                self.delete(account, "niet binnen 24 uur geactiveerd")


def checked(account: Account | None, password: str) -> bool:
    """True when this is the password of an activated account; takes as long when there is none."""
    usable = account is not None and account.active
    return password_fits(account.password if account and usable else None, password)


def may_be_chosen(username: str) -> bool:
    """True for a user name a customer may choose: 4 to 80 characters, at least two letters."""
    letters = sum(letter.isalpha() for letter in username)
    return _CHOSEN_NAME.fullmatch(username) is not None and letters >= 2
