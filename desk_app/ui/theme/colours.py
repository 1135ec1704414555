"""Colour roles for light and dark, their contrast, and a branch's own accent."""

from __future__ import annotations

import colorsys
from dataclasses import asdict, dataclass, replace


@dataclass(frozen=True)
class Colours:
    """One theme: a ``#RRGGBB`` for each role. A `*_soft` role is the ground for its name's text.

    `line` separates, `edge` is the border of something one can type in (3 : 1 on its ground),
    `hover` and `pressed` are grounds under `ink`.
    """

    dark: bool
    background: str
    surface: str
    line: str
    edge: str
    hover: str
    pressed: str
    ink: str
    muted: str
    accent: str
    on_accent: str
    accent_soft: str
    ok: str
    ok_soft: str
    warning: str
    warning_soft: str
    trouble: str
    on_trouble: str
    trouble_soft: str

    def roles(self) -> dict[str, str]:
        """Colour by role name."""
        return {name: value for name, value in asdict(self).items() if name != "dark"}


LIGHT = Colours(
    dark=False,
    background="#F4F6F8",
    surface="#FFFFFF",
    line="#D9DFE5",
    edge="#818D98",
    hover="#EDF1F4",
    pressed="#E2E8ED",
    ink="#16212B",
    muted="#56646F",
    accent="#0B5FA5",
    on_accent="#FFFFFF",
    accent_soft="#E3F0FA",
    ok="#1B7F4B",
    ok_soft="#E8F6EE",
    warning="#8A5A00",
    warning_soft="#FFF1D1",
    trouble="#B3261E",
    on_trouble="#FFFFFF",
    trouble_soft="#FDE8E7",
)

DARK = Colours(
    dark=True,
    background="#12181E",
    surface="#1B232B",
    line="#33404B",
    edge="#6E7C88",
    hover="#232D37",
    pressed="#2B3742",
    ink="#E8EDF2",
    muted="#A3B1BD",
    accent="#6CB6F5",
    on_accent="#0D1822",
    accent_soft="#16324A",
    ok="#6CD49A",
    ok_soft="#17352A",
    warning="#F2C25B",
    warning_soft="#3B2D10",
    trouble="#FF8A80",
    on_trouble="#2A0C0A",
    trouble_soft="#43211F",
)

TEXT_CONTRAST = 4.5
"""Smallest contrast of text on its ground (WCAG 2.2, 1.4.3)."""

SHAPE_CONTRAST = 3.0
"""Smallest contrast of a control's border or a focus ring (WCAG 2.2, 1.4.11)."""

TEXT_ON_GROUND: tuple[tuple[str, str], ...] = (
    ("ink", "background"),
    ("ink", "surface"),
    ("ink", "hover"),
    ("ink", "pressed"),
    ("ink", "accent_soft"),
    ("ink", "warning_soft"),
    ("ink", "trouble_soft"),
    ("ink", "ok_soft"),
    ("muted", "background"),
    ("muted", "surface"),
    ("muted", "hover"),
    ("muted", "accent_soft"),
    ("accent", "background"),
    ("accent", "surface"),
    ("accent", "accent_soft"),
    ("on_accent", "accent"),
    ("ok", "surface"),
    ("ok", "background"),
    ("ok", "ok_soft"),
    ("warning", "surface"),
    ("warning", "background"),
    ("warning", "warning_soft"),
    ("trouble", "surface"),
    ("trouble", "background"),
    ("trouble", "trouble_soft"),
    ("on_trouble", "trouble"),
)

SHAPE_ON_GROUND: tuple[tuple[str, str], ...] = (
    ("edge", "surface"),
    ("edge", "background"),
    ("accent", "surface"),
    ("accent", "background"),
    ("accent", "hover"),
    ("trouble", "surface"),
)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two ``#RRGGBB`` colours, 1 to 21 (WCAG 2.2, *contrast ratio*)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def with_accent(colours: Colours, accent: str) -> Colours:
    """The same theme in a branch's colour, moved just far enough to stay legible.

    An `accent` that is empty or not ``#RRGGBB`` leaves the theme as it is.
    """
    if not _is_colour(accent):
        return colours
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(accent))
    soft = _hex(hue, 0.19, min(saturation, 0.5)) if colours.dark else _hex(hue, 0.94, saturation)
    step = 0.02 if colours.dark else -0.02
    grounds = (colours.surface, colours.background, colours.hover, soft)
    found = _hex(hue, lightness, saturation)
    while min(contrast(found, ground) for ground in grounds) < TEXT_CONTRAST:
        lightness += step
        if not 0.0 <= lightness <= 1.0:
            return colours
        found = _hex(hue, lightness, saturation)
    on_accent = max(("#FFFFFF", "#0D1822"), key=lambda text: contrast(text, found))
    return replace(colours, accent=found, on_accent=on_accent, accent_soft=soft)


def _is_colour(text: str) -> bool:
    digits = text[1:]
    return (
        len(text) == 7
        and text[0] == "#"
        and all(character in "0123456789abcdefABCDEF" for character in digits)
    )


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _hex(hue: float, lightness: float, saturation: float) -> str:
    channels = colorsys.hls_to_rgb(hue, min(max(lightness, 0.0), 1.0), saturation)
    return "#" + "".join(f"{round(channel * 255):02X}" for channel in channels)


def _luminance(colour: str) -> float:
    linear = [
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in _channels(colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
