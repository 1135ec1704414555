"""The Qt application: made once, run once."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from desk_app.ui.desktop import Desktop, DesktopParts
from desk_app.ui.theme.theme import Mode, Theme
from desk_app.ui.tour.hands import Hands, Script, Walk

MakeParts = Callable[[Theme], DesktopParts]
MakeScript = Callable[[Hands, Desktop], Script]


def make_application() -> QApplication:
    """The application with Dutch standard texts."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("desk_app")
    QLocale.setDefault(QLocale(QLocale.Language.Dutch, QLocale.Country.Netherlands))
    dutch = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if dutch.load("qtbase_nl", folder):
        application.installTranslator(dutch)
    return application


def run_window(make_parts: MakeParts, fonts: Path | None) -> int:
    """Show the window and run until it is closed; returns the exit code."""
    application = make_application()
    desktop = Desktop(make_parts(Theme(application, fonts)), application)
    desktop.window.show()
    # The lanes start behind the first paint: the window is there before the database is.
    QTimer.singleShot(0, desktop, desktop.start)
    code = application.exec()
    desktop.close()
    return code


def run_script(
    make_parts: MakeParts,
    make_script: MakeScript,
    fonts: Path | None,
    output: Path,
    tell: Callable[[str], None],
    size: tuple[int, int] = (1360, 900),
) -> int:
    """Let a script work the window by itself; returns 0 when it came to its end."""
    application = make_application()
    desktop = Desktop(make_parts(Theme(application, fonts, Mode.LIGHT)), application)
    desktop.window.resize(*size)
    desktop.window.show()
    failures: list[Exception] = []

    def ended(error: Exception | None) -> None:
        if error is not None:
            failures.append(error)
            hands.see("niet-gelukt")
            tell(f"Niet gelukt: {error}")
        application.exit(0 if error is None else 1)

    hands = Hands(desktop.window, output, tell)
    walk = Walk(make_script(hands, desktop), ended)
    QTimer.singleShot(0, desktop, desktop.start)
    QTimer.singleShot(0, walk, walk.start)
    code = application.exec()
    desktop.close()
    return 1 if failures else code
