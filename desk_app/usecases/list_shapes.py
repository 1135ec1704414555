"""Lists as they go on paper or into a file: rows of texts, and bar codes to scan.

Whoever fills them puts the words together; `desk_app.documents` draws them. They hold only what can
be sent.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desk_app.usecases.print_shapes import Symbology


@dataclass(frozen=True)
class SheetColumn:
    """One column: its title, and how much of the width it takes beside the others."""

    title: str
    share: int


@dataclass(frozen=True)
class SheetPart:
    """Rows that belong together under a heading; one text for each column."""

    heading: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class ListSheet:
    """A list over as many pages as it takes.

    `file_name` is what its file is called, without an ending and without anybody's name;
    `printed_at` is local time.
    """

    file_name: str
    title: str
    subtitle: str
    printed_at: datetime
    columns: tuple[SheetColumn, ...]
    parts: tuple[SheetPart, ...]


@dataclass(frozen=True)
class ScanCell:
    """One bar code with the name over it; `number` is what it carries, empty for none."""

    name: str
    number: str
    display_number: str
    note: str = ""


@dataclass(frozen=True)
class ScanPart:
    """The bar codes of one group, which begin on a page of their own."""

    heading: str
    cells: tuple[ScanCell, ...]


@dataclass(frozen=True)
class ScanSheet:
    """Bar codes on paper, to be scanned in the class room (Scanlijst per groep)."""

    file_name: str
    title: str
    printed_at: datetime
    parts: tuple[ScanPart, ...]
    symbology: Symbology = Symbology.CODE_128
