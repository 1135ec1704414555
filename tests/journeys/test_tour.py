"""The tour as anybody starts it: a program of its own, and all that it leaves behind."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pypdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from desk_app.demo.browser import why_no_browser
from desk_app.demo.library import BLANK_NUMBERS, TEMPORARY_NUMBER

pytestmark = [pytest.mark.journey, pytest.mark.slow]

PICTURES = 55
AT_THE_COUNTER = (10, 11)
AT_HOME_TOO = (7, 10, 7)
"""Steps of each chapter; those of the second line need a browser."""
POINTS_A_MILLIMETRE = 72 / 25.4


@pytest.fixture(scope="module")
def toured(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """The folder a tour filled, and how it ended. What an earlier tour left there must go."""
    output = tmp_path_factory.mktemp("tour")
    (output / "99-oud.png").write_bytes(b"old")
    (output / "card-oud.pdf").write_bytes(b"old")
    (output / "aantekening.txt").write_text("van iemand anders", encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
    done = subprocess.run(
        [sys.executable, "-m", "desk_app", "tour", "--output", str(output)],
        cwd=Path(__file__).parents[2],
        env={**environment, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    return output, done


def test_it_ends_well_and_tells_each_step(
    toured: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    _, done = toured
    assert done.returncode == 0, done.stdout + done.stderr
    told = re.findall(r"^(\d+)\. ", done.stdout, re.MULTILINE)
    chapters = AT_THE_COUNTER + (() if why_no_browser() else AT_HOME_TOO)
    assert told == [str(step) for last in chapters for step in range(1, last + 1)]
    assert "Niet gelukt" not in done.stdout
    assert done.stderr == ""


def test_the_pictures_are_numbered_and_show_something(
    toured: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    output, _ = toured
    pictures = sorted(output.glob("*.png"))
    assert len(pictures) >= (PICTURES // 2 if why_no_browser() else PICTURES)
    assert [int(path.name[:2]) for path in pictures] == list(range(1, len(pictures) + 1))
    seen = set()
    for path in pictures:
        with Image.open(path) as picture:
            assert picture.size in {(1360, 900), (1280, 800)}
            colours = picture.convert("RGB").resize((340, 225)).getcolors(1 << 17)
            assert colours is not None
            assert len(colours) > 50, path.name
            seen.add(picture.tobytes())
    assert len(seen) == len(pictures)


def test_what_stood_there_is_kept_and_what_a_tour_left_is_not(
    toured: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    output, _ = toured
    assert (output / "aantekening.txt").exists()
    assert not (output / "99-oud.png").exists()
    assert not (output / "card-oud.pdf").exists()


def test_the_card_is_read_by_a_decoder_that_is_not_ours(
    toured: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    output, _ = toured
    card = output / f"card-{BLANK_NUMBERS[0]}.pdf"
    with pypdf.PdfReader(card) as reader:
        (page,) = reader.pages
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        assert "Tester" in page.extract_text()
    assert width / POINTS_A_MILLIMETRE == pytest.approx(85.60, abs=0.01)
    assert height / POINTS_A_MILLIMETRE == pytest.approx(53.98, abs=0.01)
    document = pypdfium2.PdfDocument(card)
    try:
        picture = document[0].render(scale=300 / 72).to_pil()
    finally:
        document.close()
    (read,) = zxingcpp.read_barcodes(picture)
    assert read.text.strip("ABCDabcd") == BLANK_NUMBERS[0]


def test_the_mandate_the_letter_and_the_wire_log_are_there(
    toured: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    output, _ = toured
    mandate = min(output.glob("mandate-*.pdf"))
    with pypdf.PdfReader(mandate) as reader:
        text = reader.pages[0].extract_text()
    assert "NL69ZZZ123456780000" in text
    assert "NL91" in text
    letters = sorted(output.glob("mail-*.txt"))
    assert any(BLANK_NUMBERS[0] in letter.read_text(encoding="utf-8") for letter in letters)
    wires = (output / "apparaten.log").read_text(encoding="utf-8")
    assert "Print-Job" in wires or "PRINT-JOB" in wires
    # Numbers on the wire are masked.
    assert BLANK_NUMBERS[0] not in wires
    assert TEMPORARY_NUMBER not in wires
