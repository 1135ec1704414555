"""8.Passen: what its menu does. Plain Python."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.domain.notices import BLOCK_REASON_MAX_LENGTH
from desk_app.errors import Refused
from desk_app.hardware.api import Scan
from desk_app.ui.card_list.presenter.entry import NumberEntry, Purpose
from desk_app.ui.card_list.presenter.view_port import CardsTabView
from desk_app.ui.framework.prompter_port import Prompter
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.framework.scan_router import ScanRouter
from desk_app.ui.wording import cards as words
from desk_app.ui.wording import customer_file as file_words
from desk_app.ui.wording.errors import sentence_for
from desk_app.usecases.abilities import Ability, Action, ability
from desk_app.usecases.commands.cards import (
    BlockCard,
    CardAdded,
    ChangeCardKind,
    DeleteCard,
    UnblockCard,
)
from desk_app.usecases.messages import Command
from desk_app.usecases.queries.customer_file import CardRow, CustomerFile


class CardsPresenter:
    """The cards of the open file. `entry` is the panel that asks for a number."""

    def __init__(
        self,
        view: CardsTabView,
        runner: Runner,
        prompter: Prompter,
        router: ScanRouter,
        make_card: Callable[[int, str], None],
    ) -> None:
        """`make_card` starts printing and writing the card of (actor id, number)."""
        self._view = view
        self._runner = runner
        self._prompter = prompter
        self._make_card = make_card
        self._file: CustomerFile | None = None
        self.entry = NumberEntry(view, runner, router, self._added)

    def show(self, file: CustomerFile) -> None:
        """Show the cards of `file`; a panel opened for another customer is closed."""
        if self.entry.actor_id not in (None, file.actor_id):
            self.entry.cancel()
        self._file = file
        self._view.show_cards(file)

    def close(self) -> None:
        """The file is closed: no longer want scans."""
        self.entry.cancel()
        self._file = None

    def act(self, action: Action, number: str) -> None:
        """An entry of the menu, or its button, for the card with `number`."""
        acts: dict[Action, Callable[[str], None]] = {
            Action.ADD_CARD: lambda _number: self.add(),
            Action.PRINT_CARD: self.print_card,
            Action.CHANGE_KIND: self.change_kind,
            Action.REPLACE_CARD: self.replace,
            Action.BLOCK_CARD: self.block,
            Action.UNBLOCK_CARD: self.unblock,
            Action.DELETE_CARD: self.delete,
        }
        acts[action](number)

    def add(self, scan: Scan | None = None) -> None:
        """Toevoegen: ask for a number; `scan` was scanned already."""
        file = self._file
        if file is None or not self._says_yes(ability(file.abilities, Action.ADD_CARD)):
            return
        self.entry.open(Purpose(file.actor_id), words.ADD_TITLE, words.ADD_ADVICE)
        if scan is not None:
            self.entry.scanned(scan)

    def replace(self, number: str) -> None:
        """Vervangen: ask for the number of the new card."""
        row = self._row_for(number, Action.REPLACE_CARD)
        if row is not None:
            self.entry.open(
                Purpose(self._actor, number),
                words.replace_title(row.display_number),
                words.REPLACE_ADVICE,
            )

    def print_card(self, number: str | None = None) -> None:
        """Afdrukken, or Klant - Print klantgegevens - Ledenpas (then the hoofdpas)."""
        if self._file is None:
            return
        number = number or self._file.card_number
        if number is None:
            self._view.say_warning(words.NO_CARD_YET, words.NO_CARD_YET_ADVICE)
            return
        row = self._row_for(number, Action.PRINT_CARD)
        if row is not None:
            self._make_card(self._actor, row.number)

    def print_reason(self) -> str | None:
        """Why the hoofdpas cannot be printed now, None when it can."""
        file = self._file
        if file is None or file.card_number is None:
            return words.NO_CARD_YET
        row = next((row for row in file.cards if row.number == file.card_number), None)
        if row is None:
            return words.NO_CARD_YET
        return file_words.why_not(ability(row.abilities, Action.PRINT_CARD))

    def change_kind(self, number: str) -> None:
        """Wijzigen soort."""
        row = self._row_for(number, Action.CHANGE_KIND)
        if row is not None:
            command = ChangeCardKind(self._actor, number)
            self._prompter.confirm(
                words.ask_change_kind(row.display_number),
                lambda: self._do(command, words.KIND_CHANGED),
            )

    def block(self, number: str) -> None:
        """Blokkeren, with a reason."""
        row = self._row_for(number, Action.BLOCK_CARD)
        if row is not None:
            actor_id = self._actor
            self._prompter.ask_text(
                words.ask_block(row.display_number),
                words.REASON,
                lambda text: self._do(BlockCard(actor_id, number, text), words.BLOCKED),
                longest=BLOCK_REASON_MAX_LENGTH,
            )

    def unblock(self, number: str) -> None:
        """Deblokkeren."""
        if self._row_for(number, Action.UNBLOCK_CARD) is not None:
            self._do(UnblockCard(self._actor, number), words.UNBLOCKED)

    def delete(self, number: str) -> None:
        """Verwijderen."""
        row = self._row_for(number, Action.DELETE_CARD)
        if row is not None:
            command = DeleteCard(self._actor, number)
            self._prompter.confirm(
                words.ask_delete(row.display_number),
                lambda: self._do(command, words.DELETED),
            )

    # ------------------------------------------------------------------------- together

    @property
    def _actor(self) -> int:
        assert self._file is not None
        return self._file.actor_id

    def _row_for(self, number: str, action: Action) -> CardRow | None:
        """The row of `number` when `action` may be done with it; when not, the reason is told."""
        rows = () if self._file is None else self._file.cards
        row = next((row for row in rows if row.number == number), None)
        if row is None:
            self._view.say_warning(words.CHOOSE_FIRST)
            return None
        return row if self._says_yes(ability(row.abilities, action)) else None

    def _says_yes(self, entry: Ability) -> bool:
        reason = file_words.why_not(entry)
        if reason is not None:
            self._view.say_warning(reason)
        return reason is None

    def _do(self, command: Command[None], sentence: str) -> None:
        self._view.clear_message()
        self._runner.execute(command, lambda _nothing: self._view.say_ok(sentence), self._refused)

    def _added(self, card: CardAdded) -> None:
        self._view.say_ok(words.added(card))
        self._view.choose_card(card.number)

    def _refused(self, error: Refused) -> None:
        said = sentence_for(error)
        self._view.say_refused(said.sentence, said.advice, error.code)
