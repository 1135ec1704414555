"""Files of titles come in as they are meant, and hostile ones not at all."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.exchange import iso2709 as iso
from desk_app.exchange import marcxml as xml
from desk_app.exchange import title_columns, title_files
from desk_app.exchange.marc_fields import DataField, MarcFields
from desk_app.exchange.marc_titles import title_record
from desk_app.exchange.title_files import TitleFileReader
from desk_app.usecases.title_import import CopyRecord, FileFault, TitleFileRefused, TitleRecord
from tests.exchange.marc_maker import FOX, iso2709, marcxml, xml_record, xml_title

PUBLISHED = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "marc"
published = pytest.mark.skipif(
    not PUBLISHED.is_dir(), reason="the published MARC files are not on this machine"
)

THE_FOX = TitleRecord(
    1,
    key="NL-XX:12345",
    title="De vos die niet kon slapen",
    subtitle="een nacht in het bos",
    author="Roos Vlinder",
    series="Bosnachten",
    series_part="2",
    isbn="9789027439642",
    publisher="De Eik",
    year="2021",
    language="dut",
    kind="book",
    age_from="6",
    age_to="9",
    avi="e4",
    subjects="Vossen - Slapen\nDrenthe",
    summary="De vos telt schapen.",
    copies=(CopyRecord("30000000000017", "9548", "J VLIN"),),
)


def read(tmp_path: Path, content: bytes) -> list[TitleRecord]:
    path = tmp_path / "titels"
    path.write_bytes(content)
    return list(TitleFileReader().read(path))


def refused(tmp_path: Path, content: bytes) -> TitleFileRefused:
    with pytest.raises(TitleFileRefused) as error:
        read(tmp_path, content)
    return error.value


# ----------------------------------------------------------------------------------- ISO 2709


def test_a_record_of_iso_2709(tmp_path: Path) -> None:
    assert read(tmp_path, iso2709(FOX)) == [THE_FOX]


def test_utf_8_that_does_not_say_so(tmp_path: Path) -> None:
    fields = [("001", "1"), ("245", ("10", [("a", "Zoë en de café-kat")]))]
    [found] = read(tmp_path, iso2709(fields, leader="nam "))  # type: ignore[arg-type]
    assert found.title == "Zoë en de café-kat"


def test_marc_8_has_its_accents_before_the_letter(tmp_path: Path) -> None:
    fields = [("001", "1"), ("245", ("10", [("a", "Zo\xe8e en de caf\xe2e-kat \xb5 Ren\xe2e")]))]
    content = iso2709(fields, leader="nam ", utf8=False)  # type: ignore[arg-type]
    [found] = read(tmp_path, content)
    assert found.title == "Zoë en de café-kat æ René"


def test_broken_records_keep_no_others_out(tmp_path: Path) -> None:
    good = iso2709(FOX)
    broken = good.replace(b"00", b"xx", 1)
    lies = b"99999" + good[5:]
    hollow = b"00030nam a2200025   4500\x1e" + b"\x1e\x1e\x1e\x1e\x1d"
    found = read(tmp_path, good + b"\r\n" + broken + lies + hollow + good + b"\x1a")
    assert [one.unreadable for one in found] == [False, True, True, True, False]
    assert [one.number for one in found] == [1, 2, 3, 4, 5]
    cut = read(tmp_path, good + good[:-9])
    assert [one.unreadable for one in cut] == [False, True]


def test_a_record_that_does_not_end_is_let_go(tmp_path: Path) -> None:
    good = iso2709(FOX)
    endless = good[:-1] + b"a" * (3 * iso.LONGEST)
    found = read(tmp_path, good + endless)
    assert not found[0].unreadable
    assert all(one.unreadable for one in found[1:])


@settings(deadline=None, max_examples=150)
@given(
    start=st.integers(0, 700),
    length=st.integers(0, 12),
    junk=st.binary(max_size=12),
)
def test_no_byte_breaks_the_reader(
    tmp_path_factory: pytest.TempPathFactory, start: int, length: int, junk: bytes
) -> None:
    good = iso2709(FOX)
    content = good[:start] + junk + good[start + length :]
    with suppress(TitleFileRefused):
        read(tmp_path_factory.mktemp("marc"), content)


# ------------------------------------------------------------------------------------- fields


def marc(*fields: DataField, leader: str = "00000nam a22", **control: str) -> MarcFields:
    told = {f"00{name[1:]}": text for name, text in control.items()}
    return MarcFields(leader, told, [DataField("245", "1", "0", (("a", "Vos"),)), *fields])


def data(tag: str, *subfields: tuple[str, str], first: str = " ", second: str = " ") -> DataField:
    return DataField(tag, first, second, subfields)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ([], {"author": "", "key": "", "language": "", "year": ""}),
        ([data("110", ("a", "Bibliotheek Assen."))], {"author": "Bibliotheek Assen"}),
        ([data("700", ("a", "Vos, Jan,"), first="1")], {"author": "Jan Vos"}),
        ([data("100", ("a", "Vos, Jan, jr."), first="1")], {"author": "Vos, Jan, jr"}),
        ([data("100", ("a", "Homerus"), first="0")], {"author": "Homerus"}),
        ([data("100", ("d", "1900-")), data("700", ("a", "Tolkien, J.R.R."), first="1")],
         {"author": "J.R.R. Tolkien"}),
        ([data("800", ("a", "Vos, Jan"), ("t", "De bende ;"), ("v", "dl. 3"))],
         {"series": "De bende", "series_part": "dl. 3"}),
        ([data("490", ("v", "1")), data("830", ("a", "Reeks"))], {"series": "Reeks"}),
        ([data("020", ("a", "0")), data("020", ("a", "9789027439642"))],
         {"isbn": "9789027439642"}),
        ([data("260", ("b", "De Eik,"), ("c", "[19]99 i.e. 1998"))],
         {"publisher": "De Eik", "year": "1998"}),
        ([data("264", ("b", "Drukker"), ("c", "2001"), second="3"),
          data("260", ("b", "Uitgever"))], {"publisher": "Uitgever"}),
        ([data("041", ("a", "undeng"))], {"language": ""}),
        ([data("041", ("a", "ENG"))], {"language": "eng"}),
        ([data("521", ("a", "Vanaf ca. 8 jaar"))], {"age_from": "8", "age_to": ""}),
        ([data("521", ("a", "10+"))], {"age_from": "10"}),
        ([data("521", ("a", "9-6 jaar"))], {"age_from": "", "age_to": ""}),
        ([data("526", ("a", "AVI: M3"))], {"avi": "m3"}),
        ([data("852", ("p", "1"))], {"copies": ()}),
        ([data("653", ("a", " . "))], {"subjects": ""}),
    ],
)  # fmt: skip
def test_what_a_field_tells(fields: list[DataField], told: dict[str, object]) -> None:
    found = title_record(1, marc(*fields))
    assert {name: getattr(found, name) for name in told} == told


@pytest.mark.parametrize(
    ("leader", "fixed", "kind"),
    [
        ("00000nam a22", "", "book"),
        ("00000nas a22", "", "magazine"),
        ("00000nim a22", "", "audiobook"),
        ("00000njm a22", "", "music"),
        ("00000ngm a22", "", "dvd"),
        ("00000nrm a22", " " * 33 + "g", "game"),
        ("00000nmm a22", " " * 26 + "g", "game"),
        ("00000nrm a22", "", "other"),
        ("", "", "other"),
    ],
)
def test_kinds_of_material(leader: str, fixed: str, kind: str) -> None:
    assert title_record(1, marc(leader=leader, f8=fixed)).kind == kind


def test_the_parts_of_a_title_belong_to_it() -> None:
    parts = DataField("245", "1", "0", (("a", "De ring."), ("n", "Dl. 1,"), ("p", "De reis /")))
    assert title_record(1, MarcFields(data=[parts])).title == "De ring. Dl. 1. De reis"
    assert title_record(1, MarcFields()).unreadable
    assert title_record(1, marc(f8="950105s1995")).year == "1995"
    long = title_record(1, marc(*[data("650", ("a", f"{n} " + "a" * 150)) for n in range(40)]))
    assert len(long.subjects) <= 2000
    assert len(long.subjects.splitlines()) > 5


# ------------------------------------------------------------------------------------ MARCXML


def test_records_of_marcxml(tmp_path: Path) -> None:
    number = '<controlfield tag="001">7</controlfield><controlfield tag="001">8</controlfield>'
    strange = '<x:leader xmlns:x="urn:x">no</x:leader>'
    content = marcxml(xml_record(number, xml_title("Eén &amp; twee"), strange) + xml_record())
    [first, second] = read(tmp_path, content)
    assert (first.key, first.title, first.kind) == ("7", "Eén & twee", "book")
    assert second.unreadable


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (marcxml("", '<!DOCTYPE x [<!ENTITY a "aaaa">]>'), FileFault.DOCTYPE),
        (marcxml("<a>" * 40 + "</a>" * 40), FileFault.TOO_DEEP),
        (marcxml("<record>"), FileFault.BROKEN),
        (b"<record>\xff\xfe", FileFault.BROKEN),
        (b"", FileFault.EMPTY),
        (b"  \n ", FileFault.EMPTY),
        (b"a\0b", FileFault.UNKNOWN),
        (b"naam;jaar\nVos;2020\n", FileFault.COLUMNS),
        (b"titel;auteur\nVos;2020\n", FileFault.COLUMNS),
    ],
)
def test_files_that_are_not_read(tmp_path: Path, content: bytes, fault: FileFault) -> None:
    assert refused(tmp_path, content).fault is fault


def test_what_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml, "LONGEST_RECORD", 200)
    error = refused(tmp_path, marcxml(xml_record(xml_title("a" * 300))))
    assert (error.fault, error.at) == (FileFault.TOO_LARGE, 1)
    monkeypatch.setattr(xml, "LONGEST_RECORD", 2000)
    monkeypatch.setattr(xml, "MOST_FIELDS", 1)
    assert len(read(tmp_path, marcxml(xml_record(xml_title("a"), xml_title("b"))))) == 1
    monkeypatch.setattr(title_files, "LARGEST", 10)
    assert refused(tmp_path, iso2709(FOX)).fault is FileFault.TOO_LARGE


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(TitleFileRefused) as error:
        list(TitleFileReader().read(tmp_path / "weg"))
    assert error.value.fault is FileFault.UNREADABLE


def test_a_file_that_goes_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_source: object) -> object:
        raise OSError

    monkeypatch.setattr(title_files, "read_iso2709", fails)
    assert refused(tmp_path, iso2709(FOX)).fault is FileFault.UNREADABLE


# ------------------------------------------------------------------------------------ columns


def test_titles_in_columns(tmp_path: Path) -> None:
    text = (
        "Titel;ISBN;Soort;Taal;Trefwoorden;Streepjescode;Vestiging;Kast;Onbekend\r\n"
        "De vos;90-274-3964-8;Luisterboek;Nederlands;vossen; slapen;x;y\r\n"
        ";;;;;;;;\r\n"
        '"De ""kat""";1;anders;xx;"a;b";30000000000017;9548;J;?\r\n'
    )
    [first, second] = read(tmp_path, b"\xef\xbb\xbf" + text.encode())
    assert (first.number, first.title, first.kind, first.language) == (
        1, "De vos", "audiobook", "dut",
    )  # fmt: skip
    assert (second.number, second.title, second.kind) == (2, 'De "kat"', "anders")
    assert second.subjects == "a\nb"
    assert second.copies == (CopyRecord("30000000000017", "9548", "J"),)


