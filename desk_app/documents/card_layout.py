"""The measures and colours of a card face, read from a file that a library may change."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from desk_app.documents.colours import is_colour

_COLOURS = ("accent", "ground", "ink", "muted")


@dataclass(frozen=True)
class CardLayout:
    """Lengths in millimetres from the upper left corner, sizes in points, colours ``#RRGGBB``.

    Of two sizes the first is the largest; of three the second is the smallest for one line.
    """

    accent: str
    ground: str
    ink: str
    muted: str
    left: float
    right: float
    header: float
    spines: bool
    library_sizes: tuple[float, float]
    name_sizes: tuple[float, float, float]
    name_top: float
    name_bottom: float
    branch_sizes: tuple[float, float]
    bars_top: float
    bars_height: float
    number_line: float
    number_sizes: tuple[float, float]
    valid_sizes: tuple[float, float]
    valid_words: str

    @property
    def width(self) -> float:
        """Millimetres between the margins."""
        return self.right - self.left


def load_layout(file: Path) -> CardLayout:
    """Read a layout.

    Raises:
        ValueError: a measure is missing, unknown or not of its kind; says which.
    """
    found = tomllib.loads(file.read_text(encoding="utf-8"))
    names = {field.name for field in fields(CardLayout)}
    if found.keys() != names:
        raise ValueError(f"{file.name}: missing or unknown: {sorted(found.keys() ^ names)}")
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in found.items()
    }
    for name in names:
        if not _fits(name, values[name]):
            raise ValueError(f"{file.name}: {name} = {found[name]!r}")
    return CardLayout(**values)


def _fits(name: str, value: object) -> bool:
    if name in _COLOURS:
        return isinstance(value, str) and is_colour(value)
    if name == "valid_words":
        return isinstance(value, str)
    if name == "spines":
        return isinstance(value, bool)
    if name.endswith("_sizes"):
        count = 3 if name == "name_sizes" else 2
        return (
            isinstance(value, tuple)
            and len(value) == count
            and all(_is_length(size) for size in value)
            and list(value) == sorted(value, reverse=True)
        )
    return _is_length(value)


def _is_length(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 < value < 100
