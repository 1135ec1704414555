"""Answers of a desk about log-in accounts, for the tests of what shows them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from desk_app.domain.login_accounts import LoginAccountState, Right
from desk_app.usecases.errands.states import ErrandState
from desk_app.usecases.queries.customer_file import CustomerFile
from desk_app.usecases.queries.login_accounts import (
    LoginAccountShown,
    LoginErrandRow,
    LoginRightsShown,
    LoginWork,
    LoginWorkRow,
    RightRow,
)
from tests.ui import builders

AT = datetime(2015, 1, 20, 13, 2, 11, tzinfo=UTC)
ACTOR = 261379
EMAIL = "g.tester@example.org"
NUMBER = "5003000030"


def customer(state: LoginAccountState | None, **changed: object) -> CustomerFile:
    """G. Tester as a customer who does not work here, with an account in `state`."""
    facts: dict[str, object] = {
        "details": builders.details(is_staff=False),
        "login_state": state,
        "username": None if state is None else NUMBER,
    }
    return builders.with_cards(builders.card(NUMBER), **{**facts, **changed})


def data(**changed: object) -> LoginAccountShown:
    """An account that is in use."""
    made = LoginAccountShown(
        actor_id=ACTOR,
        state=LoginAccountState.ACTIVE,
        activation_expires_at=None,
        seconds_left=None,
        asked_at=AT,
        busy=False,
        service_away=False,
        trouble="",
        email_differs=False,
        code_waits=False,
        username=NUMBER,
        email=EMAIL,
        customer_email=EMAIL,
    )
    return replace(made, **changed)  # type: ignore[arg-type]


def rights(*active: Right, busy: bool = False, away: bool = False) -> LoginRightsShown:
    """Every right, those in `active` given; all of them are due."""
    rows = tuple(RightRow(right, right in active, due=True) for right in Right)
    return LoginRightsShown(ACTOR, rows, AT, busy, away)


def account_row(state: LoginAccountState, **changed: object) -> LoginWorkRow:
    """A line of the worklist about an account."""
    waits = state is LoginAccountState.WAITING_FOR_ACTIVATION
    made = LoginWorkRow(ACTOR, "Mw. G. Tester", state, AT, 7200 if waits else 0, AT, True)
    return replace(made, **changed)  # type: ignore[arg-type]


def errand_row(state: ErrandState, **changed: object) -> LoginErrandRow:
    """A line of the worklist about something for the service."""
    made = LoginErrandRow(31, 261380, "Dhr. E.B. Tester", state, "IDY-2", 3, AT, AT)
    return replace(made, **changed)  # type: ignore[arg-type]


def work(**changed: object) -> LoginWork:
    """One that waits, one that died, one that failed."""
    made = LoginWork(
        waiting=(account_row(LoginAccountState.WAITING_FOR_ACTIVATION, actor_id=261381),),
        expired=(account_row(LoginAccountState.EXPIRED),),
        errands=(errand_row(ErrandState.UNKNOWN),),
        service_away=False,
    )
    return replace(made, **changed)  # type: ignore[arg-type]
