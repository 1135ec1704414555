"""The device thread and the desk lane: whoever closes first, nobody waits for ever."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desk_app.domain.card_jobs import CardStep
from desk_app.errors import DeskAppError, Refused, Unavailable
from desk_app.hardware.errors import LaneStopped
from desk_app.hardware.lane import DeviceLane
from desk_app.ui.card_panel.making import CommandBridge
from desk_app.ui.framework.runner import DeskLane
from desk_app.usecases.commands.card_jobs import AdvanceCardJob
from desk_app.usecases.messages import Changes, Done, SignedIn
from tests.ui import builders

COMMAND = AdvanceCardJob(4, CardStep.REQUESTED, CardStep.PRINTING)


class Trouble:
    def __init__(self) -> None:
        self.bugs: list[BaseException] = []

    def refused(self, error: Refused) -> None:
        raise AssertionError(error)

    def unavailable(self, error: Unavailable, again: Callable[[], None]) -> None:
        raise AssertionError(error)

    def unexpected(self, error: BaseException) -> None:
        self.bugs.append(error)


class DeskOfATest:
    def __init__(self) -> None:
        self.answer: object = builders.job(CardStep.PRINTING)
        self.entered = threading.Event()
        self.gate = threading.Event()
        self.gate.set()

    def execute(self, command: Any, *, key: str | None = None) -> Done[Any]:
        self.entered.set()
        assert self.gate.wait(10)
        if isinstance(self.answer, BaseException):
            raise self.answer
        return Done(self.answer, Changes())

    def ask(self, query: Any) -> Any:
        raise AssertionError(query)

    @property
    def signed_in(self) -> SignedIn | None:
        return None

    def idle(self) -> None:
        """Nothing is left to do."""

    def close(self) -> None:
        """Nothing is held."""


class Rig:
    def __init__(self) -> None:
        self.desk = DeskOfATest()
        self.trouble = Trouble()
        self.lane = DeskLane(lambda: self.desk, self.trouble)
        self.devices = DeviceLane()
        self.bridge = CommandBridge(self.lane)
        self.lane.start()
        self.devices.start()

    def post(self) -> Future[Any]:
        return self.devices.post(lambda: self.bridge(COMMAND))


@pytest.fixture
def rig(qtbot: QtBot) -> Iterator[Rig]:
    made = Rig()
    yield made
    made.desk.gate.set()
    made.bridge.close()
    assert made.devices.stop(10)
    assert made.lane.drain(10)


def test_the_device_thread_gets_its_answer(rig: Rig, qtbot: QtBot) -> None:
    done = rig.post()
    qtbot.waitUntil(done.done)
    assert done.result() == rig.desk.answer


@pytest.mark.parametrize("error", [Refused(), Unavailable()])
def test_what_the_desk_raises_is_raised_there(rig: Rig, qtbot: QtBot, error: DeskAppError) -> None:
    rig.desk.answer = error
    done = rig.post()
    qtbot.waitUntil(done.done)
    assert done.exception() is error


def test_a_bug_of_the_desk_lets_go_of_the_device_thread_too(rig: Rig, qtbot: QtBot) -> None:
    rig.desk.answer = ValueError("bug")
    done = rig.post()
    qtbot.waitUntil(done.done)
    assert isinstance(done.exception(), DeskAppError)
    assert len(rig.trouble.bugs) == 1


def test_closing_lets_go_of_a_command_that_is_under_way(rig: Rig, qtbot: QtBot) -> None:
    rig.desk.gate.clear()
    done = rig.post()
    qtbot.waitUntil(rig.desk.entered.is_set)
    rig.bridge.close()
    assert isinstance(done.exception(timeout=10), LaneStopped)


def test_closing_lets_go_of_a_command_the_main_thread_never_saw(rig: Rig) -> None:
    begun = threading.Event()

    def work() -> object:
        begun.set()
        return rig.bridge(COMMAND)

    done = rig.devices.post(work)
    assert begun.wait(10)
    rig.bridge.close()
    assert isinstance(done.exception(timeout=10), LaneStopped)
    assert not rig.desk.entered.is_set()


def test_after_closing_every_command_is_refused_at_once(rig: Rig) -> None:
    rig.bridge.close()
    assert isinstance(rig.post().exception(timeout=10), LaneStopped)
