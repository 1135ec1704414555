"""Apparaten: what stands on this desk, how it is, and how sure one may be of its driver."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.errors import DeskAppError
from desk_app.hardware.api import DeviceRole
from desk_app.ui.devices.port import DeskDevices
from desk_app.ui.framework.plain_text import Look, Text
from desk_app.ui.framework.surfaces import Ground, Scroll, Surface
from desk_app.ui.wording import device_states as words
from desk_app.ui.wording.errors import sentence_for


class DevicesPage(QWidget):
    """One box a device. `refresh` shows again what is known without asking a device anything."""

    def __init__(self, devices: DeskDevices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("devices_page")
        self._devices = devices
        self._troubles: dict[str, Text] = {}
        page = QWidget()
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        inside.addWidget(Text(words.TITLE, Look.TITLE))
        if devices.types_keys:
            inside.addWidget(self._box(DeviceRole.SCANNER, "keys:", words.TYPES_ADVICE))
        for at, scanner in enumerate(devices.scanners):
            inside.addWidget(self._box(DeviceRole.SCANNER, scanner.url, "", f"scanner_{at}"))
        if devices.printer is not None:
            inside.addWidget(self._box(DeviceRole.PRINTER, devices.printer.url, "", "printer"))
        if devices.writer is not None:
            inside.addWidget(self._box(DeviceRole.WRITER, devices.writer.url, "", "writer"))
        inside.addWidget(Text(words.SETTINGS_ADVICE, Look.MUTED, wrap=True))
        inside.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Scroll(page, name="devices_scroll"))
        self.refresh()

    def refresh(self) -> None:
        """Show what each device last said of itself."""
        troubles: dict[str, DeskAppError | None] = {
            f"scanner_{at}": scanner.trouble for at, scanner in enumerate(self._devices.scanners)
        }
        if self._devices.printer is not None:
            troubles["printer"] = self._devices.printer.trouble
        if self._devices.writer is not None:
            troubles["writer"] = self._devices.writer.trouble
        for key, trouble in troubles.items():
            text = self._troubles[key]
            said = None if trouble is None else sentence_for(trouble)
            text.setText("" if said is None else f"{said.sentence} {said.advice}".strip())
            text.setVisible(said is not None)

    def _box(self, role: DeviceRole, url: str, advice: str, key: str = "") -> Surface:
        box = Surface(Ground.CARD, name=f"device_{key or 'keys'}")
        layout = QVBoxLayout(box)
        layout.setContentsMargins(18, 14, 18, 14)
        layout.setSpacing(4)
        layout.addWidget(Text(words.ROLES[role], Look.HEADING))
        layout.addWidget(Text(url, Look.MUTED))
        known = (self._devices.facts or {}).get((role, url))
        if known is not None:
            told = words.written_for(known)
            layout.addWidget(Text(told, wrap=True))
        if advice:
            layout.addWidget(Text(advice, Look.MUTED, wrap=True))
        if key:
            self._troubles[key] = Text("", Look.TROUBLE, name=f"device_{key}_trouble", wrap=True)
            layout.addWidget(self._troubles[key])
        return box
