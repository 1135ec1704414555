"""Apparaten: what stands on this desk, and in the demo the panel that plays it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desk_app.ui.devices.port import DeskDevices
from desk_app.ui.devices.screen import DevicesPage
from desk_app.ui.devices.watch import DeviceWatch
from desk_app.ui.shell import menus
from desk_app.ui.shell.main_window import MainWindow
from desk_app.ui.simulator_panel.port import SimulatedDesk
from desk_app.ui.simulator_panel.view import SimulatorPanel

_DEVICES = "devices"


class DeviceDesk(QObject):
    """The page of devices and the simulator, made when somebody asks for them."""

    def __init__(
        self,
        window: MainWindow,
        devices: DeskDevices,
        simulated: SimulatedDesk | None,
        watch: DeviceWatch,
    ) -> None:
        """`simulated` is there in the demo only."""
        super().__init__(window)
        self._window = window
        self._devices = devices
        self._simulated = simulated
        self._watch = watch
        self._panel: SimulatorPanel | None = None
        window.actions_.bind(menus.DEVICES, self._show_devices)
        if simulated is not None:
            window.actions_.bind(menus.SIMULATOR, self._toggle_simulator)

    def _toggle_simulator(self) -> None:
        if self._simulated is None:
            return
        if self._panel is None:
            self._panel = SimulatorPanel(self._simulated)
        if self._window.stage.panel is self._panel:
            self._window.stage.close_panel(self._panel)
        else:
            self._window.stage.open_panel(self._panel)

    def _show_devices(self) -> None:
        page = self._window.stage.page_widget(_DEVICES)
        if page is None:
            page = DevicesPage(self._devices)
            self._watch.asked.connect(page.refresh)
        self._window.stage.show_page(_DEVICES, page)
