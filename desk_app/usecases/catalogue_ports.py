"""What use cases ask of the store about titles and copies."""

from __future__ import annotations

from typing import Protocol

from desk_app.domain.copies import Copy
from desk_app.domain.titles import Title


class TitleRepository(Protocol):
    """Titles, whatever copies there are."""

    def get(self, title_id: int) -> Title:
        """The title, locked. Raises `TitleUnknown`."""

    def by_external_key(self, external_key: str) -> Title | None:
        """The title that was imported under a key, locked; None when there is none."""

    def add(self, title: Title) -> Title:
        """Store a new title; its `title_id` is filled in. Raises `TitleKeyTaken`."""


class CopyRepository(Protocol):
    """Copies of titles; a copy is never taken away."""

    def get(self, copy_id: int) -> Copy:
        """The copy, locked. Raises `CopyUnknown`."""

    def by_barcode(self, barcode: str) -> Copy | None:
        """The copy with a barcode as it is kept (`domain.copies.compact_barcode`), locked."""

    def of_title(self, title_id: int) -> tuple[Copy, ...]:
        """Every copy of a title, withdrawn ones too, the oldest first, locked."""

    def add(self, copy: Copy) -> Copy:
        """Store a new copy; its `copy_id` is filled in. Raises `BarcodeTaken`."""
