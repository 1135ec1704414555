"""What a bar code says, taken out of what a scanner sends."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from desk_app.errors import Refused
from desk_app.hardware.errors import ScanNotText, ScanTooLong
from desk_app.hardware.scans import Scan, Symbology

SCAN_LIMIT = 64

_AIM = re.compile(r"\](?P<letter>[A-Za-z])(?P<modifier>[0-9A-Za-z])")
_CODABAR = re.compile(r"[A-Da-d][0-9$:/.+-]+[A-Da-d]")

_SYMBOLOGIES = {
    "A": Symbology.CODE_39,
    "C": Symbology.CODE_128,
    "E": Symbology.EAN_UPC,
    "F": Symbology.CODABAR,
    "G": Symbology.CODE_93,
    "I": Symbology.ITF,
    "L": Symbology.PDF417,
    "M": Symbology.MSI,
    "Q": Symbology.QR,
    "d": Symbology.DATA_MATRIX,
    "z": Symbology.AZTEC,
}


@dataclass(frozen=True, slots=True)
class ScanRead:
    """A whole bar code. `raw` is what came between the terminators."""

    text: str
    raw: str
    symbology: Symbology | None


@dataclass(frozen=True, slots=True)
class ScanOversized:
    """More than `SCAN_LIMIT` characters came without an end; they were dropped."""

    length: int


@dataclass(frozen=True, slots=True)
class ScanHasControls:
    """A control, direction or unassigned character stands at `position`; the scan was dropped."""

    position: int


ScanEvent = ScanRead | ScanOversized | ScanHasControls


def as_scan(
    event: ScanEvent, source: str, received_at: float, *, wrong_layout: bool = False
) -> Scan | Refused:
    """The event as the rest of the program knows it: a scan, or the refusal of one."""
    if isinstance(event, ScanOversized):
        return ScanTooLong(length=event.length, limit=SCAN_LIMIT)
    if isinstance(event, ScanHasControls):
        return ScanNotText(position=event.position)
    return Scan(
        text=event.text,
        raw=event.raw,
        symbology=event.symbology,
        source=source,
        received_at=received_at,
        wrong_layout=wrong_layout,
    )


def text_of(data: bytes) -> str:
    """The characters a scanner sent: UTF-8, or Latin-1 when it is not that."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def read_scan(raw: str) -> ScanEvent | None:
    """Take the AIM identifier (`]cm`) and Codabar start and stop letters off.

    The letters go only when both are there and only digits and Codabar signs stand between, so a
    Code 39 text that happens to begin with A keeps it. None when nothing is left.
    """
    if len(raw) > SCAN_LIMIT:
        return ScanOversized(length=len(raw))
    for position, character in enumerate(raw):
        if unicodedata.category(character)[0] == "C":
            return ScanHasControls(position=position)
    text, symbology = raw, None
    aim = _AIM.match(raw)
    if aim is not None:
        text = raw[aim.end() :]
        symbology = _symbology(aim["letter"], aim["modifier"])
    text = text.strip()
    if symbology in {None, Symbology.CODABAR} and _CODABAR.fullmatch(text):
        text = text[1:-1]
    return ScanRead(text=text, raw=raw, symbology=symbology) if text else None


def _symbology(letter: str, modifier: str) -> Symbology:
    if (letter, modifier) == ("C", "1"):
        return Symbology.GS1_128
    return _SYMBOLOGIES.get(letter, Symbology.OTHER)
