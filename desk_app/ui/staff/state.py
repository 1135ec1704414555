"""What the page of accounts shows. Plain data, no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Task(StrEnum):
    """What the panel is open for."""

    ADD = "add"
    CHANGE = "change"
    PASSWORD = "password"  # noqa: S105 - the name of a task
    COLLEAGUE = "colleague"


FIELDS: Mapping[Task, tuple[str, ...]] = {
    Task.ADD: (
        "display_name",
        "username",
        "role",
        "branch_code",
        "customer_actor_id",
        "password",
        "password_again",
    ),
    Task.CHANGE: ("display_name", "role", "branch_code", "customer_actor_id"),
    Task.PASSWORD: ("password", "password_again"),
    Task.COLLEAGUE: ("customer_actor_id", "is_staff"),
}
"""The fields the panel asks for, by the names their refusals use."""


@dataclass(frozen=True)
class StaffForm:
    """The panel as it opens: its words, and what stands in its fields."""

    task: Task
    title: str
    advice: str
    values: Mapping[str, str]


@dataclass(frozen=True)
class Reasons:
    """Why each button is grey; None for one that may be pressed."""

    add: str | None
    change: str | None
    password: str | None
    disable: str | None
    colleague: str | None
