"""How values of the domain are kept in columns, the same on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Generic, TypeVar

from sqlalchemy import DateTime, Integer, SmallInteger, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from desk_app.store.field_cipher import cipher_of

E = TypeVar("E", bound=Enum)


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept and given back in UTC.

    PostgreSQL keeps a ``timestamptz``; SQLite ISO 8601 text of one width, so that it sorts.

    Raises:
        ValueError: on storing a moment without a time zone.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Text on SQLite, which knows no moments."""
        return Text() if dialect.name == "sqlite" else DateTime(timezone=True)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """To UTC."""
        if value is None:
            return None
        return moment_text(value) if dialect.name == "sqlite" else _in_utc(value)

    def process_result_value(self, value: Any, _dialect: Dialect) -> datetime | None:
        """From UTC."""
        return None if value is None else moment(value)


def moment(value: str | datetime) -> datetime:
    """A moment as a driver gives it, as an aware moment in UTC."""
    found = datetime.fromisoformat(value) if isinstance(value, str) else value
    return found if found.tzinfo is UTC else found.astimezone(UTC)


def moment_text(value: datetime) -> str:
    """The text SQLite keeps of a moment."""
    return _in_utc(value).isoformat(timespec="microseconds")


def _in_utc(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("a moment without a time zone cannot be stored")
    return value.astimezone(UTC)


class Cents(TypeDecorator[Decimal]):
    """Euros with two decimals, kept as whole cents: exact on both engines.

    Raises:
        ValueError: on storing parts of a cent.
    """

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, _dialect: Dialect) -> int | None:
        """Euros to cents."""
        if value is None:
            return None
        cents = value * 100
        if cents != cents.to_integral_value():
            raise ValueError("an amount with parts of a cent cannot be stored")
        return int(cents)

    def process_result_value(self, value: Any, _dialect: Dialect) -> Decimal | None:
        """Cents to euros."""
        return None if value is None else euros(value)


def euros(cents: int) -> Decimal:
    """Cents as euros with two decimals."""
    return Decimal(cents).scaleb(-2)


class ByValue(TypeDecorator[E], Generic[E]):
    """An enumeration by its value: text for a `StrEnum`, a small number for an `IntEnum`."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[E]) -> None:
        super().__init__()
        self.kind = kind
        self._of_value = {member.value: member for member in kind}
        self._numbers = all(isinstance(value, int) for value in self._of_value)

    def load_dialect_impl(self, _dialect: Dialect) -> TypeEngine[Any]:
        """A number where the values are numbers."""
        return SmallInteger() if self._numbers else Text()

    def process_bind_param(self, value: E | None, _dialect: Dialect) -> Any:
        """To the value; a bare value is taken for its member."""
        return None if value is None else self.kind(value).value

    def process_result_value(self, value: Any, _dialect: Dialect) -> E | None:
        """To the member."""
        return None if value is None else self._of_value[value]


class Codes(TypeDecorator[tuple[E, ...]], Generic[E]):
    """Members of an enumeration whose values hold no spaces, as text with spaces between them.

    A value this program does not know (of a newer one) is left out.
    """

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[E]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: tuple[E, ...] | None, _dialect: Dialect) -> str | None:
        """To text."""
        return None if value is None else " ".join(str(one.value) for one in value)

    def process_result_value(self, value: Any, _dialect: Dialect) -> tuple[E, ...] | None:
        """To members, in the order of the text."""
        if value is None:
            return None
        known = {member.value: member for member in self.kind}
        return tuple(known[one] for one in str(value).split() if one in known)


class EncryptedText(TypeDecorator[str]):
    """Text that is in the database only under the field key (see `field_cipher`).

    `context` is authenticated with it, so a value moved to another column does not decrypt. The
    cipher comes with the engine; an empty text stays empty, so that "has none" can be asked.
    """

    impl = Text
    cache_ok = True

    def __init__(self, context: str) -> None:
        super().__init__()
        self.context = context

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Encrypt."""
        return value if not value else cipher_of(dialect).encrypt(value, self.context)

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        """Decrypt; raises `StoreDamaged` when it was tampered with."""
        return value if not value else cipher_of(dialect).decrypt(value, self.context)
