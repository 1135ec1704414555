"""What is read of titles and copies."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, Protocol, TypeVar

from sqlalchemy import Connection, and_, bindparam, case, distinct, func, or_, select, text

from desk_app.domain.copies import CopyStatus
from desk_app.domain.reservations import ReservationState
from desk_app.domain.titles import AviLevel, Title, TitleKind
from desk_app.store import tables
from desk_app.store.circulation_tables import loan, reservation
from desk_app.store.school_tables import school
from desk_app.store.tables import branch
from desk_app.store.title_search import search_titles
from desk_app.store.title_search_statements import title_columns
from desk_app.usecases.queries.portal_titles import PortalPlace
from desk_app.usecases.queries.titles import (
    CopyRow,
    CopyShown,
    TitleFilter,
    TitleHit,
    TitlesFound,
    TitleShown,
)

T = TypeVar("T")


class Ask(Protocol):
    """Puts a question to the connection of the calling thread."""

    def __call__(self, question: Callable[[Connection], T]) -> T:
        """The answer."""


_GONE: Final = (CopyStatus.MISSING, CopyStatus.WITHDRAWN)

_KINDS: Final[Mapping[str, TitleKind]] = {kind.value: kind for kind in TitleKind}
_LEVELS: Final[Mapping[str | None, AviLevel | None]] = {
    None: None,
    **{level.value: level for level in AviLevel},
}
_KIND, _AVI = 6, 11
"""Where these stand in `title_search_statements.title_columns`."""


def find_titles(
    connection: Connection, text: str, where: TitleFilter, limit: int, offset: int
) -> TitlesFound:
    """Titles by whatever was typed, best first."""
    found = search_titles(connection, text, where, limit, offset)
    hits = tuple(
        title_hit(row, similar=at >= found.similar_from) for at, row in enumerate(found.rows)
    )
    return TitlesFound(text, hits, found.more)


def title_hit(row: Sequence[Any], *, similar: bool = False) -> TitleHit:
    """A row of `title_columns` as a hit."""
    values = list(row)
    values[_KIND] = _KINDS[row[_KIND]]
    values[_AVI] = _LEVELS[row[_AVI]]
    values.append(similar)
    return TitleHit(*values)


_title = tables.title
_copy = tables.copy
_home = branch.alias("home")
_place = branch.alias("place")
_copies = (
    select(
        _copy,
        _home.c.name.label("home_name"),
        _place.c.name.label("place_name"),
        loan.c.due_on,
    )
    .join_from(_copy, _home, _home.c.code == _copy.c.home_code)
    .join(_place, _place.c.code == _copy.c.place_code)
    .join(
        loan,
        and_(loan.c.copy_id == _copy.c.copy_id, text("loan.returned_at IS NULL")),
        isouter=True,
    )
)
_copies_of_title = _copies.where(
    _copy.c.title_id == bindparam("title_id"), _copy.c.status != CopyStatus.WITHDRAWN
).order_by(_copy.c.barcode)
_copy_by_barcode = (
    _copies.add_columns(_title.c.title, _title.c.author, _title.c.kind)
    .join(_title, _title.c.title_id == _copy.c.title_id)
    .where(_copy.c.barcode == bindparam("barcode"))
)
_one_title = select(
    _title,
    select(func.count())
    .where(
        reservation.c.title_id == _title.c.title_id,
        reservation.c.state == ReservationState.WAITING,
    )
    .scalar_subquery()
    .label("waiting"),
).where(_title.c.title_id == bindparam("title_id"))
_by_key = select(_title).where(_title.c.external_key == bindparam("external_key"))
_by_isbn = (
    select(_title)
    .where(_title.c.isbn == bindparam("isbn"), _title.c.external_key.is_(None))
    .order_by(_title.c.title_id)
    .limit(1)
)
_shelves = (
    select(_copy.c.shelf, func.count(distinct(_copy.c.title_id)))
    .where(_copy.c.home_code == bindparam("place_code"), _copy.c.status.not_in(_GONE))
    .group_by(_copy.c.shelf)
    .order_by(_copy.c.shelf)
)
_owners = (
    select(
        _copy.c.home_code,
        branch.c.name,
        func.count(),
        func.sum(case((_copy.c.status == CopyStatus.AVAILABLE, 1), else_=0)),
    )
    .join_from(_copy, branch, branch.c.code == _copy.c.home_code)
    .join(school, school.c.branch_code == branch.c.code, isouter=True)
    .where(
        _copy.c.title_id == bindparam("title_id"),
        _copy.c.status.not_in(_GONE),
        or_(school.c.branch_code.is_(None), _copy.c.home_code == bindparam("place_code")),
    )
    .group_by(_copy.c.home_code, branch.c.name)
    .order_by(branch.c.name)
)


class SqlCatalogueReadings:
    """Implements `usecases.catalogue_ports.CatalogueReadings`."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    def find_titles(self, text: str, where: TitleFilter, limit: int, offset: int) -> TitlesFound:
        """Titles by whatever was typed, best first."""
        return self._ask(lambda connection: find_titles(connection, text, where, limit, offset))

    def title(self, title_id: int) -> TitleShown | None:
        """A title with its copies, those that were withdrawn left out."""
        return self._ask(lambda connection: _shown(connection, title_id))

    def copy(self, barcode: str) -> CopyShown | None:
        """The copy with a barcode as it is kept."""
        return self._ask(lambda connection: _copy_shown(connection, barcode))

    def imported(self, key: str, isbn: str) -> Title | None:
        """The title under a key, else the one with an ISBN that has no key; only to look at."""
        return self._ask(lambda connection: _imported(connection, key, isbn))

    def shelves(self, place_code: str) -> tuple[tuple[str, int], ...]:
        """The shelves of a place with how many titles stand on each."""
        values = {"place_code": place_code}
        return self._ask(
            lambda connection: tuple(
                (shelf, titles) for shelf, titles in connection.execute(_shelves, values)
            )
        )

    def on_shelf(
        self, place_code: str, shelf: str, limit: int, offset: int
    ) -> tuple[TitleHit, ...]:
        """The titles on a shelf of a place, in the order of the title."""
        values = (place_code, place_code, place_code, place_code, shelf, limit, offset)
        return self._ask(lambda connection: _on_shelf(connection, values))

    def places_of(self, title_id: int, place_code: str) -> tuple[PortalPlace, ...]:
        """Who owns a title: this place, and whatever is no school."""
        values = {"title_id": title_id, "place_code": place_code}
        return self._ask(
            lambda connection: tuple(
                PortalPlace(*row) for row in connection.execute(_owners, values)
            )
        )


