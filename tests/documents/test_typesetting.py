from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.documents import dutch
from desk_app.documents.colours import contrast, mixed, readable_on
from desk_app.documents.fonts import Weight
from desk_app.documents.typesetting import fit_block, fit_line, shorten, wrap
from tests.documents.paper_reader import fonts


def each_one(text: str) -> float:
    """Every character as wide as the type is high."""
    return float(len(text))


def test_a_text_that_fits_keeps_its_size() -> None:
    line = fit_line(each_one, "Tester", 100, 12, 8)
    assert (line.text, line.size) == ("Tester", 12)


def test_a_longer_text_shrinks_first() -> None:
    line = fit_line(each_one, "a" * 10, 100, 12, 8)
    assert (line.text, line.size) == ("a" * 10, 10)


def test_then_it_is_cut_between_letters() -> None:
    line = fit_line(each_one, "Van der Tester", 100, 12, 10)
    assert (line.text, line.size) == ("Van der T…", 10)
    assert shorten(each_one, "van der Tester", 9) == "van der…"
    assert shorten(each_one, "ee\u0301n", 3.5) == "e…"


def test_a_cut_never_separates_a_mark_from_its_letter() -> None:
    for width in range(1, 12):
        cut = shorten(each_one, "J\u0301an J\u0301ansen", width).removesuffix("…")
        assert not cut.endswith("J") or cut == ""


def test_lines_break_at_spaces_after_hyphens_and_else_anywhere() -> None:
    assert wrap(each_one, "van der Hoeven-Tester", 15) == ["van der Hoeven-", "Tester"]
    assert wrap(each_one, "Anna Maria Tester", 10) == ["Anna Maria", "Tester"]
    assert wrap(each_one, "abcdefghij", 4) == ["abcd", "efgh", "ij"]
    assert wrap(each_one, "", 4) == [""]


def test_a_block_takes_one_line_then_two_then_an_ellipsis() -> None:
    sizes = (15.0, 11.0, 8.0)
    assert [line.size for line in fit_block(each_one, "a" * 10, 150, sizes)] == [15]
    two = fit_block(each_one, "aaaaaaaaaa bbbbbbbbbb", 120, sizes)
    assert [(line.text, line.size) for line in two] == [("a" * 10, 11), ("b" * 10, 11)]
    cut = fit_block(each_one, "a" * 100, 80, sizes)
    assert [line.text for line in cut] == ["a" * 10, "a" * 9 + "…"]


@given(text=st.text(max_size=90), width=st.floats(40, 300))
def test_no_line_is_wider_than_its_place(text: str, width: float) -> None:
    text = fonts().printable(text)

    def measure(part: str) -> float:
        return fonts().width(part, Weight.SEMI_BOLD)

    for line in fit_block(measure, text, width, (15.0, 11.0, 7.5)):
        assert measure(line.text) * line.size <= width + 0.01
        assert 7.5 <= line.size <= 15.0


@given(text=st.text(max_size=60))
def test_what_is_printed_is_one_line_of_what_the_type_has(text: str) -> None:
    shown = fonts().printable(text)
    assert shown == fonts().printable(shown)
    assert "\n" not in shown
    assert shown == shown.strip()


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        ("e\u0301", "é"),
        ("a\u202eb\u200bc\x07", "abc"),
        ("a\u00a0 \t\n b", "a b"),
        ("\ufb01", "fi"),
        ("\u01c4", "DŽ"),
        ("山", "□"),
        ("a" + "\u0301\u0302\u0303\u0304", "á\u0302\u0303"),
    ],
)
def test_characters_that_cannot_be_printed(given_text: str, shown: str) -> None:
    assert fonts().printable(given_text) == shown


def test_dates_and_numbers_as_they_are_written_here() -> None:
    from datetime import date

    assert dutch.long_date(date(2027, 3, 1)) == "1 maart 2027"
    assert dutch.short_date(date(2027, 3, 1)) == "01-03-2027"
    assert dutch.in_fours("NL91 ABNA0417164300") == "NL91 ABNA 0417 1643 00"
    assert dutch.in_fours("") == ""


def test_contrast_as_the_guideline_gives_it() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert readable_on("#0B5FA5", "#FFFFFF", "#16212B") == "#FFFFFF"
    assert readable_on("#F2C25B", "#FFFFFF", "#16212B") == "#16212B"
    assert readable_on("#FFFFFF", "#FFFFFF", "#FEFEFE") == "#FEFEFE"
    assert mixed("#000000", "#FFFFFF", 0.5) == "#808080"
