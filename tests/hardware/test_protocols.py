"""The golden vectors of the manuals hold for the program's side of each language."""

from __future__ import annotations

import itertools
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.hardware.errors import ScanNotText, ScanTooLong
from desk_app.hardware.protocols import ipp
from desk_app.hardware.protocols.hid_pos import HidPosDecoder
from desk_app.hardware.protocols.scan_lines import ScanLineDecoder
from desk_app.hardware.protocols.scan_text import (
    ScanHasControls,
    ScanOversized,
    ScanRead,
    as_scan,
    read_scan,
)
from desk_app.hardware.protocols.star_tcp300 import (
    Acknowledged,
    Damaged,
    Noise,
    Rejected,
    Response,
    ResponseDecoder,
    SendAgain,
    Sensors,
    command_block,
    track_2_number,
)
from desk_app.hardware.scans import Scan, Symbology


class TestStarTcp300:
    def test_golden_blocks(self) -> None:
        assert command_block(0x58) == bytes.fromhex("02 58 03 5B")
        assert command_block(0x2A) == bytes.fromhex("02 2A 03 29")
        assert command_block(0x59) == bytes.fromhex("02 59 03 5A")
        assert command_block(0x5F) == bytes.fromhex("02 5F 03 5C")

    @pytest.mark.parametrize("data", [b"\x02", b"\x03", b"1" * 1025])
    def test_what_no_block_can_hold(self, data: bytes) -> None:
        with pytest.raises(ValueError, match="command block"):
            command_block(0x3C, data)

    def test_every_event(self) -> None:
        decoder = ResponseDecoder()
        block = bytes.fromhex("02 58 20") + b"V 1.00" + b"\x03"
        check = 0
        for byte in block[1:]:
            check ^= byte
        events = decoder.feed(b"\x06\x15\x10zz" + block + bytes([check]))
        assert events == [
            Acknowledged(),
            SendAgain(),
            Rejected(),
            Noise(2),
            Response(0x58, 0x20, b"V 1.00"),
        ]
        assert decoder.feed(block + bytes([check ^ 1])) == [Damaged(len(block) + 1)]
        assert decoder.feed(b"\x02abc\x02") == [Damaged(4)]
        assert decoder.unfinished == 1
        decoder.forget()
        assert decoder.feed(b"\x02" + b"x" * 2000)[0] == Damaged(1030)

    @given(st.integers(0x21, 0x5F), st.integers(0x20, 0x7F), st.binary(max_size=64), st.data())
    def test_any_block_in_any_pieces(
        self, command: int, status: int, data: bytes, draw: st.DataObject
    ) -> None:
        data = data.replace(b"\x02", b"").replace(b"\x03", b"")
        block = command_block(command, bytes([status]) + data)
        cut = draw.draw(st.integers(0, len(block)))
        decoder = ResponseDecoder()
        events = decoder.feed(block[:cut]) + decoder.feed(block[cut:])
        assert events == [Response(command, status, data)]

    @given(st.binary(max_size=300))
    def test_noise_never_hurts(self, noise: bytes) -> None:
        decoder = ResponseDecoder()
        decoder.feed(noise)
        decoder.forget()
        assert decoder.feed(command_block(0x59, b"\x200000000")) == [
            Response(0x59, 0x20, b"0000000")
        ]

    def test_sensors(self) -> None:
        assert Sensors.from_data(b"000000") == Sensors(False, False, False)
        assert Sensors.from_data(b"1000000") == Sensors(True, False, False)
        assert Sensors.from_data(b"001000") == Sensors(True, False, False)
        assert Sensors.from_data(b"200010") == Sensors(False, True, True)
        assert Sensors.from_data(b"0000") is None
        assert Sensors.from_data(b"9000000") is None
        assert Sensors.from_data(b"0x00000") is None

    def test_track_2(self) -> None:
        assert track_2_number(b";25003000030?") == "25003000030"
        assert track_2_number(b"25003000030") == "25003000030"
        assert track_2_number(b"") == ""
        assert track_2_number(b"2=3") is None


