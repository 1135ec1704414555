from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from desk_app.errors import DeskAppError, Refused
from desk_app.hardware.api import Scan
from desk_app.ui.framework.bug_report import BugReports, catch_unhandled
from desk_app.ui.framework.garbage import MainThreadCollector
from desk_app.ui.framework.scan_router import Level, ScanRouter
from desk_app.ui.framework.scanning import ScanBridge


def scan(text: str) -> Scan:
    return Scan(text, text, None, "keys:", 0.0)


def test_who_asked_comes_before_the_page_and_the_page_before_the_search() -> None:
    got: list[tuple[str, str]] = []
    router = ScanRouter(lambda one: got.append(("nobody", one.text)))

    def taker(name: str) -> Callable[[Scan], None]:
        return lambda one: got.append((name, one.text))

    router.route(scan("1"))
    router.want(Level.SEARCH, taker("search"))
    page = router.want(Level.PAGE, taker("page"), lambda one: one.text.startswith("2"))
    panel = router.want(Level.PANEL, taker("panel"))
    newer = router.want(Level.PANEL, taker("newer panel"))
    question = router.want(Level.QUESTION, taker("question"))
    router.route(scan("20"))
    question.close()
    router.route(scan("21"))
    newer.close()
    newer.close()
    router.route(scan("22"))
    panel.close()
    router.route(scan("23"))
    router.route(scan("978"))
    page.close()
    router.route(scan("24"))
    assert got == [
        ("nobody", "1"),
        ("question", "20"),
        ("newer panel", "21"),
        ("panel", "22"),
        ("page", "23"),
        ("search", "978"),
        ("search", "24"),
    ]


def test_scans_of_a_thread_arrive_in_order_on_the_main_thread(qtbot: QtBot) -> None:
    bridge = ScanBridge()
    got: list[str] = []
    troubles: list[DeskAppError] = []
    threads: set[bool] = set()

    def take(one: Scan) -> None:
        got.append(one.text)
        threads.add(QThread.currentThread().isMainThread())

    bridge.scanned.connect(take)
    bridge.trouble.connect(troubles.append)
    trouble = Refused()

    def read() -> None:
        for number in range(200):
            bridge.on_scan(scan(str(number)))
        bridge.on_trouble(trouble)

    reader = threading.Thread(target=read)
    reader.start()
    reader.join()
    qtbot.waitUntil(lambda: troubles == [trouble])
    assert got == [str(number) for number in range(200)]
    assert threads == {True}
    bridge.on_scan(scan("too late"))
    bridge.close()
    qtbot.wait(20)
    assert len(got) == 200


def test_rubbish_is_collected_by_the_timer_and_by_nothing_else(qtbot: QtBot) -> None:
    class Knot:
        def __init__(self) -> None:
            self.me = self
            self.thread = threads

        def __del__(self) -> None:
            self.thread.append(threading.current_thread() is threading.main_thread())

    threads: list[bool] = []
    collector = MainThreadCollector(every_ms=10)
    try:
        assert not gc.isenabled()
        Knot()
        qtbot.waitUntil(lambda: threads == [True])
    finally:
        collector.stop()
    assert gc.isenabled()


def test_a_bug_becomes_a_report_without_what_a_foreign_error_says(
    tmp_path: Path, expected_log: Callable[..., None]
) -> None:
    expected_log("ValueError: see .*verslag-")
    moment = datetime(2026, 4, 1, 14, 2, tzinfo=UTC)
    reports = BugReports(tmp_path / "verslagen", lambda: moment, most=1)

    def fail() -> None:
        try:
            raise KeyError("NL91ABNA0417164300")
        except KeyError as cause:
            raise ValueError("Mevrouw Tester") from cause

    with pytest.raises(ValueError) as caught:
        fail()
    path = reports.write(caught.value)
    assert path is not None
    assert reports.write(caught.value) is None
    text = path.read_text(encoding="utf-8")
    assert path.name == "verslag-20260401-140200-01.txt"
    assert "builtins.ValueError" in text
    assert "builtins.KeyError" in text
    assert "test_scanning.py" in text
    assert "Tester" not in text
    assert "NL91" not in text


def test_a_folder_that_cannot_be_written_costs_only_the_report(
    tmp_path: Path, expected_log: Callable[..., None]
) -> None:
    expected_log("no bug report could be written: errno")
    (tmp_path / "file").write_text("", encoding="utf-8")
    reports = BugReports(tmp_path / "file" / "verslagen", lambda: datetime(2026, 4, 1, tzinfo=UTC))
    assert reports.write(ValueError()) is None


def test_what_nobody_catches_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    caught: list[BaseException] = []
    before: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _error, _trace: before.append(kind))
    undo = catch_unhandled(caught.append)
    error = ValueError()
    sys.excepthook(ValueError, error, None)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    undo()
    undo()
    sys.excepthook(ValueError, error, None)
    assert caught == [error]
    assert before == [KeyboardInterrupt, ValueError]
