"""The post of the world's own services: straight into the mailbox, or to a mail server (SMTP)."""

from __future__ import annotations

import asyncio
import smtplib
from collections import deque
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from urllib.parse import urlsplit

from desk_app.world.clock import WorldClock
from desk_app.world.faults import Fault, Faults, Service
from desk_app.world.journal import Journal
from desk_app.world.mail.mailbox import Mailbox

AGAIN_SECONDS = 0.2
PATIENCE_SECONDS = 10.0


@dataclass(frozen=True)
class Outgoing:
    """One message on its way."""

    sender: str
    to: str
    subject: str
    text: str
    html: str


class Post:
    """Carries messages; one that cannot be delivered waits and is tried again."""

    def __init__(
        self,
        mailbox: Mailbox,
        faults: Faults,
        clock: WorldClock,
        journal: Journal,
        smtp_url: str | None = None,
    ) -> None:
        self._mailbox = mailbox
        self._faults = faults
        self._clock = clock
        self._journal = journal
        self._server = urlsplit(smtp_url) if smtp_url else None
        if self._server is not None and (
            self._server.scheme != "smtp" or not self._server.hostname
        ):
            raise ValueError("a mail server is written as smtp://host:port")
        self._waiting: deque[Outgoing] = deque()
        self._woken = asyncio.Event()

    @property
    def waiting(self) -> int:
        """How many messages could not be delivered yet."""
        return len(self._waiting)

    def send(self, message: Outgoing) -> None:
        """Deliver now where that needs no line, else as soon as it can be."""
        if self._server is None and not self._waiting and self._dropped_off(message):
            return
        self._waiting.append(message)
        self._woken.set()

    async def run(self) -> None:
        """Carry what waits, until cancelled."""
        while True:
            if not self._waiting:
                self._woken.clear()
                await self._woken.wait()
            message = self._waiting[0]
            if self._server is None:
                done = self._dropped_off(message)
            else:
                done = await asyncio.to_thread(self._handed_over, message)
            if done:
                self._waiting.popleft()
            else:
                await asyncio.sleep(AGAIN_SECONDS)

    def _dropped_off(self, message: Outgoing) -> bool:
        found = self._faults.take(Service.MAIL)
        fault = found.fault if found else None
        if fault in {Fault.DOWN, Fault.BUSY}:
            return False
        copies = {Fault.TWICE: 2, Fault.LOST: 0}.get(fault, 1) if fault else 1
        for _ in range(copies):
            self._mailbox.deliver(
                sender=message.sender,
                to=message.to,
                subject=message.subject,
                text=message.text,
                html=message.html,
            )
        return True

    def _handed_over(self, message: Outgoing) -> bool:
        assert self._server is not None
        letter = EmailMessage(policy=SMTP)
        letter["From"], letter["To"] = message.sender, message.to
        letter["Subject"] = message.subject
        letter["Date"] = format_datetime(self._clock.now())
        letter["Message-ID"] = make_msgid(domain="wereld.invalid")
        letter.set_content(message.text)
        letter.add_alternative(message.html, subtype="html")
        host, port = self._server.hostname or "", self._server.port or 25
        try:
            with smtplib.SMTP(host, port, timeout=PATIENCE_SECONDS) as line:
                line.send_message(letter)
        except smtplib.SMTPRecipientsRefused:
            self._journal.note("mail", "een adres werd geweigerd")
            return True
        except (OSError, smtplib.SMTPException):
            return False
        return True
