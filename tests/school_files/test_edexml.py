"""EDEXML: what is taken, what never leaves the reader, and what is refused at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk_app.domain.pupil_import import FileKind
from desk_app.domain.pupil_lines import RAW_FIELDS, tidy
from desk_app.usecases.school_files import (
    MOST_BYTES,
    FileTrouble,
    SchoolFileRefused,
    SchoolFileUnreadable,
)
from tests.school_files.files import ISA, PUPIL, SECRETS, TODAY, edexml, read, written

PUBLISHED = Path(__file__).parents[2] / "../shared/data/edexml-2.1"


def test_a_pupil_comes_in_with_its_group_and_without_what_is_nobody_s_business(
    tmp_path: Path,
) -> None:
    head, lines, teachers = read(written(tmp_path, edexml()))
    assert (head.kind, head.brin, head.school_year) == (FileKind.EDEXML, "99ZZ03", "2024-2025")
    assert lines == [ISA]
    assert len(ISA) == len(RAW_FIELDS)
    assert teachers == 0
    assert not any(secret in text for secret in SECRETS for text in lines[0])


@pytest.mark.skipif(not PUBLISHED.exists(), reason="the published example is not here")
def test_the_published_example_comes_in() -> None:
    head, lines, teachers = read(PUBLISHED / "EDEXML.Voorbeeld.2.1.xml")
    assert head.brin == "99ZZ00"
    assert teachers == 3
    kept = [tidy(line, TODAY) for line in lines]
    assert [(one[0], one[1], one[3], one[4], one[6], one[8], one[11]) for one in kept] == [
        ("00001", "Wimpie", "", "", "4", "4B", False),
        ("00002", "Assati", "I.H.", "", "4", "", False),
        ("12345", "Hof", "G.", "Gradje", "H", "", True),
    ]
    assert not any(one[12] for one in kept)


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16", "ISO-8859-1", "windows-1252"])
def test_every_encoding_of_the_standard_is_read(tmp_path: Path, encoding: str) -> None:
    content = edexml(
        PUPIL.replace("Assati", "Ďađ" if "UTF" in encoding else "Daë"), encoding=encoding
    )
    _, lines, _ = read(written(tmp_path, content.encode(encoding)))
    assert lines[0][1] == ("Ďađ" if "UTF" in encoding else "Daë")


@pytest.mark.parametrize(
    ("pupil", "place", "value"),
    [
        ('<leerling key="1"><roepnaam>Wim</roepnaam></leerling>', 4, "Wim"),
        ('<leerling key="1"><groep key="4a"/></leerling>', 6, "4"),
        ('<leerling key="1"><groep key="weg"/></leerling>', 12, "IMP-10"),
        ('<leerling key="1"><uitstroomdatum>2026-04-14</uitstroomdatum></leerling>', 11, "1"),
        ('<leerling key="1"><uitstroomdatum>2026-04-15</uitstroomdatum></leerling>', 11, ""),
        ('<leerling key="1"><uitstroomdatum/></leerling>', 11, ""),
        ("<leerling><achternaam/></leerling>", 0, ""),
    ],
)
def test_what_a_pupil_may_leave_out(tmp_path: Path, pupil: str, place: int, value: str) -> None:
    _, lines, _ = read(written(tmp_path, edexml(pupil)))
    assert lines[0][place] == value


def test_the_groups_of_a_teacher_are_no_groups(tmp_path: Path) -> None:
    teacher = """<leerkrachten><leerkracht key="L1"><achternaam>Bemmel</achternaam>
        <groepen><groep key="4a"/></groepen></leerkracht></leerkrachten>"""
    _, lines, teachers = read(written(tmp_path, edexml(behind=teacher)))
    assert teachers == 1
    assert lines == [ISA]


BOMB = """<?xml version="1.0"?><!DOCTYPE EDEX [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>"""
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE EDEX [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
BODY = edexml().partition("?>")[2]


@pytest.mark.parametrize(
    ("content", "trouble"),
    [
        (BOMB + BODY.replace("Assati", "&c;"), FileTrouble.DOCTYPE),
        (OUTSIDE + BODY.replace("Assati", "&x;"), FileTrouble.DOCTYPE),
        ("<!DOCTYPE EDEX>" + BODY, FileTrouble.DOCTYPE),
        ("<!-- x --><!DOCTYPE EDEX SYSTEM '//server/share'>" + BODY, FileTrouble.DOCTYPE),
        (("<!DOCTYPE EDEX>" + BODY).encode("utf-16"), FileTrouble.DOCTYPE),
        ("<html/>", FileTrouble.UNKNOWN_KIND),
        ("<EDEX/>", FileTrouble.UNKNOWN_KIND),
        ("<EDEX><groepen/></EDEX>", FileTrouble.UNKNOWN_KIND),
        (edexml().replace(">2.1<", ">3.0<"), FileTrouble.VERSION),
        (edexml()[:-40], FileTrouble.NOT_WELL_FORMED),
        (edexml().replace("Assati", "&c;"), FileTrouble.NOT_WELL_FORMED),
        ("<EDEX", FileTrouble.NOT_WELL_FORMED),
        (edexml(encoding="ebcdic-nl").encode(), FileTrouble.ENCODING),
        ("<a" * 300 + edexml("<b>" * 3000), FileTrouble.NOT_WELL_FORMED),
        (edexml("<b>" * 3000), FileTrouble.NOT_WELL_FORMED),
        ("<!--" + " " * 300_000 + "-->" + BODY, FileTrouble.TOO_LARGE),
        (edexml(f"<leerling key='1'><x>{'y' * 3_000_000}</x></leerling>"), FileTrouble.TOO_LARGE),
        (edexml(groups="<groepen>" + "<groep key='{}'/>".join(map(str, range(6000)))
                + "</groepen>"), FileTrouble.TOO_LARGE),
        ("", FileTrouble.EMPTY),
        (" \n \n", FileTrouble.EMPTY),
    ],
)  # fmt: skip
def test_what_is_no_file_of_a_school_is_refused(
    tmp_path: Path, content: str | bytes, trouble: FileTrouble
) -> None:
    if isinstance(content, str) and "<groep key='{}'/>" in content:
        for number in range(6000):
            content = content.replace("{}", str(number), 1)
    with pytest.raises(SchoolFileRefused) as refused:
        read(written(tmp_path, content))
    assert refused.value.trouble is trouble


def test_a_file_that_is_not_there_or_too_large_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(SchoolFileUnreadable):
        read(tmp_path / "weg.xml")
    with pytest.raises(SchoolFileUnreadable):
        read(tmp_path)
    large = tmp_path / "groot.xml"
    with large.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(SchoolFileRefused) as refused:
        read(large)
    assert refused.value.trouble is FileTrouble.TOO_LARGE


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_whatever_comes_in_is_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    good = edexml().encode()
    at = data.draw(st.integers(0, len(good)))
    upto = data.draw(st.integers(at, min(len(good), at + 40)))
    content = good[:at] + data.draw(st.binary(max_size=40)) + good[upto:]
    try:
        _, lines, _ = read(written(tmp_path, content))
    except SchoolFileRefused:
        return
    for line in lines:
        tidy(line, TODAY)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the highest memory is read from /proc")
def test_a_hundred_thousand_pupils_take_no_more_memory_than_a_thousand(tmp_path: Path) -> None:
    measure = (
        "import sys\nfrom pathlib import Path\n"
        "from tests.school_files.files import TODAY\n"
        "from desk_app.school_files.opening import open_school_file\n"
        "with open_school_file(Path(sys.argv[1]), TODAY) as f: n = sum(1 for _ in f.lines())\n"
        "status = Path('/proc/self/status').read_text()\n"
        "print(n, status.partition('VmHWM:')[2].split()[0])"
    )
    peaks = []
    for count in (1_000, 100_000):
        path = tmp_path / f"{count}.xml"
        head, tail = edexml("{}").split("{}")
        with path.open("w", encoding="utf-8") as file:
            file.write(head)
            for at in range(count):
                file.write(PUPIL.replace('key="1"', f'key="{at}"'))
            file.write(tail)
        ended = subprocess.run(
            [sys.executable, "-c", measure, str(path)],
            cwd=Path(__file__).parents[2], capture_output=True, text=True, timeout=120, check=True,
        )  # fmt: skip
        read_count, peak = map(int, ended.stdout.split())
        assert read_count == count
        peaks.append(peak)
    assert peaks[1] - peaks[0] < 8 * 1024
