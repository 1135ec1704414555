"""What enrolling asks of the store, besides what every use case asks (`store_ports`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from desk_app.domain.duplicates import Known


@dataclass(frozen=True)
class DraftState:
    """A draft as a command finds it; `actor_id` is the customer it became, None while open."""

    staff_id: int
    actor_id: int | None


@dataclass(frozen=True)
class DraftRow:
    """An open draft with its payload."""

    draft_id: str
    payload: str
    changed_at: datetime


@dataclass(frozen=True)
class KnownAddress:
    """An address that a customer of the library has."""

    country: str
    postcode: str
    house_number: str
    house_suffix: str
    street: str
    place: str


class EnrolmentDrafts(Protocol):
    """What was typed of new customers."""

    def claim(self, draft_id: str, staff_id: int, at: datetime) -> DraftState:
        """The draft, locked until the end of the transaction; made when there is none."""

    def keep(self, draft_id: str, payload: str, at: datetime) -> None:
        """Keep what was typed so far of a claimed draft."""

    def finish(self, draft_id: str, actor_id: int) -> None:
        """A claimed draft became this customer; what was typed is gone."""

    def drop(self, draft_id: str, staff_id: int) -> None:
        """Forget a draft of this person that became nobody; nothing when there is none."""

    def forget_before(self, moment: datetime) -> None:
        """Forget every draft that was left alone since."""


class EnrolmentReadings(Protocol):
    """What is asked while somebody is enrolled."""

    def look_alikes(
        self, born: tuple[date, ...], postcode: str, house_number: str, most: int
    ) -> tuple[Known, ...]:
        """Customers who were born on one of these days or live at this address, at most `most`."""

    def street_of(self, postcode: str) -> tuple[str, str] | None:
        """The street and the place of a postcode, as most customers there have them."""

    def household(self, postcode: str, house_number: str) -> KnownAddress | None:
        """The address of who was enrolled last at this postcode and house number."""

    def open_drafts(self, staff_id: int) -> tuple[DraftRow, ...]:
        """What this person typed and did not save, newest first."""
