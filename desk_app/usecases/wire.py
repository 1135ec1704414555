"""Commands, queries, shapes and errors as JSON and back, by their type hints.

What a field may hold is what its type says: text, numbers, yes and no, `Decimal`, dates,
aware moments, enums, literals, tuples, frozen dataclasses, None, and errors by their code. Anything
else is a fault of the program and found by the first test that touches the class.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import types
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, Final, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from desk_app.errors import DeskAppError
from desk_app.usecases.messages import Command, Query

Plain = Any
"""What `json` takes: dict, list, str, int, bool or None."""

T = TypeVar("T")


class WireError(ValueError):
    """What arrived is not what its type says."""


def encode(value: object, kind: Any) -> Plain:
    """`value`, declared as `kind`, in plain values."""
    return _encoder(kind)(value)


def encode_open(value: object, kind: Any) -> Plain:
    """As `encode`, without the fields that are marked as secret, however deep they stand."""
    return _encoder(kind, open_only=True)(value)


@cache
def has_secrets(kind: Any) -> bool:
    """Whether a value of this type holds a field that is marked as secret, however deep."""
    known: Any = kind
    if is_dataclass(kind):
        return bool(secret_fields(known)) or any(map(has_secrets, _hints(known).values()))
    return any(has_secrets(one) for one in get_args(kind) if one is not ...)


def decode(plain: Plain, kind: Any) -> Any:
    """The value of type `kind` that `encode` made `plain` of.

    Raises:
        WireError: it does not fit the type.
    """
    try:
        return _decoder(kind)(plain)
    except WireError:
        raise
    except (TypeError, ValueError, KeyError, ArithmeticError) as wrong:
        raise WireError(f"does not fit {kind}") from wrong


def to_text(plain: Plain) -> str:
    """One spelling for equal values: sorted keys, no spaces."""
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_text(text: str) -> Plain:
    """What `to_text` made a text of. Raises `WireError`."""
    try:
        return json.loads(text)
    except ValueError as wrong:
        raise WireError("no JSON") from wrong


@cache
def result_type(message: Any) -> Any:
    """What a command or query class is answered with (its type argument)."""
    for base in getattr(message, "__orig_bases__", ()):
        if get_origin(base) in {Command, Query}:
            return _resolved(get_args(base)[0])
    raise TypeError(f"{message.__name__} does not say what it is answered with")


@cache
def secret_fields(kind: Any) -> frozenset[str]:
    """Names of the fields of a dataclass that are marked as secret."""
    if not is_dataclass(kind):
        return frozenset()
    return frozenset(entry.name for entry in fields(kind) if entry.metadata.get("secret"))


@dataclass(frozen=True)
class Registry:
    """Every message class by its name and every error class by its code."""

    commands: Mapping[str, type[Command[Any]]]
    queries: Mapping[str, type[Query[Any]]]
    errors: Mapping[str, type[DeskAppError]]

    def pack_message(self, message: Command[Any] | Query[Any]) -> Plain:
        """A command or query with its name. Secrets are in it: it goes over a closed line only."""
        kind = type(message)
        return {"message": kind.__name__, "fields": encode(message, kind)}

    def unpack_command(self, plain: Plain) -> Command[Any]:
        """The command that was packed. Raises `WireError`."""
        command: Command[Any] = _named(self.commands, plain)
        return command

    def unpack_query(self, plain: Plain) -> Query[Any]:
        """The query that was packed. Raises `WireError`."""
        query: Query[Any] = _named(self.queries, plain)
        return query

    def pack_error(self, error: DeskAppError) -> Plain:
        """An error by its code, with its facts."""
        return _encode_error(error)

    def unpack_error(self, plain: Plain) -> DeskAppError:
        """The error that was packed.

        Raises:
            WireError: nobody here knows this code, or the facts do not fit it.
        """
        error: DeskAppError = decode(plain, DeskAppError)
        return error


@cache
def registry() -> Registry:
    """Everything this program knows; the first call reads every module of the core."""
    for package in ("desk_app.domain", "desk_app.usecases", "desk_app.hardware"):
        _import_all(package)
    return Registry(
        unique(_below(Command), lambda one: one.__name__),
        unique(_below(Query), lambda one: one.__name__),
        unique((one for one in _below(DeskAppError) if "code" in vars(one)), lambda one: one.code),
    )


def unique(classes: Iterable[type[T]], name: Callable[[Any], str]) -> dict[str, type[T]]:
    """The classes by name.

    Raises:
        TypeError: two of them have the same name or code.
    """
    table: dict[str, type[T]] = {}
    for one in classes:
        other = table.setdefault(name(one), one)
        if other is not one:
            raise TypeError(f"{one.__qualname__} and {other.__qualname__} share {name(one)!r}")
    return table


def _named(known: Mapping[str, Any], plain: Plain) -> Any:
    try:
        kind, inside = known[plain["message"]], plain["fields"]
    except (KeyError, TypeError) as wrong:
        raise WireError("no such message") from wrong
    return decode(inside, kind)


_PROGRAM: Final = "desk_app."


def _below(top: type[T]) -> list[type[T]]:
    return [one for one in _all_below(top) if one.__module__.startswith(_PROGRAM)]


def _all_below(top: type[T]) -> Iterator[type[T]]:
    for one in top.__subclasses__():
        yield one
        yield from _all_below(one)


def _import_all(package: str) -> None:
    found = importlib.import_module(package)
    for module in pkgutil.walk_packages(found.__path__, f"{package}."):
        importlib.import_module(module.name)


# ------------------------------------------------------------------------------------ types


def _resolved(kind: Any) -> Any:
    return type(None) if kind is None else kind


@cache
def _hints(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {entry.name: hints[entry.name] for entry in fields(kind)}


_AS_IT_IS: Final[tuple[type, ...]] = (str, int, bool, float, type(None))


@cache
def _encoder(kind: Any, *, open_only: bool = False) -> Callable[[Any], Plain]:
    origin = get_origin(kind)
    if kind in _AS_IT_IS:
        return lambda value: value
    if kind is Decimal:
        return str
    if kind in {date, datetime}:
        return lambda value: value.isoformat()
    if origin is Literal:
        return lambda value: value
    if origin in {Union, types.UnionType}:
        inner = _encoder(_optional(kind), open_only=open_only)
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        return _encode_tuple(get_args(kind), open_only=open_only)
    if isinstance(kind, type):
        if issubclass(kind, Enum):
            return lambda value: value.value
        if issubclass(kind, DeskAppError):
            return _encode_error
        if is_dataclass(kind):
            return _encode_fields(kind, open_only=open_only)
    raise TypeError(f"cannot be sent: {kind}")


def _encode_tuple(inside: tuple[Any, ...], *, open_only: bool) -> Callable[[Any], Plain]:
    if len(inside) == 2 and inside[1] is ...:
        each = _encoder(inside[0], open_only=open_only)
        return lambda value: [each(one) for one in value]
    several = [_encoder(one, open_only=open_only) for one in inside]
    return lambda value: [how(one) for how, one in zip(several, value, strict=True)]


@cache
def _encode_fields(kind: type, *, open_only: bool = False) -> Callable[[Any], Plain]:
    hidden = secret_fields(kind) if open_only else frozenset()
    how = {
        name: _encoder(hint, open_only=open_only)
        for name, hint in _hints(kind).items()
        if name not in hidden
    }
    return lambda value: {name: one(getattr(value, name)) for name, one in how.items()}


def _encode_error(error: DeskAppError) -> Plain:
    kind: Any = type(error)
    return {"code": error.code, "facts": _encode_fields(kind)(error)}


@cache
def _decoder(kind: Any) -> Callable[[Plain], Any]:
    origin = get_origin(kind)
    if kind in _AS_IT_IS:
        return _exactly(kind)
    if kind is Decimal:
        return lambda plain: Decimal(_text(plain))
    if kind is datetime:
        return _moment
    if kind is date:
        return lambda plain: date.fromisoformat(_text(plain))
    if origin is Literal:
        return _one_of(get_args(kind))
    if origin in {Union, types.UnionType}:
        inner = _decoder(_optional(kind))
        return lambda plain: None if plain is None else inner(plain)
    if origin is tuple:
        return _decode_tuple(get_args(kind))
    if isinstance(kind, type):
        if issubclass(kind, Enum):
            return kind
        if issubclass(kind, DeskAppError):
            return lambda plain: _decode_error(plain, kind)
        if is_dataclass(kind):
            return _decode_fields(kind)
    raise TypeError(f"cannot be sent: {kind}")


def _exactly(kind: type) -> Callable[[Plain], Any]:
    def check(plain: Plain) -> Any:
        if type(plain) is not kind:
            raise WireError(f"not {kind.__name__}")
        return plain

    return check


def _text(plain: Plain) -> str:
    if not isinstance(plain, str):
        raise WireError("not text")
    return plain


def _moment(plain: Plain) -> datetime:
    moment = datetime.fromisoformat(_text(plain))
    if moment.tzinfo is None:
        raise WireError("a moment without its zone")
    return moment


def _one_of(choices: tuple[Any, ...]) -> Callable[[Plain], Any]:
    def check(plain: Plain) -> Any:
        for choice in choices:
            if plain == choice and type(plain) is type(choice):
                return plain
        raise WireError("not one of the choices")

    return check


def _decode_tuple(inside: tuple[Any, ...]) -> Callable[[Plain], Any]:
    if len(inside) == 2 and inside[1] is ...:
        each = _decoder(inside[0])
        return lambda plain: tuple(each(one) for one in _list(plain))
    several = [_decoder(one) for one in inside]
    return lambda plain: tuple(how(one) for how, one in zip(several, _list(plain), strict=True))


def _list(plain: Plain) -> list[Any]:
    if not isinstance(plain, list):
        raise WireError("not a list")
    return plain


@cache
def _decode_fields(kind: type) -> Callable[[Plain], Any]:
    how = {name: _decoder(hint) for name, hint in _hints(kind).items()}

    def build(plain: Plain) -> Any:
        if not isinstance(plain, dict) or plain.keys() != how.keys():
            raise WireError(f"other fields than those of {kind.__name__}")
        return kind(**{name: one(plain[name]) for name, one in how.items()})

    return build


def _decode_error(plain: Plain, least: type[DeskAppError]) -> DeskAppError:
    kind: Any = registry().errors[plain["code"]]
    if not issubclass(kind, least):
        raise WireError(f"{kind.__name__} is no {least.__name__}")
    error: DeskAppError = _decode_fields(kind)(plain["facts"])
    return error


def _optional(kind: Any) -> Any:
    inside = [one for one in get_args(kind) if one is not type(None)]
    if len(inside) != 1:
        raise TypeError(f"cannot tell which of these it is: {kind}")
    return inside[0]
