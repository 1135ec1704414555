"""F1: the keys, and what program this is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desk_app.ui.framework.plain_text import Look, Text
from desk_app.ui.framework.surfaces import Ground, Scroll, Surface
from desk_app.ui.wording import shell as words


class HelpPage(QWidget):
    """A list of keys with what they do, and facts about the program."""

    def __init__(
        self, keys: Sequence[tuple[str, str]], facts: Sequence[tuple[str, str]] = ()
    ) -> None:
        super().__init__()
        self.setObjectName("help_page")
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(Text(words.HELP_TITLE, Look.TITLE, name="help_title"))
        column.addWidget(_table(words.HELP_KEYS, keys))
        if facts:
            column.addWidget(_table(words.HELP_ABOUT, facts))
        column.addStretch(1)
        scroll = Scroll(content, name="help_scroll")
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)


def _table(heading: str, pairs: Sequence[tuple[str, str]]) -> Surface:
    card = Surface(Ground.CARD)
    grid = QGridLayout(card)
    grid.setContentsMargins(20, 16, 20, 16)
    grid.setHorizontalSpacing(28)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    grid.addWidget(Text(heading, Look.HEADING), 0, 0, 1, 2)
    for at, (left, right) in enumerate(pairs, start=1):
        grid.addWidget(Text(left, Look.STRONG), at, 0)
        grid.addWidget(Text(right, wrap=True), at, 1)
    return card
