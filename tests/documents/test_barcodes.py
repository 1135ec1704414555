from __future__ import annotations

from itertools import groupby

import barcode
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.documents.bar_grid import fit_bars
from desk_app.documents.barcodes import encode
from desk_app.usecases.print_shapes import NumberNotPrintable, Symbology

NUMBERS = ("5003000030", "25003000030", "29999000000014", "0", "00", "000000", "12345")


def modules(widths: tuple[float, ...]) -> str:
    """Widths as the ones and zeros that python-barcode builds."""
    assert all(width == int(width) for width in widths)
    return "".join(
        ("1" if index % 2 == 0 else "0") * int(width) for index, width in enumerate(widths)
    )


def narrow_and_wide(pattern: str) -> list[tuple[str, bool]]:
    """Which elements of ones and zeros are wide, whatever their ratio."""
    runs = [(value, len(list(run))) for value, run in groupby(pattern)]
    narrow = min(length for _, length in runs)
    return [(value, length > narrow) for value, length in runs]


@pytest.mark.parametrize("number", [*NUMBERS, "BIEB-5003", "A1234567", "12AB345678cd"])
def test_code_128_is_what_another_program_draws(number: str) -> None:
    built = barcode.get("code128", number).build()[0]
    ours = modules(encode(number, Symbology.CODE_128))
    # The choice of code sets is free; equal length means that none was shorter than ours.
    assert len(ours) <= len(built)
    assert ours[-13:] == built[-13:] == "1100011101011"


@pytest.mark.parametrize("number", ["5003000030", "00", "29999000000014", "AB-1 Z"])
def test_code_128_is_bit_for_bit_what_another_program_draws(number: str) -> None:
    assert modules(encode(number, Symbology.CODE_128)) == barcode.get("code128", number).build()[0]


@pytest.mark.parametrize("number", NUMBERS)
def test_code_39_without_a_check_character(number: str) -> None:
    theirs = barcode.get_barcode_class("code39")(number, add_checksum=False).build()[0]
    ours = modules(encode(number, Symbology.CODE_39, wide=3))
    assert narrow_and_wide(ours) == narrow_and_wide(theirs)


@pytest.mark.parametrize("number", NUMBERS)
def test_codabar_starts_and_stops_with_a(number: str) -> None:
    theirs = barcode.get("codabar", f"A{number}A").build()[0]
    ours = modules(encode(number, Symbology.CODABAR, wide=3))
    assert narrow_and_wide(ours) == narrow_and_wide(theirs)
    assert encode(f"A{number}A", Symbology.CODABAR) == encode(number, Symbology.CODABAR)
    assert encode(f"B{number}C", Symbology.CODABAR) != encode(number, Symbology.CODABAR)


@pytest.mark.parametrize("number", ["00", "5003000030", "29999000000014"])
def test_interleaved_2_of_5(number: str) -> None:
    theirs = barcode.get("itf", number).build()[0]
    ours = modules(encode(number, Symbology.ITF, wide=3))
    assert narrow_and_wide(ours) == narrow_and_wide(theirs)


@pytest.mark.parametrize(
    ("number", "symbology"),
    [
        ("", Symbology.CODE_128),
        ("500é", Symbology.CODE_128),
        ("500\n", Symbology.CODE_128),
        ("٥٠٠", Symbology.CODE_128),
        ("5003*", Symbology.CODE_39),
        ("bieb", Symbology.CODE_39),
        ("50A03", Symbology.CODABAR),
        ("A5003", Symbology.CODABAR),
        ("5003A", Symbology.CODABAR),
        ("AA", Symbology.CODABAR),
        ("A", Symbology.CODABAR),
        ("BIEB", Symbology.CODABAR),
        ("123", Symbology.ITF),
        ("12a4", Symbology.ITF),
        ("١٢", Symbology.ITF),
    ],
)
def test_what_a_symbology_cannot_carry_is_refused(number: str, symbology: Symbology) -> None:
    with pytest.raises(NumberNotPrintable) as refused:
        encode(number, symbology)
    assert refused.value.facts() == {"symbology": symbology, "number": number}


def test_a_number_too_long_for_the_card_is_refused() -> None:
    longest = "5" * 15
    assert fit_bars(longest, Symbology.CODE_39, 85.6, 6.0, 79.6).module == 4
    with pytest.raises(NumberNotPrintable):
        fit_bars(longest + "55", Symbology.CODE_39, 85.6, 6.0, 79.6)


@settings(max_examples=200, deadline=None)
@given(
    number=st.from_regex(r"[0-9]{10,14}", fullmatch=True),
    symbology=st.sampled_from([Symbology.CODE_128, Symbology.CODE_39, Symbology.CODABAR]),
)
def test_bars_keep_their_quiet_zones_and_least_width(number: str, symbology: Symbology) -> None:
    bars = fit_bars(number, symbology, 85.6, 6.0, 79.6)
    dot = 25.4 / 300
    assert bars.module * dot >= 0.33
    assert min(width for _, width in bars.bars) == bars.module
    assert bars.left >= bars.quiet * dot - 1e-6
    assert bars.left + bars.width * dot <= 85.6 - bars.quiet * dot + 1e-6
    assert bars.bars[-1][0] + bars.bars[-1][1] == bars.width
