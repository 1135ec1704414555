"""The page of the customer file as somebody works it: by keys, names and reasons."""

from __future__ import annotations

from typing import ClassVar

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desk_app.domain.customer_fields import FIELDS
from desk_app.ui.customer_file.field_group import canonical
from desk_app.ui.customer_file.presenter.editing import canonical_values
from desk_app.ui.customer_file.view import CustomerFilePage
from desk_app.ui.framework.message_bar import Tone
from desk_app.ui.theme.theme import Mode, Theme
from desk_app.ui.wording import file_labels as labels
from desk_app.ui.wording import file_sentences as said
from desk_app.usecases.file_abilities import with_abilities
from desk_app.usecases.queries.customer_file import NoticeLine
from tests.ui import builders
from tests.ui.customer_file.page_object import find, label, show
from tests.ui.screenshots import grab

# ----------------------------------------------------------------------------------- for everyone


def _stops(page: QWidget) -> list[QWidget]:
    return [
        widget
        for widget in page.findChildren(QWidget)
        if isinstance(
            widget,
            QAbstractButton | QLineEdit | QComboBox | QPlainTextEdit | QTabBar | QTableView,
        )
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not widget.objectName().startswith("qt_")
        and widget.parent() is not None
        and not isinstance(widget.parent(), QComboBox)
    ]


def _called(widget: QWidget) -> str:
    if widget.accessibleName():
        return widget.accessibleName()
    return widget.text() if isinstance(widget, QAbstractButton) else ""


@pytest.mark.parametrize(
    "file", [builders.without_card, builders.busy_customer], ids=["no card", "busy"]
)
def test_everything_one_can_go_to_has_a_name(page: CustomerFilePage, file: object) -> None:
    assert callable(file)
    show(page, file())
    page.open_entry("Pas toevoegen", "Scan het pasnummer en klik OK.")
    stops = _stops(page)
    assert len(stops) > 60
    nameless = [widget.objectName() for widget in stops if not _called(widget)]
    assert [name for name in nameless if not name.endswith("_act")] == []
    assert not any(_called(widget) and not widget.objectName() for widget in stops)


def test_nothing_flashes_up_as_a_window_of_its_own(qtbot: QtBot) -> None:
    class Watch(QObject):
        shown: ClassVar[list[str]] = []

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if (
                event.type() == QEvent.Type.Show
                and isinstance(watched, QWidget)
                and watched.isWindow()
            ):
                self.shown.append(watched.objectName())
            return False

    application = QApplication.instance()
    assert application is not None
    watch = Watch()
    application.installEventFilter(watch)
    try:
        made = CustomerFilePage()
        qtbot.addWidget(made)
        show(made, builders.busy_customer())
    finally:
        application.removeEventFilter(watch)
    assert watch.shown == []


def test_every_grey_button_says_why(page: CustomerFilePage) -> None:
    for file in (builders.without_card(), builders.busy_customer()):
        show(page, file)
        grey = [
            button
            for button in page.findChildren(QAbstractButton)
            if not button.isEnabled() and button.text()
        ]
        assert len(grey) > 5
        assert [b.objectName() for b in grey if not b.accessibleDescription()] == []
        assert [b.objectName() for b in grey if not b.toolTip()] == []


def test_who_may_only_read_sees_who_may_do_it(page: CustomerFilePage) -> None:
    show(page, with_abilities(builders.busy_customer(), frozenset()))
    edit = find(page, QAbstractButton, "file_edit")
    assert not edit.isEnabled()
    assert "Wel bevoegd: " in edit.toolTip()
    page.show_editing(True)
    iban = find(page, QLineEdit, "iban")
    assert iban.isReadOnly()
    assert "Wel bevoegd: " in iban.toolTip()
    assert not find(page, QLineEdit, "surname").isReadOnly()


