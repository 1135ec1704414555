"""Who is meant by what somebody types when signing in."""

from __future__ import annotations

from dataclasses import dataclass

from desk_app.world.identity.accounts import Account, Accounts
from desk_app.world.members import Member, Members


@dataclass(frozen=True)
class Directory:
    """Finds accounts by user name, by the number of the hoofdpas and by e-mail address."""

    accounts: Accounts
    members: Members

    def named(self, typed: str) -> Account | None:
        """By user name alone."""
        return self.accounts.named(typed) if typed else None

    def known_as(self, typed: str) -> Account | None:
        """By user name, hoofdpas or e-mail: `000_19c080678f11c773.txt`. A volgpas opens nothing."""
        account = self.named(typed) or self.of_member(self.members.with_card(typed))
        if account is not None or not typed:
            return account
        found = [one for one in self.accounts.with_email(typed) if one.active]
        return found[0] if len(found) == 1 else None

    def of_member(self, member: Member | None) -> Account | None:
        """The account of a member: linked by the library, or made at the first log-in."""
        if member is None:
            return None
        linked = self.accounts.of_reference(member.reference)
        own = (one for one in self.accounts.all() if one.member == member.reference)
        return linked or next(own, None)

    def member_of(self, account: Account) -> Member | None:
        """The member behind an account."""
        return self.members.get(account.external_id) or self.members.get(account.member)

    def rights_of(self, account: Account) -> list[str]:
        """What the library gave the account; of an unlinked one, what the member has."""
        member = self.member_of(account)
        if account.external_id is None and member is not None:
            return list(member.rights)
        return list(account.rights)
