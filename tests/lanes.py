"""Lanes: groups of tests that need something a machine may not have.

A test whose lane cannot run is skipped with a reason of one form, so that the closing summary can
name the lane and count its tests. It never counts as passed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NoReturn

import pytest

PREFIX = "lane "


def require_lane(lane: str, reason: str) -> NoReturn:
    """Skip the calling test (or fixture), because `lane` cannot run here for this reason."""
    pytest.skip(f"{PREFIX}{lane}: {reason}")


def lanes_left_out(skip_reasons: Iterable[str]) -> list[str]:
    """One line for each lane that could not run, from the reasons of all skipped tests."""
    counts = Counter(
        bare.removeprefix(PREFIX).partition(": ")[::2]
        for reason in skip_reasons
        if (bare := reason.removeprefix("Skipped: ")).startswith(PREFIX)
    )
    return [
        f"lane {lane} could not run ({why}): {count} test{'' if count == 1 else 's'} skipped"
        for (lane, why), count in sorted(counts.items())
    ]
