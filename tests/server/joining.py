"""Somebody who becomes a member, page by page, and the world they pay and read mail in."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from desk_app.bootstrap.serving import LibraryServer
from desk_app.world.running import World
from tests.server.visiting import Browserless

BORN = "10-02-1966"
DETAILS = {
    "initials": "g",
    "given_name": "Greet",
    "name_prefix": "van der",
    "surname": "Tester",
    "postcode": "7961am",
    "house_number": "12",
    "house_suffix": "",
    "street": "Dijkhuizen",
    "place": "Ruinerwold",
    "country": "NL",
    "email": "g.tester@example.org",
}


def with_world(serve: Callable[..., LibraryServer], world: World, folder: Path) -> LibraryServer:
    """A server that mails, keeps accounts and takes payments in this world."""
    token = folder / "world-token"
    token.write_text(world.token, encoding="utf-8")
    token.chmod(0o600)
    return serve(
        mail_server=world.smtp_url.replace("smtp:", "smtp-plain:"),
        mail_sender="info@bibliotheekruinerwold.nl",
        identity_url=world.url,
        identity_token_file=str(token),
        payment_url=world.url,
        payment_token_file=str(token),
    )


def join(
    visitor: Browserless, *, type_code: str = "0022", born: str = BORN, **details: str
) -> Browserless:
    """From *Word lid* to the page that leads to the payment."""
    visitor.open("/word-lid").send(branch_code="9548", birth_date=born)
    visitor.send(type_code=type_code)
    email = details.pop("account_email", "greet@example.org")
    visitor.send(account_email=email, again=email)
    return visitor.send(**{**DETAILS, **details})


def checkout(visitor: Browserless) -> str:
    """Where this page leads to pay."""
    found = [
        given["href"]
        for tag, given in visitor.page.tags
        if tag == "a" and "/betalen/" in given["href"]
    ]
    assert found, visitor.text
    return found[0]


def pay(visitor: Browserless, choice: str = "pay") -> Browserless:
    """Go to the provider, choose a bank, and come back to the library."""
    visitor.open(checkout(visitor))
    visitor.open(f"{visitor.answer.url}/bank?bank=stad")
    return visitor.send(choice=choice)


def payment_of(link: str) -> str:
    """The provider's name of the payment behind a link to pay."""
    found = re.search(r"tr_\w+", link)
    assert found is not None
    return found.group()
