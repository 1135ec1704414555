"""The words of titles and copies."""

from __future__ import annotations

from typing import Final

from desk_app.domain.copies import CopyStatus
from desk_app.domain.titles import AviLevel, TitleKind

KINDS: Final[dict[TitleKind, str]] = {
    TitleKind.BOOK: "Boek",
    TitleKind.AUDIOBOOK: "Luisterboek",
    TitleKind.DVD: "Dvd",
    TitleKind.MUSIC: "Muziek",
    TitleKind.GAME: "Spel",
    TitleKind.MAGAZINE: "Tijdschrift",
    TitleKind.OTHER: "Ander materiaal",
}

STATUSES: Final[dict[CopyStatus, str]] = {
    CopyStatus.AVAILABLE: "Aanwezig",
    CopyStatus.LENT: "Uitgeleend",
    CopyStatus.SET_ASIDE: "Ligt klaar",
    CopyStatus.IN_TRANSIT: "Onderweg",
    CopyStatus.MISSING: "Vermist",
    CopyStatus.WITHDRAWN: "Afgeschreven",
}

AVI_LEVELS: Final[dict[AviLevel, str]] = {
    level: f"AVI-{level.value if level in {AviLevel.START, AviLevel.PLUS} else level.value.upper()}"
    for level in AviLevel
}
