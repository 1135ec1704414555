"""How serious a message is. No Qt here, so that presenters may say it."""

from __future__ import annotations

from enum import StrEnum


class Tone(StrEnum):
    """The sign beside the sentence says it without colour."""

    TROUBLE = "trouble"
    WARNING = "warning"
    INFO = "info"
    OK = "ok"


SIGNS: dict[Tone, str] = {Tone.TROUBLE: "✕", Tone.WARNING: "!", Tone.INFO: "i", Tone.OK: "✓"}
