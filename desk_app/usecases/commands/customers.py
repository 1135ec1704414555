"""Changing a customer's file: fields, notices, blocks, deletion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from desk_app.domain.notices import BlockKind
from desk_app.domain.staff import Permission
from desk_app.usecases.messages import AuditTag, Command


@dataclass(frozen=True)
class FieldChange:
    """One field as the desk saw it and as it should become.

    Values are the canonical texts of `domain.customer_fields` (dates ISO 8601, yes/no as ``1``/``0``).
    """

    field: str
    was: str
    becomes: str


@dataclass(frozen=True)
class Edited:
    """The saved version, and the fields that somebody else had changed meanwhile and were kept."""

    version: int
    merged: tuple[str, ...] = ()


@dataclass(frozen=True)
class EditCustomer(Command[Edited]):
    """Save edited fields. Different fields of two desks merge; the same field is refused with
    both values, who and when (`EditConflict`), unless `overwrite` names it."""

    permission: ClassVar[Permission] = Permission.CUSTOMER_EDIT
    audit: ClassVar[AuditTag] = AuditTag.CUSTOMER_EDITED
    actor_id: int
    changes: tuple[FieldChange, ...]
    overwrite: tuple[str, ...] = ()


@dataclass(frozen=True)
class DeleteCustomer(Command[None]):
    """Remove a customer without items, balance or cards in use; numbers stay taken for ever."""

    permission: ClassVar[Permission] = Permission.CUSTOMER_DELETE
    audit: ClassVar[AuditTag] = AuditTag.CUSTOMER_DELETED
    actor_id: int


@dataclass(frozen=True)
class AddNotice(Command[None]):
    """Add a notice of at most 60 characters (5.Meldingen)."""

    permission: ClassVar[Permission] = Permission.CUSTOMER_NOTICE
    audit: ClassVar[AuditTag] = AuditTag.CUSTOMER_NOTICE_ADDED
    actor_id: int
    text: str


@dataclass(frozen=True)
class RemoveNotice(Command[None]):
    """Remove a notice."""

    permission: ClassVar[Permission] = Permission.CUSTOMER_NOTICE
    audit: ClassVar[AuditTag] = AuditTag.CUSTOMER_NOTICE_REMOVED
    actor_id: int
    notice_id: int


@dataclass(frozen=True)
class BlockCustomer(Command[None]):
    """Put a block on the customer, with a reason the desk will read."""

    permission: ClassVar[Permission] = Permission.CUSTOMER_EDIT
    audit: ClassVar[AuditTag] = AuditTag.CUSTOMER_BLOCKED
    actor_id: int
    kind: BlockKind
    reason: str


@dataclass(frozen=True)
class LiftBlock(Command[None]):
    """Take a stored block away."""

    permission: ClassVar[Permission] = Permission.CUSTOMER_EDIT
    audit: ClassVar[AuditTag] = AuditTag.CUSTOMER_BLOCK_LIFTED
    actor_id: int
    block_id: int
