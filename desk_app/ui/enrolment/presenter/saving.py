"""Opslaan, and what is said when it is refused. Plain Python."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.errors import Refused
from desk_app.ui.enrolment.view_port import EnrolmentView
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.wording.errors import field_sentences, sentence_for
from desk_app.usecases.commands.enrolment import EnrolCustomer, Enrolled
from desk_app.usecases.enrolment_form import EnrolmentForm


class EnrolmentSaving:
    """Saves one customer at a time.

    `saved` is told who came of it; `go_where` is told which fields are wrong before they are
    marked, to bring their screen to the front.
    """

    def __init__(
        self,
        view: EnrolmentView,
        runner: Runner,
        saved: Callable[[Enrolled], None],
        go_where: Callable[[dict[str, str]], None],
    ) -> None:
        self._view = view
        self._runner = runner
        self._saved = saved
        self._go_where = go_where
        self.busy = False

    def save(self, draft_id: str, form: EnrolmentForm) -> None:
        """Hand the form in. What is away may be tried again; nothing typed is lost."""
        self.busy = True
        self._view.busy(True)
        self._runner.execute(
            EnrolCustomer(draft_id, form), self._saved, self._refused, self._settled
        )

    def _refused(self, error: Refused) -> None:
        wrong = field_sentences(error)
        self._go_where(wrong)
        self._view.show_problems(wrong)
        said = sentence_for(error)
        self._view.say_refused(said.sentence, said.advice, said.code)

    def _settled(self) -> None:
        self.busy = False
        self._view.busy(False)
