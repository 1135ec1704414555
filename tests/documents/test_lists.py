from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime

import openpyxl
import pypdf
import pypdfium2
import pytest
import zxingcpp

from desk_app.documents.list_sheet import ListSheetRenderer
from desk_app.documents.list_workbook import workbook
from desk_app.documents.scan_sheet import NO_NUMBER, ScanSheetRenderer
from desk_app.usecases.list_shapes import (
    ListSheet,
    ScanCell,
    ScanPart,
    ScanSheet,
    SheetColumn,
    SheetPart,
)
from desk_app.usecases.print_shapes import Symbology
from tests.documents.paper_reader import HOSTILE_NAMES, fonts

AT = datetime(2026, 11, 27, 15, 30)  # noqa: DTZ001 - printed as it is
COLUMNS = (SheetColumn("Leerling", 3), SheetColumn("Hoofdpas", 2), SheetColumn("Jaargroep", 1))
ROW = ("Testleerling ProBiblio, A. [Aaaa]", "BIEB-5003000030", "5")
SHEET = ListSheet(
    "leerlingoverzicht",
    "Leerlingoverzicht",
    "OBS De Brink: groep 5a",
    AT,
    COLUMNS,
    (SheetPart("Groep 5a", (ROW,) * 3), SheetPart("Groep 5b", (ROW,) * 2)),
)


def pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def listed(sheet: ListSheet) -> list[str]:
    return pages(ListSheetRenderer(fonts()).render(sheet))


def scan_sheet(*parts: ScanPart) -> bytes:
    return ScanSheetRenderer(fonts()).render(ScanSheet("scanlijst", "Scanlijst", AT, parts))


def cells(count: int) -> tuple[ScanCell, ...]:
    return tuple(
        ScanCell(f"Leerling {at}", f"50030{at:05}", f"EDUB-50030{at:05}") for at in range(count)
    )


def read_back(pdf: bytes) -> list[str]:
    found: list[str] = []
    for page in pypdfium2.PdfDocument(pdf):
        image = page.render(scale=300 / 72).to_pil()
        found += [one.text for one in zxingcpp.read_barcodes(image)]
    return found


def test_a_list_says_what_it_is_and_who_is_on_it() -> None:
    (text,) = listed(SHEET)
    for words in (
        "Leerlingoverzicht",
        "OBS De Brink: groep 5a",
        "27 november 2026, 15:30",
        "Hoofdpas",
        "Groep 5b",
        "BIEB-5003000030",
        "1 van 1",
    ):
        assert words in text
    assert text.count("Testleerling ProBiblio") == 5


def test_every_row_comes_out_once_however_many_there_are() -> None:
    rows = tuple((f"Leerling {at:04}", f"{at}", "5") for at in range(300))
    texts = listed(replace(SHEET, parts=(SheetPart("Groep 5a", rows), SheetPart("", rows[:1]))))
    assert len(texts) > 9
    whole = "\n".join(texts)
    assert all(whole.count(f"Leerling {at:04}") == 1 for at in range(1, 300))
    assert whole.count("Leerling 0000") == 2
    assert all("Jaargroep" in text for text in texts), "the titles stand on every page"


def test_a_heading_never_stands_alone_at_the_foot() -> None:
    for above in range(15, 30):
        parts = (SheetPart("", (ROW,) * above), SheetPart("Onderaan", (ROW,)))
        for text in listed(replace(SHEET, parts=parts)):
            if "Onderaan" in text:
                assert "Testleerling" in text[text.index("Onderaan") :]


def test_an_empty_list_is_a_page() -> None:
    (text,) = listed(replace(SHEET, parts=()))
    assert "Leerlingoverzicht" in text


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_no_name_spoils_a_list(name: str) -> None:
    sheet = replace(SHEET, parts=(SheetPart(name, ((name, name, name),)),))
    assert listed(sheet)
    assert scan_sheet(ScanPart(name, (ScanCell(name, "5003000030", name),)))


def test_every_bar_code_is_read_back_by_another_program() -> None:
    groups = (ScanPart("Groep 5a", cells(20)), ScanPart("Groep 5b", cells(3)))
    pdf = scan_sheet(*groups)
    texts = pages(pdf)
    assert len(texts) == 3
    assert "Groep 5b" in texts[2]
    assert "3 van 3" in texts[2]
    wanted = [cell.number for part in groups for cell in part.cells]
    assert sorted(read_back(pdf)) == sorted(wanted)


def test_who_has_no_number_is_named_without_bars() -> None:
    pdf = scan_sheet(ScanPart("Groep 5a", (ScanCell("Zonder Pas", "", ""), *cells(1))))
    (text,) = pages(pdf)
    assert "Zonder Pas" in text
    assert NO_NUMBER in text
    assert len(read_back(pdf)) == 1


def test_a_number_that_does_not_fit_its_cell_gets_no_bars() -> None:
    long = ScanCell("Lang", "1" * 40, "1")
    odd = ScanSheet(
        "scanlijst",
        "Scanlijst",
        AT,
        (ScanPart("5a", (ScanCell("Oneven", "123", "123"),)),),
        Symbology.ITF,
    )
    for pdf in (scan_sheet(ScanPart("5a", (long,))), ScanSheetRenderer(fonts()).render(odd)):
        assert NO_NUMBER in pages(pdf)[0]


def test_an_empty_group_is_a_page() -> None:
    assert "Leeg" in pages(scan_sheet(ScanPart("Leeg", ())))[0]


def test_a_workbook_holds_texts_and_nothing_that_is_carried_out() -> None:
    dangerous = ('=HYPERLINK("x")', "+31 522 480000", "010024", "@SUM(A1)", "a\x00b")
    rows = tuple((value, value, value) for value in dangerous)
    parts = (SheetPart("Groep 5a", rows), SheetPart("5b", (ROW,)))
    book = openpyxl.load_workbook(io.BytesIO(workbook(replace(SHEET, parts=parts))))
    (page,) = book.worksheets
    cells_of = list(page.iter_rows())
    assert [cell.value for cell in cells_of[0]] == [column.title for column in COLUMNS]
    assert [line[0].value for line in cells_of[1:]] == [
        *(value.replace("\x00", "") for value in dangerous),
        ROW[0],
    ]
    assert {cell.data_type for line in cells_of for cell in line} == {"s"}


def test_a_title_that_excel_refuses_is_made_to_fit() -> None:
    sheet = replace(SHEET, title="Groep [5a]: alles/overzicht " * 3)
    book = openpyxl.load_workbook(io.BytesIO(workbook(sheet)))
    (page,) = book.worksheets
    assert len(page.title) <= 31
