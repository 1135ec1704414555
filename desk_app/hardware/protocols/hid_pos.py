"""HID point of sale scanners: usage page 0x8C, usage 0x02.

Source: USB HID Point of Sale Usage Tables 1.02. The report of 64 bytes: 0 report number 2; 1 count
of data bytes; 2 to 4 AIM identifier; 5 to 60 data; 61 more identification; 63 bit 0 more reports
follow with the rest of the same code.
"""

from __future__ import annotations

from desk_app.hardware.protocols.scan_text import (
    SCAN_LIMIT,
    ScanEvent,
    ScanOversized,
    read_scan,
    text_of,
)

SCANNED_DATA_REPORT = 0x02
REPORT_LENGTH = 64
DATA_START = 5
DATA_LENGTH = 56
MORE_FOLLOWS = 0x01


class HidPosDecoder:
    """Collects reports into codes."""

    def __init__(self) -> None:
        self._identifier = b""
        self._data = b""
        self._dropped = 0

    def feed(self, report: bytes) -> list[ScanEvent]:
        """Take one report. Reports of other numbers and of other lengths are not scans."""
        if len(report) != REPORT_LENGTH or report[0] != SCANNED_DATA_REPORT:
            return []
        count = min(report[1], DATA_LENGTH)
        if not self._data and not self._dropped:
            self._identifier = report[2:5]
        data = report[DATA_START : DATA_START + count]
        if len(self._data) > SCAN_LIMIT:
            self._dropped += len(data)
        else:
            self._data += data
        if report[63] & MORE_FOLLOWS:
            return []
        return self._finish()

    def forget(self) -> None:
        """Drop the first reports of a code whose last never came."""
        self._identifier, self._data, self._dropped = b"", b"", 0

    def _finish(self) -> list[ScanEvent]:
        identifier, data, dropped = self._identifier, self._data, self._dropped
        self.forget()
        text = text_of(data).strip("\r\n\t")
        if len(text) + dropped > SCAN_LIMIT:
            return [ScanOversized(length=len(text) + dropped)]
        prefix = identifier.decode("latin-1") if identifier[:1] == b"]" else ""
        event = read_scan(prefix + text)
        return [event] if event is not None else []
