"""The two sites of this server. Each has its own cookie: one visit never opens the other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from desk_app.web import pages


@dataclass(frozen=True)
class Site(pages.Site):
    """`style` is its own sheet of styles after the shared one; `idle` how long a visit may rest."""

    style: str
    idle: timedelta


LIBRARY: Final = Site("bibliotheek", "de Bibliotheek", "/", "", timedelta(minutes=30))
"""*Word lid*. Somebody fills in four pages, and may look for their bank card meanwhile."""
SCHOOL: Final = Site(
    "school",
    "Schoolbibliotheek",
    "/school",
    "portal.css",
    timedelta(minutes=10),
    same_site="strict",
)
"""The pupils' portal. The next pupil sits down at the same computer."""
ALL: Final = (LIBRARY, SCHOOL)


def site_of(path: str) -> Site:
    """Whose page this path is."""
    return SCHOOL if path == SCHOOL.home or path.startswith(f"{SCHOOL.home}/") else LIBRARY
