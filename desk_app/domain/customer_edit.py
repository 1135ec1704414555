"""Editing a customer: what was typed here, what was saved elsewhere, and what comes of both."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from desk_app.domain.customer_checks import CheckedFields, problems_of
from desk_app.domain.customer_fields import (
    FIELDS,
    FieldNotPermitted,
    FieldReadOnly,
    FieldUnknown,
    FieldValue,
    parse,
    to_text,
)
from desk_app.domain.customers import Customer
from desk_app.domain.edited_fields import Wanted
from desk_app.domain.staff import Permission
from desk_app.domain.text_policy import printable
from desk_app.errors import FieldRefused


@dataclass(frozen=True)
class Clash:
    """A field that was changed both here and elsewhere, as canonical texts."""

    field: str
    was: str
    theirs: str
    yours: str


@dataclass(frozen=True)
class EditPlan:
    """What an edit comes to. Nothing may be applied while there are problems or clashes.

    `values` are the fields that change; `merged` were not edited here, were changed elsewhere, and
    keep that change.
    """

    values: dict[str, FieldValue]
    merged: tuple[str, ...]
    clashes: tuple[Clash, ...]
    problems: tuple[FieldRefused, ...]


@dataclass(frozen=True)
class ChangedField:
    """A field that changed, as canonical texts."""

    field: str
    old: str
    new: str


def plan_edit(
    customer: Customer,
    changes: Iterable[Wanted],
    overwrite: Collection[str],
    may: Callable[[Permission], bool],
    today: date,
) -> EditPlan:
    """Merge `changes` with the customer as it stands; nothing is changed yet.

    A clash over a field named in `overwrite` is settled for what was typed here. A field that
    already is what it should become is left alone.
    """
    changes = tuple(changes)
    country = _country_after(customer, changes)
    values: dict[str, FieldValue] = {}
    merged: list[str] = []
    clashes: list[Clash] = []
    problems: list[FieldRefused] = []
    seen: set[str] = set()
    for change in changes:
        name = change.field
        try:
            _check_field(name, seen, may)
            value = parse(name, change.becomes, country=country, today=today)
        except FieldRefused as refused:
            problems.append(refused)
            continue
        current = text_of(customer, name)
        becomes = to_text(name, value)
        if change.was == change.becomes:
            if current != change.was:
                merged.append(name)
        elif current == becomes:
            continue
        elif current != change.was and name not in overwrite:
            clashes.append(Clash(name, change.was, current, becomes))
        else:
            values[name] = value
    _let_follow(customer, values)
    problems += _address_problems(customer, values, seen, country, today)
    wrong = {problem.field for problem in problems}
    problems += problems_of(_checked(customer, values), values.keys(), wrong, today)
    return EditPlan(values, tuple(merged), tuple(clashes), tuple(problems))


def apply_edit(customer: Customer, plan: EditPlan, by: str) -> tuple[ChangedField, ...]:
    """Change the fields of `plan`; `by` is who does it, and so who saw a proof of identity."""
    values = dict(plan.values)
    if "id_checked_on" in values:
        values["id_checked_by"] = by if values["id_checked_on"] else ""
    changed = []
    for name, value in values.items():
        old = text_of(customer, name)
        setattr(customer, name, value)
        changed.append(ChangedField(name, old, to_text(name, value)))
    return tuple(changed)


def text_of(customer: Customer, name: str) -> str:
    """The canonical text of a field as it stands."""
    return to_text(name, getattr(customer, name))


def _check_field(name: str, seen: set[str], may: Callable[[Permission], bool]) -> None:
    field = FIELDS.get(name)
    if field is None or name in seen:
        raise FieldUnknown(printable(name, 40))
    seen.add(name)
    if field.read_only:
        raise FieldReadOnly(name)
    if field.needs is not None and not may(field.needs):
        raise FieldNotPermitted(name, field.needs.value)


def _country_after(customer: Customer, changes: Iterable[Wanted]) -> str:
    """The country whose rules the address will have; a wrong one is found when it is parsed."""
    for change in changes:
        if change.field == "country" and change.was != change.becomes:
            return change.becomes.strip().upper()[:2]
    return customer.country


def _let_follow(customer: Customer, values: dict[str, FieldValue]) -> None:
    """A BIC belongs to one account: with another account it goes, unless it was typed anew."""
    if "iban" in values and "bic" not in values and customer.bic:
        values["bic"] = ""


def _address_problems(
    customer: Customer,
    values: dict[str, FieldValue],
    seen: Collection[str],
    country: str,
    today: date,
) -> list[FieldRefused]:
    """What of an address that stays does not fit the country it moves to."""
    problems: list[FieldRefused] = []
    if "country" not in values:
        return problems
    for name in {"postcode", "house_number"}.difference(seen):
        try:
            parse(name, text_of(customer, name), country=country, today=today)
        except FieldRefused as refused:
            problems.append(refused)
    return sorted(problems, key=lambda problem: problem.field)


def _checked(customer: Customer, values: dict[str, FieldValue]) -> CheckedFields:
    after: dict[str, Any] = {
        name: values.get(name, getattr(customer, name)) for name in CheckedFields.__annotations__
    }
    return CheckedFields(**after)
