"""Changing titles and copies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from desk_app.domain.copies import (
    LONGEST_SHELF,
    BarcodeTaken,
    Copy,
    CopyChanged,
    CopyInUse,
    CopyStatus,
    CopyStatusRefused,
    by_hand,
    check_barcode,
)
from desk_app.domain.staff import Permission
from desk_app.domain.text_policy import clean_line
from desk_app.domain.title_fields import FIELDS, TitleConflict, plan_edit
from desk_app.domain.titles import Title
from desk_app.errors import FieldRefused, InputRefused
from desk_app.usecases.handling import CommandHandlers, Handling
from desk_app.usecases.messages import AuditTag, Command


@dataclass(frozen=True)
class TitleChange:
    """One field of a title as the desk saw it and as it should become (`domain.title_fields`)."""

    field: str
    was: str
    becomes: str


@dataclass(frozen=True)
class SavedTitle:
    """The title as it was saved."""

    title_id: int
    version: int


@dataclass(frozen=True)
class SaveTitle(Command[SavedTitle]):
    """Opslaan of a title; a new one has no `title_id` yet.

    Different fields of two desks merge; the same field is refused with both values
    (`TitleConflict`), unless `overwrite` names it.
    """

    permission: ClassVar[Permission] = Permission.CATALOGUE_EDIT
    audit: ClassVar[AuditTag] = AuditTag.TITLE_SAVED
    title_id: int | None
    changes: tuple[TitleChange, ...]
    overwrite: tuple[str, ...] = ()


@dataclass(frozen=True)
class AddedCopies:
    """The numbers of the new copies, in the order of their barcodes."""

    copy_ids: tuple[int, ...]


@dataclass(frozen=True)
class AddCopies(Command[AddedCopies]):
    """Exemplaar toevoegen: all of these barcodes or none."""

    permission: ClassVar[Permission] = Permission.CATALOGUE_EDIT
    audit: ClassVar[AuditTag] = AuditTag.COPY_ADDED
    title_id: int
    home_code: str
    barcodes: tuple[str, ...]
    shelf: str = ""
    lendable: bool = True


@dataclass(frozen=True)
class EditCopy(Command[int]):
    """Change what somebody may say of a copy; the answer is its new version.

    A copy that stands somewhere else than at home stays there.
    """

    permission: ClassVar[Permission] = Permission.CATALOGUE_EDIT
    audit: ClassVar[AuditTag] = AuditTag.COPY_EDITED
    copy_id: int
    expected_version: int
    status: CopyStatus
    home_code: str
    shelf: str
    lendable: bool


def save_title(command: SaveTitle, on: Handling) -> SavedTitle:
    """Save a title, merged by field with what other desks saved meanwhile.

    Raises:
        InputRefused: everything that is wrong with the fields, all of it at once.
        TitleConflict: fields that somebody else changed since they were read here.
        TitleUnknown: there is no such title.
    """
    new = command.title_id is None
    title = Title("") if command.title_id is None else on.work.titles.get(command.title_id)
    changes = command.changes
    if new and not any(change.field == "title" for change in changes):
        changes = (*changes, TitleChange("title", "", ""))
    plan = plan_edit(title, changes, FIELDS if new else command.overwrite)
    if plan.problems:
        raise InputRefused(plan.problems)
    if plan.clashes:
        raise TitleConflict(plan.clashes)
    for name, value in plan.values.items():
        setattr(title, name, value)
    if new:
        on.work.titles.add(title)
    # The version is counted when what was changed has reached the store.
    on.work.changes()
    assert title.title_id is not None
    return SavedTitle(title.title_id, title.version)


def add_copies(command: AddCopies, on: Handling) -> AddedCopies:
    """Add copies to a title; they stand at home.

    Raises:
        TitleUnknown, BranchUnknown
        InputRefused: every barcode that is none or was used before, and the shelf.
    """
    title = on.work.titles.get(command.title_id)
    home = on.work.branches.get(command.home_code)
    problems: list[FieldRefused] = []
    barcodes: list[str] = []
    for text in command.barcodes:
        try:
            barcodes.append(_free(text, barcodes, on))
        except FieldRefused as refused:
            problems.append(refused)
    shelf = ""
    try:
        shelf = clean_line("shelf", command.shelf, LONGEST_SHELF)
    except FieldRefused as refused:
        problems.append(refused)
    if problems:
        raise InputRefused(tuple(problems))
    assert title.title_id is not None
    added = [
        on.work.copies.add(
            Copy(
                barcode,
                title.title_id,
                home.code,
                home.code,
                on.today,
                shelf=shelf,
                lendable=command.lendable,
            )
        )
        for barcode in barcodes
    ]
    return AddedCopies(tuple(copy.copy_id for copy in added if copy.copy_id is not None))


def _free(text: str, others: list[str], on: Handling) -> str:
    barcode = check_barcode("barcode", text)
    if barcode in others or on.work.copies.by_barcode(barcode) is not None:
        raise BarcodeTaken("barcode", barcode)
    return barcode


def edit_copy(command: EditCopy, on: Handling) -> int:
    """Change a copy as it was shown.

    Raises:
        CopyUnknown, BranchUnknown, TextTooLong, CharacterRefused
        CopyChanged: it is not as it was shown any more.
        CopyInUse: it is lent, set aside or on its way.
        CopyStatusRefused: nobody may make this of it.
    """
    copy = on.work.copies.get(command.copy_id)
    if copy.version != command.expected_version:
        raise CopyChanged(copy.barcode)
    shelf = clean_line("shelf", command.shelf, LONGEST_SHELF)
    home = on.work.branches.get(command.home_code)
    if command.status is not copy.status:
        choices = by_hand(copy.status)
        if not choices:
            raise CopyInUse(copy.barcode, copy.status)
        if command.status not in choices:
            raise CopyStatusRefused(copy.barcode, copy.status, command.status)
        copy.move_to(command.status)
    if copy.place_code == copy.home_code:
        copy.place_code = home.code
    copy.home_code = home.code
    copy.shelf = shelf
    copy.lendable = command.lendable
    on.work.changes()
    return copy.version


HANDLERS: CommandHandlers = {
    SaveTitle: save_title,
    AddCopies: add_copies,
    EditCopy: edit_copy,
}
