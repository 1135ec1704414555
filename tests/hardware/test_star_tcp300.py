"""The card writer: driver and firmware meet on a real wire, and everything goes wrong in turn."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desk_app.errors import DeskAppError
from desk_app.hardware.api import CancelToken, WriterStatus
from desk_app.hardware.drivers.star_line import StarLine
from desk_app.hardware.drivers.star_tcp300 import StarTcp300
from desk_app.hardware.errors import (
    CardJammed,
    CardRemoved,
    CardWaitCancelled,
    CardWrongWayRound,
    CommandRejected,
    CoverOpen,
    DeviceAct,
    DeviceUnplugged,
    GarbledAnswer,
    NoAnswer,
    NoCardInserted,
    NumberNotWritable,
    OutcomeUnknown,
    OutOfService,
    ReadBackDiffers,
    StripeUnreadable,
    WriteFailed,
    WrongCard,
)
from desk_app.hardware.simulators.far_ends import has_pty
from desk_app.hardware.simulators.faults import FaultName
from desk_app.hardware.simulators.tcp300 import BlankCard, CardPlace, SlotError
from desk_app.hardware.transports.replay import expected_protocol
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


FAULTS: list[tuple[FaultName, int | str, type[DeskAppError]]] = [
    (FaultName.WRONG_STATUS, 0x37, WriteFailed),
    (FaultName.WRONG_STATUS, 0x31, StripeUnreadable),
    (FaultName.WRONG_STATUS, 0x33, StripeUnreadable),
    (FaultName.WRONG_STATUS, 0x34, StripeUnreadable),
    (FaultName.WRONG_STATUS, 0x38, CardJammed),
    (FaultName.WRONG_STATUS, 0x41, CommandRejected),
    (FaultName.WRONG_STATUS, 0x42, OutOfService),
    (FaultName.WRONG_STATUS, 0x43, OutOfService),
    (FaultName.WRONG_STATUS, 0x45, OutOfService),
    (FaultName.WRONG_STATUS, 0x51, GarbledAnswer),
    (FaultName.WRONG_STATUS, 0x7A, GarbledAnswer),
    (FaultName.CARD_REMOVED, 1, CardRemoved),
    (FaultName.COVER_OPEN, 1, CoverOpen),
    (FaultName.STALL, 1, NoAnswer),
    (FaultName.GARBAGE, 1, GarbledAnswer),
]


@pytest.mark.parametrize(("fault", "value", "expected"), FAULTS)
def test_a_fault_while_reading(
    rig: WriterRig, fault: FaultName, value: int | str, expected: type[DeskAppError]
) -> None:
    rig.begin_with(BlankCard())
    rig.simulator.faults.arm(fault, value)
    trouble = rig.trouble_of(rig.writer.read)
    assert type(trouble) is expected
    assert rig.simulator.faults.fired(fault) == 1
    _mend_and_issue(rig)


def test_a_status_read_while_broken(rig: WriterRig) -> None:
    rig.simulator.faults.arm(FaultName.STALL, times=None)
    assert rig.call(rig.writer.status) is WriterStatus.OUT_OF_SERVICE
    assert isinstance(rig.writer.trouble, NoAnswer)
    rig.simulator.faults.clear()
    assert rig.simulator.faults.fired(FaultName.STALL) >= 1
    _mend_and_issue(rig)


def _mend_and_issue(rig: WriterRig) -> None:
    rig.simulator.faults.clear()
    rig.simulator.set_cover(is_open=False)
    rig.simulator.plug_in()
    rig.call(rig.writer.abort)
    assert rig.issue(BlankCard()) == NUMBER


def test_a_write_error_of_the_device(rig: WriterRig) -> None:
    rig.begin_with(BlankCard())
    original = rig.call(rig.writer.read)
    assert original is None
    # The read inside `write` uses the switch up unless it is armed for the second card command.
    rig.simulator.faults.arm(FaultName.WRONG_STATUS, 0x37, times=2)
    trouble = rig.trouble_of(lambda: rig.writer.write(NUMBER))
    assert isinstance(trouble, WriteFailed)
    assert trouble.status == 0x37
    _mend_and_issue(rig)


def test_a_torn_write_is_unknown_and_the_card_can_be_read_and_written_again(
    anywhere: WriterRig,
) -> None:
    for only in range(1, 14):
        card = BlankCard()
        anywhere.begin_with(card)
        anywhere.simulator.faults.arm(FaultName.HALF_WRITE, only)
        trouble = anywhere.trouble_of(lambda: anywhere.writer.write(NUMBER))
        assert isinstance(trouble, OutcomeUnknown), only
        assert (trouble.act, trouble.cause) == (DeviceAct.WRITE, DeviceUnplugged.code)
        assert anywhere.simulator.faults.fired(FaultName.HALF_WRITE) == only
        anywhere.simulator.plug_in()
        anywhere.call(anywhere.writer.begin)
        assert anywhere.clear_slot() is card
        assert card.read() != NUMBER
        assert anywhere.issue(card) == NUMBER
        anywhere.clear_slot()


def test_a_torn_card_is_told_apart_from_a_blank_one(rig: WriterRig) -> None:
    card = BlankCard.carrying(OTHER_NUMBER)
    card.write("99999999999", only=5)
    rig.begin_with(card)
    assert isinstance(rig.trouble_of(rig.writer.read), StripeUnreadable)
    rig.call(lambda: rig.writer.write(NUMBER))
    assert rig.call(lambda: rig.writer.read_back(NUMBER)) == NUMBER


def test_a_flipped_bit_in_the_read_back(rig: WriterRig) -> None:
    rig.begin_with(BlankCard())
    rig.simulator.faults.arm(FaultName.BIT_FLIP_ON_READBACK)
    rig.call(lambda: rig.writer.write(NUMBER))
    trouble = rig.trouble_of(lambda: rig.writer.read_back(NUMBER))
    assert isinstance(trouble, ReadBackDiffers)
    assert (trouble.expected, trouble.found) == (NUMBER, OTHER_NUMBER)
    assert rig.simulator.faults.fired(FaultName.BIT_FLIP_ON_READBACK) == 1
    assert rig.call(lambda: rig.writer.read_back(NUMBER)) == NUMBER


def test_reading_back_a_blank_card(rig: WriterRig) -> None:
    rig.begin_with(BlankCard())
    trouble = rig.trouble_of(lambda: rig.writer.read_back(NUMBER))
    assert isinstance(trouble, ReadBackDiffers)
    assert trouble.found is None


def test_a_silence_during_the_write_is_unknown(rig: WriterRig) -> None:
    rig.begin_with(BlankCard())
    # ACK and answer of the read, ACK and answer of the data, ACK of the write; then nothing.
    said = 0

    def count() -> None:
        nonlocal said
        said += 1

    rig.simulator.faults.arm(FaultName.SLOW, 0, times=5)
    rig.simulator.faults.listen(count)
    rig.simulator.faults.listen(
        lambda: (
            rig.simulator.faults.arm(FaultName.STALL, times=None)
            if rig.simulator.faults.fired(FaultName.SLOW) == 5
            and not rig.simulator.faults.is_armed(FaultName.STALL)
            and not rig.simulator.faults.fired(FaultName.STALL)
            else None
        )
    )
    trouble = rig.trouble_of(lambda: rig.writer.write(NUMBER))
    assert isinstance(trouble, OutcomeUnknown)
    assert trouble.cause == NoAnswer.code
    assert said > 0
    assert rig.simulator.faults.fired(FaultName.STALL) >= 1
    _mend_and_issue(rig)


def test_a_card_the_device_does_not_notice(rig: WriterRig) -> None:
    rig.call(rig.writer.begin)
    rig.simulator.faults.arm(FaultName.NO_CARD)
    waiting = rig.lane.post(lambda: rig.writer.await_card(0.3, CancelToken()))
    wait_until(lambda: rig.simulator.state().is_waiting)
    rig.simulator.insert(BlankCard())
    with pytest.raises(NoCardInserted):
        waiting.result(PATIENCE)
    assert rig.simulator.faults.fired(FaultName.NO_CARD) == 1
    _mend_and_issue(rig)


def test_the_wrong_card_from_the_drawer(rig: WriterRig) -> None:
    rig.simulator.faults.arm(FaultName.WRONG_CARD, OTHER_NUMBER)
    rig.begin_with(BlankCard())
    trouble = rig.trouble_of(lambda: rig.writer.write(NUMBER))
    assert isinstance(trouble, WrongCard)
    assert rig.simulator.faults.fired(FaultName.WRONG_CARD) == 1


@pytest.mark.parametrize("fault", [FaultName.BAD_CHECK, FaultName.NOT_ACKNOWLEDGED])
@pytest.mark.parametrize("times", [1, 3])
def test_damaged_blocks_are_sent_again(rig: WriterRig, fault: FaultName, times: int) -> None:
    rig.begin_with(BlankCard())
    rig.simulator.faults.arm(fault, times=times)
    assert rig.call(rig.writer.read) is None
    assert rig.call(lambda: rig.writer.write(NUMBER)) is None
    assert rig.call(lambda: rig.writer.read_back(NUMBER)) == NUMBER
    assert rig.simulator.faults.fired(fault) >= 1


def test_a_line_that_stays_bad_is_out_of_service(rig: WriterRig) -> None:
    rig.begin_with(BlankCard())
    rig.simulator.faults.arm(FaultName.NOT_ACKNOWLEDGED, times=None)
    trouble = rig.trouble_of(rig.writer.read)
    assert isinstance(trouble, OutOfService)
    assert trouble.status is None
    assert rig.simulator.faults.fired(FaultName.NOT_ACKNOWLEDGED) == 4
    _mend_and_issue(rig)


def test_slow_answers_are_waited_for(rig: WriterRig) -> None:
    rig.simulator.faults.arm(FaultName.SLOW, 20, times=None)
    assert rig.issue(BlankCard()) == NUMBER
    assert rig.simulator.faults.fired(FaultName.SLOW) > 10


def test_the_device_forgets_the_track_when_its_cover_was_open(rig: WriterRig) -> None:
    card = BlankCard()
    rig.begin_with(card)
    opened = []

    def open_and_close() -> None:
        # When the data has been set and before the write: the third command of `write`.
        if rig.simulator.faults.fired(FaultName.SLOW) == 4 and not opened:
            opened.append(True)
            rig.simulator.set_cover(is_open=True)
            rig.simulator.set_cover(is_open=False)

    rig.simulator.faults.listen(open_and_close)
    rig.simulator.faults.arm(FaultName.SLOW, 0, times=4)
    trouble = rig.trouble_of(lambda: rig.writer.write(NUMBER))
    # The cover gave the card back as well, so there is nothing to write on.
    assert isinstance(trouble, CardRemoved)
    assert opened
    assert card.read() != NUMBER
    assert rig.clear_slot() is card
    assert rig.issue(card) == NUMBER


def test_unplugging_at_every_byte_of_a_session() -> None:
    """n = 1, 2, ... until a session ends before the cable is pulled."""
    kinds: dict[str, int] = {}
    with writer_rig() as rig:
        for n in range(1, 2000):
            card = BlankCard()
            rig.simulator.faults.arm(FaultName.UNPLUG_AT, n)
            try:
                rig.issue(card)
            except DeskAppError as trouble:
                assert isinstance(trouble, (DeviceUnplugged, OutcomeUnknown)), (n, trouble)
                kinds[type(trouble).__name__] = kinds.get(type(trouble).__name__, 0) + 1
                if isinstance(trouble, DeviceUnplugged):
                    assert card.read() in {NUMBER} or not card.track, n
            if rig.simulator.faults.is_armed(FaultName.UNPLUG_AT):
                break
            assert rig.simulator.faults.fired(FaultName.UNPLUG_AT) == n
            rig.simulator.plug_in()
            rig.call(rig.writer.abort)
            rig.clear_slot()
            assert rig.issue(card) == NUMBER, n
            rig.clear_slot()
        else:
            pytest.fail("no session was ever long enough")
    assert n > 100
    assert kinds["OutcomeUnknown"] >= 8
    assert kinds["DeviceUnplugged"] > kinds["OutcomeUnknown"]


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


class _AnyLane:
    def assert_on_lane(self) -> None:
        """The test is the lane."""


def test_the_bytes_of_a_write_are_those_of_the_manual() -> None:
    ack = b"\x06"
    blank = b"\x02\x26\x32\x03" + bytes([0x26 ^ 0x32 ^ 0x03])
    fine_set = b"\x02\x3c\x20\x03" + bytes([0x3C ^ 0x20 ^ 0x03])
    fine_write = b"\x02\x32\x20\x03" + bytes([0x32 ^ 0x20 ^ 0x03])
    set_track = b"\x02\x3c" + b"42" + b"\x03" + bytes([0x3C ^ 0x34 ^ 0x32 ^ 0x03])
    with expected_protocol(
        [
            (b"\x02\x26\x03\x25", ack + blank),
            (ack, b""),
            (set_track, ack + fine_set),
            (ack, b""),
            (b"\x02\x32\x32\x03\x03", ack + fine_write),
            (ack, b""),
        ]
    ) as line:
        line.open()
        StarTcp300(StarLine(line), _AnyLane()).write("42")
