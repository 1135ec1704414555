"""What somebody types who signs up online, as it travels and is kept."""

from __future__ import annotations

from dataclasses import dataclass, fields

from desk_app.usecases.messages import secret


@dataclass(frozen=True)
class SignUpForm:
    """Every field in its canonical text (`domain.customer_fields`), all of it personal.

    `account_email` is the address of the log-in account, `email` that of the library: they may
    differ (`003_34566048864d8de6.txt`).
    """

    branch_code: str = ""
    type_code: str = ""
    account_email: str = secret("")
    initials: str = secret("")
    name_prefix: str = secret("")
    surname: str = secret("")
    given_name: str = secret("")
    birth_date: str = secret("")
    country: str = secret("NL")
    postcode: str = secret("")
    house_number: str = secret("")
    house_suffix: str = secret("")
    street: str = secret("")
    place: str = secret("")
    email: str = secret("")
    newsletter: str = secret("0")

    def texts(self) -> dict[str, str]:
        """The fields by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}
