"""What leaves the printer on the counter: mandates and proofs, and pictures for the panel."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from desk_app.errors import DeskAppError
from desk_app.ui.framework.background import Background
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.papers_port import Papers
from desk_app.ui.wording import enrolment as enrolment_words
from desk_app.ui.wording import papers as words
from desk_app.usecases.print_shapes import CardFace, EnrolmentProof, LoginHandOut, MandateForm
from desk_app.usecases.queries.enrolment import DrawUpLoginHandOut
from desk_app.usecases.queries.papers import DrawUpProof


class PaperDesk:
    """Draws papers away from the main thread and says what came of it.

    `ready` hears of a paper that was written: a sentence and its place; `failed` of one that could
    not be written.
    """

    def __init__(
        self,
        background: Background,
        papers: Papers,
        ready: Callable[[str, Path], None],
        failed: Callable[[DeskAppError], None],
    ) -> None:
        self._background = background
        self._papers = papers
        self._ready = ready
        self._failed = failed

    def picture(self, face: CardFace, on_png: Callable[[bytes], None]) -> None:
        """The picture of a card; none when it cannot be drawn, for printing will say why."""
        self._background.run(partial(self._papers.card_picture, face), on_png, lambda _error: None)

    def mandate(self, form: MandateForm) -> None:
        """Print a mandate."""
        self._background.run(
            partial(self._papers.mandate, form),
            partial(self._ready, words.MANDATE_PRINTED),
            self._failed,
        )

    def proof(self, runner: Runner, actor_id: int) -> None:
        """Draw up an Inschrijfbewijs and print it."""
        runner.ask(DrawUpProof(actor_id), self._print_proof, self._failed)

    def _print_proof(self, proof: EnrolmentProof) -> None:
        self._background.run(
            partial(self._papers.proof, proof),
            partial(self._ready, words.PROOF_PRINTED),
            self._failed,
        )

    def login_hand_out(self, runner: Runner, actor_id: int) -> None:
        """Draw up Zo activeert u uw inlogaccount and print it."""
        runner.ask(DrawUpLoginHandOut(actor_id), self._print_hand_out, self._failed)

    def _print_hand_out(self, paper: LoginHandOut) -> None:
        self._background.run(
            partial(self._papers.login_hand_out, paper),
            partial(self._ready, enrolment_words.HAND_OUT_PRINTED),
            self._failed,
        )
