"""Runs the window, and opens the desk behind it, on the desk lane, with its outbox.

Nothing but the window is imported above: the rest comes when it was painted.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from desk_app.ui.application import run_window

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desk_app.bootstrap.desk import Outbox
    from desk_app.settings import Settings
    from desk_app.ui.desktop import DesktopParts
    from desk_app.ui.theme.theme import Theme
    from desk_app.usecases.desk import Desk


class DeskOpener:
    """`open` is called once, on the desk lane; `close` after that lane has ended."""

    def __init__(self, settings: Settings, workstation: str) -> None:
        self._settings = settings
        self._workstation = workstation
        self._outbox: Outbox | None = None

    def open(self) -> Desk:
        """The desk of these settings; starts the outbox.

        Raises what `open_store` raises.
        """
        from desk_app.bootstrap.desk import (
            make_desk,
            make_outbox,
            make_passwords,
            open_database,
        )

        passwords = make_passwords()
        store = open_database(self._settings)
        self._outbox = make_outbox(self._settings, passwords, self._workstation)
        self._outbox.start()
        return make_desk(store, passwords, self._workstation, outbox=self._outbox)

    def close(self) -> None:
        """End the outbox."""
        if self._outbox is not None:
            self._outbox.close()


def run_desktop(settings: Callable[[], Settings]) -> int:
    """Open the desk of this workstation; returns the exit code."""
    with ExitStack() as until_closed:

        def parts(theme: Theme) -> DesktopParts:
            import platform

            from desk_app.bootstrap.window import join_parts
            from desk_app.log import logging_to

            told = settings()
            until_closed.enter_context(logging_to(told.log_path, told.log_level))
            workstation = platform.node() or "balie"
            opener = DeskOpener(told, workstation)
            until_closed.callback(opener.close)
            return join_parts(
                theme,
                told,
                opener.open,
                workstation=workstation,
                paper_folder=told.data_path / "print",
            ).parts

        return run_window(parts, fonts_folder)


def fonts_folder() -> Path:
    """Where the shipped fonts are."""
    from desk_app.resource_files import resource

    return resource("fonts")
