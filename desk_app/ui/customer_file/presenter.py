"""The customer file's decisions: what to ask, what to save, what to say. Plain Python."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from desk_app.domain.customer_fields import FIELDS, to_text
from desk_app.domain.customers import EditConflict, FieldConflict
from desk_app.domain.notices import BlockKind
from desk_app.domain.subscriptions import CancellationMoment, CancellationReason
from desk_app.errors import InputRefused, Refused
from desk_app.ui.customer_file.view_port import CustomerFileView
from desk_app.ui.framework.prompter_port import Choice, Prompter, Question
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.wording import customer_file as words
from desk_app.ui.wording.errors import sentence_for
from desk_app.usecases.abilities import Ability, Action, ability
from desk_app.usecases.commands.customers import (
    AddNotice,
    BlockCustomer,
    DeleteCustomer,
    EditCustomer,
    Edited,
    FieldChange,
    LiftBlock,
    RemoveNotice,
)
from desk_app.usecases.commands.mandates import PrintMandate, ProcessMandate, WithdrawMandate
from desk_app.usecases.commands.subscriptions import (
    CancelSubscription,
    ChangeSubscription,
    RevokeCancellation,
)
from desk_app.usecases.messages import Changes, Command
from desk_app.usecases.print_shapes import MandateForm
from desk_app.usecases.queries.customer_file import (
    CustomerFile,
    CustomerLog,
    OpenCustomer,
    SubscriptionChoice,
    SubscriptionChoices,
)

R = TypeVar("R")
LOG_TAB = 4


@dataclass(frozen=True)
class FileExits:
    """Where the file leads: called when it is closed or another thing takes over."""

    quit: Callable[[], None]
    deleted: Callable[[str], None]


def canonical_values(file: CustomerFile) -> dict[str, str]:
    """The canonical text of every editable field of a file."""
    return {name: to_text(name, getattr(file.details, name)) for name in FIELDS}


class CustomerFilePresenter:
    """One opened file. Its cards have a presenter of their own (`cards_presenter`)."""

    def __init__(
        self,
        view: CustomerFileView,
        runner: Runner,
        prompter: Prompter,
        exits: FileExits,
        on_file: Callable[[CustomerFile], None],
    ) -> None:
        """`on_file` hears of every file that is shown (the cards tab, the window's title)."""
        self._view = view
        self._runner = runner
        self._prompter = prompter
        self._exits = exits
        self._on_file = on_file
        self._file: CustomerFile | None = None
        self._base: dict[str, str] = {}
        self._editing = False
        runner.watch(self._changed, own=True)

    # -------------------------------------------------------------- opening and refreshing

    @property
    def file(self) -> CustomerFile | None:
        """The file as it was last shown."""
        return self._file

    @property
    def editing(self) -> bool:
        """Whether fields are open."""
        return self._editing

    @property
    def unsaved(self) -> bool:
        """Whether something was typed that is not saved."""
        return self._editing and bool(self._pending())

    def open(self, actor_id: int) -> None:
        """Ask for the file of `actor_id` and show it."""
        self._view.show_loading()
        self._ask(actor_id)

    def show(self, file: CustomerFile) -> None:
        """Show a file that was already asked for (a scan opens it in one question)."""
        if self._file is not None and self._file.actor_id != file.actor_id:
            self._editing = False
            self._view.clear_message()
            self._view.show_problems({})
            self._view.show_editing(False)
        self._file = file
        self._on_file(file)
        self._view.show_file(file)
        if not self._editing:
            self._base = canonical_values(file)
            self._view.show_values(self._base)

    def _ask(self, actor_id: int) -> None:
        self._runner.ask(OpenCustomer(actor_id), self.show, self._refused, supersedes="file")

    def _changed(self, changes: Changes) -> None:
        if self._file is not None and self._file.actor_id in changes.customers:
            self._ask(self._file.actor_id)

    def tab_shown(self, number: int) -> None:
        """Tab `number` came in front; the log is asked for when it is looked at."""
        if number == LOG_TAB and self._file is not None:
            self._runner.ask(
                CustomerLog(self._file.actor_id), self._view.show_log, supersedes="log"
            )

    # ------------------------------------------------------------------------- the fields

    def edit(self) -> None:
        """Wijzig."""
        if self._allowed(Action.EDIT) and not self._editing:
            self._editing = True
            self._view.show_editing(True)

    def cancel(self) -> None:
        """Annuleer: back to what is saved, after asking when something was typed."""
        if not self._editing:
            return
        if not self._pending():
            self._leave_editing()
            return
        self._prompter.confirm(
            Question(
                "Wijzigingen niet opslaan",
                "Wat u hebt ingevuld, is nog niet opgeslagen.",
                "Niet opslaan",
                "Verder invullen",
                danger=True,
            ),
            self._leave_editing,
        )

    def _leave_editing(self) -> None:
        self._editing = False
        self._view.show_problems({})
        self._view.clear_message()
        self._view.show_editing(False)
        if self._file is not None:
            self._base = canonical_values(self._file)
            self._view.show_values(self._base)

    def save(self) -> None:
        """Opslaan: send only what was changed."""
        if not self._editing or self._file is None:
            return
        pending = self._pending()
        if not pending:
            self._leave_editing()
            return
        self._send(pending, ())

    def _pending(self) -> tuple[FieldChange, ...]:
        return tuple(
            FieldChange(name, self._base.get(name, ""), value)
            for name, value in self._view.values().items()
            if value != self._base.get(name, "")
        )

    def _send(self, changes: tuple[FieldChange, ...], overwrite: tuple[str, ...]) -> None:
        assert self._file is not None
        self._view.busy(True)
        self._view.show_problems({})
        self._runner.execute(
            EditCustomer(self._file.actor_id, changes, overwrite),
            self._saved,
            lambda error: self._save_refused(error, changes),
            on_settled=lambda: self._view.busy(False),
        )

    def _saved(self, edited: Edited) -> None:
        self._editing = False
        self._view.show_editing(False)
        if edited.merged:
            names = ", ".join(words.FIELDS.get(name, name) for name in edited.merged)
            self._view.say_warning(
                "Opgeslagen. Een andere balie had intussen ook iets gewijzigd.",
                f"Dat is bewaard gebleven: {names}.",
            )
        else:
            self._view.say_ok("Opgeslagen.")

    def _save_refused(self, error: Refused, changes: tuple[FieldChange, ...]) -> None:
        if isinstance(error, EditConflict):
            self._settle(error, changes)
        else:
            self._refused(error)

    def _settle(self, conflict: EditConflict, changes: tuple[FieldChange, ...]) -> None:
        lines = tuple(_both(entry) for entry in conflict.conflicts)
        self._prompter.choose(
            Question(
                "Intussen gewijzigd door een ander",
                "Een andere balie heeft dezelfde gegevens gewijzigd. Uw wijziging is nog niet "
                "opgeslagen.",
                "Kies",
                "Verder invullen",
                lines,
            ),
            (
                Choice("theirs", "Laat staan wat de ander invulde"),
                Choice("mine", "Gebruik wat ik invulde"),
            ),
            lambda answer: self._settled(answer, conflict, changes),
        )

    def _settled(
        self, answer: str, conflict: EditConflict, changes: tuple[FieldChange, ...]
    ) -> None:
        fields = tuple(entry.field for entry in conflict.conflicts)
        if answer == "mine":
            self._send(changes, fields)
            return
        rest = tuple(change for change in changes if change.field not in fields)
        if rest:
            self._send(rest, ())
        else:
            self._leave_editing()
            if self._file is not None:
                self._ask(self._file.actor_id)

    # ------------------------------------------------------------- deleting and leaving

    def delete(self) -> None:
        """Verwijder."""
        if self._file is None or not self._allowed(Action.DELETE):
            return
        name = self._file.display_name
        self._prompter.confirm(
            Question(
                "Klant verwijderen",
                f"{name} wordt verwijderd. Dit kan niet ongedaan worden gemaakt.",
                "Verwijder",
                danger=True,
            ),
            lambda: self._do(DeleteCustomer(self._actor), lambda _n: self._exits.deleted(name)),
        )

    def quit(self) -> None:
        """Quit: leave the file, after asking when something was typed."""
        self.leave(self._exits.quit)

    def leave(self, go_on: Callable[[], None]) -> None:
        """Go on to something else, after asking when something was typed and not saved."""
        if not self.unsaved:
            self._drop_edit()
            go_on()
            return

        def drop_and_go_on() -> None:
            self._drop_edit()
            go_on()

        self._prompter.confirm(
            Question(
                "Klant verlaten",
                "Wat u hebt ingevuld, is nog niet opgeslagen.",
                "Niet opslaan",
                "Verder invullen",
                danger=True,
            ),
            drop_and_go_on,
        )

    def _drop_edit(self) -> None:
        if self._editing:
            self._leave_editing()

    # ------------------------------------------------------------------ 3.Contributie

    def cancel_subscription(self, moment: CancellationMoment, reason: str) -> None:
        """Opzeggen, with the chosen moment and reason."""
        if not self._allowed(Action.CANCEL_SUBSCRIPTION):
            return
        if not reason:
            self._view.show_problems({"cancellation_reason": "Kies een reden."})
            return
        chosen = CancellationReason(reason)
        at_once = moment is CancellationMoment.AT_ONCE
        self._prompter.confirm(
            Question(
                "Abonnement opzeggen",
                "Het abonnement eindigt vandaag."
                if at_once
                else "Het abonnement loopt door tot de gekozen datum.",
                "Zeg op",
                lines=(f"Reden: {words.REASONS[chosen]}",),
                danger=at_once,
            ),
            lambda: self._do(
                CancelSubscription(self._actor, moment, chosen), self._said("Opgezegd.")
            ),
        )

    def revoke_cancellation(self) -> None:
        """Take the cancellation back."""
        if self._allowed(Action.REVOKE_CANCELLATION):
            self._do(RevokeCancellation(self._actor), self._said("De opzegging is ingetrokken."))

    def change_subscription(self) -> None:
        """Muteer abonnement: choose from what this customer may have."""
        if self._allowed(Action.CHANGE_SUBSCRIPTION):
            self._runner.ask(SubscriptionChoices(self._actor), self._choose_subscription)

    def _choose_subscription(self, choices: tuple[SubscriptionChoice, ...]) -> None:
        allowed = tuple(choice for choice in choices if not choice.why_not)
        if not allowed:
            self._view.say_warning("Deze klant kan geen ander abonnement krijgen.")
            return
        self._prompter.choose(
            Question(
                "Muteer abonnement",
                "Het nieuwe abonnement gaat vandaag in. Wat al betaald is, wordt verrekend.",
                "Kies",
            ),
            tuple(
                Choice(choice.code, f"{choice.code}  {choice.name}", words.price(choice))
                for choice in allowed
            ),
            lambda code: self._do(
                ChangeSubscription(self._actor, code), self._said("Het abonnement is gewijzigd.")
            ),
        )

    def print_mandate(self) -> None:
        """Print nieuwe machtiging."""
        if self._allowed(Action.PRINT_MANDATE):
            self._do(PrintMandate(self._actor), self._mandate_printed)

    def _mandate_printed(self, form: MandateForm) -> None:
        self._view.show_mandate_form(form)

    def process_mandate(self, signed_on: date | None) -> None:
        """Verwerk machtiging with *Datum afgifte machtiging*."""
        if self._file is None or not self._allowed(Action.PROCESS_MANDATE):
            return
        mandate = self._file.mandate
        if signed_on is None or mandate is None:
            self._view.show_problems({"mandate_signed_on": "Vul de datum in als dd-mm-jjjj."})
            return
        self._do(
            ProcessMandate(self._actor, mandate.reference, signed_on),
            self._said("De machtiging is verwerkt."),
        )

    def withdraw_mandate(self) -> None:
        """Withdraw the mandate after asking."""
        if self._file is None or not self._allowed(Action.WITHDRAW_MANDATE):
            return
        mandate = self._file.mandate
        if mandate is not None:
            self._prompter.confirm(
                Question(
                    "Machtiging intrekken",
                    "Er wordt niet meer automatisch afgeschreven. Voor incasso is daarna een "
                    "nieuwe machtiging nodig.",
                    "Trek in",
                    danger=True,
                ),
                lambda: self._do(
                    WithdrawMandate(self._actor, mandate.reference),
                    self._said("De machtiging is ingetrokken."),
                ),
            )

    # ------------------------------------------------------------------ 5.Meldingen

    def add_notice(self) -> None:
        """Ask for a notice and add it."""
        if self._allowed(Action.ADD_NOTICE):
            self._prompter.ask_text(
                Question(
                    "Melding toevoegen",
                    "Iedere medewerker ziet de melding bij het openen van deze klant.",
                    "Voeg toe",
                ),
                "Melding",
                lambda text: self._do(
                    AddNotice(self._actor, text), self._said("De melding is toegevoegd.")
                ),
                longest=60,
            )

    def remove_notice(self, notice_id: int) -> None:
        """Take a notice away."""
        if self._allowed(Action.REMOVE_NOTICE):
            self._do(RemoveNotice(self._actor, notice_id), self._said("De melding is weggehaald."))

    def add_block(self, kind: BlockKind) -> None:
        """Ask for the reason of a block and set it."""
        if self._allowed(Action.ADD_BLOCK):
            self._prompter.ask_text(
                Question(
                    "Blokkade zetten",
                    "De klant kan niet lenen zolang de blokkade staat.",
                    "Zet blokkade",
                    danger=True,
                ),
                "Reden",
                lambda text: self._do(
                    BlockCustomer(self._actor, kind, text), self._said("De blokkade is gezet.")
                ),
            )

    def lift_block(self, block_id: int) -> None:
        """Take a block away."""
        if self._allowed(Action.LIFT_BLOCK):
            self._do(LiftBlock(self._actor, block_id), self._said("De blokkade is opgeheven."))

    # ------------------------------------------------------------------------- together

    @property
    def _actor(self) -> int:
        assert self._file is not None
        return self._file.actor_id

    def _allowed(self, action: Action) -> bool:
        if self._file is None:
            return False
        entry: Ability = ability(self._file.abilities, action)
        reason = words.why_not(entry)
        if reason is not None:
            self._view.say_warning(reason)
        return reason is None

    def _do(self, command: Command[R], on_done: Callable[[R], None]) -> None:
        self._view.clear_message()
        self._view.show_problems({})
        self._view.busy(True)
        self._runner.execute(
            command, on_done, self._refused, on_settled=lambda: self._view.busy(False)
        )

    def _said(self, sentence: str) -> Callable[[None], None]:
        return lambda _nothing: self._view.say_ok(sentence)

    def _refused(self, error: Refused) -> None:
        if isinstance(error, InputRefused):
            self._view.show_problems(
                {problem.field: sentence_for(problem).sentence for problem in error.problems}
            )
            self._view.say_refused(
                "Niet opgeslagen: er klopt iets niet.", "Kijk bij de rode velden.", error.code
            )
            return
        said = sentence_for(error)
        self._view.say_refused(said.sentence, said.advice, error.code)


def _both(entry: FieldConflict) -> str:
    """What stands there now, by whom and when, beside what was typed here."""
    who = entry.by or "een ander"
    when = "" if entry.at is None else f", {words.when(entry.at)}"
    name = words.FIELDS.get(entry.field, entry.field)
    return f"{name}: nu “{entry.theirs}” ({who}{when}); u vulde in “{entry.yours}”"