class TestScanText:
    @pytest.mark.parametrize(
        ("raw", "text", "symbology"),
        [
            ("25003000030", "25003000030", None),
            ("]F0A25003000030B", "25003000030", Symbology.CODABAR),
            ("A25003000030B", "25003000030", None),
            ("a25003000030d", "25003000030", None),
            ("A25003000030", "A25003000030", None),
            ("25003000030B", "25003000030B", None),
            ("]A0A25003000030B", "A25003000030B", Symbology.CODE_39),
            ("]A7AIMID", "AIMID", Symbology.CODE_39),
            ("]C025003000030", "25003000030", Symbology.CODE_128),
            ("]C125003000030", "25003000030", Symbology.GS1_128),
            ("]E09789021040981", "9789021040981", Symbology.EAN_UPC),
            ("]Q1https", "https", Symbology.QR),
            ("]X0abc", "abc", Symbology.OTHER),
            ("BIEB-5003000030", "BIEB-5003000030", None),
            ("' OR 1=1", "' OR 1=1", None),
            ("<img src=x>", "<img src=x>", None),
            ("%s", "%s", None),
        ],
    )
    def test_reading(self, raw: str, text: str, symbology: Symbology | None) -> None:
        assert read_scan(raw) == ScanRead(text=text, raw=raw, symbology=symbology)

    def test_nothing_is_nothing(self) -> None:
        assert read_scan("") is None
        assert read_scan("]F0") is None
        assert read_scan("   ") is None

    @pytest.mark.parametrize("hostile", ["\x00", "\x1b", "\u202e", "\u2066", "\u200f", "\x7f"])
    def test_control_and_direction_characters(self, hostile: str) -> None:
        assert read_scan(f"25{hostile}03") == ScanHasControls(position=2)

    def test_as_the_program_knows_it(self) -> None:
        read = as_scan(ScanRead("1", "1", None), "keys:", 2.0, wrong_layout=True)
        assert read == Scan("1", "1", None, "keys:", 2.0, True)
        long = as_scan(ScanOversized(70), "keys:", 2.0)
        assert isinstance(long, ScanTooLong)
        assert (long.length, long.limit) == (70, 64)
        assert isinstance(as_scan(ScanHasControls(3), "keys:", 2.0), ScanNotText)

    @given(st.text())
    def test_never_raises_and_never_grows(self, raw: str) -> None:
        event = read_scan(raw)
        if isinstance(event, ScanRead):
            assert event.text in raw
            assert len(event.text) <= 64


class TestScanLines:
    @pytest.mark.parametrize(
        "frame",
        [
            b"%s\r",
            b"%s\n",
            b"%s\r\n",
            b"%s\t",
            b"\x02%s\x03",
            b"\x02%s\r\n",
            b"%s\x04",
            b"\r\n%s\r",
        ],
    )
    def test_every_framing(self, frame: bytes) -> None:
        decoder = ScanLineDecoder()
        for number in (b"25003000030", b"25003000031"):
            assert _texts(decoder.feed(frame % number)) == [number.decode()]
        assert decoder.silence(5) == []

    def test_silence_ends_a_code_of_a_scanner_without_terminator(self) -> None:
        decoder = ScanLineDecoder()
        assert decoder.feed(b"2500") == []
        assert decoder.silence(0.01) == []
        assert decoder.feed(b"3000030") == []
        assert _texts(decoder.silence(0.05)) == ["25003000030"]

    def test_half_a_code_of_a_scanner_with_terminator_is_never_a_code(self) -> None:
        decoder = ScanLineDecoder()
        decoder.feed(b"1234567\r")
        decoder.feed(b"2500")
        assert decoder.silence(0.05) == []
        assert _texts(decoder.feed(b"3000030\r")) == ["25003000030"]
        decoder.feed(b"2500")
        assert decoder.silence(1.5) == []
        assert _texts(decoder.feed(b"25003000031\r")) == ["25003000031"]

    def test_noise_before_stx_is_dropped(self) -> None:
        decoder = ScanLineDecoder()
        assert _texts(decoder.feed(b"noise\x0225003000030\x03")) == ["25003000030"]

    def test_ten_megabytes_are_one_refusal_and_little_memory(self) -> None:
        decoder = ScanLineDecoder()
        megabyte = b"1" * 1_000_000
        for _ in range(10):
            assert decoder.feed(megabyte) == []
            assert len(decoder._held) < 1000
        assert decoder.feed(b"\r25003000030\r") == [
            ScanOversized(10_000_000),
            ScanRead("25003000030", "25003000030", None),
        ]

    def test_sixty_four_characters_pass_and_one_more_does_not(self) -> None:
        decoder = ScanLineDecoder()
        assert _texts(decoder.feed(b"1" * 64 + b"\r")) == ["1" * 64]
        assert decoder.feed(b"1" * 65 + b"\r") == [ScanOversized(65)]
        assert _texts(decoder.feed("é".encode() * 64 + b"\r")) == ["é" * 64]

    def test_bytes_that_are_no_utf_8(self) -> None:
        assert _texts(ScanLineDecoder().feed(b"\xe9t\xe9\r")) == ["été"]

    @given(
        st.lists(st.from_regex(r"[0-9A-Z]{1,64}", fullmatch=True), max_size=8),
        st.lists(st.integers(0, 600), max_size=6),
    )
    def test_any_pieces_give_the_same_codes(self, codes: list[str], cuts: list[int]) -> None:
        stream = "".join(f"{code}\r" for code in codes).encode()
        decoder, events = ScanLineDecoder(), []
        places = [0, *sorted(min(cut, len(stream)) for cut in cuts), len(stream)]
        for start, end in itertools.pairwise(places):
            events += decoder.feed(stream[start:end])
        assert [event.raw for event in events if isinstance(event, ScanRead)] == codes


