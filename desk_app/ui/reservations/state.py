"""What the page of reservations shows. Plain data, no Qt."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Someone:
    """For whom something is reserved: who was scanned, or who is open."""

    actor_id: int
    name: str


@dataclass(frozen=True)
class ChosenTitle:
    """The title whose queue is shown."""

    title_id: int
    name: str


@dataclass(frozen=True)
class QueueReasons:
    """Why each button under the queue is grey; None for one that may be pressed.

    `resumes`: the button would resume instead of suspend.
    """

    place: str | None
    cancel: str | None
    suspend: str | None
    move: str | None
    open_file: str | None
    resumes: bool = False


@dataclass(frozen=True)
class ShelfReasons:
    """Why each button under the shelf is grey; None for one that may be pressed."""

    cancel: str | None
    slip: str | None
    lend: str | None
    print_list: str | None
