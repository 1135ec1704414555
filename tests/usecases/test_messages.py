from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desk_app.domain.staff import Role
from desk_app.domain.subscription_rules import Chooser, choose, type_among
from desk_app.domain.subscriptions import TermKind
from desk_app.usecases.abilities import Ability, Action, ability
from desk_app.usecases.access_errors import SessionEnded
from desk_app.usecases.commands.sessions import (
    LockSession,
    SignOut,
    UnlockSession,
    count_failed_unlock,
    lock,
    sign_out,
)
from desk_app.usecases.handling import Handling
from desk_app.usecases.messages import Changes
from desk_app.usecases.subscription_list import read_subscriptions
from tests.usecases.library import NOON, TODAY, Library


def test_changes_add_up() -> None:
    both = Changes((2, 1), (5,), errands=True) | Changes((1, 3), (4,), staff=True)
    assert both == Changes((1, 2, 3), (4, 5), errands=True, staff=True)
    assert Changes() | Changes() == Changes()


def test_a_shape_that_says_nothing_of_an_action() -> None:
    known = (Ability(Action.EDIT),)
    assert ability(known, Action.EDIT).allowed
    with pytest.raises(KeyError):
        ability(known, Action.DELETE)


def test_a_session_that_is_gone(library: Library) -> None:
    with library.transaction() as work:
        for session_hash in (None, "gone"):
            on = Handling(work, None, NOON, TODAY, "BALIE-1", session_hash)
            assert on.by == ""
            with pytest.raises(SessionEnded):
                sign_out(SignOut(), on)
            with pytest.raises(SessionEnded):
                lock(LockSession(), on)
            assert count_failed_unlock(UnlockSession("x"), on) == ""
    assert library.desk(Role.VOLUNTEER).signed_in is not None


def test_the_list_of_subscriptions(repository: Path) -> None:
    file = repository / "resources" / "demo" / "subscriptions.toml"
    listed = read_subscriptions(tomllib.loads(file.read_text(encoding="utf-8")))
    codes = [one.code for one in listed.types]
    assert len(codes) == len(set(codes))
    assert {one.type_code for one in listed.tariffs} == set(codes)

    def price(code: str, age: int | None, on: date) -> tuple[Decimal, int, TermKind]:
        offered = type_among(listed.types, code)
        tariff = choose(offered, listed.tariffs, Chooser(age, None, direct_debit=True), on)
        return tariff.amount, tariff.period_months, offered.term

    # 001_e7f8c5dadfe28ccb.txt, step 8.
    assert price("0086", 40, TODAY) == (Decimal("0.00"), 12, TermKind.FIXED)
    assert price("0090", 40, TODAY)[::2] == (Decimal("0.00"), TermKind.TEMPORARY)
    assert price("0091", 40, TODAY) == (Decimal("11.50"), 1, TermKind.TEMPORARY)
    assert price("0141", 40, TODAY) == (Decimal("45.00"), 12, TermKind.FIXED)
    assert not type_among(listed.types, "0141").lends
    # 003_34566048864d8de6.txt: Basis of the staff, a cent.
    assert price("0051", 48, date(2015, 1, 20))[0] == Decimal("0.01")
    # 002_6fed7dc7d090f00a.txt: free up to and including eighteen.
    assert price("0001", 18, TODAY)[0] == Decimal("0.00")
    for age in range(121):
        offered = [
            one.code
            for one in listed.types
            if any(
                tariff.type_code == one.code and tariff.min_age <= age <= tariff.max_age
                for tariff in listed.tariffs
            )
        ]
        assert offered
