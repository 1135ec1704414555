"""Everything that goes through the door can be sent as JSON and comes out the same."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar, Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk_app.errors import DeskAppError, InputRefused
from desk_app.usecases.access_errors import NotPermitted, SignInRefused
from desk_app.usecases.commands.sessions import SignIn
from desk_app.usecases.messages import Command
from desk_app.usecases.queries.customer_file import OpenCustomer
from desk_app.usecases.wire import (
    WireError,
    decode,
    encode,
    from_text,
    registry,
    result_type,
    secret_fields,
    to_text,
    unique,
)
from tests.usecases.samples import built, values

QUICK = settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))

KNOWN = registry()
MESSAGES: list[Any] = [*KNOWN.commands.values(), *KNOWN.queries.values()]


def _there_and_back(value: object, kind: Any) -> Any:
    return decode(json.loads(to_text(encode(value, kind))), kind)


def test_the_messages_were_found() -> None:
    assert len(KNOWN.commands) > 30
    assert len(KNOWN.queries) > 10
    assert len(KNOWN.errors) > 80


@pytest.mark.parametrize("kind", MESSAGES, ids=lambda kind: kind.__name__)
@QUICK
@given(data=st.data())
def test_every_message_comes_back(kind: Any, data: st.DataObject) -> None:
    message = data.draw(built(kind))
    packed = json.loads(to_text(KNOWN.pack_message(message)))
    unpack = KNOWN.unpack_command if issubclass(kind, Command) else KNOWN.unpack_query
    assert unpack(packed) == message


@pytest.mark.parametrize("kind", MESSAGES, ids=lambda kind: kind.__name__)
@QUICK
@given(data=st.data())
def test_every_answer_comes_back(kind: Any, data: st.DataObject) -> None:
    answered = result_type(kind)
    answer = data.draw(values(answered))
    back = _there_and_back(answer, answered)
    # An answer may hold errors, which are equal only to themselves.
    assert encode(back, answered) == encode(answer, answered)


@pytest.mark.parametrize("kind", KNOWN.errors.values(), ids=lambda kind: kind.__name__)
@QUICK
@given(data=st.data())
def test_every_error_comes_back(kind: Any, data: st.DataObject) -> None:
    error = data.draw(built(kind))
    back = KNOWN.unpack_error(json.loads(to_text(KNOWN.pack_error(error))))
    assert type(back) is kind
    if not isinstance(error, InputRefused):
        assert back.facts() == error.facts()
    else:
        assert isinstance(back, InputRefused)
        assert [one.facts() for one in back.problems] == [one.facts() for one in error.problems]


@pytest.mark.parametrize("kind", MESSAGES, ids=lambda kind: kind.__name__)
def test_messages_are_frozen_and_state_what_they_need(kind: Any) -> None:
    assert kind.__dataclass_params__.frozen
    assert kind.permission
    if issubclass(kind, Command):
        assert kind.audit


def test_a_secret_is_in_no_repr() -> None:
    found = {kind.__name__: secret_fields(kind) for kind in MESSAGES if secret_fields(kind)}
    assert found["SignIn"] == {"password"}
    assert "geheim" not in repr(SignIn("iemand", "geheim"))
    assert secret_fields(int) == frozenset()


def test_passwords_are_marked_everywhere() -> None:
    for kind in MESSAGES:
        assert {one.name for one in fields(kind) if "password" in one.name} <= secret_fields(kind)


@dataclass(frozen=True)
class _Shape:
    text: str
    count: int
    share: float
    yes: bool
    amount: Decimal
    day: date
    at: datetime
    side: Literal["left", "right"]
    pair: tuple[int, str]
    maybe: int | None


_PLAIN: dict[str, Any] = {
    "text": "a",
    "count": 1,
    "share": 0.5,
    "yes": True,
    "amount": "1.20",
    "day": "2026-04-14",
    "at": "2026-04-14T10:00:00+00:00",
    "side": "left",
    "pair": [1, "b"],
    "maybe": None,
}


def test_the_plain_form_is_what_json_takes() -> None:
    shape = decode(_PLAIN, _Shape)
    assert shape.amount == Decimal("1.20")
    assert shape.pair == (1, "b")
    assert encode(shape, _Shape) == _PLAIN


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("text", 1),
        ("text", None),
        ("count", "1"),
        ("count", True),
        ("yes", 1),
        ("share", "half"),
        ("amount", "veel"),
        ("amount", 1),
        ("day", "14-04-2026"),
        ("at", "2026-04-14T10:00:00"),
        ("side", "middle"),
        ("side", 1),
        ("pair", [1]),
        ("pair", "ab"),
        ("maybe", "1"),
    ],
)
def test_what_does_not_fit_is_refused(name: str, wrong: object) -> None:
    with pytest.raises(WireError):
        decode({**_PLAIN, name: wrong}, _Shape)


@pytest.mark.parametrize("plain", [None, [], {}, {**_PLAIN, "more": 1}])
def test_other_fields_are_refused(plain: object) -> None:
    with pytest.raises(WireError):
        decode(plain, _Shape)


def test_unknown_messages_and_errors_are_refused() -> None:
    for plain in (None, {}, {"message": "Nothing", "fields": {}}, {"message": "SignIn"}):
        with pytest.raises(WireError):
            KNOWN.unpack_command(plain)
    with pytest.raises(WireError):
        KNOWN.unpack_query({"message": "SignIn", "fields": {}})
    with pytest.raises(WireError):
        KNOWN.unpack_error({"code": "nothing", "facts": {}})
    with pytest.raises(WireError):
        decode(KNOWN.pack_error(SignInRefused()), NotPermitted)
    with pytest.raises(WireError):
        from_text("{")


def test_what_cannot_be_sent_is_a_fault_of_the_program() -> None:
    for kind in (object, dict[str, int], list[int], int | str):
        with pytest.raises(TypeError):
            encode(1, kind)
        with pytest.raises((TypeError, WireError)):
            decode(1, kind)

    class Silent(OpenCustomer):
        __orig_bases__ = (tuple[int],)

    with pytest.raises(TypeError):
        result_type(Silent)
    assert result_type(OpenCustomer).__name__ == "CustomerFile"


def test_two_classes_of_one_name_are_a_fault_of_the_program() -> None:
    class Other(DeskAppError):
        code: ClassVar[str] = SignInRefused.code

    with pytest.raises(TypeError):
        unique([SignInRefused, Other], lambda one: one.code)
