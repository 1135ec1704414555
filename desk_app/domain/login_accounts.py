"""The national log-in account (inlogaccount) as far as the library knows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class LoginAccountState(StrEnum):
    """What the identity service last said, or that it has not answered yet."""

    REQUESTED = "requested"
    WAITING_FOR_ACTIVATION = "waiting"
    ACTIVE = "active"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


@dataclass
class LoginAccount:
    """User name and e-mail of the account; the e-mail may differ from the customer's own."""

    username: str
    email: str
    state: LoginAccountState
    activation_expires_at: datetime | None = None
    account_id: int | None = None
