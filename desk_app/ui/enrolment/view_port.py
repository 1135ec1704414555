"""What the presenters of Nieuwe klant toevoegen ask of its view. No Qt here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from desk_app.usecases.commands.enrolment import Enrolled
from desk_app.usecases.queries.enrolment import EnrolmentCheck

FIELDS_OF_STEP: dict[int, frozenset[str]] = {
    1: frozenset(
        "kind number initials name_prefix surname given_name birth_date country postcode "
        "house_number house_suffix street place".split()
    ),
    2: frozenset(("iban", "bic", "id_checked", "use_login", "email", "newsletter")),
    3: frozenset(("login", "username")),
    4: frozenset(("type_code",)),
}
"""Which screen shows which field."""
LAST_STEP = 4


@dataclass(frozen=True)
class Way:
    """A button in a message: its word and what it does."""

    word: str
    act: Callable[[], None]


class EnrolmentView(Protocol):
    """The four screens, the fee at their right, and the messages above them."""

    def values(self) -> dict[str, str]:
        """The canonical text of every field but the number."""

    def show_values(self, values: Mapping[str, str]) -> None:
        """Show canonical texts; fields that are not named stay as they are."""

    def show_step(self, step: int) -> None:
        """Bring a screen to the front, with the cursor in its first field."""

    def show_number(self, text: str, note: str) -> None:
        """What stands in the number field, and what is said about it."""

    def number_done(self) -> None:
        """The number is settled: go on to the next field."""

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Mark fields with sentences; empty clears all marks."""

    def show_check(self, check: EnrolmentCheck, type_code: str) -> None:
        """The fee and the subscriptions."""

    def show_family(self, there: bool) -> None:
        """Whether *Zelfde adres* has an address to take over."""

    def show_duplicates(self, sentence: str, ways: Sequence[Way]) -> None:
        """A hint that blocks nothing; empty takes it away."""

    def say_refused(self, sentence: str, advice: str, code: str, ways: Sequence[Way] = ()) -> None:
        """A rule said no."""

    def go_to_save(self) -> None:
        """Everything is there: the cursor goes to *Opslaan*."""

    def clear_message(self) -> None:
        """Take the message away."""

    def busy(self, busy: bool) -> None:
        """The customer is being saved."""


@dataclass(frozen=True)
class EnrolmentExits:
    """Where the screens lead.

    `close` leaves them, `look` opens a customer and leaves the screens open behind it, `enrolled`
    is told who was saved.
    """

    close: Callable[[], None]
    look: Callable[[int], None]
    enrolled: Callable[[Enrolled], None]
