"""Leerlingenimport: parsing a large EDEXML file, and putting what it tells into place.

Parsing stands beside handlers of expat that gather the same fields; putting into place, through the
whole of the desk's command (checking, audit, commit), beside the driver's own upsert of the same
rows. Comparing and carrying out are told a pupil.
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from decimal import Decimal
from itertools import islice
from pathlib import Path
from time import perf_counter, process_time
from typing import Any
from xml.parsers import expat

from benchmarks.counter_account import PASSWORD, USERNAME
from benchmarks.kept import postgresql_place
from benchmarks.measure import Row, uncollected
from benchmarks.school_file import write_file
from desk_app import __version__
from desk_app.bootstrap.desk import key_file, make_desk, open_database
from desk_app.domain.branches import Branch
from desk_app.domain.cards import Sector
from desk_app.domain.pupil_import import FileKind
from desk_app.domain.pupil_lines import KEPT_FIELDS, tidy, to_block
from desk_app.domain.staff import Role, StaffMember
from desk_app.gateways.passwords import LIGHT, Argon2Passwords
from desk_app.school_files.edexml import read_edexml
from desk_app.settings import Settings
from desk_app.store import tables
from desk_app.store.loading import BulkLoad
from desk_app.store.opening import create_database
from desk_app.store.places import ServerPlace
from desk_app.usecases.commands.pupil_import_lines import CarryOutImportLine
from desk_app.usecases.commands.pupil_imports import (
    BeginPupilImport,
    ComparePupils,
    StagePupils,
    StartPupilImport,
)
from desk_app.usecases.commands.schools import AddSchool
from desk_app.usecases.commands.sessions import SignIn
from desk_app.usecases.local_desk import LocalDesk
from desk_app.usecases.procedures.import_pupils import BLOCK

MOST = 100_000
PARSE_BOUND = 0.8
MEMORY_BOUND = 40.0
SQLITE_SHARE = 0.33
POSTGRESQL_SHARE = 2.0
PASSES = 5
CARRIED_OUT = 300
SCHOOL = "9901"
_TODAY = date(2026, 11, 27)
_TAKEN = {
    "achternaam": 1,
    "voorvoegsel": 2,
    "voorletters-1": 3,
    "roepnaam": 4,
    "geboortedatum": 5,
    "jaargroep": 6,
}
_PEAK = """
import sys
from datetime import date
from pathlib import Path
from desk_app.school_files.edexml import read_edexml
with read_edexml(Path(sys.argv[1]), date(2026, 11, 27)) as file:
    read = sum(1 for _ in file.lines())
