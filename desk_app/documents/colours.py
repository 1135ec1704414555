"""Which ink can be read on which ground (WCAG 2.2, contrast ratio)."""

from __future__ import annotations

import re

_COLOUR = re.compile("#[0-9A-Fa-f]{6}")


def is_colour(text: str) -> bool:
    """Whether `text` is a ``#RRGGBB``."""
    return _COLOUR.fullmatch(text) is not None


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white), for two ``#RRGGBB``."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def readable_on(ground: str, light: str, dark: str) -> str:
    """`light`, unless it stands out less than 3 : 1 on `ground` and `dark` does better."""
    if contrast(light, ground) >= 3.0 or contrast(light, ground) >= contrast(dark, ground):
        return light
    return dark


def mixed(ground: str, over: str, share: float) -> str:
    """`over` laid on `ground` for `share` of 1, as one opaque colour that every printer has."""
    pairs = zip(bytes.fromhex(ground[1:]), bytes.fromhex(over[1:]), strict=True)
    return "#" + bytes(round(low + (high - low) * share) for low, high in pairs).hex().upper()


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in bytes.fromhex(colour[1:]))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
