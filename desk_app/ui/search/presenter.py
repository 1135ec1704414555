"""What is asked while somebody types, and what a scan opens. Plain Python."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from desk_app.domain.card_numbers import classify
from desk_app.errors import Refused
from desk_app.hardware.api import Scan
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.framework.scan_router import Level, ScanRouter
from desk_app.ui.wording.errors import sentence_for
from desk_app.ui.wording.said import Said
from desk_app.ui.wording.search import not_given_out
from desk_app.usecases.queries.customer_file import CustomerFile, OpenByNumber
from desk_app.usecases.queries.search import CustomerHit, SearchAnswer, SearchCustomers


class SearchView(Protocol):
    """The list of results."""

    def show_answer(self, answer: SearchAnswer) -> None:
        """Show the hits, best first; nothing found says what to try."""

    def show_nothing_asked(self) -> None:
        """The field is empty."""

    def show_loading(self) -> None:
        """An answer is on its way."""

    def say(self, sentence: str, advice: str) -> None:
        """Something about the last search that must be read."""

    def chosen(self) -> CustomerHit | None:
        """The chosen hit."""


@dataclass(frozen=True)
class SearchExits:
    """Where a search leads.

    `open` gets the actor id of a chosen customer, `show` the file that a scan opened, `unknown` a
    scan that is nobody's with what there is to say about it; `forward` brings the list in front.
    """

    open: Callable[[int], None]
    show: Callable[[CustomerFile], None]
    unknown: Callable[[Scan, Said], None]
    forward: Callable[[], None]


class SearchPresenter:
    """The one field that takes everything."""

    def __init__(
        self, view: SearchView, runner: Runner, router: ScanRouter, exits: SearchExits
    ) -> None:
        self._view = view
        self._runner = runner
        self._exits = exits
        self._text = ""
        self._answer: SearchAnswer | None = None
        self._enter_waits = False
        self._want = router.want(Level.SEARCH, self.scanned)

    @property
    def text(self) -> str:
        """What the list answers."""
        return self._text

    def close(self) -> None:
        """No longer want scans."""
        self._want.close()

    def typed(self, text: str) -> None:
        """The field now holds `text`."""
        self._text = text
        self._enter_waits = False
        self._answer = None
        if not text.strip():
            self._view.show_nothing_asked()
            return
        self._exits.forward()
        self._view.show_loading()
        self._runner.ask(SearchCustomers(text), self._answered, self._refused, supersedes="search")

    def entered(self, text: str) -> None:
        """Enter in the field: open the only hit, or the chosen one, as soon as they are there."""
        if not text.strip():
            return
        if text != self._text:
            self.typed(text)
        if self._answer is None:
            self._enter_waits = True
        else:
            self._open_best(self._answer)

    def activated(self, hit: CustomerHit) -> None:
        """A line of the list was opened."""
        self._exits.open(hit.actor_id)

    def _answered(self, answer: SearchAnswer) -> None:
        if answer.text != self._text:
            return
        self._answer = answer
        self._view.show_answer(answer)
        if self._enter_waits:
            self._enter_waits = False
            self._open_best(answer)

    def _open_best(self, answer: SearchAnswer) -> None:
        if answer.hits and (answer.certain or len(answer.hits) == 1):
            self._exits.open(answer.hits[0].actor_id)
            return
        hit = self._view.chosen()
        if answer.hits and hit is not None:
            self._exits.open(hit.actor_id)

    def scanned(self, scan: Scan) -> None:
        """A scan nobody else asked for: whose is it?"""
        self._runner.ask(
            OpenByNumber(classify(scan.text).number),
            lambda file: self._scan_answered(file, scan),
            self._refused,
        )

    def _scan_answered(self, file: CustomerFile | None, scan: Scan) -> None:
        if file is not None:
            self._exits.show(file)
        else:
            self._exits.unknown(scan, not_given_out(classify(scan.text), scan.text))

    def _refused(self, error: Refused) -> None:
        said = sentence_for(error)
        self._view.say(said.sentence, said.advice)
