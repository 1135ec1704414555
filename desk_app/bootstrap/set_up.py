"""Making a library's database, and bringing an older one up to date."""

from __future__ import annotations

import getpass
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, ClassVar

import click

from desk_app import __version__
from desk_app.bootstrap.desk import (
    key_file,
    make_passwords,
    make_system_door,
    open_database,
    workstation_name,
)
from desk_app.domain.branches import Branch
from desk_app.errors import DeskAppError, Refused
from desk_app.settings import Settings
from desk_app.store import tables
from desk_app.store.loading import BulkLoad
from desk_app.store.opening import SqlStore, create_database
from desk_app.ui.wording.errors import sentence_for
from desk_app.usecases.commands.staff import AddFirstAdministrator
from desk_app.usecases.subscription_list import SubscriptionList, read_subscriptions


@dataclass(eq=False)
class LibraryFileRefused(Refused):
    """The file that describes a library cannot be used; `what` names the part."""

    code: ClassVar[str] = "SET-2"
    file: str
    what: str


@dataclass(frozen=True)
class LibraryFile:
    """What a library tells of itself: branches and subscriptions."""

    branches: tuple[Branch, ...]
    subscriptions: SubscriptionList


def read_library(*files: Path) -> LibraryFile:
    """Read ``[[branch]]`` and ``[[type]]`` from TOML files together.

    Raises:
        LibraryFileRefused: a file is not there or not TOML, or an entry misses something.
    """
    told: dict[str, list[dict[str, Any]]] = {"branch": [], "type": []}
    for file in files:
        try:
            found = tomllib.loads(file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise LibraryFileRefused(str(file), "toml") from error
        for kind, entries in told.items():
            entries.extend(found.get(kind, []))
    names = ", ".join(file.name for file in files)
    try:
        subscriptions = read_subscriptions(told)
    except (KeyError, TypeError, ValueError, InvalidOperation) as error:
        raise LibraryFileRefused(names, "type") from error
    return LibraryFile(tuple(_branch(names, entry) for entry in told["branch"]), subscriptions)


def load_library(store: SqlStore, library: LibraryFile) -> None:
    """Put a library into an empty database, in one transaction."""
    with BulkLoad(store) as load:
        load_parts(load, library)
        load.finish()


def load_parts(load: BulkLoad, library: LibraryFile) -> None:
    """Branches, subscription types and tariffs, as part of a larger load."""
    load.entities(tables.branch, library.branches)
    load.entities(tables.subscription_type, library.subscriptions.types)
    load.entities(tables.tariff, library.subscriptions.tariffs)


def init_database(settings: Settings, library: Path) -> int:
    """Make the database and its first administrator, asked for on the terminal."""
    return _said(lambda: _init(settings, library))


def migrate_database(settings: Settings) -> int:
    """Bring an older database up to date after a copy; says where the copy is."""

    def migrate() -> int:
        store = open_database(settings)
        copy = store.copy_made
        store.close()
        click.echo(f"Kopie: {copy}" if copy else "De database was al bij.")
        return 0

    return _said(migrate)


def _init(settings: Settings, library: Path) -> int:
    told = read_library(library)
    if not told.branches:
        raise LibraryFileRefused(str(library), "branch")
    username = input("Gebruikersnaam van de eerste beheerder: ").strip()
    password = getpass.getpass("Wachtwoord (minstens 12 tekens): ")
    if getpass.getpass("Nog een keer: ") != password:
        click.echo("De wachtwoorden zijn niet gelijk. Er is niets gemaakt.", err=True)
        return 1
    create_database(settings.database_url, key_file(settings), __version__)
    store = open_database(settings)
    try:
        load_library(store, told)
        door = make_system_door(store, make_passwords(), workstation_name())
        door.execute(
            AddFirstAdministrator(
                username=username,
                display_name=username,
                branch_code=told.branches[0].code,
                password=password,
            )
        )
    finally:
        store.close()
    click.echo("De database is gemaakt.")
    return 0


def _said(work: Callable[[], int]) -> int:
    try:
        return work()
    except DeskAppError as error:
        said = sentence_for(error)
        click.echo(f"{said.sentence} {said.advice} ({error.code})", err=True)
        return 1


def _branch(file: str, entry: dict[str, Any]) -> Branch:
    try:
        fee = Decimal(entry.get("replacement_fee", "0.00"))
        return Branch(**{**entry, "replacement_fee": fee})
    except (TypeError, InvalidOperation) as error:
        raise LibraryFileRefused(file, f"branch {entry.get('code', '?')}") from error
