"""Builds the demo library and runs the window, or the tour, on it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import click

from desk_app import __version__
from desk_app.bootstrap.desk import Outbox, key_file, make_desk, make_outbox, open_database
from desk_app.bootstrap.serving import LibraryServer
from desk_app.bootstrap.set_up import load_parts
from desk_app.bootstrap.window import Joined, join_parts, make_papers
from desk_app.demo.accounts import CUSTOMER_PASSWORD, make_known
from desk_app.demo.browser import TourBrowser, why_no_browser
from desk_app.demo.devices import SimulatedRig
from desk_app.demo.library import (
    BLANK_NUMBERS,
    DEMO_PASSWORD,
    TEMPORARY_NUMBER,
    DemoLibrary,
    demo_library,
)
from desk_app.demo.school_files import PRIMARY_FILE, write_school_files
from desk_app.demo.schools import load_schools
from desk_app.demo.titles import only_at
from desk_app.domain.local_time import local_day
from desk_app.domain.staff import StaffMember
from desk_app.gateways.passwords import LIGHT, Argon2Passwords
from desk_app.log import logging_to
from desk_app.resource_files import resource
from desk_app.settings import DeviceSettings, Settings
from desk_app.store import tables
from desk_app.store.loading import BulkLoad
from desk_app.store.opening import SqlStore, create_database
from desk_app.ui.application import run_script
from desk_app.ui.desktop import Desktop, DesktopParts
from desk_app.ui.shell.session.view_port import DemoStaff
from desk_app.ui.theme.theme import Theme
from desk_app.ui.tour.digital_only import DigitalOnly, digital_only
from desk_app.ui.tour.hands import Hands, Script
from desk_app.ui.tour.school import SchoolDay, school_day
from desk_app.ui.tour.ten_steps import TenSteps, ten_steps
from desk_app.ui.tour.web import Web
from desk_app.ui.tour.word_lid import WordLid, word_lid
from desk_app.usecases.desk import Desk
from desk_app.usecases.local_desk import LocalDesk
from desk_app.usecases.procedures.issue_card import CardWaits
from desk_app.world.mail.mailbox import Mailbox
from desk_app.world.running import World

WORKSTATION = "balie 1"
WORKPLACE = "9548"
"""The branch the counter of the tour stands in."""
_STAFF = "balie"
SCHOOL_FILES = "schoolbestanden"
_LEFT_BY_A_TOUR = (
    "[0-9][0-9]-*.png",
    "mandate-*.pdf",
    "card-*.pdf",
    "inlogaccount-*.pdf",
    "mail-*.txt",
    "apparaten.log",
)


def tour_demo(output: Path, database: str | None) -> int:
    """Let the tour work the counter, offscreen; leaves pictures and papers in `output`."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _empty(output)
    with prepared_demo(database, paper_folder=output) as demo:

        def script(hands: Hands, desktop: Desktop) -> Script:
            assert demo.joined is not None
            papers = demo.joined.papers
            told = TenSteps(
                staff=_STAFF,
                temporary_number=TEMPORARY_NUMBER,
                card_number=BLANK_NUMBERS[0],
                today_text=f"{demo.today:%d-%m-%Y}",
                papers_written=lambda: papers.written,
            )
            hands.say("Een pas voor wie zich online inschreef.")
            yield from ten_steps(hands, desktop, demo.rig, told)
            hands.say("Digital only: inschrijven aan de balie, zonder pas.")
            yield from digital_only(hands, DigitalOnly("", lambda: papers.written))
            hands.say("Word lid: thuis aangemeld, aan de balie een pas.")
            if browser is None:
                hands.say(f"   Overgeslagen: {why_no_browser()}.")
                return
            web = Web(browser, hands)
            yield from word_lid(
                hands, web, desktop, demo.rig, demo.word_lid(lambda: papers.written)
            )
            hands.say("School: het bestand van de school, reserveren, innemen, het bericht.")
            yield from school_day(hands, web, demo.rig, demo.school_day())

        browser = None if why_no_browser() else TourBrowser()
        try:
            code = run_script(demo.parts, script, resource("fonts"), output, _tell)
        finally:
            if browser is not None:
                browser.close()
        joined = demo.joined
        if joined is not None:
            for number, pdf in zip(BLANK_NUMBERS, demo.rig.printer.tray(), strict=False):
                joined.papers.card(number, pdf)
            if demo.world is not None:
                _keep_letters(demo.world.mailbox, output)
            (output / "apparaten.log").write_text(joined.catalogue.wire_log(), encoding="utf-8")
    click.echo(f"Schermafdrukken, machtiging, pas en logboek staan in {output}/")
    return code


