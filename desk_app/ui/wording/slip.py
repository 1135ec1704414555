"""The slip in a set-aside copy: for whom, without saying who."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from desk_app.usecases.commands.circulation import Returned
from desk_app.usecases.queries.circulation import CounterCustomer, SetAsideRow
from desk_app.usecases.slip_shapes import SetAsideSlip

PRINTED = "De bon staat klaar om af te drukken."
_TITLES = frozenset({"mw.", "mevr.", "dhr.", "hr.", "drs.", "dr.", "ir.", "ing.", "mr.", "prof."})
_TAIL = 4


def of_return(back: Returned, now: datetime) -> SetAsideSlip:
    """The slip of what just came in; `now` is local time."""
    return SetAsideSlip(
        file_name=f"reservering-{back.barcode}",
        pickup_name=back.to_name,
        initials="",
        card_tail="",
        title=back.title,
        author=back.author,
        barcode=back.barcode,
        collect_until=back.collect_until,
        printed_at=now,
    )


def of_row(row: SetAsideRow, now: datetime) -> SetAsideSlip:
    """The slip of what lies on the shelf; `now` is local time."""
    return SetAsideSlip(
        file_name=f"reservering-{row.barcode}",
        pickup_name=row.pickup_name,
        initials="",
        card_tail="",
        title=row.title,
        author=row.author,
        barcode=row.barcode,
        collect_until=row.collect_until,
        printed_at=now,
    )


def addressed(slip: SetAsideSlip, customer: CounterCustomer) -> SetAsideSlip:
    """For this customer, by initials and the last digits of the card."""
    tail = (customer.card_number or "")[-_TAIL:]
    return replace(slip, initials=initials(customer.name), card_tail=tail)


def initials(name: str) -> str:
    """``Mw. G. van der Berg`` as ``G.v.d.B.``; no letter of a title."""
    words = [word for word in name.split() if word.casefold() not in _TITLES]
    letters = [
        part[0] for word in words for part in word.replace(".", ". ").split() if part[0].isalpha()
    ]
    return "".join(f"{letter}." for letter in letters)
