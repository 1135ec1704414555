"""Making a text fit its place: smaller first, then on more lines, then cut with an ellipsis."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Measure = Callable[[str], float]
"""Width of a text in points at a size of one point."""

ELLIPSIS = "…"
STEP = 0.25
"""Sizes are whole multiples of this many points."""


@dataclass(frozen=True)
class Line:
    """A text that fits, and the size in points it fits at."""

    text: str
    size: float


def fit_line(measure: Measure, text: str, width: float, largest: float, smallest: float) -> Line:
    """One line of at most `width` points, between two sizes; cut between letters if it must."""
    natural = measure(text)
    if natural * largest <= width:
        return Line(text, largest)
    size = width / natural // STEP * STEP
    if size >= smallest:
        return Line(text, size)
    return Line(shorten(measure, text, width / smallest), smallest)


def fit_block(
    measure: Measure,
    text: str,
    width: float,
    sizes: tuple[float, float, float],
    lines: int = 2,
) -> tuple[Line, ...]:
    """One line if that can be had without going under the middle size, else up to `lines`.

    `sizes` are the largest, the smallest for one line, and the smallest of all.
    """
    largest, one_line, smallest = sizes
    single = fit_line(measure, text, width, largest, one_line)
    if single.text == text:
        return (single,)
    size = one_line
    while size > smallest:
        wrapped = wrap(measure, text, width / size)
        if len(wrapped) <= lines:
            return tuple(Line(part, size) for part in wrapped)
        size -= STEP
    wrapped = wrap(measure, text, width / smallest)
    if len(wrapped) > lines:
        rest = " ".join(wrapped[lines - 1 :])
        wrapped = [*wrapped[: lines - 1], shorten(measure, rest, width / smallest)]
    return tuple(Line(part, smallest) for part in wrapped)


def wrap(measure: Measure, text: str, width: float) -> list[str]:
    """`text` over lines of at most `width` (points at one point): at spaces, after hyphens.

    A word wider than a line is broken between letters.
    """
    lines: list[str] = []
    line = ""
    for piece in _pieces(measure, text, width):
        if line and measure((line + piece).rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece
    if line.strip() or not lines:
        lines.append(line.rstrip())
    return lines


def shorten(measure: Measure, text: str, width: float) -> str:
    """`text`, or as many whole letters of it as leave room for an ellipsis."""
    if measure(text) <= width:
        return text
    room = width - measure(ELLIPSIS)
    kept = ""
    for letter in _letters(text):
        if measure(kept + letter) > room:
            break
        kept += letter
    return kept.rstrip(" ,.-") + ELLIPSIS


_BREAKS = re.compile(r"[^\s-]*-+|\S+\s*|\s+")


def _pieces(measure: Measure, text: str, width: float) -> Iterator[str]:
    for match in _BREAKS.finditer(text):
        piece = match.group()
        if measure(piece.rstrip()) <= width:
            yield piece
            continue
        part = ""
        for letter in _letters(piece):
            if part and measure(part + letter) > width:
                yield part
                part = ""
            part += letter
        yield part


def _letters(text: str) -> Iterator[str]:
    """Letters with the marks that belong to them, so that no cut goes between the two."""
    letter = ""
    for char in text:
        if letter and not unicodedata.combining(char):
            yield letter
            letter = ""
        letter += char
    if letter:
        yield letter
