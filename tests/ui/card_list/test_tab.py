from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desk_app.domain.cards import CardKind, CardStatus
from desk_app.ui.card_list.menu import CARD_ACTIONS
from desk_app.ui.card_list.number_panel import NumberPanel
from desk_app.ui.card_list.tab import CardsTab
from desk_app.ui.wording import cards as words
from desk_app.usecases.abilities import Action
from tests.ui import builders
from tests.ui.screenshots import grab

# The offscreen platform cannot do for a menu what a screen does.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

REPLACED = "Deze pas is vervangen en blijft dat."
SPOILED = "Deze pas is afgekeurd en blijft dat."
MAKING = "Deze pas wordt nog gemaakt."
NOT_BLOCKED = "Deze pas is niet geblokkeerd."
BLOCKED = "Deze pas is geblokkeerd."
PRIMARY = "Dit is de hoofdpas."


@pytest.fixture
def tab(qtbot: QtBot) -> CardsTab:
    made = CardsTab()
    qtbot.addWidget(made)
    made.resize(1000, 420)
    made.show()
    qtbot.waitExposed(made)
    return made


def entries(tab: CardsTab) -> dict[str, str]:
    """The menu as it opens: each entry with its reason, empty when it may be chosen."""
    tab.open_menu()
    found = {
        entry.text(): "" if entry.isEnabled() else entry.toolTip()
        for entry in tab.menu.actions()
        if entry.text()
    }
    tab.menu.close()
    return found


@pytest.mark.parametrize(
    ("number", "grey"),
    [
        (
            "5003000030",
            {"Wijzigen soort": PRIMARY, "Deblokkeren": NOT_BLOCKED, "Verwijderen": PRIMARY},
        ),
        (
            "5003000047",
            {
                "Vervangen": MAKING,
                "Blokkeren": MAKING,
                "Deblokkeren": NOT_BLOCKED,
                "Verwijderen": MAKING,
            },
        ),
        ("5003000054", {"Afdrukken": BLOCKED, "Wijzigen soort": BLOCKED, "Blokkeren": BLOCKED}),
        (
            "5003000061",
            dict.fromkeys(
                (
                    "Afdrukken",
                    "Wijzigen soort",
                    "Vervangen",
                    "Blokkeren",
                    "Deblokkeren",
                    "Verwijderen",
                ),
                REPLACED,
            ),
        ),
        (
            "5003000078",
            dict.fromkeys(
                (
                    "Afdrukken",
                    "Wijzigen soort",
                    "Vervangen",
                    "Blokkeren",
                    "Deblokkeren",
                    "Verwijderen",
                ),
                SPOILED,
            ),
        ),
        ("5003000085", {"Deblokkeren": NOT_BLOCKED}),
    ],
)
def test_the_menu_greys_with_the_reason(tab: CardsTab, number: str, grey: dict[str, str]) -> None:
    tab.show_file(builders.with_cards(*builders.cards_of_all_states()))
    tab.choose(number)
    assert tab.chosen_number() == number
    shown = entries(tab)
    assert list(shown) == [
        "Toevoegen",
        "Afdrukken",
        "Wijzigen soort",
        "Vervangen",
        "Blokkeren",
        "Deblokkeren",
        "Verwijderen",
        "Quit",
    ]
    assert {word: reason for word, reason in shown.items() if reason} == grey
    for action in CARD_ACTIONS:
        button = tab.findChild(QAbstractButton, f"card_{action.value}")
        assert button is not None
        assert ("" if button.isEnabled() else button.toolTip()) == shown[button.text()]


def test_without_a_card_only_adding_is_offered(tab: CardsTab) -> None:
    tab.show_file(builders.without_card())
    shown = entries(tab)
    assert shown.pop("Toevoegen") == ""
    assert shown.pop("Quit") == ""
    assert set(shown.values()) == {words.CHOOSE_FIRST}


