from __future__ import annotations

import re

import pytest

from desk_app.domain.login_accounts import LoginAccountState, Right
from desk_app.domain.login_trouble import Found, NextStep, Question, Tell
from desk_app.ui.wording import login_account as words
from desk_app.ui.wording.customer_file import ACTIONS


def test_the_labels_are_those_of_the_documents() -> None:
    assert list(words.ITEMS.values()) == [
        "Toon inlogaccount-gegevens",
        "Toon inlogaccount-rechten",
        "Autoriseer inlogaccount",
        "Koppel inlogaccount",
        "Genereer inlogaccount",
        "Vergeet inlogaccount",
        "Reset herstel-emailadres",
    ]
    assert words.GENERATED == "Genereren van inlogaccount gelukt"
    assert words.RIGHTS[Right.ONLINE_COMPLETE] == (
        "OnlineBibliotheek - Compleet",
        "Online Bibliotheek Compleet",
    )
    assert words.STATES[LoginAccountState.ACTIVE] == "Actief"
    for action, label in words.ITEMS.items():
        assert ACTIONS[action] == label


@pytest.mark.parametrize(
    ("table", "kind"),
    [
        (words.STATES, LoginAccountState),
        (words.RIGHTS, Right),
        (words.FOUND, Found),
        (words.QUESTIONS, Question),
        (words.NEXT_STEPS, NextStep),
        (words.TELL, Tell),
    ],
)
def test_everything_has_words(table: dict[object, object], kind: type) -> None:
    assert set(table) == set(kind)  # type: ignore[call-overload]
    for said in map(str, table.values()):
        assert "!" not in said
        assert not re.search(r"\b(je|jij|jouw)\b", said, re.IGNORECASE)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (86_400, "nog 24 uur"),
        (3_600, "nog 1 uur"),
        (3_599, "nog 59 minuten"),
        (60, "nog 1 minuut"),
        (59, "nog minder dan een minuut"),
        (1, "nog minder dan een minuut"),
        (0, "verlopen"),
    ],
)
def test_the_time_that_is_left(seconds: int, said: str) -> None:
    assert words.time_left(seconds) == said
