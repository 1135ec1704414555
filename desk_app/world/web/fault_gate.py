"""Lets requests go wrong as the faults say, on the wire and not inside the services."""

from __future__ import annotations

import asyncio
from typing import Final

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from desk_app.world.faults import Fault, Faults, Service, SetFault

PLACES: Final = (
    ("/scim/", Service.IDENTITY),
    ("/kb", Service.IDENTITY),
    ("/.well-known/", Service.IDENTITY),
    ("/authorize", Service.IDENTITY),
    ("/token", Service.IDENTITY),
    ("/jwks", Service.IDENTITY),
    ("/userinfo", Service.IDENTITY),
    ("/website", Service.WEBSITE),
    ("/online", Service.ONLINE),
    ("/v1/", Service.PAYMENTS),
    ("/betalen", Service.PAYMENTS),
)


class FaultGate:
    """Stands between the line and the services."""

    def __init__(self, app: ASGIApp, faults: Faults) -> None:
        self._app = app
        self._faults = faults
        self._closing = asyncio.Event()

    def close(self) -> None:
        """Let go of every request that is being kept waiting."""
        self._closing.set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request: undisturbed, or as its service's fault says."""
        service = service_of(scope["path"]) if scope["type"] == "http" else None
        found = self._faults.take(service) if service else None
        if found is None:
            await self._app(scope, receive, send)
            return
        if found.fault is Fault.DOWN:
            await _cut(scope, receive)
            return
        if found.fault is Fault.BUSY:
            busy = PlainTextResponse("Het is nu te druk.", 503, {"Retry-After": "5"})
            await busy(scope, receive, send)
            return
        await self._disturbed(found, scope, receive, send)

    async def _disturbed(self, found: SetFault, scope: Scope, receive: Receive, send: Send) -> None:
        body = await _whole(receive)
        if found.fault is Fault.SLOW:
            await self._wait(found.seconds)
        answer = await self._answer(scope, body)
        if found.fault is Fault.TWICE:
            answer = await self._answer(scope, body)
        if found.fault is Fault.LATE:
            await self._wait(found.seconds)
        if found.fault is Fault.LOST:
            await _cut(scope, receive)
            return
        start, content = answer
        if found.fault is Fault.GARBLED:
            content = content[: len(content) // 2] + b"\x00\xff<<"
        start["headers"] = [
            (name, value) for name, value in start["headers"] if name.lower() != b"content-length"
        ]
        start["headers"].append((b"content-length", str(len(content)).encode()))
        await send(start)
        await send({"type": "http.response.body", "body": content})

    async def _answer(self, scope: Scope, body: bytes) -> tuple[Message, bytes]:
        start: list[Message] = []
        parts: list[bytes] = []
        given = False

        async def once() -> Message:
            nonlocal given
            if given:
                await self._closing.wait()
                return {"type": "http.disconnect"}
            given = True
            return {"type": "http.request", "body": body, "more_body": False}

        async def kept(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.append(message)
            else:
                parts.append(message.get("body", b""))

        copied = {**scope, "state": dict(scope.get("state", {}))}
        await self._app(copied, once, kept)
        return start[0], b"".join(parts)

    async def _wait(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._closing.wait(), seconds)
        except TimeoutError:
            return


def service_of(path: str) -> Service | None:
    """Whose path this is; None for the world's own pages, which nothing disturbs."""
    return next((service for place, service in PLACES if path.startswith(place)), None)


async def _whole(receive: Receive) -> bytes:
    parts: list[bytes] = []
    while (message := await receive())["type"] == "http.request":
        parts.append(message.get("body", b""))
        if not message.get("more_body", False):
            break
    return b"".join(parts)


async def _cut(scope: Scope, receive: Receive) -> None:
    """End the connection without a word."""
    scope["state"]["transport"]().abort()
    while (await receive())["type"] != "http.disconnect":
        pass
