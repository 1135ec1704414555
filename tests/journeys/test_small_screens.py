"""The customer file on the smallest screen that is meant to be used, and with larger text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QScrollArea, QTabBar, QToolButton

from desk_app.demo.library import TEMPORARY_NUMBER
from desk_app.ui.framework.surfaces import Scroll
from tests.journeys.program import Program

pytestmark = [pytest.mark.journey, pytest.mark.parametrize("engine_name", ["sqlite"])]

SMALLEST = (1280, 720)


@pytest.fixture
def opened(program: Program) -> Iterator[Program]:
    """Somebody who has no card yet, so that a block stands above the tabs."""
    program.sign_in()
    program.search_and_open(TEMPORARY_NUMBER)
    yield program
    # The theme enlarges every layout of the application, also those of the tests that follow.
    program.desktop._parts.theme.set_scale(1.0)


def shrink(program: Program, scale: float = 1.0) -> None:
    program.desktop._parts.theme.set_scale(scale)
    window = program.desktop.window
    window.resize(*SMALLEST)
    program.wait(lambda: window.width() <= SMALLEST[0], "the small window")


@pytest.mark.parametrize(("tab", "name"), [(2, "tab_contact"), (3, "tab_fee")])
def test_no_tab_scrolls_at_ordinary_text(opened: Program, tab: int, name: str) -> None:
    shrink(opened)
    opened.tab(tab)
    opened.wait(lambda: opened.visible(name), "the tab")
    bar = opened.find(QScrollArea, name).verticalScrollBar()
    opened.wait(lambda: bar.maximum() == 0, "a page without a scroll bar")
    assert opened.desktop.window.height() == SMALLEST[1]


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5])
def test_every_tab_can_be_seen_and_reached(opened: Program, scale: float) -> None:
    shrink(opened, scale)
    strip = opened.find(QTabBar, "file_tabs_strip")
    assert not [one for one in strip.findChildren(QToolButton) if one.isVisible()]
    rights = [strip.tabRect(at).right() for at in range(strip.count())]
    assert len(rights) == 9
    assert max(rights) < strip.width()
    assert all(strip.tabToolTip(at) == strip.tabText(at) for at in range(strip.count()))


@pytest.mark.parametrize("scale", [1.0, 1.25])
def test_the_window_fits_on_the_screen(opened: Program, scale: float) -> None:
    shrink(opened, scale)
    size = opened.desktop.window.size().toTuple()
    assert size == SMALLEST


def test_nothing_is_cut_off_beside_the_simulators(program: Program) -> None:
    program.sign_in()
    shrink(program)
    program.choose("action_desk.simulator")
    program.choose("action_customer.new")
    program.wait(lambda: program.visible("enrol_step_1"), "the first screen")
    pages = program.desktop.window.findChildren(Scroll)
    seen = [page for page in pages if page.isVisible()]
    assert {"enrol_step_1", "sim_scroll"} <= {page.objectName() for page in seen}
    for page in seen:
        content = page.widget()
        assert content is not None
        assert content.width() <= page.viewport().width(), page.objectName()
