from __future__ import annotations

import hashlib
import io
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.documents.raster import rasterise
from desk_app.usecases.print_shapes import CardFace, NumberNotPrintable, Symbology
from tests.documents import paper_reader
from tests.documents.paper_reader import HOSTILE_NAMES, card_renderer
from tests.lanes import require_lane

FACE = CardFace(
    number="5003000030",
    display_number="BIEB-5003000030",
    name_line="G. Tester",
    branch_name="Bibliotheek Ruinerwold",
    library_name="de Bibliotheek",
    valid_until=date(2016, 1, 31),
)
NUMBERS = {
    Symbology.CODE_128: ("5003000030", "25003000030", "29999000000014", "BIEB5003"),
    Symbology.CODE_39: ("5003000030", "25003000030", "29999000000014"),
    Symbology.CODABAR: ("5003000030", "25003000030", "29999000000014"),
    Symbology.ITF: ("5003000030", "29999000000014"),
}
CASES = [(kind, number) for kind, numbers in NUMBERS.items() for number in numbers]
ZXING_NAMES = {
    Symbology.CODE_128: "Code 128",
    Symbology.CODE_39: "Code 39",
    Symbology.CODABAR: "Codabar",
    Symbology.ITF: "ITF",
}
ZBAR_NAMES = {
    Symbology.CODE_128: "CODE-128",
    Symbology.CODE_39: "CODE-39",
    Symbology.CODABAR: "Codabar",
    Symbology.ITF: "I2/5",
}


def as_sent(number: str, kind: Symbology) -> str:
    """What a reader tells of a number: of Codabar also the start and the stop letter."""
    return f"A{number}A" if kind is Symbology.CODABAR else number


@pytest.mark.parametrize(("kind", "number"), CASES)
def test_another_program_reads_the_number_on_the_card(kind: Symbology, number: str) -> None:
    pdf = card_renderer().render(replace(FACE, number=number, symbology=kind))
    found = paper_reader.bars(pdf)
    assert [(code.kind, code.text) for code in found] == [
        (ZXING_NAMES[kind], as_sent(number, kind))
    ]


