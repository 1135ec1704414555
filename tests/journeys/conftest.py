"""The counter every journey starts at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.journeys.program import Counter, Program, counter_on


@pytest.fixture
def counter(
    store_url: str, key_file: Path, tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> Iterator[Counter]:
    """Devices that are switched on and the demo library, on each engine; no program yet."""
    with counter_on(store_url, key_file, tmp_path, qtbot, qapp) as made:
        yield made


@pytest.fixture
def program(counter: Counter) -> Iterator[Program]:
    """The program, with nobody signed in."""
    with counter.program() as started:
        yield started
