"""The page of the customer file, with G. Tester on it."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desk_app.ui.customer_file.view import CustomerFilePage
from tests.ui import builders
from tests.ui.customer_file.page_object import show


@pytest.fixture
def page(qtbot: QtBot) -> CustomerFilePage:
    made = CustomerFilePage()
    qtbot.addWidget(made)
    made.resize(1248, 590)
    show(made, builders.without_card())
    made.show()
    qtbot.waitExposed(made)
    return made
