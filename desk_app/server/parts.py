"""What every group of pages is built from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from desk_app.errors import DeskAppError
from desk_app.server.lanes import Lanes
from desk_app.usecases.procedures.payments import Payments
from desk_app.usecases.service_ports import Clock
from desk_app.web.limits import Limits, Slowdown
from desk_app.web.pages import Pages


@dataclass(frozen=True)
class Words:
    """The Dutch of errors, which lives with the wording of the window.

    `sentence` tells one error; `fields` what is wrong with which field.
    """

    sentence: Callable[[DeskAppError], str]
    fields: Callable[[DeskAppError], Mapping[str, str]]


def _nothing() -> None:
    """Nobody looks."""


@dataclass(frozen=True)
class ServerParts:
    """`payments` is None where no payment provider is set, `look_soon` wakes who asks it.

    `site_url` is the address of this server as visitors know it, without a slash at the end.

    `slowdown` is for what can be guessed at an account; `limits` for what one address may do.
    """

    pages: Pages
    lanes: Lanes
    clock: Clock
    limits: Limits
    slowdown: Slowdown
    words: Words
    site_url: str
    payments: Payments | None = None
    look_soon: Callable[[], None] = _nothing
