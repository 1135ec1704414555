from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from desk_app.domain.mandates import MandateState, SignatureDateRefused
from desk_app.domain.subscriptions import CancellationMoment, CancellationReason, TermKind
from desk_app.ui.customer_file.presenter.fee import FeePresenter
from desk_app.ui.customer_file.presenter.opened import OpenedFile
from desk_app.ui.wording import file_sentences as said
from desk_app.usecases.commands.mandates import PrintMandate, ProcessMandate, WithdrawMandate
from desk_app.usecases.commands.subscriptions import (
    CancelSubscription,
    ChangeSubscription,
    RevokeCancellation,
)
from desk_app.usecases.print_shapes import MandateForm, PostalAddress
from desk_app.usecases.queries.customer_file import (
    CustomerFile,
    SubscriptionChoice,
    SubscriptionChoices,
)
from tests.ui import builders
from tests.ui.fake_file_view import Answers, FakeFileView
from tests.ui.fake_prompter import FakePrompter
from tests.ui.fake_runner import FakeRunner

FORM = MandateForm(
    creditor_name="Bibliotheken BnD",
    creditor_address=PostalAddress("Dijkhuizen 66", "7961 AM", "Ruinerwold"),
    creditor_id="NL00ZZZ000000000000",
    reference="DA-261379-000001",
    purpose="Contributie",
    debtor_name="Mw. G. Tester",
    debtor_address=PostalAddress("Dorpsstraat 41", "9468 BG", "Annen"),
    iban="NL91ABNA0417164300",
    bic="",
)
PAYS = builders.details(iban="NL91ABNA0417164300", direct_debit=True)


class Desk:
    def __init__(self) -> None:
        self.answers = Answers(
            {
                CancelSubscription: None,
                RevokeCancellation: None,
                ChangeSubscription: None,
                ProcessMandate: None,
                WithdrawMandate: None,
                PrintMandate: FORM,
            }
        )
        self.view = FakeFileView()
        self.runner = FakeRunner(self.answers)
        self.prompter = FakePrompter()
        self.opened = OpenedFile(self.view, self.runner)
        self.fee = FeePresenter(self.view, self.runner, self.prompter, self.opened)

    def show(self, file: CustomerFile) -> Desk:
        self.opened.file = file
        return self


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (CancellationMoment.AT_ONCE, "Het abonnement eindigt vandaag."),
        (
            CancellationMoment.NEXT_ANNIVERSARY,
            "Het abonnement loopt door en eindigt per 1 februari 2015.",
        ),
        (
            CancellationMoment.SECOND_ANNIVERSARY,
            "Het abonnement loopt door en eindigt per 1 februari 2016.",
        ),
    ],
)
def test_cancelling_says_when_it_ends(desk: Desk, moment: CancellationMoment, words: str) -> None:
    desk.show(builders.without_card()).fee.cancel(moment, "moved")
    question = desk.prompter.asked[0].question
    assert question.text == words
    assert question.lines == ("Reden: Verhuisd",)
    assert question.danger == (moment is CancellationMoment.AT_ONCE)
    desk.prompter.yes()
    assert desk.runner.executed == [CancelSubscription(261379, moment, CancellationReason.MOVED)]
    assert desk.view.ok == said.CANCELLED


def test_cancelling_needs_a_reason(desk: Desk) -> None:
    desk.show(builders.without_card()).fee.cancel(CancellationMoment.AT_ONCE, "")
    assert desk.view.problems == {"cancellation_reason": said.CHOOSE_REASON}
    assert desk.prompter.asked == []


def test_a_cancelled_subscription_is_only_revoked(desk: Desk) -> None:
    cancelled = replace(builders.SUBSCRIPTION, cancelled_per=date(2016, 2, 1))
    desk.show(builders.without_card(subscription=cancelled))
    desk.fee.cancel(CancellationMoment.AT_ONCE, "moved")
    assert desk.view.warning[0] == "Het abonnement is al opgezegd."
    desk.fee.revoke()
    assert desk.runner.executed == [RevokeCancellation(261379)]


