"""The client of the payment provider, against the world's provider and against rough answers."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from desk_app.domain.signups import PaymentFacts, PaymentState
from desk_app.errors import DeskAppError
from desk_app.gateways.payments import provider as module
from desk_app.gateways.payments.provider import HttpPayments, PaymentServer
from desk_app.usecases.errands.payment_outcomes import (
    PaymentAway,
    PaymentGarbled,
    PaymentNotFound,
    PaymentRefusedIt,
    PaymentSettingRefused,
    PaymentSignInRefused,
)
from desk_app.usecases.payment_ports import PaymentBegun, PaymentWanted
from desk_app.world.faults import Fault, Service
from desk_app.world.running import World

WANTED = PaymentWanted(
    "ref-1",
    "ref",
    Decimal("54.00"),
    "Basis",
    "http://127.0.0.1:1/word-lid/ref",
    "http://127.0.0.1:1/betalingen/bericht",
)
TOLD: dict[str, Any] = {
    "id": "tr_1234",
    "status": "paid",
    "amount": {"value": "54.00", "currency": "EUR"},
    "metadata": {"reference": "ref"},
    "_links": {"checkout": {"href": "https://pay.example/tr_1234?taal=nl"}},
}


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with World() as running:
        yield running


@pytest.fixture
def payments(world: World) -> Iterator[HttpPayments]:
    one = HttpPayments(PaymentServer(world.url, world.token, silence=1.0, longest=3.0))
    yield one
    one.close()
    world.faults.clear()


class Rough:
    """A provider that answers what it is told to."""

    def __init__(self) -> None:
        self.status, self.body = 200, b""
        self.asked: list[Any] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                length = int(self.headers.get("Content-Length", "0"))
                outer.asked.append((self.command, self.path, self.rfile.read(length), self.headers))
                self.send_response(outer.status)
                if outer.status == 302:
                    self.send_header("Location", "https://elders.example/")
                self.send_header("Content-Length", str(len(outer.body)))
                self.end_headers()
                self.wfile.write(outer.body)

            do_POST = do_DELETE = do_GET

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = False
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def close(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@pytest.fixture
def rough() -> Iterator[Rough]:
    one = Rough()
    yield one
    one.close()


@pytest.fixture
def roughly(rough: Rough) -> Iterator[HttpPayments]:
    one = HttpPayments(PaymentServer(rough.url, "geheim"))
    yield one
    one.close()


def test_a_payment_from_beginning_to_end(payments: HttpPayments, world: World) -> None:
    begun = payments.begin(WANTED)
    assert begun.checkout_url == f"{world.url}/betalen/{begun.payment_id}"
    assert payments.begin(WANTED) == begun
    assert payments.begin(replace(WANTED, key="ref-2")).payment_id != begun.payment_id
    open_one = PaymentFacts(PaymentState.OPEN, Decimal("54.00"), "EUR", "ref")
    assert payments.show(begun.payment_id) == open_one
    payments.cancel(begun.payment_id)
    assert payments.show(begun.payment_id) == replace(open_one, state=PaymentState.CANCELED)
    payments.cancel(begun.payment_id)
    with pytest.raises(PaymentNotFound):
        payments.show("tr_onbekend")


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Fault.DOWN, PaymentAway),
        (Fault.BUSY, PaymentAway),
        (Fault.SLOW, PaymentAway),
        (Fault.LATE, PaymentAway),
        (Fault.LOST, PaymentAway),
        (Fault.GARBLED, PaymentGarbled),
        (Fault.TWICE, None),
    ],
)
def test_every_fault_has_its_meaning_and_asking_again_makes_no_second_payment(
    payments: HttpPayments, world: World, fault: Fault, error: type[DeskAppError] | None
) -> None:
    wanted = replace(WANTED, key=f"fault-{fault}")
    seconds = 1.5 if fault in {Fault.SLOW, Fault.LATE} else None
    fired = world.faults.fired(Service.PAYMENTS)
    world.faults.set(Service.PAYMENTS, fault, times=1, seconds=seconds)
    if error is None:
        first = payments.begin(wanted)
    else:
        with pytest.raises(error):
            payments.begin(wanted)
        first = payments.begin(wanted)
    assert world.faults.fired(Service.PAYMENTS) == fired + 1
    assert payments.begin(wanted) == first


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (302, PaymentGarbled),
        (400, PaymentRefusedIt),
        (401, PaymentSignInRefused),
        (403, PaymentSignInRefused),
        (404, PaymentNotFound),
        (408, PaymentAway),
        (410, PaymentNotFound),
        (422, PaymentRefusedIt),
        (429, PaymentAway),
        (500, PaymentAway),
        (503, PaymentAway),
    ],
)
def test_every_status_has_its_meaning(
    rough: Rough, roughly: HttpPayments, status: int, error: type[DeskAppError]
) -> None:
    rough.status = status
    with pytest.raises(error):
        roughly.show("tr_1234")


def changed(**values: Any) -> bytes:
    return json.dumps({**TOLD, **values}).encode()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"\xff",
        b"{",
        b"[" * 100_000,
        changed(id="tr_9999"),
        changed(id=7),
        changed(status="bijna"),
        changed(status=[]),
        changed(amount=None),
        changed(amount={"value": 54, "currency": "EUR"}),
        changed(amount={"value": "54", "currency": "EUR"}),
        changed(amount={"value": "1e9", "currency": "EUR"}),
        changed(amount={"value": "-54.00", "currency": "EUR"}),
        changed(metadata=["x"]),
    ],
)
def test_what_cannot_be_understood_is_not_believed(
    rough: Rough, roughly: HttpPayments, body: bytes
) -> None:
    rough.body = body
    with pytest.raises(PaymentGarbled):
        roughly.show("tr_1234")


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("open", PaymentState.OPEN),
        ("pending", PaymentState.OPEN),
        ("authorized", PaymentState.OPEN),
        ("paid", PaymentState.PAID),
        ("failed", PaymentState.FAILED),
        ("canceled", PaymentState.CANCELED),
        ("expired", PaymentState.EXPIRED),
    ],
)
def test_every_state_of_the_provider_is_known(
    rough: Rough, roughly: HttpPayments, status: str, state: PaymentState
) -> None:
    rough.body = changed(status=status, metadata=None)
    assert roughly.show("tr_1234") == PaymentFacts(state, Decimal("54.00"), "EUR", "")


@pytest.mark.parametrize(
    "links",
    [
        {},
        {"checkout": {"href": "javascript:alert(1)"}},
        {"checkout": {"href": "http://pay.example/x"}},
        {"checkout": {"href": "https://pay.example/\u202e"}},
        {"checkout": {"href": "https://pay.example/" + "x" * 2000}},
        {"checkout": {"href": None}},
    ],
)
def test_nobody_is_sent_to_a_page_that_is_not_safe(
    rough: Rough, roughly: HttpPayments, links: dict[str, Any]
) -> None:
    rough.body = changed(_links=links)
    with pytest.raises(PaymentGarbled):
        roughly.begin(WANTED)


def test_what_is_asked_is_what_the_provider_documents(rough: Rough, roughly: HttpPayments) -> None:
    rough.body = changed()
    assert roughly.begin(WANTED) == PaymentBegun("tr_1234", "https://pay.example/tr_1234?taal=nl")
    [(method, path, body, headers)] = rough.asked
    assert (method, path) == ("POST", "/v1/payments")
    assert headers["Authorization"] == "Bearer geheim"
    assert headers["Idempotency-Key"] == "ref-1"
    assert json.loads(body) == {
        "amount": {"currency": "EUR", "value": "54.00"},
        "description": "Basis",
        "redirectUrl": WANTED.return_url,
        "webhookUrl": WANTED.notice_url,
        "metadata": {"reference": "ref"},
        "method": "ideal",
    }
    roughly.cancel("../../x")
    assert rough.asked[1][1] == "/v1/payments/..%2F..%2Fx"
    rough.status = 422
    roughly.cancel("tr_1234")


def test_an_answer_without_end_is_not_read(
    rough: Rough, roughly: HttpPayments, monkeypatch: pytest.MonkeyPatch
) -> None:
    rough.body = b" " * 5000
    monkeypatch.setattr(module, "MOST_BYTES", 1000)
    with pytest.raises(PaymentGarbled):
        roughly.show("tr_1234")


def test_an_answer_that_trickles_is_given_up(rough: Rough) -> None:
    rough.body = changed()
    one = HttpPayments(PaymentServer(rough.url, "geheim", longest=-1.0))
    try:
        with pytest.raises(PaymentAway):
            one.show("tr_1234")
    finally:
        one.close()


def written(folder: Path, text: str = "geheim\n") -> Path:
    file = folder / "token"
    file.write_text(text)
    file.chmod(0o600)
    return file


def test_the_settings_of_a_provider(tmp_path: Path) -> None:
    file = written(tmp_path)
    server = PaymentServer.from_settings("https://pay.example/", str(file))
    assert server == PaymentServer("https://pay.example", "geheim")
    assert "geheim" not in repr(server)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("ftp://pay.example", "address"),
        ("https://", "address"),
        ("https://a:b@pay.example", "address"),
        ("https://pay.example?x=1", "address"),
        ("https://pay.example:x", "address"),
        ("http://pay.example", "not secure"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused(tmp_path: Path, url: str, why: str) -> None:
    with pytest.raises(PaymentSettingRefused) as refused:
        PaymentServer.from_settings(url, str(written(tmp_path)))
    assert refused.value.why == why


@pytest.mark.parametrize("spoil", [lambda file: file.chmod(0o644), lambda file: file.unlink()])
def test_a_key_that_is_open_or_missing_is_refused(
    tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    file = written(tmp_path)
    spoil(file)
    with pytest.raises(PaymentSettingRefused):
        PaymentServer.from_settings("https://pay.example", str(file))
