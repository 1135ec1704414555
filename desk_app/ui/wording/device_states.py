"""The states of devices: the sort of state (`framework.status.State` by value) and its words."""

from __future__ import annotations

from desk_app.hardware.api import (
    DeviceRole,
    DriverFacts,
    PrinterStatus,
    ScannerStatus,
    WriterStatus,
)

TITLE = "Apparaten"
SCANNER = "Scanner"
PRINTER = "Kaartprinter"
WRITER = "Pasjesschrijver"
NOT_TRIED = "nog niet op een echt apparaat beproefd"
TRIED = "op een echt apparaat beproefd"
TYPES = "toetsenbord"

SCANNERS: dict[ScannerStatus, tuple[str, str]] = {
    ScannerStatus.STOPPED: ("off", "staat stil"),
    ScannerStatus.LISTENING: ("ok", "gereed"),
    ScannerStatus.UNPLUGGED: ("trouble", "niet aangesloten"),
    ScannerStatus.OUT_OF_SERVICE: ("trouble", "defect"),
}
PRINTERS: dict[PrinterStatus, tuple[str, str]] = {
    PrinterStatus.READY: ("ok", "gereed"),
    PrinterStatus.RIBBON_LOW: ("warning", "lint bijna op"),
    PrinterStatus.PRINTING: ("busy", "drukt af"),
    PrinterStatus.OUT_OF_MEDIA: ("trouble", "blanco passen op"),
    PrinterStatus.RIBBON_OUT: ("trouble", "lint op"),
    PrinterStatus.COVER_OPEN: ("trouble", "klep open"),
    PrinterStatus.JAMMED: ("trouble", "pas vastgelopen"),
    PrinterStatus.STOPPED: ("trouble", "gestopt"),
    PrinterStatus.UNPLUGGED: ("trouble", "niet bereikbaar"),
    PrinterStatus.OUT_OF_SERVICE: ("trouble", "defect"),
    PrinterStatus.CANNOT_TELL: ("off", "zegt niets"),
}
WRITERS: dict[WriterStatus, tuple[str, str]] = {
    WriterStatus.READY: ("ok", "gereed"),
    WriterStatus.WAITING_FOR_CARD: ("busy", "wacht op pas"),
    WriterStatus.CARD_INSIDE: ("busy", "pas in het apparaat"),
    WriterStatus.CARD_ON_EJECT: ("warning", "neem de pas uit"),
    WriterStatus.COVER_OPEN: ("trouble", "klep open"),
    WriterStatus.JAMMED: ("trouble", "pas vastgelopen"),
    WriterStatus.BUSY: ("trouble", "in gebruik door een ander programma"),
    WriterStatus.UNPLUGGED: ("trouble", "niet aangesloten"),
    WriterStatus.OUT_OF_SERVICE: ("trouble", "defect"),
}
ANY = {
    "keyboard_wedge": "elke scanner die typt",
    "hid_pos_scanner": "scanners in de stand HID POS of OPOS",
    "ipp_card_printer": "kaartprinters achter een CUPS-wachtrij of met IPP Everywhere",
    "os_queue_printer": "elke printer met een CUPS-stuurprogramma",
    "pdf_file_printer": "een map",
    "raw_port_printer": "printers die op poort 9100 een PDF aannemen",
}
"""What a driver is written for besides makes and models, by its kind."""
ROLES = {
    DeviceRole.SCANNER: SCANNER,
    DeviceRole.PRINTER: PRINTER,
    DeviceRole.WRITER: WRITER,
}
TYPES_ADVICE = (
    "Een scanner die typt, werkt in ieder scherm: de cursor hoeft nergens te staan. Staat er een "
    "verkeerd nummer, zet de scanner dan op toetsenbord Verenigde Staten."
)
SETTINGS_ADVICE = (
    "Welke apparaten bij deze werkplek horen, staat in het instellingenbestand van de werkplek."
)


def scanner_kind(url: str) -> str:
    """By which cable a scanner comes in."""
    return "serieel" if url.startswith(("serial:", "socket:")) else "USB"


def written_for(driver: DriverFacts) -> str:
    """What is known of the driver behind a device."""
    devices = ", ".join((*driver.models, *((ANY[driver.kind],) if driver.kind in ANY else ())))
    return f"Geschreven voor {devices}; {TRIED if driver.tried_on_metal else NOT_TRIED}."
