from __future__ import annotations

import struct
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from desk_app.documents.fonts import Weight
from desk_app.resource_files import resource
from tests.documents.paper_reader import fonts

NEEDED = "ŷşğłőéëïÿŵẞÆØÅđðþŧŋ€–…•·×ĲĳŠžČėūķņģāß'"
ICONS = (
    "search lock user card printer scanner alert check clock mail refresh trash pencil plus x "
    "chevron-right chevron-down undo file-text euro settings book info help play rotate-cw plug "
    "plug-zap unplug eye keyboard"
).split()
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("weight", list(Weight))
def test_the_type_may_be_embedded_and_has_what_is_needed(weight: Weight) -> None:
    data = resource(f"fonts/Inter-{weight}.ttf").read_bytes()
    tables = font_tables(data)
    assert data[:4] == b"\0\1\0\0"
    assert "glyf" in tables
    assert "CFF " not in tables
    embedding = struct.unpack(">H", data[tables["OS/2"] + 8 : tables["OS/2"] + 10])[0]
    assert embedding == 0
    assert b"tnum" in data[tables["GSUB"] :]
    assert fonts().printable(NEEDED) == NEEDED
    assert fonts().width(NEEDED, weight) > 10
    known = fonts()._font(weight).face.charToGlyph
    assert [char for char in NEEDED if ord(char) not in known] == []


def font_tables(data: bytes) -> dict[str, int]:
    count = struct.unpack(">H", data[4:6])[0]
    entries = [data[12 + 16 * index : 28 + 16 * index] for index in range(count)]
    return {entry[:4].decode(): struct.unpack(">I", entry[8:12])[0] for entry in entries}


def test_the_type_comes_with_its_licence_and_stays_small() -> None:
    folder = resource("fonts")
    assert "SIL Open Font License, Version 1.1" in (folder / "LICENSE.txt").read_text("utf-8")
    assert sum(file.stat().st_size for file in folder.iterdir()) < 3_000_000


def test_there_is_a_sign_for_everything_that_has_one() -> None:
    assert [name for name in ICONS if not (resource("icons") / f"{name}.svg").is_file()] == []
    assert "ISC License" in resource("icons/LICENSE.txt").read_text("utf-8")


@pytest.mark.parametrize(
    "file", sorted(resource("icons").glob("*.svg")), ids=lambda file: file.stem
)
def test_a_sign_is_lines_in_the_colour_of_its_text(file: Path) -> None:
    text = file.read_text("utf-8")
    root = ET.fromstring(text)  # noqa: S314 - our own files
    assert root.tag == f"{SVG}svg"
    assert root.get("viewBox") == "0 0 24 24"
    assert root.get("stroke") == "currentColor"
    assert root.get("stroke-width") == "2"
    shapes = {element.tag.removeprefix(SVG) for element in root.iter()} - {"svg"}
    assert shapes
    assert shapes <= {"path", "circle", "rect", "line", "polyline", "polygon", "ellipse"}
    assert "href" not in text
