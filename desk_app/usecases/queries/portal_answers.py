"""Answers to what the portal asks besides titles and loans."""

from __future__ import annotations

from collections.abc import Iterable

from desk_app.domain.card_rules import in_play
from desk_app.domain.cards import CardKind
from desk_app.domain.entitlements import Right, rights_for
from desk_app.domain.pupils import PupilUnknown
from desk_app.domain.reservation_rules import (
    OwnSubscription,
    ReservationFacts,
    SchoolFacts,
    place_choices,
)
from desk_app.domain.titles import TitleUnknown
from desk_app.usecases.handling import Asking, QueryHandlers
from desk_app.usecases.queries.customer_file import CardRow, CustomerFile
from desk_app.usecases.queries.portal import (
    EBooks,
    MyAccount,
    MyCards,
    MyNumber,
    PortalAccount,
    PortalSchool,
    PortalSchools,
    ReservedHere,
    ShowMyCards,
)


def portal_schools(_query: PortalSchools, asking: Asking) -> tuple[PortalSchool, ...]:
    """Every school, by name."""
    return tuple(
        PortalSchool(one.school_code, one.name, one.sector)
        for one in asking.readings.schools.schools()
    )


def reserved_here(query: ReservedHere, asking: Asking) -> bool:
    """Ask the rules for the pupil who may most: linked, with consent and a subscription.

    Raises `TitleUnknown`.
    """
    facts = asking.readings.circulation.facts
    copies = facts.copies_of(query.title_id, query.school_code)
    if copies is None:
        raise TitleUnknown(query.title_id)
    school = next(
        (
            SchoolFacts(
                code=one.school_code,
                name=one.name,
                reserve_at_school=one.reserve_at_school,
                reserve_in_branches=one.reserve_in_branches,
                only_lent_out=one.only_lent_out,
                linked=one.link_on,
                consented=one.link_on,
            )
            for one in asking.readings.schools.schools()
            if one.school_code == query.school_code
        ),
        None,
    )
    if school is None:
        return False
    most = ReservationFacts(
        title_id=query.title_id,
        branches=facts.branches(),
        copies=copies,
        subscription=OwnSubscription.LENDS,
        school=school,
    )
    return any(choice.refused is None for choice in place_choices(most))


def my_account(_query: MyAccount, asking: Asking) -> PortalAccount:
    """Raises `PupilUnknown`."""
    account = asking.readings.schools.portal_account(_myself(asking))
    if account is None:
        raise PupilUnknown(_myself(asking))
    return account


def show_my_cards(_query: ShowMyCards, asking: Asking) -> MyCards:
    """Raises `PupilUnknown`."""
    pupil = asking.readings.circulation.facts.pupil(_myself(asking))
    if pupil is None:
        raise PupilUnknown(_myself(asking))
    own = asking.readings.customer_file(pupil.actor_id, asking.today)
    library = (
        asking.readings.customer_file(pupil.linked_actor_id, asking.today)
        if pupil.linked_actor_id
        else None
    )
    numbers = [*_numbers(library, of_library=True), *_numbers(own, of_library=False)]
    primary = next((number for kind, number in numbers if kind is CardKind.PRIMARY), None)
    return MyCards(
        primary,
        tuple(number for _, number in numbers if number is not primary),
        linked=library is not None,
        ebooks=_ebooks(library, asking),
    )


def _numbers(file: CustomerFile | None, *, of_library: bool) -> Iterable[tuple[CardKind, MyNumber]]:
    cards: tuple[CardRow, ...] = file.cards if file is not None else ()
    return [
        (card.kind, MyNumber(card.display_number, of_library)) for card in cards if in_play(card)
    ]


def _ebooks(library: CustomerFile | None, asking: Asking) -> EBooks:
    if library is None:
        return EBooks.SCHOOL_ONLY
    running = [library.subscription] if library.subscription is not None else []
    born = library.details.birth_date
    rights = rights_for(running, born, asking.today, school_only=False)
    return EBooks.YES if Right.ONLINE_COMPLETE in rights else EBooks.NO_SUBSCRIPTION


def _myself(asking: Asking) -> int:
    assert asking.visitor is not None
    assert asking.visitor.actor_id is not None
    return asking.visitor.actor_id


HANDLERS: QueryHandlers = {
    PortalSchools: portal_schools,
    ReservedHere: reserved_here,
    MyAccount: my_account,
    ShowMyCards: show_my_cards,
}
