"""The three lists of lending: this time, in possession, reservations."""

from __future__ import annotations

from desk_app.ui.framework.listed import Listed
from desk_app.ui.framework.tables import Column
from desk_app.ui.lending.state import Line
from desk_app.ui.wording import counter, dates
from desk_app.ui.wording import lending as words
from desk_app.usecases.queries.circulation import LoanLine, ReservationRow


def lines() -> Listed[Line]:
    """What was scanned for this customer."""
    sign, title, barcode, due, note = words.LINE_COLUMNS
    return Listed[Line](
        (
            Column(sign, words.sign, 15),
            Column(title, words.title, 34, tooltip=words.title),
            Column(barcode, lambda one: one.barcode, 15),
            Column(due, lambda one: dates.short_date(one.due_on), 10),
            Column(note, lambda one: one.note, 20, tooltip=lambda one: one.note),
        ),
        "number",
        name="lending_lines",
        label=words.LINES,
        empty=words.LINES_EMPTY,
    )


def loans() -> Listed[LoanLine]:
    """In bezit."""
    title, author, barcode, due, late, renewed, waiting = words.LOAN_COLUMNS
    return Listed[LoanLine](
        (
            Column(title, lambda one: one.title, 28, tooltip=lambda one: one.title),
            Column(author, lambda one: one.author, 18, tooltip=lambda one: one.author),
            Column(barcode, lambda one: one.barcode, 15),
            Column(due, lambda one: dates.short_date(one.due_on), 10),
            Column(late, lambda one: counter.late(one.days_late) or "–", 14),
            Column(renewed, words.renewals, 8),
            Column(waiting, words.waiting, 8),
        ),
        "loan_id",
        name="lending_loans",
        label=words.LOANS,
        empty=words.LOANS_EMPTY,
    )


def reservations() -> Listed[ReservationRow]:
    """What this customer waits for."""
    title, state, place, until, placed, ahead = words.RESERVATION_COLUMNS
    return Listed[ReservationRow](
        (
            Column(title, words.reserved_title, 30, tooltip=words.reserved_title),
            Column(state, words.state_words, 14),
            Column(place, lambda one: one.pickup_name, 20),
            Column(until, lambda one: dates.short_date(one.collect_until), 11),
            Column(placed, words.placed_on, 13),
            Column(ahead, words.ahead, 7),
        ),
        "reservation_id",
        name="lending_reservations",
        label=words.RESERVATIONS,
        empty=words.RESERVATIONS_EMPTY,
    )
