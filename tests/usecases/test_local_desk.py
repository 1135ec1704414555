"""The one door: who comes in, once and only once, and what is kept of it."""

from __future__ import annotations

from desk_app.domain.staff import Role
from desk_app.usecases.commands.cards import AddCard
from desk_app.usecases.queries.customer_file import OpenCustomer
from tests.usecases.library import CARD, ONLINE, Library


def test_the_first_card(library: Library) -> None:
    desk = library.desk(Role.FRONT_OFFICE)
    done = desk.execute(AddCard(ONLINE, CARD), key="k1")
    assert done.result.username_change.new == CARD
    assert done.changes.customers == (ONLINE,)
    assert desk.execute(AddCard(ONLINE, CARD), key="k1") == done
    file = desk.ask(OpenCustomer(ONLINE))
    assert file.card_number == CARD
    assert library.audit_tags() == ["staff:signed_in", "card:added"]
    desk.close()
    assert library.audit_tags()[2:] == ["reading:recorded"]
