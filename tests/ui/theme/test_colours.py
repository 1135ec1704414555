from __future__ import annotations

import pytest

from desk_app.ui.theme.colours import (
    DARK,
    LIGHT,
    SHAPE_CONTRAST,
    SHAPE_ON_GROUND,
    TEXT_CONTRAST,
    TEXT_ON_GROUND,
    Colours,
    contrast,
    with_accent,
)

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.478, abs=0.001)
    assert contrast("#FFFFFF", "#777777") == contrast("#777777", "#FFFFFF")


@THEMES
@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
def test_text_is_legible_on_its_ground(theme: Colours, text: str, ground: str) -> None:
    roles = theme.roles()
    assert contrast(roles[text], roles[ground]) >= TEXT_CONTRAST


@THEMES
@pytest.mark.parametrize(("shape", "ground"), SHAPE_ON_GROUND)
def test_borders_and_rings_can_be_seen(theme: Colours, shape: str, ground: str) -> None:
    roles = theme.roles()
    assert contrast(roles[shape], roles[ground]) >= SHAPE_CONTRAST


def test_every_role_is_checked_somewhere() -> None:
    checked = {name for pair in (*TEXT_ON_GROUND, *SHAPE_ON_GROUND) for name in pair}
    assert set(LIGHT.roles()) - checked == {"line"}


@THEMES
@pytest.mark.parametrize(
    "accent", ["#E30613", "#FFD400", "#00A651", "#000000", "#FFFFFF", "#7F7F7F", "#5B2C83"]
)
def test_a_branch_accent_stays_legible(theme: Colours, accent: str) -> None:
    own = with_accent(theme, accent)
    for ground in (own.surface, own.background, own.accent_soft):
        assert contrast(own.accent, ground) >= TEXT_CONTRAST
    assert contrast(own.on_accent, own.accent) >= TEXT_CONTRAST
    assert contrast(own.ink, own.accent_soft) >= TEXT_CONTRAST


@pytest.mark.parametrize("accent", ["", "red", "#12345", "#GGGGGG", "javascript:", "#1234567"])
def test_what_is_no_colour_changes_nothing(accent: str) -> None:
    assert with_accent(LIGHT, accent) is LIGHT
