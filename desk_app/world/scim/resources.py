"""An account as a SCIM user, and back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from desk_app.world.identity.accounts import LONGEST_USERNAME, Account, EmailAddress
from desk_app.world.scim.errors import ScimError
from desk_app.world.scim.filters import value_of
from desk_app.world.scim.schemas import ACTIVATION, USER

_ADDRESS = re.compile(r"[^@\s<>\"]+@[^@\s<>\"]+")


@dataclass(frozen=True)
class Wanted:
    """What a library writes about an account."""

    username: str
    external_id: str | None
    display_name: str
    emails: tuple[EmailAddress, ...]
    rights: tuple[str, ...]


def user(account: Account, at: str) -> dict[str, Any]:
    """The account as JSON; `at` is the address of the SCIM service."""
    shown: dict[str, Any] = {
        "schemas": [USER, ACTIVATION],
        "id": account.id,
        "externalId": account.external_id,
        "userName": account.username,
        "displayName": account.display_name or None,
        "active": account.active,
        "emails": [{"value": one.value, "primary": one.primary} for one in account.emails] or None,
        "entitlements": [{"value": right} for right in account.rights] or None,
        "meta": {
            "resourceType": "User",
            "created": _iso(account.created_at),
            "lastModified": _iso(account.changed_at),
            "location": f"{at}/Users/{account.id}",
            "version": etag(account),
        },
    }
    if not account.active:
        shown[ACTIVATION] = {"activationExpires": _iso(account.expires_at)}
    else:
        shown["schemas"] = [USER]
    return {name: value for name, value in shown.items() if value is not None}


def etag(account: Account) -> str:
    """The version of this state of the account."""
    return f'W/"{account.version}"'


def wanted(resource: dict[str, Any]) -> Wanted:
    """What a POST or PUT asks for. Raises ScimError 400 invalidValue."""
    username = _text(resource, "userName") or ""
    if not username or len(username) > LONGEST_USERNAME or username != " ".join(username.split()):
        raise ScimError(400, "userName is 1 to 80 characters", "invalidValue")
    emails = _parts(resource, "emails")
    if sum(bool(part.get("primary")) for part in emails) > 1:
        raise ScimError(400, "one address is the primary", "invalidValue")
    return Wanted(
        username,
        _text(resource, "externalId"),
        _text(resource, "displayName") or "",
        tuple(EmailAddress(_email(part), part.get("primary") is True) for part in emails),
        tuple(
            dict.fromkeys(str(part.get("value", "")) for part in _parts(resource, "entitlements"))
        ),
    )


def narrowed(
    resource: dict[str, Any], attributes: list[str], excluded: list[str]
) -> dict[str, Any]:
    """Only the attributes that were asked for (RFC 7644, 3.9); `id` and `schemas` always come."""
    if attributes:
        kept: dict[str, Any] = {"schemas": resource["schemas"], "id": resource["id"]}
        for path in attributes:
            _copy(resource, kept, path)
        return kept
    kept = dict(resource)
    for path in excluded:
        _drop(kept, path)
    return kept


def _copy(resource: dict[str, Any], kept: dict[str, Any], path: str) -> None:
    key, sub = _split(resource, path)
    if key is None:
        return
    value = resource[key]
    if not sub:
        kept[key] = value
    elif isinstance(value, dict) and value_of(value, sub) is not None:
        kept.setdefault(key, {}).update(
            {name: part for name, part in value.items() if name.casefold() == sub.casefold()}
        )
    elif isinstance(value, list):
        kept[key] = [
            {name: part for name, part in one.items() if name.casefold() == sub.casefold()}
            for one in value
        ]


def _drop(kept: dict[str, Any], path: str) -> None:
    key, sub = _split(kept, path)
    if key is None or key in {"id", "schemas"}:
        return
    if not sub:
        del kept[key]
    elif isinstance(kept[key], dict):
        kept[key] = _without(kept[key], sub)
    elif isinstance(kept[key], list):
        kept[key] = [_without(one, sub) for one in kept[key]]


def _without(part: dict[str, Any], sub: str) -> dict[str, Any]:
    return {name: value for name, value in part.items() if name.casefold() != sub.casefold()}


def _split(resource: dict[str, Any], path: str) -> tuple[str | None, str]:
    bare = re.sub(
        r"^urn:ietf:params:scim:schemas:core:2\.0:User:", "", path.strip(), flags=re.IGNORECASE
    )
    for key in resource:
        if bare.casefold() == key.casefold():
            return key, ""
        if bare.casefold().startswith((f"{key.casefold()}.", f"{key.casefold()}:")):
            return key, bare[len(key) + 1 :]
    return None, ""


def _text(resource: dict[str, Any], name: str) -> str | None:
    value = value_of(resource, name)
    if value is None:
        return None
    if not isinstance(value, str) or len(value) > 500:
        raise ScimError(400, f"{name} is text", "invalidValue")
    return value


def _parts(resource: dict[str, Any], name: str) -> list[dict[str, Any]]:
    value = value_of(resource, name)
    several = [] if value is None else value
    if not isinstance(several, list) or not all(isinstance(part, dict) for part in several):
        raise ScimError(400, f"{name} is a list of objects", "invalidValue")
    return [part for part in several if part]


def _email(part: dict[str, Any]) -> str:
    value = part.get("value")
    if not isinstance(value, str) or not _ADDRESS.fullmatch(value):
        raise ScimError(400, "an e-mail address has a name and a place", "invalidValue")
    return value


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
