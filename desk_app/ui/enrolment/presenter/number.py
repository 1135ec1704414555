"""The number field: a scan, ``v``, ``p``, or the number of a former member. Plain Python."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.domain.card_numbers import bare_number
from desk_app.domain.enrolment import (
    SYSTEM_PLACEHOLDER,
    NumberForm,
    NumberMissing,
    WantedNumber,
    letter_form,
    wanted_number,
)
from desk_app.errors import Refused
from desk_app.hardware.api import Scan
from desk_app.ui.enrolment.view_port import EnrolmentView, Way
from desk_app.ui.framework.prompter_port import Prompter
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.wording import enrolment as words
from desk_app.ui.wording.errors import field_sentences, sentence_for, sentence_for_code
from desk_app.usecases.enrolment_form import EnrolmentForm
from desk_app.usecases.queries.enrolment import FormerMember, LookUpNumber, NumberAnswer

_SHOWN = {
    NumberForm.SYSTEM: (SYSTEM_PLACEHOLDER, words.NUMBER_SYSTEM_NOTE),
    NumberForm.LATER: (words.NUMBER_LATER, words.NUMBER_LATER_NOTE),
}


class NumberEntry:
    """What the new customer's number will be. `changed` is told when that is decided anew.

    `looking`: a number is being looked up, so that it is not decided yet.
    """

    def __init__(
        self,
        view: EnrolmentView,
        runner: Runner,
        prompter: Prompter,
        look: Callable[[int], None],
        changed: Callable[[], None],
        former: Callable[[EnrolmentForm], None],
    ) -> None:
        self._view = view
        self._runner = runner
        self._prompter = prompter
        self._look = look
        self._changed = changed
        self._former = former
        self._handled = ""
        self.wanted: WantedNumber | None = None
        self.typed_by_hand = False
        self.looking = False

    def restore(self, form: EnrolmentForm) -> None:
        """Show the number of a form, which may be empty."""
        try:
            self.wanted = wanted_number(form.number)
        except NumberMissing:
            self.wanted = None
        self.typed_by_hand = form.number_typed == "1"
        text, note = "", ""
        if self.wanted is not None:
            again = words.NUMBER_AGAIN_NOTE if self.wanted.form is NumberForm.AGAIN else ""
            text, note = _SHOWN.get(self.wanted.form, (self.wanted.number, again))
        self._handled = text
        self._view.show_number(text, note)

    def scanned(self, scan: Scan) -> None:
        """A card was scanned while the number is asked."""
        self._view.clear_message()
        self.typed_by_hand = False
        self._look_up(scan.text)

    def entered(self, text: str) -> None:
        """Enter in the field, or the field was left."""
        bare = bare_number(text)
        if bare == self._handled:
            return
        self._handled = bare
        letter = letter_form(text)
        if letter is NumberForm.SYSTEM:
            self._prompter.confirm(
                words.ask_system_number(),
                lambda: self._settle(WantedNumber(NumberForm.SYSTEM)),
                self._forget,
            )
        elif letter is NumberForm.LATER:
            self._settle(WantedNumber(NumberForm.LATER))
        elif not bare:
            self._forget()
        else:
            self.typed_by_hand = True
            self._look_up(text)

    def _look_up(self, text: str) -> None:
        self._handled = bare_number(text)
        self.wanted = None
        self.looking = True
        self._view.show_number(self._handled, "")
        self._runner.ask(LookUpNumber(text), self._answered, self._refused, supersedes="number")

    def _answered(self, answer: NumberAnswer) -> None:
        if answer.number != self._handled:
            return
        self.looking = False
        if answer.form is NumberForm.CARD:
            self._settle(WantedNumber(NumberForm.CARD, answer.number))
        elif answer.form is NumberForm.AGAIN and answer.actor_id is not None:
            actor_id = answer.actor_id
            self._prompter.confirm(
                words.ask_again(answer), lambda: self._ask_former(actor_id), self._forget
            )
        else:
            said = sentence_for_code(answer.problem, number=answer.display_number)
            self._changed()
            self._view.show_problems({"number": said.sentence})
            if answer.actor_id is not None:
                whose = answer.actor_id
                self._view.say_refused(
                    said.sentence,
                    said.advice,
                    said.code,
                    (Way(words.OPEN_CUSTOMER, lambda: self._look(whose)),),
                )

    def _ask_former(self, actor_id: int) -> None:
        self._runner.ask(FormerMember(actor_id), self._former, self._refused)

    def _settle(self, wanted: WantedNumber) -> None:
        self.wanted = wanted
        text, note = _SHOWN.get(wanted.form, (wanted.number, ""))
        self._handled = text
        self._view.show_number(text, note)
        self._view.number_done()
        self._changed()

    def _forget(self) -> None:
        had = self.wanted is not None
        self.looking = False
        self.wanted = None
        self._handled = ""
        self._view.show_number("", "")
        if had:
            self._changed()

    def _refused(self, error: Refused) -> None:
        self.looking = False
        self._view.show_problems(field_sentences(error))
        said = sentence_for(error)
        self._view.say_refused(said.sentence, said.advice, said.code)
