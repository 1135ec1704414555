"""Takes the keys of a scanner that types out of the stream of keys, whatever has the focus.

Keys are heard where they enter the program: at the window, before any widget. Keys that may belong
to a scan wait; those of a person are sent on to the same window a moment later, untouched, and are
known again by not being spontaneous.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QWindow
from shiboken6 import isValid

from desk_app.hardware.api import KeyboardWedge, KeyFate, KeyPress, WedgeVerdict

_COMMAND = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_NOT_A_CHARACTER = "\x00"


@dataclass
class _Held:
    """A key press that waits: where it was going, what to send again, and whether it is up."""

    window: QWindow
    event: QKeyEvent
    released: bool = False


class WedgeFilter(QObject):
    """An application event filter around a `KeyboardWedge`.

    Signals: `scanned(Scan)`; `trouble(DeskAppError)` for a burst that is no usable scan.
    """

    scanned = Signal(object)
    trouble = Signal(object)

    def __init__(
        self,
        wedge: KeyboardWedge,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        """`clock` gives monotonic seconds."""
        super().__init__(parent)
        self._wedge = wedge
        self._clock = clock
        self._held: list[_Held] = []
        self._swallowed: set[int] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._flush)

    def install(self, application: QCoreApplication) -> None:
        """Start listening."""
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Every event of the program comes by here, thousands for one page: the cheapest test first.
        if not isinstance(watched, QWindow) or not isinstance(event, QKeyEvent):
            return False
        kind = event.type()
        if kind not in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease) or not event.spontaneous():
            return False
        if kind == QEvent.Type.KeyPress:
            return self._pressed(watched, event)
        return self._released(event)

    def _pressed(self, window: QWindow, event: QKeyEvent) -> bool:
        held = _Held(window, _copy(event, QEvent.Type.KeyPress))
        command = bool(event.modifiers() & _COMMAND)
        verdict = self._wedge.feed(
            KeyPress(
                text=_NOT_A_CHARACTER if command else event.text(),
                scan_code=event.nativeScanCode(),
                at=self._clock(),
                auto_repeat=event.isAutoRepeat(),
                event=held,
            )
        )
        self._obey(verdict)
        if verdict.fate is KeyFate.HOLD:
            self._held.append(held)
        if verdict.fate is KeyFate.SWALLOW:
            self._swallowed.add(event.key())
        self._wind()
        return verdict.fate is not KeyFate.LET_THROUGH

    def _released(self, event: QKeyEvent) -> bool:
        if event.isAutoRepeat():
            return False
        for held in self._held:
            if held.event.key() == event.key() and not held.released:
                held.released = True
                return True
        if event.key() in self._swallowed:
            self._swallowed.discard(event.key())
            return True
        return False

    def _obey(self, verdict: WedgeVerdict) -> None:
        for key in verdict.replay:
            held = key.event
            if isinstance(held, _Held):
                self._held.remove(held)
                _send_on(held)
        if verdict.scan is not None or verdict.trouble is not None:
            self._swallowed.update(held.event.key() for held in self._held if not held.released)
            self._held.clear()
        if verdict.scan is not None:
            self.scanned.emit(verdict.scan)
        elif verdict.trouble is not None:
            self.trouble.emit(verdict.trouble)

    def _flush(self) -> None:
        self._obey(self._wedge.flush(self._clock()))
        self._wind()

    def _wind(self) -> None:
        due = self._wedge.flush_due
        if due is None:
            self._timer.stop()
            self._held.clear()
        else:
            self._timer.start(max(1, round((due - self._clock()) * 1000) + 1))


def _copy(event: QKeyEvent, kind: QEvent.Type) -> QKeyEvent:
    return QKeyEvent(
        kind,
        event.key(),
        event.modifiers(),
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers(),
        event.text(),
        event.isAutoRepeat(),
        event.count(),
    )


def _send_on(held: _Held) -> None:
    if not isValid(held.window):
        return
    QCoreApplication.sendEvent(held.window, held.event)
    if held.released and isValid(held.window):
        QCoreApplication.sendEvent(held.window, _copy(held.event, QEvent.Type.KeyRelease))
