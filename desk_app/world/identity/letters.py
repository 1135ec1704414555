"""What the KB's identity service mails."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from desk_app.world.clock import WorldClock
from desk_app.world.identity.accounts import Account
from desk_app.world.identity.secrets import (
    CONFIRMATION_LASTS,
    RESET_LASTS,
    LinkUse,
    Tickets,
)
from desk_app.world.mail.letters import LetterDesk

SENDER: Final = "Inlogaccount van de KB <inlogaccount@kb.invalid>"


class IdentityLetters:
    """Each letter with its link; `address` tells where the pages stand."""

    def __init__(
        self,
        desk: LetterDesk,
        tickets: Tickets,
        clock: WorldClock,
        address: Callable[[], str],
    ) -> None:
        self._desk = desk
        self._tickets = tickets
        self._clock = clock
        self._address = address

    def activation(self, account: Account) -> None:
        """The letter to activate; its link lives as long as the account waits, 24 hours."""
        secret = self._tickets.give(LinkUse.ACTIVATE, account.id, account.expires_at, account.email)
        self._desk.send(
            "activation",
            sender=SENDER,
            to=account.email,
            button="E-mailadres bevestigen",
            name=account.display_name,
            username=account.username,
            expires=account.expires_at,
            link=f"{self._address()}/kb/activeren/{secret}",
        )

    def reset(self, account: Account) -> None:
        """A link to choose a new password."""
        expires = self._clock.now() + RESET_LASTS
        secret = self._tickets.give(LinkUse.RESET, account.id, expires)
        self._desk.send(
            "reset",
            sender=SENDER,
            to=account.email,
            button="Nieuw wachtwoord kiezen",
            name=account.display_name,
            expires=expires,
            link=f"{self._address()}/kb/wachtwoord/{secret}",
        )

    def usernames(self, email: str, accounts: list[Account]) -> None:
        """The user names that belong to an address."""
        self._desk.send(
            "usernames",
            sender=SENDER,
            to=email,
            usernames=[account.username for account in accounts],
            link=f"{self._address()}/kb/inloggen",
            button="Inloggen",
        )

    def verify_email(self, account: Account, email: str) -> None:
        """To a new address, before it counts."""
        expires = self._clock.now() + CONFIRMATION_LASTS
        secret = self._tickets.give(LinkUse.NEW_EMAIL, account.id, expires, email)
        self._desk.send(
            "verify_email",
            sender=SENDER,
            to=email,
            button="E-mailadres bevestigen",
            name=account.display_name,
            expires=expires,
            link=f"{self._address()}/kb/e-mailadres/{secret}",
        )

    def email_changed(self, account: Account, old: str) -> None:
        """To both addresses: it was changed."""
        for address in dict.fromkeys(one for one in (old, account.email) if one):
            self._desk.send(
                "email_changed",
                sender=SENDER,
                to=address,
                name=account.display_name,
                email=account.email,
            )

    def password_changed(self, account: Account) -> None:
        """The owner hears that there is a new password."""
        if account.email:
            self._desk.send(
                "password_changed", sender=SENDER, to=account.email, name=account.display_name
            )

    def username_changed(self, account: Account, old: str) -> None:
        """The owner hears that there is a new user name."""
        if account.email:
            self._desk.send(
                "username_changed",
                sender=SENDER,
                to=account.email,
                name=account.display_name,
                old=old,
                username=account.username,
            )
