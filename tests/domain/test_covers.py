from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.covers import _PALETTES, alt_text, cover_svg
from desk_app.ui.theme.colours import contrast

_words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=120)


@given(title=_words, author=_words, seed=_words)
def test_whatever_a_title_is_its_cover_is_a_picture(title: str, author: str, seed: str) -> None:
    svg = cover_svg(title, author, seed)
    root = ET.fromstring(svg)  # noqa: S314 - made here
    assert root.tag.endswith("svg")
    assert {one.tag.rsplit("}")[-1] for one in root.iter()} <= {
        "svg", "rect", "g", "text", "circle", "path",
    }  # fmt: skip
    assert svg == cover_svg(title, author, seed)


def test_covers_differ() -> None:
    drawn = {cover_svg(f"Titel {number}", "Roos Vlinder") for number in range(60)}
    assert len(drawn) == 60
    assert cover_svg("Vos", "", "1") != cover_svg("Vos", "", "2")


def test_long_titles_are_broken_and_cut() -> None:
    svg = cover_svg("Hottentottententententoonstelling en nog heel veel meer woorden " * 4, "")
    assert "Hottentottente…" in svg
    assert svg.count("<text") == 6


def test_what_a_cover_shows() -> None:
    assert alt_text("De vos", "") == "Omslag van De vos"
    assert alt_text("De vos", "Roos Vlinder") == "Omslag van De vos, Roos Vlinder"


@pytest.mark.parametrize("palette", _PALETTES)
def test_the_words_can_be_read(palette: tuple[str, str, str]) -> None:
    assert contrast(palette[2], palette[0]) >= 4.5
