"""Joins the file's view and presenters."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from desk_app.ui.card_list.presenter.cards import CardsPresenter
from desk_app.ui.customer_file.presenter.editing import EditPresenter
from desk_app.ui.customer_file.presenter.fee import FeePresenter
from desk_app.ui.customer_file.presenter.file import CustomerFilePresenter, FileExits
from desk_app.ui.customer_file.presenter.notices import NoticesPresenter
from desk_app.ui.customer_file.presenter.opened import OpenedFile
from desk_app.ui.customer_file.view import CustomerFilePage
from desk_app.ui.framework.prompter_port import Prompter
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.framework.scan_router import ScanRouter
from desk_app.ui.framework.side_panel import SidePanel
from desk_app.usecases.print_shapes import MandateForm


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
        card_panels: Sequence[SidePanel] = (),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        page = self.page = CustomerFilePage(card_panels)
        opened = OpenedFile(page, runner)
        self.cards = CardsPresenter(page, runner, prompter, router, make_card)
        self.editing = EditPresenter(page, runner, prompter, opened)
        self.fee = FeePresenter(page, runner, prompter, opened)
        self.notices = NoticesPresenter(prompter, opened)
        self.file = CustomerFilePresenter(
            page, runner, prompter, opened, self.editing, exits, self.cards.show
        )
        page.tab_shown.connect(self.file.tab_shown)
        page.mandate_form_ready.connect(print_mandate)
        self._join_bar()
        self._join_fee()
        self._join_notices()
        self._join_cards()

    def _join_bar(self) -> None:
        bar, editing, file = self.page.bar, self.editing, self.file
        bar.edit_requested.connect(editing.edit)
        bar.save_requested.connect(editing.save)
        bar.cancel_requested.connect(editing.cancel)
        bar.delete_requested.connect(file.delete)
        bar.quit_requested.connect(file.quit)

    def _join_fee(self) -> None:
        tab, fee = self.page.fee, self.fee
        tab.change_requested.connect(fee.change)
        tab.cancel_requested.connect(fee.cancel)
        tab.revoke_requested.connect(fee.revoke)
        tab.print_requested.connect(fee.print_mandate)
        tab.process_requested.connect(fee.process_mandate)
        tab.withdraw_requested.connect(fee.withdraw_mandate)

    def _join_notices(self) -> None:
        tab, notices = self.page.notices, self.notices
        tab.add_notice_requested.connect(notices.add_notice)
        tab.remove_notice_requested.connect(notices.remove_notice)
        tab.add_block_requested.connect(notices.add_block)
        tab.lift_block_requested.connect(notices.lift_block)

    def _join_cards(self) -> None:
        tab, panel, cards = self.page.cards, self.page.number_panel, self.cards
        tab.action_requested.connect(cards.act)
        tab.quit_requested.connect(self.file.quit)
        panel.number_entered.connect(cards.entry.entered)
        panel.confirmed.connect(cards.entry.confirm)
        panel.cancelled.connect(cards.entry.cancel)

    def leave(self, go_on: Callable[[], None]) -> None:
        """Go on to something else, after asking when something was typed and not saved."""

        def close_panel_and_go_on() -> None:
            self.cards.entry.cancel()
            go_on()

        self.file.leave(close_panel_and_go_on)

    def close(self) -> None:
        """The screen closes: no more scans for it."""
        self.cards.close()

    def escape(self) -> None:
        """Esc: leave the panel, else the fields that are open, else the file."""
        if self.cards.entry.is_open:
            self.cards.entry.cancel()
        elif self.editing.editing:
            self.editing.cancel()
        else:
            self.file.quit()
