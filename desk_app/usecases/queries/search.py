"""Zoek klant: one field that takes everything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from desk_app.domain.staff import Permission
from desk_app.usecases.messages import Query


@dataclass(frozen=True)
class CustomerHit:
    """One line of the result list. `match` says what was recognised (`domain.customer_search`)."""

    actor_id: int
    list_name: str
    birth_date: date | None
    address_line: str
    card_number: str
    branch_code: str
    branch_name: str
    match: str
    blocked: bool = False


@dataclass(frozen=True)
class SearchAnswer:
    """Hits, best first. `certain` when a number named exactly one customer; `more` when cut off."""

    text: str
    hits: tuple[CustomerHit, ...]
    certain: bool = False
    more: bool = False


@dataclass(frozen=True)
class SearchCustomers(Query[SearchAnswer]):
    """Search on whatever was typed; at most `limit` hits."""

    permission: ClassVar[Permission] = Permission.CUSTOMER_READ
    text: str
    limit: int = 50


@dataclass(frozen=True)
class NumberMeaning:
    """What a scanned number is. `actor_id` None: not given out here.

    `problem` is the code of the refusal that adding this number would meet, empty when it is free.
    """

    number: str
    actor_id: int | None
    card_status: str = ""
    problem: str = ""


@dataclass(frozen=True)
class WhoseNumber(Query[NumberMeaning]):
    """Whose card (or temporary) number this is."""

    permission: ClassVar[Permission] = Permission.CUSTOMER_READ
    number: str
