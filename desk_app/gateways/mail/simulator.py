"""A small mail server on the loopback: it keeps what it is given, and fails when it is told to.

Written from RFC 5321 and sharing nothing with the client, so that the demo and the tests run the
real client against a real line.
"""

from __future__ import annotations

import base64
import email
import email.policy
import socketserver
import ssl
import threading
from dataclasses import dataclass
from email.message import EmailMessage
from enum import StrEnum
from typing import Final, Self

_LINE_END: Final = b"\r\n"


class MailFault(StrEnum):
    """What the server can be told to do wrong; a fault happens once for each time it is set."""

    ASCII_ONLY = "ascii_only"
    HANG_UP_AT_GREETING = "greeting"
    HANG_UP_AT_SIGN_IN = "sign_in"
    HANG_UP_AT_RECIPIENT = "recipient"
    HANG_UP_AFTER_LETTER = "after_letter"
    SILENT_AFTER_LETTER = "silent_after_letter"
    GREYLIST = "greylist"
    UNKNOWN_RECIPIENT = "unknown_recipient"
    REFUSE_SENDER = "refuse_sender"
    REFUSE_DATA = "refuse_data"
    REFUSE_LETTER = "refuse_letter"
    FULL_FOR_NOW = "full_for_now"


@dataclass(frozen=True)
class Delivered:
    """A letter the server has taken."""

    sender: str
    to: str
    content: bytes

    @property
    def message(self) -> EmailMessage:
        """The letter as a mail program would open it."""
        return email.message_from_bytes(self.content, policy=email.policy.default)


class MailSimulator:
    """A server on a free port of this machine; use it as a context.

    `certificate` makes it offer STARTTLS, `users` makes it ask for a name and a password.
    """

    def __init__(
        self,
        certificate: ssl.SSLContext | None = None,
        users: dict[str, str] | None = None,
        *,
        tls_at_once: bool = False,
    ) -> None:
        self.certificate = certificate
        self.users = users or {}
        self.tls_at_once = tls_at_once
        self._lock = threading.Lock()
        self._delivered: list[Delivered] = []
        self._faults: list[MailFault] = []
        self.fired: list[MailFault] = []
        self.closing = threading.Event()
        self._server = _Server(("127.0.0.1", 0), self)
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, name="mail-simulator"
        )

    @property
    def port(self) -> int:
        """The port it listens on."""
        port: int = self._server.server_address[1]
        return port

    @property
    def delivered(self) -> tuple[Delivered, ...]:
        """Every letter taken, oldest first."""
        with self._lock:
            return tuple(self._delivered)

    def fail(self, *faults: MailFault) -> None:
        """Do these wrong, each once."""
        with self._lock:
            self._faults.extend(faults)

    def start(self) -> None:
        """Listen, on a thread of its own."""
        self._thread.start()

    def stop(self) -> None:
        """Stop listening and let go of the port."""
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_trouble: object) -> None:
        self.stop()

    # ----------------------------------------------------------------------- for the lines only

    def take(self, delivered: Delivered) -> None:
        """Keep a letter."""
        with self._lock:
            self._delivered.append(delivered)

    def fails(self, fault: MailFault) -> bool:
        """Whether this goes wrong now; asking uses the fault up."""
        with self._lock:
            if fault not in self._faults:
                return False
            self._faults.remove(fault)
            self.fired.append(fault)
            return True


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = False
    block_on_close = True

    def __init__(self, address: tuple[str, int], simulator: MailSimulator) -> None:
        self.simulator = simulator
        super().__init__(address, _Line)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up in the middle is no trouble of the server's."""


class _HangUp(Exception):
    """Ends the line at once."""


