from __future__ import annotations

from pathlib import Path

import pytest

from desk_app.documents.card_layout import load_layout
from desk_app.resource_files import resource

STANDARD = resource("card_faces/standard.toml")


def test_the_shipped_layout_keeps_its_parts_apart() -> None:
    layout = load_layout(STANDARD)
    assert layout.header < layout.name_top < layout.name_bottom < layout.bars_top
    assert layout.bars_top + layout.bars_height < layout.number_line < 53.98
    assert layout.width == pytest.approx(73.6)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("left = 6.0", ""),
        ("left = 6.0", "left = -6.0"),
        ("left = 6.0", 'left = "6"'),
        ("left = 6.0", "left = true"),
        ("left = 6.0", "left = 6.0\nbold = 1"),
        ('accent = "#0B5FA5"', 'accent = "blue"'),
        ('accent = "#0B5FA5"', "accent = 3"),
        ("spines = true", "spines = 1"),
        ("branch_sizes = [8.5, 6.5]", "branch_sizes = [6.5, 8.5]"),
        ("branch_sizes = [8.5, 6.5]", "branch_sizes = [8.5]"),
        ("branch_sizes = [8.5, 6.5]", "branch_sizes = 8.5"),
        ('valid_words = "Geldig t/m"', "valid_words = 1"),
    ],
)
def test_a_broken_layout_names_what_is_wrong(tmp_path: Path, old: str, new: str) -> None:
    text = STANDARD.read_text(encoding="utf-8")
    assert old in text
    broken = tmp_path / "own.toml"
    broken.write_text(text.replace(old, new), encoding="utf-8")
    name = "bold" if "bold" in new else old.split(" ", maxsplit=1)[0]
    with pytest.raises(ValueError, match=name):
        load_layout(broken)
