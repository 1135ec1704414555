"""Linear bar codes as element widths, without anything that draws.

A pattern is a tuple of widths in modules that starts and ends with a bar and alternates bar, space,
bar. python-barcode makes the patterns: Code 128 (ISO/IEC 15417), Code 39 (ISO/IEC 16388), Codabar
(EN 798), Interleaved 2 of 5 (ISO/IEC 16390). None of them gets a check character of its own beyond
the one Code 128 prescribes: what the scanner sends is the number and nothing else.
"""

from __future__ import annotations

import re
from itertools import groupby

from desk_app.usecases.print_shapes import NumberNotPrintable, Symbology

QUIET_MODULES = 10
"""Empty modules before and after the bars; all four standards ask for ten."""

# What python-barcode would change silently is refused here: it folds small letters, pads an odd
# number of digits with a zero, and takes a start letter in the middle.
_PRINTABLE = {
    Symbology.CODE_128: re.compile(r"[ -~]+"),
    Symbology.CODE_39: re.compile(r"[0-9A-Z. $/+%-]+"),
    Symbology.CODABAR: re.compile(r"[0-9$:/.+-]+|[A-D][0-9$:/.+-]+[A-D]"),
    Symbology.ITF: re.compile(r"([0-9]{2})+"),
}


def encode(number: str, symbology: Symbology, wide: float = 2.5) -> tuple[float, ...]:
    """The element widths of `number`; `wide` is the width of a wide element (not for Code 128).

    Codabar gets the start and stop letter A when the number brings none.

    Raises:
        NumberNotPrintable: a character the symbology does not have, an odd number of digits for
            Interleaved 2 of 5, or nothing at all.
    """
    if _PRINTABLE[symbology].fullmatch(number) is None:
        raise NumberNotPrintable(symbology, number)
    widths = [len(tuple(run)) for _colour, run in groupby(_modules(number, symbology))]
    if symbology is Symbology.CODE_128:
        return tuple(map(float, widths))
    narrow = min(widths)
    return tuple(1.0 if width == narrow else wide for width in widths)


def _modules(number: str, symbology: Symbology) -> str:
    """A ``1`` for each black module and a ``0`` for each white one, from first bar to last."""
    # From the package: two threads that each begin with another module of it leave one half made.
    from barcode import CODABAR, ITF, Code39, Code128

    pattern: str
    match symbology:
        case Symbology.CODE_128:
            (pattern,) = Code128(number).build()
        case Symbology.CODE_39:
            (pattern,) = Code39(number, add_checksum=False).build()
        case Symbology.CODABAR:
            lettered = number if number[0] in "ABCD" else f"A{number}A"
            (pattern,) = CODABAR(lettered).build()
        case Symbology.ITF:
            (pattern,) = ITF(number).build()
    return pattern.strip("0")
