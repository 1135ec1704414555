"""The golden vectors of the manuals hold for the firmware's side, without any driver."""

from __future__ import annotations

import ast
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk_app.hardware import simulators
from desk_app.hardware.simulators.faults import FaultName, FaultRig
from desk_app.hardware.simulators.ipp_wire import NotIpp, hear, say
from desk_app.hardware.simulators.serial_scanner import SerialScannerSimulator
from desk_app.hardware.simulators.stripe import BlankCard, StripeFlaw, characters
from desk_app.hardware.simulators.tcp300 import CardPlace, Tcp300Simulator

PATIENCE = 10.0


def test_no_simulator_imports_a_driver_or_a_protocol() -> None:
    folder = Path(next(iter(simulators.__path__)))
    imported: set[str] = set()
    files = sorted(folder.glob("*.py"))
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                imported.add(node.module)
            elif isinstance(node, ast.Import):
                imported |= {alias.name for alias in node.names}
    own = {name for name in imported if name.startswith("desk_app")}
    assert len(files) > 8
    assert own
    assert all(name.startswith("desk_app.hardware.simulators") for name in own), own
    assert not {name.split(".")[0] for name in imported} & {"serial", "usb", "hid", "hidraw"}


class TestStripe:
    def test_the_manual_s_example(self) -> None:
        # `;12345?` on track 2: MSR605 Programmer's Manual, recomputed from ISO/IEC 7811-2.
        assert characters("12345") == [0x0B, 0x01, 0x02, 0x13, 0x04, 0x15, 0x1F, 0x15]

    def test_reading_what_was_written(self) -> None:
        card = BlankCard()
        assert card.read() is StripeFlaw.NO_START_OR_END
        card.write("25003000030")
        assert card.read() == "25003000030"
        card.turned = True
        assert card.read() is StripeFlaw.NONE_UNDER_HEAD

    @pytest.mark.parametrize("only", range(1, 14))
    def test_a_torn_write_never_reads_as_the_new_number(self, only: int) -> None:
        card = BlankCard.carrying("11111111111")
        card.write("25003000030", only)
        assert card.read() != "25003000030"

    def test_every_flipped_bit_is_noticed(self) -> None:
        for place in range(14):
            for bit in range(5):
                card = BlankCard.carrying("25003000030")
                card.track[place] ^= 1 << bit
                assert isinstance(card.read(), StripeFlaw), (place, bit)

    def test_a_character_that_is_no_digit(self) -> None:
        card = BlankCard.carrying("11")
        card.track[1] = card.track[2] = 0xA | 0x10
        assert card.read() is StripeFlaw.BAD_CHARACTER


class Host:
    """A bare socket with a person's patience: no driver."""

    def __init__(self, url: str) -> None:
        host, port = url.removeprefix("socket://").split(":")
        self.line = socket.create_connection((host, int(port)), timeout=PATIENCE)

    def say(self, data: str) -> None:
        self.line.sendall(bytes.fromhex(data))

    def hear(self, count: int) -> str:
        data = b""
        while len(data) < count:
            piece = self.line.recv(count - len(data))
            assert piece, "hung up"
            data += piece
        return data.hex(" ").upper()


@pytest.fixture
def device() -> Iterator[Tcp300Simulator]:
    device = Tcp300Simulator()
    device.start()
    yield device
    device.stop()


@pytest.fixture
def host(device: Tcp300Simulator) -> Iterator[Host]:
    host = Host(device.url)
    yield host
    host.line.close()


