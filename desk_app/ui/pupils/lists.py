"""What the Leerlingoverzicht gives out of hand: copied, printed, or in a file. Plain Python."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from desk_app.errors import DeskAppError
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.pupils.papers import PupilPapers
from desk_app.ui.pupils.view_port import PupilsView
from desk_app.ui.wording import pupils as words
from desk_app.usecases.list_shapes import ListSheet, ScanSheet
from desk_app.usecases.queries.schools import (
    LoanOfGroupRow,
    LoansOfGroup,
    PupilRow,
    ScanList,
    ScanRow,
)


@dataclass(frozen=True)
class Listed:
    """What is in front: the groups of a school that are ticked, and the pupils that are shown.

    `without` tells that pupils without a group are wanted too, `grouped` that the pupils stand by
    group.
    """

    school_code: str
    school_name: str
    group_ids: tuple[int, ...]
    without: bool
    rows: tuple[PupilRow, ...]
    grouped: bool

    @property
    def any_group(self) -> bool:
        """Whether anything is ticked."""
        return bool(self.group_ids) or self.without


class PupilLists:
    """`listed` tells what is in front, `now` local time."""

    def __init__(
        self,
        view: PupilsView,
        runner: Runner,
        papers: PupilPapers,
        listed: Callable[[], Listed],
        refused: Callable[[DeskAppError], None],
        now: Callable[[], datetime],
    ) -> None:
        self._view = view
        self._runner = runner
        self._papers = papers
        self._listed = listed
        self._refused = refused
        self._now = now

    def copy(self) -> None:
        """Kopieer: what is shown, for a spreadsheet."""
        rows = self._listed().rows
        if rows:
            self._view.copy(words.as_text(rows))
            self._view.say_ok(words.copied(len(rows)))

    def print_list(self) -> None:
        """Print: what is shown, as PDF."""
        sheet = self._sheet()
        if sheet is not None:
            self._papers.list_sheet(sheet, self._refused)

    def workbook(self) -> None:
        """XLSX: what is shown."""
        sheet = self._sheet()
        if sheet is not None:
            self._papers.workbook(sheet, self._refused)

    def print_scan_list(self) -> None:
        """Scanlijst per groep."""
        now = self._listed()
        if now.any_group:
            self._runner.ask(
                ScanList(now.school_code, now.group_ids, now.without), self._scans, self._refused
            )

    def print_loans(self) -> None:
        """Uitleenoverzicht."""
        now = self._listed()
        if now.any_group:
            self._runner.ask(
                LoansOfGroup(now.school_code, now.group_ids, now.without),
                lambda rows: self._loans(now.school_name, rows),
                self._refused,
            )

    def _sheet(self) -> ListSheet | None:
        now = self._listed()
        if not now.rows:
            return None
        return ListSheet(
            words.LIST_FILE,
            words.TITLE,
            now.school_name,
            self._now(),
            words.SHEET_COLUMNS,
            words.sheet_parts(now.rows, grouped=now.grouped),
        )

    def _scans(self, rows: tuple[ScanRow, ...]) -> None:
        sheet = ScanSheet(words.SCAN_FILE, words.SCAN_TITLE, self._now(), words.scan_parts(rows))
        self._papers.scan_sheet(sheet, self._refused)

    def _loans(self, school_name: str, rows: tuple[LoanOfGroupRow, ...]) -> None:
        sheet = ListSheet(
            words.LOANS_FILE,
            words.LOANS_TITLE,
            school_name,
            self._now(),
            words.LOAN_SHEET_COLUMNS,
            words.loan_parts(rows),
        )
        self._papers.list_sheet(sheet, self._refused)
