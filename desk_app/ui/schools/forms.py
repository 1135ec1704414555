"""What is filled in beside the schools: a school, a request for the link, consent. Plain Python."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from desk_app.domain.cards import Sector
from desk_app.errors import Refused
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.schools.state import PairLine, Task
from desk_app.ui.schools.view_port import SchoolsView
from desk_app.ui.wording import schools as words
from desk_app.ui.wording.dates import parse_date, short_date
from desk_app.ui.wording.errors import field_sentences, sentence_for
from desk_app.usecases.commands.pupil_links import RecordConsent
from desk_app.usecases.commands.schools import AddSchool, TurnLinkOn
from desk_app.usecases.messages import Command


class SchoolForms:
    """One form is open at a time.

    `changed` hears that it was opened or left, `saved` that something was kept; `today` is the
    local day.
    """

    def __init__(
        self,
        view: SchoolsView,
        runner: Runner,
        today: Callable[[], date],
        changed: Callable[[], None],
        saved: Callable[[], None],
    ) -> None:
        self._view = view
        self._runner = runner
        self._today = today
        self._changed = changed
        self._tell_saved = saved
        self._task: Task | None = None
        self._school = ""
        self._pair: PairLine | None = None

    @property
    def is_open(self) -> bool:
        """Whether a form is open."""
        return self._task is not None

    def add_school(self) -> None:
        """School toevoegen."""
        self._open(Task.ADD, words.ADD_ADVICE, {"number_process": "6"})

    def request_link(self, school_code: str) -> None:
        """Koppeling aan: who of the school asked for it, and when."""
        self._school = school_code
        self._open(Task.LINK_ON, words.LINK_ADVICE, {"requested_on": short_date(self._today())})

    def record_consent(self, pair: PairLine) -> None:
        """Toestemming vastleggen."""
        self._pair = pair
        self._open(
            Task.CONSENT,
            words.consent_advice(pair),
            {"given_on": short_date(self._today()), "text_version": words.TEXT_VERSION},
        )

    def save(self, values: Mapping[str, str]) -> None:
        """Opslaan."""
        task = self._task
        if task is None:
            return
        wrong = words.wrong_date(task, values)
        self._view.say_in_form(None)
        self._view.show_problems(wrong)
        if wrong:
            return
        self._view.show_busy(True)
        self._runner.execute(
            self._command(task, values),
            lambda _answer: self._saved(task),
            self._not_saved,
            on_settled=lambda: self._view.show_busy(False),
        )

    def cancel(self) -> None:
        """Annuleer."""
        self._task = self._pair = None
        self._view.close_form()
        self._changed()

    # --------------------------------------------------------------------------------- inside

    def _open(self, task: Task, advice: str, values: Mapping[str, str]) -> None:
        self._task = task
        self._view.clear_message()
        self._view.open_form(task, words.TASKS[task], advice, values)
        self._changed()

    def _command(self, task: Task, values: Mapping[str, str]) -> Command[Any]:
        if task is Task.ADD:
            return AddSchool(
                values["school_code"],
                values["name"],
                Sector(values["sector"]),
                values["library_code"],
                values["label"],
                values["number_process"],
                values["place"],
                values["brin"],
            )
        if task is Task.LINK_ON:
            return TurnLinkOn(
                self._school, values["requested_by"], parse_date(values["requested_on"])
            )
        pair, given_on = self._pair, parse_date(values["given_on"])
        assert pair is not None
        assert given_on is not None
        return RecordConsent(
            pair.actor_id,
            given_on,
            values["how"],
            values["text_version"],
            bool(values["all_parents"]),
            values["given_by"],
        )

    def _saved(self, task: Task) -> None:
        self.cancel()
        self._view.say_ok(words.SAVED[task])
        self._tell_saved()

    def _not_saved(self, error: Refused) -> None:
        fields = field_sentences(error)
        if fields:
            self._view.show_problems(fields)
        else:
            self._view.say_in_form(sentence_for(error))
