"""Staff accounts, their roles, and what each role may do.

Roles and permissions are a table; code asks the table (`PERMISSIONS_OF`), never the role's name.
The role names follow the counter's own words: *uitgebreide bevoegdheden* (`000_19c080678f11c773.txt`)
is `Role.FRONT_OFFICE_EXTENDED`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """A named set of permissions. The value is stored and sent."""

    VOLUNTEER = "vrijwilliger"
    FRONT_OFFICE = "frontoffice"
    FRONT_OFFICE_EXTENDED = "frontoffice-uitgebreid"
    FINANCIAL = "financieel"
    SCHOOL_CONSULTANT = "schoolconsulent"
    ADMINISTRATOR = "beheerder"


class Permission(StrEnum):
    """What can be allowed, as ``subject:action``, in alphabetical order."""

    ANYONE = "anyone"
    AUDIT_READ = "audit:read"
    BRANCH_MANAGE = "branch:manage"
    CARD_ADD = "card:add"
    CARD_BLOCK = "card:block"
    CARD_DELETE = "card:delete"
    CARD_ISSUE = "card:issue"
    CARD_REPLACE = "card:replace"
    CARD_UNBLOCK = "card:unblock"
    CUSTOMER_DELETE = "customer:delete"
    CUSTOMER_EDIT = "customer:edit"
    CUSTOMER_NOTICE = "customer:notice"
    CUSTOMER_READ = "customer:read"
    CUSTOMER_STAFF_FLAG = "customer:staff_flag"
    ERRAND_READ = "errand:read"
    FINANCE_IBAN_READ = "finance:iban_read"
    FINANCE_MANDATE = "finance:mandate"
    SIGNED_IN = "signed_in"
    STAFF_MANAGE = "staff:manage"
    SUBSCRIPTION_CANCEL = "subscription:cancel"
    SUBSCRIPTION_CHANGE = "subscription:change"


_READING = frozenset({Permission.ANYONE, Permission.SIGNED_IN, Permission.CUSTOMER_READ})
_VOLUNTEER = _READING | {
    Permission.CARD_ADD,
    Permission.CARD_ISSUE,
    Permission.CARD_REPLACE,
    Permission.CARD_BLOCK,
    Permission.CUSTOMER_NOTICE,
    Permission.ERRAND_READ,
}
_FRONT_OFFICE = _VOLUNTEER | {
    Permission.CARD_UNBLOCK,
    Permission.CARD_DELETE,
    Permission.CUSTOMER_EDIT,
    Permission.FINANCE_MANDATE,
    Permission.FINANCE_IBAN_READ,
    Permission.SUBSCRIPTION_CANCEL,
    Permission.SUBSCRIPTION_CHANGE,
}
_EXTENDED = _FRONT_OFFICE | {Permission.CUSTOMER_DELETE}

PERMISSIONS_OF: dict[Role, frozenset[Permission]] = {
    Role.VOLUNTEER: _VOLUNTEER,
    Role.FRONT_OFFICE: _FRONT_OFFICE,
    Role.FRONT_OFFICE_EXTENDED: _EXTENDED,
    Role.FINANCIAL: _READING
    | {
        Permission.FINANCE_IBAN_READ,
        Permission.FINANCE_MANDATE,
        Permission.SUBSCRIPTION_CANCEL,
        Permission.SUBSCRIPTION_CHANGE,
        Permission.CUSTOMER_NOTICE,
        Permission.CUSTOMER_EDIT,
        Permission.ERRAND_READ,
    },
    Role.SCHOOL_CONSULTANT: _VOLUNTEER | {Permission.CUSTOMER_EDIT},
    Role.ADMINISTRATOR: frozenset(
        {
            Permission.ANYONE,
            Permission.SIGNED_IN,
            Permission.AUDIT_READ,
            Permission.BRANCH_MANAGE,
            Permission.CUSTOMER_STAFF_FLAG,
            Permission.ERRAND_READ,
            Permission.STAFF_MANAGE,
        }
    ),
}


@dataclass
class StaffMember:
    """A named account of somebody who works here; accounts are never shared."""

    staff_id: int
    username: str
    display_name: str
    role: Role
    branch_code: str
    password_hash: str
    customer_actor_id: int | None = None
    disabled_at: datetime | None = None
    failed_attempts: int = 0
    not_before: datetime | None = None


@dataclass
class StaffSession:
    """Somebody signed in at one workstation. Only the hash of the token is stored."""

    token_hash: str
    staff_id: int
    workstation: str
    opened_at: datetime
    last_seen_at: datetime
    locked: bool = False
    closed_at: datetime | None = None
