"""What the tests of the SCIM client do and look at."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import httpx2

from desk_app.domain.login_accounts import LoginAccountState
from desk_app.gateways.identity import users
from desk_app.gateways.identity.scim import ScimIdentityService
from desk_app.usecases.service_ports import AccountSeen
from tests.gateways.identity.peers import TOKEN

REFERENCE = "9548-261380"
OTHER = "9548-261381"
EMAIL = "g.tester@example.org"
BASIC, COMPLETE = "Basis", "OnlineBibliotheek-Compleet"
WAITING = LoginAccountState.WAITING_FOR_ACTIVATION
ACTIVE = LoginAccountState.ACTIVE


def now() -> datetime:
    return datetime.now(UTC)


class Direct:
    """Looks behind the client's back."""

    def __init__(self, url: str) -> None:
        self._client = httpx2.Client(
            base_url=url, headers={"Authorization": f"Bearer {TOKEN}"}, trust_env=False
        )

    def close(self) -> None:
        self._client.close()

    def users(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self._client.get("/Users").json().get("Resources", [])
        return found

    def empty(self) -> None:
        for user in self.users():
            self._client.delete(f"/Users/{user['id']}")

    def add(self, **facts: Any) -> None:
        user = {"schemas": [users.USER], "active": True, **facts}
        answer = self._client.post("/Users", json=user)
        assert answer.status_code == 201, answer.text

    def change(self, reference: str, **facts: Any) -> None:
        (user,) = [one for one in self.users() if one.get("externalId") == reference]
        answer = self._client.put(f"/Users/{user['id']}", json={**user, **facts})
        assert answer.status_code == 200, answer.text


def made(service: ScimIdentityService, username: str = "5003000030") -> AccountSeen:
    return service.create(REFERENCE, username, EMAIL, "G. Tester", (BASIC,))
