"""The running program of a journey: the demo's own bootstrap, in this process, on a real database.

Nothing here replaces a class of the program. Devices are the demo's simulators behind real wires,
the window is real, and the waits of the counter are only shorter.
"""

from __future__ import annotations

import gc
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from desk_app.bootstrap.desk import KEY_FILE
from desk_app.bootstrap.window import make_papers
from desk_app.demo.devices import SimulatedRig
from desk_app.demo.library import BLANK_NUMBERS, demo_library
from desk_app.demo.running import PreparedDemo, load_demo
from desk_app.domain.customers import Customer
from desk_app.domain.local_time import local_day
from desk_app.gateways.mail.simulator import MailSimulator
from desk_app.hardware.simulators.keyboard_scanner import KeyboardScannerSimulator
from desk_app.log import logging_to
from desk_app.resource_files import resource
from desk_app.settings import DeviceSettings, Settings
from desk_app.store.opening import SqlStore, open_store
from desk_app.ui.desktop import Desktop
from desk_app.ui.theme.theme import Mode, Theme
from desk_app.usecases.procedures.issue_card import CardWaits
from desk_app.usecases.queries.card_jobs import CardJobRow
from tests.journeys.fingers import PATIENCE_MS, Fingers

PROGRAM = "1.0.0"
QUICK = CardWaits(insert=10.0, print=10.0)
"""Long enough for the slowest machine; a test that waits for the end of it injects its own."""


_NONE = Qt.KeyboardModifier.NoModifier


class KeyOfADevice(QKeyEvent):
    """A key event as it comes from the windowing system."""

    def spontaneous(self) -> bool:
        return True


@dataclass
class Counter:
    """The devices, the mail server and the database of one counter; programs come and go on it."""

    settings: Settings
    rig: SimulatedRig
    mail: MailSimulator
    store: SqlStore
    folder: Path
    qtbot: QtBot
    application: QApplication
    waits: CardWaits = QUICK
    without: frozenset[str] = frozenset()
    """Devices this workstation does not have: ``writer``, ``printer``."""
    answer_seconds: float = 5.0
    """How long the writer and the printer may be silent."""

    @property
    def papers(self) -> Path:
        """Where printed matter goes."""
        return self.folder / "print"

    @contextmanager
    def program(self) -> Iterator[Program]:
        """A started program, with its window shown; ended like a closed window."""
        program = self.start()
        try:
            yield program
        finally:
            program.end()

    def start(self, *, run: bool = True) -> Program:
        """Start the program; without `run` its window is shown and nothing else began."""
        devices = self.settings.devices
        settings = replace(
            self.settings,
            devices=replace(
                devices,
                card_writer="" if "writer" in self.without else devices.card_writer,
                card_printer="" if "printer" in self.without else devices.card_printer,
            ),
        )
        today = local_day(datetime.now(UTC))
        demo = PreparedDemo(
            settings,
            demo_library(today, 0),
            self.rig,
            today,
            self.papers,
            card_waits=self.waits,
        )
        logging = ExitStack()
        logging.enter_context(logging_to(settings.log_path, settings.log_level))
        theme = Theme(self.application, resource("fonts"), Mode.LIGHT)
        desktop = Desktop(demo.parts(theme), self.application)
        self._hurry(demo)
        desktop.window.resize(1360, 900)
        desktop.window.show()
        if run:
            desktop.start()
        program = Program(desktop.window, self.qtbot, self, demo, desktop, logging)
        self.qtbot.waitExposed(desktop.window)
        desktop.window.activateWindow()
        program.wait(desktop.window.isActiveWindow)
        return program

    @contextmanager
    def changed(self, actor_id: int) -> Iterator[Customer]:
        """A customer to change behind the desk's back, while the program does not run."""
        now = datetime.now(UTC)
        with self.store.transaction(staff_name="", workstation="", now=now) as work:
            yield work.customers.get(actor_id)
            work.commit()

    def rows(self, sql: str, **values: Any) -> list[Any]:
        """What a table says, past the program."""
        with self.store.database.readers.connect() as connection:
            return list(connection.execute(text(sql), values).all())

    def card(self, number: str) -> Any:
        """The row of a card."""
        (row,) = self.rows("SELECT * FROM card WHERE number = :number", number=number)
        return row

    def jobs(self, number: str) -> list[Any]:
        """The rows of the jobs of a card, oldest first."""
        return self.rows(
            "SELECT * FROM card_job WHERE number = :number ORDER BY job_id", number=number
        )

    def _hurry(self, demo: PreparedDemo) -> None:
        assert demo.joined is not None
        devices: Any = demo.joined.parts.devices
        if devices.writer is not None:
            devices.writer._line._block_seconds = self.answer_seconds
            devices.writer._line._answer_seconds = self.answer_seconds
        if devices.printer is not None:
            devices.printer._http._answer_seconds = self.answer_seconds
            devices.printer._poll_seconds = 0.02


