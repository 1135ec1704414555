"""The line to the identity service, its clock and its secrets; and users by themselves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from desk_app.gateways.identity import users
from desk_app.gateways.identity.line import IdentityServer
from desk_app.gateways.identity.scim import ScimIdentityService
from desk_app.gateways.identity.users import ACTIVATION, NoUserError
from desk_app.gateways.service_address import is_this_machine
from desk_app.usecases.errands.identity_outcomes import (
    IdentitySettingRefused,
    IdentityUnknownOutcome,
)
from desk_app.usecases.service_ports import AccountSeen
from tests.gateways.identity.acting import (
    ACTIVE,
    COMPLETE,
    EMAIL,
    REFERENCE,
    WAITING,
    made,
)
from tests.gateways.identity.peers import TOKEN, Door

# ---------------------------------------------------------------------------- clocks, secrets


@pytest.mark.parametrize("seconds", [-121, -119, 119, 121])
def test_a_clock_that_is_far_from_ours_is_told_once(
    service: ScimIdentityService,
    door: Door,
    seconds: int,
    expected_log: Callable[..., None],
    log_watch: Any,
) -> None:
    # The header has whole seconds, so a second of slack lies between the cases.
    frozen = datetime(2026, 4, 14, 10, 0, tzinfo=UTC)
    service._line._clock = lambda: frozen
    from http.server import BaseHTTPRequestHandler

    patch = pytest.MonkeyPatch()
    patch.setattr(
        BaseHTTPRequestHandler,
        "date_time_string",
        lambda _self, _at=None: format_datetime(frozen + timedelta(seconds=seconds), usegmt=True),
    )
    if abs(seconds) > 120:
        expected_log("identity.line: the clock of the identity service is")
    assert service.show(REFERENCE) is None
    assert service.show(REFERENCE) is None
    patch.undo()
    assert service._line.skew == timedelta(seconds=seconds)
    assert len(log_watch.records) == (abs(seconds) > 120)


def test_a_date_that_is_none(service: ScimIdentityService, door: Door) -> None:
    from http.server import BaseHTTPRequestHandler

    patch = pytest.MonkeyPatch()
    patch.setattr(BaseHTTPRequestHandler, "date_time_string", lambda _self, _at=None: "gisteren")
    assert service.show(REFERENCE) is None
    patch.undo()
    assert service._line.skew is None


def test_no_secret_in_an_error_or_a_repr(service: ScimIdentityService, door: Door) -> None:
    assert TOKEN not in repr(IdentityServer("https://x.example", TOKEN))
    door.plan = ["lost"]
    with pytest.raises(IdentityUnknownOutcome) as lost:
        made(service)
    import traceback

    told = "".join(traceback.format_exception(lost.value))
    for secret in (TOKEN, EMAIL, "5003000030"):
        assert secret not in told


URL = "https://x.example"


def test_the_token_stands_in_a_file_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(f" {TOKEN}\n")
    file.chmod(0o600)
    assert IdentityServer.from_settings("https://x.example/", str(file)) == IdentityServer(
        "https://x.example", TOKEN
    )
    assert IdentityServer.from_settings("http://127.0.0.1:1", "").token == ""
    assert is_this_machine("localhost")
    assert is_this_machine("::1")
    for content in ("", "een\ntwee", "é"):
        file.write_text(content)
        with pytest.raises(IdentitySettingRefused):
            IdentityServer.from_settings(URL, str(file))
    file.write_bytes(b"\xff")
    with pytest.raises(IdentitySettingRefused):
        IdentityServer.from_settings(URL, str(file))
    file.chmod(0o644)
    with pytest.raises(IdentitySettingRefused) as open_to_others:
        IdentityServer.from_settings(URL, str(file))
    assert open_to_others.value.why == "token file open to others"
    with pytest.raises(IdentitySettingRefused):
        IdentityServer.from_settings(URL, str(tmp_path / "nowhere"))


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://x.example", "not secure"),
        ("ftp://x.example", "address"),
        ("https://", "address"),
        ("https://x.example:port", "address"),
        ("https://user:secret@x.example", "address"),
        ("https://x.example/?a=b", "address"),
    ],
)
def test_addresses_that_are_refused(url: str, why: str) -> None:
    with pytest.raises(IdentitySettingRefused) as refused:
        IdentityServer.from_settings(url, "")
    assert refused.value.why == why
    assert "secret" not in str(refused.value)


# --------------------------------------------------------------------------- users, by themselves


def test_reading_a_user() -> None:
    expires = datetime(2026, 4, 15, 10, 0, tzinfo=UTC)
    user: dict[str, Any] = {
        "id": "1",
        "userName": "x",
        "active": False,
        "emails": [{"value": "een@x.example"}, {"value": "twee@x.example", "primary": True}],
        "entitlements": [{"value": COMPLETE}, {"value": "Nieuw"}, {"display": "leeg"}],
        ACTIVATION: {"activationExpires": "2026-04-15T12:00:00+02:00"},
    }
    assert users.seen(user, REFERENCE) == AccountSeen(
        REFERENCE, WAITING, expires, (COMPLETE,), "x", "twee@x.example"
    )
    assert users.seen({"userName": "x"}, "") == AccountSeen("", ACTIVE, None, (), "x", "")
    assert users.seen({"userName": "x", "emails": [{"value": "een"}]}, "").email == "een"
    assert users.seen({"userName": "x", "emails": [{"value": 1}]}, "").email == ""
    assert users.seen({**user, "active": True}, "").activation_expires_at is None
    assert users.seen({**user, ACTIVATION: None}, "").activation_expires_at is None
    for wrong in ({}, {"userName": ""}, {"userName": 1}):
        with pytest.raises(NoUserError):
            users.seen(wrong, "")
    with pytest.raises(NoUserError):
        users.seen({**user, ACTIVATION: {"activationExpires": "2026-04-15T12:00:00"}}, "")
    with pytest.raises(NoUserError):
        users.seen({**user, ACTIVATION: {"activationExpires": 5}}, "")
