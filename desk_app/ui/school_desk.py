"""Klanten - Overzichten - SchoolWise: opens its pages, and forgets them when they are closed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from desk_app.domain.staff import Permission
from desk_app.ui.card_batch.screen import BatchScreen
from desk_app.ui.customer_desk import CustomerDesk
from desk_app.ui.framework.background import Background
from desk_app.ui.framework.runner import DeskLane, Scope
from desk_app.ui.papers_port import Papers
from desk_app.ui.pupil_import.background_files import BackgroundFiles, OpenSchoolFile
from desk_app.ui.pupil_import.screen import ImportScreen
from desk_app.ui.pupils.papers import Failed
from desk_app.ui.pupils.screen import PupilsScreen
from desk_app.ui.schools.screen import SchoolsScreen
from desk_app.ui.shell import menus
from desk_app.ui.shell.main_window import MainWindow
from desk_app.ui.wording import pupils as words
from desk_app.ui.wording.permissions import barred
from desk_app.usecases.list_shapes import ListSheet, ScanSheet

Screen = PupilsScreen | ImportScreen | SchoolsScreen | BatchScreen


_NEEDS = {
    menus.PUPILS: Permission.PUPIL_READ,
    menus.PUPIL_IMPORT: Permission.SCHOOL_IMPORT,
    menus.SCHOOLS: Permission.SCHOOL_READ,
    menus.CARD_BATCH: Permission.PUPIL_READ,
}
"""The pages of this desk, and what somebody must be allowed to open each."""


class SchoolDesk(QObject):
    """One page of each sort, for as long as somebody who may see it is signed in."""

    def __init__(
        self,
        window: MainWindow,
        lane: DeskLane,
        background: Background,
        papers: Papers,
        open_file: OpenSchoolFile,
        customers: CustomerDesk,
        show_paper: Callable[[Path], None],
    ) -> None:
        super().__init__(window)
        self._customers = customers
        self._window = window
        self._lane = lane
        self._lists = _Lists(background, papers, self._written)
        self._files = BackgroundFiles(background, open_file)
        self._show_paper = show_paper
        self._may: Callable[[Permission], bool] = lambda _permission: False
        self._open: dict[str, tuple[Scope, Screen]] = {}
        window.stage.page_closed.connect(self._closed)

    def begin(self, may: Callable[[Permission], bool]) -> None:
        """Somebody signed in; `may` tells what they are allowed."""
        self._may = may
        for key, needs in _NEEDS.items():
            self._window.actions_.bind(key, partial(self._open_page, key))
            self._window.actions_.set_reason(key, barred(may, needs))

    def end(self) -> None:
        """Nobody is signed in any more."""
        for key in _NEEDS:
            self._window.actions_.unbind(key)
        for key in tuple(self._open):
            self._closed(key)

    # ---------------------------------------------------------------------------------- pages

    def _open_page(self, key: str) -> None:
        if key not in self._open:
            scope = self._lane.scope(key)
            self._open[key] = scope, self._make(key, scope)
        self._show(key)

    def _make(self, key: str, scope: Scope) -> Screen:
        ask = self._window.prompter
        if key == menus.PUPILS:
            return PupilsScreen(
                scope, ask, self._lists, self._may, self._customers.open, self._begin_batch
            )
        if key == menus.PUPIL_IMPORT:
            return ImportScreen(scope, ask, self._files, self._may)
        if key == menus.SCHOOLS:
            return SchoolsScreen(scope, ask, self._may, self._customers.open)
        return self._customers.batch_screen(scope, self._may)

    def _begin_batch(self, school_code: str, group_ids: tuple[int, ...]) -> None:
        self._open_page(menus.CARD_BATCH)
        screen = self._open[menus.CARD_BATCH][1]
        if isinstance(screen, BatchScreen):
            screen.presenter.start(school_code, group_ids)

    def _show(self, key: str) -> None:
        stage = self._window.stage
        screen = self._open[key][1]
        if stage.page_widget(key) is None:
            screen.page.quit_requested.connect(lambda: stage.close_page(key))
        else:
            screen.presenter.refresh()
        stage.show_page(key, screen.page)
        screen.page.first.setFocus()

    def _closed(self, key: str) -> None:
        scope, screen = self._open.pop(key, (None, None))
        if isinstance(screen, ImportScreen | BatchScreen):
            screen.close()
        if scope is not None:
            scope.close()

    def _written(self, path: Path) -> None:
        _scope, screen = self._open.get(menus.PUPILS, (None, None))
        if screen is not None:
            screen.page.say_ok(words.WRITTEN)
        self._show_paper(path)


class _Lists:
    """A `PupilPapers` that writes away from the main thread."""

    def __init__(
        self, background: Background, papers: Papers, written: Callable[[Path], None]
    ) -> None:
        self._background = background
        self._papers = papers
        self._written = written

    def list_sheet(self, sheet: ListSheet, failed: Failed) -> None:
        self._background.run(partial(self._papers.list_sheet, sheet), self._written, failed)

    def scan_sheet(self, sheet: ScanSheet, failed: Failed) -> None:
        self._background.run(partial(self._papers.scan_sheet, sheet), self._written, failed)

    def workbook(self, sheet: ListSheet, failed: Failed) -> None:
        self._background.run(partial(self._papers.workbook, sheet), self._written, failed)
