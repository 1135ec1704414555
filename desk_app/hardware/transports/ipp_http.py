"""IPP messages over HTTP/1.1 (RFC 8010, section 4)."""

from __future__ import annotations

import http.client

from desk_app.hardware.errors import DeviceUnplugged
from desk_app.hardware.transport import WireLog
from desk_app.hardware.transports.addresses import IPP_PORT, net_address


class AnswerLost(Exception):
    """The message went out, wholly or in part, and no whole answer came back."""


class HttpRefused(Exception):
    """The printer answered with an HTTP status other than 200."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class IppHttp:
    """One printer; each exchange is a connection of its own.

    The wire log gets a line in words for each message, never the document.
    """

    def __init__(
        self, url: str, *, wire: WireLog | None = None, answer_seconds: float = 10.0
    ) -> None:
        self.url = url
        self.wire = wire or WireLog(url)
        self._address = net_address(url, "ipp", IPP_PORT)
        self._answer_seconds = answer_seconds

    @property
    def printer_uri(self) -> str:
        """What the printer wants to be called in each request."""
        return f"ipp://{self._address.host}:{self._address.port}{self._address.path}"

    def exchange(self, message: bytes, described: str) -> bytes:
        """Send one IPP message and give the answer's bytes.

        described: what the message is, for the wire log.

        Raises:
            DeviceUnplugged: nobody answers there, so nothing was sent.
            AnswerLost: the connection broke, or nothing came in time, after sending began.
            HttpRefused: another HTTP status than 200.
        """
        connection = http.client.HTTPConnection(
            self._address.host, self._address.port, timeout=self._answer_seconds
        )
        try:
            try:
                connection.connect()
            except OSError as error:
                self.wire.noted(f"-> {described}: not reached")
                raise DeviceUnplugged(device=self.url) from error
            self.wire.noted(f"-> {described} ({len(message)} bytes)")
            try:
                connection.request(
                    "POST", self._address.path, message, {"Content-Type": "application/ipp"}
                )
                answer = connection.getresponse()
                body = answer.read()
            except (OSError, http.client.HTTPException) as error:
                self.wire.noted(f"<- lost after {described}")
                raise AnswerLost(described) from error
            self.wire.noted(f"<- HTTP {answer.status} ({len(body)} bytes)")
            if answer.status != http.client.OK:
                raise HttpRefused(answer.status)
            return body
        finally:
            connection.close()
