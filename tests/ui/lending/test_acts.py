"""The buttons of Uitlenen, without a window."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from desk_app.domain.customers import CustomerUnknown
from desk_app.domain.loans import (
    LentAlready,
    OthersWait,
)
from desk_app.domain.reservations import ReservationUnknown
from desk_app.domain.staff import Permission, Role
from desk_app.ui.framework.tone import Tone
from desk_app.ui.lending.state import Reasons, Sign
from desk_app.ui.wording import lending as words
from desk_app.ui.wording.permissions import not_permitted
from desk_app.usecases.commands.circulation import (
    CollectReservation,
    LendCopy,
    Renewed,
    RenewLoan,
    ReturnCopy,
)
from desk_app.usecases.commands.reservations import CancelReservation
from desk_app.usecases.messages import Changes
from desk_app.usecases.queries.circulation import (
    CounterSession,
)
from tests.ui.counter_rows import (
    BACK,
    CARD,
    COPY,
    CUSTOMER,
    LENT,
    LOAN,
    OTHER,
    OTHER_COPY,
    PLACE,
    READY,
    SENT,
    THIRD_COPY,
    USED_UP,
    WAITS,
)
from tests.ui.lending.fake_view import Counter

# -------------------------------------------------------------------------------------- buttons


def test_f4_takes_the_newest_loan_back(served: Counter) -> None:
    served.answers[ReturnCopy] = BACK
    served.answers[LendCopy] = lambda command: replace(LENT, barcode=command.barcode)
    served.acts.cancel_last()
    assert served.executed(ReturnCopy) == []
    served.scan(COPY, OTHER_COPY)
    served.acts.cancel_last()
    assert served.signs == [Sign.CANCELLED, Sign.LENT]
    assert served.view.lines[0].note == "Terug in de kast"
    served.answers[ReturnCopy] = SENT
    served.acts.cancel_last()
    assert served.executed(ReturnCopy) == [
        ReturnCopy(OTHER_COPY, PLACE),
        ReturnCopy(COPY, PLACE),
    ]
    assert served.view.lines[1].note == "Naar Meppel"
    served.acts.cancel_last()
    assert len(served.executed(ReturnCopy)) == 2
    assert served.why_not("cancel_last") == words.NOTHING_LENT


def test_f4_after_a_reservation_says_what_is_lost(served: Counter) -> None:
    served.answers[ReturnCopy] = BACK
    served.answers[LendCopy] = replace(LENT, was_reserved=True)
    served.scan(COPY)
    served.acts.cancel_last()
    assert words.RESERVE_ANEW in served.view.said.advice


def test_f9_shows_what_is_in_possession(counter: Counter) -> None:
    counter.acts.show_possession()
    assert counter.view.tab == 0
    counter.scan(CARD)
    counter.acts.show_possession()
    assert counter.view.tab == 1
    counter.scan(COPY)
    assert counter.view.tab == 0


def test_f12_ends_the_session_of_this_customer(served: Counter) -> None:
    served.scan(COPY)
    served.scans.end()
    assert served.here == [True, False]
    assert served.view.waiting == "Vorige klant: A. Testleerling – 1 uitlening"
    assert served.view.reasons == Reasons(*[words.NO_CUSTOMER] * 6)
    served.scans.end()
    assert served.here == [True, False]


def test_what_waits_is_dropped_with_the_session(served: Counter) -> None:
    served.runner.hold()
    served.scan(COPY, OTHER_COPY)
    served.scans.end()
    served.runner.release()
    assert [one.barcode for one in served.runner.executed] == [COPY]
    assert served.checked_in == []


def test_v_brings_the_customer_before_back(counter: Counter) -> None:
    counter.scan("v")
    assert counter.view.said.sentence == words.NO_PREVIOUS
    counter.scan(CARD)
    counter.scans.end()
    counter.scan(" V ")
    assert counter.runner.asked[-1] == CounterSession(CUSTOMER.actor_id, PLACE)
    assert counter.view.customer is CUSTOMER


def test_a_customer_who_is_gone_meanwhile(counter: Counter) -> None:
    counter.answers[CounterSession] = CustomerUnknown(5)
    counter.scans.serve(5)
    assert counter.view.waiting == ""
    assert counter.view.tone is Tone.TROUBLE
    counter.scan(CARD)
    counter.scans.serve(5)
    assert counter.view.customer is CUSTOMER


def test_renewing_the_chosen_line(served: Counter) -> None:
    served.answers[RenewLoan] = Renewed(LOAN.loan_id, LENT.due_on, 1)
    served.acts.renew()
    served.acts.choose_loan(USED_UP)
    assert served.why_not("renew") == "Dit is al zo vaak verlengd als mag (2)."
    served.acts.renew()
    assert served.executed(RenewLoan) == []
    served.acts.choose_loan(LOAN)
    served.acts.renew()
    assert served.executed(RenewLoan) == [RenewLoan(CUSTOMER.actor_id, LOAN.barcode)]
    assert served.view.said.sentence.startswith("Verlengd t/m 18 december 2026: Matilda.")
    served.answers[RenewLoan] = OthersWait(1)
    served.acts.renew()
    assert served.view.tone is Tone.TROUBLE


def test_renewing_what_was_scanned_once_more(served: Counter) -> None:
    served.scan(COPY)
    served.answers[LendCopy] = LentAlready(COPY, LENT.due_on)
    served.scan(COPY)
    later = LENT.due_on.replace(day=31)
    served.answers[RenewLoan] = Renewed(LENT.loan_id, later, 0)
    served.acts.take_way("renew")
    assert served.view.lines[1].due_on == later
    assert served.view.said.sentence.endswith("Daarna kan het niet nog eens.")


def test_what_lies_ready_goes_home(served: Counter) -> None:
    served.answers[CollectReservation] = replace(LENT, was_reserved=True, title="De GVR")
    assert served.why_not("hand_over") is None, "there is only one"
    served.acts.choose_reservation(WAITS)
    assert served.why_not("hand_over") == words.CHOOSE_READY
    served.acts.hand_over()
    assert served.executed(CollectReservation) == []
    served.acts.choose_reservation(READY)
    served.acts.hand_over()
    assert served.executed(CollectReservation) == [CollectReservation(READY.reservation_id, PLACE)]
    assert served.signs == [Sign.RESERVED]
    served.answers[CollectReservation] = ReservationUnknown(READY.reservation_id)
    served.acts.hand_over()
    assert served.signs == [Sign.STOPPED, Sign.RESERVED]


def test_a_reservation_is_cancelled_after_asking(served: Counter) -> None:
    served.answers[CancelReservation] = None
    served.acts.drop()
    assert served.prompter.asked == []
    served.acts.choose_reservation(WAITS)
    served.acts.drop()
    assert served.prompter.asked[0].question.danger
    served.prompter.no()
    assert served.executed(CancelReservation) == []
    served.acts.drop()
    served.prompter.yes()
    assert served.executed(CancelReservation) == [CancelReservation(WAITS.reservation_id)]
    assert served.view.said.sentence == words.DROPPED


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.FRONT_OFFICE, Role.FINANCIAL])
def test_who_may_do_what(role: Role) -> None:
    counter = Counter(role)
    counter.scans.welcome(CUSTOMER)
    counter.acts.choose_loan(LOAN)
    counter.acts.choose_reservation(READY)
    reasons: Any = counter.view.reasons
    lend = Permission.CIRCULATION_LEND
    expected = None if role is not Role.FINANCIAL else not_permitted(lend)
    assert (reasons.renew, reasons.hand_over) == (expected, expected)
    drop = None if role is Role.FRONT_OFFICE else not_permitted(Permission.RESERVATION_MANAGE)
    assert reasons.drop == drop


# ------------------------------------------------------------------------------ changed elsewhere


def test_what_changes_elsewhere_is_shown(served: Counter) -> None:
    asked = len(served.runner.asked)
    served.runner.tell(Changes(customers=(OTHER.actor_id,)))
    assert len(served.runner.asked) == asked
    served.acts.choose_loan(LOAN)
    late = replace(LOAN, days_late=8)
    served.answers[CounterSession] = replace(CUSTOMER, loans=(late,))
    served.runner.tell(Changes(customers=(CUSTOMER.actor_id,)))
    assert served.chosen_loan() == late, "the chosen line as it is now"
    served.answers[CounterSession] = replace(CUSTOMER, loans=())
    served.runner.tell(Changes(customers=(CUSTOMER.actor_id,)))
    assert served.chosen_loan() is None
    served.answers[CounterSession] = CustomerUnknown(CUSTOMER.actor_id)
    served.runner.tell(Changes(customers=(CUSTOMER.actor_id,)))
    assert served.view.customer is None
    assert served.view.waiting is not None


def test_an_answer_for_somebody_who_left_is_dropped(served: Counter) -> None:
    served.runner.hold()
    served.session.refresh()
    served.scans.end()
    served.runner.release()
    assert served.view.customer is None
    served.session.refresh()
    assert served.view.customer is None


def test_two_that_lie_ready_are_told_by_title() -> None:
    rows = tuple(replace(READY, title=f"Deel {at}") for at in range(1, 6))
    assert words.ready(rows) == (
        "Er liggen 5 reserveringen klaar: Deel 1  ·  Deel 2  ·  Deel 3  ·  en nog 2"
    )
    assert THIRD_COPY not in words.ready(rows)
