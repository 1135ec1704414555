"""The world's memory as one JSON file, so that a demonstration can go on tomorrow.

It holds hashes of passwords and of links, never a password or a link.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any, Final

from desk_app.world.identity.accounts import Account, EmailAddress
from desk_app.world.identity.secrets import LinkUse, Ticket
from desk_app.world.mail.mailbox import Mail
from desk_app.world.members import Member
from desk_app.world.online.books import Reader
from desk_app.world.payments.book import Payment, PaymentStatus
from desk_app.world.state import WorldState

FORMAT: Final = 1


class SnapshotError(Exception):
    """The file is no snapshot of this program."""


def save(state: WorldState, file: Path) -> None:
    """Write the file anew, readable by this user only; the old one stays whole until then."""
    kept = {
        "format": FORMAT,
        "ahead_seconds": state.clock.ahead.total_seconds(),
        "accounts": [asdict(one) for one in state.accounts.all()],
        "tickets": {key: asdict(ticket) for key, ticket in state.tickets.kept.items()},
        "members": [asdict(one) for one in state.members.all()],
        "mails": [asdict(one) for one in state.mailbox.all()],
        "readers": [asdict(one) for one in state.readers.kept.values()],
        "payments": [asdict(one) for one in state.payments.all()],
    }
    fresh = file.with_name(f"{file.name}.new")
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        json.dump(kept, stream, default=_plain, ensure_ascii=False, indent=1)
    fresh.replace(file)


def load(state: WorldState, file: Path) -> None:
    """Take over what a file holds. Raises SnapshotError for a file that is none."""
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        if kept["format"] != FORMAT:
            raise SnapshotError
        _restore(state, kept)
    except (ValueError, KeyError, TypeError) as wrong:
        raise SnapshotError from wrong


def _restore(state: WorldState, kept: dict[str, Any]) -> None:
    state.clock.forward(kept["ahead_seconds"])
    state.accounts.restore([_account(one) for one in kept["accounts"]])
    state.tickets.kept = {
        key: Ticket(
            LinkUse(one["use"]),
            one["owner"],
            datetime.fromisoformat(one["expires_at"]),
            one["value"],
        )
        for key, one in kept["tickets"].items()
    }
    state.members.restore(
        [
            Member(
                **{
                    **one,
                    "secondary_cards": tuple(one["secondary_cards"]),
                    "rights": tuple(one["rights"]),
                }
            )
            for one in kept["members"]
        ]
    )
    state.mailbox.restore(
        [Mail(**{**one, "at": datetime.fromisoformat(one["at"])}) for one in kept["mails"]]
    )
    state.readers.kept = {one["subject"]: _reader(one) for one in kept["readers"]}
    state.payments.restore([_payment(one) for one in kept["payments"]])


def _account(one: dict[str, Any]) -> Account:
    return Account(
        **{
            **one,
            **_moments(one, "created_at", "expires_at", "changed_at", "activated_at"),
            "emails": [EmailAddress(**email) for email in one["emails"]],
        }
    )


def _reader(one: dict[str, Any]) -> Reader:
    loans = {slug: datetime.fromisoformat(until) for slug, until in one["loans"].items()}
    return Reader(one["subject"], _moments(one, "first_on_website")["first_on_website"], loans)


def _payment(one: dict[str, Any]) -> Payment:
    moments = _moments(one, "created_at", "expires_at", "decided_at")
    return Payment(**{**one, **moments, "status": PaymentStatus(one["status"])})


def _moments(one: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: datetime.fromisoformat(one[name]) if one[name] else None for name in names}


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Enum):
        return str(value.value)
    raise TypeError(f"{type(value).__name__} is not kept")
