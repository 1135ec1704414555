"""What the audit row of a command says: its subject, and its fields without secrets."""

from __future__ import annotations

import re
from typing import Any, Final

from desk_app.errors import Refused
from desk_app.usecases.messages import Command
from desk_app.usecases.wire import encode_open, to_text

# ISO 13616: two letters, two check digits, 11 to 30 letters and digits, often in groups of four.
_IBAN: Final = re.compile(r"\b[A-Za-z]{2}\d{2}(?:[ -]?[A-Za-z0-9]){11,30}\b")


def subject_of(command: Command[Any], result: object = None) -> str:
    """What a command was about: ``customer:<actor id>``, ``staff:<id>``, ``errand:<id>`` or empty.

    A command that names no customer is about the one its answer names.
    """
    for kind, name in (("customer", "actor_id"), ("staff", "staff_id"), ("errand", "errand_id")):
        for where in (command, result):
            found = getattr(where, name, None)
            if isinstance(found, int):
                return f"{kind}:{found}"
    return ""


def customer_of(command: Command[Any], result: object) -> int | None:
    """The customer a command was about, if any."""
    kind, _, number = subject_of(command, result).partition(":")
    return int(number) if kind == "customer" else None


def about(command: Command[Any], result: object) -> str:
    """In one word what happened: the number, the reference, the type, the text."""
    for name in ("new_number", "number", "reference", "type_code", "text", "reason"):
        for where in (command, result):
            found = getattr(where, name, None)
            if isinstance(found, str):
                return found
    return ""


def details_of(command: Command[Any], **more: object) -> str:
    """The fields of a command as JSON: secrets left out, every IBAN cut to its last four."""
    return to_text({**more, "command": type(command).__name__, "fields": open_fields(command)})


def refusal_details(command: Command[Any], refused: Refused) -> str:
    """The name of what was refused and the code; not what was typed, which may be a password."""
    return to_text({"command": type(command).__name__, "refused": refused.code})


def open_fields(message: Command[Any]) -> Any:
    """The fields that may be kept for years, in plain values."""
    return _masked(encode_open(message, type(message)))


def _masked(plain: Any) -> Any:
    if isinstance(plain, str):
        return _IBAN.sub(lambda found: f"…{found.group()[-4:]}", plain)
    if isinstance(plain, list):
        return [_masked(one) for one in plain]
    if isinstance(plain, dict):
        return {name: _masked(value) for name, value in plain.items()}
    return plain
