"""A SCIM server of somebody else, a door in front of it, and our client."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desk_app.gateways.identity.line import IdentityServer
from desk_app.gateways.identity.scim import ScimIdentityService
from tests.gateways.identity.acting import (
    Direct,
    now,
)
from tests.gateways.identity.peers import TOKEN, Door, scim2_server


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    with scim2_server() as url:
        yield url


@pytest.fixture
def direct(server: str) -> Iterator[Direct]:
    behind = Direct(server)
    behind.empty()
    yield behind
    behind.close()


@pytest.fixture
def door(server: str, direct: Direct) -> Iterator[Door]:
    with Door(server) as door:
        yield door


@pytest.fixture
def service(door: Door) -> Iterator[ScimIdentityService]:
    service = ScimIdentityService(IdentityServer(door.url, TOKEN, silence=0.5, longest=2.0), now)
    yield service
    service.close()
