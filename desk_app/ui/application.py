"""The Qt application: the window first, everything else behind it.

Only what an empty frame needs is imported above; the rest comes when the frame was painted.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QTimer,
    QtMsgType,
    Signal,
    qFormatLogMessage,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from desk_app.ui.shell.main_window import MainWindow

if TYPE_CHECKING:
    from pathlib import Path
    from threading import Thread

    from desk_app.ui.desktop import Desktop, DesktopParts
    from desk_app.ui.theme.theme import Theme
    from desk_app.ui.tour.hands import Hands, Script

MakeParts = Callable[["Theme"], "DesktopParts"]
Prepare = Callable[[], None]
MakeScript = Callable[["Hands", "Desktop"], "Script"]


def make_application() -> QApplication:
    """The application, with nothing loaded that a first paint can do without."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("desk_app")
    return application


def speak_dutch(application: QApplication) -> None:
    """Dutch standard texts, dates and figures, for widgets that are made from now on."""
    from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

    QLocale.setDefault(QLocale(QLocale.Language.Dutch, QLocale.Country.Netherlands))
    dutch = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if dutch.load("qtbase_nl", folder):
        application.installTranslator(dutch)


def run_window(
    make_parts: MakeParts, fonts: Callable[[], Path | None], prepare: Prepare | None = None
) -> int:
    """Show the window and run until it is closed; returns the exit code.

    `make_parts` and `fonts` (the folder of shipped fonts) are called when the empty window has been
    painted, so that whatever they import comes after it. Before them `prepare` runs on a thread of
    its own, for what takes longer than one may wait for a window that answers. What they raise is
    raised here, when the window is gone again.
    """
    application = make_application()
    start = WindowFirst(application, make_parts, fonts, prepare)
    start.window.show()
    code = application.exec()
    return start.end(code)


class WindowFirst(QObject):
    """Furnishes the window once it was painted, and what it stands on was prepared.

    Attributes: `window`, empty at first; `desktop`, None until it is furnished.
    Signals: `prepared(object error)`, None when all went well.
    """

    prepared = Signal(object)

    def __init__(
        self,
        application: QApplication,
        make_parts: MakeParts,
        fonts: Callable[[], Path | None],
        prepare: Prepare | None = None,
    ) -> None:
        super().__init__()
        self._application = application
        self._make_parts = make_parts
        self._fonts = fonts
        self._failure: BaseException | None = None
        self.window = MainWindow(later=True)
        self.desktop: Desktop | None = None
        self._prepare = prepare
        self._preparing: Thread | None = None
        self.window.first_painted.connect(self._furnish if prepare is None else self._begin)
        self.prepared.connect(self._was_prepared)

    def end(self, code: int) -> int:
        """Stop what was started; returns `code`, or raises what kept the window from opening."""
        if self._preparing is not None:
            self._preparing.join()
        if self.desktop is not None:
            self.desktop.close()
        if self._failure is not None:
            raise self._failure
        return code

    def _begin(self) -> None:
        import gc
        from threading import Thread

        # Python's collector destroys Qt's objects on whatever thread it runs; the desktop brings
        # one that keeps to this thread.
        gc.disable()
        from desk_app.ui.shell import preparing

        preparing.tell_preparing(self.window)
        self._preparing = Thread(target=self._prepared_or_not, name="preparing")
        self._preparing.start()

    def _prepared_or_not(self) -> None:
        assert self._prepare is not None
        try:
            self._prepare()
        except BaseException as error:  # noqa: BLE001 - told to the thread that waits
            self.prepared.emit(error)
        else:
            self.prepared.emit(None)

    def _was_prepared(self, error: BaseException | None) -> None:
        if error is not None:
            self._failure = error
            self._application.exit(1)
        elif self.window.isVisible():
            self._furnish()

    def _furnish(self) -> None:
        try:
            from desk_app.ui.desktop import Desktop
            from desk_app.ui.theme.theme import Theme

            speak_dutch(self._application)
            theme = Theme(self._application, self._fonts())
            self.desktop = Desktop(self._make_parts(theme), self._application, self.window)
            self.desktop.start()
        except BaseException as error:  # noqa: BLE001 - Qt would print it and go on with half a window
            self._failure = error
            self._application.exit(1)


def run_script(
    make_parts: MakeParts,
    make_script: MakeScript,
    fonts: Path | None,
    output: Path,
    tell: Callable[[str], None],
    size: tuple[int, int] = (1360, 900),
) -> int:
    """Let a script work the window by itself; returns 0 when it came to its end."""
    from desk_app.ui.desktop import Desktop
    from desk_app.ui.theme.theme import Mode, Theme
    from desk_app.ui.tour.hands import Hands, Walk

    application = make_application()
    speak_dutch(application)
    quiet_offscreen(application)
    desktop = Desktop(make_parts(Theme(application, fonts, Mode.LIGHT)), application)
    desktop.window.resize(*size)
    desktop.window.show()
    failures: list[Exception] = []

    def ended(error: Exception | None) -> None:
        if error is not None:
            failures.append(error)
            hands.see("niet-gelukt")
            tell(f"Niet gelukt: {error}")
        desktop.begin_close()

    hands = Hands(desktop.window, output, tell)
    walk = Walk(make_script(hands, desktop), ended)
    QTimer.singleShot(0, desktop, desktop.start)
    QTimer.singleShot(0, walk, walk.start)
    code = application.exec()
    desktop.close()
    if desktop.bugs:
        tell(f"Niet gelukt: er ging {desktop.bugs} keer iets mis in het programma")
    return 1 if failures or desktop.bugs else code


def quiet_offscreen(application: QApplication) -> None:
    """Without a display, say nothing of what only a display could do (raise a window, size it)."""
    if application.platformName() != "offscreen":
        return

    def pass_on(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if not message.startswith("This plugin does not support"):
            sys.stderr.write(qFormatLogMessage(kind, context, message) + "\n")

    qInstallMessageHandler(pass_on)
