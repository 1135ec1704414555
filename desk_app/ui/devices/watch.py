"""Asks the devices how they are, on their own thread, and tells the status bar."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desk_app.hardware.api import PrinterStatus, WriterStatus
from desk_app.hardware.errors import LaneStopped
from desk_app.ui.devices.port import DeskDevices
from desk_app.ui.framework.status import State
from desk_app.ui.shell.status_strip import StatusStrip
from desk_app.ui.wording import device_states as words

EVERY_MS = 2_000


class DeviceWatch(QObject):
    """One question at a time; while a card is being made the job itself tells how the writer is.

    Signals: `asked()` after every round.
    """

    asked = Signal()
    _answered = Signal(object)

    def __init__(
        self,
        devices: DeskDevices,
        strip: StatusStrip,
        parent: QObject | None = None,
        every_ms: int = EVERY_MS,
    ) -> None:
        super().__init__(parent)
        self._devices = devices
        self._strip = strip
        self._waiting = False
        self._making: tuple[State, str] | None = None
        self._answered.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self._timer = QTimer(self)
        self._timer.setInterval(every_ms)
        self._timer.timeout.connect(self.ask)

    def start(self) -> None:
        """Ask now and from now on."""
        self._timer.start()
        self._show_scanners()
        self.ask()

    def stop(self) -> None:
        """Ask no more."""
        self._timer.stop()

    def making(self, state: State | None, words_: str = "") -> None:
        """A card is being made: show `words_` for the writer until called with None."""
        self._making = None if state is None else (state, words_)
        if state is not None:
            self._strip.set_device("writer", state, f"{words.WRITER} – {words_}")
        else:
            self.ask()

    def ask(self) -> None:
        """Ask every device once, unless it was asked and has not answered, or after `stop`."""
        self._show_scanners()
        printer, writer = self._devices.printer, self._devices.writer
        if not self._timer.isActive() or self._waiting or self._making is not None:
            return
        if printer is None and writer is None:
            return
        try:
            future = self._devices.lane.post(
                lambda: (
                    None if printer is None else printer.status(),
                    None if writer is None else writer.status(),
                )
            )
        except LaneStopped:
            return
        self._waiting = True
        future.add_done_callback(self._answered.emit)

    def _show(self, done: Future[Any]) -> None:
        self._waiting = False
        if done.cancelled() or done.exception() is not None:
            return
        printer: PrinterStatus | None
        writer: WriterStatus | None
        printer, writer = done.result()
        if printer is not None:
            kind, said = words.PRINTERS[printer]
            self._strip.set_device("printer", State(kind), f"{words.PRINTER} – {said}")
        if writer is not None and self._making is None:
            kind, said = words.WRITERS[writer]
            self._strip.set_device("writer", State(kind), f"{words.WRITER} – {said}")
        self.asked.emit()

    def _show_scanners(self) -> None:
        for at, scanner in enumerate(self._devices.scanners):
            kind, said = words.SCANNERS[scanner.status()]
            self._strip.set_device(
                f"scanner_{at}",
                State(kind),
                f"{words.SCANNER} – {words.scanner_kind(scanner.url)}, {said}",
                scanner.url,
            )
        if not self._devices.scanners and self._devices.types_keys:
            self._strip.set_device("scanner", State.OK, f"{words.SCANNER} – {words.TYPES}")
