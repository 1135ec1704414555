"""A school whose pupils reserved as often as asked, and copies on their way back to the counter."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from benchmarks.counter_account import PASSWORD, USERNAME
from benchmarks.kept import KEPT, postgresql_place
from desk_app import __version__
from desk_app.bootstrap.desk import key_file, make_desk, open_database
from desk_app.domain.branches import Branch
from desk_app.domain.cards import Sector
from desk_app.domain.copies import CopyStatus
from desk_app.domain.customers import CustomerKind, Gender, Origin
from desk_app.domain.reservations import Channel, ReservationState
from desk_app.domain.staff import Role, StaffMember
from desk_app.domain.titles import TitleKind
from desk_app.gateways.passwords import LIGHT, Argon2Passwords
from desk_app.settings import Settings
from desk_app.store import tables
from desk_app.store.loading import BulkLoad
from desk_app.store.opening import create_database
from desk_app.store.places import ServerPlace
from desk_app.store.school_tables import pupil, school
from desk_app.store.versions import REVISIONS
from desk_app.usecases.commands.sessions import SignIn
from desk_app.usecases.local_desk import LocalDesk

SCHOOL: Final = "9100"
LIBRARY: Final = "9548"
NOW: Final = datetime(2026, 11, 27, 10, tzinfo=UTC)
LONGEST_SHARE: Final = 550
"""Of so many reservations one is for the title that most wait for."""
COPIES_OF_THE_LONGEST: Final = 400
_LAYOUT: Final = 1
_FIRST_ACTOR: Final = 100_000


@dataclass(frozen=True)
class Reserved:
    """A database with a queue for every title; barcodes of lent copies, each title's own."""

    settings: Settings
    copies: tuple[str, ...]
    of_the_longest: tuple[str, ...]
    longest: int


def queues(reservations: int) -> Iterator[int]:
    """How many wait for each title, the most wanted first: a long head and a longer tail."""
    left, length = reservations, max(reservations // LONGEST_SHARE, 3)
    rank = 1
    while left > 0:
        waiting = min(max(int(length / rank**0.55), 3), left)
        yield waiting
        left -= waiting
        rank += 1


@contextmanager
def reserved_libraries(size: int, *, sqlite_only: bool) -> Iterator[dict[str, Reserved]]:
    """A fresh one on each engine that can be started here; the SQLite file is thrown away."""
    KEPT.mkdir(exist_ok=True, parents=True)
    path = KEPT / f"reserved-{size}-{_LAYOUT}-{REVISIONS[-1]}.sqlite3"
    try:
        for ending in ("", "-wal", "-shm"):
            Path(f"{path}{ending}").unlink(missing_ok=True)
        found = {"SQLite": _made(f"sqlite:///{path.as_posix()}", size)}
        if sqlite_only:
            yield found
            return
        with postgresql_place() as place:
            if isinstance(place, ServerPlace):
                found["PostgreSQL"] = _made(place.url, size)
            yield found
    finally:
        for ending in ("", "-wal", "-shm"):
            Path(f"{path}{ending}").unlink(missing_ok=True)


def signed_in_desk(settings: Settings, workstation: str) -> LocalDesk:
    """A desk over a store of its own, with somebody signed in."""
    desk = make_desk(open_database(settings), Argon2Passwords(LIGHT), workstation)
    desk.execute(SignIn(username=USERNAME, password=PASSWORD))
    return desk


def _made(url: str, size: int) -> Reserved:
    settings = Settings(database=url, data_folder=str(KEPT / "workstation"))
    key = key_file(settings)
    key.parent.mkdir(parents=True, exist_ok=True)
    create_database(url, key, __version__)
    lengths = list(queues(size))
    copies = [f"3{at:013d}" for at in range(len(lengths))]
    more = [f"4{at:013d}" for at in range(min(COPIES_OF_THE_LONGEST, lengths[0] * 7 // 10))]
    store = open_database(settings)
    try:
        with BulkLoad(store) as load:
            _places(load)
            _pupils(load, max(lengths[0], 100) * 4)
            load.rows(
                tables.title,
                ("title_id", "title", "author", "kind"),
                (
                    (at + 1, f"Titel {at}", "Roos Vlinder", TitleKind.BOOK)
                    for at in range(len(lengths))
                ),
            )
            of_title = [*enumerate(copies), *((0, barcode) for barcode in more)]
            _copies(load, of_title)
            load.rows(tables.reservation, _RESERVATION, _reservations(lengths))
            load.finish()
    finally:
        store.close()
    return Reserved(settings, tuple(copies[1:]), tuple(more), lengths[0])


_RESERVATION: Final = (
    "title_id actor_id pickup_code pool placed_at channel state suspended closed_at".split()
)


def _reservations(lengths: list[int]) -> Iterator[tuple[Any, ...]]:
    """Everybody's turn comes in the order of the numbers; a fifth is over or put off."""
    actors = max(lengths[0], 100) * 4
    for place, waiting in enumerate(lengths):
        for turn in range(waiting):
            over = turn % 10 == 9
            state = ReservationState.CANCELLED if over else ReservationState.WAITING
            yield (
                place + 1,
                _FIRST_ACTOR + (place * 7919 + turn) % actors,
                SCHOOL,
                SCHOOL,
                NOW - timedelta(days=30),
                Channel.PORTAL,
                state,
                turn % 10 == 8,
                NOW if over else None,
            )


def _places(load: BulkLoad) -> None:
    load.entities(
        tables.branch,
        [
            Branch(code, name, "Bibliotheek", "", "", "", "", "", "", "5003", "6")
            for code, name in ((LIBRARY, "Ruinerwold"), (SCHOOL, "De Regenboog"))
        ],
    )
    load.entities(
        tables.staff,
        [
            StaffMember(
                1,
                USERNAME,
                "Medewerker balie",
                Role.FRONT_OFFICE,
                LIBRARY,
                Argon2Passwords(LIGHT).hash(PASSWORD),
            )
        ],
    )
    load.rows(
        school,
        ("branch_code", "sector", "library_code", "reserve_at_school"),
        [(SCHOOL, Sector.PRIMARY_SCHOOL, LIBRARY, True)],
    )


def _pupils(load: BulkLoad, count: int) -> None:
    load.rows(
        tables.customer,
        "actor_id branch_code surname created_at kind origin gender initials items_out".split(),
        (
            (
                _FIRST_ACTOR + at, SCHOOL, f"Leerling{at}", NOW, CustomerKind.REGULAR,
                Origin.IMPORT, Gender.UNKNOWN, "A.", 1,
            )
            for at in range(count)
        ),
    )  # fmt: skip
    load.rows(
        pupil,
        ("actor_id", "school_code", "external_key", "portal_username"),
        ((_FIRST_ACTOR + at, SCHOOL, f"p{at}", f"leerling{at}") for at in range(count)),
    )


def _copies(load: BulkLoad, of_title: list[tuple[int, str]]) -> None:
    load.rows(
        tables.copy,
        "copy_id barcode title_id home_code place_code status added_on".split(),
        (
            (at + 1, barcode, place + 1, SCHOOL, SCHOOL, CopyStatus.LENT, date(2026, 1, 1))
            for at, (place, barcode) in enumerate(of_title)
        ),
    )
    load.rows(
        tables.loan,
        "copy_id actor_id branch_code lent_at due_on lent_by".split(),
        (
            (at + 1, _FIRST_ACTOR + at % 100, SCHOOL, NOW, date(2026, 12, 1), "balie")
            for at in range(len(of_title))
        ),
    )
