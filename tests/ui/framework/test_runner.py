from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, ClassVar

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.domain.staff import Permission
from desk_app.errors import Cancelled, Refused, Unavailable
from desk_app.ui.framework.runner import DeskLane
from desk_app.usecases.messages import AuditTag, Changes, Command, Done, Query, SignedIn


@dataclass(frozen=True)
class Ask(Query[str]):
    permission: ClassVar[Permission] = Permission.ANYONE
    text: str


@dataclass(frozen=True)
class Do(Command[str]):
    permission: ClassVar[Permission] = Permission.ANYONE
    audit: ClassVar[AuditTag] = AuditTag.CUSTOMER_EDITED
    text: str
    actor_id: int = 1


@dataclass
class ScriptedDesk:
    """Answers with the text it gets, raises what a test tells it to, and can be held up."""

    gate: threading.Event = field(default_factory=threading.Event)
    at_work: threading.Event = field(default_factory=threading.Event)
    raising: dict[str, BaseException] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    threads: set[str] = field(default_factory=set)
    idled: int = 0
    closed: int = 0

    def idle(self) -> None:
        self.threads.add(threading.current_thread().name)
        self.idled += 1

    def close(self) -> None:
        self.threads.add(threading.current_thread().name)
        self.closed += 1

    @property
    def signed_in(self) -> SignedIn | None:
        return None

    def execute(self, command: Command[Any], *, key: str | None = None) -> Done[Any]:
        assert isinstance(command, Do)
        self.keys.append(key)
        return Done(self._answer(command.text), Changes(customers=(command.actor_id,)))

    def ask(self, query: Query[Any]) -> Any:
        assert isinstance(query, Ask)
        return self._answer(query.text)

    def _answer(self, text: str) -> str:
        self.at_work.set()
        assert self.gate.wait(10)
        self.seen.append(text)
        self.threads.add(threading.current_thread().name)
        if text in self.raising:
            raise self.raising.pop(text)
        return text


class Troubles:
    """A sink that remembers."""

    def __init__(self) -> None:
        self.refusals: list[Refused] = []
        self.outages: list[tuple[Unavailable, Callable[[], None]]] = []
        self.bugs: list[BaseException] = []

    def refused(self, error: Refused) -> None:
        self.refusals.append(error)

    def unavailable(self, error: Unavailable, again: Callable[[], None]) -> None:
        self.outages.append((error, again))

    def unexpected(self, error: BaseException) -> None:
        self.bugs.append(error)


@pytest.fixture
def desk() -> ScriptedDesk:
    made = ScriptedDesk()
    made.gate.set()
    return made


@pytest.fixture
def troubles() -> Troubles:
    return Troubles()


@pytest.fixture
def lane(qapp: QApplication, desk: ScriptedDesk, troubles: Troubles) -> Iterator[DeskLane]:
    made = DeskLane(lambda: desk, troubles)
    made.start()
    yield made
    desk.gate.set()
    assert made.drain(10)


def test_answers_come_in_order_on_the_main_thread(
    lane: DeskLane, desk: ScriptedDesk, qtbot: QtBot
) -> None:
    scope = lane.scope("page")
    got: list[str] = []
    threads: set[QThread] = set()

    def take(text: str) -> None:
        got.append(text)
        threads.add(QThread.currentThread())

    for number in range(20):
        if number % 2:
            scope.ask(Ask(str(number)), take)
        else:
            scope.execute(Do(str(number)), take)
    qtbot.waitUntil(lambda: len(got) == 20)
    assert got == [str(number) for number in range(20)]
    assert threads == {QThread.currentThread()}
    assert desk.threads == {"desk-lane"}


def test_only_the_newest_of_superseding_questions_is_answered(
    lane: DeskLane, desk: ScriptedDesk, qtbot: QtBot
) -> None:
    desk.gate.clear()
    scope = lane.scope("search")
    got: list[str] = []
    scope.ask(Ask("j"), got.append, supersedes="search")
    assert desk.at_work.wait(10)
    for text in ("ja", "jan", "jans"):
        scope.ask(Ask(text), got.append, supersedes="search")
    other: list[str] = []
    scope.ask(Ask("other"), other.append)
    desk.gate.set()
    qtbot.waitUntil(lambda: other == ["other"])
    assert got == ["jans"]
    assert "ja" not in desk.seen
    assert "jan" not in desk.seen


