"""Klant, Inlogaccount and Balie, Inlogaccounts in the real program on a real database."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.demo.library import TEMPORARY_NUMBER, TESTER
from desk_app.store.places import sqlite_url
from desk_app.ui.shell import menus
from desk_app.ui.wording import customer_file as file_words
from desk_app.ui.wording import login_account as labels
from desk_app.ui.wording import login_desk as words
from desk_app.ui.wording import shell as shell_words
from desk_app.usecases.abilities import Action, ability
from tests.journeys.program import Program, counter_on

ENTRIES = {
    menus.LOGIN_DATA: Action.SHOW_DATA,
    menus.LOGIN_RIGHTS: Action.SHOW_RIGHTS,
    menus.LOGIN_AUTHORISE: Action.AUTHORISE,
    menus.LOGIN_LINK: Action.LINK,
    menus.LOGIN_GENERATE: Action.GENERATE,
    menus.LOGIN_FORGET: Action.FORGET,
    menus.LOGIN_RESET_EMAIL: Action.RESET_EMAIL,
    menus.LOGIN_CODE: Action.ISSUE_CODE,
}


@pytest.fixture
def program(
    sqlite_template: Path, key_file: Path, tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> Iterator[Program]:
    """Somebody of the front office is signed in."""
    path = tmp_path / "library.sqlite3"
    shutil.copyfile(sqlite_template, path)
    with (
        counter_on(sqlite_url(path), key_file, tmp_path, qtbot, qapp) as counter,
        counter.program() as started,
    ):
        started.sign_in()
        yield started


def test_every_entry_is_grey_exactly_when_the_file_says_so(program: Program) -> None:
    for key in (*ENTRIES, menus.LOGIN_TROUBLE):
        entry = program.action(f"action_{key}")
        assert (entry.isEnabled(), entry.toolTip()) == (False, shell_words.NOT_NOW)
    program.search_and_open(TEMPORARY_NUMBER)
    allowed = 0
    for key, action in ENTRIES.items():
        entry = program.action(f"action_{key}")
        found = ability(program.file.abilities, action)
        assert entry.isEnabled() is found.allowed, key
        assert found.allowed or entry.toolTip() == file_words.why_not(found)
        allowed += found.allowed
    assert 0 < allowed < len(ENTRIES)
    assert program.action(f"action_{menus.LOGIN_TROUBLE}").isEnabled()
    program.press(Qt.Key.Key_Escape)
    entry = program.action(f"action_{menus.LOGIN_TROUBLE}")
    program.wait(lambda: not entry.isEnabled(), "the file closed")


def test_forget_then_the_plan_then_generate(program: Program) -> None:
    program.search_and_open(TEMPORARY_NUMBER)
    program.choose(f"action_{menus.LOGIN_FORGET}")
    program.wait(lambda: program.visible("prompter_sheet"), "the question")
    program.click("prompter_yes")
    said = words.DONE[Action.FORGET]
    program.wait(lambda: program.text("login_message_text") == said, "forgotten")
    program.wait(lambda: program.file.login_state is None, "the file without an account")
    program.choose(f"action_{menus.LOGIN_TROUBLE}")
    program.wait(lambda: program.visible("login_no"), "the first question")
    program.click("login_no")
    program.wait(lambda: program.visible("login_way_generate"), "the next step")
    program.click("login_way_generate")
    program.wait(lambda: program.visible("login_facts_0_1"), "the account to be")
    assert program.text("login_facts_0_0") == labels.USERNAME
    assert program.text("login_message_text") in {words.GENERATING, words.BUSY}
    program.wait(lambda: program.file.login_state is not None, "the file with an account")
    program.click("login_close")
    assert not program.visible("login_panel")
    assert program.file.actor_id == TESTER


def test_the_worklist_opens_and_goes_with_whoever_opened_it(program: Program) -> None:
    program.choose(f"action_{menus.LOGIN_WORK}")
    program.wait(lambda: program.visible("login_work_page"), "the worklist")
    program.wait(lambda: not program.usable("login_work_regenerate"), "nothing chosen")
    program.choose(f"action_{menus.SIGN_OUT}")
    entry = program.action(f"action_{menus.LOGIN_WORK}")
    program.wait(lambda: not entry.isEnabled(), "signed out")
    assert entry.toolTip() in {shell_words.SIGN_IN_FIRST, shell_words.LOCKED}
