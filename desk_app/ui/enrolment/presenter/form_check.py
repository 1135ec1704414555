"""What the desk says about the form while somebody types. Plain Python."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict

from desk_app.ui.enrolment.view_port import LAST_STEP, EnrolmentView, Way
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.wording import enrolment as words
from desk_app.ui.wording.errors import sentence_for_code
from desk_app.usecases.enrolment_form import EnrolmentForm
from desk_app.usecases.enrolment_ports import KnownAddress
from desk_app.usecases.queries.enrolment import (
    CheckEnrolment,
    EnrolmentCheck,
    FamilyAt,
    PossibleDuplicate,
)


class FormCheck:
    """The fee, the subscriptions, possible duplicates and the address that belong to a form.

    `type_code` is the subscription that was chosen, empty while none is.
    """

    def __init__(
        self,
        view: EnrolmentView,
        runner: Runner,
        form: Callable[[], EnrolmentForm],
        look: Callable[[int], None],
    ) -> None:
        self._view = view
        self._runner = runner
        self._form = form
        self._look = look
        self._family_of: int | None = None
        self._looked_up = ("", "")
        self._answer: EnrolmentCheck | None = None
        self.type_code = ""

    def after(self, step: int) -> int:
        """The screen after this one; that of the log-in account only where one is asked for."""
        return LAST_STEP if step == 2 and not self._asks_login() else step + 1

    def before(self, step: int) -> int:
        """The screen before this one."""
        return 2 if step == LAST_STEP and not self._asks_login() else step - 1

    def begin(self, family_of: int | None) -> None:
        """Another form; `family_of` is the customer whose address may be taken over."""
        self._family_of = family_of
        self._looked_up = ("", "")
        self._answer = None

    def ask(self, step: int) -> None:
        """Look at the form as it stands."""
        self._runner.ask(
            CheckEnrolment(self._form()), lambda check: self.show(check, step), supersedes="check"
        )

    def ask_family(self, step: int) -> None:
        """Zelfde adres."""
        form = self._form()
        self._runner.ask(
            FamilyAt(form.postcode, form.house_number, self._family_of),
            lambda address: self._show_family(address, step),
        )

    def choose(self, type_code: str) -> bool:
        """Choose a subscription; False, with the reason shown, when that may not be."""
        choices = self._answer.choices if self._answer is not None else ()
        chosen = next((one for one in choices if one.code == type_code), None)
        if chosen is None:
            return False
        if chosen.why_not:
            said = sentence_for_code(chosen.why_not, age="van deze leeftijd")
            self._view.say_refused(said.sentence, said.advice, said.code)
            return False
        self.type_code = type_code
        self._view.clear_message()
        return True

    def show(self, check: EnrolmentCheck, step: int) -> None:
        """Show an answer; a choice that does not go with what was typed since is let go."""
        self._answer = check
        chosen = next((one for one in check.choices if one.code == self.type_code), None)
        if chosen is None or chosen.why_not:
            self.type_code = ""
        if step == 1:
            self._fill_street(check)
        self._view.show_check(check, self.type_code)
        self._view.show_family(check.family or self._family_of is not None)
        self._view.show_duplicates(
            words.duplicates(check.duplicates) if check.duplicates else "",
            tuple(self._way_to(one) for one in check.duplicates[:2]),
        )

    def _asks_login(self) -> bool:
        settled = self._answer is not None and self._answer.login_settled
        return self._view.values()["use_login"] == "1" and not settled

    def _way_to(self, one: PossibleDuplicate) -> Way:
        return Way(
            words.LOOK.format(who=words.short_duplicate(one)), lambda: self._look(one.actor_id)
        )

    def _fill_street(self, check: EnrolmentCheck) -> None:
        """The street of the postcode, unless another one was typed."""
        values = self._view.values()
        if (values["street"], values["place"]) == self._looked_up and check.street:
            self._looked_up = (check.street, check.place)
            self._view.show_values({"street": check.street, "place": check.place})

    def _show_family(self, address: KnownAddress | None, step: int) -> None:
        if address is not None:
            self._view.show_values(asdict(address))
            self._looked_up = (address.street, address.place)
            self.ask(step)
