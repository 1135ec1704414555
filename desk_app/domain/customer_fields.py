"""The fields of a customer that the desk may edit: one table, for the window and for the rules.

Each field has a canonical text, in which it is compared, sent and logged: dates as ISO 8601, yes
and no as ``1`` and ``0``, choices as the value of their enum, empty for nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar, Final

from desk_app.domain.addresses import (
    MAX_EMAIL,
    parse_country,
    parse_email,
    parse_house_number,
    parse_phone,
    parse_postcode,
)
from desk_app.domain.bank_accounts import MAX_IBAN_TYPED, masked, parse_bic, parse_iban
from desk_app.domain.customers import CustomerKind, Gender
from desk_app.domain.people import check_birth_date, normalise_initials
from desk_app.domain.staff import Permission
from desk_app.domain.text_policy import clean_line, clean_lines, printable, required_line
from desk_app.errors import FieldRefused

FieldValue = str | bool | date | CustomerKind | Gender | None


class FieldKind(StrEnum):
    """What a field holds, and so how it is edited."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    INITIALS = "initials"
    DATE = "date"
    FLAG = "flag"
    CHOICE = "choice"
    COUNTRY = "country"
    POSTCODE = "postcode"
    HOUSE_NUMBER = "house_number"
    PHONE = "phone"
    EMAIL = "email"
    IBAN = "iban"
    BIC = "bic"


@dataclass(frozen=True)
class CustomerField:
    """One field: the tab (1-9) that shows it, its longest text, and who may change it.

    `needs` is a permission beyond that for editing a customer. A read-only field follows from
    another one, or is set by a command of its own.
    """

    name: str
    tab: int
    kind: FieldKind
    max_length: int = 0
    required: bool = False
    needs: Permission | None = None
    read_only: bool = False
    choices: tuple[str, ...] = ()


@dataclass(eq=False)
class FieldUnknown(FieldRefused):
    """A customer has no such field, or it was named twice."""

    code: ClassVar[str] = "FLD-16"


@dataclass(eq=False)
class FieldReadOnly(FieldRefused):
    """This field follows from another one, or has a command of its own, and is not filled in."""

    code: ClassVar[str] = "FLD-17"


@dataclass(eq=False)
class FieldNotPermitted(FieldRefused):
    """Changing this field needs a permission of its own (its value, as ``subject:action``)."""

    code: ClassVar[str] = "FLD-18"
    needs: str


@dataclass(eq=False)
class ChoiceRefused(FieldRefused):
    """None of the values that this field may have."""

    code: ClassVar[str] = "FLD-19"


@dataclass(eq=False)
class DateRefused(FieldRefused):
    """Not a date of the calendar."""

    code: ClassVar[str] = "FLD-20"


@dataclass(eq=False)
class DateInFuture(FieldRefused):
    """Something that has happened cannot have a day that is still to come."""

    code: ClassVar[str] = "FLD-21"
    latest: date


HOLD_MESSAGES: Final = ("email", "mail", "none")
"""How a reservation that is ready is told: by e-mail, by post, not at all."""
LANGUAGES: Final = ("nl_NL", "nl_BE", "fy_NL", "en_GB")

_ENUMS: Final[Mapping[str, type[CustomerKind | Gender]]] = MappingProxyType(
    {"kind": CustomerKind, "gender": Gender}
)
_MANDATE: Final = Permission.FINANCE_MANDATE


def _flag(name: str, tab: int, needs: Permission | None = None) -> CustomerField:
    return CustomerField(name, tab, FieldKind.FLAG, 1, needs=needs)


def _text(name: str, tab: int, max_length: int) -> CustomerField:
    return CustomerField(name, tab, FieldKind.TEXT, max_length)


