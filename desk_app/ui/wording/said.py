"""The two halves of what is said about trouble."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Said:
    """`sentence`: what happened, what is saved and what is not. `advice`: what to do now.

    `code` is small behind it, for on the telephone.
    """

    sentence: str
    advice: str = ""
    code: str = ""


@dataclass(frozen=True)
class ErrorText:
    """The words of one error class. ``{name}`` stands for its fact `name`.

    `shown` turns a fact into words where its own text will not do (a date, an enum, a number).
    """

    sentence: str
    advice: str = ""
    shown: Mapping[str, Callable[[object], str]] | None = None
