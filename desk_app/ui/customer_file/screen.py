"""Joins the file's view and presenters."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desk_app.domain.notices import BlockKind
from desk_app.domain.subscriptions import CancellationMoment
from desk_app.ui.card_list.presenter import CardsPresenter
from desk_app.ui.customer_file.presenter import CustomerFilePresenter, FileExits
from desk_app.ui.customer_file.view import CustomerFilePage
from desk_app.ui.framework.prompter_port import Prompter
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.framework.scan_router import ScanRouter
from desk_app.usecases.abilities import Action
from desk_app.usecases.print_shapes import MandateForm
from desk_app.usecases.queries.customer_file import CustomerFile


class CustomerFileScreen(QObject):
    """One opened customer file: its page and what stands behind it."""

    def __init__(
        self,
        runner: Runner,
        prompter: Prompter,
        router: ScanRouter,
        exits: FileExits,
        make_card: Callable[[int, str], None],
        print_mandate: Callable[[MandateForm], None],
        card_panel: QWidget | None = None,
    ) -> None:
        super().__init__()
        self.page = CustomerFilePage(card_panel)
        self.cards = CardsPresenter(self.page, runner, prompter, router, make_card)
        self.file = CustomerFilePresenter(self.page, runner, prompter, exits, self.cards.show)
        page, file, cards = self.page, self.file, self.cards
        page.edit_requested.connect(file.edit)
        page.save_requested.connect(file.save)
        page.cancel_requested.connect(file.cancel)
        page.delete_requested.connect(file.delete)
        page.quit_requested.connect(file.quit)
        page.tab_shown.connect(file.tab_shown)
        page.mandate_form_ready.connect(print_mandate)
        page.fee.change_requested.connect(file.change_subscription)
        page.fee.cancel_requested.connect(self._cancel_subscription)
        page.fee.revoke_requested.connect(file.revoke_cancellation)
        page.fee.print_requested.connect(file.print_mandate)
        page.fee.process_requested.connect(file.process_mandate)
        page.fee.withdraw_requested.connect(file.withdraw_mandate)
        page.notices.add_notice_requested.connect(file.add_notice)
        page.notices.remove_notice_requested.connect(file.remove_notice)
        page.notices.add_block_requested.connect(self._add_block)
        page.notices.lift_block_requested.connect(file.lift_block)
        page.cards.action_requested.connect(self._card_action)
        page.cards.quit_requested.connect(file.quit)
        page.number_panel.number_entered.connect(cards.number_entered)
        page.number_panel.confirmed.connect(cards.confirm_entry)
        page.number_panel.cancelled.connect(cards.cancel_entry)

    def open(self, actor_id: int) -> None:
        """Open the file of `actor_id`."""
        self.file.open(actor_id)

    def show(self, file: CustomerFile, tab: int | None = None) -> None:
        """Show a file that was already asked for."""
        self.file.show(file)
        if tab is not None:
            self.page.show_tab(tab)

    def leave(self, go_on: Callable[[], None]) -> None:
        """Go on to something else, after asking when something was typed and not saved."""
        self.file.leave(go_on)

    def close(self) -> None:
        """The screen closes: no more scans for it."""
        self.cards.close()

    def escape(self) -> None:
        """Esc: leave the panel or the fields that are open."""
        if self.file.editing:
            self.file.cancel()
        else:
            self.cards.cancel_entry()

    def _cancel_subscription(self, moment: CancellationMoment, reason: str) -> None:
        self.file.cancel_subscription(moment, reason)

    def _add_block(self, kind: BlockKind) -> None:
        self.file.add_block(kind)

    def _card_action(self, action: Action, number: str) -> None:
        cards = self.cards
        acts: dict[Action, Callable[[], None]] = {
            Action.ADD_CARD: cards.add,
            Action.PRINT_CARD: lambda: cards.print_card(number),
            Action.CHANGE_KIND: lambda: cards.change_kind(number),
            Action.REPLACE_CARD: lambda: cards.replace(number),
            Action.BLOCK_CARD: lambda: cards.block(number),
            Action.UNBLOCK_CARD: lambda: cards.unblock(number),
            Action.DELETE_CARD: lambda: cards.delete(number),
        }
        acts[action]()
