"""What the page Scholen en koppeling shows. Plain data, no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Task(StrEnum):
    """What the panel is open for."""

    ADD = "add"
    LINK_ON = "link_on"
    CONSENT = "consent"


FIELDS: Mapping[Task, tuple[str, ...]] = {
    Task.ADD: (
        "school_code",
        "name",
        "sector",
        "library_code",
        "place",
        "brin",
        "label",
        "number_process",
    ),
    Task.LINK_ON: ("requested_by", "requested_on"),
    Task.CONSENT: ("given_by", "given_on", "how", "text_version", "all_parents"),
}
"""The fields the panel asks for, by the names their refusals use."""


class Switch(StrEnum):
    """Where the pupils of a school may reserve (`004_b77d1b3c9ac441d5.txt`)."""

    AT_SCHOOL = "reserve_at_school"
    IN_BRANCHES = "reserve_in_branches"
    ONLY_LENT_OUT = "only_lent_out"


class Show(StrEnum):
    """Which pairs are listed."""

    PROPOSED = "proposed"
    LINKED = "linked"


@dataclass(frozen=True)
class PairLine:
    """A pupil with the library's customer of the same child, proposed or linked.

    `refused` is the code of what stands in the way of linking; `proposal_id` None: linked.
    """

    actor_id: int
    list_name: str
    group_name: str
    birth_date: date | None = None
    library_actor_id: int | None = None
    library_name: str = ""
    library_birth_date: date | None = None
    library_place: str = ""
    refused: str = ""
    proposal_id: int | None = None


@dataclass(frozen=True)
class Reasons:
    """Why each button is grey; None for one that may be pressed. `switches`: all three ticks."""

    add: str | None
    switches: str | None
    link_on: str | None
    link_off: str | None
    consent: str | None
    withdraw: str | None
    confirm: str | None
    reject: str | None
    unlink: str | None
    open_pupil: str | None
    open_customer: str | None
