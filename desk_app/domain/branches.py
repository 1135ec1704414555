"""Branches (vestigingen) and the settings that go with one."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from desk_app.errors import FieldRefused, Refused


@dataclass
class Branch:
    """A place of the library with its address block, card rules and creditor data.

    `number_process` is the key of the card-number structure (`card_numbers.PROCESSES`), `label` the
    four digits a number of this branch starts with. `verify_cards` False means cards are handed out
    as they come: scanning makes them active at once (`003_34566048864d8de6.txt`, step 8).
    """

    code: str
    name: str
    library_name: str
    street: str
    postcode: str
    place: str
    phone: str
    email: str
    website: str
    label: str
    number_process: str
    verify_cards: bool = True
    replacement_fee: Decimal = Decimal("0.00")
    creditor_id: str = ""
    creditor_name: str = ""
    accent: str = ""


@dataclass(eq=False)
class BranchUnknown(Refused):
    """No branch has this code."""

    code: ClassVar[str] = "BRA-1"
    branch_code: str


@dataclass(eq=False)
class BranchCodeTaken(FieldRefused):
    """There is a place with this code."""

    code: ClassVar[str] = "BRA-2"
