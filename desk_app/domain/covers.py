"""A cover drawn from the words of a title, for titles of which there is no picture.

The same title always gets the same cover. It is an SVG without scripts, links or fonts of its own;
every word in it is escaped.
"""

from __future__ import annotations

from hashlib import blake2b
from html import escape
from typing import Final

WIDTH: Final = 240
HEIGHT: Final = 340

# Ground, band, ink: ink keeps 4.5 : 1 on its ground (WCAG 2.2, 1.4.3).
_PALETTES: Final = (
    ("#0B3C5D", "#328CC1", "#FFFFFF"),
    ("#7A1F3D", "#D1495B", "#FFFFFF"),
    ("#1E5631", "#76BA1B", "#FFFFFF"),
    ("#4B2E83", "#B794F4", "#FFFFFF"),
    ("#FFD166", "#EF476F", "#1A1A1A"),
    ("#06D6A0", "#118AB2", "#0A1F1A"),
    ("#F4E4C1", "#C97B4A", "#2B1D0E"),
    ("#2D3142", "#EF8354", "#FFFFFF"),
    ("#BEE3F8", "#2B6CB0", "#12263A"),
    ("#3A0CA3", "#F72585", "#FFFFFF"),
)
_LETTERS_A_LINE: Final = 15
_LINES: Final = 6


def alt_text(title: str, author: str) -> str:
    """What a cover shows, for whoever cannot see it."""
    return f"Omslag van {title}, {author}" if author else f"Omslag van {title}"


def cover_svg(title: str, author: str, seed: str = "") -> str:
    """The cover; `seed` sets two titles with the same words apart."""
    drawn = blake2b(f"{title}\n{author}\n{seed}".encode(), digest_size=16).digest()
    ground, band, ink = _PALETTES[drawn[0] % len(_PALETTES)]
    lines = _lines(title, _LETTERS_A_LINE, _LINES)
    size = 26 if max(map(len, lines), default=0) <= 12 and len(lines) <= 4 else 21
    words = "".join(
        f'<text x="20" y="{46 + at * (size + 6)}" font-size="{size}" font-weight="700">'
        f"{escape(line)}</text>"
        for at, line in enumerate(lines)
    )
    by = "".join(
        f'<text x="20" y="{HEIGHT - 34 + at * 18}" font-size="14">{escape(line)}</text>'
        for at, line in enumerate(_lines(author, 26, 2))
    )
    told = escape(alt_text(title, author))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" role="img" aria-label="{told}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{ground}"/>{_shapes(drawn, band)}'
        f'<rect y="{HEIGHT - 62}" width="{WIDTH}" height="62" fill="{ground}"/>'
        f'<g fill="{ink}" font-family="Inter, Segoe UI, Arial, sans-serif">{words}{by}</g></svg>'
    )


def _shapes(drawn: bytes, band: str) -> str:
    """Something to know the book by again: circles, hills, rays or stairs, below the words."""
    kind = drawn[1] % 4
    if kind == 0:
        return "".join(
            f'<circle cx="{20 + drawn[2 + at] % 200}" cy="{215 + drawn[6 + at] % 60}" '
            f'r="{10 + drawn[10 + at] % 26}" fill="{band}" fill-opacity="{0.45 + at * 0.15:.2f}"/>'
            for at in range(4)
        )
    if kind == 1:
        top = 215 + drawn[2] % 30
        return (
            f'<path d="M0 {top} Q 60 {top - 50} 120 {top} T 240 {top} V 280 H 0 Z" fill="{band}"/>'
            f'<circle cx="{170 + drawn[3] % 40}" cy="{190 + drawn[4] % 10}" r="18" fill="{band}" '
            'fill-opacity="0.6"/>'
        )
    if kind == 2:
        left = 60 + drawn[2] % 120
        return "".join(
            f'<path d="M{left} 278 L{at * 48 - 24} 205 L{at * 48} 205 Z" fill="{band}" '
            f'fill-opacity="{0.4 + (at % 2) * 0.4:.1f}"/>'
            for at in range(7)
        )
    step = 24 + drawn[2] % 12
    return "".join(
        f'<rect x="{at * 40}" y="{278 - (at + 1) * step // 2}" width="36" '
        f'height="{(at + 1) * step // 2}" fill="{band}"/>'
        for at in range(6)
    )


def _lines(text: str, letters: int, most: int) -> list[str]:
    """`text` broken between words; a word that does not fit is cut, and so is the rest."""
    lines: list[str] = []
    for word in text.split():
        short = word if len(word) <= letters else word[: letters - 1] + "…"
        if lines and len(lines[-1]) + 1 + len(short) <= letters:
            lines[-1] += f" {short}"
        elif len(lines) < most:
            lines.append(short)
        else:
            lines[-1] = lines[-1][: letters - 1] + "…"
            break
    return lines
