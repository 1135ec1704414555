"""*Word lid*, page by page, over HTTP, with the world at the other end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from desk_app.bootstrap.serving import LibraryServer
from desk_app.store.opening import SqlStore
from desk_app.world.running import World
from tests.journeys.workbench import wait_until
from tests.server.joining import join, pay, with_world
from tests.server.visiting import Browserless, check


@pytest.fixture
def world() -> Iterator[World]:
    with World() as running:
        yield running


@pytest.fixture
def server(serve: Callable[..., LibraryServer], world: World, tmp_path: Path) -> LibraryServer:
    return with_world(serve, world, tmp_path)


@pytest.fixture
def visitor(server: LibraryServer) -> Iterator[Browserless]:
    with Browserless(server.url) as one:
        yield one


def rows(store: SqlStore, sql: str, **values: Any) -> list[Any]:
    with store.database.readers.connect() as connection:
        return list(connection.execute(text(sql), values).all())


def test_from_word_lid_to_a_member_with_three_mails(
    visitor: Browserless, world: World, store: SqlStore
) -> None:
    check(visitor.open("/word-lid").answer)
    join(visitor)
    check(visitor.answer)
    assert "Compleet€ 62,50" in visitor.text
    pay(visitor)
    check(visitor.answer)
    assert "Je bent lid van de Bibliotheek" in visitor.text
    [customer] = rows(store, "SELECT * FROM customer")
    assert (customer.origin, customer.surname, customer.postcode) == ("online", "Tester", "7961 AM")
    assert customer.temporary_number.startswith("2X")
    wait_until(lambda: len(world.mailbox.all()) == 3)
    mails = {mail.subject: mail for mail in world.mailbox.all()}
    assert len(mails) == 3
    assert customer.temporary_number in mails["Welkom!"].text
    assert mails["Welkom!"].to == "g.tester@example.org"
