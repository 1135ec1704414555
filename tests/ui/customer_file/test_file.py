from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from desk_app.domain.customers import CustomerUnknown
from desk_app.domain.notices import BlockKind, NoticeUnknown
from desk_app.ui.customer_file.presenter.editing import EditPresenter
from desk_app.ui.customer_file.presenter.file import CustomerFilePresenter, FileExits
from desk_app.ui.customer_file.presenter.notices import NoticesPresenter
from desk_app.ui.customer_file.presenter.opened import OpenedFile
from desk_app.ui.wording import file_sentences as said
from desk_app.usecases.commands.customers import (
    AddNotice,
    BlockCustomer,
    DeleteCustomer,
    LiftBlock,
    RemoveNotice,
)
from desk_app.usecases.messages import Changes
from desk_app.usecases.queries.customer_file import CustomerFile, CustomerLog, OpenCustomer
from tests.ui import builders
from tests.ui.fake_file_view import Answers, FakeFileView
from tests.ui.fake_prompter import FakePrompter
from tests.ui.fake_runner import FakeRunner


class Desk:
    def __init__(self) -> None:
        self.answers = Answers(
            {
                OpenCustomer: lambda query: replace(
                    builders.without_card(), actor_id=query.actor_id
                ),
                CustomerLog: builders.log_lines(),
                DeleteCustomer: None,
                AddNotice: None,
                RemoveNotice: None,
                BlockCustomer: None,
                LiftBlock: None,
            }
        )
        self.view = FakeFileView()
        self.runner = FakeRunner(self.answers)
        self.prompter = FakePrompter()
        self.left: list[str] = []
        self.heard: list[CustomerFile] = []
        opened = OpenedFile(self.view, self.runner)
        self.editing = EditPresenter(self.view, self.runner, self.prompter, opened)
        self.notices = NoticesPresenter(self.prompter, opened)
        self.file = CustomerFilePresenter(
            self.view,
            self.runner,
            self.prompter,
            opened,
            self.editing,
            FileExits(lambda: self.left.append("quit"), self.left.append),
            self.heard.append,
        )

    def type(self, **texts: str) -> None:
        self.editing.edit()
        self.view.typed.update(texts)


@pytest.fixture
def desk() -> Desk:
    made = Desk()
    made.file.show(builders.without_card())
    return made


def opened(desk: Desk, actor_id: int) -> list[str]:
    events: list[str] = []
    desk.file.open(actor_id, lambda: events.append("front"))
    return events


def test_a_file_comes_to_the_front_when_it_is_there(desk: Desk) -> None:
    desk.runner.hold()
    events = opened(desk, 7)
    assert events == []
    assert desk.file.file is not None
    assert desk.file.file.actor_id == 261379
    desk.runner.release()
    assert events == ["front"]
    assert desk.file.file.actor_id == 7
    assert desk.heard[-1].actor_id == 7


def test_a_customer_who_is_gone_is_not_brought_to_the_front(desk: Desk) -> None:
    desk.answers.by_class[OpenCustomer] = CustomerUnknown(7)
    assert opened(desk, 7) == []
    assert len(desk.runner.troubles) == 1
    assert desk.file.file is not None
    assert desk.file.file.actor_id == 261379


def test_another_customer_starts_clean(desk: Desk) -> None:
    desk.view.say_ok("iets van de vorige")
    desk.type(phone="1")
    desk.file.show(replace(builders.without_card(), actor_id=8))
    assert desk.view.ok == ""
    assert not desk.editing.editing
    assert desk.view.log == ()


def test_the_same_customer_keeps_message_and_fields(desk: Desk) -> None:
    desk.view.say_ok("opgeslagen")
    desk.type(phone="1")
    desk.view.say_ok("opgeslagen")
    desk.file.show(builders.without_card())
    assert desk.view.ok == "opgeslagen"
    assert desk.editing.editing


def test_a_change_of_this_customer_is_shown_of_another_one_not(desk: Desk) -> None:
    before = len(desk.runner.asked)
    desk.runner.tell(Changes(customers=(1, 2)))
    assert len(desk.runner.asked) == before
    desk.runner.tell(Changes(customers=(1, 261379)), own=True)
    assert desk.runner.asked[before:] == [OpenCustomer(261379)]