@dataclass
class Program(Fingers):
    """One run of the program. Finds widgets by their object names and waits for conditions."""

    counter: Counter
    demo: PreparedDemo
    desktop: Desktop
    _logging: ExitStack
    ended: bool = field(default=False, init=False)

    # --------------------------------------------------------------------------- the counter

    def scan_by_keys(self, number: str, *, layout: str = "us") -> None:
        """A scanner that types, at the window, with the native scan codes of its keys.

        QTest gives no scan codes, so the key events are handed to the program's own filter.
        """
        handle = self.desktop.window.windowHandle()
        assert handle is not None
        for key in KeyboardScannerSimulator(layout=layout).keys(number):
            code = {"\r": Qt.Key.Key_Return}.get(key.text, Qt.Key.Key_unknown)
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = KeyOfADevice(kind, code, _NONE, key.scan_code, 0, 0, key.text)
                if not self.desktop._scans._wedge.eventFilter(handle, event):
                    QApplication.sendEvent(handle, event)

    def stall_desk(self, entered: threading.Event, gate: threading.Event) -> None:
        """The next command or question is held on the desk lane until `gate` is set."""
        desk: Any = self.demo.desk
        ask, execute = desk.ask, desk.execute

        def held() -> None:
            desk.ask, desk.execute = ask, execute
            entered.set()
            assert gate.wait(PATIENCE_MS / 1000)

        def ask_later(query: Any) -> Any:
            held()
            return ask(query)

        def execute_later(command: Any, *, key: str | None = None) -> Any:
            held()
            return execute(command, key=key)

        desk.ask, desk.execute = ask_later, execute_later

    def sign_in(self, username: str = "balie") -> None:
        """One click, as the demo offers it."""
        self.click(f"demo_staff_{username}")
        self.wait(lambda: self.usable("search_field"), "somebody signed in")

    def search_and_open(self, asked: str) -> None:
        """Search, Enter, and the file is there."""
        self.type("search_field", asked)
        self.wait(lambda: self.visible("search_table"), "a customer found")
        QTest.keyClick(self.find(QLineEdit, "search_field"), Qt.Key.Key_Return)
        self.wait(lambda: self.visible("customer_file"), "the file")

    def tab(self, number: int) -> None:
        """Bring a tab of the file to the front, with its key."""
        page: Any = self.find(QWidget, "customer_file")
        page.show_tab(number)

    @property
    def file(self) -> Any:
        """The file that is open, as the window has it."""
        screen = self.desktop.customers.screen
        return None if screen is None else screen.file.file

    def shown_card(self, number: str) -> Any:
        """The row of 8.Passen with this number."""
        return next((card for card in self.file.cards if card.number == number), None)

    def add_card(self, number: str, scan: Callable[[str], None] | None = None) -> None:
        """Steps 7 and 8: Toevoegen, scan, OK."""
        self.tab(8)
        self.choose("menu_add_card")
        self.wait(lambda: self.visible("number_panel"), "the panel for the number")
        (scan or self.counter.rig.serial.scan)(number)
        self.wait(lambda: self.field("number_field") == number, "the scanned number")
        self.click("number_ok")
        self.wait(lambda: self.file.card_number and self.shown_card(number), "the card added")

    def print_card(self) -> None:
        """Step 9: Klant - Print klantgegevens - Ledenpas."""
        self.choose("action_customer.print_card")
        self.wait(lambda: self.visible("card_panel"), "the panel of the card")

    def insert(self, number: str, *, turned: bool = False) -> None:
        """Step 10: the hand that puts the card in, as soon as the device waits for one."""
        self.wait_for_slot()
        self.counter.rig.insert(number, turned=turned)

    def wait_for_slot(self) -> None:
        """Wait until the device waits for a card."""
        self.wait(lambda: self.counter.rig.writer.state().is_waiting, "the device to wait")

    def take_card_away(self) -> None:
        """The hand that takes the card that sticks out."""
        self.counter.rig.remove()

    # ------------------------------------------------------------------------------- the panel

    @property
    def trouble(self) -> str:
        """The sentence in the panel, empty while there is none."""
        return self.text("card_message_text")

    @property
    def trouble_code(self) -> str:
        """Its code."""
        return self.text("card_message_code")

    @property
    def panel_job(self) -> CardJobRow:
        """The job that the panel shows."""
        now = self.desktop.customers.now
        assert now is not None
        assert now.cards.job is not None
        return now.cards.job

    def ways_on(self) -> set[str]:
        """The buttons of the panel that can be used now."""
        return {
            name
            for name in (
                "cancel",
                "postpone",
                "retry",
                "printed",
                "read",
                "spoil",
                "proof",
                "close",
            )
            if self.usable(f"panel_{name}")
        }

    def wait_for_trouble(self) -> None:
        """Wait until the job stopped with a sentence and can be decided on."""
        self.wait(
            lambda: self.trouble and not self.desktop.customers.device_at_work, "trouble told"
        )

    def wait_until_made(self, number: str) -> None:
        """Wait until the card is active and the panel says so."""
        self.wait(lambda: self.usable("panel_close"), f"card {number} made")
        self.wait(lambda: self.shown_card(number).verified_at is not None, "the list knows")

    # ------------------------------------------------------------------------------------ end

    def end(self) -> None:
        """Close the window and wait until everything behind it has stopped."""
        if self.ended:
            return
        self.ended = True
        window = self.desktop.window
        closed: list[bool] = []
        self.desktop.closed.connect(lambda: closed.append(True))
        self.desktop.begin_close()
        try:
            self.wait(lambda: closed, "the program to end")
            self.wait(lambda: not window.isVisible(), "the window to go")
        finally:
            self.finish()

    def finish(self) -> None:
        """What `run_window` and the demo do behind the window."""
        self.ended = True
        self.desktop.close()
        self.demo.close()
        self._logging.close()
        gone: list[bool] = []
        self.desktop.window.destroyed.connect(lambda: gone.append(True))
        self.desktop.window.deleteLater()
        self.desktop.deleteLater()
        self.wait(lambda: gone, "the window to be gone")
        self.counter.application.setStyleSheet("")
        gc.disable()


