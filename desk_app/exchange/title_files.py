"""Files of titles, whichever of the three kinds they are: told by how they begin."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from desk_app.exchange.iso2709 import read_iso2709
from desk_app.exchange.marc_titles import title_record
from desk_app.exchange.marcxml import read_marcxml
from desk_app.exchange.title_columns import read_columns
from desk_app.usecases.title_import import FileFault, TitleFileRefused, TitleRecord

LARGEST: Final = 2_000_000_000
"""Bytes. A file is never held whole; this keeps a whole disk from being read by mistake."""
_HEAD: Final = 64


class TitleFileReader:
    """Implements `usecases.title_import.TitleFiles`."""

    def read(self, path: Path) -> Iterator[TitleRecord]:
        """The records one by one. Raises `TitleFileRefused`, also half-way."""
        try:
            size = path.stat().st_size
            with path.open("rb") as source:
                head = source.read(_HEAD)
        except OSError as error:
            raise TitleFileRefused(FileFault.UNREADABLE) from error
        if size > LARGEST:
            raise TitleFileRefused(FileFault.TOO_LARGE)
        if not head.strip():
            raise TitleFileRefused(FileFault.EMPTY)
        try:
            yield from _records(path, head)
        except OSError as error:
            raise TitleFileRefused(FileFault.UNREADABLE) from error


def _records(path: Path, head: bytes) -> Iterator[TitleRecord]:
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if text.startswith(b"<"):
        with path.open("rb") as source:
            for number, marc in enumerate(read_marcxml(source), start=1):
                yield title_record(number, marc)
    elif text[:5].isdigit() and text[10:12] == b"22":
        # Leader: the length, and two indicators and two signs before each subfield.
        with path.open("rb") as source:
            for number, found in enumerate(read_iso2709(source), start=1):
                yield (
                    TitleRecord(number, unreadable=True)
                    if found is None
                    else title_record(number, found)
                )
    else:
        yield from read_columns(path)
