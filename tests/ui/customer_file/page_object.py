"""Showing a file on its page, and finding what is on it by name."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import (
    QLabel,
    QWidget,
)

from desk_app.ui.customer_file.presenter.editing import canonical_values
from desk_app.ui.customer_file.view import CustomerFilePage
from desk_app.usecases.queries.customer_file import CustomerFile

W = TypeVar("W", bound=QWidget)


def show(page: CustomerFilePage, file: CustomerFile) -> None:
    page.show_file(file)
    page.show_cards(file)
    page.show_values(canonical_values(file))


def find(page: CustomerFilePage, kind: type[W], name: str) -> W:
    found = page.findChild(kind, name)
    assert found is not None, name
    return found


def label(page: CustomerFilePage, name: str) -> str:
    return find(page, QLabel, name).text()
