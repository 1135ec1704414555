"""Uitlenen without a window."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk_app.domain.customers import CustomerUnknown
from desk_app.domain.loans import (
    BorrowerBlocked,
    CopyNotForLoan,
    DigitalOnlyLendsNothing,
    LentAlready,
    LentToAnother,
    LoanLimitReached,
    OthersWait,
    OverdueTooLong,
    ReservedForAnother,
)
from desk_app.domain.notices import BlockKind
from desk_app.errors import Unavailable
from desk_app.ui.framework.tone import Tone
from desk_app.ui.lending.state import Reasons, Sign
from desk_app.ui.wording import counter as counter_words
from desk_app.ui.wording import lending as words
from desk_app.usecases.commands.circulation import (
    LendCopy,
    ReturnCopy,
)
from desk_app.usecases.queries.circulation import (
    CopyAtCounter,
    CounterSession,
    CounterSessionByNumber,
)
from tests.ui.counter_rows import (
    BACK,
    CARD,
    COPY,
    CUSTOMER,
    LENT,
    NOTICE,
    NOTICED,
    ODD_COPY,
    ON_SHELF,
    OTHER,
    OTHER_COPY,
    PLACE,
)
from tests.ui.lending.fake_view import Counter

# ------------------------------------------------------------------------------ cards and copies


def test_nobody_is_at_the_counter(counter: Counter) -> None:
    assert counter.view.waiting == ""
    assert counter.view.reasons == Reasons(*[words.NO_CUSTOMER] * 6)


def test_a_card_and_then_copies(counter: Counter) -> None:
    counter.scan(CARD, COPY, OTHER_COPY)
    assert counter.view.customer is CUSTOMER
    assert counter.here == [True]
    assert counter.runner.executed == [
        LendCopy(CUSTOMER.actor_id, PLACE, COPY),
        LendCopy(CUSTOMER.actor_id, PLACE, OTHER_COPY),
    ]
    assert counter.signs == [Sign.LENT, Sign.LENT]
    line = counter.view.lines[0]
    assert (line.title, line.due_on, line.loan_id) == (LENT.title, LENT.due_on, LENT.loan_id)
    assert counter.view.possession == (3, 30)
    assert counter.view.tone is Tone.OK
    assert "t/m 18 december 2026" in counter.view.said.sentence


def test_scans_faster_than_the_desk_stay_in_order(counter: Counter) -> None:
    counter.runner.hold()
    counter.scan(CARD, COPY, OTHER_COPY, CARD)
    assert counter.runner.asked == [CounterSessionByNumber(CARD, PLACE)]
    assert counter.runner.executed == []
    counter.runner.release()
    assert [one.barcode for one in counter.runner.executed] == [COPY, OTHER_COPY]
    assert counter.checked_in == []


def test_the_next_card_is_the_next_customer(served: Counter) -> None:
    served.scan(COPY)
    served.answers[CounterSessionByNumber] = OTHER
    served.scan("5003000081")
    assert served.view.customer is OTHER
    assert served.view.lines == ()
    assert served.view.tone is None
    served.scan(OTHER_COPY)
    assert served.runner.executed[-1].actor_id == OTHER.actor_id


def test_the_same_card_again_changes_nothing(served: Counter) -> None:
    served.scan(COPY, CARD)
    assert served.signs == [Sign.LENT]
    assert served.here == [True]


def test_a_copy_without_a_customer_is_handed_in(counter: Counter) -> None:
    counter.scan(COPY)
    assert counter.checked_in == [COPY]
    assert counter.runner.executed == []


@pytest.mark.parametrize("customer", [True, False])
def test_a_copy_that_is_numbered_like_nothing_known(counter: Counter, customer: bool) -> None:
    if customer:
        counter.scan(CARD)
    counter.answers[CounterSessionByNumber] = None
    counter.answers[CopyAtCounter] = ON_SHELF
    counter.scan(ODD_COPY)
    assert CounterSessionByNumber(ODD_COPY, PLACE) in counter.runner.asked
    assert counter.checked_in == ([] if customer else [ODD_COPY])
    assert len(counter.executed(LendCopy)) == customer


@pytest.mark.parametrize(
    ("scanned", "part"),
    [
        ("5003000099", "Pasnummer 5003000099 is niet uitgegeven"),
        ("2X198602109999", "is niet bekend"),
        ("<b>ABC", "Geen pas en geen exemplaar heeft <B>ABC"),
        ("9789021680156", "ISBN"),
    ],
)
def test_what_is_nobodys_is_said_and_nothing_happens(
    served: Counter, scanned: str, part: str
) -> None:
    served.answers[CounterSessionByNumber] = None
    served.scan(scanned)
    assert part in served.view.said.sentence
    assert served.view.tone is Tone.WARNING
    assert served.view.customer is CUSTOMER
    assert served.runner.executed == []
    served.scan(COPY)
    assert served.signs == [Sign.LENT], "the next scan has its turn"


def test_a_card_is_looked_up_and_is_nobodys(counter: Counter) -> None:
    counter.answers[CounterSessionByNumber] = None
    counter.runner.hold()
    counter.scan("5003000099")
    before = counter.view.looking_up
    counter.runner.release()
    assert (before, counter.view.looking_up) == (True, False)
    assert "niet uitgegeven" in counter.view.said.sentence


def test_an_empty_scan_is_nothing(counter: Counter) -> None:
    counter.scan("", "   ")
    assert counter.runner.asked == []


def test_a_card_that_may_not_be_looked_up(counter: Counter) -> None:
    counter.answers[CounterSessionByNumber] = CustomerUnknown(5)
    counter.scan(CARD)
    assert counter.view.tone is Tone.TROUBLE
    counter.answers[CounterSessionByNumber] = CUSTOMER
    counter.scan(CARD)
    assert counter.view.customer is CUSTOMER


# ------------------------------------------------------------------------------- what is in the way


def test_a_notice_is_read_first_and_nothing_scanned_is_lost(counter: Counter) -> None:
    counter.answers[CounterSessionByNumber] = NOTICED
    counter.answers[CounterSession] = NOTICED
    counter.scan(CARD, COPY, OTHER_COPY)
    assert counter.notices() == (NOTICE.text,)
    assert counter.view.note == "Lees dit eerst: 2 exemplaren wachten tot dit gelezen is."
    assert counter.runner.executed == []
    counter.scans.read()
    assert not counter.notices()
    assert counter.signs == [Sign.LENT, Sign.LENT]
    counter.scans.read()
    assert len(counter.runner.executed) == 2
    counter.scan(CARD)
    assert not counter.notices(), "read is read, as long as the customer stands here"


def test_what_waits_for_a_notice_is_not_lent_to_the_next(counter: Counter) -> None:
    counter.answers[CounterSessionByNumber] = NOTICED
    counter.scan(CARD, COPY)
    counter.answers[CounterSessionByNumber] = OTHER
    counter.scan("5003000081")
    counter.scans.read()
    assert counter.runner.executed == []
    assert words.unread(0) != words.unread(1)


def test_digital_only_is_a_hard_stop_that_names_the_subscription(counter: Counter) -> None:
    refused = DigitalOnlyLendsNothing("Digital only")
    counter.answers[CounterSessionByNumber] = replace(CUSTOMER, refused=refused)
    counter.scan(CARD)
    assert counter.view.tone is Tone.TROUBLE
    assert "Digital only" in counter.view.said.sentence
    assert counter.way_words == ["file"]
    counter.acts.take_way("file")
    assert counter.opened == [CUSTOMER.actor_id]


@pytest.mark.parametrize(
    ("error", "way"),
    [
        (LentToAnother(COPY), "return_first"),
        (OthersWait(3), "check_in"),
        (ReservedForAnother(COPY), "check_in"),
        (LentAlready(COPY, LENT.due_on), "renew"),
        (BorrowerBlocked((BlockKind.MANUAL,)), "file"),
        (DigitalOnlyLendsNothing("Digital only"), "file"),
        (OverdueTooLong(LENT.due_on), "file"),
        (LoanLimitReached(30, 30), None),
        (CopyNotForLoan(COPY), None),
    ],
)
def test_a_copy_that_is_not_lent(served: Counter, error: Exception, way: str | None) -> None:
    served.answers[LendCopy] = error
    served.answers[CopyAtCounter] = ON_SHELF
    served.scan(COPY)
    (line,) = served.view.lines
    assert line.sign is Sign.STOPPED
    assert line.note == served.view.said.sentence
    assert line.title == ON_SHELF.title
    assert served.view.tone is Tone.TROUBLE
    assert served.way_words == ([way] if way else [])
    served.answers[LendCopy] = LENT
    served.scan(OTHER_COPY)
    assert served.signs == [Sign.LENT, Sign.STOPPED]


def test_eerst_innemen_dan_uitlenen(served: Counter) -> None:
    served.answers[LendCopy] = LentToAnother(COPY)
    served.scan(COPY)
    served.answers[LendCopy] = LENT
    served.answers[ReturnCopy] = BACK
    served.acts.take_way("return_first")
    assert served.runner.executed[-2:] == [
        ReturnCopy(COPY, PLACE),
        LendCopy(CUSTOMER.actor_id, PLACE, COPY),
    ]
    assert served.signs == [Sign.LENT, Sign.STOPPED]


def test_a_reserved_copy_goes_to_check_in(served: Counter) -> None:
    served.answers[LendCopy] = OthersWait(2)
    served.scan(COPY)
    served.acts.take_way("check_in")
    assert served.checked_in == [COPY]


def test_nothing_was_answered(served: Counter) -> None:
    served.answers[LendCopy] = Unavailable()
    served.scan(COPY)
    (line,) = served.view.lines
    assert (line.sign, line.note) == (Sign.UNKNOWN, counter_words.UNKNOWN_OUTCOME)
    served.answers[LendCopy] = LENT
    served.runner.try_again()
    assert served.signs == [Sign.LENT]


def test_an_answer_for_a_customer_who_left_is_nobody_elses(served: Counter) -> None:
    served.runner.hold()
    served.scan(COPY)
    served.scans.welcome(OTHER)
    served.runner.release()
    assert served.view.lines == ()
    assert served.view.tone is None