def test_without_a_cancellation_there_is_nothing_to_revoke(desk: Desk) -> None:
    desk.show(builders.without_card()).fee.revoke()
    assert desk.runner.executed == []


def test_changing_offers_what_this_customer_may_have(desk: Desk) -> None:
    desk.answers.by_class[SubscriptionChoices] = (
        SubscriptionChoice("0086", "dBos supplement", Decimal(0), 12, TermKind.FIXED),
        SubscriptionChoice("0141", "Digital only", Decimal("45.00"), 12, TermKind.FIXED),
        SubscriptionChoice("0010", "Basis", Decimal(1), 12, TermKind.FIXED, "SUB-1"),
    )
    desk.show(builders.without_card()).fee.change()
    choices = desk.prompter.asked[0].choices
    assert [(choice.word, choice.note) for choice in choices] == [
        ("0086  dBos supplement", "Gratis  Vast"),
        ("0141  Digital only", "€\N{NO-BREAK SPACE}45,00 /12 mnd  Vast"),
    ]
    desk.prompter.yes("0141")
    assert desk.runner.executed == [ChangeSubscription(261379, "0141")]
    assert desk.view.ok == said.CHANGED_SUBSCRIPTION


def test_where_there_is_nothing_to_choose_it_says_so(desk: Desk) -> None:
    desk.answers.by_class[SubscriptionChoices] = ()
    desk.show(builders.without_card()).fee.change()
    assert desk.view.warning[0] == said.NO_OTHER_SUBSCRIPTION


def test_a_mandate_needs_an_account_and_consent(desk: Desk) -> None:
    for details, sentence in (
        (replace(PAYS, direct_debit=False), "Vink eerst Incasso aan en kies Opslaan."),
        (replace(PAYS, iban=""), "Vul eerst het IBAN in en kies Opslaan."),
    ):
        desk.show(builders.without_card(details=details)).fee.print_mandate()
        assert desk.view.warning[0] == sentence
    assert desk.runner.executed == []


def test_the_printed_mandate_goes_to_paper(desk: Desk) -> None:
    desk.show(builders.without_card(details=PAYS)).fee.print_mandate()
    assert desk.runner.executed == [PrintMandate(261379)]
    assert desk.view.form is FORM


def test_processing_needs_the_date_of_the_signature(desk: Desk) -> None:
    desk.show(builders.without_card(details=PAYS, mandate=builders.MANDATE))
    desk.fee.process_mandate(None)
    assert desk.view.problems == {"mandate_signed_on": said.TYPE_DATE}
    desk.fee.process_mandate(date(2015, 1, 20))
    assert desk.runner.executed == [
        ProcessMandate(261379, builders.MANDATE.reference, date(2015, 1, 20))
    ]
    assert desk.view.ok == said.PROCESSED


def test_a_date_the_rules_refuse_is_marked_at_the_date(desk: Desk) -> None:
    desk.show(builders.without_card(details=PAYS, mandate=builders.MANDATE))
    desk.answers.by_class[ProcessMandate] = SignatureDateRefused(
        "signed_on", date(2012, 1, 20), date(2015, 1, 20)
    )
    desk.fee.process_mandate(date(2011, 1, 20))
    assert set(desk.view.problems) == {"signed_on"}


def test_withdrawing_asks_first(desk: Desk) -> None:
    desk.show(builders.without_card()).fee.withdraw_mandate()
    assert desk.view.warning[0] == "Er is geen machtiging."
    processed = replace(builders.MANDATE, state=MandateState.PROCESSED)
    desk.show(builders.without_card(details=PAYS, mandate=processed)).fee.withdraw_mandate()
    desk.prompter.yes()
    assert desk.runner.executed == [WithdrawMandate(261379, builders.MANDATE.reference)]
    assert desk.view.ok == said.WITHDRAWN


def test_without_a_file_nothing_happens(desk: Desk) -> None:
    desk.fee.cancel(CancellationMoment.AT_ONCE, "moved")
    desk.fee.process_mandate(None)
    desk.fee.withdraw_mandate()
    desk.fee.change()
    assert desk.runner.executed == []
    assert desk.prompter.asked == []
