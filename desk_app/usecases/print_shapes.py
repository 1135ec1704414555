"""What is printed for a customer, as frozen shapes: the card, the mandate and the letters.

Commands and queries give these; `desk_app.documents` draws them. They hold only what can be sent,
so a desk behind HTTPS prints what a desk in this process would print. Every text is printed as it
stands; the names are put together by whoever fills the shape.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from desk_app.errors import Refused
from desk_app.usecases.messages import secret


class Symbology(StrEnum):
    """The bar code a library's scanners are set to."""

    CODE_128 = "code128"
    CODE_39 = "code39"
    CODABAR = "codabar"
    ITF = "itf"


@dataclass(frozen=True)
class CardFace:
    """The printed side of a customer card.

    `number` is what the bar code carries and nothing else; `display_number` what a person reads
    under it (with the sector, such as ``BIEB-5003000030``). `name_line` is the name as it is
    printed, of any length; empty for a card that carries no name. `valid_until` is there for a
    temporary subscription only: a fixed one is renewed, and the card with it. `accent` is the
    ``#RRGGBB`` of the branch, empty for the colour of the card's layout.
    """

    number: str
    display_number: str
    name_line: str
    branch_name: str
    library_name: str
    valid_until: date | None = None
    accent: str = ""
    symbology: Symbology = Symbology.CODE_128


@dataclass(frozen=True)
class PostalAddress:
    """An address as it is written on paper. `street` includes the house number and its suffix."""

    street: str
    postcode: str
    place: str
    country: str = "Nederland"


@dataclass(frozen=True)
class MandateForm:
    """A recurrent SEPA Core mandate to be signed (doorlopende machtiging).

    `reference` is the *kenmerk machtiging*, at most 35 characters, unique for ever. `iban` and
    `bic` are without spaces; `bic` is empty for a Dutch account. `purpose` is the *reden betaling*.
    `signed_place` and `signed_on` are left open to be written by hand unless they are known.
    """

    creditor_name: str
    creditor_address: PostalAddress
    creditor_id: str
    reference: str
    purpose: str
    debtor_name: str
    debtor_address: PostalAddress
    iban: str = secret()
    bic: str = secret()
    signed_place: str = ""
    signed_on: date | None = None
    library_name: str = ""
    accent: str = ""


@dataclass(frozen=True)
class BranchContact:
    """How a branch presents itself on paper; empty fields are left out."""

    library_name: str
    branch_name: str
    address: PostalAddress
    phone: str = ""
    email: str = ""
    website: str = ""
    accent: str = ""


@dataclass(frozen=True)
class EnrolmentProof:
    """Inschrijfbewijs: a temporary proof of membership while the card is made elsewhere.

    `number` is the card number the customer will get, printed with its bar code; empty when there
    is none yet. `valid_until` is the last day on which this paper counts.
    """

    branch: BranchContact
    name_line: str
    birth_date: date | None
    subscription_name: str
    issued_on: date
    valid_until: date
    number: str = ""
    display_number: str = ""
    symbology: Symbology = Symbology.CODE_128


@dataclass(frozen=True)
class LoginHandOut:
    """Zo activeert u uw inlogaccount: what a new customer takes home.

    `username` is empty when it is the one the customer had.
    """

    branch: BranchContact
    name_line: str
    printed_on: date
    username: str = secret()
    email: str = secret()


@dataclass(frozen=True)
class SummaryLine:
    """One line of an overview: what it is, and what it says."""

    label: str
    value: str


@dataclass(frozen=True)
class SummarySection:
    """Lines of an overview that belong together."""

    title: str
    lines: tuple[SummaryLine, ...]


@dataclass(frozen=True)
class CustomerSummary:
    """Overzicht klant: what the library keeps about someone, to hand over."""

    branch: BranchContact
    name_line: str
    printed_on: date
    sections: tuple[SummarySection, ...]


@dataclass(eq=False)
class NumberNotPrintable(Refused):
    """The bar code chosen for the cards cannot carry this number, or not on a card's width."""

    code: ClassVar[str] = "PRT-1"
    symbology: Symbology
    number: str
