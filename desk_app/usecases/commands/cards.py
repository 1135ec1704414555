"""8.Passen: add, change kind, replace, block, unblock, delete."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from desk_app.domain.cards import CardKind, CardStatus
from desk_app.domain.staff import Permission
from desk_app.usecases.messages import AuditTag, Command


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
