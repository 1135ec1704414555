"""SEPA direct-debit mandates (machtigingen); `003_34566048864d8de6.txt`, EPC SDD Core rulebook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class MandateState(StrEnum):
    """printed -> processed -> withdrawn; a customer without one is in state *none*."""

    PRINTED = "printed"
    PROCESSED = "processed"
    WITHDRAWN = "withdrawn"


@dataclass
class Mandate:
    """One mandate. `reference` (kenmerk) is at most 35 characters and unique for ever."""

    reference: str
    iban: str
    bic: str
    holder: str
    state: MandateState
    printed_at: datetime
    signed_on: date | None = None
    processed_at: datetime | None = None
    withdrawn_at: datetime | None = None
    mandate_id: int | None = None