class _Line(socketserver.StreamRequestHandler):
    """One client's conversation."""

    server: _Server
    timeout = 30.0

    def handle(self) -> None:
        """Talk until the client says goodbye or one side hangs up."""
        self._simulator = self.server.simulator
        self._sender = self._to = ""
        self._known = not self._simulator.users
        try:
            if self._simulator.tls_at_once:
                self._wrap()
            if self._simulator.fails(MailFault.HANG_UP_AT_GREETING):
                return
            self._say(220, "desk-app mail simulator")
            while self._answer(self.rfile.readline(2048)):
                pass
        except (_HangUp, OSError):
            return

    def finish(self) -> None:
        """Close what TLS put around the line; the server closes the line itself."""
        super().finish()
        if self._is_secure():
            self.connection.close()

    def _answer(self, line: bytes) -> bool:
        if not line:
            return False
        verb, _, rest = line.decode("utf-8", "replace").strip().partition(" ")
        known = {
            "EHLO": self._hello,
            "HELO": self._hello,
            "STARTTLS": self._start_tls,
            "AUTH": self._sign_in,
            "MAIL": self._mail,
            "RCPT": self._recipient,
            "DATA": self._data,
            "RSET": self._reset,
            "NOOP": self._reset,
        }
        if verb.upper() == "QUIT":
            self._say(221, "bye")
            return False
        handler = known.get(verb.upper())
        if handler is None:
            self._say(502, "not known here")
        else:
            handler(rest)
        return True

    def _hello(self, _rest: str) -> None:
        offers = ["8BITMIME"]
        if not self._simulator.fails(MailFault.ASCII_ONLY):
            offers.append("SMTPUTF8")
        if self._simulator.certificate is not None and not self._is_secure():
            offers.append("STARTTLS")
        if self._simulator.users:
            offers.append("AUTH PLAIN")
        self.wfile.write(b"250-desk-app" + _LINE_END)
        for offer in offers[:-1]:
            self.wfile.write(f"250-{offer}".encode() + _LINE_END)
        self._say(250, offers[-1])

    def _start_tls(self, _rest: str) -> None:
        if self._simulator.certificate is None:
            self._say(502, "no certificate")
            return
        self._say(220, "go ahead")
        self._wrap()

    def _sign_in(self, rest: str) -> None:
        if self._simulator.fails(MailFault.HANG_UP_AT_SIGN_IN):
            raise _HangUp
        given = base64.b64decode(rest.partition(" ")[2]).decode().split("\0")
        self._known = self._simulator.users.get(given[1]) == given[2]
        if self._known:
            self._say(235, "welcome")
        else:
            self._say(535, "wrong name or password")

    def _mail(self, rest: str) -> None:
        if not self._known:
            self._say(530, "sign in first")
        elif self._simulator.fails(MailFault.REFUSE_SENDER):
            self._say(550, "not from you")
        else:
            self._sender = _between_brackets(rest)
            self._say(250, "ok")

    def _recipient(self, rest: str) -> None:
        if self._simulator.fails(MailFault.HANG_UP_AT_RECIPIENT):
            raise _HangUp
        if self._simulator.fails(MailFault.GREYLIST):
            self._say(451, "come back later")
        elif self._simulator.fails(MailFault.UNKNOWN_RECIPIENT):
            self._say(550, "no such person")
        else:
            self._to = _between_brackets(rest)
            self._say(250, "ok")

    def _data(self, _rest: str) -> None:
        if self._simulator.fails(MailFault.REFUSE_DATA):
            self._say(554, "no letters today")
            return
        self._say(354, "end with a dot")
        lines = []
        while (line := self.rfile.readline()) != b"." + _LINE_END:
            if not line:
                raise _HangUp
            lines.append(line[1:] if line.startswith(b".") else line)
        if self._simulator.fails(MailFault.FULL_FOR_NOW):
            self._say(452, "no room")
            return
        if self._simulator.fails(MailFault.REFUSE_LETTER):
            self._say(554, "not this letter")
            return
        self._simulator.take(Delivered(self._sender, self._to, b"".join(lines)))
        if self._simulator.fails(MailFault.HANG_UP_AFTER_LETTER):
            raise _HangUp
        if self._simulator.fails(MailFault.SILENT_AFTER_LETTER):
            self._simulator.closing.wait(self.timeout)
            raise _HangUp
        self._say(250, "taken")

    def _reset(self, _rest: str) -> None:
        self._say(250, "ok")

    def _say(self, code: int, text: str) -> None:
        self.wfile.write(f"{code} {text}".encode() + _LINE_END)

    def _is_secure(self) -> bool:
        return isinstance(self.connection, ssl.SSLSocket)

    def _wrap(self) -> None:
        assert self._simulator.certificate is not None
        self.connection = self._simulator.certificate.wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb")
        self.wfile = self.connection.makefile("wb", buffering=0)


def _between_brackets(text: str) -> str:
    return text.partition("<")[2].partition(">")[0]
