"""From the first letter to Opslaan. Plain Python."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from desk_app.domain.card_numbers import classify
from desk_app.errors import InputRefused
from desk_app.hardware.api import Scan
from desk_app.ui.enrolment.presenter.drafts import DraftKeeper
from desk_app.ui.enrolment.presenter.form_check import FormCheck
from desk_app.ui.enrolment.presenter.number import NumberEntry
from desk_app.ui.enrolment.presenter.saving import EnrolmentSaving
from desk_app.ui.enrolment.view_port import (
    FIELDS_OF_STEP,
    LAST_STEP,
    EnrolmentExits,
    EnrolmentView,
)
from desk_app.ui.framework.prompter_port import Prompter
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.framework.scan_router import Level, ScanRouter
from desk_app.ui.wording import enrolment as words
from desk_app.ui.wording.errors import field_sentences
from desk_app.usecases.commands.enrolment import Enrolled
from desk_app.usecases.enrolment_form import EMPTY_FORM, EnrolmentForm
from desk_app.usecases.queries.enrolment import (
    CheckEnrolment,
    EnrolmentCheck,
    OpenDraft,
)


class EnrolmentPresenter:
    """One new customer at a time. `new_id` makes the id of a draft."""

    def __init__(
        self,
        view: EnrolmentView,
        runner: Runner,
        prompter: Prompter,
        router: ScanRouter,
        exits: EnrolmentExits,
        new_id: Callable[[], str],
    ) -> None:
        self._view = view
        self._runner = runner
        self._prompter = prompter
        self._exits = exits
        self._new_id = new_id
        self._drafts = DraftKeeper(runner)
        self.number = NumberEntry(
            view, runner, prompter, exits.look, self._number_decided, self._show_former
        )
        self._step = 0
        self._in_front = False
        self._saving = EnrolmentSaving(view, runner, self._saved, self._refused)
        self._next_waits = False
        self._checks = FormCheck(view, runner, self.form, exits.look)
        self._want = router.want(Level.PAGE, self.number.scanned, self._wants)

    # --------------------------------------------------------------------- beginning, leaving

    @property
    def step(self) -> int:
        """The screen in front, from 1; 0 while nobody is being enrolled."""
        return self._step

    def start(self, family_of: int | None = None) -> None:
        """An empty form; `family_of` is the customer who was open, for *Zelfde adres*."""
        self._begin(self._new_id(), 1, EMPTY_FORM, family_of)

    def go_on(self, draft: OpenDraft) -> None:
        """The form as it was left."""
        self._begin(draft.draft_id, min(max(draft.step, 1), LAST_STEP), draft.form, None)

    def in_front(self, in_front: bool) -> None:
        """The screens came in front, or something else did: then what was typed is kept."""
        self._in_front = in_front
        if not in_front:
            self.flush()

    def cancel(self) -> None:
        """Annuleer or Esc: leave, after asking what is to become of what was typed."""
        if not self._step or self._saving.busy:
            return
        if self.form() == EMPTY_FORM:
            self._leave(words.DROP)
            return
        self._prompter.choose(words.ask_cancel(), words.LEAVE_CHOICES, self._leave)

    def flush(self) -> None:
        """Keep what was typed now: the desk is locked, or somebody signs out."""
        if self._step and not self._saving.busy and self.form() != EMPTY_FORM:
            self._drafts.keep(self._step, self.form())

    def close(self) -> None:
        """The session ends."""
        self.flush()
        self._want.close()

    # --------------------------------------------------------------------------- while typing

    def form(self) -> EnrolmentForm:
        """What stands in the screens."""
        return EnrolmentForm(
            **self._view.values(),
            number="" if self.number.wanted is None else str(self.number.wanted),
            number_typed="1" if self.number.typed_by_hand else "0",
            type_code=self._checks.type_code,
        )

    def paused(self) -> None:
        """Somebody paused while typing: look at the form as it stands."""
        if self._step:
            self._checks.ask(self._step)

    def same_address(self) -> None:
        """Zelfde adres."""
        self._checks.ask_family(self._step)

    def choose(self, type_code: str) -> None:
        """Ok in the list of subscriptions."""
        if self._checks.choose(type_code):
            self.paused()
            self._view.go_to_save()
            self.flush()

    @property
    def save_reason(self) -> str | None:
        """Why *Opslaan* is grey, None when it is not."""
        if self._saving.busy:
            return words.ASKED
        return None if self._checks.type_code else words.CHOOSE_FIRST

    # ------------------------------------------------------------------------------ the steps

    def next(self) -> None:
        """Ok, Vervolg: go on when this screen is right."""
        if 0 < self._step < LAST_STEP and not self._saving.busy:
            self._view.clear_message()
            if self._step == 1 and self.number.looking:
                self._next_waits = True
                return
            self._runner.ask(CheckEnrolment(self.form()), self._go_on_if_right, supersedes="next")

    def back(self) -> None:
        """Terug."""
        if self._step > 1:
            self._view.clear_message()
            self._go(self._checks.before(self._step))

    def save(self) -> None:
        """Opslaan. One draft makes one customer, so pressing it again does no harm."""
        if self._step != LAST_STEP or self.save_reason is not None:
            return
        self._view.clear_message()
        self._view.show_problems({})
        self._saving.save(self._drafts.draft_id, self.form())

    # --------------------------------------------------------------------------------- inside

    def _begin(self, draft_id: str, step: int, form: EnrolmentForm, family_of: int | None) -> None:
        self._checks.begin(family_of)
        self._drafts.begin(draft_id, step, form)
        self._view.clear_message()
        self._view.show_duplicates("", ())
        self._show(form)
        self._go(step)

    def _show(self, form: EnrolmentForm) -> None:
        values = form.texts()
        self._checks.type_code = values.pop("type_code")
        for name in ("number", "number_typed"):
            del values[name]
        self._view.show_values(values)
        self.number.restore(form)

    def _show_former(self, form: EnrolmentForm) -> None:
        self._show(replace(form, type_code=self._checks.type_code))
        self.paused()

    def _go(self, step: int) -> None:
        self._step = step
        self._view.show_problems({})
        self._view.show_step(step)
        self.paused()
        self.flush()

    def _number_decided(self) -> None:
        waits, self._next_waits = self._next_waits, False
        if waits and self.number.wanted is not None:
            self.next()
        else:
            self.paused()
            self.flush()

    def _leave(self, answer: str) -> None:
        if answer == words.DROP:
            self._drafts.drop()
        else:
            self.flush()
            self._drafts.done()
        self._step = 0
        self._exits.close()

    def _wants(self, scan: Scan) -> bool:
        if not (self._in_front and self._step == 1):
            return False
        return classify(scan.text).may_be_card

    def _go_on_if_right(self, check: EnrolmentCheck) -> None:
        self._checks.show(check, self._step)
        mine = FIELDS_OF_STEP[self._step]
        wrong = field_sentences(InputRefused(check.problems))
        here = {name: sentence for name, sentence in wrong.items() if name in mine}
        if here:
            self._view.show_problems(here)
        else:
            self._go(self._checks.after(self._step))

    def _saved(self, done: Enrolled) -> None:
        self._drafts.done()
        self._step = 0
        self._exits.enrolled(done)

    def _refused(self, wrong: dict[str, str]) -> None:
        step = min(
            (at for at, fields in FIELDS_OF_STEP.items() if fields & wrong.keys()),
            default=self._step,
        )
        if step != self._step:
            self._go(step)
