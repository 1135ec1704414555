"""What use cases ask of the store about titles and copies."""

from __future__ import annotations

from typing import Protocol

from desk_app.domain.copies import Copy
from desk_app.domain.titles import Title
from desk_app.usecases.queries.portal_titles import PortalPlace
from desk_app.usecases.queries.titles import (
    CopyShown,
    TitleFilter,
    TitleHit,
    TitlesFound,
    TitleShown,
)


class TitleRepository(Protocol):
    """Titles, whatever copies there are."""

    def get(self, title_id: int) -> Title:
        """The title, locked. Raises `TitleUnknown`."""

    def by_external_key(self, external_key: str) -> Title | None:
        """The title that was imported under a key, locked; None when there is none."""

    def by_isbn(self, isbn: str) -> Title | None:
        """The oldest title with an ISBN that was imported under no key, locked."""

    def add(self, title: Title) -> Title:
        """Store a new title; its `title_id` is filled in. Raises `StoreClash` when another was
        imported under its key in the meantime.
        """


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


class CatalogueReadings(Protocol):
    """What is asked about titles and copies. Choices and permissions are left to who answers."""

    def find_titles(self, text: str, where: TitleFilter, limit: int, offset: int) -> TitlesFound:
        """Titles by whatever was typed, best first; without a text all, by title."""

    def title(self, title_id: int) -> TitleShown | None:
        """A title with its copies, those that were withdrawn left out."""

    def copy(self, barcode: str) -> CopyShown | None:
        """The copy with a barcode as it is kept, withdrawn or not."""

    def imported(self, key: str, isbn: str) -> Title | None:
        """The title under a key, else the one with an ISBN that has no key; only to look at."""

    def shelves(self, place_code: str) -> tuple[tuple[str, int], ...]:
        """The shelves of a place with how many titles stand on each, in order."""

    def on_shelf(
        self, place_code: str, shelf: str, limit: int, offset: int
    ) -> tuple[TitleHit, ...]:
        """The titles on a shelf of a place, in the order of the title."""

    def places_of(self, title_id: int, place_code: str) -> tuple[PortalPlace, ...]:
        """Who owns a title: this place, and whatever is no school."""
