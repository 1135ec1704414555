"""Titels importeren, Voer uit: titles and copies from a part of a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from desk_app.domain.copies import Copy
from desk_app.domain.staff import Permission
from desk_app.domain.titles import Title
from desk_app.errors import Refused
from desk_app.usecases.handling import CommandHandlers, Handling
from desk_app.usecases.messages import AuditTag, Command, secret
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
class ImportTitles(Command[tuple[ImportLine, ...]]):
    """Write the titles of a part of a file; a record that is refused keeps no other one out.

    Importing twice changes nothing: a title is known by its key. A title with the same ISBN that
    was made here gets the key.
    """

    permission: ClassVar[Permission] = Permission.CATALOGUE_EDIT
    audit: ClassVar[AuditTag] = AuditTag.TITLE_IMPORTED
    source: str
    # The audit says which part of which file came in; the file itself is kept by whoever has it.
    records: tuple[TitleRecord, ...] = secret()


def import_titles(command: ImportTitles, on: Handling) -> tuple[ImportLine, ...]:
    """Write each record that can be written.

    Raises:
        TooManyAtOnce: the part is too large.
    """
    if len(command.records) > MOST_AT_ONCE:
        raise TooManyAtOnce(MOST_AT_ONCE)
    return tuple(_write(record, on) for record in command.records)


def _write(record: TitleRecord, on: Handling) -> ImportLine:
    key = key_of(record)
    existing = on.work.titles.by_external_key(key) if key else None
    isbn = isbn_of(record)
    if existing is None and isbn:
        existing = on.work.titles.by_isbn(isbn)
    title_id = existing.title_id if existing else None

    def owner_of(barcode: str) -> int | None:
        copy = on.work.copies.by_barcode(barcode)
        return copy.title_id if copy else None

    try:
        values, key = checked(record, existing)
        copies = new_copies(record, title_id, owner_of, on.work.branches.get)
    except Refused as refused:
        return ImportLine(record.number, Outcome.REFUSED, key, record.title, refusal=refused)
    outcome = outcome_of(existing, values, copies, key)
    title = Title("") if existing is None else existing
    for name, value in values.items():
        setattr(title, name, value)
    title.external_key = title.external_key or key
    if existing is None:
        on.work.titles.add(title)
    assert title.title_id is not None
    for one in copies:
        home = one.home_code
        on.work.copies.add(Copy(one.barcode, title.title_id, home, home, on.today, shelf=one.shelf))
    return ImportLine(record.number, outcome, key, title.title, len(copies))


HANDLERS: CommandHandlers = {ImportTitles: import_titles}
