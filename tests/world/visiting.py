"""A visitor without a browser: opens pages, reads them, fills their forms in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, Self
from urllib.parse import urljoin

import httpx2

from desk_app.world import World

TOKEN = "sleutel-van-de-bibliotheek"
PASSWORD = "paars-vloerkleed-41"
COMPLETE = ("Basis", "OnlineBibliotheek-Compleet")
USER = "urn:ietf:params:scim:schemas:core:2.0:User"
PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
ACTIVATION = "urn:bibliotheek:scim:schemas:activation:1.0:User"


@dataclass
class Form:
    method: str
    action: str
    fields: dict[str, str] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)


class PageReader(HTMLParser):
    """The forms, the text and the tags of one page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self._text: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append((tag, given))
        if tag == "form":
            self.forms.append(Form(given.get("method", "get"), given.get("action", "")))
        elif tag == "input" and self.forms and "name" in given:
            if given.get("type") not in {"checkbox", "radio"} or "checked" in given:
                self.forms[-1].fields[given["name"]] = given.get("value", "")
        elif tag == "button" and self.forms and "name" in given:
            self.forms[-1].buttons.append((given["name"], given.get("value", "")))

    def handle_data(self, data: str) -> None:
        self._text.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self._text).split())


class Visitor:
    """One browser: keeps cookies, follows redirects, sends what a browser sends."""

    def __init__(self, world: World) -> None:
        self.client = httpx2.Client(
            base_url=world.url, follow_redirects=True, trust_env=False, verify=False
        )
        self.answer = httpx2.Response(200)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()

    @property
    def page(self) -> PageReader:
        return PageReader(self.answer.text)

    @property
    def text(self) -> str:
        return self.page.text

    @property
    def path(self) -> str:
        return self.answer.url.path

    @property
    def status(self) -> int:
        return self.answer.status_code

    def open(self, address: str) -> Visitor:
        self.answer = self.client.get(address)
        return self

    def send(self, *, with_field: str = "", **values: str) -> Visitor:
        """Fill in and send the form of this page's content that has this field."""
        forms = [
            form
            for form in self.page.forms
            if form.method == "post" and not form.action.endswith("/uitloggen")
        ]
        names = {with_field, *values} - {""}
        fits = [
            form
            for form in forms
            if names <= {*form.fields, *(name for name, _ in form.buttons), *TICKS}
        ]
        assert fits, f"no form on {self.answer.url} takes {names}: {self.text}"
        address = urljoin(str(self.answer.url), fits[0].action)
        self.answer = self.client.post(
            address, data={**fits[0].fields, **values}, headers={"Sec-Fetch-Site": "same-origin"}
        )
        return self

    def sign_in(self, username: str, password: str = PASSWORD) -> Visitor:
        return self.send(username=username, password=password)


TICKS = {"terms", "newsletter"}


class Library:
    """What the library's program says to the world, over the wire."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.client = httpx2.Client(
            base_url=world.url,
            headers={"Authorization": f"Bearer {TOKEN}"},
            trust_env=False,
            verify=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()

    def make(
        self,
        username: str = "2X19860001",
        reference: str = "9548-000001",
        email: str = "e.b.tester@example.org",
        rights: tuple[str, ...] = COMPLETE,
        **more: Any,
    ) -> dict[str, Any]:
        answer = self.client.post(
            "/scim/v2/Users",
            json={
                "schemas": [USER],
                "userName": username,
                "externalId": reference,
                "displayName": "E.B. Tester",
                "emails": [{"value": email, "primary": True}],
                "entitlements": [{"value": right} for right in rights],
                **more,
            },
        )
        assert answer.status_code == 201, answer.text
        made: dict[str, Any] = answer.json()
        return made

    def patch(self, user_id: str, *operations: dict[str, Any]) -> httpx2.Response:
        return self.client.patch(
            f"/scim/v2/Users/{user_id}", json={"schemas": [PATCH], "Operations": list(operations)}
        )

    def show(self, user_id: str) -> httpx2.Response:
        return self.client.get(f"/scim/v2/Users/{user_id}")

    def find(self, condition: str) -> list[dict[str, Any]]:
        answer = self.client.get("/scim/v2/Users", params={"filter": condition})
        assert answer.status_code == 200, answer.text
        found: list[dict[str, Any]] = answer.json()["Resources"]
        return found

    def member(self, reference: str, **told: Any) -> None:
        answer = self.client.put("/world/members", json={"reference": reference, **told})
        assert answer.status_code in {200, 201}, answer.text

    def pay(self, **told: Any) -> dict[str, Any]:
        message = {
            "amount": {"currency": "EUR", "value": "45.00"},
            "description": "Digital only",
            "redirectUrl": f"{self.world.url}/website",
            **told,
        }
        answer = self.client.post("/v1/payments", json=message)
        assert answer.status_code == 201, answer.text
        asked: dict[str, Any] = answer.json()
        return asked


def last_link(world: World, address: str) -> str:
    """The link in the newest mail to this address."""
    return world.mailbox.to(address)[-1].links()[0]


def activate(visitor: Visitor, link: str, password: str = PASSWORD) -> Visitor:
    """From the letter to a working account."""
    visitor.open(link).send()
    assert visitor.path.endswith("/wachtwoord"), visitor.text
    return visitor.send(password=password, again=password)


def form_token(html: str) -> str:
    found = re.search(r'name="form_token" value="(\w+)"', html)
    assert found is not None
    return found.group(1)
