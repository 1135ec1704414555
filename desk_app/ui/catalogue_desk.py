"""Catalogus, Exemplaren and Titels: which page is there, and where a scanned copy goes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from desk_app.domain.copies import compact_barcode, is_item_barcode
from desk_app.domain.staff import Permission
from desk_app.hardware.api import Scan
from desk_app.ui.at_work import allowed
from desk_app.ui.copies.screen import CopyScreen
from desk_app.ui.framework.background import Background
from desk_app.ui.framework.runner import DeskLane, Scope
from desk_app.ui.framework.scan_router import Level, ScanRouter, Want
from desk_app.ui.shell import menus
from desk_app.ui.shell.main_window import MainWindow
from desk_app.ui.title_import.screen import ImportScreen
from desk_app.ui.titles.screen import TitlesScreen
from desk_app.ui.wording.permissions import barred
from desk_app.usecases.commands.title_import import ImportTitles
from desk_app.usecases.messages import SignedIn
from desk_app.usecases.queries.circulation import TitleQueue
from desk_app.usecases.queries.titles import CopyDetail, FindTitles
from desk_app.usecases.title_import import TitleFiles

TITLES = "titles"
COPIES = "copies"
IMPORT = "title_import"


class CatalogueDesk(QObject):
    """Makes a page when it is asked for, and forgets it when it is closed.

    The barcode of a copy opens the copy wherever it is scanned, unless the page in front lives by
    scans itself.
    """

    def __init__(
        self,
        window: MainWindow,
        lane: DeskLane,
        router: ScanRouter,
        background: Background,
        files: TitleFiles | None,
        reserve: Callable[[int, str], None],
    ) -> None:
        """`reserve` shows the queue of a title, by its number and name."""
        super().__init__(window)
        self._window = window
        self._lane = lane
        self._router = router
        self._background = background
        self._files = files
        self._reserve = reserve
        self._who: SignedIn | None = None
        self._scopes: dict[str, Scope] = {}
        self._wants: list[Want] = []
        self.titles: TitlesScreen | None = None
        self.copies: CopyScreen | None = None
        self.imports: ImportScreen | None = None
        window.stage.page_closed.connect(self._closed)

    def begin(self, who: SignedIn) -> None:
        """Somebody signed in: what may they look up?"""
        self._who = who
        actions = self._window.actions_
        for key, run, permission in (
            (menus.TITLES, self.show_titles, FindTitles.permission),
            (menus.COPIES, self.show_copies, CopyDetail.permission),
            (menus.TITLE_IMPORT, self.show_import, ImportTitles.permission),
        ):
            if key != menus.TITLE_IMPORT or self._files is not None:
                actions.bind(key, run)
                actions.set_reason(key, barred(self._may, permission))
        if self._may(CopyDetail.permission):
            self._wants = [
                self._router.want(Level.PAGE, self._scanned, _is_copy),
                self._router.want(Level.PANEL, self._add_scanned, self._adding),
            ]

    def end(self) -> None:
        """Nobody is signed in any more."""
        self._who = None
        for want in self._wants:
            want.close()
        self._wants = []
        for key in (menus.TITLES, menus.COPIES, menus.TITLE_IMPORT):
            self._window.actions_.unbind(key)
        for key in tuple(self._scopes):
            self._closed(key)

    # --------------------------------------------------------------------------------- the pages

    def show_titles(self) -> None:
        """Zoek titel."""
        self._titles()

    def show_copies(self) -> None:
        """Zoek exemplaar."""
        self._copies()

    def show_title(self, title_id: int) -> None:
        """A title, from one of its copies."""
        self._titles().presenter.open(title_id)

    def show_copy(self, barcode: str) -> None:
        """A copy by its barcode."""
        self._copies().presenter.scanned(barcode)

    def show_import(self) -> None:
        """Titels importeren."""
        if self._files is None:
            return
        if self.imports is None:
            self.imports = ImportScreen(
                self._scope(IMPORT), self._window.prompter, self._files, self._background
            )
            self.imports.page.quit_requested.connect(lambda: self._window.stage.close_page(IMPORT))
        self._window.stage.show_page(IMPORT, self.imports.page)

    def _titles(self) -> TitlesScreen:
        screen = self.titles
        if screen is None:
            screen = self.titles = TitlesScreen(
                self._scope(TITLES),
                self._window.prompter,
                "" if self._who is None else self._who.branch_code,
                barred(self._may, Permission.CATALOGUE_EDIT),
                self.show_copy,
                self._reserve,
                barred(self._may, TitleQueue.permission),
            )
            screen.page.quit_requested.connect(lambda: self._window.stage.close_page(TITLES))
        self._window.stage.show_page(TITLES, screen.page)
        return screen

    def _copies(self) -> CopyScreen:
        screen = self.copies
        if screen is None:
            screen = self.copies = CopyScreen(
                self._scope(COPIES),
                self._window.prompter,
                barred(self._may, Permission.CATALOGUE_EDIT),
                self.show_title,
            )
            screen.page.quit_requested.connect(lambda: self._window.stage.close_page(COPIES))
        self._window.stage.show_page(COPIES, screen.page)
        return screen

    # ------------------------------------------------------------------------------------- scans

    def _scanned(self, scan: Scan) -> None:
        self.show_copy(scan.text)

    def _adding(self, _scan: Scan) -> bool:
        """Whether copies are being added in the page in front."""
        screen = self.titles
        return (
            screen is not None
            and self._window.stage.page == TITLES
            and screen.presenter.forms.adding_copies
        )

    def _add_scanned(self, scan: Scan) -> None:
        if self.titles is not None:
            self.titles.presenter.forms.scanned(scan.text)

    # ----------------------------------------------------------------------------------- together

    def _closed(self, key: str) -> None:
        if key not in self._scopes:
            return
        self._scopes.pop(key).close()
        if key == TITLES:
            self.titles = None
        elif key == COPIES:
            self.copies = None
        else:
            self.imports = None

    def _scope(self, key: str) -> Scope:
        made = self._scopes[key] = self._lane.scope(key)
        return made

    def _may(self, permission: Permission) -> bool:
        return allowed(self._who, permission)


def _is_copy(scan: Scan) -> bool:
    return is_item_barcode(compact_barcode(scan.text))
