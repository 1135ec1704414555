"""What somebody typed so far on the pages of *Word lid*, kept with the visit on the server."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Final

from desk_app.usecases.signup_form import SignUpForm
from desk_app.web.sessions import Session

_MARK: Final = "join."
_KEY: Final = "join.key"
_REFERENCE: Final = "join.reference"
_NAMES: Final = tuple(field.name for field in fields(SignUpForm))
_LONGEST: Final = 300
_DAY: Final = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")


def iso_day(text: str) -> str:
    """A day typed as dd-mm-jjjj in its canonical text; what is no such day stays as it is.

    The rules then say that it is none, as they do at the desk.
    """
    found = _DAY.fullmatch(text.strip())
    if found is None:
        return text.strip()
    try:
        return date(int(found[3]), int(found[2]), int(found[1])).isoformat()
    except ValueError:
        return text.strip()


def typed_day(iso: str) -> str:
    """The canonical text of a day as somebody types it."""
    try:
        return f"{date.fromisoformat(iso):%d-%m-%Y}"
    except ValueError:
        return iso


class Typed:
    """One visit's sign-up. Both tabs of a browser have the same, so they make one sign-up."""

    def __init__(self, session: Session) -> None:
        self._data = session.data

    @property
    def key(self) -> str:
        """The key of this sign-up; made when it is asked for first."""
        return self._data.setdefault(_KEY, secrets.token_urlsafe(32))

    @property
    def reference(self) -> str:
        """The name of the sign-up outside, empty until there is one."""
        return self._data.get(_REFERENCE, "")

    @reference.setter
    def reference(self, value: str) -> None:
        self._data[_REFERENCE] = value

    @property
    def form(self) -> SignUpForm:
        """Everything so far."""
        return SignUpForm(
            **{name: self._data[_MARK + name] for name in _NAMES if _MARK + name in self._data}
        )

    def keep(self, values: Mapping[str, str]) -> None:
        """Keep these fields, right or wrong; of one that is too long its beginning."""
        for name, value in values.items():
            assert name in _NAMES
            self._data[_MARK + name] = value[:_LONGEST]

    def forget(self) -> None:
        """The next sign-up of this visit is another."""
        for name in [name for name in self._data if name.startswith(_MARK)]:
            del self._data[name]
