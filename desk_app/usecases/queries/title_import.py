"""Titels importeren, Controle: what would come of a part of a file; nothing is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from desk_app.domain.branches import BranchUnknown
from desk_app.domain.staff import Permission
from desk_app.errors import Refused
from desk_app.usecases.handling import Asking, QueryHandlers
from desk_app.usecases.messages import Query
from desk_app.usecases.title_import import (
    MOST_AT_ONCE,
    ImportLine,
    Outcome,
    TitleRecord,
    TooManyAtOnce,
    checked,
    isbn_of,
    key_of,
    new_copies,
    outcome_of,
)


@dataclass(frozen=True)
class CheckTitleImport(Query[tuple[ImportLine, ...]]):
    """What `ImportTitles` would do with these records as things stand."""

    permission: ClassVar[Permission] = Permission.CATALOGUE_EDIT
    records: tuple[TitleRecord, ...]


def check_title_import(query: CheckTitleImport, asking: Asking) -> tuple[ImportLine, ...]:
    """One line a record.

    Raises:
        TooManyAtOnce: the part is too large.
    """
    if len(query.records) > MOST_AT_ONCE:
        raise TooManyAtOnce(MOST_AT_ONCE)
    lines: list[ImportLine] = []
    keys: set[str] = set()
    for record in query.records:
        line = _look(record, asking)
        if line.outcome is Outcome.NEW and line.key in keys:
            # A row for each copy: the first made the title.
            line = ImportLine(line.number, Outcome.CHANGED, line.key, line.title, line.copies)
        keys.add(line.key)
        lines.append(line)
    return tuple(lines)


def _look(record: TitleRecord, asking: Asking) -> ImportLine:
    catalogue = asking.readings.catalogue
    existing = catalogue.imported(key_of(record), isbn_of(record))
    title_id = existing.title_id if existing else None

    def owner_of(barcode: str) -> int | None:
        copy = catalogue.copy(barcode)
        return copy.title_id if copy else None

    def check_branch(code: str) -> None:
        if asking.readings.branch(code) is None:
            raise BranchUnknown(code)

    try:
        values, key = checked(record, existing)
        copies = new_copies(record, title_id, owner_of, check_branch)
    except Refused as refused:
        return ImportLine(
            record.number, Outcome.REFUSED, key_of(record), record.title, refusal=refused
        )
    outcome = outcome_of(existing, values, copies, key)
    title = values.get("title", existing.title if existing else "")
    return ImportLine(record.number, outcome, key, title, len(copies))


HANDLERS: QueryHandlers = {CheckTitleImport: check_title_import}
