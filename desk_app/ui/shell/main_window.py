"""The frame: menus, strip, stage, status bar. It knows no customer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent

    from desk_app.ui.shell.menus import Menu
    from desk_app.ui.shell.session.view_port import DemoStaff

_HELP = "help"
_COVERED = "covered"
_ASKING = "asking"


class MainWindow(QMainWindow):
    """Holds what every screen stands in, and is the `SessionView` of who is at the desk.

    The window comes first: with `later` it is an empty frame until `furnish` is called, which is
    best done when `first_painted` comes. Nothing but Qt's classes is imported before that: its
    namespace `Qt` alone, with a hundred enums, costs a fifth of a bare window's first paint.

    Attributes: `actions_` (commands by key), `strip`, `stage` (pages and panel), `status`,
    `prompter`, `bug_prompter` (above everything), `toast`, `sign_in_page`, `lock_page`;
    `stays_open`, set while the window may not go yet.
    Signals: `first_painted()` once; `closing()` whenever the window is asked to go;
    `escape_pressed()` for an Esc nobody used.
    """

    first_painted = Signal()
    closing = Signal()
    escape_pressed = Signal()

    def __init__(
        self,
        *,
        demo: bool = False,
        library: str = "",
        demo_staff: Sequence[DemoStaff] = (),
        facts: Sequence[tuple[str, str]] = (),
        later: bool = False,
    ) -> None:
        """`facts` are shown on the help page: the version, licences."""
        super().__init__()
        self.setObjectName("main_window")
        self._demo = demo
        self._library = library
        self._facts = tuple(facts)
        self._was_painted = False
        self._furnished = False
        self.stays_open = False
        self.resize(1280, 760)
        if not later:
            self.furnish(demo_staff)

    def furnish(
        self,
        demo_staff: Sequence[DemoStaff] = (),
        declared: Sequence[Menu] | None = None,
        *,
        demo: bool | None = None,
        library: str | None = None,
        facts: Sequence[tuple[str, str]] | None = None,
    ) -> None:
        """Put everything in, and show the page to sign in on. Call it once.

        `demo`, `library` and `facts` where they were not known before the window was shown.
        """
        self._demo = self._demo if demo is None else demo
        self._library = self._library if library is None else library
        self._facts = self._facts if facts is None else tuple(facts)
        from desk_app.ui.framework.prompter import SheetPrompter
        from desk_app.ui.framework.toast import Toast
        from desk_app.ui.shell import menus
        from desk_app.ui.shell.actions import Actions
        from desk_app.ui.shell.palette import CommandPalette
        from desk_app.ui.shell.session.view import LockPage, SignInPage
        from desk_app.ui.shell.stage import Stage
        from desk_app.ui.shell.status_strip import StatusStrip
        from desk_app.ui.shell.strip import Strip
        from desk_app.ui.wording import shell as words

        self._words = words
        self._menus = menus
        self.setWindowTitle(words.title(self._library, demo=self._demo))
        self.actions_ = Actions(menus.MENUS if declared is None else declared, self)
        self.actions_.fill(self.menuBar())
        self.sign_in_page = SignInPage(demo_staff)
        self.lock_page = LockPage()
        self.strip = Strip()
        self.stage = Stage()
        self.status = StatusStrip(demo=self._demo)
        self._work = QWidget()
        column = QVBoxLayout(self._work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self.stage, 1)
        column.addWidget(self.status)
        self._faces = QStackedWidget()
        for face in (self.sign_in_page, self.lock_page, self._work):
            self._faces.addWidget(face)
        self.setCentralWidget(self._faces)
        self._faces.show()
        self.toast = Toast(self._work)
        self.prompter = SheetPrompter(self._work)
        self.bug_prompter = SheetPrompter(self._faces, name="bug_prompter")
        self.palette_ = CommandPalette(self._work)
        self._always = frozenset({menus.LOCK, menus.SIGN_OUT, menus.QUIT})
        self._furnished = True
        self._join()
        self.show_sign_in()

    # ------------------------------------------------------------------------------- SessionView

    def show_sign_in(self) -> None:
        """See `SessionView.show_sign_in`."""
        self.prompter.withdraw_all()
        self._cover(self.sign_in_page, self._words.SIGN_IN_FIRST)
        self.sign_in_page.start()

    def show_locked(self, display_name: str) -> None:
        """See `SessionView.show_locked`."""
        self._cover(self.lock_page, self._words.LOCKED)
        self.lock_page.start(display_name)

    def show_work(self) -> None:
        """See `SessionView.show_work`."""
        self._faces.setCurrentWidget(self._work)
        self.menuBar().show()
        self.actions_.hold(_COVERED, None)
        if self.prompter.question is None:
            self.strip.focus_search()
        else:
            self.prompter.setFocus()

    def say(self, sentence: str, advice: str = "", code: str = "") -> None:
        """See `SessionView.say`."""
        for page in (self.sign_in_page, self.lock_page):
            page.say(sentence, advice, code)

    def set_busy(self, *, busy: bool) -> None:
        """See `SessionView.set_busy`."""
        self.sign_in_page.set_busy(busy=busy)
        self.lock_page.set_busy(busy=busy)

    @property
    def covered(self) -> bool:
        """Whether the sign-in or the lock page hides everything."""
        return self._faces.currentWidget() is not self._work

    # ------------------------------------------------------------------------------------- frame

    def show_help(self) -> None:
        """The page with the keys."""
        if self.stage.page_widget(_HELP) is None:
            from desk_app.ui.shell.help_page import HelpPage

            self.stage.show_page(_HELP, HelpPage(self._menus.KEYS, self._facts))
        else:
            self.stage.show_page(_HELP)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.first_painted.emit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        from PySide6.QtCore import Qt

        if event.key() == Qt.Key.Key_Escape and self._furnished and not self.covered:
            if self.stage.page == _HELP:
                self.stage.close_page(_HELP)
            else:
                self.escape_pressed.emit()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        if self.stays_open:
            event.ignore()
        else:
            super().closeEvent(event)

    def _join(self) -> None:
        bind = self.actions_.bind
        bind(self._menus.SEARCH, self.strip.focus_search)
        bind(self._menus.PALETTE, self._open_palette)
        bind(self._menus.HELP, self.show_help)
        bind(self._menus.QUIT, self._quit)
        self.prompter.asking.connect(self._asking)
        self.strip.lock_requested.connect(lambda: self.actions_.run(self._menus.LOCK))
        self.palette_.chosen.connect(self.actions_.run)

    def _open_palette(self) -> None:
        self.palette_.open(
            [one for one in self.actions_.listed() if one.key != self._menus.PALETTE]
        )

    def _quit(self) -> None:
        self.close()

    def _asking(self, asking: bool) -> None:
        reason = self._words.QUESTION_FIRST if asking else None
        self.actions_.hold(_ASKING, reason, self._always)

    def _cover(self, face: QWidget, reason: str) -> None:
        self.palette_.hide()
        self.toast.hide()
        self.actions_.hold(_COVERED, reason, frozenset({self._menus.QUIT}))
        self.menuBar().hide()
        self._faces.setCurrentWidget(face)
