"""``python -m benchmarks.print_cards RECORDS PDF``: a file of records as cards, a page each."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desk_app.documents.card_face import CardFaceRenderer
from desk_app.documents.card_layout import load_layout
from desk_app.documents.fonts import PaperFonts
from desk_app.resource_files import resource
from desk_app.usecases.print_shapes import CardFace

LIBRARY = "de Bibliotheek"
VALID_UNTIL = date(2027, 1, 31)


@dataclass(frozen=True)
class Record:
    """A line of the file both programs read."""

    number: str
    display: str
    name: str
    branch: str
    valid: str


def face(record: Record) -> CardFace:
    return CardFace(
        number=record.number,
        display_number=record.display,
        name_line=record.name,
        branch_name=record.branch,
        library_name=LIBRARY,
        valid_until=VALID_UNTIL,
    )


def renderer() -> CardFaceRenderer:
    layout = load_layout(resource("card_faces/standard.toml"))
    return CardFaceRenderer(PaperFonts(resource("fonts")), layout)


def _read(source: Path) -> Iterator[Record]:
    with source.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            yield Record(**line)


def main() -> None:
    """Print the records of a file."""
    source, target = (Path(given) for given in sys.argv[1:])
    with target.open("wb") as file:
        renderer().write(map(face, _read(source)), file)


if __name__ == "__main__":
    main()
