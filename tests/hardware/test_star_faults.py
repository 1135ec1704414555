"""Everything that can go wrong with the card writer, and that trying again works."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest

from desk_app.errors import DeskAppError
from desk_app.hardware.api import CancelToken, WriterStatus
from desk_app.hardware.errors import (
    CardJammed,
    CardRemoved,
    CommandRejected,
    CoverOpen,
    DeviceAct,
    DeviceUnplugged,
    GarbledAnswer,
    NoAnswer,
    NoCardInserted,
    OutcomeUnknown,
    OutOfService,
    ReadBackDiffers,
    StripeUnreadable,
    WriteFailed,
    WrongCard,
)
from desk_app.hardware.simulators.far_ends import has_pty
from desk_app.hardware.simulators.faults import FaultName
from desk_app.hardware.simulators.tcp300 import BlankCard
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
    ends_by_silence = fault in {FaultName.STALL, FaultName.GARBAGE}
    with rig.hurried() if ends_by_silence else contextlib.nullcontext():
        trouble = rig.trouble_of(rig.writer.read)
    assert type(trouble) is expected
    assert rig.simulator.faults.fired(fault) == 1
    _mend_and_issue(rig)


def test_a_status_read_while_broken(rig: WriterRig) -> None:
    rig.simulator.faults.arm(FaultName.STALL, times=None)
    with rig.hurried():
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
    with rig.hurried():
        trouble = rig.trouble_of(lambda: rig.writer.write(NUMBER))
    assert isinstance(trouble, OutcomeUnknown)
    assert trouble.cause == NoAnswer.code
    assert said > 0
    assert rig.simulator.faults.fired(FaultName.STALL) >= 1
    _mend_and_issue(rig)


def test_a_card_the_device_does_not_notice(rig: WriterRig) -> None:
    rig.call(rig.writer.begin)
    rig.simulator.faults.arm(FaultName.NO_CARD)
    waiting = rig.lane.post(lambda: rig.writer.await_card(1.0, CancelToken()))
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
    opened: list[bool] = []

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


def _session(rig: WriterRig, card: BlankCard) -> DeskAppError | None:
    try:
        rig.issue(card)
    except DeskAppError as trouble:
        return trouble
    return None


def test_unplugging_at_every_byte_of_a_session() -> None:
    """n = 1, 2, ... until a session ends before the cable is pulled."""
    kinds: dict[type[DeskAppError], int] = {}
    with writer_rig() as rig:
        for n in range(1, 2000):
            card = BlankCard()
            rig.simulator.faults.arm(FaultName.UNPLUG_AT, n)
            trouble = _session(rig, card)
            if trouble is not None:
                kinds[type(trouble)] = kinds.get(type(trouble), 0) + 1
            if isinstance(trouble, DeviceUnplugged):
                # Told so before the write began or after it had ended, never in between.
                assert card.read() == NUMBER or not card.track, n
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
    assert set(kinds) == {DeviceUnplugged, OutcomeUnknown}
    assert kinds[OutcomeUnknown] >= 8
    assert kinds[DeviceUnplugged] > kinds[OutcomeUnknown]
