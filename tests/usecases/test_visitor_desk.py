"""Visitors of web pages: denied unless the table allows it, and known by what their page says."""

from __future__ import annotations

from typing import Any

import pytest

from desk_app.domain.staff import Permission, Role
from desk_app.domain.visitors import PERMISSIONS_OF_VISITOR, PUBLIC, Visitor, VisitorKind
from desk_app.usecases.access_errors import NotPermitted
from desk_app.usecases.all_handlers import desk_handlers, visitor_handlers
from desk_app.usecases.commands.signups import BeginSignUp, SignUpBegun
from desk_app.usecases.handling import Asking, Handlers, Handling
from desk_app.usecases.messages import Command
from desk_app.usecases.signup_form import SignUpForm
from desk_app.usecases.store_ports import Errand
from desk_app.usecases.visitor_desk import VisitorDoor
from tests.usecases.library import PASSWORDS, Library
from tests.usecases.samples import sample

ON_SQLITE = pytest.mark.parametrize("engine_name", ["sqlite"])
PUPIL = Visitor(VisitorKind.PUPIL, 10024)


@ON_SQLITE
@pytest.mark.parametrize("visitor", [PUBLIC, PUPIL])
def test_visitors_come_to_nothing_of_the_desk(library: Library, visitor: Visitor) -> None:
    handlers = desk_handlers(PASSWORDS)
    door = VisitorDoor(library.store, library.clock, "website", handlers)
    desk = door.desk(visitor)
    offered: list[Any] = [*handlers.commands, *handlers.queries]
    refused = 0
    for kind in offered:
        if visitor.may(kind.permission):
            continue
        hand_in = desk.execute if issubclass(kind, Command) else desk.ask
        with pytest.raises(NotPermitted) as error:
            hand_in(sample(kind))
        assert error.value.permission is kind.permission
        refused += 1
    assert refused > 50
    assert library.audit_tags() == []
    assert desk.signed_in is None
    desk.idle()
    desk.close()


def test_every_kind_of_visitor_has_its_permissions() -> None:
    assert set(PERMISSIONS_OF_VISITOR) == set(VisitorKind)
    for permissions in PERMISSIONS_OF_VISITOR.values():
        assert not permissions & {
            Permission.ANYONE,
            Permission.SIGNED_IN,
            Permission.SYSTEM,
            Permission.CUSTOMER_READ,
        }
    assert {kind.value for kind in VisitorKind}.isdisjoint({role.value for role in Role})


def test_whoever_may_do_nothing_finds_no_handler() -> None:
    handlers = visitor_handlers(PASSWORDS)
    allowed = frozenset().union(*PERMISSIONS_OF_VISITOR.values())
    offered: list[Any] = [*handlers.commands, *handlers.queries]
    assert {kind.permission for kind in offered} <= allowed


@ON_SQLITE
def test_a_visitor_is_asked_what_they_may(library: Library) -> None:
    asking = Asking(
        library.store.readings(), None, library.clock.now, library.clock.now.date(), "", PUBLIC
    )
    assert asking.permissions == PERMISSIONS_OF_VISITOR[VisitorKind.PUBLIC]


@ON_SQLITE
def test_the_outbox_hears_of_what_a_visitor_leaves_in_it(library: Library) -> None:
    def leave(_command: BeginSignUp, on: Handling) -> SignUpBegun:
        on.work.errands.add(Errand("mail", "k1", "{}", on.now, on.now))
        return SignUpBegun("x")

    heard: list[str] = []
    for errands in (True, False):
        handlers = Handlers(
            {BeginSignUp: leave if errands else lambda *_: SignUpBegun("x")}, {}, {}
        )
        door = VisitorDoor(
            library.store, library.clock, "website", handlers, lambda: heard.append("kick")
        )
        door.desk(PUBLIC).execute(BeginSignUp(SignUpForm(), "k1"))
    assert heard == ["kick"]
    assert [row.role for row in library.rows("SELECT role FROM audit")] == ["web", "web"]
