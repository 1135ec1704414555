"""Generated customers of a Dutch library: the same ones for the same size and seed, on any machine.

Streams rows, so five million customers need no more memory than their surnames. Each has 1.3 cards
on average, numbered as process 1 of Wise (2, the branch, eight digits, a mod-10 check digit), and
one subscription.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from benchmarks.people_names import FEMALE_NAMES, GIVEN, PLACES, STREETS, Surname, SurnamePool

BRANCHES = ("5280", "9548", "5003", "7961", "9401", "9468")
FIRST_ACTOR_ID = 100_000
_FIRST_BIRTHDAY = date(1928, 1, 1)
_BIRTHDAYS = tuple(_FIRST_BIRTHDAY + timedelta(days=day) for day in range(365 * 93))
_LETTERS = "ABCDEFGHJKLMNPRSTUVWXZ"
_POSTCODE_LETTERS = tuple(a + b for a in _LETTERS for b in _LETTERS)
# Common letters more often than rare ones; a third has one initial only.
_SECOND_INITIALS = tuple(
    end
    for rank, letter in enumerate("JAMHGPCWEDRLTSFNBKIOVY")
    for end in (".", f".{letter}.", f".{letter}.")
    for _ in range(22 - rank)
)
_THROWS = 120_000
_BATCH = 20_000
# A permutation of the eight-digit serials, so that numbers are unique and look unordered.
_STRIDE = 38_200_907


class Person(NamedTuple):
    """One customer, ready to be stored. `cards` are numbers, the hoofdpas first."""

    actor_id: int
    branch_code: str
    name: Surname
    second_name: Surname | None
    initials: str
    given_name: str
    female: bool
    birth_date: date
    postcode: str
    house_number: str
    street: str
    place: str
    email: str
    temporary_number: str | None
    cards: tuple[str, ...]

    @property
    def surname(self) -> str:
        """The surname as written, that of a partner with a hyphen before the own one."""
        if self.second_name is None:
            return self.name.surname
        own = f"{self.second_name.prefix} {self.second_name.surname}".strip()
        return f"{self.name.surname}-{own}"

    @property
    def surname_key(self) -> str:
        """What `desk_app.domain.name_keys.surname_key` makes of prefix and surname."""
        return (
            self.name.key if self.second_name is None else f"{self.name.key} {self.second_name.key}"
        )


def _luhn_block(doubled_last: bool) -> list[int]:
    sums = []
    for number in range(10_000):
        digits, total = number, 0
        for place in range(4):
            digits, digit = divmod(digits, 10)
            if (place % 2 == 0) == doubled_last:
                digit = digit * 2 - 9 if digit > 4 else digit * 2
            total += digit
        sums.append(total)
    return sums


# Digits are doubled from the right of the thirteen, so every block of four ends in a doubled one.
_SUM = _luhn_block(doubled_last=True)
_FOUR = tuple(f"{number:04d}" for number in range(10_000))
_SUM_OF_LABEL = 4  # the leading 2 stands at a doubled place


def card_number(branch: str, serial: int) -> str:
    """The 14 digits of card `serial` (0 to 99,999,999) of a branch with four digits."""
    high, low = divmod(serial * _STRIDE % 100_000_000, 10_000)
    total = _SUM_OF_LABEL + _SUM[int(branch)] + _SUM[high] + _SUM[low]
    return "2" + branch + _FOUR[high] + _FOUR[low] + "0987654321"[total % 10]


def pool_size(count: int) -> int:
    """How many surnames there are: 200,000 for a million customers and more, fewer for less."""
    return max(2_000, min(200_000, count))


def _homes() -> list[tuple[str, str, str, str, str]]:
    return [
        (
            BRANCHES[throw % 6],
            str(1000 + throw * 7919 % 8999),
            str(1 + throw % 240),
            STREETS[throw % 10],
            PLACES[throw % 9],
        )
        for throw in range(_THROWS)
    ]


def people(count: int, seed: int = 20_260_401) -> Iterator[Person]:
    """`count` customers. The first ones carry each spelling of the variant lists once."""
    rng = random.Random(seed)
    pool = SurnamePool(pool_size(count), rng)
    homes = _homes()
    forced = iter(pool.spellings)
    serial = 0
    make = tuple.__new__
    for start in range(0, count, _BATCH):
        size = min(_BATCH, count - start)
        names = pool.draw(rng, size)
        for at, spelling in zip(range(size), forced, strict=False):
            names[at] = spelling
        seconds = iter(pool.draw(rng, size // 20 + 1))
        actor_id = FIRST_ACTOR_ID + start
        for name, given, born, second_initial, letters, throw in zip(
            names,
            rng.choices(range(len(GIVEN)), k=size),
            rng.choices(_BIRTHDAYS, k=size),
            rng.choices(_SECOND_INITIALS, k=size),
            rng.choices(_POSTCODE_LETTERS, k=size),
            rng.choices(range(_THROWS), k=size),
            strict=True,
        ):
            female = given < FEMALE_NAMES
            given_name = GIVEN[given]
            branch, digits, house_number, street, place = homes[throw]
            twentieth = throw // 7 % 20
            cards: tuple[str, ...] = ()
            if twentieth:
                cards = (card_number(branch, serial),)
                serial += 1
                if twentieth > 12:
                    cards = (*cards, card_number(branch, serial))
                    serial += 1
            yield make(
                Person,
                (
                    actor_id,
                    branch,
                    name,
                    next(seconds, None) if female and throw % 10 == 0 else None,
                    given_name[0] + second_initial,
                    given_name if throw % 3 else "",
                    female,
                    born,
                    digits + letters,
                    house_number,
                    street,
                    place,
                    f"{name.mail}.{actor_id}@example.org" if throw % 10 < 7 else "",
                    None if cards else f"2X{actor_id:08d}",
                    cards,
                ),
            )
            actor_id += 1
