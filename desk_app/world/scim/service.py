"""What a library does to accounts: make, change, delete; and the mails that follow from it."""

from __future__ import annotations

from desk_app.world.identity.accounts import (
    SERVICE,
    Account,
    Accounts,
    NameTakenError,
    ReferenceTakenError,
)
from desk_app.world.identity.letters import IdentityLetters
from desk_app.world.identity.secrets import Tickets
from desk_app.world.journal import Journal
from desk_app.world.members import Members
from desk_app.world.scim.errors import ScimError
from desk_app.world.scim.resources import Wanted


class Provisioning:
    """The door of the library into the accounts."""

    def __init__(
        self,
        accounts: Accounts,
        letters: IdentityLetters,
        tickets: Tickets,
        members: Members,
        journal: Journal,
    ) -> None:
        self.accounts = accounts
        self._letters = letters
        self._tickets = tickets
        self._members = members
        self._journal = journal

    def make(self, wanted: Wanted) -> Account:
        """A new account, and the mail to activate it. Raises ScimError 409 uniqueness."""
        self._check(wanted, None)
        account = self.accounts.add(wanted.username)
        self._write(account, wanted)
        self._journal.note(SERVICE, f"inlogaccount {account.username} gemaakt")
        if account.email:
            self._letters.activation(account)
        return account

    def change(self, account: Account, wanted: Wanted) -> bool:
        """Make the account as wanted; True when that was a change. Raises ScimError 409."""
        if wanted == seen(account):
            return False
        self._check(wanted, account)
        old_name, old_email = account.username, account.email
        self._write(account, wanted)
        self.accounts.changed(account)
        if old_name != account.username:
            self._journal.note(SERVICE, f"gebruikersnaam {old_name} is nu {account.username}")
            self._members.renamed(account.external_id, old_name, account.username)
        if account.email and old_email.casefold() != account.email.casefold():
            if account.active:
                self._letters.email_changed(account, old_email)
            else:
                self._letters.activation(account)
        return True

    def delete(self, account: Account) -> None:
        """Take the account away."""
        self.accounts.delete(account, "door de bibliotheek")

    def one_time_code(self, account: Account) -> tuple[str, str]:
        """A code to choose a new password with, and until when (ISO 8601) it works."""
        code, expires = self._tickets.give_code(account.id)
        self._journal.note(SERVICE, f"eenmalige code gegeven voor {account.username}")
        return code, expires.isoformat()

    def _check(self, wanted: Wanted, owner: Account | None) -> None:
        try:
            self.accounts.check_name(wanted.username, owner)
            self.accounts.check_reference(wanted.external_id, owner)
        except NameTakenError:
            raise ScimError(409, "this userName is in use", "uniqueness") from None
        except ReferenceTakenError:
            raise ScimError(409, "this externalId is in use", "uniqueness") from None

    @staticmethod
    def _write(account: Account, wanted: Wanted) -> None:
        account.username = wanted.username
        account.external_id = wanted.external_id
        account.display_name = wanted.display_name
        account.emails = list(wanted.emails)
        account.rights = list(wanted.rights)


def seen(account: Account) -> Wanted:
    """What the account is now, in the library's words."""
    return Wanted(
        account.username,
        account.external_id,
        account.display_name,
        tuple(account.emails),
        tuple(account.rights),
    )