def test_hostile_text_is_shown_as_it_is(page: CustomerFilePage) -> None:
    hostile = "<img src=x onerror=1> %s {0} ' OR 1=1"
    show(
        page,
        builders.without_card(
            display_name=hostile,
            details=builders.details(surname=hostile, comment=hostile),
            notices=(NoticeLine(1, hostile, builders.AT, hostile),),
        ),
    )
    assert label(page, "file_name") == hostile
    assert label(page, "file_comment") == hostile
    assert page.notes.text == hostile
    assert find(page, QLineEdit, "surname").text() == hostile
    assert all(text.textFormat() == Qt.TextFormat.PlainText for text in page.findChildren(QLabel))


# ----------------------------------------------------------------------------------------- header


def test_the_header_of_the_document(page: CustomerFilePage) -> None:
    assert label(page, "file_name") == "Mw. G. Tester"
    assert label(page, "file_line") == (
        "Geen pasnummer  [261379]   ·   10-02-1966 (48 jr.)   ·   9548 (Personeel BnD)"
    )
    assert label(page, "file_subscription") == "Basis – €\N{NO-BREAK SPACE}0,01"
    assert label(page, "file_status") == "Normaal t/m januari 2016"
    assert label(page, "file_expires") == "31-01-2016"
    assert label(page, "file_items_out") == "0"
    assert label(page, "file_last_activity") == "20-01-2015"
    assert not find(page, QLabel, "file_staff").isHidden()
    assert page.blocks.text.startswith("Lenerpas geblokkeerd: online ingeschreven")
    assert page.blocks.tone is Tone.TROUBLE


def test_what_is_not_known_is_a_dash(page: CustomerFilePage) -> None:
    file = builders.without_card(
        subscription=None,
        expires_on=None,
        last_activity_on=None,
        age=None,
        blocks=(),
        details=builders.details(birth_date=None, is_staff=False),
    )
    show(page, file)
    assert label(page, "file_subscription") == labels.NO_SUBSCRIPTION
    assert label(page, "file_expires") == "–"
    assert label(page, "file_last_activity") == "–"
    assert "jr." not in label(page, "file_line")
    assert find(page, QLabel, "file_staff").isHidden()
    assert page.blocks.text == ""
    assert label(page, "fee_subscription") == labels.NO_SUBSCRIPTION


def test_a_double_click_on_the_header_copies_the_number(page: CustomerFilePage) -> None:
    QTest.mouseDClick(page.header, Qt.MouseButton.LeftButton, pos=QPoint(40, 30))
    assert QGuiApplication.clipboard().text() == "261379"
    show(page, builders.with_cards(builders.card()))
    QTest.mouseDClick(page.header, Qt.MouseButton.LeftButton, pos=QPoint(40, 30))
    assert QGuiApplication.clipboard().text() == "5003000030"
    assert "gekopieerd" in page.messages.text


def test_large_text_puts_the_figures_under_the_name(
    page: CustomerFilePage, qapp: QApplication
) -> None:
    theme = Theme(qapp, None, Mode.LIGHT)
    try:
        for scale in (1.0, 1.25, 1.5):
            theme.set_scale(scale)
            page.resize(1248, 590)
            for number in (2, 3, 8):
                page.show_tab(number)
                grab(page, f"file-{number}-{scale}")
            line = find(page, QLabel, "file_line")
            assert line.width() >= line.sizeHint().width()
    finally:
        theme.set_scale(1.0)
    theme.set_mode(Mode.DARK)
    grab(page, "file-dark")
    theme.set_mode(Mode.LIGHT)


# -------------------------------------------------------------------------------------------- keys


def test_digits_go_to_the_tabs(page: CustomerFilePage, qtbot: QtBot) -> None:
    page.setFocus()
    for digit in "123456789":
        with qtbot.waitSignal(page.tab_shown, raising=digit != "1", timeout=200) as waited:
            QTest.keyClicks(page, digit)
        assert page.tabs.current == int(digit) - 1
        if digit != "1":
            assert waited.args == [int(digit)]


def test_a_digit_typed_in_a_field_stays_text(page: CustomerFilePage) -> None:
    page.show_tab(2)
    page.show_editing(True)
    phone = find(page, QLineEdit, "phone")
    phone.setFocus()
    QTest.keyClicks(phone, "0592123456")
    assert phone.text() == "0592123456"
    assert page.tabs.current == 1