@dataclass
class PreparedDemo:
    """A demo library in a database, with simulated devices that are switched on."""

    settings: Settings
    library: DemoLibrary
    rig: SimulatedRig
    today: date
    paper_folder: Path
    world: World | None = None
    pages: LibraryServer | None = None
    desk: LocalDesk | None = None
    outbox: Outbox | None = None
    joined: Joined | None = None
    card_waits: CardWaits | None = None

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """Where the web pages are that belong to this demo, and how its customers sign in there."""
        told = (
            ("Webpagina's van de bibliotheek", self.pages),
            ("Nagebootste buitenwereld", self.world),
        )
        places = tuple((what, place.url) for what, place in told if place is not None)
        files = ("Bestanden van scholen om te importeren", str(self.school_folder))
        return (*places, files, ("Wachtwoord van klanten op die pagina's", CUSTOMER_PASSWORD))

    @property
    def school_folder(self) -> Path:
        """Where files of the demo's schools are, to import."""
        return self.settings.data_path / SCHOOL_FILES

    def word_lid(self, papers_written: Callable[[], int]) -> WordLid:
        """What the chapter about becoming a member needs to know."""
        world, pages = self.world, self.pages
        assert world is not None
        assert pages is not None
        return WordLid(
            pages.url,
            world.url,
            lambda address: tuple(mail.text for mail in world.mailbox.to(address)),
            lambda number: TenSteps(
                "", number, BLANK_NUMBERS[1], f"{self.today:%d-%m-%Y}", papers_written
            ),
        )

    def school_day(self) -> SchoolDay:
        """What the chapter about a school needs to know."""
        pages = self.pages
        assert pages is not None
        title, barcode = only_at(self.library.catalogue, WORKPLACE)
        return SchoolDay(
            staff="uitgebreid",
            school_code=self.library.schools[0].branch.code,
            file=self.school_folder / PRIMARY_FILE,
            pupil="Aaaa",
            borrower=BLANK_NUMBERS[0],
            title=title,
            barcode=barcode,
            place=WORKPLACE,
            library_url=pages.url,
        )

    def open_desk(self) -> Desk:
        """The desk, on the desk lane, with its outbox beside it."""
        passwords = Argon2Passwords(LIGHT)
        store = open_database(self.settings)
        self.outbox = make_outbox(self.settings, passwords, WORKSTATION)
        self.outbox.start()
        self.desk = make_desk(store, passwords, WORKSTATION, outbox=self.outbox, demo=True)
        return self.desk

    def close(self) -> None:
        """End the outbox."""
        if self.outbox is not None:
            self.outbox.close()

    def parts(self, theme: Theme) -> DesktopParts:
        """What the window is built from."""
        self.joined = join_parts(
            theme,
            self.settings,
            self.open_desk,
            workstation=WORKSTATION,
            paper_folder=self.paper_folder,
            library=self.library.name,
            demo_staff=tuple(
                DemoStaff(member.username, member.display_name, member.role.value, DEMO_PASSWORD)
                for member in self.library.staff
            ),
            simulated=self.rig,
            usb_backends={self.rig.hid.url: self.rig.hid.bus},
            show_paper="QT_QPA_PLATFORM" not in os.environ,
            card_waits=self.card_waits,
            facts=self.facts,
        )
        return self.joined.parts