def test_a_digital_subscription_has_no_card(tab: CardsTab) -> None:
    digital = replace(builders.SUBSCRIPTION, lends=False)
    tab.show_file(builders.without_card(subscription=digital, temporary_hint=""))
    assert entries(tab)["Toevoegen"].startswith("Bij dit abonnement hoort geen pas")
    assert not tab._card.place.empty.act.isEnabled()


def test_the_temporary_number_is_shown_in_part_only(tab: CardsTab) -> None:
    tab.show_file(builders.without_card())
    model = tab.table.model()
    assert [model.index(0, column).data() for column in range(5)] == [
        words.TEMPORARY,
        words.TEMPORARY_STATUS,
        "2X1986…",
        "–",
        words.TEMPORARY_INFO,
    ]


def test_the_empty_list_says_what_to_do_and_has_the_menu(tab: CardsTab, qtbot: QtBot) -> None:
    tab.show_file(builders.without_card(temporary_hint=""))
    assert tab._card.place.shows == "empty"
    grab(tab, "cards-empty")
    with qtbot.waitSignal(tab.action_requested) as waited:
        tab._card.place.empty.act.click()
    assert waited.args == [Action.ADD_CARD, ""]
    tab._card.place.empty.customContextMenuRequested.emit(QPoint(10, 10))
    assert tab.menu.isVisible()
    tab.menu.close()


def test_shift_f10_and_the_right_button_open_the_menu(tab: CardsTab) -> None:
    tab.show_file(builders.with_cards(*builders.cards_of_all_states()))
    tab.choose("5003000054")
    for reason in (QContextMenuEvent.Reason.Keyboard, QContextMenuEvent.Reason.Mouse):
        box = tab.table.visualRect(tab.table.currentIndex())
        at = tab.table.viewport().mapToGlobal(box.center())
        event = QContextMenuEvent(reason, box.center(), at)
        QApplication.sendEvent(tab.table.viewport(), event)
        assert tab.menu.isVisible()
        assert tab.chosen_number() == "5003000054"
        tab.menu.close()


def test_every_entry_asks_for_its_card(tab: CardsTab) -> None:
    tab.show_file(builders.with_cards(*builders.cards_of_all_states()))
    asked: list[tuple[object, str]] = []
    tab.action_requested.connect(lambda action, number: asked.append((action, number)))
    quits: list[bool] = []
    tab.quit_requested.connect(lambda: quits.append(True))
    tab.choose("5003000085")
    tab.open_menu()
    for entry in tab.menu.actions():
        if entry.isEnabled() and not entry.isSeparator():
            entry.trigger()
    tab.menu.close()
    assert asked == [
        (Action.ADD_CARD, ""),
        (Action.PRINT_CARD, "5003000085"),
        (Action.CHANGE_KIND, "5003000085"),
        (Action.REPLACE_CARD, "5003000085"),
        (Action.BLOCK_CARD, "5003000085"),
        (Action.DELETE_CARD, "5003000085"),
    ]
    assert quits == [True]


def test_the_chosen_card_stays_chosen_and_a_new_one_is_chosen_when_it_comes(tab: CardsTab) -> None:
    first = builders.card()
    second = builders.card("5003000047", kind=CardKind.SECONDARY)
    tab.show_file(builders.with_cards(first, second))
    tab.choose(second.number)
    tab.show_file(builders.with_cards(first, second))
    assert tab.chosen_number() == second.number
    tab.choose("5003000054")
    tab.show_file(
        builders.with_cards(first, second, builders.card("5003000054", kind=CardKind.SECONDARY))
    )
    assert tab.chosen_number() == "5003000054"
    tab.show_file(builders.with_cards(first, actor_id=7))
    assert tab.chosen_number() == first.number


def test_a_double_click_on_the_number_copies_it(tab: CardsTab) -> None:
    tab.show_file(builders.with_cards(builders.card(), builders.card("5003000047")))
    told: list[str] = []
    tab.number_copied.connect(told.append)
    tab.table.doubleClicked.emit(tab.table.model().index(1, 0))
    assert told == []
    tab.table.doubleClicked.emit(tab.table.model().index(1, 2))
    assert told == ["BIEB-5003000047"]
    assert QGuiApplication.clipboard().text() == "5003000047"


