"""The simulator panel: scan, insert, remove, turn round, refill, and the fault switches."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QDrag, QDragEnterEvent, QDropEvent, QImage, QMouseEvent, QPixmap
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from desk_app.ui.framework.buttons import Button
from desk_app.ui.framework.editors import ChoiceField, TextField
from desk_app.ui.framework.plain_text import Look, Text
from desk_app.ui.framework.surfaces import Ground, Scroll, Surface, row
from desk_app.ui.simulator_panel.port import (
    BlankCard,
    SimulatedDesk,
    SimulatedState,
    Through,
)

_THROUGH = (
    (Through.KEYS.value, "Scanner als toetsenbord"),
    (Through.SERIAL.value, "Scanner serieel"),
    (Through.HID.value, "Scanner USB (HID POS)"),
)
_SHOWN_CARDS = 6
_PICTURE_WIDTH = 190


class CardChip(Text):
    """A card of the stock that can be dragged under the scanner or into the slot."""

    def __init__(self, card: BlankCard) -> None:
        told = f"{card.number}{'  (beschreven)' if card.stripe else ''}"
        super().__init__(told, Look.BADGE, name=f"chip_{card.number}")
        self._number = card.number
        self._pressed: QPoint | None = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setAccessibleName(f"Pas {card.number}; versleep naar de scanner of de gleuf")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        if (event.position().toPoint() - self._pressed).manhattanLength() < 8:
            return
        drag = QDrag(self)
        told = QMimeData()
        told.setText(self._number)
        drag.setMimeData(told)
        drag.setPixmap(self.grab())
        self._pressed = None
        drag.exec(Qt.DropAction.CopyAction)


class DropSpot(Surface):
    """A place on which a card can be dropped."""

    dropped = Signal(str)

    def __init__(self, words: str, *, name: str) -> None:
        super().__init__(Ground.CARD, name=name)
        self.setAcceptDrops(True)
        self.words = Text(words, Look.MUTED, name=f"{name}_words", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 10)
        layout.addWidget(self.words)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.dropped.emit(event.mimeData().text())
        event.acceptProposedAction()


class SimulatorPanel(Surface):
    """Plays the hands of the person at the desk over a `SimulatedDesk`."""

    def __init__(self, desk: SimulatedDesk, parent: QWidget | None = None) -> None:
        super().__init__(Ground.PANEL, name="simulator_panel", parent=parent)
        self._desk = desk
        self._shown: SimulatedState | None = None
        self.number = TextField(name="sim_number", placeholder="Nummer", longest=64)
        self.number.setAccessibleName("Nummer om te scannen")
        self.through = ChoiceField(_THROUGH, name="sim_through")
        self.through.setCurrentIndex(0)
        self.through.setAccessibleName("Welke scanner")
        scan = Button("Scan", name="sim_scan")
        scan.clicked.connect(lambda: self._scan(self.number.text()))
        under_scanner = DropSpot("Sleep een pas hierheen om te scannen", name="sim_scanner")
        under_scanner.dropped.connect(self._scan)
        self._stock = QVBoxLayout()
        self._stock.setSpacing(4)
        self._slot = DropSpot("", name="sim_slot")
        self._slot.dropped.connect(lambda number: desk.insert(number, turned=False))
        self._insert = Button("Steek in", name="sim_insert")
        self._turned = Button("Verkeerd om", name="sim_turned")
        self._remove = Button("Neem uit", name="sim_remove")
        self._insert.clicked.connect(lambda: desk.insert(self.number.text(), turned=False))
        self._turned.clicked.connect(lambda: desk.insert(self.number.text(), turned=True))
        self._remove.clicked.connect(desk.remove)
        self._writer = Text("", Look.SMALL, name="sim_writer", wrap=True)
        self._printer = Text("", Look.SMALL, name="sim_printer", wrap=True)
        refill = Button("Vul bij", name="sim_refill")
        refill.clicked.connect(lambda: desk.refill(25))
        self._tray = QVBoxLayout()
        self._faults = QVBoxLayout()
        self._switches: dict[str, QCheckBox] = {}
        page = QWidget()
        inside = QVBoxLayout(page)
        inside.setContentsMargins(16, 14, 16, 14)
        inside.setSpacing(8)
        inside.addWidget(Text("Nagebootste apparaten", Look.HEADING))
        inside.addWidget(Text("Alleen in de demo", Look.SMALL))
        for title, parts in (
            ("Scanner", (self.through, self.number, scan, under_scanner)),
            ("Voorraad passen", (self._stock,)),
            (
                "Pasjesschrijver",
                (self._writer, self._slot, row(self._insert, self._turned, self._remove)),
            ),
            ("Kaartprinter", (self._printer, row(refill, None), self._tray)),
            ("Storingen", (self._faults,)),
        ):
            inside.addSpacing(6)
            inside.addWidget(Text(title, Look.STRONG))
            for part in parts:
                if isinstance(part, QWidget):
                    inside.addWidget(part)
                else:
                    inside.addLayout(part)
        inside.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Scroll(page, name="sim_scroll"))
        self.setFixedWidth(300)
        desk.listen(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show how the simulated desk stands now."""
        state = self._desk.state()
        before, self._shown = self._shown, state
        self._writer.setText(state.writer)
        self._printer.setText(f"{state.printer}, {state.printer_stock} blanco passen")
        if state.slot is None:
            self._slot.words.setText("De gleuf is leeg. Sleep een pas hierheen.")
        else:
            turned = " (verkeerd om)" if state.slot_turned else ""
            self._slot.words.setText(f"In de gleuf: {state.slot}{turned}")
        if before is None or before.stock != state.stock:
            self._show_stock(state)
        if before is None or before.tray != state.tray:
            self._show_tray(state.tray)
        self._show_faults(state)

    def _scan(self, number: str) -> None:
        self.number.set_value(number)
        if number:
            self._desk.scan(number, Through(self.through.value()))

    def _show_stock(self, state: SimulatedState) -> None:
        _empty(self._stock)
        for card in state.stock[:_SHOWN_CARDS]:
            chip = CardChip(card)
            take = Button("Pak", name=f"take_{card.number}")
            take.clicked.connect(
                lambda _checked=False, number=card.number: self.number.set_value(number)
            )
            line = QWidget()
            line.setLayout(row(chip, None, take))
            self._stock.addWidget(line)
        if not self.number.text() and state.stock:
            self.number.set_value(state.stock[0].number)

    def _show_tray(self, tray: tuple[bytes, ...]) -> None:
        _empty(self._tray)
        for at, png in enumerate(tray[:2]):
            picture = Text("", name=f"tray_{at}")
            image = QPixmap.fromImage(QImage.fromData(png))
            picture.setPixmap(
                image.scaledToWidth(_PICTURE_WIDTH, Qt.TransformationMode.SmoothTransformation)
            )
            picture.setAccessibleName("Bedrukte pas in de bak")
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
            widget.hide()
            widget.deleteLater()