def test_superseding_leaves_other_scopes_alone(
    lane: DeskLane, desk: ScriptedDesk, qtbot: QtBot
) -> None:
    desk.gate.clear()
    got: list[str] = []
    lane.scope("one").ask(Ask("one"), got.append, supersedes="search")
    lane.scope("two").ask(Ask("two"), got.append, supersedes="search")
    desk.gate.set()
    qtbot.waitUntil(lambda: got == ["one", "two"])


def test_a_closed_scope_drops_answers_but_its_commands_are_carried_out(
    lane: DeskLane, desk: ScriptedDesk, qtbot: QtBot
) -> None:
    desk.gate.clear()
    closed = lane.scope("closed")
    got: list[str] = []
    heard: list[Changes] = []
    lane.scope("open").watch(heard.append)
    closed.execute(Do("command", actor_id=7), got.append)
    closed.ask(Ask("question"), got.append)
    closed.close()
    closed.ask(Ask("too late"), got.append)
    desk.gate.set()
    qtbot.waitUntil(lambda: heard == [Changes(customers=(7,))])
    assert got == []
    assert desk.seen == ["command"]


def test_a_part_of_a_screen_closes_before_the_screen(
    qtbot: QtBot, lane: DeskLane, desk: ScriptedDesk
) -> None:
    screen = lane.scope("screen")
    part = screen.part("form")
    answers: list[str] = []
    part.ask(Ask("late"), answers.append, supersedes="check")
    part.execute(Do("kept"), answers.append)
    part.close()
    screen.ask(Ask("still here"), answers.append)
    desk.gate.set()
    qtbot.waitUntil(lambda: answers == ["still here"])
    assert "kept" in desk.seen


def test_changes_reach_other_scopes_and_the_initiator_only_when_it_wants(
    lane: DeskLane, qtbot: QtBot
) -> None:
    heard: list[str] = []
    one, two = lane.scope("one"), lane.scope("two")
    one.watch(lambda _changes: heard.append("one"))
    one.watch(lambda _changes: heard.append("one, own"), own=True)
    two.watch(lambda _changes: heard.append("two"))
    done: list[str] = []
    one.execute(Do("x"), done.append)
    qtbot.waitUntil(lambda: done == ["x"])
    assert heard == ["one, own", "two"]


def test_a_refusal_goes_to_its_handler_or_else_to_the_message_bar(
    lane: DeskLane, desk: ScriptedDesk, troubles: Troubles, qtbot: QtBot
) -> None:
    scope = lane.scope("page")
    refused: list[Refused] = []
    settled: list[str] = []
    first, second = Refused(), Refused()
    desk.raising = {"a": first, "b": second}
    scope.ask(Ask("a"), lambda _text: None, refused.append, on_settled=lambda: settled.append("a"))
    scope.ask(Ask("b"), lambda _text: None, on_settled=lambda: settled.append("b"))
    qtbot.waitUntil(lambda: settled == ["a", "b"])
    assert refused == [first]
    assert troubles.refusals == [second]


def test_trying_again_uses_the_same_key(
    lane: DeskLane, desk: ScriptedDesk, troubles: Troubles, qtbot: QtBot
) -> None:
    desk.raising = {"save": Unavailable()}
    done: list[str] = []
    scope = lane.scope("page")
    scope.execute(Do("save"), done.append)
    qtbot.waitUntil(lambda: len(troubles.outages) == 1)
    assert done == []
    troubles.outages[0][1]()
    qtbot.waitUntil(lambda: done == ["save"])
    assert len(desk.keys) == 2
    assert desk.keys[0] == desk.keys[1]
    scope.execute(Do("other"), done.append)
    qtbot.waitUntil(lambda: len(desk.keys) == 3)
    assert desk.keys[2] != desk.keys[0]
    qtbot.waitUntil(lambda: done == ["save", "other"])


