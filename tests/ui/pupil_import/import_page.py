"""Leerlingenimport for tests: a page that remembers, and a presenter behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from desk_app.domain.pupil_import import FileKind
from desk_app.domain.staff import PERMISSIONS_OF, Role
from desk_app.errors import DeskAppError
from desk_app.ui.pupil_import.files_port import Failed, OpenFile
from desk_app.ui.pupil_import.presenter import ImportPresenter
from desk_app.ui.pupil_import.state import Progress, Reasons
from desk_app.ui.wording.said import Said
from desk_app.usecases.commands.pupil_imports import (
    BeginPupilImport,
    CompareProgress,
    ComparePupils,
    StagePupils,
)
from desk_app.usecases.queries.pupil_imports import (
    ImportLineRow,
    ImportLines,
    LinesToDo,
    ListPupilImports,
)
from desk_app.usecases.queries.schools import ListSchools
from desk_app.usecases.school_files import FileBlock
from tests.ui.fake_prompter import FakePrompter
from tests.ui.fake_runner import FakeRunner
from tests.ui.pupil_import.rows import LINES
from tests.ui.pupils.rows import SCHOOLS


class View:
    """The page as a person would describe it."""

    def __init__(self) -> None:
        self.school = ""
        self.file = ""
        self.runs: tuple[tuple[str, str], ...] = ()
        self.run = ""
        self.told: tuple[str, ...] = ()
        self.kinds: tuple[tuple[str, str], ...] = ()
        self.kind = ""
        self.total = 0
        self.lines: dict[int, tuple[ImportLineRow, ...]] = {}
        self.empty = ""
        self.progress: list[Progress] = []
        self.reasons: Reasons | None = None
        self.ok = ""
        self.refused: Said | None = None

    def show_schools(self, schools: tuple[tuple[str, str], ...], chosen: str) -> None:
        del schools
        self.school = chosen

    def show_file(self, name: str) -> None:
        self.file = name

    def show_runs(self, runs: tuple[tuple[str, str], ...], chosen: str) -> None:
        self.runs, self.run = runs, chosen

    def show_told(self, sentences: tuple[str, ...]) -> None:
        self.told = sentences

    def show_kinds(self, kinds: tuple[tuple[str, str], ...], chosen: str) -> None:
        self.kinds, self.kind = kinds, chosen

    def show_lines(self, total: int) -> None:
        self.total, self.empty = total, ""

    def put_lines(self, first: int, rows: tuple[ImportLineRow, ...]) -> None:
        self.lines[first] = rows

    def show_empty(self, heading: str, advice: str) -> None:
        assert advice
        self.total, self.empty = 0, heading

    def show_progress(self, progress: Progress) -> None:
        self.progress.append(progress)

    def show_reasons(self, reasons: Reasons) -> None:
        self.reasons = reasons

    def say_ok(self, sentence: str) -> None:
        self.ok, self.refused = sentence, None

    def say_refused(self, said: Said) -> None:
        self.ok, self.refused = "", said

    def clear_message(self) -> None:
        self.ok, self.refused = "", None


@dataclass
class File:
    """An open file of so many blocks of two lines."""

    blocks: int = 2
    error: DeskAppError | None = None
    kind: FileKind = FileKind.EDEXML
    school_year: str = "2026-2027"
    brin: str = "99ZZ00"
    read: int = 0
    closed: bool = False
    waiting: list[Callable[[], None]] = field(default_factory=list)
    held: bool = False

    def next_block(self, on_block: Callable[[FileBlock], None], on_failed: Failed) -> None:
        def give() -> None:
            if self.error is not None:
                on_failed(self.error)
                return
            self.read += 1
            last = self.read == self.blocks
            on_block(FileBlock(2, last, 3 if last else 0))

        if self.held:
            self.waiting.append(give)
        else:
            give()

    def close(self) -> None:
        self.closed = True


class Files:
    """Opens `file`, or fails with `error`."""

    def __init__(self, file: File) -> None:
        self.file = file
        self.error: DeskAppError | None = None
        self.opened: list[str] = []

    def open(self, path: str, on_open: Callable[[OpenFile], None], on_failed: Failed) -> None:
        self.opened.append(path)
        if self.error is not None:
            on_failed(self.error)
        else:
            on_open(self.file)


class Page:
    """A presenter on a desk that answers what a test tells it to."""

    def __init__(self, role: Role = Role.FRONT_OFFICE_EXTENDED, *runs: Any) -> None:
        self.compares = [CompareProgress(2, finished=False), CompareProgress(4, finished=True)]
        self.todo: list[tuple[int, ...]] = [(1, 2), (3,), ()]
        self.answers: dict[type[Any], Any] = {
            ListSchools: SCHOOLS,
            ListPupilImports: runs,
            ImportLines: LINES,
            BeginPupilImport: 7,
            StagePupils: 2,
            ComparePupils: lambda: self.compares.pop(0),
            LinesToDo: lambda: self.todo.pop(0),
        }
        self.view = View()
        self.runner = FakeRunner(self.answer)
        self.prompter = FakePrompter()
        self.files = Files(File())
        self.presenter = ImportPresenter(
            self.view,
            self.runner,
            self.prompter,
            self.files,
            PERMISSIONS_OF[role].__contains__,
        )
        self.presenter.begin()

    def answer(self, message: Any) -> Any:
        answer = self.answers.get(type(message))
        if isinstance(answer, Exception):
            raise answer
        return answer() if callable(answer) else answer

    def reasons(self) -> Reasons:
        assert self.view.reasons is not None
        return self.view.reasons

    def yes(self) -> None:
        self.prompter.asked.pop().on_yes("")
