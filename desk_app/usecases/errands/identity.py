"""What the identity service is asked to do, as errands, and the account they leave at the desk.

An errand is queued in the transaction of the command it follows from, and the errands of one
customer are carried in the order in which they were queued (`store_ports.ErrandRepository`).
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from desk_app.domain.card_rules import in_play, primary_of
from desk_app.domain.cards import Sector
from desk_app.domain.customers import Customer
from desk_app.domain.entitlements import Right, rights_change_on, rights_for
from desk_app.domain.login_accounts import LoginAccount, LoginAccountState, reference_for
from desk_app.domain.people import formal_name
from desk_app.usecases.errands.states import ErrandState
from desk_app.usecases.handling import Handling
from desk_app.usecases.messages import secret
from desk_app.usecases.store_ports import Errand
from desk_app.usecases.wire import decode, encode, from_text, to_text

IDENTITY: Final = "identity"
"""The kind of an errand for the identity service."""


class Verb(StrEnum):
    """What is asked."""

    CREATE = "create"
    LINK = "link"
    SHOW = "show"
    AUTHORISE = "authorise"
    RESET_EMAIL = "reset_email"
    RENAME = "rename"
    FORGET = "forget"
    CODE = "code"


@dataclass(frozen=True)
class IdentityErrand:
    """One thing to ask.

    `known_as` is the user name of an account that came from elsewhere and that the service has not
    shown under our reference yet; it is coupled first.
    """

    verb: Verb
    actor_id: int
    reference: str
    rights: tuple[Right, ...]
    username: str = secret()
    was: str = secret()
    email: str = secret()
    display_name: str = secret()
    known_as: str = secret()


_ADOPTING: Final = frozenset({Verb.SHOW, Verb.AUTHORISE, Verb.RESET_EMAIL, Verb.RENAME, Verb.CODE})


def number_for_login(customer: Customer) -> str | None:
    """What the user name of a new account is: the hoofdpas, else the temporary number."""
    primary = primary_of(customer.cards)
    return primary.number if primary is not None else customer.temporary_number


def rights_due(customer: Customer, on: Handling) -> tuple[Right, ...]:
    """The rights the customer has today."""
    return rights_for(
        customer.subscriptions, customer.birth_date, on.today, school_only=_school_only(customer)
    )


def request_account(customer: Customer, on: Handling) -> LoginAccount:
    """Genereer: a new account with the customer's number as user name. Nothing is checked."""
    return request_account_at(customer, customer.email, on)


def request_account_at(customer: Customer, email: str, on: Handling) -> LoginAccount:
    """The same, with an address of its own for the account."""
    account = _new_account(customer, number_for_login(customer) or "", email, on)
    _queue(Verb.CREATE, customer, account, on)
    return account


def request_link(customer: Customer, username: str, on: Handling) -> LoginAccount:
    """Koppel: the account the customer has already. Nothing is checked."""
    account = _new_account(customer, username, "", on)
    _queue(Verb.LINK, customer, account, on)
    return account


def forget_account(customer: Customer, on: Handling) -> None:
    """Vergeet: the account is gone from the file at once, and from the service by errand.

    What still waits to be asked about it is asked no more: behind an outage the service would first
    make the account, and write to the customer, and then forget it.
    """
    account = customer.login_account
    if account is not None:
        if account.reference:
            _drop_waiting(customer, on)
            _queue(Verb.FORGET, customer, account, on)
        customer.login_account = None


def authorise(customer: Customer, account: LoginAccount, on: Handling) -> None:
    """Autoriseer: give the rights of today, also when they were given before."""
    account.rights_asked = rights_due(customer, on)
    account.rights_until = _rights_until(customer, on)
    _queue(Verb.AUTHORISE, customer, account, on)


def ask_account(customer: Customer, account: LoginAccount, on: Handling) -> None:
    """Ask what the service knows now, unless an errand that will tell is on its way."""
    if not on.work.logins.errand_open(customer.actor_id):
        _queue(Verb.SHOW, customer, account, on)


def reset_email(customer: Customer, account: LoginAccount, on: Handling) -> None:
    """Reset herstel-emailadres: give the account the customer's own address."""
    _queue(Verb.RESET_EMAIL, customer, account, on, email=customer.email)


def ask_code(customer: Customer, account: LoginAccount, on: Handling) -> None:
    """A one-time code for the staff member who asks."""
    account.code, account.code_for, account.code_at = "", on.who.staff_id, on.now
    _queue(Verb.CODE, customer, account, on)


def follow_username(customer: Customer, was: str, on: Handling) -> None:
    """The user name in the file became another: tell the service, when it knows the account."""
    account = customer.login_account
    if account is not None and account.reference:
        _queue(Verb.RENAME, customer, account, on, was=was)


def follow_rights(customer: Customer, on: Handling) -> None:
    """The subscription, the age or the cards changed: give other rights when others are due.

    An account that came from elsewhere is left as it is until the desk does something with it.
    """
    account = customer.login_account
    if account is None or not account.reference:
        return
    account.rights_until = _rights_until(customer, on)
    if rights_due(customer, on) != account.rights_asked:
        authorise(customer, account, on)


def _drop_waiting(customer: Customer, on: Handling) -> None:
    for errand in on.work.errands.waiting(IDENTITY, customer.actor_id):
        asked: IdentityErrand = decode(from_text(errand.payload), IdentityErrand)
        # What was to be forgotten before may go by another name.
        if asked.verb is not Verb.FORGET:
            errand.state, errand.finished_at = ErrandState.DONE, on.now


def _new_account(customer: Customer, username: str, email: str, on: Handling) -> LoginAccount:
    account = LoginAccount(
        username,
        email,
        LoginAccountState.REQUESTED,
        reference=reference_for(customer.branch_code, customer.actor_id),
        rights_asked=rights_due(customer, on),
        rights_until=_rights_until(customer, on),
    )
    customer.login_account = account
    return account


def _rights_until(customer: Customer, on: Handling) -> date | None:
    return rights_change_on(customer.subscriptions, customer.birth_date, on.today)


def _school_only(customer: Customer) -> bool:
    used = [card for card in customer.cards if in_play(card)]
    return bool(used) and all(card.sector is not Sector.LIBRARY for card in used)


def _queue(
    verb: Verb,
    customer: Customer,
    account: LoginAccount,
    on: Handling,
    *,
    was: str = "",
    email: str = "",
) -> None:
    if not account.reference:
        account.reference = reference_for(customer.branch_code, customer.actor_id)
    foreign = account.state is LoginAccountState.ACTIVE and account.asked_at is None
    errand = IdentityErrand(
        verb=verb,
        actor_id=customer.actor_id,
        reference=account.reference,
        rights=account.rights_asked,
        username=account.username,
        was=was,
        email=email or account.email,
        display_name=formal_name(customer),
        known_as=was or account.username if foreign and verb in _ADOPTING else "",
    )
    on.work.errands.add(
        Errand(
            kind=IDENTITY,
            key=uuid.uuid4().hex,
            payload=to_text(encode(errand, IdentityErrand)),
            created_at=on.now,
            due_at=on.now,
            actor_id=customer.actor_id,
        )
    )
