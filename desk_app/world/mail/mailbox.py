"""Everything that was mailed, by whoever: what the mailbox page shows."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from datetime import datetime

from desk_app.world.clock import WorldClock

_LINK = re.compile(r"https?://[^\s<>\"')]+")


@dataclass(frozen=True)
class Mail:
    """One message as it was delivered. `html` is the sender's own: sanitise it before showing."""

    number: int
    at: datetime
    sender: str
    to: str
    subject: str
    text: str
    html: str = ""
    message_id: str = ""

    def links(self) -> list[str]:
        """The addresses in the text, in order."""
        return _LINK.findall(self.text)


class Mailbox:
    """All mail of all addresses, oldest first. Safe to use from any thread."""

    def __init__(self, clock: WorldClock) -> None:
        self._clock = clock
        self._mails: list[Mail] = []
        self._arrived = threading.Condition()

    def deliver(
        self, *, sender: str, to: str, subject: str, text: str, html: str = "", message_id: str = ""
    ) -> Mail:
        """Put one message in the box of `to`."""
        with self._arrived:
            mail = Mail(
                len(self._mails) + 1,
                self._clock.now(),
                sender,
                to,
                subject,
                text,
                html,
                message_id,
            )
            self._mails.append(mail)
            self._arrived.notify_all()
        return mail

    def all(self) -> list[Mail]:
        """Every message, oldest first."""
        with self._arrived:
            return list(self._mails)

    def to(self, address: str) -> list[Mail]:
        """The messages of one address, oldest first; letter case does not matter."""
        wanted = address.casefold()
        return [mail for mail in self.all() if mail.to.casefold() == wanted]

    def get(self, number: int) -> Mail | None:
        """The message with this number."""
        with self._arrived:
            return self._mails[number - 1] if 0 < number <= len(self._mails) else None

    def wait_for(self, address: str, count: int = 1, *, seconds: float = 10.0) -> list[Mail]:
        """The messages of an address as soon as there are `count`; TimeoutError when they stay out.

        For a caller on another thread than the server's.
        """
        with self._arrived:
            wanted = address.casefold()
            there = self._arrived.wait_for(
                lambda: sum(mail.to.casefold() == wanted for mail in self._mails) >= count, seconds
            )
        if not there:
            raise TimeoutError("the mail did not come")
        return self.to(address)

    def restore(self, mails: list[Mail]) -> None:
        """Take over the messages of an earlier run."""
        with self._arrived:
            self._mails = list(mails)
