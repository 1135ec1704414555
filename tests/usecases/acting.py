"""What many tests of the use cases do and look at."""

from __future__ import annotations

from typing import Any

import pytest

from desk_app.domain.cards import (
    Card,
    CardKind,
    CardStatus,
)
from desk_app.errors import Refused
from desk_app.usecases.local_desk import LocalDesk
from desk_app.usecases.messages import Command
from tests.usecases.library import (
    HOME,
    ONLINE,
    Library,
)


def cards_of(library: Library, actor_id: int = ONLINE) -> dict[str, tuple[CardKind, CardStatus]]:
    with library.customer(actor_id) as customer:
        return {card.number: (card.kind, card.status) for card in customer.cards}


def card(library: Library, number: str, actor_id: int = ONLINE, **facts: Any) -> Card:
    """The card, after `facts` of it were changed behind the desk's back."""
    with library.customer(actor_id) as customer:
        found = next(one for one in customer.cards if one.number == number)
        for name, value in facts.items():
            setattr(found, name, value)
        return found


def verifying(library: Library) -> None:
    with library.transaction() as work:
        work.branches.get(HOME).verify_cards = True


def refused(desk: LocalDesk, command: Command[Any], refusal: type[Refused]) -> Any:
    """The refusal of `command`."""
    with pytest.raises(refusal) as caught:
        desk.execute(command)
    return caught.value
