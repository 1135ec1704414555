"""The whole window at a counter, offscreen: the real scanner's wire, desk lane, store and view."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from time import monotonic
from typing import cast

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from benchmarks.counter import WORKSTATION
from benchmarks.counter_account import PASSWORD, USERNAME
from desk_app.bootstrap.running import DeskOpener
from desk_app.bootstrap.window import join_parts
from desk_app.hardware.simulators.serial_scanner import SerialScannerSimulator
from desk_app.resource_files import resource
from desk_app.settings import DeviceSettings, Settings
from desk_app.ui.application import speak_dutch
from desk_app.ui.desktop import Desktop
from desk_app.ui.theme.theme import Mode, Theme
from desk_app.usecases.queries.customer_file import CustomerFile

PATIENCE_SECONDS = 30.0


def application() -> QApplication:
    """The one application of this process, without a screen."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    running = QApplication.instance()
    return cast("QApplication", running) if running is not None else QApplication(sys.argv[:1])


class Painted(QObject):
    """Tells when the window has been painted with a file that was shown."""

    def __init__(self, desktop: Desktop) -> None:
        super().__init__()
        self.shown: list[CustomerFile] = []
        self._awaited = 0
        self._loop = QEventLoop()
        self._quit = self._loop.quit
        self._window = desktop.window
        screen = desktop.customers.screen
        assert screen is not None
        self._page = screen.page
        self._show_file = screen.page.show_file
        screen.page.show_file = self._shown  # type: ignore[method-assign]
        self._window.installEventFilter(self)

    def after(self, act: Callable[[], object], files: int = 1) -> None:
        """Do `act` and run events until `files` more files were shown and the window painted."""
        self._awaited = len(self.shown) + files
        late = QTimer()
        late.setSingleShot(True)
        late.timeout.connect(self._loop.quit)
        late.start(round(PATIENCE_SECONDS * 1000))
        QTimer.singleShot(0, act)
        self._loop.exec()
        if not late.isActive():
            raise TimeoutError(f"{len(self.shown)} of {self._awaited} files were shown")

    def close(self) -> None:
        """Let go of the window."""
        self._window.removeEventFilter(self)
        self._page.show_file = self._show_file  # type: ignore[method-assign]

    def _shown(self, file: CustomerFile) -> None:
        self._show_file(file)
        self.shown.append(file)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.UpdateRequest and len(self.shown) >= self._awaited:
            # Behind the painting that this event starts.
            QTimer.singleShot(0, self._quit)
        return False


class CounterWindow:
    """A window with somebody signed in, a scanner on a serial wire, and the last file in front."""

    def __init__(self, settings: Settings, scanner: SerialScannerSimulator) -> None:
        self.scanner = scanner
        running = application()
        speak_dutch(running)
        theme = Theme(running, resource("fonts"), Mode.LIGHT)
        self._opener = DeskOpener(settings, WORKSTATION)
        joined = join_parts(
            theme,
            replace(settings, devices=DeviceSettings(scanner=f"keys:,{scanner.url}")),
            self._opener.open,
            workstation=WORKSTATION,
            paper_folder=settings.data_path / "print",
            show_paper=False,
        )
        self.desktop = Desktop(joined.parts, running)
        self.desktop.window.resize(1360, 900)
        self.desktop.window.show()
        self.desktop.start()
        self.desktop.session.sign_in(USERNAME, PASSWORD)
        until(lambda: self.desktop.customers.screen is not None, "nobody was signed in")
        until(scanner.has_host, "the scanner was not opened")
        self.painted = Painted(self.desktop)

    def scan(self, number: str) -> None:
        """Scan a card and wait until its customer is painted."""
        self.painted.after(lambda: self.scanner.scan(number))

    def show(self, file: CustomerFile) -> None:
        """Feed the form a file and wait until it is painted."""
        now = self.desktop.customers.now
        assert now is not None
        self.painted.after(lambda: now.show_file(file))

    def close(self) -> None:
        """Stop everything."""
        self.painted.close()
        self.desktop.close()
        self._opener.close()
        self.desktop.window.hide()
        self.desktop.window.deleteLater()
        self.desktop.deleteLater()
        until_idle()


@contextmanager
def counter_window(settings: Settings) -> Iterator[CounterWindow]:
    """A window on the library of these settings, closed at the end."""
    application()
    scanner = SerialScannerSimulator()
    scanner.start()
    try:
        window = CounterWindow(settings, scanner)
        try:
            yield window
        finally:
            window.close()
    finally:
        scanner.stop()


def until(holds: Callable[[], bool], what: str) -> None:
    """Run events until `holds`.

    Raises:
        TimeoutError: it never did; `what` is told.
    """
    loop = QEventLoop()
    give_up = monotonic() + PATIENCE_SECONDS
    timer = QTimer()
    timer.setInterval(2)
    timer.timeout.connect(lambda: loop.quit() if holds() or monotonic() > give_up else None)
    timer.start()
    loop.exec()
    if not holds():
        raise TimeoutError(what)


def until_idle() -> None:
    """Run the events that wait."""
    loop = QEventLoop()
    QTimer.singleShot(0, loop.quit)
    loop.exec()
