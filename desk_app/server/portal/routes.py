"""Where the pages of the pupils' portal stand."""

from __future__ import annotations

from starlette.routing import BaseRoute

from desk_app.server.parts import ServerParts
from desk_app.server.portal.access import AccessPages
from desk_app.server.portal.finding import FindingPages
from desk_app.server.portal.here import Portal
from desk_app.server.portal.messages import MessagePages
from desk_app.server.portal.own import OwnPages
from desk_app.server.portal.start import StartPages
from desk_app.server.portal.titles import TitlePages


def portal_routes(parts: ServerParts) -> list[BaseRoute]:
    """Every route under /school, and the covers."""
    portal = Portal(parts)
    return [
        *StartPages(portal).routes(),
        *FindingPages(portal).routes(),
        *TitlePages(portal).routes(),
        *AccessPages(portal).routes(),
        *OwnPages(portal).routes(),
        *MessagePages(portal).routes(),
    ]
