"""A scanner that types: telling its keys from a person's.

Pure: the caller feeds key presses with their times and does what the verdict says. Keys that may
belong to a scan are held back; they are given back as soon as it is clear that they do not.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from desk_app.errors import Refused
from desk_app.hardware.protocols.scan_text import as_scan, read_scan
from desk_app.hardware.scans import KeyFate, KeyPress, WedgeVerdict

WEDGE_URL = "keys:"


@dataclass(frozen=True, slots=True)
class WedgeThresholds:
    """When a burst of keys is a scan. Seconds and counts.

    mean_gap and longest_gap: between the keys of one burst. silence: ends a burst by itself.
    """

    fewest_keys: int = 6
    mean_gap: float = 0.035
    longest_gap: float = 0.060
    silence: float = 0.080


@dataclass(frozen=True, slots=True)
class KeyCodes:
    """The native scan codes of the keys 1 to 0 and of Enter on one windowing system."""

    digits: tuple[int, ...]
    enters: tuple[int, ...]
    tab: int


X11_EVDEV = KeyCodes(digits=tuple(range(10, 20)), enters=(36, 104), tab=23)
"""X11 and Wayland under Linux: evdev code plus 8."""
WINDOWS_SET_1 = KeyCodes(digits=tuple(range(2, 12)), enters=(28, 284), tab=15)
"""Windows: scan code set 1; the Enter of the number pad is extended (0x11C)."""


@dataclass
class WedgeDetector:
    """Collects a burst of keys. One for each program, not for each window."""

    thresholds: WedgeThresholds = field(default_factory=WedgeThresholds)
    codes: KeyCodes = X11_EVDEV
    _held: list[KeyPress] = field(default_factory=list, init=False)

    @property
    def flush_due(self) -> float | None:
        """The moment (monotonic seconds) at which to call `flush`, or None when nothing is held."""
        return self._held[-1].at + self.thresholds.silence if self._held else None

    def feed(self, key: KeyPress) -> WedgeVerdict:
        """Decide about one key press."""
        if key.auto_repeat:
            return WedgeVerdict(fate=KeyFate.LET_THROUGH, replay=self._give_back())
        late = bool(self._held) and key.at - self._held[-1].at > self.thresholds.longest_gap
        if self._is_terminator(key):
            if not late and self._is_scan():
                return self._scan(KeyFate.SWALLOW, key.at)
            return WedgeVerdict(fate=KeyFate.LET_THROUGH, replay=self._give_back())
        if not key.text:
            # Shift and its like come between the keys of a burst and mean nothing by themselves.
            return WedgeVerdict(fate=KeyFate.LET_THROUGH)
        if not key.text.isprintable():
            return WedgeVerdict(fate=KeyFate.LET_THROUGH, replay=self._give_back())
        ended = self._end_burst() if late else WedgeVerdict()
        self._held.append(key)
        return replace(ended, fate=KeyFate.HOLD)

    def flush(self, now: float) -> WedgeVerdict:
        """Decide about what is held, when the silence has lasted long enough."""
        if self.flush_due is None or now < self.flush_due:
            return WedgeVerdict()
        return self._end_burst()

    def _end_burst(self) -> WedgeVerdict:
        if self._is_scan():
            return self._scan(None, self._held[-1].at)
        return WedgeVerdict(replay=self._give_back())

    def _is_terminator(self, key: KeyPress) -> bool:
        return key.text in {"\r", "\n", "\t"} or (
            not key.text and key.scan_code in {*self.codes.enters, self.codes.tab}
        )

    def _is_scan(self) -> bool:
        count = len(self._held)
        if count < self.thresholds.fewest_keys:
            return False
        span = self._held[-1].at - self._held[0].at
        return span <= self.thresholds.mean_gap * (count - 1)

    def _scan(self, fate: KeyFate | None, at: float) -> WedgeVerdict:
        keys = self._give_back()
        text, wrong_layout = _decoded(keys, self.codes)
        event = read_scan(text)
        if event is None:
            return WedgeVerdict(fate=fate)
        scan = as_scan(event, WEDGE_URL, at, wrong_layout=wrong_layout)
        if isinstance(scan, Refused):
            return WedgeVerdict(fate=fate, trouble=scan)
        return WedgeVerdict(fate=fate, scan=scan)

    def _give_back(self) -> tuple[KeyPress, ...]:
        held = tuple(self._held)
        self._held.clear()
        return held


def _decoded(keys: tuple[KeyPress, ...], codes: KeyCodes) -> tuple[str, bool]:
    """The text of a burst, and whether its digits had to be taken from the keys themselves.

    A scanner types for one keyboard layout; under another the digit keys mean other characters
    (Belgian: `é(àà"`). A code may have one letter before and one after its digits (Codabar).
    """
    text = "".join(key.text for key in keys)
    is_digit_key = [key.scan_code in codes.digits for key in keys]
    inner = keys[1:-1]
    if not all(is_digit_key[1:-1]) or all(key.text in "0123456789" for key in inner):
        return text, False
    decoded = "".join(
        str((codes.digits.index(key.scan_code) + 1) % 10) if by_key else key.text
        for key, by_key in zip(keys, is_digit_key, strict=True)
    )
    return decoded, True
