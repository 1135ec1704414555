"""What stood of a pupil before and after a line of an import, and putting back what it changed."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from desk_app.domain.cards import CardKind, CardStatus
from desk_app.domain.consents import consent_stands
from desk_app.domain.customers import Customer, CustomerUnknown
from desk_app.domain.pupils import Pupil, give_up_primary, take_primary_back
from desk_app.usecases.handling import Handling
from desk_app.usecases.wire import from_text, to_text

_CUSTOMER: Final = (
    "branch_code",
    "surname",
    "name_prefix",
    "initials",
    "given_name",
    "birth_date",
)
_PUPIL: Final = (
    "school_code",
    "external_key",
    "group_id",
    "year_group",
    "left_on",
    "linked_actor_id",
)
_DAYS: Final = frozenset({"birth_date", "left_on"})
_UNDONE: Final = "Leerlingenimport teruggedraaid"
Facts = dict[str, Any]


def snapshot(actor_id: int | None, on: Handling) -> str:
    """What stands of a pupil, as JSON; empty where there is none."""
    if actor_id is None:
        return ""
    return to_text(_facts(on.work.customers.get(actor_id), on.work.pupils.get(actor_id)))


def put_back(actor_id: int, before: str, after: str, on: Handling) -> bool:
    """Undo a line; False when something else happened to what it changed, and nothing is done."""
    try:
        customer = on.work.customers.get(actor_id)
    except CustomerUnknown:
        return False
    pupil = on.work.pupils.find(actor_id)
    if pupil is None:
        return False
    now, then = _facts(customer, pupil), from_text(after)
    if not before:
        return _take_away(customer, pupil, on) if now == then and not customer.items_out else False
    was = from_text(before)
    changed = [name for name in then if then[name] != was.get(name)]
    if any(now.get(name) != then[name] for name in changed):
        return False
    # Demoted before another card is made the hoofdpas; numbers that came with the line stay taken.
    _put_cards_back(customer, was["cards"], then["cards"])
    for name in _CUSTOMER:
        if name in changed:
            setattr(customer, name, _value(name, was[name]))
    for name in _PUPIL:
        if name in changed and name != "linked_actor_id":
            setattr(pupil, name, _value(name, was[name]))
    if "linked_actor_id" in changed and was["linked_actor_id"] is not None:
        _link_again(customer, pupil, was["linked_actor_id"], on)
    if pupil.linked_actor_id is None:
        take_primary_back(customer.cards)
    return True


def _facts(customer: Customer, pupil: Pupil) -> Facts:
    facts: Facts = {}
    for entity, names in ((customer, _CUSTOMER), (pupil, _PUPIL)):
        for name in names:
            value = getattr(entity, name)
            facts[name] = value.isoformat() if isinstance(value, date) else value
    facts["cards"] = {
        card.number: [card.kind.value, card.status.value, card.blocked_reason]
        for card in customer.cards
    }
    return facts


def _value(name: str, kept: Any) -> Any:
    return date.fromisoformat(kept) if name in _DAYS and kept is not None else kept


def _take_away(customer: Customer, pupil: Pupil, on: Handling) -> bool:
    """Remove a pupil that the line brought; the number of its card stays taken for ever."""
    if on.work.pupils.consents(pupil.actor_id):
        return False
    on.work.pupils.remove(pupil)
    for card in customer.cards:
        card.status, card.blocked_reason = CardStatus.BLOCKED, _UNDONE
    customer.deleted_at = on.now
    return True


def _put_cards_back(customer: Customer, was: Facts, then: Facts) -> None:
    for card in customer.cards:
        if card.number in was:
            kind, status, reason = was[card.number]
            if was[card.number] != then.get(card.number):
                card.kind, card.status = CardKind(kind), CardStatus(status)
                card.blocked_reason, card.replaced_by = reason, None
        elif card.number in then:
            card.kind = CardKind.SECONDARY
            card.status, card.blocked_reason = CardStatus.BLOCKED, _UNDONE


def _link_again(customer: Customer, pupil: Pupil, library_actor_id: int, on: Handling) -> None:
    """Link as before, if everything a link needs still stands."""
    school = on.work.schools.get(pupil.school_code)
    agreed = consent_stands(on.work.pupils.consents(pupil.actor_id))
    taken = on.work.pupils.linked_to(library_actor_id) is not None
    if not school.link_on or not agreed or taken:
        return
    try:
        library = on.work.customers.get(library_actor_id)
    except CustomerUnknown:
        return
    pupil.linked_actor_id = library_actor_id
    give_up_primary(customer.cards, library.cards)
