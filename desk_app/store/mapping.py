"""Maps the domain's plain classes to the tables, from outside.

A mapped dataclass does not run ``__init__`` when it is loaded; every field is a column or a
relation, so nothing is missed by that.
"""

from __future__ import annotations

import threading
from typing import Any

from sqlalchemy import Table
from sqlalchemy.orm import Mapper, registry, relationship

from desk_app.domain.branches import Branch
from desk_app.domain.card_batches import CardBatch, CardBatchItem
from desk_app.domain.card_jobs import CardJob
from desk_app.domain.cards import Card
from desk_app.domain.consents import ParentalConsent
from desk_app.domain.copies import Copy
from desk_app.domain.customers import Customer
from desk_app.domain.login_accounts import LoginAccount
from desk_app.domain.mandates import Mandate
from desk_app.domain.notices import Block, Notice
from desk_app.domain.pupil_import import PupilImport
from desk_app.domain.pupils import Pupil
from desk_app.domain.schools import School, SchoolGroup
from desk_app.domain.signups import SignUp, SignUpPayment
from desk_app.domain.staff import StaffMember, StaffSession
from desk_app.domain.subscriptions import LedgerEntry, Subscription, SubscriptionType, Tariff
from desk_app.domain.titles import Title
from desk_app.store import tables
from desk_app.usecases.school_ports import LinkProposal
from desk_app.usecases.signup_ports import EmailConfirmation
from desk_app.usecases.store_ports import Errand

OWNER = "_actor_id"
"""The attribute of a customer's parts that holds whose they are; the domain does not know it."""

_mappers = registry(metadata=tables.metadata)
_starting = threading.Lock()


def start_mappers() -> None:
    """Map every class; asking again does nothing. Safe from every thread."""
    with _starting:
        if any(mapper.class_ is Customer for mapper in _mappers.mappers):
            return
        parts: dict[type[Any], tuple[Table, str]] = {
            Card: (tables.card, "card_id"),
            Block: (tables.block, "block_id"),
            Notice: (tables.notice, "notice_id"),
            Subscription: (tables.subscription, "subscription_id"),
            Mandate: (tables.mandate, "mandate_id"),
            LedgerEntry: (tables.ledger_entry, "entry_id"),
            LoginAccount: (tables.login_account, "account_id"),
        }
        for part, (table, _) in parts.items():
            _map(part, table, {OWNER: table.c.actor_id})
        for whole, table in (
            (Branch, tables.branch),
            (SubscriptionType, tables.subscription_type),
            (Tariff, tables.tariff),
            (StaffMember, tables.staff),
            (StaffSession, tables.staff_session),
            (CardJob, tables.card_job),
            (Errand, tables.errand),
            (School, tables.school),
            (EmailConfirmation, tables.email_confirmation),
            (SchoolGroup, tables.school_group),
            (Pupil, tables.pupil),
            (ParentalConsent, tables.parental_consent),
            (PupilImport, tables.pupil_import),
            (LinkProposal, tables.link_proposal),
            (CardBatch, tables.card_batch),
            (CardBatchItem, tables.card_batch_item),
        ):
            _map(whole, table, {})
        for counted, table in ((Title, tables.title), (Copy, tables.copy)):
            _map(
                counted,
                table,
                {},
                version_id_col=table.c.version,
                version_id_generator=False,
            )
        lists = {
            "cards": Card,
            "blocks": Block,
            "notices": Notice,
            "subscriptions": Subscription,
            "mandates": Mandate,
            "ledger": LedgerEntry,
        }
        relations: dict[str, Any] = {
            name: relationship(
                part,
                cascade="all, delete-orphan",
                order_by=parts[part][0].c[parts[part][1]],
            )
            for name, part in lists.items()
        }
        relations["login_account"] = relationship(
            LoginAccount, cascade="all, delete-orphan", uselist=False
        )
        _map(
            Customer,
            tables.customer,
            relations,
            # The root is locked before it is changed; this is the second fence behind the lock.
            version_id_col=tables.customer.c.version,
            version_id_generator=False,
        )
        _map_sign_ups()
        _mappers.configure()


def _map_sign_ups() -> None:
    """A sign-up with its payments is an aggregate of its own."""
    payment = tables.sign_up_payment
    _map(SignUpPayment, payment, {"_signup_id": payment.c.signup_id})
    payments = relationship(SignUpPayment, cascade="all, delete-orphan", order_by=payment.c.attempt)
    _map(SignUp, tables.sign_up, {"payments": payments})


def _map(
    mapped: type[Any], table: Table, properties: dict[str, Any], **options: Any
) -> Mapper[Any]:
    return _mappers.map_imperatively(mapped, table, properties=properties, **options)
