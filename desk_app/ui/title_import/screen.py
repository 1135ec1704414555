"""Joins the page, its presenter, and the file that is read in the background."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from desk_app.errors import DeskAppError
from desk_app.ui.framework.background import Background
from desk_app.ui.framework.prompter_port import Prompter
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.title_import.presenter import ImportPresenter
from desk_app.ui.title_import.view import ImportPage
from desk_app.usecases.title_import import MOST_AT_ONCE, TitleFiles, TitleRecord


class FileParts:
    """Implements `port.Parts`: one part is read at a time, never on the main thread."""

    def __init__(self, files: TitleFiles, background: Background) -> None:
        self._files = files
        self._background = background
        self._records: Iterator[TitleRecord] = iter(())

    def open(self, path: str) -> None:
        """Begin at the start of a file."""
        self._records = self._files.read(Path(path))

    def next(
        self,
        on_part: Callable[[tuple[TitleRecord, ...]], None],
        on_refused: Callable[[DeskAppError], None],
    ) -> None:
        """The next records; none at the end of the file."""
        records = self._records
        self._background.run(lambda: tuple(islice(records, MOST_AT_ONCE)), on_part, on_refused)


class ImportScreen:
    """The page, and what stands behind it."""

    def __init__(
        self, runner: Runner, prompter: Prompter, files: TitleFiles, background: Background
    ) -> None:
        page = self.page = ImportPage()
        made = self.presenter = ImportPresenter(
            page, runner, prompter, FileParts(files, background)
        )
        page.file_chosen.connect(made.choose)
        page.check_requested.connect(made.check)
        page.carry_out_requested.connect(made.carry_out)
        page.stop_requested.connect(made.stop)
        page.only_notable.connect(made.only_notable)
        made.begin()
