"""Figures in a header: a small caption with the value under it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk_app.ui.framework.plain_text import Look, Text


class Figure(QWidget):
    """One caption with its value."""

    def __init__(self, caption: str, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caption = caption
        self._value = Text("–", Look.FIGURE, name=name)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(Text(caption, Look.SMALL))
        layout.addWidget(self._value)

    @property
    def value(self) -> str:
        """What is shown."""
        return self._value.text()

    def set_value(self, value: str, look: Look = Look.FIGURE) -> None:
        """Show `value`; `look` may be OK, WARNING or TROUBLE beside FIGURE."""
        self._value.setText(value or "–")
        self._value.setProperty("figure", True)
        self._value.set_look(look)
        self._value.setAccessibleName(f"{self._caption}: {value or 'geen'}")


class Figures(QWidget):
    """Several figures beside each other."""

    def __init__(self, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._figures: dict[str, Figure] = {}
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(32)

    def add(self, key: str, caption: str) -> Figure:
        """A figure whose value is the widget named `key`."""
        figure = Figure(caption, name=key, parent=self)
        self._figures[key] = figure
        self._layout.addWidget(figure)
        return figure

    def figure(self, key: str) -> Figure:
        """The figure named `key` (KeyError when there is none)."""
        return self._figures[key]
