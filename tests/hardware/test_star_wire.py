"""The card writer's driver against recorded bytes of the manual."""

from __future__ import annotations

import pytest

from desk_app.hardware.api import WriterStatus
from desk_app.hardware.drivers.star_line import StarLine
from desk_app.hardware.drivers.star_tcp300 import StarTcp300
from desk_app.hardware.errors import (
    DeviceBusy,
    GarbledAnswer,
    OutOfService,
    StripeUnreadable,
)
from desk_app.hardware.transports.replay import ReplayLine, expected_protocol


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


def test_the_same_write_after_the_device_forgot_its_track() -> None:
    """DLE means that the command was not carried out, so the data is set once more."""
    ack, dle = b"\x06", b"\x10"
    blank = b"\x02\x26\x32\x03" + bytes([0x26 ^ 0x32 ^ 0x03])
    fine_set = b"\x02\x3c\x20\x03" + bytes([0x3C ^ 0x20 ^ 0x03])
    fine_write = b"\x02\x32\x20\x03" + bytes([0x32 ^ 0x20 ^ 0x03])
    set_track = b"\x02\x3c" + b"42" + b"\x03" + bytes([0x3C ^ 0x34 ^ 0x32 ^ 0x03])
    write = b"\x02\x32\x32\x03\x03"
    with expected_protocol(
        [
            (b"\x02\x26\x03\x25", ack + blank),
            (ack, b""),
            (set_track, ack + fine_set),
            (ack, b""),
            (write, dle),
            (set_track, ack + fine_set),
            (ack, b""),
            (write, ack + fine_write),
            (ack, b""),
        ]
    ) as line:
        line.open()
        StarTcp300(StarLine(line), _AnyLane()).write("42")


def _answer(command: int, status: int, data: bytes = b"") -> bytes:
    body = bytes([command, status]) + data + b"\x03"
    check = 0
    for byte in body:
        check ^= byte
    return b"\x06\x02" + body + bytes([check])


def _driver(line: ReplayLine) -> StarTcp300:
    line.open()
    return StarTcp300(StarLine(line, block_seconds=0.01, answer_seconds=0.01), _AnyLane())


def test_status_of_a_jam() -> None:
    with expected_protocol(
        [(b"\x02\x59\x03\x5a", _answer(0x59, 0x38, b"000000")), (b"\x06", b"")]
    ) as line:
        assert _driver(line).status() is WriterStatus.JAMMED


def test_status_in_words_no_manual_knows() -> None:
    with expected_protocol(
        [(b"\x02\x59\x03\x5a", _answer(0x59, 0x20, b"what")), (b"\x06", b"")]
    ) as line:
        driver = _driver(line)
        assert driver.status() is WriterStatus.OUT_OF_SERVICE
        assert isinstance(driver.trouble, GarbledAnswer)


def test_a_stripe_with_more_than_digits() -> None:
    with (
        expected_protocol(
            [(b"\x02\x26\x03\x25", _answer(0x26, 0x20, b"1=2")), (b"\x06", b"")]
        ) as line,
        pytest.raises(StripeUnreadable),
    ):
        _driver(line).read()


def test_an_answer_to_an_older_question_is_passed_over() -> None:
    old = _answer(0x22, 0x20, b"9")
    with expected_protocol(
        [
            (b"\x02\x26\x03\x25", old + _answer(0x26, 0x20, b"42")[1:]),
            (b"\x06", b""),
            (b"\x06", b""),
        ]
    ) as line:
        assert _driver(line).read() == "42"


def test_an_answer_that_stays_damaged() -> None:
    damaged = _answer(0x26, 0x20, b"42")[:-1] + b"\x00"
    with (
        expected_protocol([(b"\x02\x26\x03\x25", damaged), *[(b"\x15", damaged[1:])] * 3]) as line,
        pytest.raises(OutOfService),
    ):
        _driver(line).read()


def test_an_answer_that_is_never_repeated() -> None:
    damaged = _answer(0x26, 0x20, b"42")[:-1] + b"\x00"
    with (
        expected_protocol([(b"\x02\x26\x03\x25", damaged), (b"\x15", b"")]) as line,
        pytest.raises(GarbledAnswer),
    ):
        _driver(line).read()


def test_a_port_that_somebody_else_holds() -> None:
    class Held(ReplayLine):
        def open(self) -> None:
            raise DeviceBusy(device=self.url, port="COM3")

    driver = StarTcp300(StarLine(Held([])), _AnyLane())
    assert driver.status() is WriterStatus.BUSY
    assert isinstance(driver.trouble, DeviceBusy)
