"""Titles in columns (CSV): a line for each title, or for each copy of it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from desk_app.domain.name_keys import fold
from desk_app.usecases.title_import import (
    CopyRecord,
    FileFault,
    TitleFileRefused,
    TitleRecord,
)

COLUMNS: Final = {
    "sleutel": "key",
    "titel": "title",
    "ondertitel": "subtitle",
    "auteur": "author",
    "reeks": "series",
    "serie": "series",
    "deel": "series_part",
    "isbn": "isbn",
    "uitgever": "publisher",
    "jaar": "year",
    "taal": "language",
    "soort": "kind",
    "leeftijd van": "age_from",
    "leeftijd tot": "age_to",
    "avi": "avi",
    "trefwoorden": "subjects",
    "samenvatting": "summary",
    "streepjescode": "barcode",
    "vestiging": "home",
    "kast": "shelf",
}
"""What a column is called, capitals or not, and which field it fills."""

_KINDS: Final = {
    "boek": "book",
    "luisterboek": "audiobook",
    "dvd": "dvd",
    "muziek": "music",
    "cd": "music",
    "spel": "game",
    "game": "game",
    "tijdschrift": "magazine",
    "ander materiaal": "other",
}
_LANGUAGES: Final = {
    "nederlands": "dut",
    "engels": "eng",
    "duits": "ger",
    "frans": "fre",
    "fries": "fry",
    "nl": "dut",
    "en": "eng",
    "de": "ger",
    "fr": "fre",
}
_DELIMITERS: Final = ";,\t"
_LONGEST_CELL: Final = 20_000
_PROBED: Final = 65_536
_WINDOWS: Final = "cp1252"
"""Leaves five bytes without a meaning; they are shown as such."""


def read_columns(path: Path) -> Iterator[TitleRecord]:
    """The lines one by one.

    Raises:
        TitleFileRefused: no such columns, or a file that is no text.
    """
    number = 0
    encoding = _encoding(path)
    errors = "replace" if encoding == _WINDOWS else "strict"
    with path.open(encoding=encoding, errors=errors, newline="") as source:
        try:
            head = source.readline(_LONGEST_CELL)
            delimiter = max(_DELIMITERS, key=head.count)
            names = next(csv.reader([head], delimiter=delimiter), [])
            fields = [COLUMNS.get(fold(name).strip(), "") for name in names]
            if "title" not in fields or not {"key", "isbn"} & set(fields):
                raise TitleFileRefused(FileFault.COLUMNS)
            for cells in csv.reader(source, delimiter=delimiter):
                if any(cell.strip() for cell in cells):
                    number += 1
                    yield _record(number, dict(zip(fields, cells, strict=False)))
        except (csv.Error, UnicodeDecodeError) as error:
            raise TitleFileRefused(FileFault.BROKEN, number) from error


def _record(number: int, cells: dict[str, str]) -> TitleRecord:
    told = {name: text.strip() for name, text in cells.items() if name}
    barcode, home, shelf = (told.pop(name, "") for name in ("barcode", "home", "shelf"))
    kind, language = told.get("kind", ""), told.get("language", "")
    told["kind"] = _KINDS.get(fold(kind), kind)
    told["language"] = _LANGUAGES.get(fold(language), language)
    told["subjects"] = "\n".join(
        part.strip() for part in told.get("subjects", "").replace("|", ";").split(";")
    )
    copies = (CopyRecord(barcode, home, shelf),) if barcode else ()
    values: dict[str, Any] = dict(told)
    return TitleRecord(number, copies=copies, **values)


def _encoding(path: Path) -> str:
    """UTF-8 where it reads as that, else what Excel writes on Windows."""
    with path.open("rb") as source:
        probed = source.read(_PROBED)
    if b"\0" in probed:
        raise TitleFileRefused(FileFault.UNKNOWN)
    try:
        probed.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The last letter may be cut by the probe.
        if len(probed) < _PROBED or error.start < _PROBED - 4:
            return _WINDOWS
    return "utf-8-sig"
