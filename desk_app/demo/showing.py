"""Shows the demo: the window first, and the library and the world around it behind it.

Nothing but the window is imported above: the rest comes when it was painted.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from desk_app.ui.application import run_window

if TYPE_CHECKING:
    from pathlib import Path

    from desk_app.demo.running import PreparedDemo
    from desk_app.ui.desktop import DesktopParts
    from desk_app.ui.theme.theme import Theme


def show_demo(database: str | None) -> int:
    """Open the window on a fresh demo library."""
    with ExitStack() as until_closed:
        made: list[PreparedDemo] = []

        def prepare() -> None:
            import click

            from desk_app.demo.running import prepared_demo

            demo = until_closed.enter_context(prepared_demo(database))
            made.append(demo)
            for what, address in demo.facts:
                click.echo(f"{what}: {address}")

        def parts(theme: Theme) -> DesktopParts:
            return made[0].parts(theme)

        return run_window(parts, _fonts_folder, prepare)


def _fonts_folder() -> Path:
    from desk_app.resource_files import resource

    return resource("fonts")
