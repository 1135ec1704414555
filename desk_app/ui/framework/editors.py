"""Things one can type in or choose from, all with a text value and a read-only state."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from PySide6.QtCore import Property, QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from desk_app.ui.framework.numbers import in_fours
from desk_app.ui.framework.plain_text import restyle
from desk_app.ui.wording import widgets
from desk_app.ui.wording.dates import long_date, parse_date, short_date

LONGEST_LINE = 200


class Editor(Protocol):
    """What a field asks of its editor. `value` is text: of a choice its key, of a tick ``"1"``."""

    def value(self) -> str:
        """What is entered."""

    def set_value(self, value: str) -> None:
        """Show `value` without reporting an edit."""

    def set_read_only(self, read_only: bool) -> None:
        """Show only, or let edit."""


class TextField(QLineEdit):
    """One line of text."""

    edited = Signal()

    def __init__(
        self,
        *,
        name: str,
        placeholder: str = "",
        longest: int = LONGEST_LINE,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setPlaceholderText(placeholder)
        self.setMaxLength(longest)
        self.textEdited.connect(self._tell)

    def value(self) -> str:
        return self.text()

    def set_value(self, value: str) -> None:
        if value != self.text():
            self.setText(value)
            self.setCursorPosition(0)

    def set_read_only(self, read_only: bool) -> None:
        self.setReadOnly(read_only)
        restyle(self)

    def note(self) -> str:
        """What the field echoes under itself; nothing for plain text."""
        return ""

    def _tell(self, _text: str) -> None:
        self.edited.emit()


class PasswordField(TextField):
    """A secret: never shown, never in an undo list or a log."""

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name=name, longest=1024, parent=parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)


class DateField(TextField):
    """A date typed as dd-mm-jjjj; the field's note tells it in words."""

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name=name, placeholder=widgets.DATE_PLACEHOLDER, longest=10, parent=parent)
        self.editingFinished.connect(self._tidy)

    def day(self) -> date | None:
        """The date, or None while what stands there is not one."""
        return parse_date(self.text())

    def set_day(self, day: date | None) -> None:
        """Show `day`."""
        self.set_value("" if day is None else short_date(day))

    def note(self) -> str:
        day = self.day()
        return "" if day is None else long_date(day)

    def _tidy(self) -> None:
        day = self.day()
        if day is not None and not self.isReadOnly():
            self.set_value(short_date(day))


class IbanField(TextField):
    """An IBAN, shown in fours; `value` has no spaces."""

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name=name, longest=60, parent=parent)
        self.editingFinished.connect(self._tidy)

    def value(self) -> str:
        return "".join(self.text().split()).upper()

    def set_value(self, value: str) -> None:
        super().set_value(in_fours(value))

    def _tidy(self) -> None:
        if not self.isReadOnly():
            self.set_value(self.text())


class LongText(QPlainTextEdit):
    """Several lines of plain text."""

    edited = Signal()

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._tell)
        self._quiet = False

    def value(self) -> str:
        return self.toPlainText()

    def set_value(self, value: str) -> None:
        if value != self.toPlainText():
            self._quiet = True
            self.setPlainText(value)
            self._quiet = False

    def set_read_only(self, read_only: bool) -> None:
        self.setReadOnly(read_only)
        restyle(self)

    def note(self) -> str:
        """Nothing is echoed."""
        return ""

    def _tell(self) -> None:
        if not self._quiet:
            self.edited.emit()


class ChoiceField(QComboBox):
    """One of a list of (key, word) pairs; `value` is the key."""

    edited = Signal()

    def __init__(
        self,
        choices: Sequence[tuple[str, str]] = (),
        *,
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._read_only = False
        self.set_choices(choices)
        self.activated.connect(self._tell)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Replace the list; the chosen key stays chosen when it is still there."""
        kept = self.value()
        self.clear()
        for key, word in choices:
            self.addItem(word, key)
        self.set_value(kept)

    def value(self) -> str:
        data = self.currentData()
        return "" if data is None else str(data)

    def set_value(self, value: str) -> None:
        self.setCurrentIndex(self.findData(value))

    def set_read_only(self, read_only: bool) -> None:
        self._read_only = read_only
        self.setProperty("readOnly", read_only)
        restyle(self)

    def note(self) -> str:
        """Nothing is echoed."""
        return ""

    def showPopup(self) -> None:
        if not self._read_only:
            super().showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text().isdigit()
        if digit or (self._read_only and event.key() != Qt.Key.Key_Tab):
            event.ignore()
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _tell(self, _index: int) -> None:
        self.edited.emit()


class TickField(QCheckBox):
    """Yes or no; `value` is ``"1"`` or empty."""

    edited = Signal()

    def __init__(self, text: str = "", *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setObjectName(name)
        self._tick = QColor()
        self._read_only = False
        self.clicked.connect(self._tell)

    def value(self) -> str:
        return "1" if self.isChecked() else ""

    def set_value(self, value: str) -> None:
        self.setChecked(bool(value))

    def set_read_only(self, read_only: bool) -> None:
        self._read_only = read_only
        self.setProperty("readOnly", read_only)
        restyle(self)

    def note(self) -> str:
        """Nothing is echoed."""
        return ""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.isChecked():
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        box = QRectF(
            self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        )
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._tick, max(1.8, box.width() * 0.12))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        corners = ((0.26, 0.52), (0.43, 0.69), (0.75, 0.33))
        painter.drawPolyline(
            [
                QPointF(box.left() + box.width() * x, box.top() + box.height() * y)
                for x, y in corners
            ]
        )
        painter.end()

    def _get_tick(self) -> QColor:
        return self._tick

    def _set_tick(self, colour: QColor) -> None:
        self._tick = colour
        self.update()

    tick = Property(QColor, _get_tick, _set_tick)

    def nextCheckState(self) -> None:
        if not self._read_only:
            super().nextCheckState()

    def _tell(self) -> None:
        if not self._read_only:
            self.edited.emit()


class EnterMovesOn(QObject):
    """Makes Enter in a one-line field go to the next field, as in Wise.

    Install it on the widget that holds the fields: an Enter nobody used arrives there.
    """

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        if event.modifiers() not in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            return False
        if isinstance(watched, QWidget):
            focused = watched.focusWidget()
            if isinstance(focused, QLineEdit | QComboBox | QCheckBox | QRadioButton):
                focused.focusNextChild()
                return True
        return False
