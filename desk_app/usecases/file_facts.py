"""The few facts of a file and of a card that decide what may be done with them.

Few files differ in them, so what may be done is worked out once for each of the files that are
alike (`file_abilities`).
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from desk_app.domain.bank_accounts import tail
from desk_app.domain.card_jobs import ENDED, CardStep
from desk_app.domain.card_rules import IN_USE
from desk_app.domain.cards import CardKind, CardStatus
from desk_app.domain.login_accounts import LoginAccountState, Right
from desk_app.domain.mandates import MandateState
from desk_app.domain.subscription_rules import runs_on
from desk_app.usecases.queries.customer_file import CardRow, CustomerFile
from desk_app.usecases.queries.login_answers import file_rights


class SubscriptionStands(NamedTuple):
    """Of the running or the last subscription: whether it runs, lends, and is cancelled."""

    runs: bool
    lends: bool
    cancelled: bool
    cancellation_in_force: bool


class MandateStands(NamedTuple):
    """Of the newest mandate: where it stands and whether it is for the account of the file."""

    state: MandateState
    same_account: bool


class FileFacts(NamedTuple):
    """What the rules for a file look at. It names nobody, so it may be kept.

    `account_in` is the country of the bank account, empty without one. `rights_due` is only asked
    where there is a log-in account.
    """

    deleted: bool
    items_out: bool
    balance: bool
    card_in_use: bool
    notices: int
    stored_block: bool
    subscription: SubscriptionStands | None
    account_in: str
    direct_debit: bool
    mandate: MandateStands | None
    colleague: bool
    login_state: LoginAccountState | None
    service_away: bool
    rights_due: tuple[Right, ...]
    email: bool
    number: bool

    @property
    def digital_only(self) -> bool:
        """Whether the subscription that runs lends no books (`card_rules.is_digital_only`)."""
        line = self.subscription
        return line is not None and line.runs and not line.lends


class CardKept(NamedTuple):
    """What the rules for a card look at (`card_rules.CardFacts`), without its number.

    `last_used_on` is any day at all when the card was ever used.
    """

    kind: CardKind
    status: CardStatus
    without_plastic: bool
    last_used_on: date | None
    job_open: bool
    number: str = ""


def facts_of(file: CustomerFile) -> FileFacts:
    """The facts of a file on the day it was read."""
    details = file.details
    return FileFacts(
        file.deleted,
        bool(file.items_out),
        bool(file.balance),
        any(row.status in IN_USE for row in file.cards),
        len(file.notices),
        any(block.block_id is not None for block in file.blocks),
        None if file.subscription is None else _subscription(file),
        details.iban[:2],
        details.direct_debit,
        None if file.mandate is None else _mandate(file),
        details.is_staff,
        file.login_state,
        file.login_service_away,
        file_rights(file) if file.login_state is not None else (),
        bool(details.email),
        # What a user name can be made of; of a temporary number only that there is one.
        bool(file.card_number or file.temporary_hint),
    )


def card_facts_of(row: CardRow) -> CardKept:
    """The facts of a card."""
    return CardKept(
        row.kind,
        row.status,
        row.without_plastic,
        None if row.last_used_on is None else date.min,
        row.job_id is not None and CardStep(row.job_step) not in ENDED,
    )


def _subscription(file: CustomerFile) -> SubscriptionStands:
    line = file.subscription
    assert line is not None
    per = line.cancelled_per
    return SubscriptionStands(
        runs_on(line, file.seen_on),
        line.lends,
        per is not None,
        per is not None and (line.ended_on is not None or per <= file.seen_on),
    )


def _mandate(file: CustomerFile) -> MandateStands:
    line = file.mandate
    assert line is not None
    return MandateStands(line.state, line.iban_tail == tail(file.details.iban))
