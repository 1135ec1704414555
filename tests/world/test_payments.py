from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest

from desk_app.world import World
from tests.world.visiting import Library, Visitor

DEADLINE_SECONDS = 30.0


class Shop:
    """The library's server, as far as notices go: it keeps the ids that come in."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.status = 200
        self.changed = threading.Condition()
        shop = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"])).decode()
                with shop.changed:
                    shop.ids.append(parse_qs(body)["id"][0])
                    self.send_response(shop.status)
                    shop.changed.notify_all()
                self.send_header("content-length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/webhook"

    def wait(self, fits: Callable[[list[str]], bool]) -> list[str]:
        with self.changed:
            assert self.changed.wait_for(lambda: fits(self.ids), DEADLINE_SECONDS), self.ids
            return list(self.ids)

    def count(self, number: int) -> list[str]:
        return self.wait(lambda ids: len(ids) >= number)


@pytest.fixture
def shop() -> Iterator[Shop]:
    one = Shop()
    thread = threading.Thread(target=one.server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield one
    one.server.shutdown()
    thread.join()
    one.server.server_close()


def switch(library: Library, **message: Any) -> dict[str, Any]:
    answer = library.client.post("/world/webhooks", json=message)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def status(library: Library, payment: dict[str, Any]) -> str:
    return str(library.client.get(f"/v1/payments/{payment['id']}").json()["status"])


@pytest.mark.parametrize(
    ("choice", "ends"),
    [("pay", "paid"), ("cancel", "canceled"), ("fail", "failed"), ("expire", "expired")],
)
def test_the_payer_decides_and_the_library_hears(
    library: Library, visitor: Visitor, shop: Shop, choice: str, ends: str
) -> None:
    payment = library.pay(webhookUrl=shop.url)
    assert payment["status"] == "open"
    visitor.open(payment["_links"]["checkout"]["href"])
    assert "€ 45,00" in visitor.text
    visitor.open(f"{visitor.path}/bank?bank=water").send(choice=choice)
    assert visitor.path == "/website"
    assert shop.count(1) == [payment["id"]]
    assert status(library, payment) == ends
    # What is decided stays decided.
    visitor.open(payment["_links"]["checkout"]["href"])
    assert "Deze betaling is" in visitor.text
    library.client.delete(f"/v1/payments/{payment['id']}")
    assert status(library, payment) == ends


def test_a_payment_expires_by_the_clock(
    library: Library, visitor: Visitor, world: World, shop: Shop
) -> None:
    payment = library.pay(webhookUrl=shop.url)
    world.clock.forward(15 * 60 - 1)
    assert status(library, payment) == "open"
    visitor.open(payment["_links"]["checkout"]["href"])
    late = visitor.answer
    world.clock.forward(1)
    assert shop.count(1) == [payment["id"]]
    visitor.answer = late
    visitor.send(choice="cancel")
    assert status(library, payment) == "expired"


def test_one_key_is_one_payment(library: Library) -> None:
    message = {
        "amount": {"currency": "EUR", "value": "45.00"},
        "description": "x",
        "redirectUrl": library.world.url,
        "metadata": {"aanmelding": 7},
    }
    made = [
        library.client.post("/v1/payments", json=message, headers={"Idempotency-Key": "a"}).json()
        for _ in range(2)
    ]
    assert made[0]["id"] == made[1]["id"]
    assert made[0]["metadata"] == {"aanmelding": 7}


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"amount": {"currency": "EUR", "value": "45"}}, "amount"),
        ({"amount": {"currency": "USD", "value": "45.00"}}, "amount"),
        ({"amount": {"currency": "EUR", "value": "0.00"}}, "amount"),
        ({"description": ""}, "description"),
        ({"redirectUrl": "https://voorbeeld.nl/"}, "redirectUrl"),
        ({"redirectUrl": "javascript:alert(1)"}, "redirectUrl"),
        ({"redirectUrl": "http://127.0.0.1;script-src *"}, "redirectUrl"),
        ({"webhookUrl": "http://10.0.0.1/"}, "webhookUrl"),
    ],
)
def test_a_wrong_payment_names_its_field(
    library: Library, wrong: dict[str, Any], named: str
) -> None:
    good = {
        "amount": {"currency": "EUR", "value": "45.00"},
        "description": "x",
        "redirectUrl": library.world.url,
    }
    answer = library.client.post("/v1/payments", json={**good, **wrong})
    assert (answer.status_code, answer.json()["field"]) == (422, named)


def test_twice_late_never_reversed_and_forged(library: Library, world: World, shop: Shop) -> None:
    def paid() -> str:
        payment = library.pay(webhookUrl=shop.url)
        switch(library, decide={payment["id"]: "paid"})
        return str(payment["id"])

    switch(library, fault="twice")
    one = paid()
    assert shop.count(2) == [one, one]
    switch(library, fault="late")
    late = paid()
    switch(library, fault="never")
    never = paid()
    switch(library, fault="out_of_order")
    held = [paid() for _ in range(3)]
    assert switch(library)["held"] == 3
    switch(library, fault=None)
    now = paid()
    assert shop.count(3)[2:] == [now]
    world.clock.forward(3600)
    assert shop.count(4)[3:] == [late]
    switch(library, release=True)
    assert shop.count(7)[4:] == held[::-1]
    still_open = library.pay(webhookUrl=shop.url)["id"]
    switch(library, fault="forged")
    real = paid()
    unknown, early, last = shop.count(10)[7:]
    assert (early, last) == (still_open, real)
    assert library.client.get(f"/v1/payments/{unknown}").status_code == 404
    assert never not in shop.ids
    assert switch(library, fault=None)["fired"] == 7


def test_a_notice_that_fails_comes_again(library: Library, world: World, shop: Shop) -> None:
    shop.status = 503
    payment = library.pay(webhookUrl=shop.url)
    switch(library, decide={payment["id"]: "paid"})
    shop.count(1)
    shop.status = 200
    while switch(library)["waiting"] != 1:
        continue
    world.clock.forward(60)
    assert shop.count(2) == [payment["id"]] * 2


def test_two_hundred_payments_told_many_times_in_any_order(library: Library, shop: Shop) -> None:
    ids = [library.pay(webhookUrl=shop.url)["id"] for _ in range(200)]
    switch(library, fault="never", decide=dict.fromkeys(ids, "paid"))
    order = random.Random(7).choices(ids, k=100) + ids
    random.Random(8).shuffle(order)
    switch(library, notify=order)
    assert shop.count(len(order)) == order


def test_without_the_token_nothing_is_told(library: Library) -> None:
    payment = library.pay()
    library.client.headers["Authorization"] = "Bearer verkeerd"
    assert library.client.get(f"/v1/payments/{payment['id']}").status_code == 401
    assert library.client.post("/v1/payments", json={}).status_code == 401
    assert library.client.post("/world/webhooks", json={}).status_code == 401
