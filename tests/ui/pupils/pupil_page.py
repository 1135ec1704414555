"""Leerlingoverzicht for tests: a page that remembers, and a presenter behind it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from desk_app.domain.staff import PERMISSIONS_OF, Role
from desk_app.errors import Refused
from desk_app.ui.pupils.papers import Failed
from desk_app.ui.pupils.presenter import PupilsPresenter
from desk_app.ui.pupils.state import GroupChoice, Reasons
from desk_app.ui.wording.said import Said
from desk_app.usecases.commands.pupil_portal import PortalCode, ResetPupilPassword
from desk_app.usecases.list_shapes import ListSheet, ScanSheet
from desk_app.usecases.queries.schools import (
    ListGroups,
    ListSchools,
    LoansOfGroup,
    PupilOverview,
    PupilRow,
    ScanList,
)
from tests.ui.fake_prompter import FakePrompter
from tests.ui.fake_runner import FakeRunner
from tests.ui.pupils.rows import (
    GROUPS,
    LOANS,
    NOON,
    PUPILS,
    SCANS,
    SCHOOLS,
)

EXTENDED = Role.FRONT_OFFICE_EXTENDED


class View:
    """The page as a person would describe it."""

    def __init__(self) -> None:
        self.schools: tuple[tuple[str, str], ...] = ()
        self.school = ""
        self.groups: tuple[GroupChoice, ...] = ()
        self.loading = False
        self.rows: tuple[PupilRow, ...] = ()
        self.chosen: int | None = None
        self.note = ""
        self.empty = ""
        self.told = ""
        self.reasons: Reasons | None = None
        self.clipboard = ""
        self.ok = ""
        self.refused: Said | None = None

    def show_schools(self, schools: tuple[tuple[str, str], ...], chosen: str) -> None:
        self.schools, self.school = schools, chosen

    def show_groups(self, groups: tuple[GroupChoice, ...]) -> None:
        self.groups = groups

    def show_loading(self) -> None:
        self.loading = True

    def show_rows(self, rows: tuple[PupilRow, ...], chosen: int | None, note: str) -> None:
        self.rows, self.chosen, self.note = rows, chosen, note
        self.loading, self.empty = False, ""

    def show_empty(self, heading: str, advice: str) -> None:
        assert advice
        self.rows, self.loading, self.empty = (), False, heading

    def show_told(self, sentence: str) -> None:
        self.told = sentence

    def show_reasons(self, reasons: Reasons) -> None:
        self.reasons = reasons

    def copy(self, text: str) -> None:
        self.clipboard = text

    def say_ok(self, sentence: str) -> None:
        self.ok = sentence

    def say_refused(self, said: Said) -> None:
        self.refused = said

    def clear_message(self) -> None:
        self.ok, self.refused = "", None


class Papers:
    """Keeps what was to be written; or fails with `error`."""

    def __init__(self) -> None:
        self.sheets: list[ListSheet] = []
        self.books: list[ListSheet] = []
        self.scans: list[ScanSheet] = []
        self.error: Refused | None = None

    def list_sheet(self, sheet: ListSheet, failed: Failed) -> None:
        self.sheets.append(sheet)
        if self.error is not None:
            failed(self.error)

    def scan_sheet(self, sheet: ScanSheet, failed: Failed) -> None:
        del failed
        self.scans.append(sheet)

    def workbook(self, sheet: ListSheet, failed: Failed) -> None:
        del failed
        self.books.append(sheet)


class Page:
    """A presenter for somebody of a role."""

    def __init__(self, role: Role = EXTENDED, **answers: Any) -> None:
        code = PortalCode(10024, "5003010024", NOON + timedelta(days=7), "abcde-fgh23")
        self.answers: dict[type[Any], Any] = {
            ListSchools: SCHOOLS,
            ListGroups: GROUPS,
            PupilOverview: PUPILS,
            ScanList: SCANS,
            LoansOfGroup: LOANS,
            ResetPupilPassword: code,
            **{globals()[name]: answer for name, answer in answers.items()},
        }
        self.view = View()
        self.runner = FakeRunner(self.answer)
        self.prompter = FakePrompter()
        self.papers = Papers()
        self.opened: list[int] = []
        self.batches: list[tuple[str, tuple[int, ...]]] = []
        self.presenter = PupilsPresenter(
            self.view,
            self.runner,
            self.prompter,
            self.papers,
            PERMISSIONS_OF[role].__contains__,
            self.opened.append,
            lambda *what: self.batches.append(what),
            lambda: NOON,
        )
        self.presenter.begin()

    def answer(self, message: Any) -> Any:
        answer = self.answers[type(message)]
        if isinstance(answer, Exception):
            raise answer
        return answer
