"""What the page of errands shows. Plain data, no Qt."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Reasons:
    """Why each button is grey; None for one that may be pressed."""

    retry: str | None
    close: str | None
    open: str | None


@dataclass(frozen=True)
class Told:
    """What is said about the chosen errand, under the list."""

    heading: str = ""
    sentence: str = ""
    advice: str = ""
    code: str = ""
