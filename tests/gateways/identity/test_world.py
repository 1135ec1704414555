"""Accounts at the simulated identity service, which was written from the standard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from desk_app.domain.login_accounts import LoginAccountState
from desk_app.gateways.identity.line import IdentityServer
from desk_app.gateways.identity.scim import ScimIdentityService
from desk_app.usecases.errands.identity_outcomes import (
    IdentityRefusedIt,
    UsernameTakenElsewhere,
)
from desk_app.usecases.errands.outcomes import TryLater
from desk_app.world.faults import Fault, Service
from desk_app.world.running import World

REFERENCE = "9548-261380"
EMAIL = "g.tester@example.org"
BOTH = ("Basis", "OnlineBibliotheek-Compleet")


@pytest.fixture
def world() -> Iterator[World]:
    with World() as world:
        yield world


@pytest.fixture
def service(world: World) -> Iterator[ScimIdentityService]:
    server = IdentityServer(world.url, world.token, silence=1.0, longest=5.0)
    service = ScimIdentityService(server, lambda: datetime.now(UTC))
    yield service
    service.close()


def test_an_account_from_its_making_to_its_end(service: ScimIdentityService) -> None:
    seen = service.create(REFERENCE, "5003000030", EMAIL, "G. Tester", BOTH[:1])
    assert seen.state is LoginAccountState.WAITING_FOR_ACTIVATION
    assert seen.activation_expires_at is not None
    left = seen.activation_expires_at - datetime.now(UTC)
    assert timedelta(hours=23, minutes=59) < left <= timedelta(hours=24)
    assert service.show(REFERENCE) == seen
    assert service.authorise(REFERENCE, BOTH).rights == BOTH
    assert service.authorise(REFERENCE, ()).rights == ()
    assert service.rename(REFERENCE, "5003000030", "5003000070").username == "5003000070"
    with pytest.raises(UsernameTakenElsewhere):
        service.create("9548-000001", "5003000070", EMAIL, "X", ())
    with pytest.raises(IdentityRefusedIt):
        service.one_time_code(REFERENCE)
    service.forget(REFERENCE)
    service.forget(REFERENCE)
    assert service.show(REFERENCE) is None


@pytest.mark.parametrize("fault", Fault)
def test_no_fault_makes_a_second_account(
    world: World, service: ScimIdentityService, fault: Fault
) -> None:
    assert service.show(REFERENCE) is None
    seconds = 1.5 if fault in {Fault.SLOW, Fault.LATE} else None
    fired = []
    for times in (1, 2, 3):
        world.faults.set(Service.IDENTITY, fault, times=times, seconds=seconds)
        try:
            service.create(REFERENCE, "5003000030", EMAIL, "G. Tester", BOTH[:1])
        except TryLater as later:
            fired.append(later)
        except UsernameTakenElsewhere:
            # The request that came twice was refused by the first of the two.
            assert fault is Fault.TWICE
        assert world.faults.fired(Service.IDENTITY)
    world.faults.clear()
    seen = service.create(REFERENCE, "5003000030", EMAIL, "G. Tester", BOTH[:1])
    assert (seen.username, seen.reference) == ("5003000030", REFERENCE)
    assert seen.state is LoginAccountState.WAITING_FOR_ACTIVATION
    with pytest.raises(UsernameTakenElsewhere):
        service.create("9548-000001", "5003000030", EMAIL, "X", ())
    assert service.show("9548-000001") is None
    assert fired or fault is Fault.TWICE
