"""Which customers, card jobs, titles, errands and staff a transaction changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import event, inspect, update
from sqlalchemy.orm import Session

from desk_app.domain.card_batches import CardBatch
from desk_app.domain.card_jobs import CardJob
from desk_app.domain.cards import Card, CardKind, CardStatus
from desk_app.domain.consents import ParentalConsent
from desk_app.domain.copies import Copy
from desk_app.domain.customers import Customer
from desk_app.domain.login_accounts import LoginAccount
from desk_app.domain.mandates import Mandate
from desk_app.domain.notices import Block, Notice
from desk_app.domain.pupil_import import PupilImport
from desk_app.domain.pupils import Pupil
from desk_app.domain.schools import School, SchoolGroup
from desk_app.domain.staff import StaffMember, StaffSession
from desk_app.domain.subscriptions import LedgerEntry, Subscription
from desk_app.domain.titles import Title
from desk_app.store import tables
from desk_app.store.mapping import OWNER
from desk_app.store.touched_catalogue import TouchedCatalogue
from desk_app.usecases.messages import Changes
from desk_app.usecases.school_ports import LinkProposal
from desk_app.usecases.store_ports import Errand

_PARTS: Final = (Block, Card, LedgerEntry, LoginAccount, Mandate, Notice, Subscription)
_SEARCHED: Final = (
    "surname",
    "name_prefix",
    "initials",
    "given_name",
    "birth_date",
    "postcode",
    "house_number",
    "email",
    "deleted_at",
)
"""The fields of a customer that the search index is made of."""
_GONE: Final = (CardStatus.REPLACED, CardStatus.SPOILED)


class Touched:
    """Watches one session.

    Also counts the version of each changed customer, title and copy, once a transaction.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._customers: set[int] = set()
        self._counted: set[int] = set()
        self._jobs: list[CardJob] = []
        self._titles: set[int] = set()
        self._errands = False
        self._staff = False
        self._schools = False
        self.to_index: dict[int, Customer] = {}
        self.catalogue = TouchedCatalogue()
        event.listen(session, "before_flush", self._before_flush)

    def customer(self, actor_id: int) -> None:
        """Count a customer as changed."""
        self._customers.add(actor_id)

    def title(self, title_id: int) -> None:
        """Count a title as changed."""
        self._titles.add(title_id)

    def changes(self) -> Changes:
        """What was changed so far, as far as it was flushed."""
        jobs = {job.job_id for job in self._jobs if job.job_id is not None}
        return Changes(
            tuple(sorted(self._customers)),
            tuple(sorted(jobs)),
            self._errands,
            self._staff,
            tuple(sorted({*self._titles, *self.catalogue.titles()})),
            self._schools,
        )

    def _before_flush(self, session: Session, *_: Any) -> None:
        changed = [one for one in session.dirty if session.is_modified(one)]
        for entity in (*session.new, *changed, *session.deleted):
            self._note(entity)
        owners = {
            getattr(part, OWNER)
            for part in (*changed, *session.deleted)
            if isinstance(part, _PARTS)
        }
        self._customers |= {owner for owner in owners if owner is not None}
        self._count_versions(session)
        _demote_first(session, changed)

    def _note(self, entity: object) -> None:
        if isinstance(entity, Customer):
            self._customers.add(entity.actor_id)
            state = inspect(entity)
            if state.pending:
                self._counted.add(entity.actor_id)
            if any(state.attrs[name].history.has_changes() for name in _SEARCHED):
                self.to_index[entity.actor_id] = entity
        elif isinstance(entity, CardJob):
            self._jobs.append(entity)
            self._customers.add(entity.actor_id)
        elif isinstance(entity, Title | Copy):
            self.catalogue.note(entity)
        elif isinstance(entity, Pupil | ParentalConsent | LinkProposal):
            self._customers.add(entity.actor_id)
        elif isinstance(entity, School | SchoolGroup | PupilImport | CardBatch):
            self._schools = True
        elif isinstance(entity, Errand):
            self._errands = True
        elif isinstance(entity, StaffMember | StaffSession):
            self._staff = True

    def _count_versions(self, session: Session) -> None:
        for customer in _customers_of(session):
            if customer.actor_id not in self._customers or customer.actor_id in self._counted:
                continue
            state = inspect(customer)
            self._counted.add(customer.actor_id)
            if not state.attrs["version"].history.has_changes():
                customer.version += 1


def _customers_of(session: Session) -> list[Customer]:
    return [one for one in session.identity_map.values() if isinstance(one, Customer)]


def _demote_first(session: Session, changed: Iterable[object]) -> None:
    """Write down which cards stop being the hoofdpas before another becomes it.

    The engine checks "at most one" after every row, and rows are written in order of their keys.
    """
    for card in changed:
        if not isinstance(card, Card) or card.card_id is None:
            continue
        state = inspect(card)
        if not any(state.attrs[name].history.has_changes() for name in ("kind", "status")):
            continue
        if card.kind is CardKind.PRIMARY and card.status not in _GONE:
            continue
        session.connection().execute(
            update(tables.card)
            .where(tables.card.c.card_id == card.card_id)
            .values(kind=card.kind, status=card.status)
        )
