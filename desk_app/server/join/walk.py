"""What the pages of *Word lid* share: what was typed, how a page is drawn, the words for errors."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from desk_app.domain.customer_fields import parse
from desk_app.domain.local_time import local_day
from desk_app.domain.signups import check_adult
from desk_app.domain.text_policy import FieldRequired
from desk_app.errors import FieldRefused, InputRefused
from desk_app.server.join.typed import Typed
from desk_app.server.parts import ServerParts
from desk_app.server.sites import LIBRARY

LABELS: Final = {
    "branch_code": "Vestiging",
    "birth_date": "Geboortedatum",
    "type_code": "Abonnement",
    "account_email": "E-mailadres",
    "account_email_again": "E-mailadres nog een keer",
    "initials": "Voorletters",
    "given_name": "Roepnaam",
    "name_prefix": "Voorvoegsel",
    "surname": "Achternaam",
    "country": "Land",
    "postcode": "Postcode",
    "house_number": "Huisnummer",
    "house_suffix": "Toevoeging",
    "street": "Straat",
    "place": "Plaats",
    "email": "E-mailadres",
    "newsletter": "Nieuwsbrief",
}


class Walk:
    """One way through the pages."""

    def __init__(self, parts: ServerParts) -> None:
        self.parts = parts

    def typed(self, request: Request) -> Typed:
        """What this visit typed so far."""
        return Typed(self.parts.pages.session(request, LIBRARY))

    def check_adult(self, iso: str) -> date:
        """The birth date. Raises `FieldRefused`: there is none, or it is of somebody too young."""
        today = local_day(self.parts.clock())
        born = parse("birth_date", iso, country="NL", today=today)
        if not isinstance(born, date):
            raise FieldRequired("birth_date")
        check_adult(born, today)
        return born

    def said(self, problems: list[FieldRefused]) -> dict[str, str]:
        """The sentence for each field that is wrong."""
        return dict(self.parts.words.fields(InputRefused(tuple(problems))))

    def go(self, request: Request, path: str) -> Response:
        """On to the next page."""
        return self.parts.pages.go(request, path)

    def page(
        self,
        request: Request,
        template: str,
        step: int,
        problems: Mapping[str, str] | None,
        status: int,
        headers: Mapping[str, str] | None = None,
        **shown: Any,
    ) -> Response:
        """One page of the way; `step` from 1, `problems` by field."""
        return self.parts.pages.page(
            request,
            LIBRARY,
            template,
            status=status,
            headers=headers,
            step=step,
            problems=problems or {},
            labels=LABELS,
            **shown,
        )
