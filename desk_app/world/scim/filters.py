"""SCIM filters (RFC 7644, 3.4.2.2): `userName eq "x" and not (emails pr)`, and paths of a PATCH."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from desk_app.world.scim.errors import ScimError
from desk_app.world.scim.schemas import ACTIVATION, USER

Test = Callable[[dict[str, Any]], bool]
_TOKEN = re.compile(
    r"\s*(?:(?P<text>\"(?:[^\"\\]|\\.)*\")|(?P<mark>[()\[\]])|(?P<word>[^\s()\[\]\"]+))"
)
_CASE_EXACT = frozenset({"id", "externalid"})
_DEEPEST = 20


def compile_filter(text: str) -> Test:
    """The filter as a question to a resource. Raises ScimError 400 invalidFilter."""
    parser = _Parser(_tokens(text))
    found = parser.either(0)
    if parser.left():
        raise _invalid("something follows the filter")
    return found


@dataclass(frozen=True)
class Path:
    """Where a PATCH points: `emails[type eq "work"].value` and the like."""

    attribute: str
    sub: str | None = None
    chosen: Test | None = None
    schema: str | None = None


def parse_path(text: str) -> Path:
    """The path of a PATCH operation. Raises ScimError 400 invalidPath."""
    schema, rest = in_schema(text.strip())
    if schema and not rest:
        return Path("", schema=schema)
    shape = re.fullmatch(r"([A-Za-z$][\w$-]*)(?:\[(.+)\])?(?:\.([A-Za-z$][\w$-]*))?", rest)
    if shape is None:
        raise ScimError(400, "the path is not understood", "invalidPath")
    name, condition, sub = shape.groups()
    return Path(name, sub, compile_filter(condition) if condition else None, schema)


def in_schema(name: str) -> tuple[str | None, str]:
    """The schema that a full attribute name begins with, and the rest of the name."""
    for schema in (USER, ACTIVATION):
        if name.casefold() == schema.casefold():
            return schema, ""
        if name.casefold().startswith(f"{schema.casefold()}:"):
            return schema, name[len(schema) + 1 :]
    return None, name


def value_of(resource: dict[str, Any], name: str) -> Any:
    """The value of an attribute whatever its letter case; None when it is not there."""
    wanted = name.casefold()
    return next((value for key, value in resource.items() if key.casefold() == wanted), None)


class _Parser:
    """A recursive descent over the tokens; `or` binds least, `not` most."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens

    def left(self) -> bool:
        return bool(self._tokens)

    def either(self, depth: int) -> Test:
        if depth > _DEEPEST:
            raise _invalid("too deep")
        tests = [self._both(depth)]
        while self._word("or"):
            tests.append(self._both(depth))
        return lambda resource: any(test(resource) for test in tests)

    def _both(self, depth: int) -> Test:
        tests = [self._one(depth)]
        while self._word("and"):
            tests.append(self._one(depth))
        return lambda resource: all(test(resource) for test in tests)

    def _one(self, depth: int) -> Test:
        if self._word("not"):
            inner = self._one(depth + 1)
            return lambda resource: not inner(resource)
        if self._mark("("):
            inner = self.either(depth + 1)
            self._expect(")")
            return inner
        name = self._next()
        if self._mark("["):
            inner = self.either(depth + 1)
            self._expect("]")
            return lambda resource: any(inner(part) for part in _parts(value_of(resource, name)))
        operator = self._next().casefold()
        if operator == "pr":
            return lambda resource: any(_present(value) for value in _values(resource, name))
        if operator not in {"eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le"}:
            raise _invalid(f"unknown operator {operator}")
        wanted = _literal(self._next())
        exact = name.casefold() in _CASE_EXACT

        def compared(resource: dict[str, Any]) -> bool:
            values = _values(resource, name)
            if operator == "ne":
                return not any(_holds("eq", value, wanted, exact=exact) for value in values)
            return any(_holds(operator, value, wanted, exact=exact) for value in values)

        return compared

    def _next(self) -> str:
        if not self._tokens:
            raise _invalid("the filter stops too early")
        return self._tokens.pop(0)

    def _word(self, word: str) -> bool:
        return self._taken(bool(self._tokens) and self._tokens[0].casefold() == word)

    def _mark(self, mark: str) -> bool:
        return self._taken(bool(self._tokens) and self._tokens[0] == mark)

    def _taken(self, there: bool) -> bool:
        if there:
            self._tokens.pop(0)
        return there

    def _expect(self, mark: str) -> None:
        if not self._mark(mark):
            raise _invalid(f"{mark} is missing")


def _tokens(text: str) -> list[str]:
    if len(text) > 2000:
        raise _invalid("too long")
    found, position, text = list[str](), 0, text.rstrip()
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise _invalid("a quote is not closed")
        found.append(match.group(0).strip())
        position = match.end()
    return found


def _literal(token: str) -> Any:
    try:
        return json.loads(token)
    except ValueError as wrong:
        raise _invalid("a value is not JSON") from wrong


def _values(resource: dict[str, Any], name: str) -> list[Any]:
    schema, name = in_schema(name)
    if schema == ACTIVATION:
        held = value_of(resource, ACTIVATION)
        resource = held if isinstance(held, dict) else {}
    first, _, sub = name.partition(".")
    value = value_of(resource, first)
    if sub:
        return [value_of(part, sub) for part in _parts(value)]
    if isinstance(value, list):
        return [value_of(part, "value") if isinstance(part, dict) else part for part in value]
    return [value]


def _parts(value: Any) -> list[dict[str, Any]]:
    several = value if isinstance(value, list) else [value]
    return [part for part in several if isinstance(part, dict)]


def _present(value: Any) -> bool:
    return value is not None and value not in ("", [], {})


def _holds(operator: str, value: Any, wanted: Any, *, exact: bool) -> bool:
    if isinstance(value, str) and isinstance(wanted, str):
        left, right = (value, wanted) if exact else (value.casefold(), wanted.casefold())
        return {
            "eq": left == right,
            "co": right in left,
            "sw": left.startswith(right),
            "ew": left.endswith(right),
            "gt": left > right,
            "ge": left >= right,
            "lt": left < right,
            "le": left <= right,
        }[operator]
    if operator == "eq":
        return type(value) is type(wanted) and bool(value == wanted)
    return False


def _invalid(detail: str) -> ScimError:
    return ScimError(400, detail, "invalidFilter")
