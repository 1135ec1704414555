"""What the presenter of a batch of cards asks of its page and of whoever makes one card."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from desk_app.ui.wording.said import Said
from desk_app.usecases.queries.card_batches import CardBatchRow
from desk_app.usecases.queries.card_jobs import CardJobRow


@dataclass(frozen=True)
class Reasons:
    """Why each button is grey; None for one that may be pressed."""

    go_on: str | None
    pause: str | None
    skip: str | None
    cancel: str | None


class BatchView(Protocol):
    """The cards of a batch and where each of them stands."""

    def show_batch(self, batch: CardBatchRow | None, current: int | None) -> None:
        """Show a batch and choose the card with this item id; None: there is no batch."""

    def show_reasons(self, reasons: Reasons) -> None:
        """Grey the buttons, or free them."""

    def say_ok(self, sentence: str) -> None:
        """What was done."""

    def say_refused(self, said: Said) -> None:
        """What was not done."""

    def clear_message(self) -> None:
        """Take away what was said last."""


class OneCard(Protocol):
    """Makes one card at a time, with whatever decisions that needs."""

    @property
    def running(self) -> bool:
        """Whether a device is at work."""

    def take(self, job: CardJobRow) -> None:
        """Make the card of this job."""

    def leave(self) -> None:
        """Put the card that is shown away; its job stays as it is."""
