"""The window of this workstation: its devices, its papers, and everything joined."""

from __future__ import annotations

import platform
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app import __version__
from desk_app.domain.local_time import local_day
from desk_app.exchange.title_files import TitleFileReader
from desk_app.hardware.api import DeviceRole
from desk_app.hardware.catalogue import Catalogue, facts_for
from desk_app.hardware.lane import DeviceLane
from desk_app.log import redact
from desk_app.resource_files import resource
from desk_app.school_files.opening import open_school_file
from desk_app.settings import DeviceSettings, Settings
from desk_app.ui.desktop import DesktopParts
from desk_app.ui.devices.port import DeskDevices
from desk_app.ui.shell.session.view_port import DemoStaff
from desk_app.ui.simulator_panel.port import SimulatedDesk
from desk_app.ui.theme.theme import Theme
from desk_app.ui.wording.shell import version
from desk_app.usecases.procedures.issue_card import CardWaits

if TYPE_CHECKING:
    from desk_app.documents.paper_folder import PaperFolder
    from desk_app.usecases.desk import Desk


def make_devices(
    settings: DeviceSettings, usb_backends: dict[str, object] | None = None
) -> tuple[DeskDevices, Catalogue]:
    """The drivers for the URLs of the settings, and the catalogue that keeps their wire logs.

    Raises:
        UnknownDevice: a URL no driver goes with.
        NotSupportedHere: not on this operating system.
    """
    lane = DeviceLane()
    catalogue = Catalogue(lane, usb_backends=usb_backends)
    urls = [url.strip() for url in settings.scanner.split(",") if url.strip()]
    plugged = [url for url in urls if not url.startswith("keys:")]
    printer = catalogue.printer(settings.card_printer) if settings.card_printer else None
    writer = catalogue.writer(settings.card_writer) if settings.card_writer else None
    places = [
        *((DeviceRole.SCANNER, url) for url in urls),
        (DeviceRole.PRINTER, settings.card_printer),
        (DeviceRole.WRITER, settings.card_writer),
    ]
    known = {
        (role, url): facts
        for role, url in places
        if url and (facts := facts_for(role, url)) is not None
    }
    devices = DeskDevices(
        lane=lane,
        printer=printer,
        writer=writer,
        scanners=tuple(catalogue.scanner(url) for url in plugged),
        types_keys=len(plugged) < len(urls),
        facts=known,
    )
    return devices, catalogue


def make_papers(folder: Path) -> PaperFolder:
    """Everything that is printed, drawn with the shipped fonts and card layout."""
    from desk_app.documents.card_layout import load_layout
    from desk_app.documents.fonts import PaperFonts
    from desk_app.documents.paper_folder import PaperFolder

    layout = load_layout(resource("card_faces/standard.toml"))
    return PaperFolder(PaperFonts(resource("fonts")), layout, folder)


class BugReports:
    """Writes what a bug was to a file of its own, for whoever looks after the program."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, error: BaseException) -> Path | None:
        """The report, None when even that could not be written."""
        name = f"storing-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.txt"
        lines = [
            f"desk_app {__version__}, Python {platform.python_version()}, {platform.platform()}",
            "",
            *traceback.format_exception(error),
        ]
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            place = self._folder / name
            place.write_text(redact("\n".join(lines)), encoding="utf-8")
        except OSError:
            return None
        return place


@dataclass(frozen=True)
class Joined:
    """What a running window was built from, so that it can be taken apart again."""

    parts: DesktopParts
    catalogue: Catalogue
    papers: PaperFolder


def join_parts(
    theme: Theme,
    settings: Settings,
    open_desk: Callable[[], Desk],
    *,
    workstation: str,
    paper_folder: Path,
    library: str = "",
    demo_staff: tuple[DemoStaff, ...] = (),
    simulated: SimulatedDesk | None = None,
    usb_backends: dict[str, object] | None = None,
    show_paper: bool = True,
    card_waits: CardWaits | None = None,
    facts: tuple[tuple[str, str], ...] = (),
) -> Joined:
    """Everything the window needs, from settings and the way to open the desk.

    `facts` are told by F1, after the program's version.
    """
    devices, catalogue = make_devices(settings.devices, usb_backends)
    papers = make_papers(paper_folder)
    parts = DesktopParts(
        open_desk=open_desk,
        devices=devices,
        wedge=catalogue.wedge(),
        papers=papers,
        open_school_file=lambda path: open_school_file(path, local_day(datetime.now(UTC))),
        reports=BugReports(settings.log_path),
        theme=theme,
        workstation=workstation,
        library=library,
        demo_staff=demo_staff,
        simulated=simulated,
        facts=(("Programma", version(__version__)), *facts),
        show_paper=show_paper,
        card_waits=card_waits or CardWaits(),
        title_files=TitleFileReader(),
    )
    return Joined(parts, catalogue, papers)
