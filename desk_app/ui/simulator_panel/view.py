"""The simulator panel: scan, insert, remove, turn round, refill, and the fault switches."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from desk_app.ui.framework.buttons import Button, set_permitted
from desk_app.ui.framework.editors import ChoiceField, TextField
from desk_app.ui.framework.plain_text import Look, Text
from desk_app.ui.framework.surfaces import Ground, Scroll, Surface, retire, row
from desk_app.ui.simulator_panel.cards import CardChip, DropSpot
from desk_app.ui.simulator_panel.port import SimulatedDesk, SimulatedState, Through
from desk_app.ui.simulator_panel.typing import ScannerKeys
from desk_app.ui.theme.measures import BASE_TEXT_PX
from desk_app.ui.wording import simulator as words

_THROUGH = (
    (Through.KEYS.value, words.KEYS),
    (Through.SERIAL.value, words.SERIAL),
    (Through.HID.value, words.HID),
)
_SHOWN_CARDS = 6
_SHOWN_PRINTS = 2
_PICTURE_WIDTH = 190
_WIDTH = 300
_REFILL = 25


class SimulatorPanel(Surface):
    """Plays the hands of the person at the desk over a `SimulatedDesk`."""

    _changed = Signal()

    def __init__(self, desk: SimulatedDesk, parent: QWidget | None = None) -> None:
        super().__init__(Ground.PANEL, name="simulator_panel", parent=parent)
        self._desk = desk
        self._shown: SimulatedState | None = None
        self._keys = ScannerKeys(self)
        self.number = TextField(name="sim_number", placeholder=words.NUMBER, longest=64)
        self.number.setAccessibleName(words.NUMBER_TO_SCAN)
        self.number.textChanged.connect(self._permit)
        self.through = ChoiceField(_THROUGH, name="sim_through")
        self.through.setCurrentIndex(0)
        self.through.setAccessibleName(words.WHICH_SCANNER)
        self._scan_it = Button(words.SCAN, name="sim_scan")
        self._scan_it.clicked.connect(lambda: self._scan(self.number.text()))
        self._under_scanner = DropSpot(words.DROP_TO_SCAN, name="sim_scanner")
        self._under_scanner.dropped.connect(self._scan)
        self._make_devices()
        page = QWidget()
        self._stack(QVBoxLayout(page))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Scroll(page, name="sim_scroll"))
        self._measure()
        # The desk tells of changes on whatever thread they happen.
        self._changed.connect(self.refresh, Qt.ConnectionType.QueuedConnection)
        desk.listen(self._changed.emit)
        self.refresh()

    def _make_devices(self) -> None:
        desk = self._desk
        self._stock = QVBoxLayout()
        self._stock.setSpacing(4)
        self._slot = DropSpot("", name="sim_slot")
        self._slot.dropped.connect(lambda number: self._put_in(number, turned=False))
        self._insert = Button(words.INSERT, name="sim_insert")
        self._turned = Button(words.TURNED, name="sim_turned")
        self._remove = Button(words.REMOVE, name="sim_remove")
        self._insert.clicked.connect(lambda: self._put_in(self.number.text(), turned=False))
        self._turned.clicked.connect(lambda: self._put_in(self.number.text(), turned=True))
        self._remove.clicked.connect(desk.remove)
        self._writer = Text("", Look.SMALL, name="sim_writer", wrap=True)
        self._printer = Text("", Look.SMALL, name="sim_printer", wrap=True)
        self._refill = Button(words.REFILL, name="sim_refill")
        self._refill.clicked.connect(lambda: desk.refill(_REFILL))
        self._tray = QVBoxLayout()
        self._faults = QVBoxLayout()
        self._switches: dict[str, QCheckBox] = {}

    def _stack(self, inside: QVBoxLayout) -> None:
        inside.setContentsMargins(16, 14, 16, 14)
        inside.setSpacing(8)
        inside.addWidget(Text(words.TITLE, Look.HEADING))
        inside.addWidget(Text(words.ONLY_DEMO, Look.SMALL))
        ways = row(self._insert, self._turned, None)
        parts: tuple[tuple[str, tuple[QWidget | QLayout, ...]], ...] = (
            (words.SCANNER, (self.through, self.number, self._scan_it, self._under_scanner)),
            (words.STOCK, (self._stock,)),
            (words.WRITER, (self._writer, self._slot, ways, row(self._remove, None))),
            (words.PRINTER, (self._printer, row(self._refill, None), self._tray)),
            (words.FAULTS, (self._faults,)),
        )
        for title, some in parts:
            inside.addSpacing(6)
            inside.addWidget(Text(title, Look.STRONG))
            for part in some:
                if isinstance(part, QWidget):
                    inside.addWidget(part)
                else:
                    inside.addLayout(part)
        inside.addStretch(1)

    def refresh(self) -> None:
        """Show how the simulated desk stands now."""
        state = self._desk.state()
        before, self._shown = self._shown, state
        self._writer.setText(state.writer)
        self._printer.setText(words.printer_line(state.printer, state.printer_stock))
        self._slot.words.setText(
            words.SLOT_EMPTY
            if state.slot is None
            else words.in_slot(state.slot, turned=state.slot_turned)
        )
        if before is None or before.stock != state.stock:
            self._show_stock(state)
        if before is None or before.tray != state.tray:
            self._show_tray(state.tray)
        self._show_faults(state)
        self._permit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()

    def _measure(self) -> None:
        scale = max(1.0, self.fontInfo().pixelSize() / BASE_TEXT_PX)
        self.setFixedWidth(round(_WIDTH * scale))

    def _permit(self) -> None:
        state = self._shown
        typed = None if self.number.text().strip() else words.NUMBER_FIRST
        full = state is not None and state.slot is not None
        set_permitted(self._scan_it, typed)
        for button in (self._insert, self._turned):
            set_permitted(button, words.SLOT_FULL if full else typed)
        set_permitted(self._remove, None if full else words.SLOT_EMPTY)

    def _scan(self, number: str) -> None:
        self.number.set_value(number)
        through = Through(self.through.value())
        if not number.strip():
            return
        if through is Through.KEYS:
            self._keys.type(self._desk.keys_for(number.strip()))
        else:
            self._desk.scan(number.strip(), through)

    def _put_in(self, number: str, *, turned: bool) -> None:
        if number.strip() and (self._shown is None or self._shown.slot is None):
            self._desk.insert(number.strip(), turned=turned)

    def _show_stock(self, state: SimulatedState) -> None:
        _empty(self._stock)
        for card in state.stock[:_SHOWN_CARDS]:
            take = Button(words.TAKE, name=f"take_{card.number}")
            take.setAccessibleName(words.take(card.number))
            take.clicked.connect(
                lambda _checked=False, number=card.number: self.number.set_value(number)
            )
            line = QWidget()
            line.setLayout(row(CardChip(card), None, take))
            self._stock.addWidget(line)
        if not self.number.text() and state.stock:
            self.number.set_value(state.stock[0].number)

    def _show_tray(self, tray: tuple[bytes, ...]) -> None:
        _empty(self._tray)
        for at, png in enumerate(tray[:_SHOWN_PRINTS]):
            picture = Text("", name=f"tray_{at}")
            image = QPixmap.fromImage(QImage.fromData(png))
            picture.setPixmap(
                image.scaledToWidth(_PICTURE_WIDTH, Qt.TransformationMode.SmoothTransformation)
            )
            picture.setAccessibleName(words.PRINTED_CARD)
            self._tray.addWidget(picture)

    def _show_faults(self, state: SimulatedState) -> None:
        for fault in state.faults:
            switch = self._switches.get(fault.key)
            if switch is None:
                switch = QCheckBox(fault.words)
                switch.setObjectName(f"fault_{fault.key}")
                switch.clicked.connect(lambda on, key=fault.key: self._desk.set_fault(key, on))
                self._faults.addWidget(switch)
                self._switches[fault.key] = switch
            switch.setChecked(fault.on)


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            retire(widget)
