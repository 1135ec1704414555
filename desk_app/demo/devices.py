"""The simulated desk of the demo: real wires, with a person's hands at the far end."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from desk_app.hardware.simulators.faults import FaultName, FaultRig
from desk_app.hardware.simulators.hid_pos_scanner import HidPosScannerSimulator
from desk_app.hardware.simulators.ipp_printer import IppPrinterSimulator, PrinterState
from desk_app.hardware.simulators.keyboard_scanner import KeyboardScannerSimulator
from desk_app.hardware.simulators.serial_scanner import SerialScannerSimulator
from desk_app.hardware.simulators.tcp300 import (
    BlankCard,
    CardPlace,
    SlotError,
    Tcp300Simulator,
    WriterState,
)
from desk_app.ui.simulator_panel.port import (
    BlankCard as StockCard,
)
from desk_app.ui.simulator_panel.port import FaultSwitch, SimulatedState, Through

PRINTER_STOCK = 25
_WRONG_NUMBER = "5003000999"


@dataclass(frozen=True)
class _Fault:
    """A switch of the panel: which rig, which fault, with what value, and for how long."""

    key: str
    words: str
    device: str
    name: FaultName | None
    value: int | str = 1
    lasting: bool = False


_FAULTS = (
    _Fault("writer_unplugged", "Schrijver: kabel los", "writer", None),
    _Fault("writer_cover", "Schrijver: klep open", "writer", None),
    _Fault(
        "half_write",
        "Schrijver: stroom valt weg",
        "writer",
        FaultName.HALF_WRITE,
        4,
    ),
    _Fault(
        "bit_flip",
        "Schrijver: leest iets anders",
        "writer",
        FaultName.BIT_FLIP_ON_READBACK,
    ),
    _Fault(
        "wrong_card",
        "Schrijver: verkeerde pas",
        "writer",
        FaultName.WRONG_CARD,
        _WRONG_NUMBER,
    ),
    _Fault("card_removed", "Schrijver: pas te vroeg eruit", "writer", FaultName.CARD_REMOVED),
    _Fault("garbage", "Schrijver: antwoordt onzin", "writer", FaultName.GARBAGE, lasting=True),
    _Fault("printer_unplugged", "Kaartprinter: niet bereikbaar", "printer", None),
    _Fault("printer_cover", "Kaartprinter: klep open", "printer", None),
    _Fault("printer_stopped", "Kaartprinter: gepauzeerd", "printer", None),
    _Fault("scanner_unplugged", "Scanner serieel: kabel los", "scanner", None),
    _Fault("belgian", "Scanner: Belgische toetsen", "keys", None),
)


class SimulatedRig:
    """Starts the simulators, and is the `SimulatedDesk` of the panel.

    `picture` makes a PNG of a printed card's PDF.
    """

    def __init__(self, stock: tuple[str, ...], picture: Callable[[bytes], bytes]) -> None:
        self.writer = Tcp300Simulator()
        self.printer = IppPrinterSimulator()
        self.serial = SerialScannerSimulator()
        self.hid = HidPosScannerSimulator()
        self._picture = picture
        self._gate = threading.RLock()
        self._cards = {number: BlankCard(printed=number) for number in stock}
        self._inside: str | None = None
        self._turned = False
        self._pictures: dict[bytes, bytes] = {}
        self._switched: set[str] = set()
        self._listeners: list[Callable[[], None]] = []
        self._writer_state: WriterState | None = None
        self._printer_state: PrinterState | None = None

    def start(self) -> None:
        """Switch everything on."""
        for device in (self.writer, self.printer, self.serial, self.hid):
            device.start()
        self.printer.set_stock(PRINTER_STOCK)
        self.writer.listen(self._writer_changed)
        self.printer.listen(self._printer_changed)
        for rig in (self.writer.faults, self.printer.faults):
            rig.listen(self._tell)
        self._writer_changed(self.writer.state())
        self._printer_changed(self.printer.state())

    def stop(self) -> None:
        """Switch everything off; no thread is left."""
        with self._gate:
            self._listeners.clear()
        for device in (self.hid, self.serial, self.printer, self.writer):
            device.stop()

    # -------------------------------------------------------------- SimulatedDesk, for the panel

    def state(self) -> SimulatedState:
        """See `SimulatedDesk.state`."""
        with self._gate:
            writer, printer = self._writer_state, self._printer_state
            stock = tuple(
                StockCard(number, _stripe(card))
                for number, card in self._cards.items()
                if number != self._inside
            )
            inside, turned = self._inside, self._turned
            switched = set(self._switched)
        tray = self.printer.tray()
        return SimulatedState(
            stock=stock,
            slot=inside,
            slot_turned=turned,
            writer=_writer_words(writer),
            printer=_printer_words(printer),
            printer_stock=0 if printer is None else printer.stock,
            tray=tuple(self._drawn(pdf) for pdf in reversed(tray[-2:])),
            faults=tuple(
                FaultSwitch(fault.key, fault.words, self._is_on(fault, switched))
                for fault in _FAULTS
            ),
        )

    def listen(self, on_change: Callable[[], None]) -> None:
        """See `SimulatedDesk.listen`."""
        with self._gate:
            self._listeners.append(on_change)

    def scan(self, number: str, through: Through) -> None:
        """See `SimulatedDesk.scan`."""
        if through is Through.SERIAL:
            self.serial.scan(number)
        elif through is Through.HID:
            self.hid.scan(number)

    def keys_for(self, number: str) -> tuple[tuple[str, float], ...]:
        """See `SimulatedDesk.keys_for`."""
        layout = "be" if "belgian" in self._switched else "us"
        typed = KeyboardScannerSimulator(layout=layout).keys(number)
        return tuple((key.text, key.at) for key in typed)

    def insert(self, number: str, *, turned: bool) -> None:
        """See `SimulatedDesk.insert`."""
        with self._gate:
            if self._inside is not None:
                return
            card = self._cards.setdefault(number, BlankCard(printed=number))
            card.turned = turned
            self._inside, self._turned = number, turned
        try:
            self.writer.insert(card)
        except SlotError:
            with self._gate:
                self._inside = None
        self._tell()

    def remove(self) -> None:
        """See `SimulatedDesk.remove`."""
        try:
            self.writer.remove()
        except SlotError:
            return
        with self._gate:
            self._inside = None
            self._turned = False
        self._tell()

    def refill(self, cards: int) -> None:
        """See `SimulatedDesk.refill`."""
        self.printer.set_stock(cards)

    def set_fault(self, key: str, on: bool) -> None:
        """See `SimulatedDesk.set_fault`."""
        fault = next(entry for entry in _FAULTS if entry.key == key)
        if fault.name is not None:
            rig = self._rig(fault)
            if on:
                rig.arm(fault.name, fault.value, times=None if fault.lasting else 1)
            else:
                rig.disarm(fault.name)
        else:
            with self._gate:
                (self._switched.add if on else self._switched.discard)(key)
            self._switch(key, on=on)
        self._tell()

    # ---------------------------------------------------------------------------- together

    def _switch(self, key: str, *, on: bool) -> None:
        acts: dict[str, Callable[[], None]] = {
            "writer_unplugged": self.writer.unplug if on else self.writer.plug_in,
            "writer_cover": lambda: self.writer.set_cover(is_open=on),
            "printer_unplugged": self.printer.unplug if on else self.printer.plug_in,
            "printer_cover": lambda: self.printer.set_cover(is_open=on),
            "printer_stopped": lambda: self.printer.set_stopped(is_stopped=on),
            "scanner_unplugged": self.serial.unplug if on else self.serial.plug_in,
        }
        act = acts.get(key)
        if act is not None:
            act()

    def _is_on(self, fault: _Fault, switched: set[str]) -> bool:
        if fault.name is None:
            return fault.key in switched
        return self._rig(fault).is_armed(fault.name)

    def _rig(self, fault: _Fault) -> FaultRig:
        return self.printer.faults if fault.device == "printer" else self.writer.faults

    def _drawn(self, pdf: bytes) -> bytes:
        if pdf not in self._pictures:
            self._pictures = {**dict(list(self._pictures.items())[-4:]), pdf: self._picture(pdf)}
        return self._pictures[pdf]

    def _writer_changed(self, state: WriterState) -> None:
        with self._gate:
            self._writer_state = state
            if state.place is CardPlace.NOWHERE:
                self._inside = None
        self._tell()

    def _printer_changed(self, state: PrinterState) -> None:
        with self._gate:
            self._printer_state = state
        self._tell()

    def _tell(self) -> None:
        with self._gate:
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener()


def _stripe(card: BlankCard) -> str:
    found = card.read()
    return found if isinstance(found, str) else ""


def _writer_words(state: WriterState | None) -> str:
    if state is None or not state.is_plugged:
        return "Niet aangesloten"
    if state.cover_open:
        return "Klep open"
    if state.is_waiting:
        return "Wacht op een pas"
    return {
        CardPlace.NOWHERE: "Aan, geen pas",
    }.get(state.place, "Pas in het apparaat")


def _printer_words(state: PrinterState | None) -> str:
    if state is None or not state.is_plugged:
        return "Niet bereikbaar"
    if state.cover_open:
        return "Klep open"
    if state.is_stopped:
        return "Gepauzeerd"
    return "Gereed" if state.current_job is None else "Drukt af"
