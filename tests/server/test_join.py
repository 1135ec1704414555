"""*Word lid*, page by page, over HTTP, with the world at the other end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from desk_app.bootstrap.serving import LibraryServer
from desk_app.store.opening import SqlStore
from desk_app.world.faults import Fault, Service
from desk_app.world.payments.book import PaymentStatus
from desk_app.world.payments.notices import NoticeFault
from desk_app.world.running import World
from tests.journeys.workbench import wait_until
from tests.server.joining import DETAILS, checkout, join, pay, payment_of, with_world
from tests.server.visiting import Browserless, check


@pytest.fixture
def world() -> Iterator[World]:
    with World() as running:
        yield running


@pytest.fixture
def server(world: World, serve: Callable[..., LibraryServer], tmp_path: Path) -> LibraryServer:
    # The world comes first, so that it is there until the server has stopped.
    return with_world(serve, world, tmp_path)


@pytest.fixture
def visitor(server: LibraryServer) -> Iterator[Browserless]:
    with Browserless(server.url) as one:
        yield one


def rows(store: SqlStore, sql: str, **values: Any) -> list[Any]:
    with store.database.readers.connect() as connection:
        return list(connection.execute(text(sql), values).all())


def test_from_word_lid_to_a_member_with_three_mails(
    visitor: Browserless, world: World, store: SqlStore
) -> None:
    check(visitor.open("/word-lid").answer)
    join(visitor)
    check(visitor.answer)
    assert "Compleet€ 62,50" in visitor.text
    pay(visitor)
    check(visitor.answer)
    assert "Je bent lid van de Bibliotheek" in visitor.text
    [customer] = rows(store, "SELECT * FROM customer")
    assert (customer.origin, customer.surname, customer.postcode) == ("online", "Tester", "7961 AM")
    assert customer.temporary_number.startswith("2X")
    wait_until(lambda: len(world.mailbox.all()) == 3)
    mails = {mail.subject: mail for mail in world.mailbox.all()}
    assert len(mails) == 3
    assert customer.temporary_number in mails["Welkom!"].text
    assert mails["Welkom!"].to == "g.tester@example.org"


# --------------------------------------------------------------------------- page by page


def test_every_page_of_the_way_is_guarded(visitor: Browserless) -> None:
    visitor.open("/word-lid")
    check(visitor.answer)
    visitor.send(branch_code="9548", birth_date="10-02-1966")
    check(visitor.answer)
    visitor.send(type_code="0021")
    check(visitor.answer)
    visitor.send(account_email="a@example.org", again="a@example.org")
    check(visitor.answer)
    visitor.send(**{**DETAILS, "street": "", "initials": "4"})
    check(visitor.answer)
    assert visitor.status == 422
    assert "Er kloppen een paar dingen niet" in visitor.text
    assert 'value="Tester"' in visitor.answer.text
    visitor.send(**DETAILS)
    check(visitor.answer)
    assert "G. van der Tester" in visitor.text
    assert "7961 AM" in visitor.text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"birth_date": ""}, "Geboortedatum: Vul dit veld in."),
        ({"birth_date": "31-02-1990"}, "Deze datum bestaat niet"),
        ({"birth_date": "4 januari"}, "Deze datum bestaat niet"),
        ({"birth_date": "01-01-2030"}, "Deze geboortedatum kan niet"),
        ({"birth_date": "01.01.2015"}, "Online lid worden kan vanaf 18 jaar."),
        ({"branch_code": "7777"}, "Vestiging: Vul dit veld in."),
    ],
)
def test_who_cannot_sign_up_is_told_at_the_field(
    visitor: Browserless, typed: dict[str, str], told: str
) -> None:
    visitor.open("/word-lid").send(**{"branch_code": "9548", "birth_date": "10-02-1966", **typed})
    assert (visitor.status, visitor.path) == (422, "/word-lid")
    assert told in visitor.text
    check(visitor.answer)


def test_a_page_that_comes_too_soon_leads_back(visitor: Browserless) -> None:
    for path in ("abonnement", "inlogaccount", "gegevens"):
        assert visitor.open(f"/word-lid/{path}").path == "/word-lid"
    token = visitor.page.forms[0].fields["form_token"]
    answer = visitor.client.post(
        "/word-lid/abonnement", data={"form_token": token, "type_code": "0021"}
    )
    assert answer.url.path == "/word-lid"
    answer = visitor.client.post("/word-lid/gegevens", data={"form_token": token, **DETAILS})
    assert answer.status_code == 422
    assert "Pas dit aan" in answer.text


def test_a_subscription_must_be_chosen_and_be_sold(visitor: Browserless) -> None:
    visitor.open("/word-lid").send(branch_code="9548", birth_date="10-02-1966")
    for chosen in ({}, {"type_code": "0001"}, {"type_code": "x" * 400}):
        visitor.send(**chosen)
        assert (visitor.status, visitor.path) == (422, "/word-lid/abonnement")
        check(visitor.answer)


def test_two_different_addresses_are_seen(visitor: Browserless) -> None:
    visitor.open("/word-lid").send(branch_code="9548", birth_date="10-02-1966")
    visitor.send(type_code="0021").send(account_email="a@example.org", again="b@example.org")
    assert (visitor.status, "niet hetzelfde adres" in visitor.text) == (422, True)
    visitor.send(account_email="a", again="a")
    assert (visitor.status, "geen e-mailadres" in visitor.text) == (422, True)
    visitor.send(account_email="", again="")
    assert visitor.status == 422


def test_what_is_typed_shows_literally(visitor: Browserless) -> None:
    evil = "<script>alert(1)</script>{{7*7}}"
    join(visitor, surname=evil)
    assert evil not in visitor.answer.text
    assert "&lt;script&gt;" in visitor.answer.text
    assert "49" not in visitor.text


def test_no_form_is_believed_without_its_token(visitor: Browserless, repository: Path) -> None:
    join(visitor)
    token = visitor.open("/word-lid").page.forms[0].fields["form_token"]
    found = set()
    for file in (repository / "desk_app/server/join").glob("*.py"):
        found |= set(re.findall(r'Route\("([^"]+)", self\.\w+, methods', file.read_text()))
    assert len(found) >= 5
    for path in sorted(path.replace("{reference}", "x") for path in found):
        for data, headers in (
            ({}, {}),
            ({"form_token": "0" * 64}, {}),
            ({"form_token": token}, {"Sec-Fetch-Site": "cross-site"}),
            ({"form_token": token}, {"Origin": "http://elders.invalid"}),
        ):
            answer = visitor.client.post(path, data=data, headers=headers)
            assert (answer.status_code, "verlopen" in answer.text) == (403, True), (path, data)


def test_the_page_of_a_sign_up_tells_nobody_else_whose_it_is(
    visitor: Browserless, server: LibraryServer
) -> None:
    join(visitor)
    with Browserless(server.url) as other:
        other.open(visitor.path)
        assert other.status == 200
        for secret in ("Tester", "1966", "Dijkhuizen", "example.org"):
            assert secret not in other.answer.text
        assert other.open("/word-lid/bestaat-niet").status == 404
        assert other.open(f"/word-lid/{'x' * 5000}").status == 404


# --------------------------------------------------------------------------------- paying


def test_who_cancels_may_pay_again(visitor: Browserless, store: SqlStore) -> None:
    join(visitor)
    for choice in ("cancel", "fail", "expire"):
        pay(visitor, choice)
        assert "De betaling is niet gelukt" in visitor.text
        check(visitor.answer)
        visitor.send()
    pay(visitor)
    assert "Je bent lid" in visitor.text
    assert visitor.open("/word-lid").page.forms[0].fields["birth_date"] == ""
    assert len(rows(store, "SELECT * FROM customer")) == 1


def test_going_back_after_paying_makes_nobody_twice(visitor: Browserless, store: SqlStore) -> None:
    join(visitor)
    here, token = visitor.path, visitor.open("/word-lid/gegevens").page.forms[0].fields
    with_token = {**DETAILS, "form_token": token["form_token"]}
    link = checkout(visitor.open(here))
    visitor.open(f"{link}/bank?bank=stad")
    visitor.send(choice="pay")
    assert len(rows(store, "SELECT * FROM customer")) == 1
    answer = visitor.client.post("/word-lid/gegevens", data=with_token)
    assert answer.status_code == 422
    assert len(rows(store, "SELECT * FROM customer")) == 1


def test_another_tab_that_is_paid_already_is_led_to_the_end(
    visitor: Browserless, world: World, store: SqlStore
) -> None:
    join(visitor)
    here = visitor.path
    payment = world._state.payments.get(payment_of(checkout(visitor)))
    assert payment is not None
    world._state.payments.decide(payment, PaymentStatus.PAID)
    wait_until(lambda: rows(store, "SELECT * FROM customer"))
    visitor.open("/word-lid/gegevens").send(**DETAILS)
    assert visitor.path == here
    assert "Je bent lid" in visitor.text


@pytest.mark.parametrize("fault", [Fault.DOWN, Fault.BUSY, Fault.GARBLED, Fault.LOST])
def test_a_payment_service_in_trouble_loses_nothing(
    visitor: Browserless, world: World, store: SqlStore, fault: Fault
) -> None:
    world.faults.set(Service.PAYMENTS, fault)
    join(visitor)
    assert "Betalen kan nu even niet" in visitor.text
    check(visitor.answer)
    world.faults.clear()
    pay(visitor.send())
    assert "Je bent lid" in visitor.text
    assert len(rows(store, "SELECT * FROM customer")) == 1


@pytest.mark.parametrize("fault", NoticeFault)
def test_every_fault_of_the_notices_ends_in_one_customer(
    visitor: Browserless, world: World, store: SqlStore, server: LibraryServer, fault: NoticeFault
) -> None:
    token = {"Authorization": f"Bearer {world.token}"}

    def switch(**told: object) -> None:
        answer = visitor.client.post(f"{world.url}/world/webhooks", json=told, headers=token)
        assert answer.status_code == 200

    switch(fault=fault.value)
    join(visitor)
    link = checkout(visitor)
    with Browserless(world.url) as bank:
        bank.open(f"{link}/bank?bank=stad")
        bank.client.follow_redirects = False
        bank.send(choice="pay")
    switch(fault=None, release=True)
    if fault is NoticeFault.NEVER:
        # Nobody comes back and nobody tells: the page itself asks.
        visitor.open(visitor.path)
    wait_until(lambda: len(world.mailbox.all()) == 3)
    switch(notify=[payment_of(link)] * 5)
    answer = visitor.client.post("/betalingen/bericht", data={"id": payment_of(link)})
    assert (answer.status_code, answer.text) == (200, "ok")
    assert len(rows(store, "SELECT * FROM customer")) == 1
    assert rows(store, "SELECT count(*) FROM ledger_entry WHERE kind = 'payment'")[0][0] == 1
    assert len(world.mailbox.all()) == 3


def test_a_notice_about_anything_gets_the_same_answer(
    visitor: Browserless, store: SqlStore
) -> None:
    join(visitor)
    before = rows(store, "SELECT count(*) FROM audit")
    for told in ({}, {"id": ""}, {"id": "tr_onbekend"}, {"id": "'; DROP TABLE customer"}):
        answer = visitor.client.post("/betalingen/bericht", data=told)
        assert (answer.status_code, answer.text) == (200, "ok")
    assert visitor.client.post("/betalingen/bericht", content=b"\xff" * 100).status_code == 200
    assert rows(store, "SELECT count(*) FROM audit") == before


def test_what_is_late_at_the_identity_service_comes_all_the_same(
    visitor: Browserless, world: World, store: SqlStore
) -> None:
    world.faults.set(Service.IDENTITY, Fault.TWICE)
    world.faults.set(Service.MAIL, Fault.BUSY, times=1)
    join(visitor)
    pay(visitor)
    wait_until(lambda: world.mailbox.to("greet@example.org"))
    assert len(world._state.accounts.all()) == 1
    wait_until(
        lambda: (
            rows(store, "SELECT count(*) FROM errand WHERE state IN ('done', 'waiting')")[0][0] == 3
        )
    )
    account = rows(store, "SELECT * FROM login_account")[0]
    assert account.username.startswith("2X")


@pytest.mark.parametrize("service", [Service.IDENTITY, Service.MAIL])
def test_nothing_else_that_is_away_keeps_somebody_from_becoming_a_member(
    visitor: Browserless, world: World, store: SqlStore, service: Service
) -> None:
    world.faults.set(service, Fault.BUSY)
    join(visitor)
    pay(visitor)
    assert "Je bent lid" in visitor.text
    kind = "identity" if service is Service.IDENTITY else "mail"
    waits = "SELECT count(*) FROM errand WHERE kind = :kind AND state = 'waiting' AND trouble <> ''"
    wait_until(lambda: rows(store, waits, kind=kind)[0][0] == (1 if kind == "identity" else 2))
    assert world.faults.fired(service) > 0
    assert len(rows(store, "SELECT * FROM customer")) == 1


def test_whom_the_library_knows_gets_the_same_pages(
    visitor: Browserless, server: LibraryServer
) -> None:
    join(visitor)
    pay(visitor)
    with Browserless(server.url) as again, Browserless(server.url) as other:
        join(again)
        join(other, surname="Onbekend", email="onbekend@example.org")

        def bare(one: Browserless) -> str:
            text = re.sub(r'value="\w{64}"|tr_\w+|/word-lid/[\w-]{43}', "", one.answer.text)
            return text.replace("Tester", "Onbekend").replace("g.tester@", "onbekend@")

        assert bare(again) == bare(other)
        assert again.status == other.status == 200


def test_the_link_of_the_mail_asks_before_it_confirms(
    visitor: Browserless, world: World, store: SqlStore
) -> None:
    join(visitor)
    pay(visitor)
    world.mailbox.wait_for("g.tester@example.org", 2)
    mails = world.mailbox.to("g.tester@example.org")
    link = next(mail for mail in mails if mail.subject.startswith("Bevestig")).links()[0]
    check(visitor.open(link).answer)
    confirmed = "SELECT confirmed_at FROM email_confirmation"
    assert rows(store, confirmed)[0].confirmed_at is None
    visitor.send()
    assert "Je e-mailadres is bevestigd" in visitor.text
    assert rows(store, confirmed)[0].confirmed_at is not None
    for _ in range(2):
        assert visitor.open(link).status == 410
        check(visitor.answer)
    visitor.open("/word-lid")
    token = visitor.page.forms[0].fields["form_token"]
    assert visitor.client.post(link, data={"form_token": token}).status_code == 410


# ---------------------------------------------------------------------------------- limits


def test_a_class_of_thirty_behind_one_address_signs_up(visitor: Browserless) -> None:
    join(visitor)
    visitor.open("/word-lid/gegevens")
    for at in range(39):
        assert visitor.send(**{**DETAILS, "initials": "4"}).status == 422, at
    visitor.send(**DETAILS)
    assert visitor.status == 429
    assert 0 < int(visitor.answer.headers["retry-after"]) <= 120
    check(visitor.answer)


def test_without_a_payment_service_nobody_signs_up(serve: Callable[..., LibraryServer]) -> None:
    with Browserless(serve().url) as visitor:
        visitor.open("/word-lid")
        assert (visitor.status, "kan nu niet" in visitor.text) == (503, True)
        check(visitor.answer)


def test_a_sign_up_that_is_over_says_so(visitor: Browserless, store: SqlStore) -> None:
    join(visitor)
    with store.database.commands.begin() as connection:
        connection.execute(text("UPDATE sign_up SET state = 'expired', payload = ''"))
    assert visitor.open(visitor.path).status == 410
    assert "verlopen" in visitor.text
    check(visitor.answer)
    with store.database.commands.begin() as connection:
        connection.execute(text("UPDATE sign_up SET state = 'open'"))
        connection.execute(text("UPDATE sign_up_payment SET state = 'paid'"))
    assert "We kijken je betaling na" in visitor.open(visitor.path).text
    check(visitor.answer)