def _shown(connection: Connection, title_id: int) -> TitleShown | None:
    row = connection.execute(_one_title, {"title_id": title_id}).mappings().first()
    if row is None:
        return None
    told = {name: value for name, value in row.items() if name != "external_key"}
    copies = connection.execute(_copies_of_title, {"title_id": title_id})
    return TitleShown(**told, copies=tuple(_copy_row(one) for one in copies))


def _imported(connection: Connection, key: str, isbn: str) -> Title | None:
    row = None
    if key:
        row = connection.execute(_by_key, {"external_key": key}).mappings().first()
    if row is None and isbn:
        row = connection.execute(_by_isbn, {"isbn": isbn}).mappings().first()
    return None if row is None else Title(**row)


def _copy_shown(connection: Connection, barcode: str) -> CopyShown | None:
    row = connection.execute(_copy_by_barcode, {"barcode": barcode}).first()
    if row is None:
        return None
    return CopyShown(_copy_row(row), row.title_id, row.title, row.author, row.kind)


def _copy_row(row: Any) -> CopyRow:
    return CopyRow(
        copy_id=row.copy_id,
        barcode=row.barcode,
        status=row.status,
        home_code=row.home_code,
        home_name=row.home_name,
        place_code=row.place_code,
        place_name=row.place_name,
        shelf=row.shelf,
        added_on=row.added_on,
        lendable=row.lendable,
        version=row.version,
        due_on=row.due_on,
    )


_ON_SHELF: Final = (
    f"SELECT {title_columns(at_place=True)} FROM title_key AS k "  # noqa: S608
    "CROSS JOIN title AS t WHERE k.place_code = ? AND t.title_id = k.title_id AND EXISTS "
    "(SELECT 1 FROM copy AS s WHERE s.title_id = k.title_id AND s.home_code = ? AND s.shelf = ? "
    f"AND s.status NOT IN ({', '.join(repr(one.value) for one in _GONE)})) "
    "ORDER BY k.key, k.title_id LIMIT ? OFFSET ?"
)


def _on_shelf(connection: Connection, values: tuple[Any, ...]) -> tuple[TitleHit, ...]:
    statement = _ON_SHELF if connection.dialect.name == "sqlite" else _ON_SHELF.replace("?", "%s")
    return tuple(title_hit(row) for row in connection.exec_driver_sql(statement, values))
