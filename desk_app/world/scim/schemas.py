"""What this SCIM server says about itself (RFC 7643, sections 5 to 7)."""

from __future__ import annotations

from typing import Any, Final

USER: Final = "urn:ietf:params:scim:schemas:core:2.0:User"
ACTIVATION: Final = "urn:bibliotheek:scim:schemas:activation:1.0:User"
LIST: Final = "urn:ietf:params:scim:api:messages:2.0:ListResponse"
SEARCH: Final = "urn:ietf:params:scim:api:messages:2.0:SearchRequest"
MOST: Final = 200


def _attribute(name: str, description: str, **facts: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "name": name,
        "type": "string",
        "multiValued": False,
        "description": description,
        "required": False,
        "caseExact": False,
        "mutability": "readWrite",
        "returned": "default",
        "uniqueness": "none",
    }
    return {**plain, **facts}


_USER_ATTRIBUTES: Final = [
    _attribute("userName", "What the customer signs in with.", required=True, uniqueness="server"),
    _attribute("displayName", "The name in mails."),
    {
        **_attribute("active", "True once the customer activated it.", type="boolean"),
        "mutability": "readOnly",
    },
    _attribute(
        "emails",
        "Where mail of the service goes.",
        type="complex",
        multiValued=True,
        subAttributes=[
            _attribute("value", "The address."),
            {**_attribute("primary", "The one that is used."), "type": "boolean"},
        ],
    ),
    _attribute(
        "entitlements",
        "The rights, such as Basis.",
        type="complex",
        multiValued=True,
        subAttributes=[_attribute("value", "The code of the right.", caseExact=True)],
    ),
]


def service_provider_config(at: str) -> dict[str, Any]:
    """What is supported."""
    return {
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
        "patch": {"supported": True},
        "bulk": {"supported": False, "maxOperations": 0, "maxPayloadSize": 0},
        "filter": {"supported": True, "maxResults": MOST},
        "changePassword": {"supported": False},
        "sort": {"supported": False},
        "etag": {"supported": True},
        "authenticationSchemes": [
            {
                "type": "oauthbearertoken",
                "name": "Bearer token",
                "description": "A token of the library (RFC 6750).",
                "primary": True,
            }
        ],
        "meta": {
            "resourceType": "ServiceProviderConfig",
            "location": f"{at}/ServiceProviderConfig",
        },
    }


def resource_types(at: str) -> list[dict[str, Any]]:
    """One kind of resource: the user, with the extension that tells when activation ends."""
    return [
        {
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ResourceType"],
            "id": "User",
            "name": "User",
            "description": "An inlogaccount",
            "endpoint": "/Users",
            "schema": USER,
            "schemaExtensions": [{"schema": ACTIVATION, "required": False}],
            "meta": {"resourceType": "ResourceType", "location": f"{at}/ResourceTypes/User"},
        }
    ]


def schemas(at: str) -> list[dict[str, Any]]:
    """The attributes of both schemas."""
    expires = _attribute(
        "activationExpires",
        "When an account that was not activated is deleted.",
        type="dateTime",
        mutability="readOnly",
    )
    described = (
        (USER, "User", "An inlogaccount", _USER_ATTRIBUTES),
        (ACTIVATION, "Activation", "Activation by the customer", [expires]),
    )
    return [
        {
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Schema"],
            "id": urn,
            "name": name,
            "description": description,
            "attributes": attributes,
            "meta": {"resourceType": "Schema", "location": f"{at}/Schemas/{urn}"},
        }
        for urn, name, description, attributes in described
    ]


def list_response(found: list[dict[str, Any]], total: int, start: int) -> dict[str, Any]:
    """One page of an answer (RFC 7644, 3.4.2)."""
    return {
        "schemas": [LIST],
        "totalResults": total,
        "startIndex": start,
        "itemsPerPage": len(found),
        "Resources": found,
    }
