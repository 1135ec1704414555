"""Payments at a provider: ``/v1/payments``, amounts as text, one key for each attempt.

The interface is that of Mollie's payments API v2 as far as it is used here: create with an
``Idempotency-Key``, fetch, cancel. A notice of the provider is unsigned and carries an id only, so
what counts is what it answers when it is asked.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, Self
from urllib.parse import quote

import httpx2

from desk_app.domain.signups import CURRENCY, PaymentFacts, PaymentState
from desk_app.gateways.service_address import (
    AddressRefusedError,
    checked_address,
    read_token,
)
from desk_app.gateways.service_line import ServicePlace, make_client, read_whole
from desk_app.usecases.errands.payment_outcomes import (
    PaymentAway,
    PaymentGarbled,
    PaymentNotFound,
    PaymentRefusedIt,
    PaymentSettingRefused,
    PaymentSignInRefused,
)
from desk_app.usecases.payment_ports import PaymentBegun, PaymentWanted

MOST_BYTES: Final = 1024 * 1024
_REFERENCE: Final = "reference"
_AMOUNT: Final = re.compile(r"\d{1,9}\.\d{2}")
_ID: Final = re.compile(r"[A-Za-z0-9_-]{4,64}")
_STATES: Final = {
    "open": PaymentState.OPEN,
    "pending": PaymentState.OPEN,
    "authorized": PaymentState.OPEN,
    "paid": PaymentState.PAID,
    "failed": PaymentState.FAILED,
    "canceled": PaymentState.CANCELED,
    "expired": PaymentState.EXPIRED,
}
_TOO_BUSY: Final = frozenset({408, 425, 429})


class PaymentServer(ServicePlace):
    """Where the provider is."""

    @classmethod
    def from_settings(cls, url: str, token_file: str) -> Self:
        """From the address and the file that holds the bearer token.

        Raises:
            PaymentSettingRefused: with what is wrong; neither address nor token is told.
        """
        try:
            return cls(checked_address(url), read_token(Path(token_file)))
        except AddressRefusedError as refused:
            raise PaymentSettingRefused(str(refused)) from None


class HttpPayments:
    """Implements `usecases.payment_ports.PaymentProvider`. Safe from every thread."""

    def __init__(self, server: PaymentServer) -> None:
        self._server = server
        self._client = make_client(server)

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def begin(self, wanted: PaymentWanted) -> PaymentBegun:
        """Ask for a payment; the same one again for the same key."""
        message = {
            "amount": {"currency": CURRENCY, "value": f"{wanted.amount:.2f}"},
            "description": wanted.description,
            "redirectUrl": wanted.return_url,
            "webhookUrl": wanted.notice_url,
            "metadata": {_REFERENCE: wanted.reference},
            "method": "ideal",
        }
        told = self._ask("POST", "/v1/payments", message, wanted.key)
        try:
            return PaymentBegun(_id(told["id"]), _page(told["_links"]["checkout"]["href"]))
        except (KeyError, TypeError, ValueError):
            raise PaymentGarbled from None

    def show(self, payment_id: str) -> PaymentFacts:
        """What the provider says of a payment now."""
        told = self._ask("GET", _path(payment_id))
        try:
            amount, metadata = told["amount"], told.get("metadata") or {}
            if _id(told["id"]) != payment_id or not _AMOUNT.fullmatch(amount["value"]):
                raise PaymentGarbled
            return PaymentFacts(
                _STATES[told["status"]],
                Decimal(amount["value"]),
                str(amount["currency"]),
                str(metadata.get(_REFERENCE, "")),
            )
        except (KeyError, TypeError, ValueError, AttributeError):
            raise PaymentGarbled from None

    def cancel(self, payment_id: str) -> None:
        """End a payment that is still open."""
        try:
            self._ask("DELETE", _path(payment_id))
        except PaymentRefusedIt:
            # It ended already.
            return

    def _ask(
        self, method: str, path: str, message: dict[str, Any] | None = None, key: str = ""
    ) -> dict[str, Any]:
        headers = {"Accept": "application/json", "Authorization": f"Bearer {self._server.token}"}
        if key:
            headers["Idempotency-Key"] = key
        try:
            with self._client.stream(
                method, f"{self._server.url}{path}", headers=headers, json=message
            ) as response:
                _check_status(response.status_code)
                raw = read_whole(response, self._server.longest, MOST_BYTES)
        except (httpx2.DecodingError, httpx2.InvalidURL):
            raise PaymentGarbled from None
        except (httpx2.TransportError, TimeoutError):
            raise PaymentAway from None
        return _parsed(raw)


def _check_status(status: int) -> None:
    if 200 <= status < 300:
        return
    if status in {401, 403}:
        raise PaymentSignInRefused
    if status in _TOO_BUSY or status >= 500:
        raise PaymentAway
    if status in {404, 410}:
        raise PaymentNotFound
    if status >= 400:
        raise PaymentRefusedIt
    # A redirect: the address is that of something else.
    raise PaymentGarbled


def _parsed(raw: bytes) -> dict[str, Any]:
    try:
        told = json.loads(raw) if raw else {}
    except (ValueError, RecursionError):
        raise PaymentGarbled from None
    if not isinstance(told, dict):
        raise PaymentGarbled
    return told


def _path(payment_id: str) -> str:
    return f"/v1/payments/{quote(payment_id, safe='')}"


def _id(value: object) -> str:
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise ValueError("no id of a payment")
    return value


def _page(value: object) -> str:
    """Where the payer goes: a page over an encrypted line, or on this computer."""
    if not isinstance(value, str) or len(value) > 2000 or not value.isascii():
        raise ValueError("no address of a page")
    checked_address(value.partition("?")[0])
    return value
