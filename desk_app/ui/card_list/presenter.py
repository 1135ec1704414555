"""8.Passen: adding a card by scan, and what its menu does. Plain Python."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Protocol, TypeVar

from desk_app.domain.card_numbers import normalise_number
from desk_app.errors import Refused
from desk_app.hardware.api import Scan
from desk_app.ui.framework.prompter_port import Prompter, Question
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.framework.scan_router import Level, ScanRouter, Want
from desk_app.ui.wording import customer_file as words
from desk_app.ui.wording.errors import sentence_for, sentence_for_code
from desk_app.usecases.abilities import Action, ability
from desk_app.usecases.commands.cards import (
    AddCard,
    BlockCard,
    CardAdded,
    ChangeCardKind,
    DeleteCard,
    ReplaceCard,
    UnblockCard,
)
from desk_app.usecases.messages import Command
from desk_app.usecases.queries.customer_file import (
    CardAdditionPreview,
    CardRow,
    CustomerFile,
    PreviewCardAddition,
)

R = TypeVar("R")


class EntryKind(StrEnum):
    """Why a number is asked for."""

    ADD = "add"
    REPLACE = "replace"


class CardsView(Protocol):
    """The table of cards with its panel for entering a number."""

    def show_cards(self, file: CustomerFile) -> None:
        """The rows of 8.Passen and the buttons of the chosen one."""

    def open_entry(self, title: str, advice: str) -> None:
        """Open the panel that asks for a number, empty and with the cursor in it."""

    def show_number(self, number: str) -> None:
        """Put a scanned number in the panel."""

    def show_preview(self, lines: tuple[str, ...], may_go_on: bool) -> None:
        """What will change, or why it cannot be; OK only when it may go on."""

    def entry_problem(self, sentence: str, advice: str = "") -> None:
        """Mark the number in the panel."""

    def close_entry(self) -> None:
        """Close the panel."""

    def choose_card(self, number: str) -> None:
        """Choose the row of a number."""

    def say_ok(self, sentence: str) -> None:
        """Something was done."""

    def say_warning(self, sentence: str, advice: str = "") -> None:
        """Something must be read."""

    def say_refused(self, sentence: str, advice: str, code: str) -> None:
        """A rule said no."""


class CardsPresenter:
    """The cards of the open file."""

    def __init__(
        self,
        view: CardsView,
        runner: Runner,
        prompter: Prompter,
        router: ScanRouter,
        make_card: Callable[[int, str], None],
    ) -> None:
        """`make_card` starts printing and writing the card of (actor id, number)."""
        self._view = view
        self._runner = runner
        self._prompter = prompter
        self._router = router
        self._make_card = make_card
        self._file: CustomerFile | None = None
        self._entry: EntryKind | None = None
        self._replacing = ""
        self._number = ""
        self._scanned = ""
        self._want: Want | None = None

    def show(self, file: CustomerFile) -> None:
        """Show the cards of `file`; a panel opened for another customer is closed."""
        if self._file is not None and self._file.actor_id != file.actor_id:
            self.cancel_entry()
        self._file = file
        self._view.show_cards(file)

    def close(self) -> None:
        """The file is closed: no longer want scans."""
        self.cancel_entry()

    # ------------------------------------------------------------------ entering a number

    def add(self) -> None:
        """Toevoegen: ask for a number."""
        if self._file is not None and self._file_allows(Action.ADD_CARD):
            self._open_entry(
                EntryKind.ADD, "Pas toevoegen", "Scan het pasnummer en klik OK.", replacing=""
            )

    def replace(self, number: str) -> None:
        """Vervangen: ask for the number of the new card."""
        row = self._row(number)
        if row is not None and self._card_allows(row, Action.REPLACE_CARD):
            self._open_entry(
                EntryKind.REPLACE,
                f"Pas {row.display_number} vervangen",
                "Scan het nummer van de nieuwe pas en klik OK. De oude pas wordt ongeldig en "
                "blijft dat.",
                replacing=number,
            )

    def _open_entry(self, kind: EntryKind, title: str, advice: str, *, replacing: str) -> None:
        self._entry = kind
        self._replacing = replacing
        self._number = ""
        self._scanned = ""
        self._view.open_entry(title, advice)
        if self._want is None:
            self._want = self._router.want(Level.PANEL, self.scanned)

    def scanned(self, scan: Scan) -> None:
        """A scan while a number is asked for."""
        if self._entry is not None:
            self._scanned = normalise_number(scan.text)[1]
            self._view.show_number(self._scanned)
            self.number_entered(self._scanned)

    def number_entered(self, text: str) -> None:
        """A number was typed or scanned: show what adding it will change."""
        if self._entry is None or self._file is None:
            return
        self._number = normalise_number(text)[1]
        if not self._number:
            self._view.show_preview((), may_go_on=False)
            return
        self._runner.ask(
            PreviewCardAddition(self._file.actor_id, self._number),
            self._previewed,
            self._entry_refused,
            supersedes="preview",
        )

    def _previewed(self, preview: CardAdditionPreview) -> None:
        if self._entry is None or preview.number != self._number:
            return
        if preview.problem:
            said = sentence_for_code(preview.problem)
            self._view.show_preview((), may_go_on=False)
            self._view.entry_problem(said.sentence, said.advice)
            return
        self._view.show_preview(_what_changes(preview, self._entry), may_go_on=True)

    def confirm_entry(self, text: str) -> None:
        """OK in the panel."""
        number = normalise_number(text)[1]
        if self._entry is None or self._file is None or not number:
            self._view.entry_problem("Scan of typ eerst een pasnummer.")
            return
        by_hand = number != self._scanned
        command: Command[CardAdded]
        if self._entry is EntryKind.ADD:
            command = AddCard(self._file.actor_id, number, by_hand)
        else:
            command = ReplaceCard(self._file.actor_id, self._replacing, number, by_hand)
        self._runner.execute(command, self._added, self._entry_refused)

    def cancel_entry(self) -> None:
        """Annuleer in the panel."""
        if self._want is not None:
            self._want.close()
            self._want = None
        if self._entry is not None:
            self._entry = None
            self._view.close_entry()

    def _added(self, card: CardAdded) -> None:
        self.cancel_entry()
        sentence = (
            "Deze pas stond er al." if card.already_there else "De pas is in Wise aangemaakt."
        )
        if card.username_change is not None:
            sentence += f" De gebruikersnaam is nu {card.username_change.new}."
        self._view.say_ok(sentence)
        self._view.choose_card(card.number)

    def _entry_refused(self, error: Refused) -> None:
        said = sentence_for(error)
        self._view.show_preview((), may_go_on=False)
        self._view.entry_problem(said.sentence, said.advice)

    # ------------------------------------------------------------------------ the menu

    def print_card(self, number: str | None = None) -> None:
        """Afdrukken, or Klant - Print klantgegevens - Ledenpas (then the hoofdpas)."""
        if self._file is None:
            return
        number = number or self._file.card_number
        row = self._row(number) if number else None
        if row is None:
            self._view.say_warning(
                "Er is nog geen pas om te printen.", "Voeg eerst een pas toe op tabblad 8.Passen."
            )
        elif self._card_allows(row, Action.PRINT_CARD):
            self._make_card(self._file.actor_id, row.number)

    def change_kind(self, number: str) -> None:
        """Wijzigen soort."""
        row = self._row(number)
        if row is not None and self._card_allows(row, Action.CHANGE_KIND):
            self._prompter.confirm(
                Question(
                    "Wijzigen soort",
                    f"Pas {row.display_number} wordt de hoofdpas; de huidige hoofdpas wordt een "
                    "volgpas.",
                    "Maak hoofdpas",
                ),
                lambda: self._do(
                    ChangeCardKind(self._actor, number), "De soort van de pas is gewijzigd."
                ),
            )

    def block(self, number: str) -> None:
        """Blokkeren, with a reason."""
        row = self._row(number)
        if row is not None and self._card_allows(row, Action.BLOCK_CARD):
            self._prompter.ask_text(
                Question(
                    "Pas blokkeren",
                    f"Met pas {row.display_number} kan daarna niet meer worden geleend.",
                    "Blokkeer",
                    danger=True,
                ),
                "Reden",
                lambda text: self._do(
                    BlockCard(self._actor, number, text), "De pas is geblokkeerd."
                ),
            )

    def unblock(self, number: str) -> None:
        """Deblokkeren."""
        row = self._row(number)
        if row is not None and self._card_allows(row, Action.UNBLOCK_CARD):
            self._do(UnblockCard(self._actor, number), "De pas is gedeblokkeerd.")

    def delete(self, number: str) -> None:
        """Verwijderen."""
        row = self._row(number)
        if row is not None and self._card_allows(row, Action.DELETE_CARD):
            self._prompter.confirm(
                Question(
                    "Pas verwijderen",
                    f"Pas {row.display_number} wordt verwijderd. Het nummer kan nooit meer "
                    "worden uitgegeven.",
                    "Verwijder",
                    danger=True,
                ),
                lambda: self._do(DeleteCard(self._actor, number), "De pas is verwijderd."),
            )

    # ------------------------------------------------------------------------- together

    @property
    def _actor(self) -> int:
        assert self._file is not None
        return self._file.actor_id

    def _row(self, number: str | None) -> CardRow | None:
        if self._file is None:
            return None
        return next((row for row in self._file.cards if row.number == number), None)

    def _file_allows(self, action: Action) -> bool:
        assert self._file is not None
        return self._says_yes(words.why_not(ability(self._file.abilities, action)))

    def _card_allows(self, row: CardRow, action: Action) -> bool:
        return self._says_yes(words.why_not(ability(row.abilities, action)))

    def _says_yes(self, reason: str | None) -> bool:
        if reason is not None:
            self._view.say_warning(reason)
        return reason is None

    def _do(self, command: Command[None], sentence: str) -> None:
        self._runner.execute(command, lambda _nothing: self._view.say_ok(sentence), self._refused)

    def _refused(self, error: Refused) -> None:
        said = sentence_for(error)
        self._view.say_refused(said.sentence, said.advice, error.code)


def _what_changes(preview: CardAdditionPreview, kind: EntryKind) -> tuple[str, ...]:
    """The lines the desk reads before OK (`003_34566048864d8de6.txt`)."""
    lines = [
        f"{preview.display_number} wordt de hoofdpas."
        if preview.becomes_primary or kind is EntryKind.REPLACE
        else f"{preview.display_number} wordt een volgpas."
    ]
    if preview.temporary_number_ends:
        lines.append("Het tijdelijke klantnummer uit de welkomstmail vervalt.")
    if preview.username_new and preview.username_new != preview.username_old:
        lines.append(
            f"De gebruikersnaam wordt {preview.username_new}, ook voor het downloaden van e-books."
        )
    lines.append(
        "De pas is meteen actief."
        if preview.becomes_active_at_once
        else "De pas is actief zodra zij is gemaakt en gecontroleerd."
    )
    return tuple(lines)