@pytest.mark.parametrize(("kind", "number"), CASES)
def test_a_third_program_reads_it_too(kind: Symbology, number: str, tmp_path: Path) -> None:
    zbarimg = shutil.which("zbarimg")
    if zbarimg is None:
        require_lane("zbar", "zbarimg is not installed")
    pdf = card_renderer().render(replace(FACE, number=number, symbology=kind))
    picture = tmp_path / "card.png"
    picture.write_bytes(rasterise(pdf).png())
    said = subprocess.run(
        [zbarimg, "-q", "-Si25.enable", str(picture)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert said == [f"{ZBAR_NAMES[kind]}:{as_sent(number, kind)}"]


@pytest.mark.parametrize(("kind", "number"), CASES)
def test_no_ink_in_the_quiet_zones(kind: Symbology, number: str) -> None:
    pdf = card_renderer().render(replace(FACE, number=number, symbology=kind))
    raster = rasterise(pdf)
    grey = paper_reader.grey(raster)
    left, bottom, right, top = paper_reader.bars(pdf)[0].box
    scale = 300 / 72
    row = raster.height - round((bottom + top) / 2 * scale)
    first, last = round(left * scale), round(right * scale)
    inked = [column for column in range(raster.width) if grey[row, column] < 128]
    assert inked
    assert first - 2 <= inked[0] <= first + 2
    assert last - 2 <= inked[-1] <= last + 2
    module = min_run(inked)
    assert module >= 4
    assert inked[0] >= 10 * module
    assert raster.width - 1 - inked[-1] >= 10 * module


def min_run(columns: list[int]) -> int:
    """The narrowest bar in pixels."""
    runs, length = [], 1
    for before, column in pairwise(columns):
        if column == before + 1:
            length += 1
        else:
            runs.append(length)
            length = 1
    return min(runs)


def test_the_page_is_an_id_1_card() -> None:
    width, height = paper_reader.size_in_mm(card_renderer().render(FACE))
    assert width == pytest.approx(85.60, abs=0.0005)
    assert height == pytest.approx(53.98, abs=0.0005)


def test_every_font_travels_with_the_file() -> None:
    found = paper_reader.embedded_fonts(card_renderer().render(FACE))
    assert len(found) == 4
    assert all(found.values()), found


def test_everything_on_the_card_can_be_read() -> None:
    said = paper_reader.words(card_renderer().render(FACE))
    for part in (
        "de Bibliotheek",
        "G. Tester",
        "Bibliotheek Ruinerwold",
        "BIEB-5003000030",
        "Geldig t/m 31-01-2016",
    ):
        assert part in said


@pytest.mark.parametrize(
    "name",
    [
        "Ŷvonne Łącz-Şağdıç",
        "É. ő'Brían ë IJsselstein",
        "A.B.C.D.E.F. van der Hoeven-van Oosterhout tot Montferland-Ee",
        "Anna-Maria Wilhelmina van Schimmelpenninck van der Oye-Wassen",
        "Tester",
        "Ελένη Παπαδοπούλου",
        "Наталья Иванова",
        "Nguyễn Thị Ánh Tuyết",
        "J́an",
    ],
)
def test_the_name_is_printed_letter_for_letter(name: str) -> None:
    said = paper_reader.words(card_renderer().render(replace(FACE, name_line=name)))
    assert name.replace(" ", "") in said.replace(" ", "")


def test_a_name_of_sixty_letters_is_not_cut() -> None:
    name = "Mw. prof. dr. A.B. van den Brandeler-van Heerenveen tot Laag"
    assert len(name) == 60
    said = paper_reader.words(card_renderer().render(replace(FACE, name_line=name)))
    assert name in said


def test_missing_initials_leave_no_gap() -> None:
    spaced = card_renderer().render(replace(FACE, name_line="  van  Tester "))
    assert spaced == card_renderer().render(replace(FACE, name_line="van Tester"))


def check_fits(face: CardFace) -> None:
    """All ink on the card, none on another text or on the bars."""
    pdf = card_renderer().render(face)
    found = paper_reader.bars(pdf)
    assert [code.text for code in found] == [face.number]
    letters = paper_reader.letters(pdf)
    assert letters
    for letter in letters:
        left, bottom, right, top = letter.box
        assert left >= 72 * 4 / 25.4, letter
        assert right <= 72 * 81.6 / 25.4, letter
        assert bottom >= 4, letter
        assert top <= 153.02 - 4, letter
        assert not paper_reader.overlap(letter.box, found[0].box), letter
    assert paper_reader.overlapping(paper_reader.lines(pdf), 1.2) == []


@pytest.mark.parametrize("name", HOSTILE_NAMES, ids=range(len(HOSTILE_NAMES)))
def test_hostile_names_stay_in_their_place(name: str) -> None:
    check_fits(replace(FACE, name_line=name))
    check_fits(replace(FACE, name_line=name, branch_name=name, library_name=name))


@settings(max_examples=30, deadline=None)
@given(name=st.text(max_size=80), branch=st.text(max_size=80))
def test_any_name_stays_in_its_place(name: str, branch: str) -> None:
    check_fits(replace(FACE, name_line=name, branch_name=branch))


def test_a_shortened_name_ends_in_an_ellipsis() -> None:
    said = paper_reader.words(card_renderer().render(replace(FACE, name_line="Wilhelmina " * 40)))
    assert "Wilhelmina" in said
    assert "…" in said


def test_a_name_that_looks_like_markup_is_printed_as_it_is() -> None:
    name = "<b>A</b> & (B) \\ %s"
    assert name in paper_reader.words(card_renderer().render(replace(FACE, name_line=name)))


@pytest.mark.parametrize("accent", ["", "blue", "#12345", "#GGGGGG", "red; }"])
def test_a_colour_that_is_none_leaves_the_colour_of_the_layout(accent: str) -> None:
    assert card_renderer().render(replace(FACE, accent=accent)) == card_renderer().render(FACE)


@pytest.mark.parametrize("accent", ["#F2C25B", "#FFFFFF", "#000000", "#7A1E48"])
def test_a_branch_has_its_own_colour_in_the_band(accent: str) -> None:
    raster = rasterise(card_renderer().render(replace(FACE, accent=accent)))
    start = (40 * raster.width + 20) * 4
    assert raster.rgba[start : start + 3] == bytes.fromhex(accent[1:])


def test_the_library_is_written_so_that_it_stands_out_on_any_band() -> None:
    for accent, dark in (("#F2C25B", True), ("#FFFFFF", True), ("#0B5FA5", False)):
        raster = rasterise(card_renderer().render(replace(FACE, accent=accent)))
        grey = paper_reader.grey(raster)
        band = [grey[row, column] for row in range(60, 120) for column in range(70, 500)]
        assert (min(band) < 60) == (dark or accent == "#0B5FA5")
        assert (max(band) > 250) == (accent != "#F2C25B")


def test_the_number_is_in_the_bars_and_nothing_else() -> None:
    pdf = card_renderer().render(replace(FACE, display_number="BIEB-500 300 0030"))
    assert [code.text for code in paper_reader.bars(pdf)] == ["5003000030"]


def test_nobody_is_named_in_the_properties_of_the_file() -> None:
    reader = pypdf.PdfReader(io.BytesIO(card_renderer().render(FACE)))
    said = repr(reader.metadata)
    assert "Ledenpas" in said
    assert "Tester" not in said
    assert "5003000030" not in said
    assert reader.xmp_metadata is None
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/PrintScaling"] == "/None"  # type: ignore[index]


def test_a_number_without_bars_is_refused_and_nothing_is_written() -> None:
    file = io.BytesIO()
    with pytest.raises(NumberNotPrintable):
        card_renderer().write((FACE, replace(FACE, number="")), file)
    assert file.getvalue() == b""


def test_the_same_card_is_the_same_bytes_in_another_process(repository: Path) -> None:
    program = (
        "import hashlib\n"
        "from tests.documents.test_card_face import FACE\n"
        "from tests.documents.paper_reader import card_renderer\n"
        "print(hashlib.sha256(card_renderer().render(FACE)).hexdigest())\n"
    )
    here = hashlib.sha256(card_renderer().render(FACE)).hexdigest()
    for seed in ("1", "2"):
        said = subprocess.run(
            [sys.executable, "-c", program],
            cwd=repository,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        assert said.stdout.strip() == here


def test_other_contents_have_another_identity() -> None:
    def identity(face: CardFace) -> object:
        return pypdf.PdfReader(io.BytesIO(card_renderer().render(face))).trailer["/ID"]

    assert identity(FACE) != identity(replace(FACE, number="5003000070"))


def test_cards_are_drawn_on_several_threads_at_once() -> None:
    faces = [
        replace(FACE, number=str(5003000000 + step), name_line=f"T{step}") for step in range(24)
    ]
    alone = [card_renderer().render(face) for face in faces]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(card_renderer().render, faces)) == alone


def test_a_thousand_cards_in_one_file() -> None:
    faces = [
        replace(
            FACE,
            number=f"{29999000000000 + step * 7}",
            display_number=f"BIEB-{step}",
            name_line=f"G. Tester {step}",
            accent="#1B7F4B" if step % 2 else "",
        )
        for step in range(1000)
    ]
    file = io.BytesIO()
    assert card_renderer().write(iter(faces), file) == 1000
    pdf = file.getvalue()
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    assert len(reader.pages) == 1000
    # What the cards of a branch share is in the file once for each branch.
    assert len(reader.pages[0]["/Resources"]["/XObject"]) == 2  # type: ignore[index]
    assert len(pdf) < 1000 * 700
    for page in (0, 1, 2, 99, 256, 257, 499, 500, 731, 998, 999):
        assert [code.text for code in paper_reader.bars(pdf, page)] == [faces[page].number]
        assert faces[page].name_line in paper_reader.words(pdf, page)


def test_nothing_is_loaded_before_the_first_card(repository: Path) -> None:
    program = (
        "import sys\n"
        "from desk_app.documents import raster\n"
        "from desk_app.documents.card_face import CardFaceRenderer\n"
        "from desk_app.documents.card_layout import load_layout\n"
        "from desk_app.documents.customer_summary import CustomerSummaryRenderer\n"
        "from desk_app.documents.enrolment_proof import EnrolmentProofRenderer\n"
        "from desk_app.documents.fonts import PaperFonts\n"
        "from desk_app.documents.mandate_form import MandateFormRenderer\n"
        "from desk_app.resource_files import resource\n"
        "fonts = PaperFonts(resource('fonts'))\n"
        "CardFaceRenderer(fonts, load_layout(resource('card_faces/standard.toml')))\n"
        "MandateFormRenderer(fonts), EnrolmentProofRenderer(fonts)\n"
        "CustomerSummaryRenderer(fonts)\n"
        "libraries = ('reportlab', 'PIL', 'pypdfium2', 'barcode')\n"
        "print([name for name in libraries if name in sys.modules])\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", program], cwd=repository, capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "[]"
