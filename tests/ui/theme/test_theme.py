from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desk_app.resource_files import resource
from desk_app.ui.framework.step_list import StepList
from desk_app.ui.theme.colours import DARK, LIGHT
from desk_app.ui.theme.measures import Measures
from desk_app.ui.theme.style_sheet import style_sheet
from desk_app.ui.theme.theme import Mode, Theme


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp, resource("fonts"), Mode.LIGHT)
    yield made
    made.set_scale(1.0)
    made.set_mode(Mode.LIGHT)
    made.set_accent("")


def test_the_shipped_family_is_used(theme: Theme, qapp: QApplication) -> None:
    assert theme.family == "Inter"
    assert qapp.font().family() == "Inter"
    assert qapp.font().pixelSize() == 14


def test_painted_widgets_follow_the_theme(theme: Theme, qtbot: QtBot) -> None:
    steps = StepList(name="steps")
    qtbot.addWidget(steps)
    steps.show()
    assert steps.property("accent").name().upper() == LIGHT.accent
    theme.set_mode(Mode.DARK)
    assert steps.property("accent").name().upper() == DARK.accent
    assert theme.colours is DARK


def test_a_branch_accent_reaches_the_widgets(theme: Theme, qtbot: QtBot) -> None:
    steps = StepList(name="steps")
    qtbot.addWidget(steps)
    steps.show()
    theme.set_accent("#5B2C83")
    assert steps.property("accent").name().upper() == "#5B2C83"


def test_larger_text_enlarges_the_room_too_also_for_what_comes_later(
    theme: Theme, qapp: QApplication, qtbot: QtBot
) -> None:
    kept: list[QWidget] = []

    def made() -> QVBoxLayout:
        widget = QWidget()
        kept.append(widget)
        qtbot.addWidget(widget)
        layout = QVBoxLayout(widget)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(12)
        widget.show()
        return layout

    before = made()
    theme.set_scale(1.5)
    after = made()
    for layout in (before, after):
        assert layout.contentsMargins().left() == 24
        assert layout.spacing() == 18
    assert qapp.font().pixelSize() == 21
    theme.set_scale(1.0)
    assert (before.spacing(), after.contentsMargins().top()) == (12, 8)


def test_the_sheet_names_no_object_and_no_colour_outside_the_table() -> None:
    sheet = style_sheet(LIGHT, Measures())
    used = {word.strip(";,}").upper() for word in sheet.split() if word.startswith("#")}
    assert used, "the sheet uses colours"
    assert used <= {value.upper() for value in LIGHT.roles().values()}
