"""Whether somebody who is being enrolled may be a customer already: a hint, never a refusal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from desk_app.domain.customer_search import house_number_key, postcode_key
from desk_app.domain.name_keys import (
    deletions,
    fold,
    initials_key,
    name_words,
    surname_key,
)
from desk_app.domain.name_sounds import skeletons


class Likeness(StrEnum):
    """In what two people are alike, the most alike first."""

    SAME_PERSON = "same_person"
    """The same surname and the same birth date."""
    SIMILAR_NAME = "similar_name"
    """Nearly the same surname with the same birth date, address, or day and month exchanged."""
    SAME_ADDRESS = "same_address"
    """Another surname at the same address: probably the family."""


@dataclass(frozen=True)
class Typed:
    """What was typed so far; anything may be empty."""

    initials: str = ""
    surname: str = ""
    given_name: str = ""
    birth_date: date | None = None
    postcode: str = ""
    house_number: str = ""
    house_suffix: str = ""


@dataclass(frozen=True)
class Known:
    """A customer of the library."""

    actor_id: int
    initials: str
    surname: str
    given_name: str
    birth_date: date | None
    postcode: str
    house_number: str
    house_suffix: str
    place: str


_ORDER: Final = tuple(Likeness)


def exchanged(day: date) -> date | None:
    """The same digits with day and month exchanged, None when that is no other date."""
    if day.day > 12 or day.day == day.month:
        return None
    return date(day.year, day.day, day.month)


def birth_dates_to_look_for(day: date | None) -> tuple[date, ...]:
    """The birth dates among which the same person may stand."""
    if day is None:
        return ()
    other = exchanged(day)
    return (day,) if other is None else (day, other)


def likeness(typed: Typed, known: Known) -> Likeness | None:
    """In what a customer is like what was typed; None when in nothing that counts."""
    if not typed.surname.strip():
        return Likeness.SAME_ADDRESS if _same_home(typed, known) else None
    same_day = typed.birth_date is not None and typed.birth_date == known.birth_date
    same_home = _same_home(typed, known)
    if same_day and surname_key(typed.surname) == surname_key(known.surname):
        return Likeness.SAME_PERSON
    near_day = typed.birth_date is not None and known.birth_date in birth_dates_to_look_for(
        typed.birth_date
    )
    if near_day and similar_surnames(typed.surname, known.surname):
        return Likeness.SIMILAR_NAME
    if same_home and _same_first_letter(typed, known):
        close = similar_surnames(typed.surname, known.surname)
        if close and (typed.birth_date is None or known.birth_date is None):
            return Likeness.SIMILAR_NAME
    return Likeness.SAME_ADDRESS if same_home else None


def most_alike(
    typed: Typed, customers: Iterable[Known], most: int
) -> tuple[tuple[Likeness, Known], ...]:
    """Who is like what was typed, the most alike first, at most so many."""
    found = [(likeness(typed, known), known) for known in customers]
    alike = [(how, known) for how, known in found if how is not None]
    alike.sort(key=lambda pair: _ORDER.index(pair[0]))
    return tuple(alike[:most])


def similar_surnames(one: str, other: str) -> bool:
    """Whether a word of each sounds alike or is one typing error apart."""
    for word in name_words(one):
        for against in name_words(other):
            if word == against or skeletons(word) & skeletons(against):
                return True
            if deletions(word) & deletions(against):
                return True
    return False


def _same_home(typed: Typed, known: Known) -> bool:
    postcode = postcode_key(typed.postcode)
    house = house_number_key(typed.house_number)
    if not (postcode and house):
        return False
    return (
        postcode == postcode_key(known.postcode)
        and house == house_number_key(known.house_number)
        and fold(typed.house_suffix) == fold(known.house_suffix)
    )


def _same_first_letter(typed: Typed, known: Known) -> bool:
    mine = initials_key(typed.initials, typed.given_name)
    theirs = initials_key(known.initials, known.given_name)
    return not mine or not theirs or mine[0] == theirs[0]
