"""The whole way: desk, outbox, SCIM over HTTP, the simulated service, and a day that passes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from desk_app.domain.login_accounts import LoginAccountState
from desk_app.domain.staff import Role
from desk_app.gateways.identity.line import IdentityServer
from desk_app.gateways.identity.scim import ScimIdentityService
from desk_app.usecases.commands.cards import AddCard, ReplaceCard
from desk_app.usecases.commands.login_accounts import (
    AskLoginAccount,
    ForgetLoginAccount,
    GenerateLoginAccount,
    RegenerateLoginAccount,
)
from desk_app.usecases.messages import Command
from desk_app.usecases.queries.login_accounts import LoginAccountData, LoginWorklist
from desk_app.world.faults import Fault, Service
from desk_app.world.running import World
from tests.usecases.keeper import settle, worker
from tests.usecases.library import CARD, CARD_2, PLAIN, Library

WAITING = LoginAccountState.WAITING_FOR_ACTIVATION


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


def forward(library: Library, world: World, by: timedelta) -> None:
    """Time passes, here and there."""
    world.clock.forward(by.total_seconds())
    library.clock.now += by


def test_a_day_passes(library: Library, world: World, service: ScimIdentityService) -> None:
    library.clock.now = world.clock.now()
    desk, work = library.desk(Role.FRONT_OFFICE), worker(library, service)
    desk.execute(AddCard(PLAIN, CARD))
    desk.execute(GenerateLoginAccount(PLAIN))
    settle(work)
    shown = desk.ask(LoginAccountData(PLAIN))
    assert (shown.state, shown.username) == (WAITING, CARD)
    assert shown.seconds_left is not None
    assert 86_390 < shown.seconds_left <= 86_401
    forward(library, world, timedelta(hours=24, seconds=2))
    settle(work)
    desk = library.desk(Role.FRONT_OFFICE)
    assert [row.actor_id for row in desk.ask(LoginWorklist()).expired] == [PLAIN]
    desk.execute(RegenerateLoginAccount(PLAIN))
    settle(work)
    assert desk.ask(LoginAccountData(PLAIN)).state is WAITING
    desk.execute(ReplaceCard(PLAIN, CARD, CARD_2))
    settle(work)
    assert desk.ask(LoginAccountData(PLAIN)).username == CARD_2


FORGET_AND_GENERATE = (ForgetLoginAccount(PLAIN), GenerateLoginAccount(PLAIN))


@pytest.mark.parametrize(
    "anew", [FORGET_AND_GENERATE, FORGET_AND_GENERATE * 2, (RegenerateLoginAccount(PLAIN),)]
)
@pytest.mark.parametrize("tried", [True, False])
def test_forgetting_and_generating_behind_an_outage_sends_one_mail(
    library: Library,
    world: World,
    service: ScimIdentityService,
    anew: tuple[Command[Any], ...],
    tried: bool,
) -> None:
    library.clock.now = world.clock.now()
    desk, work = library.desk(Role.FRONT_OFFICE), worker(library, service)
    desk.execute(AddCard(PLAIN, CARD))
    world.faults.set(Service.IDENTITY, Fault.DOWN)
    desk.execute(GenerateLoginAccount(PLAIN))
    if tried:
        settle(work)
        assert desk.ask(LoginWorklist()).errands[0].trouble
    for command in anew:
        desk.execute(command)
    world.faults.clear()
    for _ in range(5):
        forward(library, world, timedelta(minutes=2))
        settle(work)
    assert desk.ask(LoginWorklist()).errands == ()
    shown = desk.ask(LoginAccountData(PLAIN))
    assert (shown.state, shown.username, shown.trouble) == (WAITING, CARD, "")
    assert len(world.mailbox.to("g.tester@example.org")) == 1


@pytest.mark.parametrize("fault", Fault)
def test_every_fault_ends_right(
    library: Library, world: World, service: ScimIdentityService, fault: Fault
) -> None:
    library.clock.now = world.clock.now()
    desk, work = library.desk(Role.FRONT_OFFICE), worker(library, service)
    desk.execute(AddCard(PLAIN, CARD))
    desk.execute(GenerateLoginAccount(PLAIN))
    seconds = 1.5 if fault in {Fault.SLOW, Fault.LATE} else None
    world.faults.set(Service.IDENTITY, fault, seconds=seconds)
    settle(work)
    assert world.faults.fired(Service.IDENTITY)
    if fault is not Fault.TWICE:
        (row,) = desk.ask(LoginWorklist()).errands
        assert row.trouble
    world.faults.clear()
    for _ in range(5):
        forward(library, world, timedelta(minutes=2))
        settle(work)
    desk.execute(AskLoginAccount(PLAIN))
    settle(work)
    assert desk.ask(LoginWorklist()).errands == ()
    shown = desk.ask(LoginAccountData(PLAIN))
    assert (shown.state, shown.username, shown.trouble) == (WAITING, CARD, "")
