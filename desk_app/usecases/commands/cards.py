"""8.Passen: add, change kind, replace, block, unblock, delete."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from desk_app.domain.branches import Branch
from desk_app.domain.card_numbers import Scanned, check_card_number, display_number
from desk_app.domain.card_rules import (
    card_of,
    check_add,
    check_block,
    check_change_kind,
    check_delete,
    check_in_play,
    check_replace,
    check_unblock,
    insert_card,
    is_digital_only,
    kind_of_new_card,
    make_primary,
    replace,
    username_after,
)
from desk_app.domain.cards import Card, CardKind, CardStatus, Sector
from desk_app.domain.customers import Customer, Origin
from desk_app.domain.notices import BLOCK_REASON_MAX_LENGTH
from desk_app.domain.pupils import PrimaryIsTheLibrarys
from desk_app.domain.staff import Permission
from desk_app.domain.subscriptions import LedgerEntry, LedgerKind
from desk_app.domain.text_policy import required_line
from desk_app.usecases.commands.pupil_links import primary_is_the_librarys
from desk_app.usecases.errands.identity import follow_rights, follow_username
from desk_app.usecases.errands.letters import tell_username_changed
from desk_app.usecases.handling import CommandHandlers, Handling
from desk_app.usecases.messages import AuditTag, Command
from desk_app.usecases.store_ports import NumberUse


@dataclass(frozen=True)
class UsernameChange:
    """The log-in name follows the card, for e-books too (`003_34566048864d8de6.txt`)."""

    old: str
    new: str


@dataclass(frozen=True)
class CardAdded:
    """The card as it stands now. `already_there` when the same number was added before."""

    number: str
    kind: CardKind
    status: CardStatus
    username_change: UsernameChange | None = None
    already_there: bool = False


@dataclass(frozen=True)
class AddCard(Command[CardAdded]):
    """Toevoegen. `kind` None: hoofdpas when there is none, else volgpas."""

    permission: ClassVar[Permission] = Permission.CARD_ADD
    audit: ClassVar[AuditTag] = AuditTag.CARD_ADDED
    actor_id: int
    number: str
    typed_by_hand: bool = False
    kind: CardKind | None = None


@dataclass(frozen=True)
class ChangeCardKind(Command[None]):
    """Wijzigen soort: make this card the hoofdpas; the old hoofdpas becomes a volgpas."""

    permission: ClassVar[Permission] = Permission.CARD_REPLACE
    audit: ClassVar[AuditTag] = AuditTag.CARD_KIND_CHANGED
    actor_id: int
    number: str


@dataclass(frozen=True)
class ReplaceCard(Command[CardAdded]):
    """Vervangen: `number` becomes *Vervangen* for ever, `new_number` takes its place and kind."""

    permission: ClassVar[Permission] = Permission.CARD_REPLACE
    audit: ClassVar[AuditTag] = AuditTag.CARD_REPLACED
    actor_id: int
    number: str
    new_number: str
    typed_by_hand: bool = False


@dataclass(frozen=True)
class BlockCard(Command[None]):
    """Blokkeren, with a reason."""

    permission: ClassVar[Permission] = Permission.CARD_BLOCK
    audit: ClassVar[AuditTag] = AuditTag.CARD_BLOCKED
    actor_id: int
    number: str
    reason: str


@dataclass(frozen=True)
class UnblockCard(Command[None]):
    """Deblokkeren."""

    permission: ClassVar[Permission] = Permission.CARD_UNBLOCK
    audit: ClassVar[AuditTag] = AuditTag.CARD_UNBLOCKED
    actor_id: int
    number: str


@dataclass(frozen=True)
class DeleteCard(Command[None]):
    """Verwijderen: only a never-used volgpas that is not replaced; the number stays taken."""

    permission: ClassVar[Permission] = Permission.CARD_DELETE
    audit: ClassVar[AuditTag] = AuditTag.CARD_DELETED
    actor_id: int
    number: str


def add_card(command: AddCard, on: Handling) -> CardAdded:
    """Toevoegen. The number is claimed for ever; the first card ends the temporary number.

    Raises:
        CardNumberMisfit, NotACard: no number of the customer's branch, nor of this desk's.
        CardNumberTaken: used before; whose it is, is not told.
        CardIsReplaced, CardIsSpoiled: this customer had it before.
        DigitalOnly: the subscription has no card.
        FirstCardIsPrimary: a volgpas is wanted and there is no hoofdpas.
        PrimaryIsTheLibrarys: a hoofdpas is wanted of a pupil whose hoofdpas is the library's.
    """
    customer = on.work.customers.get(command.actor_id)
    branch = on.work.branches.get(customer.branch_code)
    scanned = check_card_number("number", command.number, *_numbering(branch, on))
    there = [card for card in customer.cards if card.number == scanned.number]
    if there:
        return _already_there(there[0])
    check_add(digital_only=is_digital_only(customer.subscriptions, on.today))
    kind = _kind(customer, command.kind, on)
    on.work.numbers.claim(scanned.number, NumberUse.CARD, customer.actor_id)
    sector = _sector(scanned, customer, on)
    card = _new_card(scanned, kind, branch, sector, on, typed_by_hand=command.typed_by_hand)
    insert_card(customer.cards, card)
    return _added(customer, card, on)


def change_card_kind(command: ChangeCardKind, on: Handling) -> None:
    """Wijzigen soort. The log-in name stays what it is.

    Raises:
        CardUnknown, CardIsReplaced, CardIsSpoiled, CardIsPrimary, CardIsBlocked
        PrimaryIsTheLibrarys: the pupil is linked, and the hoofdpas is the library's card.
    """
    customer = on.work.customers.get(command.actor_id)
    card = card_of(customer.cards, command.number)
    check_change_kind(card)
    if primary_is_the_librarys(customer, on):
        raise PrimaryIsTheLibrarys
    make_primary(customer.cards, card)


def replace_card(command: ReplaceCard, on: Handling) -> CardAdded:
    """Vervangen. The new card has the old one's kind; the branch's fee is booked when the old card
    had been handed out.

    Raises:
        CardUnknown, CardIsReplaced, CardIsSpoiled, CardBeingMade, DigitalOnly
        CardNumberMisfit, NotACard, CardNumberTaken: as in `add_card`, about the new number.
    """
    customer = on.work.customers.get(command.actor_id)
    branch = on.work.branches.get(customer.branch_code)
    scanned = check_card_number("new_number", command.new_number, *_numbering(branch, on))
    old = card_of(customer.cards, command.number)
    if old.replaced_by == scanned.number:
        return _already_there(card_of(customer.cards, scanned.number))
    check_replace(
        old,
        digital_only=is_digital_only(customer.subscriptions, on.today),
        job_open=on.work.card_jobs.open_for(old.number) is not None,
    )
    on.work.numbers.claim(scanned.number, NumberUse.CARD, customer.actor_id)
    was_handed_out = old.status is not CardStatus.BEING_MADE
    new = _new_card(
        scanned,
        old.kind,
        branch,
        scanned.sector or old.sector,
        on,
        typed_by_hand=command.typed_by_hand,
    )
    replace(customer.cards, old, new)
    if was_handed_out and branch.replacement_fee:
        customer.ledger.append(
            LedgerEntry(
                on.now,
                LedgerKind.CARD_REPLACEMENT,
                branch.replacement_fee,
                display_number(old.sector, old.number),
            )
        )
    return _added(customer, new, on)


def block_card(command: BlockCard, on: Handling) -> None:
    """Blokkeren.

    Raises:
        FieldRefused: the reason is empty, too long, or no text.
        CardUnknown, CardIsReplaced, CardIsSpoiled, CardIsBlocked, CardBeingMade
    """
    customer = on.work.customers.get(command.actor_id)
    reason = required_line("reason", command.reason, BLOCK_REASON_MAX_LENGTH)
    card = card_of(customer.cards, command.number)
    check_block(card)
    card.status = CardStatus.BLOCKED
    card.blocked_reason = reason


def unblock_card(command: UnblockCard, on: Handling) -> None:
    """Deblokkeren.

    Raises:
        CardUnknown, CardIsReplaced, CardIsSpoiled, CardNotBlocked
    """
    customer = on.work.customers.get(command.actor_id)
    card = card_of(customer.cards, command.number)
    check_unblock(card)
    card.status = CardStatus.ACTIVE
    card.blocked_reason = ""


def delete_card(command: DeleteCard, on: Handling) -> None:
    """Verwijderen. The number stays taken.

    Raises:
        CardUnknown, CardIsReplaced, CardIsSpoiled, CardIsPrimary, CardWasUsed, CardBeingMade
    """
    customer = on.work.customers.get(command.actor_id)
    card = card_of(customer.cards, command.number)
    check_delete(card, job_open=on.work.card_jobs.open_for(card.number) is not None)
    customer.cards.remove(card)


def _numbering(branch: Branch, on: Handling) -> tuple[Branch, ...]:
    """Cards lie in the drawer of the desk, so its own numbers are as good as the customer's."""
    if on.who.branch_code == branch.code:
        return (branch,)
    return (branch, on.work.branches.get(on.who.branch_code))


