"""The outside world of the demo knows the demo's customers from the start."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from desk_app.demo.accounts import CUSTOMER_PASSWORD, make_known
from desk_app.demo.library import TEMPORARY_NUMBER, demo_library
from desk_app.domain.customers import Customer
from desk_app.domain.local_time import local_day
from desk_app.domain.login_accounts import LoginAccountState
from desk_app.gateways.identity.line import IdentityServer
from desk_app.gateways.identity.scim import ScimIdentityService
from desk_app.world import World
from tests.world.visiting import Visitor

TODAY = local_day(datetime.now(UTC))
CUSTOMERS = demo_library(TODAY, 5).customers
WITH_ACCOUNT = [one for one in CUSTOMERS if one.login_account is not None]


@pytest.fixture
def known() -> Iterator[World]:
    world = World()
    make_known(world, CUSTOMERS, TODAY)
    with world:
        yield world


@pytest.mark.parametrize("customer", WITH_ACCOUNT, ids=lambda one: str(one.actor_id))
def test_the_service_tells_what_stands_in_the_file(known: World, customer: Customer) -> None:
    account = customer.login_account
    assert account is not None
    service = ScimIdentityService(
        IdentityServer(known.url, known.token, silence=5.0, longest=10.0),
        lambda: datetime.now(UTC),
    )
    seen = service.show(account.reference)
    service.close()
    assert seen is not None
    assert (seen.username, seen.email, seen.state) == (
        account.username,
        account.email,
        LoginAccountState.ACTIVE,
    )
    assert tuple(seen.rights) == account.rights
    assert account.rights


def test_somebody_with_and_somebody_without_an_account_are_there() -> None:
    assert len(WITH_ACCOUNT) == 2
    assert len(CUSTOMERS) > len(WITH_ACCOUNT)


@pytest.mark.parametrize("site", ["website", "online"])
@pytest.mark.parametrize("number", [TEMPORARY_NUMBER, "5280900001"])
def test_they_sign_in(known: World, number: str, site: str) -> None:
    with Visitor(known) as visitor:
        visitor.open(f"/{site}/inloggen").sign_in(number, CUSTOMER_PASSWORD)
        assert visitor.path == f"/{site}/mijn"


def test_who_reads_digital_only_opens_a_book(known: World) -> None:
    with Visitor(known) as visitor:
        visitor.open("/online/inloggen").sign_in("5280900001", CUSTOMER_PASSWORD)
        visitor.open("/online/boeken/max-havelaar").send(read="ja")
        assert visitor.path == "/online/lezen/max-havelaar"