# Not `ru_maxrss`: that one begins with what the process had that started this one.
status = Path("/proc/self/status").read_text()
print(read, status.partition("VmHWM:")[2].split()[0])
"""


def run(size: int) -> list[Row]:
    """Every goal, for as many pupils as customers were asked for, a hundred thousand at most."""
    pupils = min(size, MOST)
    with tempfile.TemporaryDirectory(prefix="desk-app-bench-") as folder:
        path = Path(folder) / "leerlingen.xml"
        write_file(path, pupils)
        rows = [_parsing(path, pupils), _memory(path, pupils)]
        with read_edexml(path, _TODAY) as file:
            lines = list(file.lines())
        rows += _sqlite(Path(folder), lines)
        rows += _postgresql(Path(folder), lines)
    return rows


# ---------------------------------------------------------------------------------------- parsing


def _parsing(path: Path, pupils: int) -> Row:
    """CPU time, the least of some passes, taken in turn."""
    ours, floor = [], []
    for _ in range(PASSES):
        with uncollected():
            ours.append(_cpu(lambda: _read(path)))
            floor.append(_cpu(lambda: expat_pupils(path)))
    value, least = min(ours), min(floor)
    ratio = value / least
    return Row(
        "a school's file parsed",
        value * 1e3,
        least * 1e3,
        ratio,
        PARSE_BOUND,
        ratio <= PARSE_BOUND,
        ratio,
        f"ms CPU, {pupils} pupils, {path.stat().st_size / 1e6:.1f} MB; floor: expat handlers",
    )


def _read(path: Path) -> int:
    with read_edexml(path, _TODAY) as file:
        return sum(1 for _ in file.lines())


def expat_pupils(path: Path) -> int:
    """The same fields gathered by expat, with the groups looked up alike."""
    found = 0
    line: list[str] | None = None
    groups: dict[str, tuple[str, str]] = {}
    group = ["", "", ""]
    text: list[str] = []
    today = _TODAY.isoformat()

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal line
        text.clear()
        if name == "leerling":
            line = [attributes.get("key", ""), *[""] * 12]
        elif name == "groep":
            key = attributes.get("key", "")
            if line is None:
                group[0] = key
            else:
                line[7] = key
                if key in groups:
                    line[8], line[9] = groups[key]

    def end(name: str) -> None:
        nonlocal line, found
        if name == "leerling":
            assert line is not None
            line[6] = line[6] or line[9]
            line = None
            found += 1
        elif line is not None:
            place = _TAKEN.get(name)
            if place is not None:
                line[place] = "".join(text)
            elif name == "uitstroomdatum" and "".join(text) <= today:
                line[11] = "1"
        elif name == "naam":
            group[1] = "".join(text)
        elif name == "jaargroep":
            group[2] = "".join(text)
        elif name == "groep":
            groups[group[0]] = (group[1], group[2])

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text.append
    with path.open("rb") as file:
        while chunk := file.read(64 * 1024):
            parser.Parse(chunk)
    return found


def _memory(path: Path, pupils: int) -> Row:
    ended = subprocess.run(
        [sys.executable, "-c", _PEAK, str(path)], capture_output=True, text=True, check=True
    )
    read, peak = map(int, ended.stdout.split())
    assert read == pupils
    megabytes = peak / 1024
    ratio = megabytes / MEMORY_BOUND
    return Row(
        "memory of a reader",
        megabytes,
        MEMORY_BOUND,
        ratio,
        1.0,
        ratio <= 1.0,
        None,
        f"MB at the highest, the interpreter in it, {pupils} pupils",
    )


# ------------------------------------------------------------------------------------ into place


def _sqlite(folder: Path, lines: list[list[str]]) -> list[Row]:
    settings = Settings(data_folder=str(folder))
    kept = [_bound(tidy(line, _TODAY)) for line in lines]

    def raw(blocks: list[list[tuple[Any, ...]]], again: bool) -> float:
        with closing(sqlite3.connect(folder / "raw.sqlite3", isolation_level=None)) as plain:
            plain.execute("PRAGMA journal_mode=WAL").fetchone()
            plain.execute("PRAGMA synchronous=FULL")
            if not again:
                plain.execute(_raw_table("TEXT"))
            started = perf_counter()
            for block in blocks:
                plain.execute("BEGIN IMMEDIATE")
                plain.executemany(_raw_upsert("?"), block)
                plain.execute("COMMIT")
            return perf_counter() - started

    return _measured("SQLite", settings, lines, kept, raw, SQLITE_SHARE)


def _postgresql(folder: Path, lines: list[list[str]]) -> list[Row]:
    import os

    if os.environ.get("DESK_APP_BENCH_SQLITE_ONLY"):
        return []
    with postgresql_place() as place:
        if not isinstance(place, ServerPlace):
            return [Row("upsert PostgreSQL", 0, 0, 0, None, True, None, place)]
        import psycopg

        url = place.url
        settings = Settings(data_folder=str(folder / "server")).with_database(url)
        kept = [tidy(line, _TODAY) for line in lines]

        def raw(blocks: list[list[tuple[Any, ...]]], again: bool) -> float:
            with psycopg.connect(url) as plain:
                cursor = plain.cursor()
                if not again:
                    cursor.execute(_raw_table("DATE").encode())
                    plain.commit()
                started = perf_counter()
                for block in blocks:
                    cursor.executemany(_raw_upsert("%s").encode(), block)
                    plain.commit()
                return perf_counter() - started

        return _measured("PostgreSQL", settings, lines, kept, raw, POSTGRESQL_SHARE)


def _measured(
    engine: str,
    settings: Settings,
    lines: list[list[str]],
    kept: list[tuple[Any, ...]],
    raw: Callable[[list[list[tuple[Any, ...]]], bool], float],
    share: float,
) -> list[Row]:
    blocks = [to_block(block) for block in _blocks(lines)]
    rows = [(1, at, *one) for at, one in enumerate(kept, start=1)]
    raw_blocks = [list(block) for block in _blocks(rows)]
    desk = _school_desk(settings)
    try:
        begin = BeginPupilImport(SCHOOL, "leerlingen.xml", FileKind.EDEXML, brin="99ZZ00")
        import_id = desk.execute(begin).result
        figures: list[Row] = []
        with uncollected():
            for again in (False, True):
                least = raw(raw_blocks, again)
                started = perf_counter()
                for at, block in enumerate(blocks):
                    desk.execute(StagePupils(import_id, at * BLOCK + 1, block=block))
                figures.append(
                    _upsert(engine, perf_counter() - started, least, share, len(lines), again)
                )
        desk.execute(StagePupils(import_id, len(lines) + 1, last=True))
        figures += _told(engine, desk, import_id, len(lines))
        return figures
    finally:
        desk.close()


def _upsert(engine: str, taken: float, least: float, share: float, count: int, again: bool) -> Row:
    ours, floor = count / taken, count / least
    ratio = ours / floor
    return Row(
        f"lines put into place {engine}{', once more' if again else ''}",
        ours,
        floor,
        ratio,
        share,
        ratio >= share,
        None,
        "rows/s, through the desk; higher is better; floor: the driver's executemany",
    )


def _told(engine: str, desk: LocalDesk, import_id: int, count: int) -> Iterator[Row]:
    started = perf_counter()
    while not desk.execute(ComparePupils(import_id)).result.finished:
        pass
    taken = (perf_counter() - started) / count * 1e3
    yield Row(f"a line compared {engine}", taken, taken, 1.0, None, True, None, "ms")
    desk.execute(StartPupilImport(import_id))
    some = min(count, CARRIED_OUT)
    started = perf_counter()
    for line_no in range(1, some + 1):
        desk.execute(CarryOutImportLine(import_id, line_no))
    taken = (perf_counter() - started) / some * 1e3
    note = "ms: a customer, a card, a pupil, audit and search, in one transaction"
    yield Row(f"a pupil brought {engine}", taken, taken, 1.0, None, True, None, note)


def _school_desk(settings: Settings) -> LocalDesk:
    """A database with one school, and a desk on it with somebody who may."""
    settings.data_path.mkdir(parents=True, exist_ok=True)
    create_database(settings.database_url, key_file(settings), __version__)
    store = open_database(settings)
    library = Branch(
        "9548", "B", "B", "S", "7961 AM", "P", "", "", "", "5003", "6", False, Decimal(0)
    )
    passwords = Argon2Passwords(LIGHT)
    member = StaffMember(
        1, USERNAME, USERNAME, Role.SCHOOL_CONSULTANT, "9548", passwords.hash(PASSWORD)
    )
    with BulkLoad(store) as load:
        load.entities(tables.branch, (library,))
        load.entities(tables.staff, (member,))
        load.finish()
    desk = make_desk(store, passwords, "BENCH")
    desk.execute(SignIn(USERNAME, PASSWORD))
    desk.execute(AddSchool(SCHOOL, "S", Sector.PRIMARY_SCHOOL, "9548", "5009", "6", "P", "99ZZ00"))
    return desk


def _raw_table(day: str) -> str:
    columns = ", ".join(
        f"{name} {day if name == 'birth_date' else 'BOOLEAN' if name == 'has_left' else 'TEXT'}"
        for name in KEPT_FIELDS
    )
    return (
        f"CREATE TABLE raw_line (import_id BIGINT, line_no INTEGER, {columns}, "
        "PRIMARY KEY (import_id, line_no))"
    )


def _raw_upsert(mark: str) -> str:
    names = ("import_id", "line_no", *KEPT_FIELDS)
    over = ", ".join(f"{name} = excluded.{name}" for name in KEPT_FIELDS)
    return (
        f"INSERT INTO raw_line ({', '.join(names)}) VALUES ({', '.join([mark] * len(names))}) "
        f"ON CONFLICT (import_id, line_no) DO UPDATE SET {over}"
    )


def _bound(kept: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(one.isoformat() if isinstance(one, date) else one for one in kept)


def _blocks(rows: list[Any]) -> Iterator[list[Any]]:
    waiting = iter(rows)
    while block := list(islice(waiting, BLOCK)):
        yield block


def _cpu(call: Callable[[], object]) -> float:
    started = process_time()
    call()
    return process_time() - started
