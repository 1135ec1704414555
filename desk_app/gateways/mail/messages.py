"""A letter as a message (RFC 5322): who, to whom, and an identity that stays the same."""

from __future__ import annotations

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from desk_app.gateways.mail.templates import fill_in, plain
from desk_app.usecases.errands.letters import Letter


class AddressError(ValueError):
    """An address to which no mail can be sent."""


def build_message(letter: Letter, key: str, sender_address: str, at: datetime) -> EmailMessage:
    """The message of one errand; `key` makes the Message-ID, so a repeated letter is known as one.

    Raises:
        AddressError: `letter.to` is no address.
        TemplateError: see `templates.fill_in`.
    """
    filled = fill_in(letter)
    message = EmailMessage(policy=SMTP)
    message["From"] = _address(letter.sender.library_name, sender_address)
    message["To"] = _address(letter.to_name, letter.to)
    if letter.sender.email:
        message["Reply-To"] = _address(letter.sender.library_name, letter.sender.email)
    message["Subject"] = filled.subject
    message["Date"] = format_datetime(at)
    message["Message-ID"] = message_id(key, sender_address)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(filled.text)
    message.add_alternative(filled.html, subtype="html")
    return message


def message_id(key: str, sender_address: str) -> str:
    """The same for the same errand, for ever."""
    return f"<{key}@{sender_address.rpartition('@')[2]}>"


def _address(name: str, address: str) -> Address:
    user, _, domain = address.strip().rpartition("@")
    if not (user and domain) or "".join(plain(address).split()) != address.strip():
        raise AddressError("no address")
    try:
        host = domain.encode("idna").decode("ascii")
        return Address(plain(name), user, host)
    except (ValueError, IndexError) as wrong:
        raise AddressError("no address") from wrong
