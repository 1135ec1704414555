"""A scanner that types: the key presses it makes, as the operating system would report them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desk_app.hardware.simulators.faults import FaultName, FaultRig

WEDGE_FAULTS = (FaultName.SLOW, FaultName.HALF_WRITE, FaultName.GARBAGE, FaultName.STALL)

_X11_ROWS = ((24, "qwertyuiop"), (38, "asdfghjkl"), (52, "zxcvbnm"))
_X11 = {letter: first + place for first, row in _X11_ROWS for place, letter in enumerate(row)}
_X11.update({digit: 10 + place for place, digit in enumerate("1234567890")})
_X11.update({"-": 20, "=": 21, ".": 60, "/": 61, " ": 65})
_X11_ENTER, _X11_TAB = 36, 23
_SET_1_OFFSET = 8
"""X11 key codes are evdev codes plus 8, and evdev follows set 1 for these keys."""

_BELGIAN = {
    **dict(zip("1234567890", "&é\"'(§è!çà", strict=True)),
    **dict(zip("qawzm-=./", "aqzw,)-:=", strict=True)),
}


@dataclass(frozen=True, slots=True)
class SimulatedKey:
    """One key press: the character under the layout in use, the native scan code, the moment."""

    text: str
    scan_code: int
    at: float


class KeyboardScannerSimulator:
    """Types codes for a US keyboard, whatever layout the computer has.

    layout: "us" or "be". scan_codes: "x11" or "windows". gap_seconds: between two keys.
    terminator: carriage return, tab or nothing.
    """

    def __init__(
        self,
        *,
        layout: str = "us",
        scan_codes: str = "x11",
        gap_seconds: float = 0.004,
        terminator: str = "\r",
    ) -> None:
        self.faults = FaultRig(WEDGE_FAULTS)
        self._layout = layout
        self._offset = _SET_1_OFFSET if scan_codes == "windows" else 0
        self._gap = gap_seconds
        self._terminator = terminator

    def keys(self, code: str, at: float = 0.0) -> Iterator[SimulatedKey]:
        """The key presses of one code, the first at `at` seconds."""
        if self.faults.fire(FaultName.STALL) is not None:
            return
        gap = self._gap
        slower = self.faults.fire_number(FaultName.SLOW)
        if slower is not None:
            gap += slower / 1000
        if self.faults.fire(FaultName.GARBAGE) is not None:
            code = code[:-1] + "\x00"
        only = self.faults.fire_number(FaultName.HALF_WRITE)
        typed = (code + self._terminator)[:only]
        for place, character in enumerate(typed):
            yield SimulatedKey(
                text=self._shown(character),
                scan_code=self._code(character),
                at=at + place * gap,
            )

    def _shown(self, character: str) -> str:
        if self._layout != "be":
            return character
        shown = _BELGIAN.get(character.lower(), character.lower())
        return shown.upper() if character.isupper() else shown

    def _code(self, character: str) -> int:
        if character in {"\r", "\t"}:
            return (_X11_ENTER if character == "\r" else _X11_TAB) - self._offset
        code = _X11.get(character.lower())
        return 0 if code is None else code - self._offset