@contextmanager
def counter_on(
    url: str, key_file: Path, folder: Path, qtbot: QtBot, application: QApplication
) -> Iterator[Counter]:
    """A counter on the demo library in the empty database at `url`."""
    data = folder / "data"
    data.mkdir()
    shutil.copyfile(key_file, data / KEY_FILE)
    (data / KEY_FILE).chmod(0o600)
    settings = Settings(data_folder=str(data)).with_database(url)
    store = open_store(url, data / KEY_FILE, PROGRAM)
    load_demo(store, demo_library(local_day(datetime.now(UTC)), 0))
    papers = make_papers(folder / "drawn")
    rig = SimulatedRig(BLANK_NUMBERS, papers.picture)
    mail = MailSimulator()
    mail.start()
    rig.start()
    counter = Counter(
        replace(
            settings,
            mail_server=f"smtp-plain://127.0.0.1:{mail.port}",
            mail_sender="info@bibliotheek.example",
            devices=DeviceSettings(
                scanner=f"keys:,{rig.serial.url},{rig.hid.url}",
                card_printer=rig.printer.url,
                card_writer=rig.writer.url,
            ),
        ),
        rig,
        mail,
        store,
        folder,
        qtbot,
        application,
    )
    try:
        yield counter
    finally:
        rig.stop()
        mail.stop()
        counter.store.close()
