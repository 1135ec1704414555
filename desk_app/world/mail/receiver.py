"""A post office that takes mail over SMTP (RFC 5321) on the loopback and puts it in the mailbox."""

from __future__ import annotations

import asyncio
import email
import email.policy
from email.message import EmailMessage
from typing import Final

from desk_app.world.faults import Fault, Faults, Service
from desk_app.world.mail.mailbox import Mailbox

_LARGEST: Final = 10_000_000


class PostOffice:
    """One listening SMTP port; runs on the loop of the server."""

    def __init__(self, mailbox: Mailbox, faults: Faults) -> None:
        self._mailbox = mailbox
        self._faults = faults
        self._server: asyncio.Server | None = None
        self.port = 0

    async def open(self, port: int = 0) -> None:
        """Listen on the loopback; `port` 0 takes a free one. Raises OSError when it is taken."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", port, limit=_LARGEST)
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """Take no more mail."""
        if self._server is not None:
            self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._talk(reader, writer)
        except (
            ConnectionError,
            asyncio.IncompleteReadError,
            asyncio.LimitOverrunError,
            ValueError,
        ):
            pass  # the sender went away in the middle, and keeps its letter
        finally:
            writer.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        found = self._faults.take(Service.MAIL)
        fault = found.fault if found else None
        if found and fault is Fault.SLOW:
            await asyncio.sleep(found.seconds)
        if fault is Fault.DOWN:
            return
        if fault is Fault.BUSY:
            await _say(writer, "421 wereld.invalid even niet")
            return
        await _say(writer, "garbled" if fault is Fault.GARBLED else "220 wereld.invalid ESMTP")
        sender, recipients = "", list[str]()
        while line := (await reader.readline()).decode("utf-8", "replace").strip():
            verb = line[:4].upper()
            if verb == "EHLO":
                await _say(writer, "250-wereld.invalid", "250-8BITMIME", "250 SMTPUTF8")
            elif verb in {"HELO", "NOOP", "RSET"}:
                sender, recipients = "", []
                await _say(writer, "250 ok")
            elif verb == "MAIL":
                sender = _address(line)
                await _say(writer, "250 ok")
            elif verb == "RCPT":
                recipients.append(_address(line))
                await _say(writer, "250 ok")
            elif verb == "DATA" and recipients:
                await _say(writer, "354 ga uw gang")
                content = await _content(reader)
                for _ in range(2 if fault is Fault.TWICE else 1):
                    self._keep(sender, recipients, content)
                if found and fault is Fault.LATE:
                    await asyncio.sleep(found.seconds)
                if fault is Fault.LOST:
                    return
                await _say(writer, "250 bezorgd")
                sender, recipients = "", []
            elif verb == "QUIT":
                await _say(writer, "221 tot ziens")
                return
            else:
                await _say(writer, "503 dat kan nu niet")

    def _keep(self, sender: str, recipients: list[str], content: bytes) -> None:
        message = email.message_from_bytes(content, policy=email.policy.default)
        for recipient in recipients:
            self._mailbox.deliver(
                sender=str(message.get("From", sender)),
                to=recipient,
                subject=str(message.get("Subject", "")),
                text=_part(message, "plain"),
                html=_part(message, "html"),
                message_id=str(message.get("Message-ID", "")),
            )


async def _say(writer: asyncio.StreamWriter, *lines: str) -> None:
    writer.write("".join(f"{line}\r\n" for line in lines).encode())
    await writer.drain()


async def _content(reader: asyncio.StreamReader) -> bytes:
    lines = list[bytes]()
    while (line := await reader.readuntil(b"\r\n")) != b".\r\n":
        lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        if sum(map(len, lines[-1:])) > _LARGEST or len(lines) > 200_000:
            raise ValueError("a letter this long is no letter")
    return b"".join(lines)


def _address(line: str) -> str:
    return line.partition("<")[2].partition(">")[0]


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    return str(part.get_content()) if part is not None else ""
