"""What stands before every page: who may ask, how much, and the headers of every answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY: Final = 1_000_000
THIS_COMPUTER: Final = frozenset({"127.0.0.1", "localhost", "[::1]"})
SAME_FOR_ALL: Final = ("/static/", "/fonts/")
_ALWAYS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
_HSTS: Final = "max-age=31536000; includeSubDomains"


@dataclass(frozen=True)
class Rules:
    """What a server asks of whoever comes.

    `hosts` are the names it answers to. `secure` says that its visitors come over HTTPS, also where
    something in front of this program ends that line (RFC 6797: no HSTS without it). `stranger` is
    what a request under another name is told.
    """

    hosts: frozenset[str] = THIS_COMPUTER
    secure: bool = False
    largest_body: int = LARGEST_BODY
    stranger: str = "Deze pagina bestaat alleen op deze computer."


def content_policy(form_targets: list[str]) -> str:
    """Nothing but our own styles, fonts and pictures; forms go to this site and where they lead.

    A browser holds a redirect after a form to `form-action` too, so the site a sign-in or a payment
    returns to is named in the policy of that one page.
    """
    return "; ".join(
        (
            "default-src 'none'",
            "style-src 'self'",
            "img-src 'self'",
            "font-src 'self'",
            " ".join(("form-action 'self'", *form_targets)),
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "object-src 'none'",
        )
    )


class Guard:
    """Refuses strangers and floods, and dresses every answer."""

    def __init__(self, app: ASGIApp, rules: Rules | None = None) -> None:
        self._app = app
        self._rules = rules or Rules()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        targets: list[str] = []
        state = scope.setdefault("state", {})
        state["form_targets"] = targets
        state["secure"] = self._rules.secure or scope["scheme"] == "https"
        keep = "max-age=3600" if scope["path"].startswith(SAME_FOR_ALL) else "no-store"

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _ALWAYS.items():
                    headers[name] = value
                headers["Content-Security-Policy"] = content_policy(targets)
                headers["Cache-Control"] = keep
                if self._rules.secure:
                    headers["Strict-Transport-Security"] = _HSTS
            await send(message)

        refusal = self._refused(Headers(scope=scope))
        if refusal is not None:
            await refusal(scope, receive, dressed)
            return
        await self._app(scope, _limited(receive, self._rules.largest_body), dressed)

    def _refused(self, headers: Headers) -> PlainTextResponse | None:
        host = headers.get("host", "")
        if host.rpartition(":")[0] not in self._rules.hosts and host not in self._rules.hosts:
            return PlainTextResponse(self._rules.stranger, 421)
        length = headers.get("content-length", "0")
        # Longer than any number that is read: `int` refuses thousands of digits by itself.
        if not (length.isascii() and length.isdigit() and len(length) < 16):
            return PlainTextResponse("Dit is te groot.", 413)
        if int(length) > self._rules.largest_body:
            return PlainTextResponse("Dit is te groot.", 413)
        return None


def _limited(receive: Receive, most: int) -> Callable[[], Awaitable[Message]]:
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > most:
            return {"type": "http.disconnect"}
        return message

    return counted
