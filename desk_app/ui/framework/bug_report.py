"""A bug becomes a report file for the administrator, and the program goes on."""

from __future__ import annotations

import logging
import platform
import sys
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from desk_app.errors import DeskAppError

_log = logging.getLogger(__name__)


class BugReports:
    """Writes reports into `folder`, at most `most` in one run of the program.

    A report tells where it went wrong and the kind of error, not what a foreign error says about
    it: that may be somebody's data.
    """

    def __init__(self, folder: Path, now: Callable[[], datetime], most: int = 50) -> None:
        self._folder = folder
        self._now = now
        self._most = most
        self._written = 0

    def write(self, error: BaseException) -> Path | None:
        """The file written for `error`; None when it could not be (or there are enough)."""
        if self._written >= self._most:
            return None
        self._written += 1
        moment = self._now()
        path = self._folder / f"verslag-{moment:%Y%m%d-%H%M%S}-{self._written:02}.txt"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            path.write_text(_report(error, moment), encoding="utf-8")
        except OSError as trouble:
            _log.error("no bug report could be written: errno %s", trouble.errno)
            return None
        _log.error("%s: see %s", type(error).__name__, path)
        return path


def catch_unhandled(sink: Callable[[BaseException], None]) -> Callable[[], None]:
    """Give every exception that nobody caught to `sink`; the answer undoes it."""
    before = sys.excepthook

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            before(kind, error, trace)
        else:
            sink(error)

    sys.excepthook = hook

    def undo() -> None:
        if sys.excepthook is hook:
            sys.excepthook = before

    return undo


def _report(error: BaseException, moment: datetime) -> str:
    lines = [
        f"{moment:%Y-%m-%d %H:%M:%S}",
        f"Python {platform.python_version()} {platform.system()} {platform.release()}",
        "",
    ]
    seen: BaseException | None = error
    while seen is not None:
        lines.append(_kind(seen))
        lines += [
            f"  {frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(seen.__traceback__)
        ]
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines) + "\n"


def _kind(error: BaseException) -> str:
    name = f"{type(error).__module__}.{type(error).__qualname__}"
    return f"{name} {error.code}" if isinstance(error, DeskAppError) else name
