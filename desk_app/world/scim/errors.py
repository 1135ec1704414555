"""What a SCIM server answers when it cannot do what was asked (RFC 7644, 3.12)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class ScimError(Exception):
    """An answer with this HTTP status and, where the standard has one, this `scimType`."""

    status: int
    detail: str
    scim_type: str | None = None

    def body(self) -> dict[str, object]:
        """The error as the standard writes it."""
        told: dict[str, object] = {
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:Error"],
            "status": str(self.status),
            "detail": self.detail,
        }
        if self.scim_type:
            told["scimType"] = self.scim_type
        return told
