"""The library every test of the use cases acts in, on both engines."""

from __future__ import annotations

import pytest

from desk_app.store.opening import SqlStore
from tests.usecases.library import Library, furnish


@pytest.fixture
def library(store: SqlStore) -> Library:
    """A furnished library on a real database."""
    return furnish(store)
