"""What is typed on the screens of Nieuwe klant toevoegen, as it travels and is kept."""

from __future__ import annotations

from dataclasses import dataclass, fields

from desk_app.usecases.messages import secret


@dataclass(frozen=True)
class EnrolmentForm:
    """Every field in its canonical text (`domain.customer_fields`), all of it personal.

    `number` is the text of a `domain.enrolment.WantedNumber`, empty while there is none;
    `login` is a `LoginWish`; `number_typed` (by hand, not scanned), `id_checked` and `use_login`
    are ``1`` or ``0``.
    """

    kind: str = secret("regular")
    number: str = secret("")
    number_typed: str = secret("0")
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
    iban: str = secret("")
    bic: str = secret("")
    id_checked: str = secret("0")
    use_login: str = secret("1")
    email: str = secret("")
    newsletter: str = secret("0")
    login: str = secret("new")
    username: str = secret("")
    type_code: str = secret("")

    def texts(self) -> dict[str, str]:
        """The fields by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


EMPTY_FORM = EnrolmentForm()
