"""A school at work: files that come in, and what stands of its pupils."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from types import TracebackType
from typing import Self, TypeVar

from desk_app.domain.cards import CardKind, CardStatus
from desk_app.domain.pupil_import import FileKind
from desk_app.domain.staff import Role
from desk_app.usecases.commands import pupil_links, schools
from desk_app.usecases.local_desk import LocalDesk
from desk_app.usecases.messages import Command, Query
from desk_app.usecases.procedures.import_pupils import ImportProgress, PupilImporter
from desk_app.usecases.queries.pupil_imports import ImportLineRow, ImportLines, ImportRow
from desk_app.usecases.queries.schools import ListGroups, PupilOverview, PupilRow
from desk_app.usecases.school_files import FileHead
from tests.usecases.library import TODAY, Library
from tests.usecases.school_story import SCHOOL, add_school, raw

R = TypeVar("R")
OTHER_SCHOOL = "9902"


@dataclass
class Told:
    """A school's file that was read already."""

    pupils: list[list[str]]
    brin: str = "99ZZ00"
    teachers: int = 0

    @property
    def head(self) -> FileHead:
        return FileHead(FileKind.EDEXML, "leerlingen.xml", self.brin, "2025-2026")

    def lines(self) -> Iterator[list[str]]:
        yield from self.pupils

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Nothing is open."""


@dataclass
class DeskCalls:
    """The desk as the procedure sees it; `before` is called before every command."""

    desk: LocalDesk
    before: Callable[[Command[object]], None] = lambda _: None

    def execute(self, command: Command[R], key: str | None = None) -> R:
        self.before(command)  # type: ignore[arg-type]
        return self.desk.execute(command, key=key).result

    def ask(self, query: Query[R]) -> R:
        return self.desk.ask(query)


@dataclass
class School:
    """A school with a consultant at a desk."""

    library: Library
    desk: LocalDesk
    code: str = SCHOOL
    progress: list[ImportProgress] = field(default_factory=list)

    def importer(
        self,
        before: Callable[[Command[object]], None] = lambda _: None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> PupilImporter:
        return PupilImporter(DeskCalls(self.desk, before), self.progress.append, stopped)

    def check(self, *pupils: list[str], brin: str = "99ZZ00") -> int:
        return self.importer().check(Told(list(pupils), brin), self.code)

    def bring(
        self, *pupils: list[str], leaving: int | None = None, brin: str = "99ZZ00"
    ) -> ImportRow:
        import_id = self.check(*pupils, brin=brin)
        return self.importer().carry_out(import_id, leaving)

    def lines(self, import_id: int) -> tuple[ImportLineRow, ...]:
        return self.desk.ask(ImportLines(import_id))

    def pupils(self) -> dict[str, PupilRow]:
        groups = self.desk.ask(ListGroups(self.code))
        ids = tuple(one.group_id for one in groups if one.group_id is not None)
        rows = self.desk.ask(PupilOverview(self.code, ids, without_group=True))
        return {row.list_name: row for row in rows}

    def actor(self, key: str) -> int:
        sql = "SELECT actor_id FROM pupil WHERE school_code = :code AND external_key = :key"
        found: int = self.library.rows(sql, code=self.code, key=key)[0].actor_id
        return found

    def cards(self, key: str) -> list[tuple[str, CardKind, CardStatus, str]]:
        with self.library.customer(self.actor(key)) as customer:
            return [
                (card.number, card.kind, card.status, card.blocked_reason)
                for card in customer.cards
            ]

    def everything(self) -> dict[str, list[tuple[object, ...]]]:
        """What stands of schools and pupils, without what only grows."""
        tables = {
            "customer": "actor_id, branch_code, surname, name_prefix, initials, given_name, "
            "birth_date, deleted_at IS NULL AS there",
            "pupil": "*",
            "school_group": "*",
            "card": "number, kind, status, blocked_reason, actor_id",
        }
        return {
            table: [
                tuple(row) for row in self.library.rows(f"SELECT {what} FROM {table} ORDER BY 1")
            ]
            for table, what in tables.items()
        }

    def consent(self, actor_id: int) -> int:
        return self.desk.execute(
            pupil_links.RecordConsent(
                actor_id, TODAY, "formulier", "2026-1", all_parents=True, given_by="Beide ouders"
            )
        ).result


def open_school(
    library: Library, code: str = SCHOOL, label: str = "5009", brin: str = "99ZZ00"
) -> School:
    desk = library.desk(Role.SCHOOL_CONSULTANT)
    desk.execute(add_school(code, label, brin))
    return School(library, desk, code)


def linkable(school: School) -> None:
    school.desk.execute(schools.TurnLinkOn(school.code, "De directeur", date(2026, 4, 1)))


def three() -> tuple[list[str], list[str], list[str]]:
    return (
        raw("1", "Tester"),
        raw("2", "Vries", given_name="Bo", name_prefix="de"),
        raw("3", "Bos", given_name="Cas", group_key="5b", group_name="5B", year_group="5"),
    )