def test_wijzig_goes_to_a_field(page: CustomerFilePage, qtbot: QtBot) -> None:
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.show_tab(8)
    page.show_editing(True)
    assert page.tabs.current == 1
    assert find(page, QLineEdit, "initials").hasFocus()
    page.show_editing(False)
    page.show_tab(3)
    page.show_editing(True)
    assert page.tabs.current == 2
    assert find(page, QAbstractButton, "direct_debit").hasFocus()


# ------------------------------------------------------------------------------------------ fields


def test_every_field_is_shown_and_comes_back_unchanged(page: CustomerFilePage) -> None:
    for file in (builders.without_card(), builders.busy_customer()):
        show(page, file)
        assert set(page.values()) == set(FIELDS)
        assert page.values() == canonical_values(file)


def test_a_country_that_is_not_in_the_list_is_kept(page: CustomerFilePage) -> None:
    show(page, builders.without_card(details=builders.details(country="ES")))
    assert page.values()["country"] == "ES"


def test_read_only_and_editing_look_different(page: CustomerFilePage) -> None:
    surname = find(page, QLineEdit, "surname")
    assert surname.isReadOnly()
    page.show_editing(True)
    assert not surname.isReadOnly()
    assert find(page, QLineEdit, "id_checked_by").isReadOnly()
    page.show_tab(2)
    grab(page, "file-2-editing")
    page.show_editing(False)
    assert surname.isReadOnly()


@pytest.mark.parametrize(
    ("name", "typed", "text"),
    [
        ("birth_date", "10-2-1966", "1966-02-10"),
        ("birth_date", "31-02-1966", "31-02-1966"),
        ("direct_debit", "1", "1"),
        ("direct_debit", "", "0"),
        ("surname", "  Tester ", "Tester"),
    ],
)
def test_what_is_typed_becomes_canonical(name: str, typed: str, text: str) -> None:
    assert canonical(name, typed) == text


def test_wrong_fields_are_marked_on_the_first_wrong_tab(page: CustomerFilePage) -> None:
    page.show_tab(9)
    page.show_editing(True)
    page.show_problems({"iban": "Dit IBAN klopt niet.", "surname": "Vul de naam in."})
    assert page.tabs.current == 2
    assert label(page, "iban_note") == "Dit IBAN klopt niet."
    assert label(page, "surname_note") == "Vul de naam in."
    page.show_problems({})
    assert label(page, "surname_note") == ""
    page.show_problems({"mandate_signed_on": said.TYPE_DATE})
    assert page.tabs.current == 2
    assert label(page, "mandate_signed_on_note") == said.TYPE_DATE
    page.show_problems({"cancellation_reason": said.CHOOSE_REASON})
    assert label(page, "cancellation_reason_note") == said.CHOOSE_REASON
    page.show_problems({"nergens": "x"})


# ------------------------------------------------------------------------------------- buttons


def test_the_button_bar_follows_what_goes_on(page: CustomerFilePage) -> None:
    bar = page.bar
    assert (bar.edit_reason, bar.save_reason) == (None, said.NOT_EDITING)
    page.show_editing(True)
    assert (bar.edit_reason, bar.save_reason) == (said.EDITING, None)
    page.busy(True)
    assert bar.save_reason == said.SAVING
    page.busy(False)
    page.show_editing(False)
    assert not find(page, QAbstractButton, "file_save").isEnabled()
    show(page, builders.without_card(deleted=True))
    assert bar.edit_reason == "Deze klant is verwijderd."


def test_what_was_done_goes_when_somebody_goes_on(page: CustomerFilePage) -> None:
    page.show_tab(3)
    page.say_ok("Opgeslagen.")
    page.show_tab(8)
    assert page.messages.text == ""
    page.say_warning("Let op.", "Lees dit.")
    page.show_tab(3)
    assert page.messages.text == "Let op."
    page.say_ok("Opgeslagen.")
    page.open_entry("Pas toevoegen", "")
    assert page.messages.text == ""
