"""The kinds of trouble the program knows, in one place.

An exception carries facts, never sentences: the Dutch text and the advice belong to the window
(``desk_app.ui.wording``), and a server sends the same facts as JSON. Every class has a ``code``
that stays the same for ever, because counter staff read it out over the telephone.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import ClassVar


@dataclass(eq=False)
class DeskAppError(Exception):
    """Anything that went wrong in a way the program foresaw."""

    code: ClassVar[str] = "DSK-0"

    def facts(self) -> dict[str, object]:
        """The fields of this error by name; never a secret, so they may be logged and sent."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value!r}" for name, value in self.facts().items())
        return f"{self.code}({facts})"


@dataclass(eq=False)
class Refused(DeskAppError):
    """A rule says no. Nothing was changed; asking again unchanged gives the same answer."""

    code: ClassVar[str] = "DSK-1"


@dataclass(eq=False)
class Unavailable(DeskAppError):
    """The world outside failed: a device, a database, a service. Trying again may help."""

    code: ClassVar[str] = "DSK-2"


@dataclass(eq=False)
class Cancelled(DeskAppError):
    """The person at the desk called it off. Never shown as trouble."""

    code: ClassVar[str] = "DSK-3"


@dataclass(eq=False)
class FieldRefused(Refused):
    """One input field is wrong. Raised alone or collected in `InputRefused`."""

    code: ClassVar[str] = "FLD-0"
    field: str


@dataclass(eq=False)
class InputRefused(Refused):
    """Everything that is wrong with one form, so that every field is marked at once."""

    code: ClassVar[str] = "FLD-1"
    problems: tuple[FieldRefused, ...]