def test_columns_from_excel(tmp_path: Path) -> None:
    content = "Titel\tSleutel\nCafé\t1\n".encode("cp1252")
    assert read(tmp_path, content) == [TitleRecord(1, key="1", title="Café")]


def test_columns_that_break_off(tmp_path: Path) -> None:
    late = b"titel,isbn\n" + b"vos,1\n" * 20_000 + b"\xff\xfe,1\n"
    error = refused(tmp_path, late)
    assert error.fault is FileFault.BROKEN
    assert error.at > 0
    huge = b"titel,isbn\n" + b'"' + b"a" * 200_000 + b'",1\n'
    assert refused(tmp_path, huge).fault is FileFault.BROKEN


def test_a_letter_cut_by_the_probe_is_no_mistake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(title_columns, "_PROBED", 13)
    assert read(tmp_path, "titel,isbn\naé,1\n".encode())[0].title == "aé"


@settings(deadline=None, max_examples=60)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_no_text_breaks_the_columns(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    with suppress(TitleFileRefused):
        read(tmp_path_factory.mktemp("csv"), f"titel;isbn\n{text}".encode())


# ---------------------------------------------------------------- what nobody here has written


@published
def test_the_published_records_come_in() -> None:
    found = {
        name: list(TitleFileReader().read(PUBLISHED / name))
        for name in ("marc.dat", "diacritic.dat", "batch.xml", "utf8.xml")
    }
    assert [len(one) for one in found.values()] == [20, 1, 2, 1]
    assert not any(one.unreadable for records in found.values() for one in records)
    first = found["marc.dat"][0]
    assert (first.title, first.subtitle) == (
        "The pragmatic programmer", "from journeyman to master",
    )  # fmt: skip
    assert (first.author, first.isbn, first.year) == ("Andrew Hunt", "9780201616224", "2000")
    assert found["utf8.xml"][0].title == "Zen Classics"
    assert found["batch.xml"][0].kind == "music"
    assert found["diacritic.dat"][0].isbn == "9780415782654"
