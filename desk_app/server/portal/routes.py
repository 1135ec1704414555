"""Where the pages of the pupils' portal stand."""

from __future__ import annotations

from starlette.routing import BaseRoute

from desk_app.server.parts import ServerParts


def portal_routes(_parts: ServerParts) -> list[BaseRoute]:
    """Every route under /school."""
    return []
