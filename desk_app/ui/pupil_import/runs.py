"""The runs of a school's files, and the lines of the one that is shown. Plain Python."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.domain.pupil_import import ImportState, LineAction
from desk_app.errors import Refused
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.pupil_import.state import ALL
from desk_app.ui.pupil_import.view_port import ImportView
from desk_app.ui.wording import pupil_import as words
from desk_app.usecases.queries.pupil_imports import (
    ImportLineRow,
    ImportLines,
    ImportRow,
    ListPupilImports,
)


class ImportRuns:
    """One run is shown, and of it all lines or those that do one thing.

    Attributes: `chosen`, the id of the run; `line`, the line somebody chose. `looked` hears that
    something else is shown.
    """

    def __init__(
        self,
        view: ImportView,
        runner: Runner,
        refused: Callable[[Refused], None],
        looked: Callable[[], None],
    ) -> None:
        self._view = view
        self._runner = runner
        self._refused = refused
        self._looked = looked
        self._runs: tuple[ImportRow, ...] = ()
        self._kind = ALL
        self.chosen: int | None = None
        self.line: ImportLineRow | None = None

    @property
    def run(self) -> ImportRow | None:
        """The run that is shown."""
        return next((run for run in self._runs if run.import_id == self.chosen), None)

    def list_of(self, school_code: str, chosen: int | None) -> None:
        """Ask for the runs of a school, and show this one or else the newest."""
        self._runner.ask(
            ListPupilImports(school_code),
            lambda runs: self._came(runs, chosen),
            self._refused,
            supersedes="imports",
        )

    def open(self, import_id: int) -> None:
        """Another run."""
        self.chosen, self._kind = import_id, ALL
        self.show()

    def show_kind(self, kind: str) -> None:
        """Only lines that do one thing, or all."""
        self._kind = kind
        self._show_lines()

    def lines_wanted(self, first: int, count: int) -> None:
        """Somebody looks at these lines."""
        run = self.run
        if run is not None:
            self._runner.ask(
                ImportLines(run.import_id, self._action(), first, count),
                lambda rows: self._view.put_lines(first, rows),
                self._refused,
            )

    def choose(self, line: ImportLineRow | None) -> None:
        """A line was chosen, or none."""
        self.line = line
        self._looked()

    def show(self) -> None:
        """Show the run that is chosen."""
        run = self.run
        self._view.show_runs(
            tuple((str(one.import_id), words.run_words(one)) for one in self._runs),
            "" if run is None else str(run.import_id),
        )
        self._view.show_told(() if run is None else words.told(run))
        offered = () if run is None else words.kinds(run)
        if self._kind not in dict(offered):
            self._kind = ALL
        self._view.show_kinds(offered, self._kind)
        self._show_lines()

    def _came(self, runs: tuple[ImportRow, ...], chosen: int | None) -> None:
        self._runs = tuple(run for run in runs if run.state is not ImportState.DROPPED)
        ids = [run.import_id for run in self._runs]
        self.chosen = chosen if chosen in ids else (ids[0] if ids else None)
        self.show()

    def _show_lines(self) -> None:
        self.line = None
        run = self.run
        if run is None:
            self._view.show_empty(words.NO_RUN_HEADING, words.NO_RUN_ADVICE)
        else:
            action = self._action()
            total = sum(one.lines for one in run.counts if action in {None, one.action})
            if total:
                self._view.show_lines(total)
            else:
                self._view.show_empty(words.NO_LINES_HEADING, words.NO_LINES_ADVICE)
        self._looked()

    def _action(self) -> LineAction | None:
        return None if self._kind == ALL else LineAction(self._kind)