def _kind(customer: Customer, wanted: CardKind | None, on: Handling) -> CardKind:
    """As any new card's, but over a linked pair the hoofdpas is the library's."""
    if not primary_is_the_librarys(customer, on):
        return kind_of_new_card(customer.cards, wanted)
    if wanted is CardKind.PRIMARY:
        raise PrimaryIsTheLibrarys
    return CardKind.SECONDARY


def _sector(scanned: Scanned, customer: Customer, on: Handling) -> Sector:
    """A pupil's card is one of its school, unless the scan says otherwise."""
    if scanned.sector is not None or customer.origin is not Origin.IMPORT:
        return scanned.sector or Sector.LIBRARY
    school = on.work.schools.find(customer.branch_code)
    return Sector.LIBRARY if school is None else school.sector


def _new_card(
    scanned: Scanned,
    kind: CardKind,
    branch: Branch,
    sector: Sector,
    on: Handling,
    *,
    typed_by_hand: bool,
) -> Card:
    return Card(
        number=scanned.number,
        kind=kind,
        status=CardStatus.BEING_MADE if branch.verify_cards else CardStatus.ACTIVE,
        added_at=on.now,
        sector=sector,
        typed_by_hand=typed_by_hand,
    )


def _already_there(card: Card) -> CardAdded:
    check_in_play(card)
    return CardAdded(card.number, card.kind, card.status, already_there=True)


