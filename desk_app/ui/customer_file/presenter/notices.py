"""5.Meldingen: notices and blocks. Plain Python."""

from __future__ import annotations

from desk_app.domain.notices import BLOCK_REASON_MAX_LENGTH, NOTICE_MAX_LENGTH, BlockKind
from desk_app.ui.customer_file.presenter.opened import OpenedFile
from desk_app.ui.framework.prompter_port import Prompter
from desk_app.ui.wording import file_sentences as said
from desk_app.usecases.abilities import Action
from desk_app.usecases.commands.customers import (
    AddNotice,
    BlockCustomer,
    LiftBlock,
    RemoveNotice,
)


class NoticesPresenter:
    """What colleagues must read about the open file, and what the customer may not do."""

    def __init__(self, prompter: Prompter, opened: OpenedFile) -> None:
        self._prompter = prompter
        self._opened = opened

    def add_notice(self) -> None:
        """Ask for a notice and add it."""
        if self._opened.allows(Action.ADD_NOTICE):
            self._prompter.ask_text(
                said.ask_notice(),
                said.NOTICE,
                lambda text: self._opened.do(
                    AddNotice(self._opened.actor_id, text),
                    self._opened.saying(said.NOTICE_ADDED),
                ),
                longest=NOTICE_MAX_LENGTH,
            )

    def remove_notice(self, notice_id: int) -> None:
        """Take a notice away."""
        if self._opened.allows(Action.REMOVE_NOTICE):
            self._opened.do(
                RemoveNotice(self._opened.actor_id, notice_id),
                self._opened.saying(said.NOTICE_REMOVED),
            )

    def add_block(self, kind: BlockKind) -> None:
        """Ask for the reason of a block and set it."""
        if self._opened.allows(Action.ADD_BLOCK):
            self._prompter.ask_text(
                said.ask_block(),
                said.REASON,
                lambda text: self._opened.do(
                    BlockCustomer(self._opened.actor_id, kind, text),
                    self._opened.saying(said.BLOCKED),
                ),
                longest=BLOCK_REASON_MAX_LENGTH,
            )

    def lift_block(self, block_id: int) -> None:
        """Take a block away."""
        if self._opened.allows(Action.LIFT_BLOCK):
            self._opened.do(
                LiftBlock(self._opened.actor_id, block_id),
                self._opened.saying(said.BLOCK_LIFTED),
            )
