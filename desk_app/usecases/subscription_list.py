"""The list of subscriptions as a library writes it down, read into types and dated tariffs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from desk_app.domain.subscriptions import SubscriptionType, Tariff, TermKind

_EVERY_AGE = (0, 150)


@dataclass(frozen=True)
class SubscriptionList:
    """What a library offers, with what it costs from which day on."""

    types: tuple[SubscriptionType, ...]
    tariffs: tuple[Tariff, ...]


def read_subscriptions(table: Mapping[str, Any]) -> SubscriptionList:
    """The list in a parsed TOML file (`resources/demo/subscriptions.toml` explains its keys).

    Raises:
        KeyError, ValueError: an entry lacks something, or is not what it should be.
    """
    entries: Iterable[Mapping[str, Any]] = table["type"]
    return SubscriptionList(
        tuple(_type(entry) for entry in entries),
        tuple(tariff for entry in entries for tariff in _tariffs(entry)),
    )


def _type(entry: Mapping[str, Any]) -> SubscriptionType:
    return SubscriptionType(
        code=entry["code"],
        name=entry["name"],
        term=TermKind(entry["term"]),
        lends=entry.get("lends", True),
        online_complete=entry.get("online", False),
        direct_debit_only=entry.get("direct_debit_only", False),
        branch_code=entry.get("branch"),
        sold_online=entry.get("sold_online", False),
    )


def _tariffs(entry: Mapping[str, Any]) -> Iterable[Tariff]:
    for tariff in entry["tariff"]:
        valid_from: date = tariff["from"]
        youngest, oldest = tariff.get("ages", _EVERY_AGE)
        yield Tariff(
            type_code=entry["code"],
            valid_from=valid_from,
            amount=Decimal(tariff["amount"]),
            period_months=tariff["months"],
            min_age=youngest,
            max_age=oldest,
        )
