"""What may be done with a card, and what doing it means for the others.

The ``check_...`` functions take facts that the entity and the shapes of the window both have, so
what is greyed and what is refused come from one rule (`000_19c080678f11c773.txt`: one hoofdpas, the
others are volgpassen; `003_34566048864d8de6.txt`: the menu of 8.Passen).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Final, Protocol

from desk_app.domain.cards import (
    Card,
    CardBeingMade,
    CardIsBlocked,
    CardIsPrimary,
    CardIsReplaced,
    CardIsSpoiled,
    CardKind,
    CardNotBlocked,
    CardStatus,
    CardUnknown,
    CardWasUsed,
    CardWithoutPlastic,
    DigitalOnly,
    FirstCardIsPrimary,
)
from desk_app.domain.subscription_rules import SubscriptionDates, runs_on

OUT_OF_PLAY: Final = frozenset({CardStatus.REPLACED, CardStatus.SPOILED})
"""For ever: such a card is neither hoofdpas nor volgpas any more, whatever its kind says."""
IN_USE: Final = frozenset({CardStatus.ACTIVE, CardStatus.BEING_MADE})


class CardFacts(Protocol):
    """A card, as the entity and as a row of 8.Passen."""

    @property
    def number(self) -> str:
        """The number in its barcode."""

    @property
    def kind(self) -> CardKind:
        """Hoofdpas or volgpas."""

    @property
    def status(self) -> CardStatus:
        """Where it stands."""

    @property
    def without_plastic(self) -> bool:
        """Whether it is a number only."""

    @property
    def last_used_on(self) -> date | None:
        """The last day it was used, None when it never was."""


class SubscriptionFacts(SubscriptionDates, Protocol):
    """A subscription with what it gives."""

    @property
    def lends(self) -> bool:
        """Whether books may be borrowed with it."""


def in_play(card: CardFacts) -> bool:
    """Whether this card counts as hoofdpas or volgpas."""
    return card.status not in OUT_OF_PLAY


def primary_of(cards: Iterable[Card]) -> Card | None:
    """The hoofdpas among `cards`, None when there is no card in play."""
    for card in cards:
        if card.kind is CardKind.PRIMARY and in_play(card):
            return card
    return None


def card_of(cards: Iterable[Card], number: str) -> Card:
    """The card with `number`.

    Raises:
        CardUnknown: it is not among `cards`.
    """
    for card in cards:
        if card.number == number:
            return card
    raise CardUnknown(number)


def is_digital_only(subscriptions: Iterable[SubscriptionFacts], today: date) -> bool:
    """Whether the subscription that runs today, the one that started last, lends no books.

    False when none runs.
    """
    running = [entry for entry in subscriptions if runs_on(entry, today)]
    return bool(running) and not max(running, key=lambda entry: entry.started_on).lends


# ------------------------------------------------------------------------------- what may be done


def check_add(*, digital_only: bool) -> None:
    """Toevoegen.

    Raises:
        DigitalOnly: the subscription has a number and no card.
    """
    if digital_only:
        raise DigitalOnly


def check_print(card: CardFacts, *, digital_only: bool) -> None:
    """Afdrukken: make the card of a number.

    Raises:
        CardIsReplaced, CardIsSpoiled, CardIsBlocked, CardWithoutPlastic, DigitalOnly
    """
    check_in_play(card)
    _check_not_blocked(card)
    if card.without_plastic:
        raise CardWithoutPlastic(card.number)
    check_add(digital_only=digital_only)


def check_change_kind(card: CardFacts) -> None:
    """Wijzigen soort: make this card the hoofdpas.

    Raises:
        CardIsReplaced, CardIsSpoiled, CardIsPrimary, CardIsBlocked
    """
    check_in_play(card)
    if card.kind is CardKind.PRIMARY:
        raise CardIsPrimary(card.number)
    _check_not_blocked(card)


def check_replace(card: CardFacts, *, digital_only: bool, job_open: bool) -> None:
    """Vervangen. A card that was added but is not being worked on may be replaced as well.

    Raises:
        CardIsReplaced, CardIsSpoiled, CardBeingMade, DigitalOnly
    """
    check_in_play(card)
    if job_open:
        raise CardBeingMade(card.number)
    check_add(digital_only=digital_only)


def check_block(card: CardFacts) -> None:
    """Blokkeren; the hoofdpas too.

    Raises:
        CardIsReplaced, CardIsSpoiled, CardIsBlocked, CardBeingMade
    """
    check_in_play(card)
    _check_not_blocked(card)
    if card.status is CardStatus.BEING_MADE:
        raise CardBeingMade(card.number)


def check_unblock(card: CardFacts) -> None:
    """Deblokkeren.

    Raises:
        CardIsReplaced, CardIsSpoiled, CardNotBlocked
    """
    check_in_play(card)
    if card.status is not CardStatus.BLOCKED:
        raise CardNotBlocked(card.number)


def check_delete(card: CardFacts, *, job_open: bool) -> None:
    """Verwijderen: only a volgpas that was never used; what was replaced stays in the history.

    Raises:
        CardIsReplaced, CardIsSpoiled, CardIsPrimary, CardWasUsed, CardBeingMade
    """
    check_in_play(card)
    if card.kind is CardKind.PRIMARY:
        raise CardIsPrimary(card.number)
    if card.last_used_on is not None:
        raise CardWasUsed(card.number)
    if job_open:
        raise CardBeingMade(card.number)


def check_in_play(card: CardFacts) -> None:
    """Whether anything can still be done with this card.

    Raises:
        CardIsReplaced, CardIsSpoiled
    """
    if card.status is CardStatus.REPLACED:
        raise CardIsReplaced(card.number)
    if card.status is CardStatus.SPOILED:
        raise CardIsSpoiled(card.number)


def _check_not_blocked(card: CardFacts) -> None:
    if card.status is CardStatus.BLOCKED:
        raise CardIsBlocked(card.number)


# ------------------------------------------------------------------------------ what it does then


def kind_of_new_card(cards: Iterable[Card], wanted: CardKind | None) -> CardKind:
    """The kind of a card that comes beside `cards`.

    Raises:
        FirstCardIsPrimary: a volgpas is wanted while there is no hoofdpas.
    """
    has_primary = primary_of(cards) is not None
    if wanted is None:
        return CardKind.SECONDARY if has_primary else CardKind.PRIMARY
    if wanted is CardKind.SECONDARY and not has_primary:
        raise FirstCardIsPrimary
    return wanted


def insert_card(cards: list[Card], card: Card) -> None:
    """Put `card` among `cards`; when it is a hoofdpas, the one before it becomes a volgpas."""
    if card.kind is CardKind.PRIMARY:
        _demote(cards)
    cards.append(card)


def make_primary(cards: Iterable[Card], card: Card) -> None:
    """Make `card` the hoofdpas and the one before it a volgpas."""
    _demote(cards)
    card.kind = CardKind.PRIMARY


def replace(cards: list[Card], old: Card, new: Card) -> None:
    """Make `old` *Vervangen* for ever; `new` comes among `cards` with its kind."""
    new.kind = old.kind
    old.kind = CardKind.SECONDARY
    old.status = CardStatus.REPLACED
    old.replaced_by = new.number
    cards.append(new)


def spoil(cards: Sequence[Card], card: Card, reason: str) -> Card | None:
    """Make `card` *Afgekeurd* for ever; the card that becomes hoofdpas in its place, if any."""
    was_primary = card.kind is CardKind.PRIMARY
    card.kind = CardKind.SECONDARY
    card.status = CardStatus.SPOILED
    card.blocked_reason = reason
    others = sorted(
        (one for one in cards if in_play(one)),
        key=lambda one: (_STANDING[one.status], one.added_at),
    )
    if not (was_primary and others):
        return None
    others[0].kind = CardKind.PRIMARY
    return others[0]


_STANDING: Final = {CardStatus.ACTIVE: 0, CardStatus.BEING_MADE: 1, CardStatus.BLOCKED: 2}


def verified(card: Card, at: datetime | None) -> None:
    """The card was made: active from now on, `at` is when it was read back (None: it was not)."""
    if at is not None:
        card.verified_at = at
    if card.status is CardStatus.BEING_MADE:
        card.status = CardStatus.ACTIVE


def username_after(
    username: str, temporary_number: str | None, cards: Iterable[Card], new_number: str
) -> str:
    """The log-in name when `new_number` becomes the hoofdpas (`003_34566048864d8de6.txt`).

    It follows the card as long as it was the temporary number, or the number of a card that was
    replaced or spoiled; a name of the customer's own choice stays.
    """
    followed = {card.number for card in cards if not in_play(card)} | {temporary_number}
    return new_number if username in followed else username


def _demote(cards: Iterable[Card]) -> None:
    primary = primary_of(cards)
    if primary is not None:
        primary.kind = CardKind.SECONDARY
