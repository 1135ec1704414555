from __future__ import annotations

import pytest

from desk_app.store.opening import SqlStore
from tests.store.library import Library


@pytest.fixture
def library(store: SqlStore) -> Library:
    """A store with a branch, subscriptions and one member of staff."""
    made = Library(store)
    made.fill()
    return made