FIELDS: Final[Mapping[str, CustomerField]] = MappingProxyType(
    {
        field.name: field
        for field in (
            CustomerField("initials", 2, FieldKind.INITIALS, 20),
            _text("name_prefix", 2, 20),
            CustomerField("surname", 2, FieldKind.TEXT, 80, required=True),
            _text("given_name", 2, 60),
            _text("search_name", 2, 60),
            CustomerField("birth_date", 2, FieldKind.DATE, 10),
            CustomerField("country", 2, FieldKind.COUNTRY, 2, required=True),
            CustomerField("postcode", 2, FieldKind.POSTCODE, 12),
            CustomerField("house_number", 2, FieldKind.HOUSE_NUMBER, 10),
            _text("house_suffix", 2, 10),
            _text("street", 2, 80),
            _text("place", 2, 60),
            CustomerField("phone", 2, FieldKind.PHONE, 30),
            CustomerField("mobile", 2, FieldKind.PHONE, 30),
            CustomerField("fax", 2, FieldKind.PHONE, 30),
            CustomerField("email", 2, FieldKind.EMAIL, MAX_EMAIL),
            CustomerField("email_bcc1", 2, FieldKind.EMAIL, MAX_EMAIL),
            CustomerField("email_bcc2", 2, FieldKind.EMAIL, MAX_EMAIL),
            CustomerField("comment", 2, FieldKind.LONG_TEXT, 500),
            CustomerField("iban", 3, FieldKind.IBAN, MAX_IBAN_TYPED, needs=_MANDATE),
            CustomerField("bic", 3, FieldKind.BIC, 20, needs=_MANDATE),
            _flag("direct_debit", 3, _MANDATE),
            CustomerField("kind", 6, FieldKind.CHOICE, required=True, choices=tuple(CustomerKind)),
            CustomerField("gender", 6, FieldKind.CHOICE, required=True, choices=tuple(Gender)),
            CustomerField("is_staff", 6, FieldKind.FLAG, 1, read_only=True),
            CustomerField("id_checked_on", 6, FieldKind.DATE, 10),
            CustomerField("id_checked_by", 6, FieldKind.TEXT, 80, read_only=True),
            _flag("self_service_allowed", 6),
            _flag("keep_loan_history", 6),
            _flag("warn_borrowed_before", 6),
            CustomerField(
                "hold_message_by", 7, FieldKind.CHOICE, required=True, choices=HOLD_MESSAGES
            ),
            CustomerField("language", 7, FieldKind.CHOICE, required=True, choices=LANGUAGES),
            _flag("receipts", 7),
            _text("classification", 7, 20),
            _text("external_number_1", 7, 20),
            _text("external_number_2", 7, 20),
            _flag("newsletter", 9),
            _text("target_group", 9, 40),
            _flag("opt_out_marketing", 9),
            _flag("opt_out_mail", 9),
            _flag("opt_out_email", 9),
            _flag("opt_out_phone", 9),
            _flag("opt_out_website", 9),
        )
    }
)
"""By the names of `domain.customers.Customer`, in the order of the tabs."""


def parse(name: str, text: str, *, country: str, today: date) -> FieldValue:
    """The value in `text`, typed or canonical. `country` decides which rules an address has.

    Raises:
        FieldRefused: what is wrong with it; see the classes here and in `text_policy`, `people`,
            `addresses` and `bank_accounts`.
    """
    field = FIELDS.get(name)
    if field is None:
        raise FieldUnknown(printable(name, 40))
    match field.kind:
        case FieldKind.TEXT:
            clean = required_line if field.required else clean_line
            return clean(name, text, field.max_length)
        case FieldKind.LONG_TEXT:
            return clean_lines(name, text, field.max_length)
        case FieldKind.INITIALS:
            dotted = normalise_initials(name, clean_line(name, text, field.max_length))
            # The dots count too: what is kept must fit in the field that shows it.
            return clean_line(name, dotted, field.max_length)
        case FieldKind.DATE:
            return _parse_date(name, text, today)
        case FieldKind.FLAG | FieldKind.CHOICE:
            return _parse_choice(field, text)
        case FieldKind.COUNTRY:
            return parse_country(name, text)
        case FieldKind.POSTCODE:
            return parse_postcode(name, text, country)
        case FieldKind.HOUSE_NUMBER:
            return parse_house_number(name, text, country)
        case FieldKind.PHONE:
            return parse_phone(name, text)
        case FieldKind.EMAIL:
            return parse_email(name, text)
        case FieldKind.IBAN:
            return parse_iban(name, text)
        case _:
            return parse_bic(name, text)


def to_text(name: str, value: FieldValue) -> str:
    """The canonical text of a value of the field `name`."""
    assert name in FIELDS
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def to_log(name: str, text: str) -> str:
    """A canonical text as it may be logged: of an account number only the last four characters."""
    return masked(text) if FIELDS[name].kind is FieldKind.IBAN else text


def _parse_date(name: str, text: str, today: date) -> date | None:
    line = clean_line(name, text, 10)
    if not line:
        return None
    try:
        day = date.fromisoformat(line)
    except ValueError:
        raise DateRefused(name) from None
    if name == "birth_date":
        check_birth_date(name, day, today)
    elif day > today:
        raise DateInFuture(name, today)
    return day


def _parse_choice(field: CustomerField, text: str) -> FieldValue:
    if field.kind is FieldKind.FLAG:
        if text not in {"0", "1"}:
            raise ChoiceRefused(field.name)
        return text == "1"
    if text not in field.choices:
        raise ChoiceRefused(field.name)
    kind = _ENUMS.get(field.name)
    return text if kind is None else kind(text)