def test_a_refresh_that_comes_after_the_file_was_closed_opens_nothing(desk: Desk) -> None:
    desk.runner.hold()
    desk.runner.tell(Changes(customers=(261379,)))
    desk.file.quit()
    desk.runner.release()
    assert desk.file.file is None
    assert desk.left == ["quit"]


def test_the_log_is_asked_for_when_it_is_looked_at(desk: Desk) -> None:
    assert desk.runner.asked == []
    desk.file.tab_shown(3)
    assert desk.runner.asked == []
    desk.file.tab_shown(4)
    assert desk.runner.asked == [CustomerLog(261379)]
    assert desk.view.log == builders.log_lines()


def test_the_log_in_front_follows_the_file(desk: Desk) -> None:
    desk.file.tab_shown(4)
    desk.file.show(builders.without_card())
    assert desk.runner.asked == [CustomerLog(261379), CustomerLog(261379)]


def test_nothing_is_asked_without_a_file() -> None:
    desk = Desk()
    desk.file.tab_shown(4)
    desk.file.delete()
    desk.notices.add_notice()
    assert desk.runner.asked == []
    assert desk.prompter.asked == []


def test_leaving_asks_only_when_something_was_typed(desk: Desk) -> None:
    desk.file.quit()
    assert desk.left == ["quit"]
    desk.file.show(builders.without_card())
    desk.type(phone="1")
    desk.file.quit()
    assert desk.prompter.asked[0].question == said.ask_leave()
    desk.prompter.no()
    assert desk.left == ["quit"]
    assert desk.view.editing
    desk.file.quit()
    desk.prompter.yes()
    assert desk.left == ["quit", "quit"]
    assert not desk.view.editing


def test_deleting_asks_first_and_then_leaves(desk: Desk) -> None:
    desk.file.delete()
    assert "Mw. G. Tester" in desk.prompter.asked[0].question.text
    desk.prompter.no()
    assert desk.runner.executed == []
    desk.file.delete()
    desk.prompter.yes()
    assert desk.runner.executed == [DeleteCustomer(261379)]
    assert desk.left == ["Mw. G. Tester"]
    assert desk.file.file is None


def test_who_has_things_of_the_library_is_not_deleted(desk: Desk) -> None:
    desk.file.show(builders.without_card(items_out=2))
    desk.file.delete()
    assert desk.prompter.asked == []
    assert desk.view.warning[0] == "De klant heeft nog materiaal in bezit."


# ---------------------------------------------------------------------------------- 5.Meldingen


def test_notices_and_blocks(desk: Desk) -> None:
    desk.file.show(builders.busy_customer())
    steps: list[tuple[Any, Any, str]] = [
        (desk.notices.add_notice, AddNotice(261379, "tekst"), said.NOTICE_ADDED),
        (lambda: desk.notices.remove_notice(1), RemoveNotice(261379, 1), said.NOTICE_REMOVED),
        (
            lambda: desk.notices.add_block(BlockKind.BANNED),
            BlockCustomer(261379, BlockKind.BANNED, "tekst"),
            said.BLOCKED,
        ),
        (lambda: desk.notices.lift_block(7), LiftBlock(261379, 7), said.BLOCK_LIFTED),
    ]
    for act, command, sentence in steps:
        act()
        if desk.prompter.asked:
            desk.prompter.yes("tekst")
        assert desk.runner.executed[-1] == command
        assert desk.view.ok == sentence


def test_a_notice_somebody_else_removed_is_told(desk: Desk) -> None:
    desk.file.show(builders.busy_customer())
    desk.answers.by_class[RemoveNotice] = NoticeUnknown(1)
    desk.notices.remove_notice(1)
    assert desk.view.refusal[2] == "NOT-2"


def test_what_is_grey_does_nothing_but_say_why(desk: Desk) -> None:
    desk.notices.remove_notice(1)
    desk.notices.lift_block(1)
    assert desk.runner.executed == []
    assert desk.view.warning[0] == "Er is geen blokkade die kan worden opgeheven."
