"""What is written to a customer: a template's name, the address, and the words to fill in.

A letter is queued in the transaction of the command it tells of; `desk_app.gateways.mail` fills the
template in and sends it.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from desk_app.domain.branches import Branch
from desk_app.domain.customers import Customer
from desk_app.domain.people import display_name
from desk_app.usecases.handling import Handling
from desk_app.usecases.messages import secret
from desk_app.usecases.store_ports import Errand
from desk_app.usecases.wire import encode, to_text

MAIL: Final = "mail"
"""The kind of an errand that is a letter by e-mail."""


class Template(StrEnum):
    """The letters there are; the value is the name of its files in `resources/mail`."""

    USERNAME_CHANGED = "username_changed"
    SUBSCRIPTION_CANCELLED = "subscription_cancelled"
    RESERVATION_READY = "reservation_ready"
    SIGN_UP_CONFIRM = "sign_up_confirm"
    SIGN_UP_WELCOME = "sign_up_welcome"
    SIGN_UP_WELCOME_DIGITAL = "sign_up_welcome_digital"


@dataclass(frozen=True)
class Sender:
    """Who writes: the branch, as the letter signs and where an answer goes."""

    library_name: str
    branch_name: str
    street: str
    postcode: str
    place: str
    phone: str
    email: str
    website: str


@dataclass(frozen=True)
class Word:
    """A placeholder of the template and what stands there. Days are ISO 8601."""

    name: str
    value: str


@dataclass(frozen=True)
class Letter:
    """One letter to one customer."""

    template: Template
    sender: Sender
    to: str = secret()
    to_name: str = secret()
    words: tuple[Word, ...] = secret()


def tell_username_changed(on: Handling, customer: Customer, new_username: str) -> bool:
    """Uw gebruikersnaam is nu uw pasnummer. False when there is nowhere to write to.

    It goes to the address of the log-in account, which may differ from the customer's own.
    """
    account = customer.login_account
    to = (account.email if account else "") or customer.email
    return _queue(on, customer, to, Template.USERNAME_CHANGED, (Word("username", new_username),))


def confirm_cancellation(
    on: Handling, customer: Customer, subscription_name: str, per: date
) -> bool:
    """Bevestiging van de opzegging. False when there is nowhere to write to."""
    return _queue(
        on,
        customer,
        customer.email,
        Template.SUBSCRIPTION_CANCELLED,
        (Word("subscription", subscription_name), Word("per", per.isoformat())),
    )


def tell_reservation_ready(
    on: Handling,
    *,
    actor_id: int,
    to: str,
    to_name: str,
    place_code: str,
    title: str,
    until: date,
) -> None:
    """Uw reservering ligt klaar. The branch where it lies writes the letter."""
    branch = on.work.branches.get(place_code)
    letter = Letter(
        template=Template.RESERVATION_READY,
        to=to,
        to_name=to_name,
        sender=_sender(branch),
        words=(
            Word("title", title),
            Word("pickup", branch.name),
            Word("until", until.isoformat()),
        ),
    )
    _put_out(on, letter, actor_id)


def ask_to_confirm_email(on: Handling, customer: Customer, link: str) -> bool:
    """De bibliotheek vraagt het e-mailadres te bevestigen; the link opens a page with a button."""
    return _queue(on, customer, customer.email, Template.SIGN_UP_CONFIRM, (Word("link", link),))


def welcome(on: Handling, customer: Customer, *, with_card: bool) -> bool:
    """Welkom, with the temporary number (`003_34566048864d8de6.txt`).

    Who reads e-books only gets no card (`001_e7f8c5dadfe28ccb.txt`), and so another letter.
    """
    return _queue(
        on,
        customer,
        customer.email,
        Template.SIGN_UP_WELCOME if with_card else Template.SIGN_UP_WELCOME_DIGITAL,
        (Word("number", customer.temporary_number or ""), Word("address", customer.email)),
    )


def _queue(
    on: Handling, customer: Customer, to: str, template: Template, words: tuple[Word, ...]
) -> bool:
    if not to:
        return False
    letter = Letter(
        template=template,
        to=to,
        to_name=display_name(customer),
        sender=_sender(on.work.branches.get(customer.branch_code)),
        words=words,
    )
    _put_out(on, letter, customer.actor_id)
    return True


def _put_out(on: Handling, letter: Letter, actor_id: int) -> None:
    on.work.errands.add(
        Errand(
            kind=MAIL,
            key=uuid.uuid4().hex,
            payload=to_text(encode(letter, Letter)),
            created_at=on.now,
            due_at=on.now,
            actor_id=actor_id,
        )
    )


def _sender(branch: Branch) -> Sender:
    return Sender(
        library_name=branch.library_name,
        branch_name=branch.name,
        street=branch.street,
        postcode=branch.postcode,
        place=branch.place,
        phone=branch.phone,
        email=branch.email,
        website=branch.website,
    )
