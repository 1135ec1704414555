"""What stands in the empty frame while something is being prepared behind it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow

from desk_app.ui.framework.plain_text import Text
from desk_app.ui.wording import shell as words


def tell_preparing(window: QMainWindow) -> None:
    """Say in an empty frame that what it will show is being prepared."""
    window.setWindowTitle(words.title("", demo=True))
    said = Text(words.PREPARING_DEMO, name="preparing")
    said.setAlignment(Qt.AlignmentFlag.AlignCenter)
    window.setCentralWidget(said)
