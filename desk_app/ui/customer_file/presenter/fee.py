"""3.Contributie: the subscription and the mandate. Plain Python."""

from __future__ import annotations

from datetime import date

from desk_app.domain.subscriptions import CancellationMoment, CancellationReason
from desk_app.ui.customer_file.presenter.opened import OpenedFile
from desk_app.ui.customer_file.view_port import FeeView
from desk_app.ui.framework.prompter_port import Prompter
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.wording import file_sentences as said
from desk_app.ui.wording.dates import plain_date
from desk_app.usecases.abilities import Action
from desk_app.usecases.commands.mandates import PrintMandate, ProcessMandate, WithdrawMandate
from desk_app.usecases.commands.subscriptions import (
    CancelSubscription,
    ChangeSubscription,
    RevokeCancellation,
)
from desk_app.usecases.queries.customer_file import (
    SubscriptionChoice,
    SubscriptionChoices,
    SubscriptionLine,
)


class FeePresenter:
    """What can be done with the money side of the open file."""

    def __init__(
        self, view: FeeView, runner: Runner, prompter: Prompter, opened: OpenedFile
    ) -> None:
        self._view = view
        self._runner = runner
        self._prompter = prompter
        self._opened = opened

    def cancel(self, moment: CancellationMoment, reason: str) -> None:
        """Opzeggen, with the chosen moment and reason."""
        file = self._opened.file
        if file is None or not self._opened.allows(Action.CANCEL_SUBSCRIPTION):
            return
        if not reason:
            self._view.show_problems({"cancellation_reason": said.CHOOSE_REASON})
            return
        assert file.subscription is not None
        chosen = CancellationReason(reason)
        per = plain_date(_day_of(moment, file.subscription, file.seen_on))
        self._prompter.confirm(
            said.ask_cancel(moment, per, chosen),
            lambda: self._opened.do(
                CancelSubscription(file.actor_id, moment, chosen),
                self._opened.saying(said.CANCELLED),
            ),
        )

    def revoke(self) -> None:
        """Take the cancellation back."""
        if self._opened.allows(Action.REVOKE_CANCELLATION):
            self._opened.do(
                RevokeCancellation(self._opened.actor_id), self._opened.saying(said.REVOKED)
            )

    def change(self) -> None:
        """Muteer abonnement: choose from what this customer may have."""
        if self._opened.allows(Action.CHANGE_SUBSCRIPTION):
            self._runner.ask(
                SubscriptionChoices(self._opened.actor_id),
                self._choose,
                self._opened.refused,
                supersedes="choices",
            )

    def _choose(self, choices: tuple[SubscriptionChoice, ...]) -> None:
        allowed = tuple(choice for choice in choices if not choice.why_not)
        if not allowed:
            self._view.say_warning(said.NO_OTHER_SUBSCRIPTION)
            return
        self._prompter.choose(
            said.ask_subscription(),
            tuple(said.subscription_choice(choice) for choice in allowed),
            lambda code: self._opened.do(
                ChangeSubscription(self._opened.actor_id, code),
                self._opened.saying(said.CHANGED_SUBSCRIPTION),
            ),
        )

    def print_mandate(self) -> None:
        """Print nieuwe machtiging."""
        if self._opened.allows(Action.PRINT_MANDATE):
            self._opened.do(PrintMandate(self._opened.actor_id), self._view.show_mandate_form)

    def process_mandate(self, signed_on: date | None) -> None:
        """Verwerk machtiging with *Datum afgifte machtiging*."""
        file = self._opened.file
        if file is None or not self._opened.allows(Action.PROCESS_MANDATE):
            return
        if signed_on is None or file.mandate is None:
            self._view.show_problems({"mandate_signed_on": said.TYPE_DATE})
            return
        self._opened.do(
            ProcessMandate(file.actor_id, file.mandate.reference, signed_on),
            self._opened.saying(said.PROCESSED),
        )

    def withdraw_mandate(self) -> None:
        """Withdraw the mandate after asking."""
        file = self._opened.file
        if file is None or not self._opened.allows(Action.WITHDRAW_MANDATE):
            return
        assert file.mandate is not None
        command = WithdrawMandate(file.actor_id, file.mandate.reference)
        self._prompter.confirm(
            said.ask_withdraw(),
            lambda: self._opened.do(command, self._opened.saying(said.WITHDRAWN)),
        )


def _day_of(moment: CancellationMoment, running: SubscriptionLine, today: date) -> date:
    if moment is CancellationMoment.AT_ONCE:
        return today
    if moment is CancellationMoment.NEXT_ANNIVERSARY:
        return running.next_anniversary
    return running.second_anniversary
