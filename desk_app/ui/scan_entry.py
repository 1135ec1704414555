"""Where scans come into the window, from every scanner of the desk."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject

from desk_app.errors import DeskAppError
from desk_app.hardware.api import KeyboardWedge, Scan
from desk_app.ui.devices.port import DeskDevices
from desk_app.ui.framework.keyboard_wedge import WedgeFilter
from desk_app.ui.framework.message_bar import Tone
from desk_app.ui.framework.scan_router import ScanRouter
from desk_app.ui.framework.scanning import ScanBridge
from desk_app.ui.shell.main_window import MainWindow
from desk_app.ui.wording import shell as words
from desk_app.ui.wording.errors import sentence_for


class ScanEntry(QObject):
    """Hands scans to the router, unless nobody is at work or a question stands."""

    def __init__(
        self,
        window: MainWindow,
        router: ScanRouter,
        devices: DeskDevices,
        wedge: KeyboardWedge,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._router = router
        self._scanners = devices.scanners
        self._application: QCoreApplication | None = None
        self._bridge = ScanBridge(self)
        self._wedge = WedgeFilter(wedge, parent=self)
        for source in (self._bridge, self._wedge):
            source.scanned.connect(self._scanned)
            source.trouble.connect(self._trouble)

    def listen(self, application: QCoreApplication) -> None:
        """Hear the keys of a scanner that types."""
        self._application = application
        self._wedge.install(application)

    def start(self) -> None:
        """Start the scanners that are not keyboards."""
        for scanner in self._scanners:
            scanner.start(self._bridge.on_scan, self._bridge.on_trouble)

    def stop(self) -> None:
        """Let no scan through any more."""
        for scanner in self._scanners:
            scanner.stop()
        self._bridge.close()
        if self._application is not None:
            self._application.removeEventFilter(self._wedge)

    def _scanned(self, scan: Scan) -> None:
        if self._window.covered:
            return
        if self._window.prompter.question is not None:
            # A stray scan answers no question and opens nobody behind it.
            self._window.toast.say(words.QUESTION_FIRST)
            return
        self._router.route(scan)

    def _trouble(self, error: DeskAppError) -> None:
        if self._window.covered:
            return
        said = sentence_for(error)
        self._window.stage.message.say(
            Tone.WARNING, said.sentence, advice=said.advice, code=said.code, closable=True
        )
