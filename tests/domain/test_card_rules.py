from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.domain import card_rules as rules
from desk_app.domain.cards import (
    Card,
    CardBeingMade,
    CardIsBlocked,
    CardIsPrimary,
    CardIsReplaced,
    CardIsSpoiled,
    CardKind,
    CardNotBlocked,
    CardStatus,
    CardUnknown,
    CardWasUsed,
    CardWithoutPlastic,
    DigitalOnly,
    FirstCardIsPrimary,
)
from desk_app.domain.subscriptions import Subscription
from desk_app.errors import Refused

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
PRIMARY, SECONDARY = CardKind.PRIMARY, CardKind.SECONDARY
BEING_MADE, ACTIVE, BLOCKED, REPLACED, SPOILED = CardStatus


def card(
    number: str = "5003000030",
    kind: CardKind = SECONDARY,
    status: CardStatus = ACTIVE,
    *,
    used: bool = False,
    age: int = 0,
    plastic: bool = True,
) -> Card:
    return Card(
        number,
        kind,
        status,
        NOW - timedelta(days=age),
        last_used_on=TODAY if used else None,
        without_plastic=not plastic,
    )


def subscription(*, lends: bool, starts: int = -10, ends: int | None = None) -> Subscription:
    return Subscription(
        "0141",
        "Digital only",
        fee=Decimal("45.00"),
        period_months=12,
        started_on=TODAY + timedelta(days=starts),
        valid_until=TODAY + timedelta(days=300),
        lends=lends,
        ended_on=None if ends is None else TODAY + timedelta(days=ends),
    )


def refusal(check: object) -> type[Refused] | None:
    assert callable(check)
    try:
        check()
    except Refused as refused:
        return type(refused)
    return None


@pytest.mark.parametrize(
    ("status", "kind", "printing", "change", "replacing", "block", "unblock", "deleting"),
    [
        (
            ACTIVE, PRIMARY, None, CardIsPrimary, None, None, CardNotBlocked, CardIsPrimary,
        ),
        (
            ACTIVE, SECONDARY, None, None, None, None, CardNotBlocked, None,
        ),
        (
            BEING_MADE, PRIMARY, None, CardIsPrimary, None, CardBeingMade, CardNotBlocked,
            CardIsPrimary,
        ),
        (
            BEING_MADE, SECONDARY, None, None, None, CardBeingMade, CardNotBlocked, None,
        ),
        (
            BLOCKED, PRIMARY, CardIsBlocked, CardIsPrimary, None, CardIsBlocked, None,
            CardIsPrimary,
        ),
        (
            BLOCKED, SECONDARY, CardIsBlocked, CardIsBlocked, None, CardIsBlocked, None, None,
        ),
        (
            REPLACED, SECONDARY, *[CardIsReplaced] * 6,
        ),
        (
            SPOILED, SECONDARY, *[CardIsSpoiled] * 6,
        ),
    ],
)  # fmt: skip
def test_the_menu_of_a_card(
    status: CardStatus,
    kind: CardKind,
    printing: type[Refused] | None,
    change: type[Refused] | None,
    replacing: type[Refused] | None,
    block: type[Refused] | None,
    unblock: type[Refused] | None,
    deleting: type[Refused] | None,
) -> None:
    one = card(kind=kind, status=status)
    assert refusal(lambda: rules.check_print(one, digital_only=False)) is printing
    assert refusal(lambda: rules.check_change_kind(one)) is change
    assert (
        refusal(lambda: rules.check_replace(one, digital_only=False, job_open=False)) is replacing
    )
    assert refusal(lambda: rules.check_block(one)) is block
    assert refusal(lambda: rules.check_unblock(one)) is unblock
    assert refusal(lambda: rules.check_delete(one, job_open=False)) is deleting


def test_what_else_stands_in_the_way() -> None:
    one = card()
    assert refusal(lambda: rules.check_add(digital_only=False)) is None
    assert refusal(lambda: rules.check_add(digital_only=True)) is DigitalOnly
    assert refusal(lambda: rules.check_print(one, digital_only=True)) is DigitalOnly
    bare = card(plastic=False)
    assert refusal(lambda: rules.check_print(bare, digital_only=False)) is CardWithoutPlastic
    for digital_only, job_open, expected in (
        (True, False, DigitalOnly),
        (False, True, CardBeingMade),
    ):
        found = refusal(
            lambda digital_only=digital_only, job_open=job_open: rules.check_replace(
                one, digital_only=digital_only, job_open=job_open
            )
        )
        assert found is expected
    assert refusal(lambda: rules.check_delete(card(used=True), job_open=False)) is CardWasUsed
    assert refusal(lambda: rules.check_delete(one, job_open=True)) is CardBeingMade


