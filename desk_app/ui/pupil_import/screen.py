"""Joins the page of the Leerlingenimport and its presenter."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.domain.pupil_import import LineDecision
from desk_app.domain.staff import Permission
from desk_app.ui.framework.prompter_port import Prompter
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.pupil_import.files_port import SchoolFiles
from desk_app.ui.pupil_import.presenter import ImportPresenter
from desk_app.ui.pupil_import.view import ImportPage


class ImportScreen:
    """The page, and what stands behind it."""

    def __init__(
        self,
        runner: Runner,
        prompter: Prompter,
        files: SchoolFiles,
        may: Callable[[Permission], bool],
    ) -> None:
        """See `ImportPresenter`."""
        page = self.page = ImportPage()
        made = self.presenter = ImportPresenter(page, runner, prompter, files, may)
        page.school_chosen.connect(made.open_school)
        page.file_chosen.connect(made.file_chosen)
        page.run_chosen.connect(made.open_run)
        page.kind_chosen.connect(made.runs.show_kind)
        page.lines_wanted.connect(made.runs.lines_wanted)
        page.line_chosen.connect(made.runs.choose)
        page.decided.connect(lambda decision: made.decide(LineDecision(decision)))
        page.check_requested.connect(made.check)
        page.run_requested.connect(made.run)
        page.stop_requested.connect(made.stop)
        page.undo_requested.connect(made.undo)
        page.drop_requested.connect(made.drop)
        made.begin()

    def close(self) -> None:
        """The page closes: what is at work stops, and stays as it is."""
        self.presenter.close()
