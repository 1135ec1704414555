"""From the threads of scanners to the main thread, in order."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal

from desk_app.errors import DeskAppError
from desk_app.hardware.api import Scan


class ScanBridge(QObject):
    """Its two methods may be called from any thread; its signals come on the main thread.

    Signals: `scanned(Scan)`, `trouble(DeskAppError)`.
    """

    scanned = Signal(object)
    trouble = Signal(object)
    _scan_came = Signal(object)
    _trouble_came = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open = True
        queued = Qt.ConnectionType.QueuedConnection
        self._scan_came.connect(self._pass_scan, queued)
        self._trouble_came.connect(self._pass_trouble, queued)

    def on_scan(self, scan: Scan) -> None:
        """For `Scanner.start`."""
        self._scan_came.emit(scan)

    def on_trouble(self, error: DeskAppError) -> None:
        """For `Scanner.start`."""
        self._trouble_came.emit(error)

    def close(self) -> None:
        """Let nothing through any more; call after the scanners were stopped."""
        self._open = False

    def _pass_scan(self, scan: object) -> None:
        if self._open:
            self.scanned.emit(scan)

    def _pass_trouble(self, error: object) -> None:
        if self._open:
            self.trouble.emit(error)
