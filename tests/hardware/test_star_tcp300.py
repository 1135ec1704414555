"""The card writer: driver and firmware meet on a real wire, and everything goes wrong in turn."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desk_app.hardware.api import CancelToken, WriterStatus
from desk_app.hardware.errors import (
    CardRemoved,
    CardWaitCancelled,
    CardWrongWayRound,
    CoverOpen,
    DeviceUnplugged,
    NoCardInserted,
    NumberNotWritable,
    WrongCard,
)
from desk_app.hardware.simulators.far_ends import has_pty
from desk_app.hardware.simulators.tcp300 import BlankCard, CardPlace, SlotError
from tests.hardware.rig import NUMBER, OTHER_NUMBER, PATIENCE, WriterRig, wait_until, writer_rig

KINDS = ["tcp", "pty"] if has_pty() else ["tcp"]


@pytest.fixture(params=KINDS)
def anywhere(request: pytest.FixtureRequest) -> Iterator[WriterRig]:
    with writer_rig(request.param) as rig:
        yield rig


@pytest.fixture
def rig() -> Iterator[WriterRig]:
    with writer_rig() as rig:
        yield rig


def test_a_blank_card_is_written_and_read_back(anywhere: WriterRig) -> None:
    card = BlankCard()
    assert anywhere.issue(card) == NUMBER
    assert card.read() == NUMBER
    assert anywhere.simulator.state().place is CardPlace.ON_EJECT
    assert anywhere.told == [WriterStatus.WAITING_FOR_CARD, WriterStatus.CARD_INSIDE]
    assert any(state.is_waiting for state in anywhere.seen)


def test_status_follows_the_card_and_the_cover(anywhere: WriterRig) -> None:
    writer, simulator = anywhere.writer, anywhere.simulator
    assert anywhere.call(writer.status) is WriterStatus.READY
    simulator.insert(BlankCard())
    assert anywhere.call(writer.status) is WriterStatus.CARD_INSIDE
    anywhere.call(writer.eject)
    assert anywhere.call(writer.status) is WriterStatus.CARD_ON_EJECT
    simulator.remove()
    simulator.set_cover(is_open=True)
    assert anywhere.call(writer.status) is WriterStatus.COVER_OPEN
    assert isinstance(anywhere.trouble_of(writer.begin), CoverOpen)
    simulator.set_cover(is_open=False)
    assert anywhere.call(writer.status) is WriterStatus.READY
    simulator.unplug()
    assert anywhere.call(writer.status) is WriterStatus.UNPLUGGED
    assert isinstance(writer.trouble, DeviceUnplugged)
    simulator.plug_in()
    assert anywhere.call(writer.status) is WriterStatus.READY
    assert writer.trouble is None


def test_verbs_are_idempotent(rig: WriterRig) -> None:
    card = BlankCard()
    rig.begin_with(card)
    for _ in range(2):
        rig.call(lambda: rig.writer.await_card(PATIENCE, CancelToken()))
        rig.call(lambda: rig.writer.write(NUMBER))
        assert rig.call(lambda: rig.writer.read_back(NUMBER)) == NUMBER
    for _ in range(2):
        rig.call(rig.writer.eject)
        assert rig.simulator.state().place is CardPlace.ON_EJECT
    for _ in range(2):
        rig.call(rig.writer.abort)
    writes = [
        entry
        for entry in rig.line.transport.wire.entries()
        if entry.direction.value == "->" and entry.data[1:2] == b"\x32"
    ]
    assert len(writes) == 1


def test_the_deadline_ends_the_waiting_at_the_device(anywhere: WriterRig) -> None:
    anywhere.call(anywhere.writer.begin)
    trouble = anywhere.trouble_of(lambda: anywhere.writer.await_card(0.05, CancelToken()))
    assert isinstance(trouble, NoCardInserted)
    assert trouble.deadline == 0.05
    assert any(state.is_waiting for state in anywhere.seen)
    assert not anywhere.simulator.state().is_waiting
    assert anywhere.issue(BlankCard()) == NUMBER


def test_cancelling_ends_the_waiting_at_the_device(anywhere: WriterRig) -> None:
    anywhere.call(anywhere.writer.begin)
    token = CancelToken()
    waiting = anywhere.lane.post(lambda: anywhere.writer.await_card(PATIENCE, token))
    wait_until(lambda: anywhere.simulator.state().is_waiting)
    token.cancel()
    with pytest.raises(CardWaitCancelled):
        waiting.result(PATIENCE)
    assert not anywhere.simulator.state().is_waiting
    card = BlankCard()
    anywhere.simulator.insert(card)
    assert card.read() != NUMBER
    anywhere.clear_slot()
    assert anywhere.issue(BlankCard()) == NUMBER


def test_a_card_on_eject_has_to_be_taken_away_first(rig: WriterRig) -> None:
    rig.issue(BlankCard())
    waiting = rig.lane.post(lambda: rig.writer.await_card(PATIENCE, CancelToken(), rig.told.append))
    wait_until(lambda: rig.told[-1:] == [WriterStatus.CARD_ON_EJECT])
    rig.simulator.remove()
    wait_until(lambda: rig.simulator.state().is_waiting)
    rig.simulator.insert(BlankCard())
    waiting.result(PATIENCE)
    assert rig.told[-3:] == [
        WriterStatus.CARD_ON_EJECT,
        WriterStatus.WAITING_FOR_CARD,
        WriterStatus.CARD_INSIDE,
    ]


def test_a_card_left_on_eject_can_be_cancelled_or_run_out(rig: WriterRig) -> None:
    rig.issue(BlankCard())
    late = rig.trouble_of(lambda: rig.writer.await_card(0.02, CancelToken()))
    assert isinstance(late, NoCardInserted)
    token = CancelToken()
    token.cancel()
    off = rig.trouble_of(lambda: rig.writer.await_card(PATIENCE, token))
    assert isinstance(off, CardWaitCancelled)


def test_another_number_is_not_overwritten_unless_it_is_named(rig: WriterRig) -> None:
    card = BlankCard.carrying(OTHER_NUMBER)
    rig.begin_with(card)
    assert rig.call(rig.writer.read) == OTHER_NUMBER
    trouble = rig.trouble_of(lambda: rig.writer.write(NUMBER))
    assert isinstance(trouble, WrongCard)
    assert (trouble.expected, trouble.found) == (NUMBER, OTHER_NUMBER)
    assert card.read() == OTHER_NUMBER
    again = rig.trouble_of(lambda: rig.writer.write(NUMBER, replacing="1"))
    assert isinstance(again, WrongCard)
    rig.call(lambda: rig.writer.write(NUMBER, replacing=OTHER_NUMBER))
    assert rig.call(lambda: rig.writer.read_back(NUMBER)) == NUMBER


def test_a_turned_card_is_named_and_works_when_turned(rig: WriterRig) -> None:
    rig.call(rig.writer.begin)
    waiting = rig.lane.post(lambda: rig.writer.await_card(PATIENCE, CancelToken()))
    wait_until(lambda: rig.simulator.state().is_waiting)
    rig.simulator.insert(BlankCard(turned=True))
    with pytest.raises(CardWrongWayRound):
        waiting.result(PATIENCE)
    assert isinstance(rig.trouble_of(rig.writer.read), CardWrongWayRound)
    assert isinstance(rig.trouble_of(lambda: rig.writer.write(NUMBER)), CardWrongWayRound)
    rig.call(rig.writer.eject)
    rig.simulator.turn_round()
    rig.call(lambda: rig.writer.await_card(PATIENCE, CancelToken()))
    rig.call(lambda: rig.writer.write(NUMBER))
    assert rig.call(lambda: rig.writer.read_back(NUMBER)) == NUMBER


def test_numbers_that_no_stripe_can_hold(rig: WriterRig) -> None:
    for number in ("", "12a", "1" * 38, "٣"):
        trouble = rig.trouble_of(lambda number=number: rig.writer.write(number))  # type: ignore[misc]
        assert isinstance(trouble, NumberNotWritable)
    longest = "1" * 37
    assert rig.issue(BlankCard(), longest) == longest


def test_without_a_card_nothing_is_read_or_written(rig: WriterRig) -> None:
    rig.call(rig.writer.begin)
    assert isinstance(rig.trouble_of(rig.writer.read), CardRemoved)
    assert isinstance(rig.trouble_of(lambda: rig.writer.write(NUMBER)), CardRemoved)
    rig.call(rig.writer.eject)


def test_opening_the_cover_while_waiting(rig: WriterRig) -> None:
    rig.call(rig.writer.begin)
    waiting = rig.lane.post(lambda: rig.writer.await_card(PATIENCE, CancelToken()))
    wait_until(lambda: rig.simulator.state().is_waiting)
    rig.simulator.set_cover(is_open=True)
    with pytest.raises(CoverOpen):
        waiting.result(PATIENCE)
    again = rig.trouble_of(lambda: rig.writer.await_card(PATIENCE, CancelToken()))
    assert isinstance(again, CoverOpen)
    rig.simulator.set_cover(is_open=False)
    assert rig.issue(BlankCard()) == NUMBER


def test_a_driver_belongs_on_its_lane(rig: WriterRig) -> None:
    with pytest.raises(AssertionError, match="device call"):
        rig.writer.status()


def test_a_hand_cannot_do_everything(rig: WriterRig) -> None:
    with pytest.raises(SlotError):
        rig.simulator.remove()
    rig.begin_with(BlankCard())
    with pytest.raises(SlotError):
        rig.simulator.insert(BlankCard())
    with pytest.raises(SlotError):
        rig.simulator.remove()
