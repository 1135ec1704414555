"""The generated customers are the same ones every time, and what is measured on them is real."""

from __future__ import annotations

from itertools import islice

from benchmarks.library import _keys
from benchmarks.people import BRANCHES, card_number, people
from benchmarks.people_names import variant_names
from desk_app.domain.card_numbers import PROCESSES
from desk_app.store.search_upkeep import SearchedCustomer

SOME = 3_000


def test_the_same_size_gives_the_same_customers() -> None:
    once = list(people(SOME))
    assert once == list(people(SOME))
    assert len({person.actor_id for person in once}) == SOME


def test_cards() -> None:
    numbers = [number for person in people(SOME) for number in person.cards]
    assert len(set(numbers)) == len(numbers)
    assert all(PROCESSES["1"].fits(number) for number in numbers)
    assert all(PROCESSES["1"].check_digit_holds(number) for number in numbers)
    assert 1.2 < len(numbers) / SOME < 1.4
    assert PROCESSES["1"].check_digit_holds(card_number(BRANCHES[0], 99_999_999))


def test_every_listed_spelling_is_somebodys() -> None:
    spellings = {name.casefold() for name in variant_names()}
    written = {
        f"{person.name.prefix} {person.name.surname}".strip().casefold() for person in people(SOME)
    }
    assert len(spellings) > 300
    assert spellings <= written


def test_they_are_indexed_as_the_store_would() -> None:
    some = list(islice(people(SOME), 1_000))
    as_stored = [
        SearchedCustomer(
            person.actor_id,
            person.name.prefix,
            person.surname,
            person.initials,
            person.given_name,
            person.birth_date,
            person.postcode,
            person.house_number,
            person.email,
        ).keys()
        for person in some
    ]
    assert list(_keys(some)) == as_stored
