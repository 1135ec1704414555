"""Pictures of widgets, for people to look at: kept when DESK_APP_SCREENSHOTS names a folder."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget


def grab(widget: QWidget, name: str) -> Path | None:
    """Lay `widget` out and save what it looks like as ``<name>.png``; None without a folder."""
    folder = os.environ.get("DESK_APP_SCREENSHOTS")
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    if not folder:
        return None
    path = Path(folder) / f"{name}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    if not widget.grab().save(str(path)):
        raise OSError(f"cannot write {path}")
    return path
