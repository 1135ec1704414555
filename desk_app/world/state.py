"""Everything that one world holds, put together once."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from desk_app.web.limits import Limits
from desk_app.web.sessions import Sessions
from desk_app.world.clock import WorldClock
from desk_app.world.faults import Faults
from desk_app.world.identity.accounts import Account, Accounts
from desk_app.world.identity.directory import Directory
from desk_app.world.identity.letters import IdentityLetters
from desk_app.world.identity.secrets import Tickets
from desk_app.world.journal import Journal
from desk_app.world.mail.letters import LetterDesk
from desk_app.world.mail.mailbox import Mailbox
from desk_app.world.mail.sending import Post
from desk_app.world.members import Members
from desk_app.world.oidc.clients import Clients
from desk_app.world.online.books import Readers
from desk_app.world.payments.book import PaymentBook
from desk_app.world.web.pages import WORLD, Pages


@dataclass
class Address:
    """Where the world stands; known once it listens."""

    url: str = ""

    def __call__(self) -> str:
        """The address without a slash at the end."""
        return self.url


@dataclass
class WorldState:
    """The parts that several sites share."""

    clock: WorldClock
    token: str
    smtp_url: str | None = None
    address: Address = field(default_factory=Address)
    faults: Faults = field(default_factory=Faults)
    members: Members = field(default_factory=Members)
    library_url: str = ""

    def __post_init__(self) -> None:
        self.journal = Journal(self.clock)
        self.mailbox = Mailbox(self.clock)
        self.post = Post(self.mailbox, self.faults, self.clock, self.journal, self.smtp_url)
        self.letter_desk = LetterDesk(self.post)
        self.tickets = Tickets(self.clock)
        self.accounts = Accounts(self.clock, self.journal)
        self.letters = IdentityLetters(self.letter_desk, self.tickets, self.clock, self.address)
        self.sessions = Sessions(self.clock.now, secrets.token_bytes(32), frozenset({WORLD.key}))
        self.pages = Pages(self.sessions, self.clock)
        self.limits = Limits(self.clock.now)
        self.directory = Directory(self.accounts, self.members)
        self.clients = Clients(self.address)
        self.readers = Readers(self.clock)
        self.payments = PaymentBook(self.clock)
        self.accounts.when_deleted.append(self._gone)

    def _gone(self, account: Account) -> None:
        self.tickets.withdraw(account.id)
        self.sessions.end_all(account.id)