def _added(customer: Customer, card: Card, on: Handling) -> CardAdded:
    """What came of adding `card`, after the temporary number and the log-in name followed it."""
    change = follow_card(customer, card, on) if card.kind is CardKind.PRIMARY else None
    customer.temporary_number = None
    # A library card beside a school's gives rights.
    follow_rights(customer, on)
    if change is not None:
        tell_username_changed(on, customer, change.new)
    # Nobody reads a colleague's log-in name at the desk (`002_6fed7dc7d090f00a.txt`).
    shown = None if customer.is_staff else change
    return CardAdded(card.number, card.kind, card.status, shown)


def follow_card(customer: Customer, primary: Card, on: Handling) -> UsernameChange | None:
    """Let the log-in name follow the hoofdpas; what changed, None when it stays.

    The identity service is told by errand; there a name of the customer's own choice stays too.
    """
    account = customer.login_account
    if account is None:
        return None
    old = account.username
    new = username_after(old, customer.temporary_number, customer.cards, primary.number)
    if new == old:
        return None
    account.username = new
    follow_username(customer, old, on)
    return UsernameChange(old, new)


HANDLERS: CommandHandlers = {
    AddCard: add_card,
    ChangeCardKind: change_card_kind,
    ReplaceCard: replace_card,
    BlockCard: block_card,
    UnblockCard: unblock_card,
    DeleteCard: delete_card,
}
