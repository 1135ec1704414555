"""The column file of Wise, as text and as a workbook."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk_app.domain.pupil_import import FileKind
from desk_app.domain.pupil_lines import tidy
from desk_app.school_files import workbook
from desk_app.school_files.columns import iso_day
from desk_app.usecases.school_files import FileTrouble, SchoolFileRefused
from tests.school_files.files import TODAY, read, written

HEADER = (
    "Leerlingnummer;Groep;Groepsnaam;Jaargroep;Voorletters;Roepnaam;Naamtus;Naam;"
    "Geboortedatum;Adres"
)
ROW = "1;4a;Vlinders;4;IH;Isa;el;Assatí;17-05-2016;Geheimstraat 1"
ISA = ["1", "Assatí", "el", "IH", "Isa", "2016-05-17", "4", "4a", "Vlinders", "4", "", "", ""]
TEXT = f"{HEADER}\r\n{ROW}\r\n;;\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("ends", ["\r\n", "\n", "\r"])
def test_a_text_is_read(tmp_path: Path, encoding: str, delimiter: str, ends: str) -> None:
    content = TEXT.replace(";", delimiter).replace("\r\n", ends).encode(encoding)
    head, lines, teachers = read(written(tmp_path, content))
    assert (head.kind, head.brin, teachers) == (FileKind.COLUMNS, "", 0)
    assert lines == [ISA]


def test_other_names_of_the_columns_and_quotes(tmp_path: Path) -> None:
    content = (
        'EXTERN_NR,KLAS_CODE,VOORVOEGSEL,ACHTERNAAM,ROEPNAAM,LENERNUMMER\n2,5b,,"Vries, de",Bo,50\n'
    )
    _, lines, _ = read(written(tmp_path, content))
    assert lines == [["2", "Vries, de", "", "", "Bo", "", "", "5b", "", "", "50", "", ""]]
    kept = tidy(lines[0], TODAY)
    assert (kept[1], kept[3], kept[8], kept[10]) == ("Vries, de", "B.", "5b", "50")


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("1;4a;Vlinders;4;A;;;Bos;;", ""),
        (f"{'1' * 21};4a;Vlinders;4;A;;;Bos;;", "IMP-11"),
        ("1;12345678901;V;4;A;;;Bos;;", "IMP-11"),
        (f"1;4a;{'V' * 31};4;A;;;Bos;;", "IMP-11"),
        ("1;4+a;V;4;A;;;Bos;;", "IMP-11"),
        ("1;4a;Rupsen;4;A;;;Bos;;", "IMP-12"),
    ],
)
def test_the_rules_for_groups_are_wise_s_own(tmp_path: Path, row: str, problem: str) -> None:
    _, lines, _ = read(written(tmp_path, f"{HEADER}\n{ROW}\n{row}\n"))
    assert lines[1][12] == problem
    if problem:
        assert tidy(lines[1], TODAY)[-2:] == (problem, "group_key")


@pytest.mark.parametrize(
    ("content", "trouble", "what"),
    [
        ("Naam;Groep;Roepnaam\n", FileTrouble.COLUMN_MISSING, "LEERLINGNUMMER"),
        ("Leerlingnummer;Groep;Roepnaam\n", FileTrouble.COLUMN_MISSING, "NAAM"),
        ("Leerlingnummer;Naam;Roepnaam\n", FileTrouble.COLUMN_MISSING, "GROEP"),
        ("Leerlingnummer;Naam;Groep\n", FileTrouble.COLUMN_MISSING, "ROEPNAAM"),
        ("zomaar wat tekst", FileTrouble.COLUMN_MISSING, "LEERLINGNUMMER"),
        (";".join(map(str, range(201))), FileTrouble.TOO_LARGE, ""),
        ("x" * 200_000, FileTrouble.TOO_LARGE, ""),
        (f'{HEADER}\n1;"a"b;', FileTrouble.NOT_WELL_FORMED, ""),
        (HEADER.encode() + b"\n\x81", FileTrouble.ENCODING, ""),
    ],
)
def test_what_is_no_column_file_is_refused(
    tmp_path: Path, content: str | bytes, trouble: FileTrouble, what: str
) -> None:
    with pytest.raises(SchoolFileRefused) as refused:
        read(written(tmp_path, content))
    assert (refused.value.trouble, refused.value.what) == (trouble, what)


def test_days_are_written_in_three_ways() -> None:
    assert iso_day("7-5-2016") == "2016-05-07"
    assert iso_day("20160507") == "2016-05-07"
    assert iso_day("2016-05-07") == "2016-05-07"
    assert iso_day("mei") == "mei"


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.binary(min_size=1, max_size=80), st.integers(0, len(TEXT)))
def test_whatever_comes_in_is_read_or_refused(tmp_path: Path, noise: bytes, at: int) -> None:
    good = TEXT.encode()
    try:
        _, lines, _ = read(written(tmp_path, good[:at] + noise + good[at:]))
    except SchoolFileRefused:
        return
    for line in lines:
        tidy(line, TODAY)


# ------------------------------------------------------------------------------------ workbooks


def book(*rows: list[object]) -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def repacked(content: bytes, change: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, change.get(name, old.read(name)))
        for name in set(change) - set(old.namelist()):
            new.writestr(name, change[name])
    return made.getvalue()


def test_a_workbook_is_read(tmp_path: Path) -> None:
    born = datetime(2016, 5, 17)  # noqa: DTZ001 - a workbook knows no zones
    row = [1, "4a", "Vlinders", 4.0, "IH", "Isa", "el", "Assatí", born, None]
    second = ["2", "4a", "Vlinders", 4.5, None, "Bo", None, "Bos", date(2016, 5, 18)]
    content = book(list(HEADER.split(";")), row, second)
    _, lines, _ = read(written(tmp_path, content))
    assert lines[0] == ISA
    assert lines[1][5:7] == ["2016-05-18", "4.5"]


def test_a_workbook_that_is_a_trap_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = book(list(HEADER.split(";")), list(ROW.split(";")))
    sheet = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(good)) as package:
        text = package.read(sheet)
    bad = [
        (repacked(good, {sheet: b"<!DOCTYPE x>" + text}), FileTrouble.DOCTYPE),
        (repacked(good, {sheet: text[:200]}), FileTrouble.PACKAGE),
        (repacked(good, {"xl/workbook.xml": b"<x/>"}), FileTrouble.PACKAGE),
        (good[:500], FileTrouble.PACKAGE),
        (b"PK\x03\x04" + b"x" * 100, FileTrouble.PACKAGE),
        (repacked(good, {f"x{at}": b"" for at in range(600)}), FileTrouble.TOO_LARGE),
        (repacked(good, {"x.bin": b"\0" * (101 * 1024 * 1024)}), FileTrouble.TOO_LARGE),
        (book(["Naam"]), FileTrouble.COLUMN_MISSING),
    ]
    for content, trouble in bad:
        with pytest.raises(SchoolFileRefused) as refused:
            read(written(tmp_path, content))
        assert refused.value.trouble is trouble
    monkeypatch.setattr(workbook, "_MOST_STRINGS", 1)
    with pytest.raises(SchoolFileRefused) as refused:
        read(written(tmp_path, repacked(good, {"xl/sharedStrings.xml": b"<sst/>"})))
    assert refused.value.trouble is FileTrouble.TOO_LARGE
