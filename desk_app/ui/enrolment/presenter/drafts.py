"""What was typed is kept at the desk, so that it outlives this program. Plain Python."""

from __future__ import annotations

from desk_app.ui.framework.runner_port import Runner
from desk_app.usecases.commands.enrolment import DropEnrolmentDraft, SaveEnrolmentDraft
from desk_app.usecases.enrolment_form import EMPTY_FORM, EnrolmentForm


class DraftKeeper:
    """Keeps one draft. What could not be kept is tried again when somebody types on."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._draft_id = ""
        self._kept: tuple[int, EnrolmentForm] = (1, EMPTY_FORM)
        self._on_its_way: tuple[int, EnrolmentForm] | None = None

    @property
    def draft_id(self) -> str:
        """The draft being kept."""
        return self._draft_id

    def begin(self, draft_id: str, step: int, form: EnrolmentForm) -> None:
        """Keep another draft from now on, which stands as it is."""
        self._draft_id = draft_id
        self._kept = (step, form)
        self._on_its_way = None

    def keep(self, step: int, form: EnrolmentForm) -> None:
        """Keep what stands there now, unless that was done."""
        if not self._draft_id or (step, form) in (self._kept, self._on_its_way):
            return
        mine, draft_id = (step, form), self._draft_id
        self._on_its_way = mine

        def kept(_nothing: None) -> None:
            if self._draft_id == draft_id:
                self._kept = mine

        def settled() -> None:
            if self._on_its_way == mine:
                self._on_its_way = None

        self._runner.execute(
            SaveEnrolmentDraft(draft_id, step, form), kept, lambda _refused: None, settled
        )

    def drop(self) -> None:
        """Forget the draft."""
        if self._draft_id:
            self._runner.execute(DropEnrolmentDraft(self._draft_id), lambda _nothing: None)
        self._draft_id = ""

    def done(self) -> None:
        """The draft became a customer."""
        self._draft_id = ""
