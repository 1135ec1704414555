from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from desk_app.domain.card_jobs import (
    ENDED,
    TRANSITIONS,
    CardJob,
    CardJobMoved,
    CardStep,
    CardStepRefused,
    ReadBackMismatch,
    check_spoilable,
    may_follow,
    move,
)

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)
NUMBER = "5003000030"
S = CardStep
STOPS = {S.FAILED, S.UNKNOWN, S.POSTPONED, S.CANCELLED}

FOLLOWS: dict[CardStep, set[CardStep]] = {
    S.REQUESTED: STOPS | {S.PRINTING, S.WAITING_FOR_CARD, S.READING_BACK},
    S.PRINTING: STOPS | {S.PRINTED, S.PRINTING},
    S.PRINTED: STOPS | {S.WAITING_FOR_CARD, S.READING_BACK},
    S.WAITING_FOR_CARD: STOPS | {S.WAITING_FOR_CARD, S.WRITING, S.READING_BACK},
    S.WRITING: STOPS | {S.READING_BACK, S.WAITING_FOR_CARD},
    S.READING_BACK: STOPS | {S.DONE, S.READING_BACK, S.WAITING_FOR_CARD},
    S.FAILED: {
        S.PRINTING, S.WAITING_FOR_CARD, S.READING_BACK, S.UNKNOWN, S.POSTPONED, S.CANCELLED,
    },
    S.UNKNOWN: {
        S.PRINTING, S.PRINTED, S.WAITING_FOR_CARD, S.READING_BACK, S.UNKNOWN, S.POSTPONED,
        S.CANCELLED,
    },
    S.POSTPONED: {
        S.PRINTING, S.PRINTED, S.WAITING_FOR_CARD, S.READING_BACK, S.UNKNOWN, S.POSTPONED,
        S.CANCELLED,
    },
    S.DONE: set(),
    S.SPOILED: set(),
    S.CANCELLED: set(),
}  # fmt: skip
DONE_UNREAD = {
    S.REQUESTED, S.PRINTED, S.READING_BACK, S.FAILED, S.UNKNOWN, S.POSTPONED,
}  # fmt: skip


def job(step: CardStep = S.REQUESTED, **facts: object) -> CardJob:
    made = CardJob(1, NUMBER, "balie-1", step, NOW, NOW, "Test")
    for name, value in facts.items():
        setattr(made, name, value)
    return made


@pytest.mark.parametrize("step", list(CardStep))
@pytest.mark.parametrize("wanted", list(CardStep))
def test_which_step_follows_which(step: CardStep, wanted: CardStep) -> None:
    assert may_follow(step, wanted, verify=True) is (wanted in FOLLOWS[step])
    done_unread = wanted is S.DONE and step in DONE_UNREAD
    assert may_follow(step, wanted, verify=False) is (wanted in FOLLOWS[step] or done_unread)


def test_a_write_is_never_replayed() -> None:
    writing_follows = {step for step, after in TRANSITIONS.items() if S.WRITING in after}
    assert writing_follows == {S.WAITING_FOR_CARD}


def test_nothing_follows_the_end() -> None:
    assert {step for step, after in TRANSITIONS.items() if not after} == ENDED


def test_every_open_step_can_be_left() -> None:
    reached: set[CardStep] = set()
    todo = {S.REQUESTED}
    while todo:
        step = todo.pop()
        reached.add(step)
        todo |= TRANSITIONS[step] - reached
    assert reached == set(CardStep) - {S.SPOILED}
    assert all(S.CANCELLED in TRANSITIONS[step] for step in reached - ENDED)


def go(made: CardJob, *steps: CardStep, **facts: str) -> CardJob:
    for step in steps:
        move(made, step, expected=made.step, verify=True, now=LATER, **facts)
    return made


def test_the_whole_way() -> None:
    made = go(job(), S.PRINTING, S.PRINTED, S.WAITING_FOR_CARD, S.WRITING, S.READING_BACK)
    assert (made.prints, made.attempt, made.changed_at) == (1, 1, LATER)
    go(made, S.DONE, read_back=NUMBER)
    assert (made.step, made.read_back, made.trouble) == (S.DONE, NUMBER, "")


def test_trouble_stays_until_the_next_attempt() -> None:
    made = go(job(S.WAITING_FOR_CARD), S.FAILED, trouble="DEV-21")
    go(made, S.POSTPONED)
    assert made.trouble == "DEV-21"
    go(made, S.WAITING_FOR_CARD)
    assert (made.trouble, made.attempt) == ("", 2)


def test_every_answer_to_a_stop_counts_as_an_attempt() -> None:
    made = job()
    go(made, S.PRINTING, S.UNKNOWN, S.PRINTING, S.PRINTED, S.WAITING_FOR_CARD, S.WRITING)
    assert (made.attempt, made.prints) == (2, 1)
    go(made, S.WAITING_FOR_CARD)
    assert made.attempt == 3


def test_what_was_read_goes_with_the_next_card() -> None:
    made = go(job(S.READING_BACK), S.FAILED, trouble="DEV-25", read_back="5003\x00999")
    assert made.read_back == "5003\ufffd999"
    go(made, S.READING_BACK)
    assert made.read_back == "5003\ufffd999"
    go(made, S.WAITING_FOR_CARD)
    assert made.read_back == ""


def test_two_hands_on_one_job() -> None:
    made = job(S.WRITING)
    with pytest.raises(CardJobMoved) as refused:
        move(made, S.READING_BACK, expected=S.WAITING_FOR_CARD, verify=True, now=LATER)
    assert (refused.value.expected, refused.value.step) == (S.WAITING_FOR_CARD, S.WRITING)
    assert (made.step, made.changed_at) == (S.WRITING, NOW)


def test_a_step_that_cannot_follow() -> None:
    made = job(S.DONE)
    with pytest.raises(CardStepRefused) as refused:
        move(made, S.WRITING, expected=S.DONE, verify=True, now=LATER)
    assert (refused.value.step, refused.value.wanted) == (S.DONE, S.WRITING)


@pytest.mark.parametrize(
    ("read_back", "verify"), [("", True), ("5003000048", True), ("5003000048", False)]
)
def test_done_only_with_the_right_number(read_back: str, verify: bool) -> None:
    made = job(S.READING_BACK)
    with pytest.raises(ReadBackMismatch) as refused:
        move(made, S.DONE, expected=S.READING_BACK, verify=verify, now=LATER, read_back=read_back)
    assert (refused.value.number, refused.value.found) == (NUMBER, read_back)
    assert made.step is S.READING_BACK


def test_done_unread_where_cards_are_not_read() -> None:
    made = job(S.PRINTED)
    move(made, S.DONE, expected=S.PRINTED, verify=False, now=LATER)
    assert made.step is S.DONE


@pytest.mark.parametrize("step", list(CardStep))
def test_a_card_is_written_off_as_long_as_its_job_is_open(step: CardStep) -> None:
    if step not in ENDED:
        check_spoilable(job(step))
        return
    with pytest.raises(CardStepRefused):
        check_spoilable(job(step))