@contextmanager
def prepared_demo(
    database: str | None, paper_folder: Path | None = None, generated: int | None = None
) -> Iterator[PreparedDemo]:
    """A demo in a folder of its own that is gone afterwards; `database` is another place for it."""
    from datetime import UTC, datetime

    folder = Path(tempfile.mkdtemp(prefix="desk-app-demo-"))
    today = local_day(datetime.now(UTC))
    library = demo_library(today) if generated is None else demo_library(today, generated)
    papers = make_papers(folder / "print")
    rig = SimulatedRig(BLANK_NUMBERS, papers.picture)
    world = World()
    pages: LibraryServer | None = None
    demo: PreparedDemo | None = None
    try:
        write_school_files(folder / SCHOOL_FILES, library.schools, today)
        make_known(world, library.customers, today)
        world.start()
        settings = Settings(data_folder=str(folder)).with_database(database)
        fill_demo(settings, library)
        rig.start()
        token_file = _token_file(folder, world.token)
        settings = replace(
            settings,
            mail_server=world.smtp_url.replace("smtp:", "smtp-plain:"),
            mail_sender=library.file.branches[0].email,
            identity_url=world.url,
            identity_token_file=str(token_file),
            payment_url=world.url,
            payment_token_file=str(token_file),
            devices=DeviceSettings(
                scanner=f"keys:,{rig.serial.url},{rig.hid.url}",
                card_printer=rig.printer.url,
                card_writer=rig.writer.url,
            ),
        )
        with logging_to(settings.log_path, settings.log_level):
            pages = LibraryServer(settings, passwords=Argon2Passwords(LIGHT)).start()
            world.library_url = f"{pages.url}/word-lid"
            demo = PreparedDemo(
                settings, library, rig, today, paper_folder or folder / "print", world, pages
            )
            yield demo
    finally:
        if demo is not None:
            demo.close()
        if pages is not None:
            pages.stop()
        rig.stop()
        world.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _token_file(folder: Path, token: str) -> Path:
    """The token of the simulated identity service, readable by this user only."""
    place = folder / "identity-token"
    handle = os.open(place, os.O_WRONLY | os.O_CREAT, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(token)
    return place


def fill_demo(settings: Settings, library: DemoLibrary) -> None:
    """Make the database and put the demo library in."""
    create_database(settings.database_url, key_file(settings), __version__)
    store = open_database(settings)
    try:
        load_demo(store, library)
    finally:
        store.close()


def load_demo(store: SqlStore, library: DemoLibrary) -> None:
    """Put a demo library into an empty database."""
    hashed = Argon2Passwords(LIGHT).hash(DEMO_PASSWORD)
    with BulkLoad(store) as load:
        load_parts(load, library.file)
        load.entities(
            tables.staff,
            (
                StaffMember(
                    at,
                    member.username,
                    member.display_name,
                    member.role,
                    member.branch_code,
                    hashed,
                )
                for at, member in enumerate(library.staff, start=1)
            ),
        )
        load.customers(library.customers)
        load_schools(load, library.schools)
        load.entities(tables.title, library.catalogue.titles)
        load.entities(tables.copy, library.catalogue.copies)
        load.finish()


def _empty(output: Path) -> None:
    """Take away what an earlier tour left; nothing else in the folder is touched."""
    output.mkdir(parents=True, exist_ok=True)
    for pattern in _LEFT_BY_A_TOUR:
        for old in output.glob(pattern):
            old.unlink()


def _keep_letters(mailbox: Mailbox, output: Path) -> None:
    """What customers found in the mailbox."""
    for mail in mailbox.all():
        place = output / f"mail-{mail.number}.txt"
        place.write_text(f"{mail.subject}\n\n{mail.text}", encoding="utf-8")


def _tell(sentence: str) -> None:
    click.echo(sentence)