class TestHidPos:
    def report(self, data: bytes, more: int = 0, aim: bytes = b"]Q0") -> bytes:
        head = bytes([2, len(data)]) + aim
        return head + data.ljust(56, b"\0") + bytes([0, 0, more])

    def test_one_report(self) -> None:
        assert HidPosDecoder().feed(self.report(b"25003000030")) == [
            ScanRead("25003000030", "]Q025003000030", Symbology.QR)
        ]

    def test_a_code_in_two_reports(self) -> None:
        decoder = HidPosDecoder()
        assert decoder.feed(self.report(b"1" * 56, more=1, aim=b"]C0")) == []
        events = decoder.feed(self.report(b"23", aim=b"]C0"))
        assert _texts(events) == ["1" * 56 + "23"]

    def test_no_identifier(self) -> None:
        assert _texts(HidPosDecoder().feed(self.report(b"42\r\n", aim=b"\0\0\0"))) == ["42"]

    def test_too_long(self) -> None:
        decoder = HidPosDecoder()
        for _ in range(100):
            assert decoder.feed(self.report(b"1" * 56, more=1)) == []
        assert decoder.feed(self.report(b"1")) == [ScanOversized(5601)]
        assert _texts(decoder.feed(self.report(b"25003000030"))) == ["25003000030"]

    @given(st.binary(max_size=80))
    def test_other_reports_are_no_scans(self, report: bytes) -> None:
        if len(report) != 64 or report[0] != 2:
            assert HidPosDecoder().feed(report) == []


class TestIpp:
    def test_a_request_byte_by_byte(self) -> None:
        message = ipp.request(ipp.Operation.CANCEL_JOB, 7, "ipp://h/p")
        assert message[:9] == bytes.fromhex("02 00 00 08 00 00 00 07 01")
        assert b"\x47\x00\x12attributes-charset\x00\x05utf-8" in message
        assert b"\x45\x00\x0bprinter-uri\x00\x09ipp://h/p" in message
        assert message[-1] == 3

    def test_several_values_and_kinds(self) -> None:
        message = ipp.request(
            ipp.Operation.PRINT_JOB,
            1,
            "ipp://h/p",
            (
                ipp.Attribute(ipp.Tag.KEYWORD, "k", ("a", "b")),
                ipp.Attribute(ipp.Tag.BOOLEAN, "t", (True, False)),
                ipp.Attribute(ipp.Tag.INTEGER, "n", (-5,)),
                ipp.Attribute(ipp.Tag.NAME, "raw", (b"\xc3\xa9",)),
            ),
            (ipp.Attribute(ipp.Tag.INTEGER, "copies", (1,)),),
            b"PDF",
        )
        read = ipp.answer(message[:-3])
        assert read.texts(ipp.Tag.OPERATION, "k") == ("a", "b")
        assert read.numbers(ipp.Tag.OPERATION, "t") == (True, False)
        assert read.numbers(ipp.Tag.OPERATION, "n") == (-5,)
        assert read.texts(ipp.Tag.OPERATION, "raw") == ("é",)
        assert read.numbers(ipp.Tag.JOB, "copies") == (1,)
        assert read.numbers(ipp.Tag.JOB, "absent") == ()
        assert message.endswith(b"\x03PDF")

    def test_unknown_kinds_stay_bytes(self) -> None:
        raw = struct.pack(">HHI", 0x0200, 0x0000, 1) + b"\x04\x33\x00\x01r\x00\x08"
        raw += struct.pack(">ii", 1, 2) + b"\x03"
        read = ipp.answer(raw)
        assert read.is_success
        assert read.groups[0][1]["r"] == (struct.pack(">ii", 1, 2),)

    @pytest.mark.parametrize("missing", [1, 5, 9])
    def test_a_value_that_is_said_to_be_longer_than_what_came_is_refused(
        self, missing: int
    ) -> None:
        message = ipp.request(ipp.Operation.CANCEL_JOB, 7, "ipp://printer/p")
        with pytest.raises(ipp.IppFormatError):
            ipp.answer(message[: -1 - missing])

    def test_severity(self) -> None:
        assert ipp.reason_keyword("media-needed-warning") == "media-needed"
        assert ipp.reason_keyword("marker-supply-empty-report") == "marker-supply-empty"
        assert ipp.reason_keyword("cover-open-error") == "cover-open"
        assert ipp.reason_keyword("paused") == "paused"

    @given(st.binary(max_size=200))
    def test_garbage_is_told(self, data: bytes) -> None:
        try:
            ipp.answer(data)
        except ipp.IppFormatError:
            return
        assert data.find(b"\x03") >= 8

    def test_a_value_before_any_group(self) -> None:
        with pytest.raises(ipp.IppFormatError):
            ipp.answer(bytes.fromhex("0200000000000001") + b"\x21\x00\x01a\x00\x04\0\0\0\1\x03")


def _texts(events: list[ScanRead | ScanOversized | ScanHasControls]) -> list[str]:
    assert all(isinstance(event, ScanRead) for event in events), events
    return [event.text for event in events if isinstance(event, ScanRead)]
