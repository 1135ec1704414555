"""The mechanics of a card printer: blank cards, ribbon, cover, and one job after another."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from desk_app.hardware.simulators.faults import FaultName, FaultRig


class PressJobState(Enum):
    """How far a job is."""

    PENDING = "pending"
    PROCESSING = "processing"
    CANCELED = "canceled"
    ABORTED = "aborted"
    COMPLETED = "completed"


GIVE_UP_SECONDS = 5.0
"""How long a printer that gives jobs up shows why, when nobody asks."""

ENDED = frozenset({PressJobState.CANCELED, PressJobState.ABORTED, PressJobState.COMPLETED})


@dataclass
class PressJob:
    """One card to be made."""

    number: int
    title: str
    user: str
    pdf: bytes
    state: PressJobState = PressJobState.PENDING
    reasons: tuple[str, ...] = ("none",)


@dataclass(frozen=True, slots=True)
class PrinterState:
    """What a person sees who looks at the printer. ribbon_left is in cards."""

    stock: int
    ribbon_left: int
    cover_open: bool
    is_stopped: bool
    is_plugged: bool
    reasons: tuple[str, ...]
    current_job: int | None
    tray: tuple[bytes, ...]


@dataclass
class CardPress:
    """The press and its thread. Safe from every thread.

    gives_up: a job that cannot go on is aborted at once; else the printer keeps it and waits.
    """

    faults: FaultRig
    gives_up: bool = False
    stock: int = 50
    ribbon_left: int = 200
    cover_open: bool = False
    is_stopped: bool = False
    tray: list[bytes] = field(default_factory=list)
    jobs: dict[int, PressJob] = field(default_factory=dict)
    on_change: Callable[[], None] = field(default=lambda: None)

    def __post_init__(self) -> None:
        """No thread runs yet."""
        self.changed = threading.Condition(threading.RLock())
        self._stopping = False
        self._times_told = 0
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Switch on."""
        if self._thread is None:
            self._stopping = False
            self._thread = threading.Thread(target=self._run, name="card press", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Switch off; no thread is left."""
        with self.changed:
            self._stopping = True
            self.changed.notify_all()
        if self._thread is not None:
            self._thread.join(10)
            self._thread = None

    def set(self, change: Callable[[], None]) -> None:
        """Change something about the press by hand."""
        with self.changed:
            change()
            self.changed.notify_all()
        self.on_change()

    def add(self, title: str, user: str, pdf: bytes) -> PressJob:
        """Take a job."""
        with self.changed:
            job = PressJob(number=len(self.jobs) + 1, title=title, user=user, pdf=pdf)
            self.jobs[job.number] = job
            self.changed.notify_all()
        self.on_change()
        return job

    def cancel(self, job: PressJob, reason: str) -> bool:
        """Drop a job; False when it has ended already."""
        with self.changed:
            if job.state in ENDED:
                return False
            job.state, job.reasons = PressJobState.CANCELED, (reason,)
            self.changed.notify_all()
        self.on_change()
        return True

    def current(self) -> PressJob | None:
        """The first job that has not ended."""
        return next((job for job in self.jobs.values() if job.state not in ENDED), None)

    def reasons(self) -> tuple[str, ...]:
        """Why it does not print, as printer-state-reasons."""
        found = []
        if self.is_stopped:
            found.append("paused")
        if self.cover_open:
            found.append("cover-open-error")
        if self.current() is not None and self.stock <= 0:
            found.append("media-needed-warning")
        if self.ribbon_left <= 0:
            found.append("marker-supply-empty-error")
        elif self.ribbon_left <= 10:
            found.append("marker-supply-low-report")
        return tuple(found) or ("none",)

    def told_reasons(self) -> tuple[str, ...]:
        """As `reasons`, and remembers that somebody outside has asked."""
        with self.changed:
            self._times_told += 1
            self.changed.notify_all()
            return self.reasons()

    def _run(self) -> None:
        while True:
            with self.changed:
                self.changed.wait_for(lambda: self._stopping or self.current() is not None)
                if self._stopping:
                    return
                job = self.current()
                if job is None:
                    continue
                self._make(job)
            self.on_change()

    def _make(self, job: PressJob) -> None:
        job.state = PressJobState.PROCESSING
        ribbon = self.faults.fire_number(FaultName.RIBBON_LEFT)
        if ribbon is not None:
            self.ribbon_left = ribbon
        if self.faults.fire(FaultName.COVER_OPEN) is not None:
            self.cover_open = True
        if self.faults.fire(FaultName.NO_CARD) is not None:
            self.stock = 0
        self.on_change()
        slow = self.faults.fire_number(FaultName.SLOW)
        if slow is not None:
            self.changed.wait_for(lambda: self._stopping or job.state in ENDED, timeout=slow / 1000)
        if self.gives_up and not self._can_print() and job.state not in ENDED:
            # Not before somebody who polls during the job can have seen why.
            told = self._times_told
            self.changed.wait_for(
                lambda: self._stopping or job.state in ENDED or self._times_told > told,
                timeout=GIVE_UP_SECONDS,
            )
            if job.state not in ENDED:
                job.state, job.reasons = PressJobState.ABORTED, ("aborted-by-system",)
            return
        self.changed.wait_for(lambda: self._stopping or job.state in ENDED or self._can_print())
        if self._stopping or job.state in ENDED:
            return
        self.stock -= 1
        self.ribbon_left -= 1
        self.tray.append(job.pdf)
        job.state, job.reasons = PressJobState.COMPLETED, ("job-completed-successfully",)

    def _can_print(self) -> bool:
        return (
            self.stock > 0 and self.ribbon_left > 0 and not self.cover_open and not self.is_stopped
        )
