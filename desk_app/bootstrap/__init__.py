"""The one place that picks drivers and joins everything to a running program."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desk_app.settings import Settings


def run_desktop(settings: Callable[[], Settings]) -> int:
    """Open the desk of this workstation; returns the exit code.

    `settings` is called when the window is there; what it raises is raised here.
    """
    from desk_app.bootstrap.running import run_desktop as run

    return run(settings)


def init_database(settings: Settings, library: Path) -> int:
    """Make a database from a library file, with its first administrator; returns the exit code."""
    from desk_app.bootstrap.set_up import init_database as init

    return init(settings, library)


def migrate_database(settings: Settings) -> int:
    """Bring an older database up to date after a copy; returns the exit code."""
    from desk_app.bootstrap.set_up import migrate_database as migrate

    return migrate(settings)
