"""The panel beside the file and the page of the worklist, as somebody works them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desk_app.domain.login_accounts import LoginAccountState, Right
from desk_app.domain.login_trouble import Answers, Situation, Tell, assess
from desk_app.ui.card_panel.view import CardPanel
from desk_app.ui.customer_file.presenter.editing import canonical_values
from desk_app.ui.customer_file.view import CustomerFilePage
from desk_app.ui.framework.message_bar import MessageBar
from desk_app.ui.login_account import view
from desk_app.ui.login_account.composing import Shown, compose
from desk_app.ui.login_account.state import Way
from desk_app.ui.login_account.view import LoginPanel
from desk_app.ui.login_account.work_lines import WorkReasons, lines_of, note_of
from desk_app.ui.login_account.work_view import LoginWorkPage
from desk_app.ui.theme.theme import Mode, Theme
from desk_app.ui.wording import login_account as labels
from desk_app.ui.wording import login_desk as words
from desk_app.usecases.abilities import Action
from tests.ui.login_account import facts
from tests.ui.screenshots import grab

ACTIVE = LoginAccountState.ACTIVE
FILE = facts.customer(ACTIVE)
MADE = Shown(
    Action.GENERATE,
    facts.customer(None),
    last=Action.GENERATE,
    data=facts.data(state=LoginAccountState.WAITING_FOR_ACTIVATION, seconds_left=86_399),
)
RIGHTS = Shown(Action.SHOW_RIGHTS, FILE, rights=facts.rights(Right.BASIC))
TROUBLE = Shown(
    None,
    FILE,
    assessment=assess(Situation(state=ACTIVE, due=tuple(Right), rights=tuple(Right)), Answers()),
    data=facts.data(),
    data_wanted=True,
)
CODE = Shown(Action.ISSUE_CODE, FILE, data=facts.data(), code="4711-0815", last=Action.ISSUE_CODE)


@pytest.fixture
def panel() -> LoginPanel:
    return LoginPanel()


@pytest.fixture
def page(qtbot: QtBot, panel: LoginPanel) -> CustomerFilePage:
    made = CustomerFilePage()
    made.add_side_panel(panel)
    qtbot.addWidget(made)
    made.resize(1248, 590)
    made.show_file(FILE)
    made.show_cards(FILE)
    made.show_values(canonical_values(FILE))
    made.show_tab(2)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp, None, Mode.LIGHT)
    yield made
    made.set_scale(1.0)
    made.set_mode(Mode.LIGHT)


def text(widget: QWidget, name: str) -> str:
    found = widget.findChild(QLabel, name)
    assert found is not None, name
    return found.text()


def button(widget: QWidget, name: str) -> QPushButton:
    found = widget.findChild(QPushButton, name)
    assert found is not None, name
    return found


def cut_texts(widget: QWidget) -> list[str]:
    """The texts of several lines that got less height than they need."""
    shown = [one for one in widget.findChildren(QLabel) if one.isVisible() and one.wordWrap()]
    return [one.text() for one in shown if one.height() < one.heightForWidth(one.width())]


def test_every_state_is_readable_in_both_themes_and_larger(
    page: CustomerFilePage, panel: LoginPanel, theme: Theme, qtbot: QtBot
) -> None:
    seen = []
    for mode in (Mode.LIGHT, Mode.DARK):
        theme.set_mode(mode)
        for scale in (1.0, 1.25):
            theme.set_scale(scale)
            page.resize(1248, 590)
            for name, shown in (
                ("made", MADE),
                ("rights", RIGHTS),
                ("trouble", TROUBLE),
                ("code", CODE),
            ):
                panel.show_panel(compose(shown))
                grab(page, f"login-{name}-{mode.value}-{scale}")
                seen.append(name)
                qtbot.waitUntil(lambda: not cut_texts(panel))
    assert len(seen) == 16


def test_generating_shows_what_the_customer_needs(
    page: CustomerFilePage, panel: LoginPanel
) -> None:
    panel.show_panel(compose(MADE))
    assert panel.isVisible()
    assert text(panel, "login_message_text") == "Genereren van inlogaccount gelukt"
    assert text(panel, "login_facts_0_0") == "Gebruikersnaam"
    assert text(panel, "login_facts_0_1") == facts.NUMBER
    assert text(panel, "login_facts_2_1") == "Wacht op bevestiging door de klant, nog 23 uur"
    assert labels.TELL[Tell.MAIL_WITHIN_24_HOURS] in text(panel, "login_tell_text")


def test_buttons_say_what_they_are_and_why_not(
    page: CustomerFilePage, panel: LoginPanel, qtbot: QtBot
) -> None:
    panel.show_panel(compose(RIGHTS))
    with qtbot.waitSignal(panel.pressed) as told:
        button(panel, "login_way_authorise").click()
    assert told.args == ["authorise"]
    grey = replace(compose(RIGHTS), ways=(Way("authorise", "Autoriseer", "Dit mag u niet."),))
    panel.show_panel(grey)
    shown = button(panel, "login_way_authorise")
    assert (shown.isEnabled(), shown.toolTip()) == (False, "Dit mag u niet.")


def test_the_answer_of_the_customer_is_told(
    page: CustomerFilePage, panel: LoginPanel, qtbot: QtBot
) -> None:
    panel.show_panel(compose(TROUBLE))
    with qtbot.waitSignal(panel.answered) as told:
        button(panel, "login_no").click()
    assert told.args == [False]


def test_escape_in_the_panel_closes_it_and_the_code_is_nowhere(
    page: CustomerFilePage, panel: LoginPanel, qtbot: QtBot
) -> None:
    panel.show_panel(compose(CODE))
    assert text(panel, "login_code") == "4711-0815"
    with qtbot.waitSignal(panel.close_requested):
        QTest.keyClick(panel, Qt.Key.Key_Escape)
    panel.close_panel()
    assert not panel.isVisible()
    assert all("4711" not in one.text() for one in panel.findChildren(QLabel))


def test_while_the_service_is_asked_the_panel_asks_again(
    page: CustomerFilePage,
    panel: LoginPanel,
    qtbot: QtBot,
) -> None:
    assert view.EVERY_MS > 0
    panel.show_panel(replace(compose(TROUBLE), polls=True))
    with qtbot.waitSignal(panel.wanted_again, timeout=10_000):
        pass
    panel.show_panel(compose(TROUBLE))
    with qtbot.assertNotEmitted(panel.wanted_again, wait=view.EVERY_MS + 300):
        pass


def test_of_two_panels_the_one_asked_for_last_is_seen(qtbot: QtBot) -> None:
    card = CardPanel(lambda _face, _then: None, MessageBar(name="unfinished"))
    panel = LoginPanel()
    made = CustomerFilePage((card,))
    made.add_side_panel(panel)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    card.want(True)
    assert card.isVisible()
    panel.show_panel(compose(RIGHTS))
    assert (panel.isVisible(), card.isVisible()) == (True, False)
    panel.close_panel()
    assert (panel.isVisible(), card.isVisible()) == (False, True)
    card.want(False)
    panel.show_panel(compose(RIGHTS))
    card.want(True)
    assert (panel.isVisible(), card.isVisible()) == (False, True)


# ------------------------------------------------------------------------------- the worklist


@pytest.fixture
def work_page(qtbot: QtBot) -> LoginWorkPage:
    made = LoginWorkPage()
    qtbot.addWidget(made)
    made.resize(1248, 590)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_the_worklist_shows_its_lines_and_the_chosen_one_in_full(
    work_page: LoginWorkPage, theme: Theme
) -> None:
    chosen: list[object] = []
    work_page.line_chosen.connect(chosen.append)
    work = facts.work(service_away=True)
    lines = lines_of(work)
    work_page.show_lines(lines, 1, note_of(work))
    work_page.say_away(True)
    work_page.show_reasons(WorkReasons(None, words.ONLY_ERRANDS, None))
    assert chosen[-1] == lines[1]
    assert text(work_page, "login_work_detail") == words.EXPIRED
    assert button(work_page, "login_work_regenerate").isEnabled()
    assert button(work_page, "login_work_retry").toolTip() == words.ONLY_ERRANDS
    for mode in (Mode.LIGHT, Mode.DARK):
        theme.set_mode(mode)
        for scale in (1.0, 1.25):
            theme.set_scale(scale)
            work_page.resize(1248, 590)
            grab(work_page, f"login-work-{mode.value}-{scale}")


def test_an_empty_worklist_says_so(work_page: LoginWorkPage) -> None:
    work_page.show_loading()
    work_page.show_lines((), -1, "")
    assert text(work_page, "login_work_empty_heading") == words.EMPTY_HEADING
    empty = work_page.findChild(QWidget, "login_work_empty")
    assert empty is not None
    assert empty.isVisible()
    grab(work_page, "login-work-empty")


def test_the_buttons_of_the_worklist_are_told(work_page: LoginWorkPage, qtbot: QtBot) -> None:
    work = facts.work()
    work_page.show_lines(lines_of(work), 0, note_of(work))
    for name, signal in (
        ("login_work_regenerate", work_page.regenerate_requested),
        ("login_work_retry", work_page.retry_requested),
        ("login_work_open", work_page.open_requested),
    ):
        with qtbot.waitSignal(signal):
            button(work_page, name).click()
