"""The plan of `002_6fed7dc7d090f00a.txt`: every state with every answer, against a table."""

from __future__ import annotations

from itertools import product

import pytest

from desk_app.domain.login_accounts import LoginAccountState, Right
from desk_app.domain.login_trouble import (
    Answers,
    Assessment,
    Found,
    NextStep,
    Question,
    Situation,
    Tell,
    assess,
)

F, N, Q, T = Found, NextStep, Question, Tell
BASIC, BOTH = (Right.BASIC,), (Right.BASIC, Right.ONLINE_COMPLETE)
STATE = LoginAccountState
YES_NO = (None, True, False)
ACTIVE = STATE.ACTIVE
NEW = (T.MAIL_WITHIN_24_HOURS, T.FIRST_ON_A_COMPUTER)

FIRST: dict[str, tuple[Situation, Assessment]] = {
    "a colleague": (
        Situation(colleague=True, state=ACTIVE, rights=BOTH, due=BOTH),
        Assessment((F.COLLEAGUE,), tell=(T.SIGN_IN_YOURSELF,)),
    ),
    "no account": (Situation(due=BOTH), Assessment((F.NO_ACCOUNT,), question=Q.KNOWS_USERNAME)),
    "on its way": (
        Situation(state=STATE.REQUESTED, due=BOTH),
        Assessment((F.REQUESTED,), tell=(T.COMES_LATER,)),
    ),
    "not known": (
        Situation(state=STATE.UNKNOWN, due=BOTH),
        Assessment((F.UNKNOWN,), N.ASK_AGAIN, tell=(T.COMES_LATER,)),
    ),
    "not activated": (
        Situation(state=STATE.WAITING_FOR_ACTIVATION, due=BOTH),
        Assessment((F.NOT_ACTIVATED,), tell=NEW),
    ),
    "the mail went elsewhere": (
        Situation(state=STATE.WAITING_FOR_ACTIVATION, due=BOTH, email_differs=True),
        Assessment((F.NOT_ACTIVATED, F.EMAIL_DIFFERS), N.REGENERATE, tell=NEW),
    ),
    "too late": (
        Situation(state=STATE.EXPIRED, due=BOTH),
        Assessment((F.ACTIVATION_EXPIRED,), N.REGENERATE, tell=NEW),
    ),
    "too late, no address": (
        Situation(state=STATE.EXPIRED, due=BOTH, email=False),
        Assessment((F.ACTIVATION_EXPIRED, F.NO_EMAIL), N.FILL_IN_EMAIL),
    ),
    "no subscription": (
        Situation(state=ACTIVE, rights=BOTH),
        Assessment(
            (F.ACTIVE, F.NO_RIGHTS_DUE), N.CHANGE_SUBSCRIPTION, tell=(T.NEEDS_SUBSCRIPTION,)
        ),
    ),
    "no rights": (
        Situation(state=ACTIVE, due=BOTH),
        Assessment((F.ACTIVE, F.NO_RIGHTS), N.AUTHORISE),
    ),
    "too few rights": (
        Situation(state=ACTIVE, rights=BASIC, due=BOTH),
        Assessment((F.ACTIVE, F.RIGHTS_MISSING), N.AUTHORISE),
    ),
    "basic only": (
        Situation(state=ACTIVE, rights=BASIC, due=BASIC),
        Assessment(
            (F.ACTIVE, F.BASIC_ONLY),
            N.SHOW_DATA,
            Q.WEBSITE_WORKS,
            (T.SIGN_IN_ON_WEBSITE, T.NEEDS_COMPLETE),
        ),
    ),
    "all rights": (
        Situation(state=ACTIVE, rights=BOTH, due=BOTH),
        Assessment((F.ACTIVE, F.ALL_RIGHTS), N.SHOW_DATA, Q.WEBSITE_WORKS, (T.SIGN_IN_ON_WEBSITE,)),
    ),
}


@pytest.mark.parametrize("name", FIRST)
def test_where_the_plan_stands_before_anything_is_asked(name: str) -> None:
    situation, expected = FIRST[name]
    assert assess(situation, Answers()) == expected


SETTLED = [name for name, (_, found) in FIRST.items() if found.question is None]


@pytest.mark.parametrize("name", SETTLED)
def test_no_answer_changes_what_is_settled(name: str) -> None:
    situation, expected = FIRST[name]
    for answers in product(YES_NO, YES_NO, YES_NO):
        assert assess(situation, Answers(*answers)) == expected


@pytest.mark.parametrize(
    ("knows", "email", "expected"),
    [
        (True, True, Assessment((F.NO_ACCOUNT,), N.LINK, tell=(T.SIGN_IN_ON_WEBSITE,))),
        (True, False, Assessment((F.NO_ACCOUNT,), N.LINK, tell=(T.SIGN_IN_ON_WEBSITE,))),
        (False, True, Assessment((F.NO_ACCOUNT,), N.GENERATE, tell=NEW)),
        (False, False, Assessment((F.NO_ACCOUNT, F.NO_EMAIL), N.FILL_IN_EMAIL)),
    ],
)
def test_without_an_account(knows: bool, email: bool, expected: Assessment) -> None:
    for works, reads in product(YES_NO, YES_NO):
        assert assess(Situation(due=BOTH, email=email), Answers(knows, works, reads)) == expected


MAY = T.MAY_CHANGE_USERNAME


@pytest.mark.parametrize("rights", [BASIC, BOTH])
@pytest.mark.parametrize("email", [True, False])
@pytest.mark.parametrize("differs", [True, False])
def test_signing_in(rights: tuple[Right, ...], email: bool, differs: bool) -> None:
    situation = Situation(
        state=ACTIVE, rights=rights, due=rights, email=email, email_differs=differs
    )
    found = (F.ACTIVE, F.ALL_RIGHTS if rights == BOTH else F.BASIC_ONLY)
    fails = (*found, F.WEBSITE_FAILS)
    online = T.SAME_DATA_IN_APP if rights == BOTH else T.NEEDS_COMPLETE
    for knows in YES_NO:
        for reads in YES_NO:
            works = assess(situation, Answers(knows, True, reads))
            assert works == Assessment((*found, F.WEBSITE_WORKS), tell=(online, MAY))
        assert assess(situation, Answers(knows, False)) == Assessment(fails, question=Q.READS_MAIL)
        assert assess(situation, Answers(knows, False, True)) == Assessment(
            fails, tell=(T.FORGOT_PASSWORD, T.SIGN_IN_ON_WEBSITE)
        )
        lost = assess(situation, Answers(knows, False, False))
        if email and differs:
            assert lost == Assessment(
                (*fails, F.EMAIL_DIFFERS), N.RESET_EMAIL, tell=(T.FORGOT_PASSWORD,)
            )
        else:
            assert lost == Assessment(fails, N.ISSUE_CODE, tell=(T.NEW_PASSWORD_WITH_CODE,))


def test_the_plan_always_leads_somewhere() -> None:
    situations = [
        Situation(colleague, state, rights, due, email, differs)
        for colleague, state, rights, due, email, differs in product(
            (True, False),
            (None, *STATE),
            ((), BASIC, BOTH),
            ((), BASIC, BOTH),
            *[(True, False)] * 2,
        )
    ]
    met: set[object] = set()
    for situation in situations:
        for answers in product(YES_NO, YES_NO, YES_NO):
            one = assess(situation, Answers(*answers))
            assert one.found
            assert one.next_step or one.question or one.tell
            met |= {*one.found, *one.tell, one.next_step, one.question}
    assert met >= {*Found, *NextStep, *Question, *Tell}
