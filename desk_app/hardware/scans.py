"""What a scanner gives, and what a scanner that types is made of.

Part of `desk_app.hardware.api`, which is where the rest of the program takes these names from.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from desk_app.errors import DeskAppError


class Symbology(Enum):
    """The kinds of bar code, as the AIM identifier tells them (AIM Guidelines, `]cm`)."""

    CODE_39 = "code_39"
    CODE_128 = "code_128"
    GS1_128 = "gs1_128"
    EAN_UPC = "ean_upc"
    CODABAR = "codabar"
    ITF = "itf"
    CODE_93 = "code_93"
    MSI = "msi"
    QR = "qr"
    DATA_MATRIX = "data_matrix"
    PDF417 = "pdf417"
    AZTEC = "aztec"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Scan:
    """One bar code that was read.

    text: what the code says, without framing, AIM identifier and Codabar start/stop letters.
    raw: what the scanner sent between its terminators, for the log of devices.
    symbology: None when the scanner did not tell.
    source: URL of the scanner, `keys:` for one that types.
    received_at: monotonic seconds at which its last byte or key arrived.
    wrong_layout: the scanner types under another keyboard layout; the digits were taken from the
        keys and not from the characters.
    """

    text: str
    raw: str
    symbology: Symbology | None
    source: str
    received_at: float
    wrong_layout: bool = False


@dataclass(frozen=True, slots=True)
class KeyPress:
    """One key press in the program's window.

    text: what the key means under the layout, "" for a key that means no character.
    scan_code: the native scan code, 0 when unknown. at: monotonic seconds.
    auto_repeat: the system repeats a key that is held down.
    event: the caller's own event, given back untouched.
    """

    text: str
    scan_code: int
    at: float
    auto_repeat: bool = False
    event: object = None


class KeyFate(Enum):
    """What is to happen with the key that was just fed."""

    HOLD = "hold"
    """Swallow it; it comes back in a later `replay` or is part of a scan."""
    LET_THROUGH = "let_through"
    """Deliver it, after what is to be replayed."""
    SWALLOW = "swallow"
    """It was the terminator of a scan."""


@dataclass(frozen=True, slots=True)
class WedgeVerdict:
    """What to do now, in this order: replay these keys, report scan or trouble, treat the fed key.

    fate: None when no key was fed. trouble: `ScanTooLong` or `ScanNotText`.
    """

    fate: KeyFate | None = None
    replay: tuple[KeyPress, ...] = ()
    scan: Scan | None = None
    trouble: DeskAppError | None = None


class KeyboardWedge(Protocol):
    """Tells the keys of a scanner from those of a person. One for the program, on one thread.

    The window feeds every key press, and calls `flush` when `flush_due` has come.
    """

    @property
    def flush_due(self) -> float | None:
        """The moment (monotonic seconds) at which to call `flush`; None when nothing is held."""
        ...

    def feed(self, key: KeyPress) -> WedgeVerdict:
        """Decide about one key press."""
        ...

    def flush(self, now: float) -> WedgeVerdict:
        """Decide about what is held, when the silence has lasted long enough."""
        ...