@pytest.mark.parametrize(
    ("subscriptions", "expected"),
    [
        ((), False),
        ((subscription(lends=False),), True),
        ((subscription(lends=True),), False),
        ((subscription(lends=False), subscription(lends=True, starts=-1)), False),
        ((subscription(lends=True), subscription(lends=False, starts=-1)), True),
        ((subscription(lends=False), subscription(lends=True, ends=0)), True),
        ((subscription(lends=False, ends=1),), True),
        ((subscription(lends=False, ends=0),), False),
        ((subscription(lends=False, starts=1),), False),
        ((subscription(lends=False, starts=0),), True),
    ],
)
def test_digital_only(subscriptions: tuple[Subscription, ...], expected: bool) -> None:
    assert rules.is_digital_only(subscriptions, TODAY) is expected


def test_a_card_is_found_by_its_number() -> None:
    one, other = card("5003000030"), card("5003000048")
    assert rules.card_of([one, other], "5003000048") is other
    with pytest.raises(CardUnknown) as refused:
        rules.card_of([one, other], "5003000055")
    assert refused.value.number == "5003000055"


def test_the_kind_of_a_new_card() -> None:
    assert rules.kind_of_new_card([], None) is PRIMARY
    assert rules.kind_of_new_card([], PRIMARY) is PRIMARY
    with pytest.raises(FirstCardIsPrimary):
        rules.kind_of_new_card([card(status=REPLACED)], SECONDARY)
    there = [card(kind=PRIMARY)]
    assert rules.kind_of_new_card(there, None) is SECONDARY
    assert rules.kind_of_new_card(there, SECONDARY) is SECONDARY
    assert rules.kind_of_new_card(there, PRIMARY) is PRIMARY


def test_spoiling_a_volgpas_changes_nothing_else() -> None:
    primary, other = card("1", PRIMARY), card("2")
    assert rules.spoil([primary, other], other, "gekreukt") is None
    assert (other.status, other.kind, other.blocked_reason) == (SPOILED, SECONDARY, "gekreukt")
    assert primary.kind is PRIMARY


def test_spoiling_the_only_card_leaves_no_hoofdpas() -> None:
    only = card("1", PRIMARY, BEING_MADE)
    assert rules.spoil([only], only, "gekreukt") is None
    assert rules.primary_of([only]) is None


def test_the_oldest_active_card_takes_the_place_of_a_spoiled_hoofdpas() -> None:
    spoiled = card("1", PRIMARY, BEING_MADE)
    blocked, young, old = card("2", status=BLOCKED, age=9), card("3", age=1), card("4", age=5)
    cards = [spoiled, blocked, young, old]
    assert rules.spoil(cards, spoiled, "gekreukt") is old
    assert rules.primary_of(cards) is old


def test_a_card_is_active_once_it_was_made() -> None:
    made, handed_out, blocked = (
        card(status=BEING_MADE),
        card(status=BEING_MADE),
        card(status=BLOCKED),
    )
    rules.verified(made, NOW)
    rules.verified(handed_out, None)
    rules.verified(blocked, NOW)
    assert (made.status, made.verified_at) == (ACTIVE, NOW)
    assert (handed_out.status, handed_out.verified_at) == (ACTIVE, None)
    assert (blocked.status, blocked.verified_at) == (BLOCKED, NOW)


@pytest.mark.parametrize(
    ("username", "expected"),
    [
        ("2X198612", "5003000048"),
        ("5003000030", "5003000048"),
        ("5003000022", "5003000022"),
        ("boekenworm", "boekenworm"),
    ],
)
def test_the_log_in_name_follows_until_it_was_chosen(username: str, expected: str) -> None:
    cards = [card("5003000030", status=REPLACED), card("5003000022", PRIMARY)]
    assert rules.username_after(username, "2X198612", cards, "5003000048") == expected


def test_an_empty_log_in_name_follows_nothing() -> None:
    assert rules.username_after("", None, [], "5003000048") == ""


Step = st.tuples(
    st.sampled_from(["add", "add_primary", "replace", "spoil", "kind"]), st.integers(0, 9)
)


@given(st.lists(Step, max_size=12))
@settings(deadline=None, derandomize=True)
def test_there_is_exactly_one_hoofdpas_as_long_as_there_is_a_card(
    steps: list[tuple[str, int]],
) -> None:
    cards: list[Card] = []
    for serial, (step, at) in enumerate(steps):
        live = [one for one in cards if rules.in_play(one)]
        if step.startswith("add"):
            wanted = PRIMARY if step == "add_primary" else None
            kind = rules.kind_of_new_card(cards, wanted)
            rules.insert_card(cards, card(str(serial), kind, age=-serial))
        elif live:
            one = live[at % len(live)]
            if step == "replace":
                rules.replace(cards, one, card(str(serial), age=-serial))
                assert (one.status, one.replaced_by) == (REPLACED, str(serial))
            elif step == "spoil":
                rules.spoil(cards, one, "gekreukt")
            elif one.kind is SECONDARY:
                rules.make_primary(cards, one)
        live = [one for one in cards if rules.in_play(one)]
        assert sum(one.kind is PRIMARY for one in live) == (1 if live else 0)
        assert all(one.kind is SECONDARY for one in cards if not rules.in_play(one))
