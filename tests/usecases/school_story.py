"""A school from its first day: every command about schools, pupils and their cards, in order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from desk_app.domain.cards import Sector
from desk_app.domain.pupil_import import FileKind, LineDecision
from desk_app.domain.pupil_lines import to_block
from desk_app.domain.staff import Role
from desk_app.usecases.commands import (
    card_batches,
    pupil_import_lines,
    pupil_imports,
    pupil_links,
    schools,
)
from desk_app.usecases.commands.pupil_portal import ResetPupilPassword
from desk_app.usecases.messages import Command
from tests.usecases.library import HOME, ONLINE, TODAY, Library

SCHOOL = "9901"
SECRET_PARENT = "Mevrouw Geheimhouder"
WHO = Role.SCHOOL_CONSULTANT


def raw(key: str, surname: str, **told: str) -> list[str]:
    """A line as a reader hands it over."""
    values = {"initials": "A", "birth_date": "2016-05-17", "group_key": "4a", "group_name": "4A"}
    values |= {"year_group": "4", "group_year": "4", **told}
    return [
        key,
        surname,
        values.get("name_prefix", ""),
        values["initials"],
        values.get("given_name", "Aaaa"),
        values["birth_date"],
        values["year_group"],
        values["group_key"],
        values["group_name"],
        values["group_year"],
        values.get("card_number", ""),
        values.get("has_left", ""),
        values.get("problem", ""),
    ]


def add_school(code: str = SCHOOL, label: str = "5009", brin: str = "99ZZ00") -> Command[None]:
    return schools.AddSchool(
        code, "De Zandloper", Sector.PRIMARY_SCHOOL, HOME, label, "6", "Ruinerwold", brin
    )


def _last(library: Library, column: str, table: str) -> int:
    number: int = library.rows(f"SELECT max({column}) AS found FROM {table}")[0].found
    return number


def run_of(library: Library) -> int:
    return _last(library, "import_id", "pupil_import")


def _begin(file: str = "leerlingen.xml") -> Command[int]:
    return pupil_imports.BeginPupilImport(SCHOOL, file, FileKind.EDEXML, "2026-2027", "99ZZ00")


def _stage(library: Library) -> Command[int]:
    lines = [raw("1", "Tester"), raw("2", "Vries", given_name="Bo", name_prefix="de")]
    return pupil_imports.StagePupils(
        run_of(library), 1, last=True, teachers=2, block=to_block(lines)
    )


def _pupil(library: Library) -> int:
    return _last(library, "actor_id", "pupil")


def _proposal(library: Library) -> int:
    return _last(library, "proposal_id", "link_proposal")


def _group(library: Library) -> int:
    return _last(library, "group_id", "school_group")


def _batch(library: Library) -> int:
    return _last(library, "batch_id", "card_batch")


def _item(library: Library) -> int:
    return _last(library, "item_id", "card_batch_item")


def _line(line_no: int) -> Callable[[Library], Command[Any]]:
    return lambda lib: pupil_import_lines.CarryOutImportLine(run_of(lib), line_no)


def _undo(line_no: int) -> Callable[[Library], Command[Any]]:
    return lambda lib: pupil_import_lines.UndoImportLine(run_of(lib), line_no)


STORY: tuple[tuple[Role, Callable[[Library], Command[Any]]], ...] = (
    (WHO, lambda _: add_school()),
    (WHO, lambda _: schools.SetSchoolSwitches(SCHOOL, True, True)),
    (WHO, lambda _: schools.TurnLinkOn(SCHOOL, "De directeur", date(2026, 4, 1))),
    (WHO, lambda _: _begin("oud.xml")),
    (WHO, lambda lib: pupil_imports.DropPupilImport(run_of(lib))),
    (WHO, lambda _: _begin()),
    (WHO, _stage),
    (WHO, lambda lib: pupil_imports.ComparePupils(run_of(lib))),
    (WHO, lambda lib: pupil_imports.ComparePupils(run_of(lib))),
    (WHO, lambda lib: pupil_imports.DecideImportLine(
        run_of(lib), 1, LineDecision.AS_PLANNED)),
    (WHO, lambda lib: pupil_imports.StartPupilImport(run_of(lib))),
    (WHO, _line(1)),
    (WHO, _line(2)),
    (WHO, lambda lib: pupil_import_lines.FinishPupilImport(run_of(lib))),
    (WHO, lambda lib: ResetPupilPassword(_pupil(lib))),
    (WHO, lambda lib: pupil_links.RecordConsent(
        _pupil(lib), TODAY, "formulier", "2026-1", all_parents=True, given_by=SECRET_PARENT)),
    (WHO, lambda lib: pupil_links.ProposeLink(_pupil(lib), ONLINE)),
    (WHO, lambda lib: pupil_links.RejectLink(_pupil(lib), _proposal(lib))),
    (WHO, lambda lib: pupil_links.ProposeLink(_pupil(lib), ONLINE)),
    (WHO, lambda lib: pupil_links.ConfirmLink(_pupil(lib), _proposal(lib))),
    (WHO, lambda lib: pupil_links.UnlinkPupil(_pupil(lib))),
    (WHO, lambda lib: pupil_links.WithdrawConsent(_pupil(lib))),
    (WHO, lambda _: schools.TurnLinkOff(SCHOOL)),
    (WHO, lambda lib: card_batches.StartCardBatch(SCHOOL, (_group(lib),), "BALIE-1")),
    (WHO, lambda lib: card_batches.PauseCardBatch(_batch(lib))),
    (WHO, lambda lib: card_batches.ResumeCardBatch(_batch(lib), "BALIE-1")),
    (WHO, lambda lib: card_batches.NextBatchCard(_batch(lib))),
    (WHO, lambda lib: card_batches.SkipBatchCard(_batch(lib), _item(lib))),
    (WHO, lambda lib: card_batches.CancelCardBatch(_batch(lib))),
    (WHO, lambda lib: pupil_imports.UndoPupilImport(run_of(lib))),
    (WHO, _undo(2)),
    (WHO, _undo(1)),
    (WHO, lambda lib: pupil_import_lines.FinishUndoing(run_of(lib))),
)  # fmt: skip