class TestTcp300Firmware:
    def test_the_manual_s_version_block(self, host: Host) -> None:
        host.say("02 58 03 5B")
        answer = bytes.fromhex(host.hear(1 + 23))
        assert answer[:4] == bytes.fromhex("06 02 58 20")
        assert answer[4:-2].decode().startswith("TCP300 ")
        check = 0
        for byte in answer[2:-1]:
            check ^= byte
        assert check == answer[-1]

    def test_the_manual_s_buffer_block_is_a_command_it_does_not_model(self, host: Host) -> None:
        host.say("02 2A 03 29")
        assert host.hear(6) == "06 02 2A 41 03 68"

    def test_a_wrong_check_is_not_acknowledged(self, host: Host) -> None:
        host.say("02 58 03 5C")
        assert host.hear(1) == "15"

    def test_sensors(self, host: Host, device: Tcp300Simulator) -> None:
        host.say("02 59 03 5A")
        assert host.hear(12) == "06 02 59 20 30 30 30 30 30 30 03 7A"
        device.insert(BlankCard())
        host.say("06 02 59 03 5A")
        assert host.hear(12) == "06 02 59 20 31 30 30 30 30 30 03 7B"

    def test_a_response_is_said_again_after_nak(self, host: Host) -> None:
        host.say("02 49 03 4A")
        first = host.hear(6)
        host.say("15")
        assert host.hear(5) == first[3:]

    def test_bad_data_and_writing_without_data_are_rejected(self, host: Host) -> None:
        host.say("02 3C 41 03 7E")
        assert host.hear(1) == "10"
        host.say("02 32 32 03 03")
        assert host.hear(1) == "10"
        host.say("02 50 39 03 6A")
        assert host.hear(1) == "10"

    def test_waiting_is_cancelled_by_a_priority_command_only(
        self, host: Host, device: Tcp300Simulator
    ) -> None:
        host.say("02 22 03 21")
        assert host.hear(1) == "06"
        assert device.state().is_waiting
        host.say("02 59 03 5A")
        assert host.hear(1) == "10"
        host.say("02 54 03 57")
        assert host.hear(6) == "06 02 54 20 03 77"
        assert not device.state().is_waiting

    def test_a_discharged_card_is_a_target_again_after_55h(
        self, host: Host, device: Tcp300Simulator
    ) -> None:
        device.insert(BlankCard.carrying("42"))
        host.say("02 50 31 03 62")
        assert host.hear(6) == "06 02 50 20 03 73"
        assert device.state().place is CardPlace.ON_EJECT
        host.say("02 26 03 25")
        assert host.hear(6) == "06 02 26 22 03 07"
        host.say("02 55 03 56")
        assert host.hear(6) == "06 02 55 20 03 76"
        host.say("02 26 03 25")
        assert host.hear(8) == "06 02 26 20 34 32 03 03"

    def test_a_block_that_never_ends(self, host: Host) -> None:
        host.line.sendall(b"\x02" + b"0" * 1100)
        assert host.hear(1) == "10"

    def test_one_host_after_another(self, device: Tcp300Simulator, host: Host) -> None:
        host.line.close()
        second = Host(device.url)
        second.say("02 49 03 4A")
        assert second.hear(6) == "06 02 49 20 03 6A"
        second.line.close()


def test_ipp_request_and_answer_bytes() -> None:
    request = bytes.fromhex("0200 000B 00000001 01") + b"\x47\x00\x01c\x00\x05utf-8\x03PDF"
    heard = hear(request)
    assert (heard.version, heard.operation, heard.request_id) == ((2, 0), 0x0B, 1)
    assert heard.first("c") == "utf-8"
    assert heard.first("d") is None
    assert heard.document == b"PDF"
    answer = say((1, 1), 0x0406, 9, [(4, [("enum", "printer-state", [3])])])
    assert answer[:9] == bytes.fromhex("0101 0406 00000009 01")
    assert answer.endswith(bytes.fromhex("04 23 000D") + b"printer-state\x00\x04\0\0\0\x03\x03")
    with pytest.raises(NotIpp):
        hear(b"\x02\x00")


def test_fault_switches_count_and_go_off() -> None:
    told: list[int] = []
    rig = FaultRig([FaultName.STALL, FaultName.UNPLUG_AT, FaultName.SLOW])
    rig.listen(lambda: told.append(1))
    with pytest.raises(ValueError, match="no_card"):
        rig.arm(FaultName.NO_CARD)
    assert rig.fire(FaultName.STALL) is None
    rig.arm(FaultName.STALL, times=2)
    assert [rig.fire(FaultName.STALL) for _ in range(3)] == [1, 1, None]
    assert rig.fired(FaultName.STALL) == 2
    rig.arm(FaultName.UNPLUG_AT, 2)
    assert rig.armed() == {FaultName.UNPLUG_AT: 2}
    assert [rig.count_down(FaultName.UNPLUG_AT) for _ in range(3)] == [False, True, False]
    rig.arm(FaultName.SLOW, 5)
    rig.disarm(FaultName.SLOW)
    assert rig.fire_number(FaultName.SLOW) is None
    assert told


def test_starting_and_stopping_leaves_nothing(device: Tcp300Simulator) -> None:
    device.start()
    before = threading.active_count()
    others: list[SerialScannerSimulator | Tcp300Simulator] = [
        SerialScannerSimulator(),
        Tcp300Simulator(),
    ]
    for other in others:
        other.stop()
        other.start()
        other.stop()
        other.stop()
    assert threading.active_count() == before
