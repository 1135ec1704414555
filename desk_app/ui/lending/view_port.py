"""What the presenter of lending asks of its page. No Qt here."""

from __future__ import annotations

from typing import Protocol

from desk_app.ui.framework.tone import Tone
from desk_app.ui.lending.state import Line, Reasons, Way
from desk_app.ui.wording.said import Said
from desk_app.usecases.queries.circulation import CounterCustomer


class LendingView(Protocol):
    """One customer with what goes home, or the wait for the next one."""

    def show_waiting(self, previous: str) -> None:
        """Nobody is at the counter; `previous` tells who was, empty for nobody."""

    def show_looking_up(self) -> None:
        """A card was scanned and is looked up."""

    def show_customer(self, customer: CounterCustomer) -> None:
        """Who stands here, with what they have and what waits for them."""

    def show_possession(self, items_out: int, most: int) -> None:
        """How much they have now, before the rest is known."""

    def show_notices(self, texts: tuple[str, ...], note: str) -> None:
        """What must be read first; nothing takes it away."""

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """What was scanned for this customer, the newest first."""

    def show_reasons(self, reasons: Reasons) -> None:
        """Grey the buttons, or free them."""

    def show_tab(self, index: int) -> None:
        """Bring *Deze keer*, *In bezit* or *Reserveringen* to the front, from 0."""

    def say(self, tone: Tone, said: Said, ways: tuple[Way, ...] = ()) -> None:
        """What came of the last thing."""

    def clear_message(self) -> None:
        """Take away what was said last."""
