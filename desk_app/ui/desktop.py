"""The desktop: joins the frame, the screens, the desk lane and the devices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from desk_app.domain.local_time import netherlands
from desk_app.hardware.api import KeyboardWedge
from desk_app.ui.back_office import BackOffice
from desk_app.ui.catalogue_desk import CatalogueDesk
from desk_app.ui.closing import Closing, ClosingStep
from desk_app.ui.counter_desk import CounterDesk
from desk_app.ui.customer_desk import CustomerDesk
from desk_app.ui.device_desk import DeviceDesk
from desk_app.ui.devices.port import DeskDevices
from desk_app.ui.devices.watch import DeviceWatch
from desk_app.ui.errand_watch import ErrandWatch
from desk_app.ui.framework.background import Background
from desk_app.ui.framework.garbage import MainThreadCollector
from desk_app.ui.framework.runner import DeskLane
from desk_app.ui.framework.scan_router import ScanRouter
from desk_app.ui.papers_port import Papers
from desk_app.ui.pupil_import.background_files import OpenSchoolFile
from desk_app.ui.scan_entry import ScanEntry
from desk_app.ui.school_desk import SchoolDesk
from desk_app.ui.shell.appearance import Appearance
from desk_app.ui.shell.main_window import MainWindow
from desk_app.ui.shell.session.presenter import SessionPresenter
from desk_app.ui.shell.session.screen import join_session
from desk_app.ui.shell.session.view_port import DemoStaff
from desk_app.ui.shell.trouble import BugDesk, CoverTrouble, Reports, ScreenTrouble
from desk_app.ui.simulator_panel.port import SimulatedDesk
from desk_app.ui.theme.theme import Mode, Theme
from desk_app.ui.wording import shell as words
from desk_app.usecases.desk import Desk
from desk_app.usecases.messages import Changes, SignedIn
from desk_app.usecases.procedures.issue_card import CardWaits
from desk_app.usecases.title_import import TitleFiles

_OUTCOME_SECONDS = 20.0
"""How long a device may still be at work for a card when the program closes: one answer of it."""
_DRAIN_SECONDS = 15.0


def _forget(_mode: Mode, _scale: float) -> None:
    """Nobody keeps what was chosen."""


@dataclass(frozen=True)
class DesktopParts:
    """Everything the window is given by whoever builds the program.

    `open_desk` runs on the desk lane; `show_paper` False keeps printed matter from opening a viewer
    (the tour); `simulated` is there in the demo only; `remember` is told the theme and the
    text size that were chosen.
    """

    open_desk: Callable[[], Desk]
    devices: DeskDevices
    wedge: KeyboardWedge
    papers: Papers
    open_school_file: OpenSchoolFile
    reports: Reports
    theme: Theme
    workstation: str
    library: str = ""
    demo_staff: tuple[DemoStaff, ...] = ()
    simulated: SimulatedDesk | None = None
    facts: tuple[tuple[str, str], ...] = ()
    show_paper: bool = True
    card_waits: CardWaits = field(default_factory=CardWaits)
    remember: Callable[[Mode, float], None] = _forget
    title_files: TitleFiles | None = None


class Desktop(QObject):
    """The running program on one screen. `window` is shown by the caller.

    Signals: `closed()` when everything was stopped, just before the window goes.
    """

    closed = Signal()

    def __init__(
        self,
        parts: DesktopParts,
        application: QCoreApplication,
        window: MainWindow | None = None,
    ) -> None:
        """`window` is an empty frame that is shown already, to be furnished."""
        super().__init__()
        self._parts = parts
        self._collector = MainThreadCollector(self)
        demo = parts.simulated is not None
        self.window = MainWindow(later=True) if window is None else window
        self.window.furnish(parts.demo_staff, demo=demo, library=parts.library, facts=parts.facts)
        bugs = BugDesk(parts.reports, self.window.bug_prompter)
        self._bugs = bugs
        self._trouble = ScreenTrouble(self.window.stage.message, bugs)
        self.lane = DeskLane(parts.open_desk, self._trouble, self)
        self.router = ScanRouter(lambda _scan: None)
        self.background = Background(parent=self)
        self.background.unexpected.connect(bugs)
        self.session: SessionPresenter = join_session(
            self.window, self.lane.scope("session", CoverTrouble(self.window, bugs)), self
        )
        self.watch = DeviceWatch(parts.devices, self.window.status, self)
        self.errands = ErrandWatch(self.lane.scope("errands"), self.window.status, self)
        self.customers = CustomerDesk(
            self.window,
            self.lane,
            self.router,
            self.background,
            parts.devices,
            parts.papers,
            parts.workstation,
            self._show_paper,
            bugs,
            self.watch,
            parts.card_waits,
        )
        self.counter = CounterDesk(self.window, self.lane, self.router, self.customers)
        reserve = self.counter.reservations.show_title
        self.catalogue = CatalogueDesk(
            self.window, self.lane, self.router, self.background, parts.title_files, reserve
        )
        self.office = BackOffice(self.window, self.lane, self.customers.open, self.session.sign_out)
        self.schools = SchoolDesk(
            self.window,
            self.lane,
            self.background,
            parts.papers,
            parts.open_school_file,
            self.customers,
            self._show_paper,
        )
        self._scans = ScanEntry(self.window, self.router, parts.devices, parts.wedge, self)
        self._scans.listen(application)
        self.lane.changed.connect(self._saved)
        self._closing = Closing(
            (
                ClosingStep(
                    self._stop_listening,
                    lambda: not self.customers.device_at_work,
                    _OUTCOME_SECONDS,
                ),
                ClosingStep(self._begin_drain, self._drained, _DRAIN_SECONDS, self._drain),
                ClosingStep(self._let_go, lambda: True, 0.0),
            ),
            self,
        )
        self._closing.ended.connect(self._ended)
        self._started = False
        self.window.closing.connect(self._window_closes)
        self._bind()

    # ------------------------------------------------------------------ for SessionExits

    def signed_in(self, who: SignedIn) -> None:
        """See `SessionExits.signed_in`."""
        branch = f"{who.branch_code} {who.branch_name}"
        self.window.strip.set_place(branch, who.role, who.display_name)
        self._parts.theme.set_accent(who.accent)
        self.customers.begin()
        self.counter.begin(who)
        self.catalogue.begin(who)
        self.office.begin(who)
        self.schools.begin(self.office.may)
        self.errands.start()

    def signed_out(self) -> None:
        """See `SessionExits.signed_out`."""
        self.errands.stop()
        self.counter.end()
        self.catalogue.end()
        self.schools.end()
        self.office.end()
        self.customers.end()
        self.window.stage.close_all()

    # ------------------------------------------------------------------ starting and stopping

    @property
    def bugs(self) -> int:
        """How many bugs were met since the start."""
        return self._bugs.count

    def start(self) -> None:
        """Start the lanes, the scanners and the watch; the window may be shown already."""
        self._started = True
        self.lane.start()
        self._parts.devices.lane.start()
        self._scans.start()
        self.watch.start()

    def begin_close(self) -> None:
        """Stop in the only order that is safe: scanners, the device, screens, lanes, the window.

        The event loop goes on meanwhile, so that what the device was doing is still written down:
        a card that was waited for is left for later, one that is being written is finished.
        """
        if not self._closing.begun:
            self.window.setEnabled(False)
            self._closing.start()

    def close(self) -> None:
        """Stop at once, for when no event loop runs any more.

        A card that a device is at work for keeps the step that was last written down.
        """
        self._closing.finish()

    def _window_closes(self) -> None:
        self.window.stays_open = not self._closing.done
        if self._closing.begun:
            return
        if self.window.covered:
            self.begin_close()
        else:
            self.customers.leave(self.begin_close)

    def _stop_listening(self) -> None:
        self.watch.stop()
        self.errands.stop()
        self._scans.stop()
        if self._started:
            self.customers.stop_device()

    def _begin_drain(self) -> None:
        self.customers.close()
        self.lane.begin_drain()
        self._parts.devices.lane.stop(0.0)

    def _drained(self) -> bool:
        return self.lane.drained and self._parts.devices.lane.stop(0.0)

    def _drain(self, seconds: float) -> None:
        self.lane.drain(seconds)
        self._parts.devices.lane.stop(seconds)

    def _let_go(self) -> None:
        self.background.close()
        self._collector.stop()

    def _ended(self) -> None:
        self.window.stays_open = False
        self.closed.emit()
        self.window.close()

    # ------------------------------------------------------------------------------ together

    def _bind(self) -> None:
        actions = self.window.actions_
        self._appearance = Appearance(actions, self._parts.theme, self._parts.remember)
        self._device_desk = DeviceDesk(
            self.window, self._parts.devices, self._parts.simulated, self.watch
        )

    def _saved(self, changes: Changes, _scope: object) -> None:
        if changes.customers or changes.card_jobs:
            self.window.status.set_saved(
                words.saved_at(datetime.now(UTC).astimezone(netherlands()))
            )

    def _show_paper(self, path: Path) -> None:
        if self._parts.show_paper:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
