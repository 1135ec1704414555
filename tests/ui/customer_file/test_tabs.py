"""What the tabs tell and ask."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import (
    QAbstractButton,
    QLineEdit,
    QTableView,
)
from pytestqt.qtbot import QtBot

from desk_app.domain.mandates import MandateState
from desk_app.domain.subscriptions import CancellationMoment, CancellationReason
from desk_app.ui.customer_file.view import CustomerFilePage
from desk_app.ui.wording import file_labels as labels
from tests.ui import builders
from tests.ui.customer_file.page_object import find, label, show
from tests.ui.screenshots import grab

# ---------------------------------------------------------------------------------- 3.Contributie


def test_money_and_mandate_are_told(page: CustomerFilePage) -> None:
    processed = replace(builders.MANDATE, state=MandateState.PROCESSED, signed_on=builders.SEEN_ON)
    show(
        page,
        replace(builders.busy_customer(), mandate=processed, earlier_mandates=(builders.MANDATE,)),
    )
    assert label(page, "fee_balance") == "Saldo €\N{NO-BREAK SPACE}1.234,50"
    assert label(page, "mandate_state") == (
        "Machtiging BND-261379-20150120-1: verwerkt, IBAN •••• 4300, geprint 20-01-2015 14:02, "
        "afgegeven 20-01-2015"
    )
    assert label(page, "mandates_earlier") == "1 eerdere machtiging"
    assert find(page, QLineEdit, "iban").text() == "NL91 ABNA 0417 1643 00"
    assert find(page, QLineEdit, "mandate_signed_on").text() == "20-01-2015"
    ledger = find(page, QTableView, "fee_ledger").model()
    assert ledger.index(0, 2).data() == "Vervangende pas: BIEB-5003000061"
    assert ledger.index(1, 1).data() == "-€\N{NO-BREAK SPACE}47,50"
    assert labels.earlier_mandates(2) == "2 eerdere machtigingen"


def test_a_date_typed_for_one_customer_is_not_kept_for_the_next(page: CustomerFilePage) -> None:
    file = builders.without_card(mandate=builders.MANDATE)
    show(page, file)
    signed = find(page, QLineEdit, "mandate_signed_on")
    signed.setText("19-01-2015")
    show(page, file)
    assert signed.text() == "19-01-2015"
    show(page, replace(file, actor_id=7))
    assert signed.text() == ""


def test_cancelling_offers_the_three_moments(page: CustomerFilePage, qtbot: QtBot) -> None:
    names = ("cancel_at_once", "cancel_next_anniversary", "cancel_second_anniversary")
    texts = [find(page, QAbstractButton, name).text() for name in names]
    assert texts == [
        "Abonnement opzeggen per direct",
        "Abonnement opzeggen per 1 februari 2015",
        "Abonnement opzeggen per 1 februari 2016",
    ]
    find(page, QAbstractButton, names[2]).click()
    with qtbot.waitSignal(page.fee.cancel_requested) as waited:
        find(page, QAbstractButton, "cancel_subscription").click()
    assert waited.args == [CancellationMoment.SECOND_ANNIVERSARY, ""]


def test_a_cancelled_subscription_says_so(page: CustomerFilePage) -> None:
    cancelled = replace(
        builders.SUBSCRIPTION,
        cancelled_per=date(2016, 2, 1),
        cancellation_reason=CancellationReason.MOVED,
    )
    show(page, builders.without_card(subscription=cancelled))
    assert label(page, "fee_cancelled") == "Opgezegd per 1 februari 2016 (verhuisd)"
    assert not find(page, QAbstractButton, "cancel_subscription").isEnabled()
    assert find(page, QAbstractButton, "revoke_cancellation").isEnabled()
    over = replace(cancelled, ended_on=builders.SEEN_ON, cancellation_reason=None)
    show(page, builders.without_card(subscription=over))
    assert label(page, "fee_cancelled") == "Geëindigd per 20 januari 2015"


# ------------------------------------------------------------------------- 1, 4 and 5


def test_the_summary(page: CustomerFilePage) -> None:
    assert label(page, "summary_birth_date") == "donderdag 10 februari 1966 (48 jr.)"
    assert label(page, "summary_address") == "Dorpsstraat 41, 9468 BG Annen"
    assert label(page, "summary_card") == labels.NO_CARD_NUMBER
    assert label(page, "summary_origin") == "20-01-2015, online ingeschreven"
    assert label(page, "summary_id_checked") == labels.ID_NOT_CHECKED
    show(page, replace(builders.busy_customer(), username=None, colleague=True))
    assert label(page, "summary_username") == labels.COLLEAGUE
    assert label(page, "summary_id_checked") == "Gecontroleerd op 20-01-2015 door M. de Vries"
    assert label(page, "summary_phone") == "+31 592 123456 / +31 6 12345678"


def test_the_log_in_words(page: CustomerFilePage) -> None:
    page.show_log(builders.log_lines())
    model = page.log.table.model()
    rows = [
        [model.index(row, column).data() for column in (3, 4, 5)] for row in range(model.rowCount())
    ]
    assert rows == [
        ["Naam", "Testers", "Tester"],
        ["Incasso", "Nee", "Ja"],
        ["Geboren", "11-02-1966", "10-02-1966"],
        ["Pas toegevoegd", "", "5003000030"],
    ]
    page.show_log(())
    assert page.log._card.place.shows == "empty"


def test_notices_and_blocks_are_taken_away_one_by_one(page: CustomerFilePage, qtbot: QtBot) -> None:
    show(page, builders.busy_customer())
    assert page.notes.text == (
        "Reservering ligt klaar bij de jeugdbalie  ·  Vraag om nieuw telefoonnummer"
    )
    with qtbot.waitSignal(page.notices.remove_notice_requested) as waited:
        find(page, QAbstractButton, "remove_notice_2").click()
    assert waited.args == [2]
    with qtbot.waitSignal(page.notices.lift_block_requested) as waited:
        find(page, QAbstractButton, "lift_block_7").click()
    assert waited.args == [7]
    with qtbot.waitSignal(page.notices.add_block_requested):
        find(page, QAbstractButton, "add_block").click()
    page.show_tab(5)
    grab(page, "file-5")
