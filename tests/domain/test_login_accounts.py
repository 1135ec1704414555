from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, tzinfo

import pytest

from desk_app.domain import login_accounts as rules
from desk_app.domain.local_time import netherlands
from desk_app.domain.login_accounts import (
    HasLoginAccount,
    LoginAccount,
    LoginAccountState,
    LoginIsActive,
    LoginNeedsEmail,
    LoginNeedsNumber,
    LoginNeedsSubscription,
    LoginNotActive,
    LoginOfColleague,
    LoginServiceAway,
    NoLoginAccount,
    Right,
    activation_end,
    reference_for,
    state_at,
    time_left,
)
from desk_app.domain.text_policy import CharacterRefused, FieldRequired, TextTooLong
from desk_app.errors import Refused

HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)
WAITING = LoginAccountState.WAITING_FOR_ACTIVATION
# The clock goes forward on 29 March 2026 at 02:00 and back on 25 October 2026 at 03:00.
SENT = {
    "an ordinary day": datetime(2026, 4, 14, 12, 0, tzinfo=netherlands()),
    "the evening before the clock goes forward": datetime(2026, 3, 28, 21, tzinfo=netherlands()),
    "an hour before the clock goes forward": datetime(2026, 3, 29, 1, 0, tzinfo=netherlands()),
    "the evening before the clock goes back": datetime(2026, 10, 24, 21, tzinfo=netherlands()),
    "in the first of two equal hours": datetime(2026, 10, 25, 2, 30, tzinfo=netherlands(), fold=0),
    "in the second of two equal hours": datetime(2026, 10, 25, 2, 30, tzinfo=netherlands(), fold=1),
    "the last day of February": datetime(2028, 2, 28, 12, 0, tzinfo=netherlands()),
}


@pytest.mark.parametrize("sent_at", SENT.values(), ids=SENT)
@pytest.mark.parametrize("zone", [UTC, netherlands()], ids=["UTC", "Amsterdam"])
def test_23_59_59_lives_and_24_00_00_is_dead(sent_at: datetime, zone: tzinfo) -> None:
    account = LoginAccount("2X", "a@example.org", WAITING, activation_end(sent_at).astimezone(zone))
    start = sent_at.astimezone(UTC)
    for elapsed, left, state in (
        (timedelta(0), 24 * HOUR, WAITING),
        (23 * HOUR + 59 * timedelta(minutes=1) + 59 * SECOND, SECOND, WAITING),
        (24 * HOUR - timedelta(microseconds=1), timedelta(microseconds=1), WAITING),
        (24 * HOUR, timedelta(0), LoginAccountState.EXPIRED),
        (24 * HOUR + SECOND, timedelta(0), LoginAccountState.EXPIRED),
        (timedelta(days=400), timedelta(0), LoginAccountState.EXPIRED),
    ):
        now = (start + elapsed).astimezone(zone)
        assert time_left(account, now) == left
        assert state_at(account, now) is state


def test_the_wall_clock_tells_another_time_when_it_changes() -> None:
    """The days above are days on which counting by the wall clock would be an hour wrong."""
    for name, hours in (
        ("the evening before the clock goes forward", 22),
        ("the evening before the clock goes back", 20),
    ):
        end = activation_end(SENT[name]).astimezone(netherlands())
        assert end.hour == hours
        wall = end.replace(tzinfo=None) - SENT[name].replace(tzinfo=None)
        assert wall != 24 * HOUR


@pytest.mark.parametrize("state", [one for one in LoginAccountState if one is not WAITING])
def test_only_an_account_that_waits_has_time_left(state: LoginAccountState) -> None:
    now = datetime(2026, 4, 14, tzinfo=UTC)
    account = LoginAccount("2X", "", state, now - HOUR)
    assert time_left(account, now) is None
    assert state_at(account, now) is state
    assert time_left(LoginAccount("2X", "", WAITING), now) is None
    assert state_at(LoginAccount("2X", "", WAITING), now) is WAITING


RIGHTS = (Right.BASIC,)
ACTIVE = LoginAccountState.ACTIVE
CHECKS: list[tuple[Callable[[], object], type[Refused] | None]] = [
    (lambda: rules.check_not_colleague(colleague=True), LoginOfColleague),
    (lambda: rules.check_not_colleague(colleague=False), None),
    (lambda: rules.check_has_account(has_account=False), NoLoginAccount),
    (lambda: rules.check_has_account(has_account=True), None),
    (lambda: rules.check_generate(has_account=True, email="", number=None), HasLoginAccount),
    (lambda: rules.check_generate(has_account=False, email="", number="1"), LoginNeedsEmail),
    (lambda: rules.check_generate(has_account=False, email="a@b", number=None), LoginNeedsNumber),
    (lambda: rules.check_generate(has_account=False, email="a@b", number=""), LoginNeedsNumber),
    (lambda: rules.check_generate(has_account=False, email="a@b", number="1"), None),
    (lambda: rules.check_link(has_account=True, service_away=True), HasLoginAccount),
    (lambda: rules.check_link(has_account=False, service_away=True), LoginServiceAway),
    (lambda: rules.check_link(has_account=False, service_away=False), None),
    (lambda: rules.check_authorise(has_account=False, due=RIGHTS), NoLoginAccount),
    (lambda: rules.check_authorise(has_account=True, due=()), LoginNeedsSubscription),
    (lambda: rules.check_authorise(has_account=True, due=RIGHTS), None),
    (lambda: rules.check_reset_email(has_account=False, email="a@b"), NoLoginAccount),
    (lambda: rules.check_reset_email(has_account=True, email=""), LoginNeedsEmail),
    (lambda: rules.check_reset_email(has_account=True, email="a@b"), None),
    (lambda: rules.check_regenerate(state=None, email="a@b", number="1"), NoLoginAccount),
    (lambda: rules.check_regenerate(state=ACTIVE, email="a@b", number="1"), LoginIsActive),
    (lambda: rules.check_regenerate(state=WAITING, email="", number="1"), LoginNeedsEmail),
    (lambda: rules.check_regenerate(state=WAITING, email="a@b", number=""), LoginNeedsNumber),
    (lambda: rules.check_regenerate(state=WAITING, email="a@b", number="1"), None),
    (lambda: rules.check_issue_code(state=None, service_away=True), NoLoginAccount),
    (lambda: rules.check_issue_code(state=WAITING, service_away=True), LoginNotActive),
    (lambda: rules.check_issue_code(state=ACTIVE, service_away=True), LoginServiceAway),
    (lambda: rules.check_issue_code(state=ACTIVE, service_away=False), None),
]


@pytest.mark.parametrize(("check", "refusal"), CHECKS)
def test_what_may_be_done(check: Callable[[], object], refusal: type[Refused] | None) -> None:
    if refusal is None:
        check()
        return
    with pytest.raises(refusal) as refused:
        check()
    assert refused.value.facts() == {}


def test_a_user_name_is_a_line_of_text() -> None:
    assert rules.check_login_name("username", "  lees.graag ") == "lees.graag"
    for wrong, refusal in (
        ("  ", FieldRequired),
        ("a" * 81, TextTooLong),
        ("a\u202eb", CharacterRefused),
    ):
        with pytest.raises(refusal):
            rules.check_login_name("username", wrong)


def test_a_reference_is_the_branch_and_the_actor() -> None:
    assert reference_for("9548", 1) == "9548-000001"
    assert reference_for("9548", 1234567) == "9548-1234567"


def test_a_code_is_in_no_repr() -> None:
    account = LoginAccount("2X", "", ACTIVE, code="geheim", rights_until=date(2026, 4, 14))
    assert "geheim" not in repr(account)
