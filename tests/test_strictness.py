"""The guards of the test suite itself: each is shown to fail the test that deserves it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.lanes import lanes_left_out
from tests.strictness import loopback_name

OFFENCES = """
import logging
import socket
import threading
import warnings

from PySide6.QtCore import QThread, qWarning

kept = []


def test_nothing_wrong():
    pass


def test_logs_a_warning():
    logging.getLogger("desk_app.some").warning("the printer is on fire")


def test_logs_an_expected_warning(expected_log):
    expected_log("desk_app.some: the printer is on fire")
    logging.getLogger("desk_app.some").warning("the printer is on fire")


def test_expects_a_warning_that_stays_away(expected_log):
    expected_log("never said")


def test_leaves_a_thread():
    threading.Thread(target=threading.Event().wait, daemon=True, name="forgotten").start()


def test_leaves_a_qthread():
    thread = QThread()
    thread.setObjectName("forgotten lane")
    kept.append(thread)
    thread.start()


def test_connects_outside():
    with socket.socket() as outside:
        outside.connect(("192.0.2.1", 80))


def test_looks_up_a_name():
    socket.getaddrinfo("bibliotheek.example", 80)


def test_warns():
    warnings.warn("old")


def test_qt_warns():
    qWarning("bad parent")


def test_stops_the_qthread():
    for thread in kept:
        thread.quit()
        assert thread.wait(5000)
"""

EXPECTED = {
    "test_nothing_wrong": None,
    "test_logs_a_warning": "unexpected WARNING in the log: desk_app.some: the printer is on fire",
    "test_logs_an_expected_warning": None,
    "test_expects_a_warning_that_stays_away": "expected in the log at least 1 time",
    "test_leaves_a_thread": "left running: thread forgotten",
    "test_leaves_a_qthread": "left running: QThread forgotten lane",
    "test_connects_outside": "a test tried to reach",
    "test_looks_up_a_name": "a test tried to look up",
    "test_warns": "UserWarning: old",
    "test_qt_warns": "bad parent",
    "test_stops_the_qthread": None,
}


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> str:
    folder = tmp_path_factory.mktemp("offences")
    (folder / "test_offences.py").write_text(OFFENCES, encoding="utf-8")
    (folder / "conftest.py").write_text(
        "import tests.strictness\ntests.strictness.THREAD_GRACE_SECONDS = 0.2\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-v", "-p", "tests.strictness"),
            *("-c", str(repository / "pyproject.toml"), "--rootdir", str(folder)),
            *("--override-ini", f"cache_dir={folder}", str(folder)),
        ],
        check=False,
        cwd=repository,
        env={**os.environ, "PYTHONPATH": str(repository), "COLUMNS": "300"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 1, done.stdout
    return done.stdout


@pytest.mark.parametrize(("test", "complaint"), EXPECTED.items())
def test_guard(outcome: str, test: str, complaint: str | None) -> None:
    verdicts = re.findall(rf"^(ERROR|FAILED) \S+::{test}\b", outcome, re.MULTILINE)
    assert f"::{test} PASSED" in outcome or verdicts
    assert bool(verdicts) == (complaint is not None), outcome
    if complaint is not None:
        assert complaint in outcome


def test_every_offence_ran(outcome: str) -> None:
    assert set(re.findall(r"^def (test_\w+)", OFFENCES, re.MULTILINE)) == set(EXPECTED)
    assert f"collected {len(EXPECTED)} items" in outcome


def test_the_home_is_private(home: Path) -> None:
    assert Path.home() == home
    assert not list(home.glob(".config"))
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        assert Path(os.environ[variable]).is_relative_to(home)


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("localhost", True),
        ("127.0.0.1", True),
        (b"127.8.8.8", True),
        ("::1", True),
        (None, True),
        ("10.0.0.1", False),
        ("fe80::1%eth0", False),
        ("bibliotheek.example", False),
    ],
)
def test_loopback(host: object, here: bool) -> None:
    assert loopback_name(host) is here


def test_lanes_are_counted_by_name_and_reason() -> None:
    reasons = [
        "Skipped: lane postgresql: no server programs",
        "Skipped: lane postgresql: no server programs",
        "Skipped: lane ipp: ippeveprinter: not installed",
        "Skipped: only on Windows",
    ]
    assert lanes_left_out(reasons) == [
        "lane ipp could not run (ippeveprinter: not installed): 1 test skipped",
        "lane postgresql could not run (no server programs): 2 tests skipped",
    ]
