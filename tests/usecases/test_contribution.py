"""3.Contributie: subscriptions and mandates through the desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from desk_app.domain.mandates import (
    CreditorIdMissing,
    MandateAlreadyProcessed,
    MandateForOtherAccount,
    MandateIsWithdrawn,
    MandateNeedsDirectDebit,
    MandateNeedsIban,
    MandateState,
    MandateUnknown,
)
from desk_app.domain.staff import Role
from desk_app.domain.subscriptions import (
    AlreadyCancelled,
    CancellationMoment,
    CancellationReason,
    DirectDebitNeeded,
    FeeStatus,
    LedgerKind,
    NotForThisAge,
    NotOnOffer,
    SameSubscription,
    SubscriptionTypeUnknown,
)
from desk_app.usecases.commands.mandates import PrintMandate, ProcessMandate, WithdrawMandate
from desk_app.usecases.commands.subscriptions import (
    CancelSubscription,
    ChangeSubscription,
    RevokeCancellation,
)
from desk_app.usecases.local_desk import LocalDesk
from desk_app.usecases.print_shapes import MandateForm, PostalAddress
from desk_app.usecases.queries.customer_file import (
    OpenCustomer,
    SubscriptionChoice,
    SubscriptionChoices,
)
from tests.usecases.library import HOME, IBAN, ONLINE, OTHER_IBAN, PLAIN, TODAY, Library

CANCEL = CancelSubscription(PLAIN, CancellationMoment.NEXT_ANNIVERSARY, CancellationReason.MOVED)


@pytest.fixture
def desk(library: Library) -> LocalDesk:
    return library.desk(Role.FRONT_OFFICE)


# --------------------------------------------------------------------------- subscriptions


def test_changing_shows_in_the_file(library: Library, desk: LocalDesk) -> None:
    desk.execute(ChangeSubscription(PLAIN, "0141"))
    file = desk.ask(OpenCustomer(PLAIN))
    line = file.subscription
    assert line is not None
    assert (line.type_code, line.fee, line.fee_status) == (
        "0141",
        Decimal("45.00"),
        FeeStatus.NEW,
    )
    # Paid from 1 April for a year: eleven of its twelve months were not begun.
    assert [(one.kind, one.amount, one.description) for one in file.ledger] == [
        (LedgerKind.FEE, Decimal("45.00"), "Digital only"),
        (LedgerKind.DISCOUNT, Decimal("-49.50"), "Basis"),
    ]
    assert file.balance == Decimal("-4.50")
    assert (line.next_anniversary, line.second_anniversary) == (
        date(2027, 5, 1),
        date(2028, 5, 1),
    )


@pytest.mark.parametrize(
    ("code", "refusal"),
    [
        ("0001", SameSubscription),
        ("0002", NotForThisAge),
        ("0998", NotOnOffer),
        ("0999", SubscriptionTypeUnknown),
        ("1234", SubscriptionTypeUnknown),
    ],
)
def test_what_cannot_be_chosen(
    library: Library, desk: LocalDesk, code: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        desk.execute(ChangeSubscription(PLAIN, code))
    assert desk.ask(OpenCustomer(PLAIN)).ledger == ()


def test_the_choices_say_why_not(library: Library, desk: LocalDesk) -> None:
    choices = desk.ask(SubscriptionChoices(PLAIN))
    assert [(one.code, one.why_not) for one in choices] == [
        ("0001", SameSubscription.code),
        ("0002", NotForThisAge.code),
        ("0091", ""),
        ("0141", ""),
    ]
    assert choices[3] == SubscriptionChoice(
        "0141", "Digital only", Decimal("45.00"), 12, choices[3].term
    )
    with library.customer(PLAIN) as customer:
        customer.direct_debit = False
        customer.birth_date = None
        customer.subscriptions.clear()
    choices = desk.ask(SubscriptionChoices(PLAIN))
    assert {one.code: one.why_not for one in choices} == {
        "0001": NotForThisAge.code,
        "0002": NotForThisAge.code,
        "0091": DirectDebitNeeded.code,
        "0141": "",
    }
    desk.execute(ChangeSubscription(PLAIN, "0141"))


def test_cancelling_is_confirmed_by_mail_and_can_be_taken_back(
    library: Library, desk: LocalDesk
) -> None:
    done = desk.execute(CANCEL)
    assert done.changes.errands
    line = desk.ask(OpenCustomer(PLAIN)).subscription
    assert line is not None
    assert line.cancelled_per == line.next_anniversary == date(2027, 4, 1)
    with pytest.raises(AlreadyCancelled):
        desk.execute(CANCEL)
    desk.execute(RevokeCancellation(PLAIN))
    line = desk.ask(OpenCustomer(PLAIN)).subscription
    assert line is not None
    assert line.cancelled_per is None


def test_somebody_without_an_address_is_not_written_to(library: Library, desk: LocalDesk) -> None:
    with library.customer(PLAIN) as customer:
        customer.email = ""
    assert not desk.execute(CANCEL).changes.errands
    assert library.rows("SELECT kind FROM errand") == []


# -------------------------------------------------------------------------------- mandates


def test_the_form_says_who_collects_from_whom(library: Library, desk: LocalDesk) -> None:
    form = desk.execute(PrintMandate(ONLINE)).result
    assert form == MandateForm(
        creditor_name="Stichting Bibliotheek Ruinerwold",
        creditor_address=PostalAddress("Dijkhuizen 66", "7961 AM", "Ruinerwold"),
        creditor_id="NL69ZZZ123456780000",
        reference=f"DA-{ONLINE}-000001",
        purpose="Basis, Bibliotheek Ruinerwold",
        debtor_name="G. Tester",
        debtor_address=PostalAddress("Dijkhuizen 12", "7961 AM", "Ruinerwold"),
        iban=IBAN,
        bic="",
        library_name="Bibliotheek Ruinerwold",
    )
    assert IBAN not in repr(form)
    line = desk.ask(OpenCustomer(ONLINE)).mandate
    assert line is not None
    assert (line.reference, line.state, line.iban_tail) == (
        form.reference,
        MandateState.PRINTED,
        IBAN[-4:],
    )


def test_somebody_abroad_without_a_subscription(library: Library, desk: LocalDesk) -> None:
    with library.customer() as customer:
        customer.country = "BE"
        customer.subscriptions.clear()
    form = desk.execute(PrintMandate(ONLINE)).result
    assert form.debtor_address.country == "BE"
    assert form.purpose == "Bibliotheek Ruinerwold"


def test_an_open_mandate_keeps_its_reference(library: Library, desk: LocalDesk) -> None:
    first = desk.execute(PrintMandate(ONLINE), key="k").result
    assert desk.execute(PrintMandate(ONLINE), key="k").result == first
    assert desk.execute(PrintMandate(ONLINE)).result == first
    with library.customer() as customer:
        customer.iban = OTHER_IBAN
    second = desk.execute(PrintMandate(ONLINE)).result
    assert (second.reference, second.iban) == (f"DA-{ONLINE}-000002", OTHER_IBAN)
    file = desk.ask(OpenCustomer(ONLINE))
    assert [one.state for one in file.earlier_mandates] == [MandateState.WITHDRAWN]
    assert replace(second, reference="", iban="") == replace(first, reference="", iban="")


def test_the_life_of_a_mandate(library: Library, desk: LocalDesk) -> None:
    reference = desk.execute(PrintMandate(ONLINE)).result.reference
    with pytest.raises(MandateUnknown):
        desk.execute(ProcessMandate(ONLINE, "DA-0", TODAY))
    desk.execute(ProcessMandate(ONLINE, reference, TODAY))
    with pytest.raises(MandateAlreadyProcessed):
        desk.execute(ProcessMandate(ONLINE, reference, TODAY))
    with pytest.raises(MandateAlreadyProcessed):
        desk.execute(PrintMandate(ONLINE))
    line = desk.ask(OpenCustomer(ONLINE)).mandate
    assert line is not None
    assert (line.state, line.signed_on) == (MandateState.PROCESSED, TODAY)
    desk.execute(WithdrawMandate(ONLINE, reference))
    with pytest.raises(MandateIsWithdrawn):
        desk.execute(WithdrawMandate(ONLINE, reference))
    assert desk.execute(PrintMandate(ONLINE)).result.reference != reference


def test_a_mandate_for_the_account_of_before(library: Library, desk: LocalDesk) -> None:
    reference = desk.execute(PrintMandate(ONLINE)).result.reference
    with library.customer() as customer:
        customer.iban = OTHER_IBAN
    with pytest.raises(MandateForOtherAccount):
        desk.execute(ProcessMandate(ONLINE, reference, TODAY))


def test_what_a_mandate_needs(library: Library, desk: LocalDesk) -> None:
    with library.customer() as customer:
        customer.iban = ""
    with pytest.raises(MandateNeedsIban):
        desk.execute(PrintMandate(ONLINE))
    with library.customer() as customer:
        customer.direct_debit = False
    with pytest.raises(MandateNeedsDirectDebit):
        desk.execute(PrintMandate(ONLINE))
    with library.transaction() as work:
        work.branches.get(HOME).creditor_id = "NL00ZZZ123456780000"
    with pytest.raises(CreditorIdMissing):
        desk.execute(PrintMandate(PLAIN))
    assert library.rows("SELECT reference FROM mandate") == []
