"""The sites that the world plays, and their pages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from jinja2 import Environment

from desk_app.resource_files import resource
from desk_app.web import pages
from desk_app.web.sessions import Sessions
from desk_app.world.clock import WorldClock


@dataclass(frozen=True)
class Site(pages.Site):
    """One of the sites this server plays. `real` is whose pages these are not."""

    real: str


KB: Final = Site("kb", "Inlogaccount van de KB", "/kb", "de KB")
WEBSITE: Final = Site("website", "de Bibliotheek", "/website", "de website van de bibliotheek")
ONLINE: Final = Site("online", "de online Bibliotheek", "/online", "de online Bibliotheek")
APP: Final = Site("app", "de app van de online Bibliotheek", "/online/app", "de app")
PAY: Final = Site("betalen", "Betalen", "/betalen", "een bank of betaaldienst")
WORLD: Final = Site("wereld", "De buitenwereld", "/", "")


class Pages(pages.Pages):
    """The pages of all sites; every template may look at the clock."""

    def __init__(self, sessions: Sessions, clock: WorldClock) -> None:
        super().__init__(sessions, _templates(), lambda: {"now": clock.now(), "clock": clock})


@cache
def _templates() -> Environment:
    """The templates, read and compiled once for a program."""
    return pages.read_templates(resource("world/templates"))
