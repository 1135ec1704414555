"""Handing letters to a mail server (RFC 5321), each at most once after the server took it.

The one dangerous moment is between the end of the letter and the server's answer. When the line
breaks there nobody knows whether it was sent, so that is an outcome of its own and never repeated
by itself.
"""

from __future__ import annotations

import ipaddress
import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

from desk_app.gateways.mail.messages import AddressError, build_message
from desk_app.gateways.mail.templates import TemplateError
from desk_app.usecases.commands.errands import ClaimedErrand
from desk_app.usecases.errands.letters import MAIL, Letter
from desk_app.usecases.errands.outcomes import (
    MailNotSecure,
    MailOutcomeUnknown,
    MailPutOff,
    MailRecipientRefused,
    MailRefused,
    MailServerAway,
    MailSettingRefused,
    MailSignInRefused,
    NoCarrier,
)
from desk_app.usecases.service_ports import Clock
from desk_app.usecases.wire import WireError, decode, from_text

PORTS: Final = {"smtps": 465, "smtp": 587, "smtp-plain": 25}
_OK: Final = 250
_GO_AHEAD: Final = 354
_SIGN_IN_FIRST: Final = 530
# RFC 5321, 4.5.2: a line of the letter that begins with a dot gets one more.
_DOT_FIRST: Final = re.compile(rb"^\.", re.MULTILINE)


@dataclass(frozen=True)
class MailServer:
    """Where letters are handed in.

    `secure` is ``smtps`` (TLS from the first byte), ``smtp`` (STARTTLS, without which nothing is
    sent) or ``smtp-plain`` (no TLS, to this machine only). `ca_file` names certificates to trust
    instead of the system's. `wait` is the longest silence in seconds.
    """

    host: str
    port: int
    sender: str
    secure: str = "smtp"
    user: str = ""
    password: str = field(default="", repr=False)
    ca_file: Path | None = None
    wait: float = 20.0

    @classmethod
    def from_url(cls, url: str, sender: str) -> MailServer:
        """From ``smtp://user:password@host:port``; letters come from the address `sender`.

        Raises:
            MailSettingRefused: with the part that is wrong; the password is not told.
        """
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            raise MailSettingRefused("port") from None
        if parts.scheme not in PORTS:
            raise MailSettingRefused("scheme")
        if not parts.hostname:
            raise MailSettingRefused("host")
        if parts.scheme == "smtp-plain" and not _is_this_machine(parts.hostname):
            raise MailSettingRefused("not secure")
        if not sender.rpartition("@")[0]:
            raise MailSettingRefused("sender")
        trusted = parse_qs(parts.query).get("ca_file")
        return cls(
            host=parts.hostname,
            port=port or PORTS[parts.scheme],
            sender=sender,
            secure=parts.scheme,
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            ca_file=Path(trusted[0]) if trusted else None,
        )


class MailCarrier:
    """Carries errands of the kind ``mail``; implements `usecases.errands.worker.Carrier`."""

    KIND: Final = MAIL

    def __init__(self, server: MailServer, clock: Clock) -> None:
        self._server = server
        self._clock = clock

    def carry(self, errand: ClaimedErrand) -> None:
        """Hand the letter to the mail server.

        Raises:
            NoCarrier: the errand holds no letter.
            MailRecipientRefused, MailRefused: it will not be sent.
            MailServerAway, MailSignInRefused, MailNotSecure, MailPutOff: nothing was handed over.
            MailOutcomeUnknown: it was, and no answer came.
        """
        try:
            letter: Letter = decode(from_text(errand.payload), Letter)
            message = build_message(letter, errand.key, self._server.sender, self._clock())
        except (WireError, TemplateError, FileNotFoundError) as unreadable:
            raise NoCarrier(errand.kind) from unreadable
        except AddressError as nowhere:
            raise MailRecipientRefused from nowhere
        with self._line() as line:
            _hand_over(line, message)

    @contextmanager
    def _line(self) -> Iterator[smtplib.SMTP]:
        server = self._server
        try:
            line = self._connect()
        except ssl.SSLError as distrusted:
            raise MailNotSecure from distrusted
        except (OSError, smtplib.SMTPException) as away:
            raise MailServerAway from away
        try:
            _sign_in(line, server)
            yield line
        finally:
            with suppress(OSError, smtplib.SMTPException):
                line.quit()
            line.close()

    def _connect(self) -> smtplib.SMTP:
        server = self._server
        if server.secure == "smtps":
            return smtplib.SMTP_SSL(
                server.host, server.port, timeout=server.wait, context=self._trust()
            )
        line = smtplib.SMTP(server.host, server.port, timeout=server.wait)
        try:
            line.ehlo()
            if server.secure == "smtp":
                if not line.has_extn("starttls"):
                    raise MailNotSecure
                line.starttls(context=self._trust())
                line.ehlo()
        except BaseException:
            line.close()
            raise
        return line

    def _trust(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self._server.ca_file)


def _sign_in(line: smtplib.SMTP, server: MailServer) -> None:
    if not server.user:
        return
    try:
        line.login(server.user, server.password)
    except (smtplib.SMTPAuthenticationError, smtplib.SMTPNotSupportedError) as refused:
        raise MailSignInRefused from refused
    except (OSError, smtplib.SMTPException) as away:
        raise MailServerAway from away


def _hand_over(line: smtplib.SMTP, message: EmailMessage) -> None:
    sender = message["From"].addresses[0].addr_spec
    to = message["To"].addresses[0].addr_spec
    options: list[str] = []
    policy = SMTP
    if not (sender + to).isascii():
        line.ehlo_or_helo_if_needed()
        if not line.has_extn("smtputf8"):
            raise MailRecipientRefused
        options, policy = ["SMTPUTF8", "BODY=8BITMIME"], SMTPUTF8
    content = message.as_bytes(policy=policy)
    try:
        _expect(line.mail(sender, options), MailRefused)
        _expect(line.rcpt(to), MailRecipientRefused)
        code, _ = line.docmd("DATA")
    except (OSError, smtplib.SMTPException) as away:
        raise MailServerAway from away
    if code != _GO_AHEAD:
        _expect((code, b""), MailRefused)
    try:
        line.send(_DOT_FIRST.sub(b"..", content) + b".\r\n")
        answer = line.getreply()
    except (OSError, smtplib.SMTPException) as broken:
        raise MailOutcomeUnknown from broken
    _expect(answer, MailRefused)


def _expect(answer: tuple[int, bytes], no: type[MailRefused | MailRecipientRefused]) -> None:
    """Raise what a reply of the server means: 2 is yes, 4 is later, everything else is no."""
    code = answer[0]
    if code // 100 == _OK // 100:
        return
    if code // 100 == 4:
        raise MailPutOff
    if code == _SIGN_IN_FIRST:
        raise MailSignInRefused
    raise no


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
