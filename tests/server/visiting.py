"""A visitor without a browser, after that of the world's tests."""

from __future__ import annotations

import re
from typing import Self
from urllib.parse import urljoin

import httpx2

from tests.world.visiting import PageReader, Visitor


class Browserless(Visitor):
    """Opens pages of one server, reads them, fills their forms in."""

    def __init__(self, url: str, headers: dict[str, str] | None = None) -> None:
        self.client = httpx2.Client(
            base_url=url,
            follow_redirects=True,
            trust_env=False,
            verify=False,
            headers=headers or {},
        )
        self.answer = httpx2.Response(200)

    def open(self, address: str) -> Self:
        super().open(address)
        return self

    def send(self, *, with_field: str = "", **values: str) -> Self:
        """Fill in and send the form of this page; `with_field` names a field or button it has."""
        forms = [form for form in self.page.forms if form.method == "post"]
        if len(forms) > 1:
            names = [{*form.fields, *(name for name, _ in form.buttons)} for form in forms]
            asked = {with_field, *values}
            forms = [form for form, has in zip(forms, names, strict=True) if asked & has]
        assert forms, f"{len(forms)} forms on {self.answer.url}: {self.text}"
        self.answer = self.client.post(
            urljoin(str(self.answer.url), forms[0].action),
            data={**forms[0].fields, **values},
            headers={"Sec-Fetch-Site": "same-origin"},
        )
        return self


def check(answer: httpx2.Response, *, secure: bool = False) -> None:
    """What holds for every page of this server."""
    headers = answer.headers
    policy = dict(
        part.strip().partition(" ")[::2] for part in headers["content-security-policy"].split(";")
    )
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["form-action"] == "'self'"
    assert "script-src" not in policy
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert ("strict-transport-security" in headers) is secure
    assert "server" not in headers
    for cookie in headers.get_list("set-cookie"):
        assert re.search(r"; HttpOnly; Path=/; SameSite=(lax|strict)(; Secure)?$", cookie), cookie
        assert cookie.startswith("__Host-") is cookie.endswith("; Secure") is secure
        assert "Domain" not in cookie
    page = PageReader(answer.text)
    tags = [tag for tag, _ in page.tags]
    assert "script" not in tags
    assert tags.count("h1") == tags.count("main") == 1
    assert ("html", "nl") in {(tag, given.get("lang")) for tag, given in page.tags}
    for form in page.forms:
        assert form.method == "get" or len(form.fields["form_token"]) == 64
    labels = {given.get("for") for tag, given in page.tags if tag == "label"}
    for tag, given in page.tags:
        assert not {name for name in given if name == "style" or name.startswith("on")}
        if tag in {"input", "select"} and given.get("type") not in {"hidden", "radio"}:
            assert given["id"] in labels
    ids = [given["id"] for _, given in page.tags if "id" in given]
    assert len(ids) == len(set(ids))
    for tag, given in page.tags:
        if tag == "a" and given["href"].startswith("#"):
            assert given["href"][1:] in ids, given["href"]
