"""What the card panel asks of its view and of the device thread. No Qt here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from desk_app.errors import DeskAppError
from desk_app.usecases.print_shapes import CardFace
from desk_app.usecases.procedures.issue_card import CardProgress
from desk_app.usecases.queries.card_jobs import CardJobRow


class PanelAction(StrEnum):
    """What can be done next in the panel."""

    CANCEL = "cancel"
    POSTPONE = "postpone"
    RETRY = "retry"
    PRINTED = "printed"
    READ = "read"
    SPOIL = "spoil"
    PROOF = "proof"
    CLOSE = "close"


class LineState(StrEnum):
    """How a step is drawn."""

    DONE = "done"
    CURRENT = "current"
    WAITING = "waiting"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class PanelLine:
    """One step with its small line."""

    words: str
    state: LineState
    note: str = ""


@dataclass(frozen=True)
class PanelButton:
    """A way on, grey with its reason when it cannot be used now."""

    action: PanelAction
    word: str
    why_not: str | None = None
    primary: bool = False


@dataclass(frozen=True)
class PanelState:
    """Everything the panel shows. `insert_before` is a monotonic moment for the countdown."""

    title: str
    face: CardFace
    lines: tuple[PanelLine, ...]
    buttons: tuple[PanelButton, ...]
    insert_before: float | None = None
    trouble: str = ""
    advice: str = ""
    code: str = ""
    good: str = ""


class CardPanelView(Protocol):
    """Shows the panel."""

    def show_panel(self, state: PanelState) -> None:
        """Open the panel, or show its new state."""

    def close_panel(self) -> None:
        """Close the panel."""

    def show_proof(self, job: CardJobRow) -> None:
        """Print an Inschrijfbewijs for the customer of this job."""

    def show_unfinished(self, jobs: tuple[CardJobRow, ...]) -> None:
        """Say which cards were left unfinished at this workstation; empty takes it away."""


class CardMaking(Protocol):
    """The device thread's card maker, spoken to from the main thread.

    Callbacks come on the main thread. One piece of work at a time.
    """

    @property
    def has_writer(self) -> bool:
        """Whether this workstation can write and read cards."""

    @property
    def has_printer(self) -> bool:
        """Whether this workstation can print cards."""

    def make(
        self,
        job: CardJobRow,
        on_progress: Callable[[CardProgress], None],
        on_end: Callable[[CardJobRow], None],
        on_error: Callable[[DeskAppError], None],
    ) -> None:
        """Take a job to its end or to a decision."""

    def confirm_scan(
        self,
        job: CardJobRow,
        scanned: str,
        on_progress: Callable[[CardProgress], None],
        on_end: Callable[[CardJobRow], None],
        on_error: Callable[[DeskAppError], None],
    ) -> None:
        """Judge the finished card by what was scanned or read."""

    def read(
        self,
        on_read: Callable[[str | None], None],
        on_error: Callable[[DeskAppError], None],
    ) -> None:
        """Lees pas."""

    def cancel(self) -> None:
        """Annuleren: stop the device; the job is closed."""

    def postpone(self) -> None:
        """Later afmaken: stop the device; the job stays open."""
