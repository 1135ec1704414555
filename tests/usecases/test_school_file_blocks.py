"""The blocks of a file, as the desk takes them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import pytest

from desk_app.domain.pupil_lines import RAW_FIELDS, from_block
from desk_app.usecases.school_files import SchoolFile, blocks


class Three:
    """The lines of a file of three pupils, and two teachers after them."""

    teachers = 2

    def lines(self) -> Iterator[list[str]]:
        for at in range(3):
            yield [f"{name} {at}" for name in RAW_FIELDS]


@pytest.mark.parametrize(
    ("at_once", "expected"),
    [(2, [(2, False, 0), (1, True, 2)]), (3, [(3, False, 0), (0, True, 2)])],
)
def test_every_line_is_in_a_block_the_desk_can_read(
    at_once: int, expected: list[tuple[int, bool, int]]
) -> None:
    found = list(blocks(cast("SchoolFile", Three()), at_once))
    assert [(one.lines, one.last, one.teachers) for one in found] == expected
    told = [line for one in found for line in from_block(one.block)]
    assert told == list(Three().lines())
