"""What commands change of titles and copies."""

from __future__ import annotations

from typing import Any, TypeVar

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from desk_app.domain.copies import Copy, CopyUnknown
from desk_app.domain.titles import Title, TitleUnknown
from desk_app.store import catalogue_tables as tables
from desk_app.store.trouble import translated

T = TypeVar("T")

_lock_title = (
    select(tables.title).where(tables.title.c.title_id == bindparam("title_id")).with_for_update()
)
_title_by_key = (
    select(tables.title)
    .where(tables.title.c.external_key == bindparam("external_key"))
    .with_for_update()
)
_title_by_isbn = (
    select(tables.title)
    .where(tables.title.c.isbn == bindparam("isbn"), tables.title.c.external_key.is_(None))
    .order_by(tables.title.c.title_id)
    .limit(1)
    .with_for_update()
)
_lock_copy = (
    select(tables.copy).where(tables.copy.c.copy_id == bindparam("copy_id")).with_for_update()
)
_copy_by_barcode = (
    select(tables.copy).where(tables.copy.c.barcode == bindparam("barcode")).with_for_update()
)
_copies_of_title = (
    select(tables.copy)
    .where(tables.copy.c.title_id == bindparam("title_id"))
    .order_by(tables.copy.c.copy_id)
    .with_for_update()
)


class Titles:
    """Titles, whatever copies there are."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, title_id: int) -> Title:
        """The title, locked. Raises `TitleUnknown`."""
        title = _one(self._session, Title, _lock_title, {"title_id": title_id})
        if title is None:
            raise TitleUnknown(title_id)
        return title

    def by_external_key(self, external_key: str) -> Title | None:
        """The title that was imported under a key, locked."""
        return _one(self._session, Title, _title_by_key, {"external_key": external_key})

    def by_isbn(self, isbn: str) -> Title | None:
        """The oldest title with an ISBN that was imported under no key, locked."""
        return _one(self._session, Title, _title_by_isbn, {"isbn": isbn})

    def add(self, title: Title) -> Title:
        """Store a new title; its `title_id` is filled in. Raises `StoreClash`."""
        with translated():
            self._session.add(title)
            self._session.flush()
        return title


class Copies:
    """Copies of titles."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, copy_id: int) -> Copy:
        """The copy, locked. Raises `CopyUnknown`."""
        copy = _one(self._session, Copy, _lock_copy, {"copy_id": copy_id})
        if copy is None:
            raise CopyUnknown(copy_id)
        return copy

    def by_barcode(self, barcode: str) -> Copy | None:
        """The copy with a barcode as it is kept (`compact_barcode`), locked."""
        return _one(self._session, Copy, _copy_by_barcode, {"barcode": barcode})

    def of_title(self, title_id: int) -> tuple[Copy, ...]:
        """Every copy of a title, withdrawn ones too, the oldest first; locked in that order."""
        with translated():
            self._session.flush()
            statement = select(Copy).from_statement(_copies_of_title)
            return tuple(self._session.scalars(statement, {"title_id": title_id}))

    def add(self, copy: Copy) -> Copy:
        """Store a new copy; its `copy_id` is filled in. Raises `BarcodeTaken`."""
        with translated():
            self._session.add(copy)
            self._session.flush()
        return copy


def _one(
    session: Session, entity: type[T], statement: Select[Any], values: dict[str, Any]
) -> T | None:
    with translated():
        session.flush()
        return session.scalars(select(entity).from_statement(statement), values).one_or_none()
