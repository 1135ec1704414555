"""The real program on a real database: the demo's own bootstrap, with its simulated devices."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.store.places import sqlite_url
from tests.journeys.program import Counter, Program, counter_on


@pytest.fixture
def counter(
    sqlite_template: Path, key_file: Path, tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> Iterator[Counter]:
    """A counter with its devices switched on."""
    path = tmp_path / "library.sqlite3"
    shutil.copyfile(sqlite_template, path)
    with counter_on(sqlite_url(path), key_file, tmp_path, qtbot, qapp) as made:
        yield made


@pytest.fixture
def program(counter: Counter) -> Iterator[Program]:
    """Somebody of the front office is signed in."""
    with counter.program() as started:
        started.sign_in()
        yield started