def test_cancelled_is_silent_and_a_bug_leaves_the_lane_working(
    lane: DeskLane, desk: ScriptedDesk, troubles: Troubles, qtbot: QtBot
) -> None:
    bug = KeyError("x")
    desk.raising = {"a": Cancelled(), "b": bug}
    settled: list[str] = []
    scope = lane.scope("page")
    for text in ("a", "b", "c"):
        scope.ask(Ask(text), lambda _text: None, on_settled=lambda text=text: settled.append(text))  # type: ignore[misc]
    qtbot.waitUntil(lambda: settled == ["a", "b", "c"])
    assert troubles.bugs == [bug]
    assert not troubles.refusals
    assert not troubles.outages


def test_a_bug_in_a_callback_is_told_and_the_next_answer_comes(
    lane: DeskLane, troubles: Troubles, qtbot: QtBot
) -> None:
    scope = lane.scope("page")
    bug = ZeroDivisionError()

    def fail(_text: str) -> None:
        raise bug

    got: list[str] = []
    scope.ask(Ask("a"), fail)
    scope.ask(Ask("b"), got.append)
    qtbot.waitUntil(lambda: got == ["b"])
    assert troubles.bugs == [bug]


def test_a_desk_that_cannot_be_opened_is_tried_again(
    qapp: QApplication, desk: ScriptedDesk, troubles: Troubles, qtbot: QtBot
) -> None:
    attempts: list[int] = []

    def open_desk() -> ScriptedDesk:
        attempts.append(1)
        if len(attempts) <= 2:
            raise Unavailable
        return desk

    lane = DeskLane(open_desk, troubles)
    opened: list[int] = []
    lane.opened.connect(lambda: opened.append(1))
    lane.start()
    got: list[str] = []
    lane.scope("page").ask(Ask("x"), got.append)
    qtbot.waitUntil(lambda: len(troubles.outages) == 1)
    assert not opened
    troubles.outages[0][1]()
    qtbot.waitUntil(lambda: got == ["x"])
    assert opened == [1]
    assert len(attempts) == 3
    assert lane.drain(10)


def test_the_desk_is_opened_before_anybody_asks(
    qapp: QApplication, desk: ScriptedDesk, troubles: Troubles, qtbot: QtBot
) -> None:
    lane = DeskLane(lambda: desk, troubles)
    with qtbot.waitSignal(lane.opened):
        lane.start()
    assert not desk.seen
    assert lane.drain(10)
    assert desk.closed == 1


def test_draining_finishes_commands_and_skips_questions(
    qapp: QApplication, desk: ScriptedDesk, troubles: Troubles
) -> None:
    desk.gate.clear()
    lane = DeskLane(lambda: desk, troubles)
    lane.start()
    lane.start()
    scope = lane.scope("page")
    scope.execute(Do("first"), lambda _text: None)
    scope.ask(Ask("question"), lambda _text: None)
    scope.execute(Do("last"), lambda _text: None)
    threading.Timer(0.05, desk.gate.set).start()
    assert lane.drain(10)
    assert desk.seen == ["first", "last"]
    scope.execute(Do("after"), lambda _text: None)
    assert lane.drain(10)
    assert desk.seen == ["first", "last"]


def test_busy_is_told_once_for_a_run_of_messages(
    lane: DeskLane, desk: ScriptedDesk, qtbot: QtBot
) -> None:
    told: list[bool] = []
    lane.busy_changed.connect(told.append)
    desk.gate.clear()
    scope = lane.scope("page")
    got: list[str] = []
    for text in ("a", "b"):
        scope.ask(Ask(text), got.append)
    desk.gate.set()
    qtbot.waitUntil(lambda: got == ["a", "b"])
    assert told == [True, False]


def test_the_desk_hears_when_it_is_quiet_and_is_closed_at_the_end(
    qapp: QApplication, desk: ScriptedDesk, troubles: Troubles, qtbot: QtBot
) -> None:
    lane = DeskLane(lambda: desk, troubles)
    lane.start()
    scope = lane.scope("page")
    got: list[str] = []
    for text in ("a", "b", "c"):
        scope.ask(Ask(text), got.append)
    qtbot.waitUntil(lambda: desk.idled == 1)
    assert got == ["a", "b", "c"]
    assert lane.drain(10)
    assert (desk.idled, desk.closed) == (1, 1)
    assert desk.threads == {"desk-lane"}
