"""Numbers as people read them: in groups. Pure."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal


def in_fours(number: str) -> str:
    """An IBAN in groups of four (ISO 13616): ``NL91 ABNA 0417 1643 00``."""
    compact = "".join(number.split()).upper()
    return " ".join(compact[at : at + 4] for at in range(0, len(compact), 4))


def grouped_card_number(number: str) -> str:
    """A card number in groups that can be read aloud: label, then threes from the right.

    Only numbers of nine digits and more are grouped; anything else is shown as it is.
    """
    if not number.isdigit() or len(number) < 9:
        return number
    head, rest = number[:4], number[4:]
    first = len(rest) % 3
    groups = [rest[:first]] if first else []
    groups += [rest[at : at + 3] for at in range(first, len(rest), 3)]
    return " ".join([head, *groups])


def euros(amount: Decimal) -> str:
    """An amount as ``€ 1.234,50``; a minus stands before the sign."""
    cents = abs(amount).quantize(Decimal("0.01"), ROUND_HALF_UP)
    swapped = f"{cents:,.2f}".translate(str.maketrans(",.", ".,"))
    return f"{'-' if amount < 0 else ''}€\N{NO-BREAK SPACE}{swapped}"
