"""PATCH (RFC 7644, 3.5.2): add, replace and remove on a resource written as JSON."""

from __future__ import annotations

from copy import deepcopy
from typing import Any, Final

from desk_app.world.scim.errors import ScimError
from desk_app.world.scim.filters import Path, parse_path
from desk_app.world.scim.schemas import USER

MESSAGE: Final = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
MULTIVALUED: Final = frozenset({"emails", "entitlements"})
SINGLE: Final = frozenset({"username", "externalid", "displayname"})
READ_ONLY: Final = frozenset({"id", "meta", "active", "schemas"})
_SPELLING: Final = {
    name.casefold(): name
    for name in ("userName", "externalId", "displayName", "emails", "entitlements")
}


def patched(resource: dict[str, Any], message: dict[str, Any]) -> dict[str, Any]:
    """The resource after all operations; the given one is untouched. Raises ScimError 400."""
    operations = _of(message, "Operations")
    if MESSAGE not in (_of(message, "schemas") or []) or not isinstance(operations, list):
        raise ScimError(400, "this is no PatchOp", "invalidSyntax")
    changed = deepcopy(resource)
    for operation in operations:
        if not isinstance(operation, dict):
            raise ScimError(400, "an operation is an object", "invalidSyntax")
        _apply(changed, operation)
    return changed


def _apply(resource: dict[str, Any], operation: dict[str, Any]) -> None:
    kind = str(operation.get("op", "")).casefold()
    if kind not in {"add", "replace", "remove"}:
        raise ScimError(400, "an operation adds, replaces or removes", "invalidSyntax")
    value = operation.get("value")
    if not operation.get("path"):
        if kind == "remove":
            raise ScimError(400, "what should be removed?", "noTarget")
        if not isinstance(value, dict):
            raise ScimError(400, "without a path the value is an object", "invalidValue")
        for name, part in value.items():
            _at(resource, kind, parse_path(name), part, ignore_read_only=True)
        return
    if not isinstance(operation["path"], str):
        raise ScimError(400, "a path is text", "invalidPath")
    _at(resource, kind, parse_path(operation["path"]), value, ignore_read_only=False)


def _at(
    resource: dict[str, Any], kind: str, path: Path, value: Any, *, ignore_read_only: bool
) -> None:
    core = path.schema in {None, USER}
    folded = path.attribute.casefold()
    if not core or folded in READ_ONLY:
        if ignore_read_only:
            return
        raise ScimError(400, "only the server writes this", "mutability")
    name = _SPELLING.get(folded)
    if name is None:
        raise ScimError(400, f"there is no attribute {path.attribute}", "invalidPath")
    if folded in SINGLE:
        if path.sub or path.chosen:
            raise ScimError(400, "this attribute has no parts", "invalidPath")
        resource[name] = None if kind == "remove" else value
    elif path.chosen or path.sub:
        _in_parts(resource, kind, name, path, value)
    else:
        _whole_list(resource, kind, name, value)


def _whole_list(resource: dict[str, Any], kind: str, name: str, value: Any) -> None:
    held: list[dict[str, Any]] = resource.setdefault(name, [])
    given = _listed(value)
    if kind == "remove":
        # Azure and others name the values to remove instead of a filter.
        gone = [part.get("value") for part in given]
        resource[name] = [part for part in held if given and part.get("value") not in gone]
    elif kind == "replace":
        resource[name] = given
    else:
        for part in given:
            _make_room_for_primary(held, part)
            if part.get("value") not in [other.get("value") for other in held]:
                held.append(part)


def _in_parts(resource: dict[str, Any], kind: str, name: str, path: Path, value: Any) -> None:
    held: list[dict[str, Any]] = resource.setdefault(name, [])
    chosen = [part for part in held if path.chosen is None or path.chosen(part)]
    if not chosen:
        if kind == "remove" or path.chosen is None:
            return
        raise ScimError(400, "no value fits the filter", "noTarget")
    if kind == "remove" and path.sub is None:
        resource[name] = [part for part in held if part not in chosen]
        return
    for part in chosen:
        if path.sub is None:
            if not isinstance(value, dict):
                raise ScimError(400, "a value of this list is an object", "invalidValue")
            part.clear() if kind == "replace" else None
            part.update(value)
        elif kind == "remove":
            part.pop(path.sub, None)
        else:
            part[path.sub] = value


def _listed(value: Any) -> list[dict[str, Any]]:
    several = value if isinstance(value, list) else [] if value is None else [value]
    parts = [{"value": part} if isinstance(part, str) else part for part in several]
    if not all(isinstance(part, dict) for part in parts):
        raise ScimError(400, "a list of objects with a value", "invalidValue")
    return deepcopy(parts)


def _make_room_for_primary(held: list[dict[str, Any]], part: dict[str, Any]) -> None:
    if part.get("primary"):
        for other in held:
            other["primary"] = False


def _of(message: dict[str, Any], name: str) -> Any:
    return next(
        (value for key, value in message.items() if key.casefold() == name.casefold()), None
    )
