"""Linear bar codes as element widths, without anything that draws.

A pattern is a tuple of widths in modules that starts and ends with a bar and alternates bar, space,
bar. Sources: Code 128 ISO/IEC 15417, Code 39 ISO/IEC 16388, Codabar EN 798, Interleaved 2 of 5
ISO/IEC 16390. None of them gets a check character of its own beyond the one Code 128 prescribes:
what the scanner sends is the number and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain, pairwise

from desk_app.usecases.print_shapes import NumberNotPrintable, Symbology

QUIET_MODULES = 10
"""Empty modules before and after the bars; all four standards ask for ten."""


def encode(number: str, symbology: Symbology, wide: float = 2.5) -> tuple[float, ...]:
    """The element widths of `number`; `wide` is the width of a wide element (not for Code 128).

    Codabar gets the start and stop letter A when the number brings none.

    Raises:
        NumberNotPrintable: a character the symbology does not have, an odd number of digits for
            Interleaved 2 of 5, or nothing at all.
    """
    try:
        if not number:
            raise _Unencodable
        return _ENCODERS[symbology](number, wide)
    except _Unencodable:
        raise NumberNotPrintable(symbology, number) from None


class _Unencodable(Exception):
    """A character or length the symbology has no pattern for."""


# --------------------------------------------------------------------------------- Code 128

_CODE_128_PATTERNS = (
    "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 "
    "122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 "
    "321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 "
    "211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 "
    "213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 "
    "121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 "
    "241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 "
    "412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 "
    "211214 211232 2331112"
).split()
_CODE_128 = tuple(tuple(map(float, pattern)) for pattern in _CODE_128_PATTERNS)
_TO_C, _TO_B, _START_B, _START_C, _STOP = 99, 100, 104, 105, 106


def _code_128(number: str, _wide: float) -> tuple[float, ...]:
    codes = _code_128_values(number)
    check = (codes[0] + sum(place * code for place, code in enumerate(codes))) % 103
    return tuple(chain.from_iterable(map(_CODE_128.__getitem__, (*codes, check, _STOP))))


def _code_128_values(number: str) -> list[int]:
    """Start code and symbol values, with pairs of digits in set C where that is shorter.

    ISO/IEC 15417 annex E: start in C with four digits or an all-digit pair; change to C for six
    digits, or four at the end.
    """
    if not all(" " <= char <= "~" for char in number):
        raise _Unencodable
    run = _digits_at(number, 0)
    in_c = run >= 4 or (run == len(number) and run == 2)
    codes = [_START_C if in_c else _START_B]
    place = 0
    while place < len(number):
        if in_c:
            pair = number[place : place + 2]
            if len(pair) == 2 and pair.isdigit():
                codes.append(int(pair))
                place += 2
            else:
                codes.append(_TO_B)
                in_c = False
            continue
        run = _digits_at(number, place)
        at_end = place + run == len(number)
        if run % 2 == 0 and (run >= 6 or (run >= 4 and at_end)):
            codes.append(_TO_C)
            in_c = True
            continue
        codes.append(ord(number[place]) - 32)
        place += 1
    return codes


def _digits_at(text: str, start: int) -> int:
    end = start
    while end < len(text) and text[end] in "0123456789":
        end += 1
    return end - start


# ---------------------------------------------------------------------------------- Code 39

# Nine elements a character, bars and spaces in turn; 1 is wide.
_CODE_39 = dict(
    zip(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. *$/+%",
        (
            "000110100 100100001 001100001 101100000 000110001 100110000 001110000 000100101 "
            "100100100 001100100 100001001 001001001 101001000 000011001 100011000 001011000 "
            "000001101 100001100 001001100 000011100 100000011 001000011 101000010 000010011 "
            "100010010 001010010 000000111 100000110 001000110 000010110 110000001 011000001 "
            "111000000 010010001 110010000 011010000 010000101 110000100 011000100 010010100 "
            "010101000 010100010 010001010 000101010"
        ).split(),
        strict=True,
    )
)


def _code_39(number: str, wide: float) -> tuple[float, ...]:
    if "*" in number:
        raise _Unencodable
    return _spaced(f"*{number}*", _CODE_39, wide)


# ---------------------------------------------------------------------------------- Codabar

# Seven elements a character; 1 is wide.
_CODABAR = {
    "0": "0000011",
    "1": "0000110",
    "2": "0001001",
    "3": "1100000",
    "4": "0010010",
    "5": "1000010",
    "6": "0100001",
    "7": "0100100",
    "8": "0110000",
    "9": "1001000",
    "-": "0001100",
    "$": "0011000",
    ":": "1000101",
    "/": "1010001",
    ".": "1010100",
    "+": "0010101",
    "A": "0011010",
    "B": "0101001",
    "C": "0001011",
    "D": "0001110",
}
_LETTERS = frozenset("ABCD")


def _codabar(number: str, wide: float) -> tuple[float, ...]:
    if number[0] not in _LETTERS and number[-1] not in _LETTERS:
        number = f"A{number}A"
    if (
        len(number) < 3
        or number[0] not in _LETTERS
        or number[-1] not in _LETTERS
        or _LETTERS.intersection(number[1:-1])
    ):
        raise _Unencodable
    return _spaced(number, _CODABAR, wide)


def _spaced(text: str, patterns: dict[str, str], wide: float) -> tuple[float, ...]:
    """Characters with a narrow space between them."""
    widths: list[float] = []
    for char in text:
        pattern = patterns.get(char)
        if pattern is None:
            raise _Unencodable
        if widths:
            widths.append(1.0)
        widths.extend(wide if element == "1" else 1.0 for element in pattern)
    return tuple(widths)


# ---------------------------------------------------------------------- Interleaved 2 of 5

# Five elements a digit; 1 is wide. The first digit of a pair is in the bars, the second between.
_ITF = "00110 10001 01001 11000 00101 10100 01100 00011 10010 01010".split()


def _itf(number: str, wide: float) -> tuple[float, ...]:
    if _digits_at(number, 0) != len(number) or len(number) % 2:
        raise _Unencodable
    widths = [1.0] * 4
    for bars, spaces in list(pairwise(number))[::2]:
        for bar, space in zip(_ITF[int(bars)], _ITF[int(spaces)], strict=True):
            widths.append(wide if bar == "1" else 1.0)
            widths.append(wide if space == "1" else 1.0)
    return (*widths, wide, 1.0, 1.0)


_ENCODERS: dict[Symbology, Callable[[str, float], tuple[float, ...]]] = {
    Symbology.CODE_128: _code_128,
    Symbology.CODE_39: _code_39,
    Symbology.CODABAR: _codabar,
    Symbology.ITF: _itf,
}
