"""Somebody at the counter, and nobody yet."""

from __future__ import annotations

import pytest

from tests.ui.counter_rows import CARD
from tests.ui.lending.fake_view import Counter


@pytest.fixture
def counter() -> Counter:
    return Counter()


@pytest.fixture
def served(counter: Counter) -> Counter:
    counter.scan(CARD)
    return counter
