"""A log-in account as a SCIM user (RFC 7643, 4.1), and back; no I/O."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from desk_app.domain.login_accounts import LoginAccountState, Right
from desk_app.usecases.service_ports import AccountSeen

USER: Final = "urn:ietf:params:scim:schemas:core:2.0:User"
PATCH: Final = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
ACTIVATION: Final = "urn:bibliotheek:scim:schemas:activation:1.0:User"
"""Where a service that has it tells until when an account can be activated."""

Resource = dict[str, Any]
Operation = dict[str, Any]


class NoUserError(ValueError):
    """What arrived is no SCIM user."""


def new_user(
    reference: str, username: str, email: str, display_name: str, rights: Iterable[str]
) -> Resource:
    """What a new account is asked with; it is activated by the customer, not by us."""
    user: Resource = {
        "schemas": [USER],
        "externalId": reference,
        "userName": username,
        "displayName": display_name,
        "emails": _emails(email),
        "active": False,
    }
    given = list(rights)
    if given:
        user["entitlements"] = [{"value": right} for right in given]
    return user


def seen(user: Resource, reference: str) -> AccountSeen:
    """The account a service shows. Raises `NoUserError`."""
    active = user.get("active", True)
    expires = _expires(user)
    return AccountSeen(
        reference=reference,
        state=LoginAccountState.ACTIVE
        if active is True
        else LoginAccountState.WAITING_FOR_ACTIVATION,
        activation_expires_at=None if active is True else expires,
        rights=tuple(right.value for right in Right if right.value in _values(user)),
        username=username_of(user),
        email=_email(user),
    )


def id_of(user: Resource) -> str:
    """The service's own key of an account. Raises `NoUserError`."""
    return _required(user, "id")


def username_of(user: Resource) -> str:
    """The user name. Raises `NoUserError`."""
    return _required(user, "userName")


def reference_of(user: Resource) -> str:
    """Whose account it is, empty when nobody claimed it."""
    found = user.get("externalId")
    return found if isinstance(found, str) else ""


def is_active(user: Resource) -> bool:
    """Whether the customer has activated it."""
    return user.get("active", True) is True


def same_username(one: str, other: str) -> bool:
    """User names do not differ by capitals (RFC 7643, 4.1.1)."""
    return one.casefold() == other.casefold()


def give_rights(user: Resource, rights: Iterable[str]) -> Operation:
    """The change to exactly these of our rights; what else the account may do stays."""
    ours = {right.value for right in Right}
    others = [
        part
        for part in _parts(user, "entitlements")
        if isinstance(part.get("value"), str) and part["value"] not in ours
    ]
    wanted = [*others, *({"value": right} for right in rights)]
    if not wanted:
        return {"op": "remove", "path": "entitlements"}
    return {"op": "replace", "path": "entitlements", "value": wanted}


def give_email(email: str) -> Operation:
    """The change to this address."""
    return {"op": "replace", "path": "emails", "value": _emails(email)}


def give_username(username: str) -> Operation:
    """The change to this user name."""
    return {"op": "replace", "path": "userName", "value": username}


def claim(reference: str) -> Operation:
    """The change that makes an account ours."""
    return {"op": "replace", "path": "externalId", "value": reference}


def let_go() -> Operation:
    """The change that makes it nobody's."""
    return {"op": "remove", "path": "externalId"}


def changed(user: Resource, operations: Iterable[Operation]) -> Resource:
    """The whole user after these changes, for a service that takes no PATCH."""
    after = {name: value for name, value in user.items() if name != "meta"}
    for operation in operations:
        if operation["op"] == "remove":
            after.pop(operation["path"], None)
        else:
            after[operation["path"]] = operation["value"]
    return after


def _emails(email: str) -> list[dict[str, Any]]:
    return [{"value": email, "primary": True}]


def _email(user: Resource) -> str:
    parts = _parts(user, "emails")
    best = next((part for part in parts if part.get("primary") is True), None)
    chosen = best if best is not None else next(iter(parts), {})
    value = chosen.get("value")
    return value if isinstance(value, str) else ""


def _values(user: Resource) -> frozenset[str]:
    values = (part.get("value") for part in _parts(user, "entitlements"))
    return frozenset(value for value in values if isinstance(value, str))


def _parts(user: Resource, name: str) -> list[dict[str, Any]]:
    parts = user.get(name)
    if parts is None:
        return []
    if not isinstance(parts, list) or not all(isinstance(part, dict) for part in parts):
        raise NoUserError(name)
    return parts


def _required(user: Resource, name: str) -> str:
    found = user.get(name)
    if not isinstance(found, str) or not found:
        raise NoUserError(name)
    return found


def _expires(user: Resource) -> datetime | None:
    extension = user.get(ACTIVATION)
    text = extension.get("activationExpires") if isinstance(extension, dict) else None
    if text is None:
        return None
    try:
        expires = datetime.fromisoformat(text)
    except (TypeError, ValueError) as wrong:
        raise NoUserError(ACTIVATION) from wrong
    if expires.tzinfo is None:
        raise NoUserError(ACTIVATION)
    return expires
