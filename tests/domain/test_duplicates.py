"""Who may be a customer already."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desk_app.domain.duplicates import (
    Known,
    Likeness,
    Typed,
    birth_dates_to_look_for,
    exchanged,
    likeness,
    most_alike,
    similar_surnames,
)

BORN = date(1991, 4, 1)
KNOWN = Known(1, "E.B.", "Tester", "", BORN, "9468 BG", "41", "", "Annen")
TYPED = Typed("E.B.", "Tester", "", BORN, "9468BG", "41", "")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (TYPED, Likeness.SAME_PERSON),
        (replace(TYPED, postcode="", house_number=""), Likeness.SAME_PERSON),
        (replace(TYPED, surname="van Tester"), Likeness.SAME_PERSON),
        (replace(TYPED, surname="Testers"), Likeness.SIMILAR_NAME),
        (replace(TYPED, birth_date=date(1991, 1, 4)), Likeness.SIMILAR_NAME),
        (replace(TYPED, birth_date=None), Likeness.SIMILAR_NAME),
        (replace(TYPED, birth_date=None, initials="", given_name="Emma"), Likeness.SIMILAR_NAME),
        (replace(TYPED, birth_date=None, initials="K."), Likeness.SAME_ADDRESS),
        (replace(TYPED, birth_date=date(2015, 5, 20)), Likeness.SAME_ADDRESS),
        (replace(TYPED, surname="Anders"), Likeness.SAME_ADDRESS),
        (replace(TYPED, surname=" "), Likeness.SAME_ADDRESS),
        (replace(TYPED, surname="Anders", house_number="42"), None),
        (replace(TYPED, surname="Anders", house_suffix="a"), None),
        (replace(TYPED, surname="", postcode=""), None),
        (replace(TYPED, surname="Anders", postcode=""), None),
    ],
)
def test_likeness(typed: Typed, expected: Likeness | None) -> None:
    assert likeness(typed, KNOWN) is expected


def test_a_customer_without_birth_date_is_alike_by_address() -> None:
    known = replace(KNOWN, birth_date=None, initials="")
    assert likeness(TYPED, known) is Likeness.SIMILAR_NAME


def test_the_most_alike_come_first() -> None:
    others = (
        replace(KNOWN, actor_id=2, surname="Anders"),
        replace(KNOWN, actor_id=3, surname="Testers"),
        KNOWN,
        replace(KNOWN, actor_id=4, surname="Anders", house_number="1"),
    )
    found = most_alike(TYPED, others, 5)
    assert [(how, known.actor_id) for how, known in found] == [
        (Likeness.SAME_PERSON, 1),
        (Likeness.SIMILAR_NAME, 3),
        (Likeness.SAME_ADDRESS, 2),
    ]
    assert len(most_alike(TYPED, others, 2)) == 2


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Jansen", "Janssen", True),
        ("de Vries", "Vries", True),
        ("Dijkstra", "Dykstra", True),
        ("Bakker", "Bkaker", True),
        ("Bakker", "Visser", False),
        ("", "Visser", False),
    ],
)
def test_similar_surnames(one: str, other: str, alike: bool) -> None:
    assert similar_surnames(one, other) is alike


def test_day_and_month_may_be_exchanged() -> None:
    assert exchanged(date(1991, 4, 1)) == date(1991, 1, 4)
    assert exchanged(date(1991, 4, 13)) is None
    assert exchanged(date(1991, 4, 4)) is None
    assert birth_dates_to_look_for(None) == ()
    assert birth_dates_to_look_for(date(1991, 4, 13)) == (date(1991, 4, 13),)
    assert birth_dates_to_look_for(BORN) == (BORN, date(1991, 1, 4))
