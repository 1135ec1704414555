"""What stands before every page: who may ask, how much, and the headers of every answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY: Final = 1_000_000
HOSTS: Final = frozenset({"127.0.0.1", "localhost", "[::1]"})
_SAME_FOR_ALL: Final = ("/static/", "/fonts/")
_ALWAYS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}


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

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        targets: list[str] = []
        scope.setdefault("state", {})["form_targets"] = targets
        keep = "max-age=3600" if scope["path"].startswith(_SAME_FOR_ALL) else "no-store"

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _ALWAYS.items():
                    headers[name] = value
                headers["Content-Security-Policy"] = content_policy(targets)
                headers["Cache-Control"] = keep
            await send(message)

        refusal = _refused(Headers(scope=scope))
        if refusal is not None:
            await refusal(scope, receive, dressed)
            return
        await self._app(scope, _limited(receive), dressed)


def _refused(headers: Headers) -> PlainTextResponse | None:
    host = headers.get("host", "")
    if host.rpartition(":")[0] not in HOSTS and host not in HOSTS:
        return PlainTextResponse("Deze pagina bestaat alleen op deze computer.", 421)
    length = headers.get("content-length", "0")
    if not length.isdigit() or int(length) > LARGEST_BODY:
        return PlainTextResponse("Dit is te groot.", 413)
    return None


def _limited(receive: Receive) -> Callable[[], Awaitable[Message]]:
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > LARGEST_BODY:
            return {"type": "http.disconnect"}
        return message

    return counted
