"""What the presenter of the Leerlingenimport asks of its page. No Qt here."""

from __future__ import annotations

from typing import Protocol

from desk_app.ui.pupil_import.state import Progress, Reasons
from desk_app.ui.wording.said import Said
from desk_app.usecases.queries.pupil_imports import ImportLineRow


class ImportView(Protocol):
    """A school, a file, the runs of that school, and the lines of one run."""

    def show_schools(self, schools: tuple[tuple[str, str], ...], chosen: str) -> None:
        """The schools as (code, name), and the one that is open."""

    def show_file(self, name: str) -> None:
        """The file that was chosen; empty for none."""

    def show_runs(self, runs: tuple[tuple[str, str], ...], chosen: str) -> None:
        """The runs as (id, words), newest first, and the one that is shown."""

    def show_told(self, sentences: tuple[str, ...]) -> None:
        """What the run that is shown does, or did."""

    def show_kinds(self, kinds: tuple[tuple[str, str], ...], chosen: str) -> None:
        """Which lines can be looked at, as (action, words with their number)."""

    def show_lines(self, total: int) -> None:
        """So many lines come by `put_lines` when they are looked at."""

    def put_lines(self, first: int, rows: tuple[ImportLineRow, ...]) -> None:
        """Lines from this place on."""

    def show_empty(self, heading: str, advice: str) -> None:
        """There are no lines, and what to do about it."""

    def show_progress(self, progress: Progress) -> None:
        """How far the work is."""

    def show_reasons(self, reasons: Reasons) -> None:
        """Grey the buttons, or free them."""

    def say_ok(self, sentence: str) -> None:
        """What was done."""

    def say_refused(self, said: Said) -> None:
        """What was not done."""

    def clear_message(self) -> None:
        """Take away what was said last."""
