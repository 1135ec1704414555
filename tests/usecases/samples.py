"""A value for every type a message may hold: one by hand, or any that hypothesis thinks of."""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from desk_app.errors import DeskAppError
from desk_app.usecases.wire import registry


def sample(kind: Any) -> Any:
    """One value of this type."""
    origin = get_origin(kind)
    plain: dict[Any, Any] = {
        str: "x",
        int: 1,
        bool: True,
        float: 0.5,
        Decimal: Decimal("1.25"),
        date: date(2026, 4, 14),
        datetime: datetime(2026, 4, 14, 10, tzinfo=UTC),
        type(None): None,
        None: None,
    }
    if kind in plain:
        return plain[kind]
    if origin is Literal:
        return get_args(kind)[0]
    if origin in {Union, types.UnionType}:
        return sample(next(one for one in get_args(kind) if one is not type(None)))
    if origin is tuple:
        inside = get_args(kind)
        return (sample(inside[0]),) if inside[1:] == (...,) else tuple(map(sample, inside))
    if issubclass(kind, Enum):
        return next(iter(kind))
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)] if is_dataclass(kind) else []
    return kind(**{name: sample(hints[name]) for name in names})


_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_MOMENTS = st.datetimes(
    min_value=datetime(1900, 1, 1),  # noqa: DTZ001 - the zone is added by the strategy
    max_value=datetime(2200, 1, 1),  # noqa: DTZ001 - the same
    timezones=st.just(UTC),
)


def values(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of this type."""
    origin = get_origin(kind)
    plain: dict[Any, st.SearchStrategy[Any]] = {
        str: _TEXT,
        int: st.integers(),
        bool: st.booleans(),
        float: st.floats(allow_nan=False),
        Decimal: st.decimals(allow_nan=False, allow_infinity=False, places=2),
        date: st.dates(),
        datetime: _MOMENTS,
        type(None): st.none(),
        None: st.none(),
    }
    if kind in plain:
        return plain[kind]
    if origin is Literal:
        return st.sampled_from(get_args(kind))
    if origin in {Union, types.UnionType}:
        return st.one_of(*(values(one) for one in get_args(kind)))
    if origin is tuple:
        inside = get_args(kind)
        if inside[1:] == (...,):
            return st.lists(values(inside[0]), max_size=3).map(tuple)
        return st.tuples(*map(values, inside))
    if issubclass(kind, Enum):
        return st.sampled_from(list(kind))
    if issubclass(kind, DeskAppError):
        below = [one for one in registry().errors.values() if issubclass(one, kind)]
        simple = [one for one in below if "problems" not in _names(one)]
        return st.sampled_from(simple).flatmap(built)
    return built(kind)


def built(kind: Any) -> st.SearchStrategy[Any]:
    """Any object of exactly this class."""
    hints = get_type_hints(kind)
    return st.builds(kind, **{name: values(hints[name]) for name in _names(kind)})


def _names(kind: Any) -> list[str]:
    return [field.name for field in fields(kind)] if is_dataclass(kind) else []
