"""What every test of the window stands on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent


@pytest.fixture(autouse=True)
def widgets_of_before_are_gone() -> None:
    """Delete what the test before left to the event loop, which does not run between tests.

    Thousands of widgets that nobody sees would be styled again with every change of the theme.
    """
    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
