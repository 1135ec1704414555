"""The device lane: the one thread on which printers and writers are spoken to.

USB and HID libraries are not safe on several threads, and two jobs at one card writer would mix
their bytes. So every driver method asserts that it runs here.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, Protocol, TypeVar

from desk_app.hardware.errors import LaneStopped

R = TypeVar("R")


class LaneGuard(Protocol):
    """What a driver knows of the lane: a way to say that it is on it."""

    def assert_on_lane(self) -> None:
        """Raise AssertionError on any other thread."""
        ...


class DeviceLane:
    """One thread that carries out jobs in the order in which they were posted."""

    def __init__(self, name: str = "device-lane") -> None:
        self._jobs: queue.SimpleQueue[tuple[Callable[[], Any], Future[Any]] | None]
        self._jobs = queue.SimpleQueue()
        self._gate = threading.Lock()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._started = False
        self._stopped = False

    def start(self) -> None:
        """Start the thread. Starting twice does nothing."""
        with self._gate:
            if not self._started and not self._stopped:
                self._started = True
                self._thread.start()

    def post(self, job: Callable[[], R]) -> Future[R]:
        """Put a job at the end of the lane. Its answer or its exception is in the future.

        Raises:
            LaneStopped: the lane has been stopped.
        """
        future: Future[R] = Future()
        with self._gate:
            if self._stopped:
                raise LaneStopped(device=self._thread.name)
            self._jobs.put((job, future))
        return future

    def call(self, job: Callable[[], R], timeout_seconds: float | None = None) -> R:
        """Post a job and wait for its answer; run it at once when already on the lane.

        Raises:
            TimeoutError: the job is not done within `timeout_seconds`; it goes on.
        """
        if threading.current_thread() is self._thread:
            return job()
        return self.post(job).result(timeout_seconds)

    def stop(self, timeout_seconds: float | None = None) -> bool:
        """Refuse new jobs, drop those that have not begun, wait for the one that has.

        Returns whether the thread ended in time. A job that waits for a card has to be cancelled
        first, with its `CancelToken`.
        """
        with self._gate:
            first = not self._stopped
            self._stopped = True
            running = self._started
            if first:
                self._jobs.put(None)
        if running and threading.current_thread() is not self._thread:
            self._thread.join(timeout_seconds)
            return not self._thread.is_alive()
        return not running

    def assert_on_lane(self) -> None:
        """Raise AssertionError on any other thread: that is a bug, not a trouble."""
        here = threading.current_thread()
        if here is not self._thread:
            raise AssertionError(f"device call on {here.name}, not on {self._thread.name}")

    def _run(self) -> None:
        while (work := self._jobs.get()) is not None:
            job, future = work
            if not future.set_running_or_notify_cancel():
                continue
            if self._stopped:
                future.set_exception(LaneStopped(device=self._thread.name))
                continue
            try:
                answer = job()
            except BaseException as error:  # noqa: BLE001 - the future hands it to the asker
                future.set_exception(error)
            else:
                future.set_result(answer)
