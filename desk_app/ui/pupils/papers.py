"""What the Leerlingoverzicht gives out of hand: lists on paper and in a file. No Qt here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from desk_app.errors import DeskAppError
from desk_app.usecases.list_shapes import ListSheet, ScanSheet

Failed = Callable[[DeskAppError], None]


class PupilPapers(Protocol):
    """Writes lists away from the main thread, and says so itself when they are there."""

    def list_sheet(self, sheet: ListSheet, failed: Failed) -> None:
        """A list as PDF."""

    def scan_sheet(self, sheet: ScanSheet, failed: Failed) -> None:
        """Bar codes as PDF."""

    def workbook(self, sheet: ListSheet, failed: Failed) -> None:
        """A list as XLSX."""
