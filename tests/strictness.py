"""A pytest plugin: what must not happen unseen while a test runs.

A log line at WARNING or above, a thread left behind, or a connection to anything but this machine
fails the test in which it happens. (Python's warnings and Qt's are failures by pyproject.toml.)
"""

from __future__ import annotations

import gc
import ipaddress
import logging
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QThread, QThreadPool

THREAD_GRACE_SECONDS = 5.0
GC_EVERY = 50


class OutsideConnectionError(AssertionError):
    """A test reached for something that is not on this machine."""


# ------------------------------------------------------------------------------------ log lines


class LogWatch(logging.Handler):
    """Collects the records at WARNING and above, and the patterns a test expects among them."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []
        self.expected: list[tuple[re.Pattern[str], int]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def complaints(self) -> list[str]:
        """What was logged and not expected, and what was expected and not logged."""
        lines = [(record, f"{record.name}: {record.getMessage()}") for record in self.records]
        unexpected = [
            f"unexpected {record.levelname} in the log: {line}"
            for record, line in lines
            if not any(pattern.search(line) for pattern, _ in self.expected)
        ]
        absent = [
            f"expected in the log at least {least} time(s): {pattern.pattern}"
            for pattern, least in self.expected
            if sum(bool(pattern.search(line)) for _, line in lines) < least
        ]
        return unexpected + absent


@pytest.fixture(autouse=True)
def log_watch() -> Iterator[LogWatch]:
    """Fail the test on a log line at WARNING or above that it did not expect."""
    watch = LogWatch()
    root = logging.getLogger()
    root.addHandler(watch)
    yield watch
    root.removeHandler(watch)
    complaints = watch.complaints()
    if complaints:
        pytest.fail("\n".join(complaints), pytrace=False)


@pytest.fixture
def expected_log(log_watch: LogWatch) -> Callable[..., None]:
    """Say what the log will hold: `expected_log("desk_app.store: .*locked", at_least=1)`.

    The pattern is searched in ``logger name: message``. With `at_least=0` the line may stay away;
    otherwise the test fails when the trouble it provokes was never logged.
    """

    def expect(pattern: str, *, at_least: int = 1) -> None:
        log_watch.expected.append((re.compile(pattern), at_least))

    return expect


# -------------------------------------------------------------------------------------- threads

_started_qthreads: list[QThread] = []


def _watch_qthreads() -> None:
    start = QThread.start

    def start_and_remember(self: QThread, *arguments: Any) -> None:
        _started_qthreads.append(self)
        start(self, *arguments)

    QThread.start = start_and_remember  # type: ignore[method-assign,assignment]


def _running_qthreads() -> list[str]:
    running = []
    for thread in _started_qthreads:
        try:
            if thread.isRunning():
                running.append(f"QThread {thread.objectName() or type(thread).__name__}")
        except RuntimeError:
            continue  # the C++ thread is gone, and so is what it ran
    return running


def _new_threads(before: set[threading.Thread]) -> list[threading.Thread]:
    return [
        thread
        for thread in threading.enumerate()
        if thread not in before
        and thread.is_alive()
        and not thread.name.startswith("pytest_timeout")
        and not isinstance(thread, threading._DummyThread)
    ]


@pytest.fixture(autouse=True)
def no_thread_left_behind(log_watch: LogWatch) -> Iterator[None]:
    """Fail the test when a thread it started still runs a while after it."""
    before = set(threading.enumerate())
    _started_qthreads.clear()
    yield
    deadline = time.monotonic() + THREAD_GRACE_SECONDS
    for thread in _new_threads(before):
        thread.join(max(0.0, deadline - time.monotonic()))
    for qthread in _started_qthreads:
        try:
            qthread.wait(max(1, int(1000 * (deadline - time.monotonic()))))
        except RuntimeError:
            continue
    left = [f"thread {thread.name}" for thread in _new_threads(before)] + _running_qthreads()
    pool = QThreadPool.globalInstance()
    if not pool.waitForDone(max(1, int(1000 * (deadline - time.monotonic())))):
        left.append(f"{pool.activeThreadCount()} thread(s) of Qt's global pool")
    if left:
        pytest.fail("left running: " + ", ".join(left), pytrace=False)


# -------------------------------------------------------------------------------------- network


def on_this_machine(family: int, address: object) -> bool:
    """True for a Unix socket and for an address of the loopback range."""
    if family not in {socket.AF_INET, socket.AF_INET6}:
        return True
    host = address[0] if isinstance(address, tuple) else ""
    return loopback_name(host)


def loopback_name(host: object) -> bool:
    """True for `localhost`, for an empty name (this machine) and for a loopback address."""
    name = host.decode() if isinstance(host, bytes) else host
    if name in {None, "", "localhost", "0.0.0.0", "::"}:  # noqa: S104
        return True
    try:
        return ipaddress.ip_address(str(name).partition("%")[0]).is_loopback
    except ValueError:
        return False


def _guard_sockets(patch: pytest.MonkeyPatch) -> None:
    def guarded(method: Callable[..., Any], position: int) -> Callable[..., Any]:
        def call(self: socket.socket, *arguments: Any) -> Any:
            address = arguments[position]
            if not on_this_machine(self.family, address):
                raise OutsideConnectionError(f"a test tried to reach {address!r}")
            return method(self, *arguments)

        return call

    patch.setattr(socket.socket, "connect", guarded(socket.socket.connect, 0))
    patch.setattr(socket.socket, "connect_ex", guarded(socket.socket.connect_ex, 0))
    patch.setattr(socket.socket, "sendto", guarded(socket.socket.sendto, -1))
    look_up = socket.getaddrinfo

    def guarded_look_up(host: Any, *arguments: Any, **options: Any) -> Any:
        if not loopback_name(host):
            raise OutsideConnectionError(f"a test tried to look up {host!r}")
        return look_up(host, *arguments, **options)

    patch.setattr(socket, "getaddrinfo", guarded_look_up)


# ---------------------------------------------------------------------------- the collector, all


@pytest.fixture(autouse=True)
def collect_on_the_main_thread(
    request: pytest.FixtureRequest, no_thread_left_behind: None
) -> Iterator[None]:
    """Let Python's collector run between tests only, on the main thread.

    It destroys Qt objects on whatever thread it happens to run, which the program itself prevents
    in the same way.
    """
    yield
    state = request.config.stash[_COLLECTOR]
    state["tests"] += 1
    if "qtbot" in request.fixturenames or state["tests"] % GC_EVERY == 0:
        gc.collect()


_PATCHES = pytest.StashKey[pytest.MonkeyPatch]()
_COLLECTOR = pytest.StashKey[dict[str, int]]()


def pytest_configure(config: pytest.Config) -> None:
    """Put the guards up."""
    patch = pytest.MonkeyPatch()
    _guard_sockets(patch)
    patch.setattr(QThread, "start", QThread.start)
    _watch_qthreads()
    config.stash[_PATCHES] = patch
    config.stash[_COLLECTOR] = {"tests": 0}
    gc.disable()


def pytest_collection_finish() -> None:
    """Keep what lives as long as the run out of every later collection."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Take the guards down."""
    config.stash[_PATCHES].undo()
    gc.enable()
