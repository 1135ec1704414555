"""The framing of serial scanners: `[STX] data (CR | LF | CR LF | TAB | ETX | EOT)`, or silence.

The terminator is whatever the scanner was set to; all are accepted. A scanner without one ends a
code by falling silent, which the caller tells by `silence`.
"""

from __future__ import annotations

import re

from desk_app.hardware.protocols.scan_text import (
    SCAN_LIMIT,
    ScanEvent,
    ScanOversized,
    read_scan,
    text_of,
)

SILENCE_SECONDS = 0.05
"""A scanner that sends no terminator is done after this much silence."""
STALE_SECONDS = 1.0
"""A scanner that does send one has lost it when it is silent this long in mid-code."""

_ENDS = re.compile(rb"[\r\n\t\x03\x04]")
_STX = b"\x02"
# A character takes four bytes at most in UTF-8.
_BYTES_KEPT = SCAN_LIMIT * 4


class ScanLineDecoder:
    """Collects bytes into codes. Holds at most a few hundred bytes, however much comes in."""

    def __init__(self) -> None:
        self._held = b""
        self._dropped = 0
        self._has_terminator = False

    def feed(self, data: bytes) -> list[ScanEvent]:
        """Take bytes as they come and give every code that ended in them, in order."""
        events: list[ScanEvent] = []
        start = 0
        for end in _ENDS.finditer(data):
            self._has_terminator = True
            self._hold(data, start, end.start())
            events += self._finish()
            start = end.end()
        self._hold(data, start, len(data))
        return events

    def silence(self, seconds: float) -> list[ScanEvent]:
        """Tell that nothing came for `seconds`; gives the code that ended by it, if one did.

        Once a terminator has been seen, half a code is never taken for a whole one: it is dropped
        when it has grown stale.
        """
        if self._has_terminator:
            if seconds >= STALE_SECONDS:
                self.forget()
            return []
        return self._finish() if seconds >= SILENCE_SECONDS else []

    def forget(self) -> None:
        """Drop what has come of an unfinished code: the scanner was unplugged."""
        self._held, self._dropped = b"", 0

    def _hold(self, data: bytes, start: int, end: int) -> None:
        # Only the last STX before the end begins the code; what stands before it is noise.
        begin = data.rfind(_STX, start, end)
        if begin >= 0:
            self.forget()
            start = begin + 1
        room = _BYTES_KEPT + 1 - len(self._held)
        self._held += data[start : min(end, start + room)]
        self._dropped += max(0, end - start - room)

    def _finish(self) -> list[ScanEvent]:
        held, dropped = self._held, self._dropped
        self.forget()
        if not held:
            return []
        text = text_of(held)
        if dropped or len(text) > SCAN_LIMIT:
            return [ScanOversized(length=len(text) + dropped)]
        event = read_scan(text)
        return [event] if event is not None else []