def test_before_a_file_is_shown_everything_is_grey(tab: CardsTab) -> None:
    assert {tab.reason_for(action) for action in CARD_ACTIONS} == {words.CHOOSE_FIRST}
    assert builders.card().status is CardStatus.ACTIVE


# ------------------------------------------------------------------------------- the number panel


@pytest.fixture
def panel(qtbot: QtBot) -> NumberPanel:
    made = NumberPanel()
    qtbot.addWidget(made)
    made.resize(340, 380)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.open(words.ADD_TITLE, words.ADD_ADVICE)
    return made


def ok(panel: NumberPanel) -> QAbstractButton:
    button = panel.findChild(QAbstractButton, "number_ok")
    assert button is not None
    return button


def field(panel: NumberPanel) -> QLineEdit:
    editor = panel.findChild(QLineEdit, "number_field")
    assert editor is not None
    return editor


def test_the_panel_opens_empty_with_the_cursor_in_it(panel: NumberPanel) -> None:
    assert panel.is_wanted
    assert field(panel).hasFocus()
    assert field(panel).text() == ""
    assert ok(panel).toolTip() == words.NUMBER_FIRST


def test_typing_rests_before_the_number_is_looked_up(panel: NumberPanel, qtbot: QtBot) -> None:
    asked: list[str] = []
    panel.number_entered.connect(asked.append)
    with qtbot.waitSignal(panel.number_entered):
        QTest.keyClicks(field(panel), "5003000030")
        assert ok(panel).toolTip() == words.NUMBER_LOOKED_UP
    assert asked == ["5003000030"]


def test_enter_looks_up_at_once_and_goes_to_ok_only_when_it_may(
    panel: NumberPanel, qtbot: QtBot
) -> None:
    confirmed: list[str] = []
    cancelled: list[bool] = []
    panel.confirmed.connect(confirmed.append)
    panel.cancelled.connect(lambda: cancelled.append(True))
    QTest.keyClicks(field(panel), "5003000030")
    with qtbot.waitSignal(panel.number_entered, timeout=100):
        QTest.keyClick(field(panel), Qt.Key.Key_Return)
    QTest.keyClick(field(panel), Qt.Key.Key_Return)
    assert field(panel).hasFocus()
    panel.show_preview(("BIEB-5003000030 wordt de hoofdpas.",), may_go_on=True)
    assert ok(panel).hasFocus()
    QTest.keyClick(ok(panel), Qt.Key.Key_Return)
    assert confirmed == ["5003000030"]
    assert cancelled == []


def test_enter_on_a_wrong_number_stays_in_the_field(panel: NumberPanel) -> None:
    QTest.keyClicks(field(panel), "1")
    QTest.keyClick(field(panel), Qt.Key.Key_Return)
    panel.show_preview((), may_go_on=False)
    panel.show_problem("Dit is geen pasnummer.")
    assert field(panel).hasFocus()
    note = panel.findChild(QLabel, "number_note")
    assert note is not None
    assert note.text() == "Dit is geen pasnummer."
    assert ok(panel).toolTip() == "Dit is geen pasnummer."
    grab(panel, "number-problem")


def test_while_the_card_is_added_ok_is_grey(panel: NumberPanel) -> None:
    panel.show_number("5003000030")
    panel.show_preview(("x",), may_go_on=True)
    panel.show_busy(True)
    assert not ok(panel).isEnabled()
    panel.show_busy(False)
    assert ok(panel).isEnabled()
    grab(panel, "number-preview")


def test_escape_leaves(panel: NumberPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.cancelled):
        QTest.keyClick(field(panel), Qt.Key.Key_Escape)
    panel.close_panel()
    assert not panel.is_wanted
