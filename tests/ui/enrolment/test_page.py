"""The page itself: what it reads from its fields and shows in them, in every theme."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.domain.enrolment import FeeBuildUp, FeeRule
from desk_app.domain.subscriptions import TermKind
from desk_app.resource_files import resource
from desk_app.ui.enrolment.result import ResultPanel
from desk_app.ui.enrolment.view import EnrolmentPage
from desk_app.ui.enrolment.view_port import FIELDS_OF_STEP, Way
from desk_app.ui.framework.buttons import Button
from desk_app.ui.theme.theme import Mode, Theme
from desk_app.ui.wording import enrolment as words
from desk_app.usecases.commands.enrolment import Enrolled
from desk_app.usecases.enrolment_form import EnrolmentForm
from desk_app.usecases.queries.customer_file import SubscriptionChoice
from desk_app.usecases.queries.enrolment import EnrolmentCheck
from tests.ui.screenshots import grab

FORM = EnrolmentForm(
    initials="E.B.",
    surname="Tester",
    birth_date="1991-01-04",
    postcode="9468 BG",
    house_number="41",
    street="Kerkweg",
    place="Annen",
    iban="NL91ABNA0417164300",
    email="e.b.tester@example.org",
    newsletter="1",
    login="existing",
    username="ebtester",
)
CHECK = EnrolmentCheck(
    problems=(),
    duplicates=(),
    choices=(
        SubscriptionChoice("0091", "Maandabonnement", Decimal("11.50"), 1, TermKind.TEMPORARY),
        SubscriptionChoice("0141", "Digital only", Decimal("45.00"), 12, TermKind.FIXED),
        SubscriptionChoice("0001", "Jeugd", Decimal("0.00"), 12, TermKind.FIXED, "SUB-4"),
    ),
    fee=FeeBuildUp(
        "0141",
        "Digital only",
        FeeRule.EVERYONE,
        date(2026, 1, 1),
        0,
        150,
        12,
        Decimal("45.00"),
        Decimal("0.00"),
        Decimal("45.00"),
        date(2027, 4, 30),
    ),
    branch_code="5280",
    age=35,
    street="",
    place="",
    family=False,
    login_settled=False,
)


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp, resource("fonts"), Mode.LIGHT)
    yield made
    made.set_scale(1.0)
    made.set_mode(Mode.LIGHT)
    qapp.setStyleSheet("")


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> EnrolmentPage:
    made = EnrolmentPage()
    qtbot.addWidget(made)
    made.resize(1248, 560)
    made.show()
    texts = FORM.texts()
    for name in ("number", "number_typed", "type_code"):
        del texts[name]
    made.show_values(texts)
    made.show_check(CHECK, "0141")
    return made


def button(page: EnrolmentPage, name: str) -> Button:
    found = page.findChild(Button, name)
    assert isinstance(found, Button)
    return found


def test_what_is_shown_is_what_is_read(page: EnrolmentPage) -> None:
    texts = FORM.texts()
    assert page.values() == {name: texts[name] for name in page.values()}
    fields = {name for names in FIELDS_OF_STEP.values() for name in names}
    assert set(page.values()) == fields - {"number", "type_code"}


def test_enter_goes_to_the_next_field_and_hands_the_number_over(
    page: EnrolmentPage, qtbot: QtBot
) -> None:
    page.show_step(1)
    page.person.number.setFocus(Qt.FocusReason.OtherFocusReason)
    QTest.keyClicks(page.person.number, "v")
    with qtbot.waitSignal(page.number_entered) as entered:
        QTest.keyClick(page.person.number, Qt.Key.Key_Return)
    assert entered.args == ["v"]
    page.show_number("VVVVVVVVVVVV", words.NUMBER_SYSTEM_NOTE)
    page.number_done()
    initials = page.person.person.field("initials").editor
    assert page.focusWidget() is initials
    QTest.keyClick(initials, Qt.Key.Key_Return)
    assert page.focusWidget() is page.person.person.field("name_prefix").editor


def test_typing_is_told_when_it_pauses(page: EnrolmentPage, qtbot: QtBot) -> None:
    with qtbot.waitSignals([page.paused, page.rested], timeout=5000):
        QTest.keyClicks(page.person.person.field("surname").editor, "s")


def test_one_problem_marks_its_field(page: EnrolmentPage) -> None:
    page.show_problems({"email": "Vul in.", "place": "Vul in."})
    assert page.details.form.field("email").error == "Vul in."
    assert page.person.address.field("place").error == "Vul in."
    page.show_problems({})
    assert page.details.form.field("email").error == ""


def test_saving_waits_for_a_subscription(page: EnrolmentPage, qtbot: QtBot) -> None:
    page.show_step(4)
    page.show_check(CHECK, "")
    assert not button(page, "enrol_save").isEnabled()
    assert button(page, "enrol_save").toolTip() == words.CHOOSE_FIRST
    page.subscription.table.choose_row(1)
    with qtbot.waitSignal(page.type_chosen) as chosen:
        button(page, "enrol_ok").click()
    assert chosen.args == ["0141"]
    page.show_check(CHECK, "0141")
    assert button(page, "enrol_save").isEnabled()
    page.busy(True)
    assert not button(page, "enrol_save").isEnabled()
    page.busy(False)


def test_the_hint_blocks_nothing(page: EnrolmentPage) -> None:
    seen: list[int] = []
    page.show_duplicates("Misschien al klant: E.B.", (Way("Bekijk", lambda: seen.append(1)),))
    assert page.hint.text
    (way,) = page.hint.findChildren(Button)
    way.click()
    assert seen == [1]
    page.show_duplicates("", ())
    assert page.hint.text == ""


@pytest.mark.parametrize(
    ("mode", "scale"), [(Mode.LIGHT, 1.0), (Mode.DARK, 1.0), (Mode.LIGHT, 1.25)]
)
def test_every_screen_in_every_theme(
    page: EnrolmentPage, theme: Theme, mode: Mode, scale: float
) -> None:
    theme.set_mode(mode)
    theme.set_scale(scale)
    for step in (1, 2, 3, 4):
        page.show_step(step)
        grab(page, f"enrolment-page-{mode.value}-{scale}-{step}")
        assert page.minimumSizeHint().width() <= 1248


def test_the_result(theme: Theme, qtbot: QtBot) -> None:
    panel = ResultPanel()
    qtbot.addWidget(panel)
    panel.resize(panel.width(), 560)
    panel.show()
    panel.show_enrolled(Enrolled(7, "5003999999", True, False, True, False, "5003999999", "e@x.nl"))
    grab(panel, "enrolment-result")
    assert panel.actor_id == 7
    panel.show_enrolled(Enrolled(8, "", False, True))
    assert button(panel, "result_print").isHidden()  # type: ignore[arg-type]
    panel.show_trouble()
