"""`desk-app`, or `python -m desk_app`: the window at once, unless something else was asked for.

The everyday start goes round the command line, whose libraries would come before the window.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desk_app.settings import Settings


def main() -> None:
    """Run the program."""
    if sys.argv[1:] in ([], ["run"]):
        sys.exit(_run())
    from desk_app.command_line import main as command_line

    command_line()


def _run() -> int:
    from desk_app.bootstrap import run_desktop

    try:
        return run_desktop(_settings)
    except Exception as error:
        from desk_app.command_line import refusal_text
        from desk_app.settings import SettingRefused

        if not isinstance(error, SettingRefused):
            raise
        sys.stderr.write(f"{refusal_text(error.setting, error.why, error.file)}\n")
        return 1


def _settings() -> Settings:
    from desk_app.settings import load_settings

    return load_settings()


if __name__ == "__main__":
    main()
