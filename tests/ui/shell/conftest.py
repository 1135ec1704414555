from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desk_app.ui.shell.main_window import MainWindow
from desk_app.ui.shell.session.view_port import DemoStaff
from tests.ui.pages.shell_page import ShellPage


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    made = MainWindow(
        demo=True,
        library="Bibliotheek Ruinerwold",
        demo_staff=[DemoStaff("balie", "Balie 1", "frontoffice", "geheim-1")],
        facts=[("Versie", "1.0")],
    )
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> ShellPage:
    return ShellPage(window, qtbot)
