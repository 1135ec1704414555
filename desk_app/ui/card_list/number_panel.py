"""The panel that asks for a card number and shows what will change."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.ui.framework.buttons import Button, Kind, set_permitted
from desk_app.ui.framework.editors import TextField
from desk_app.ui.framework.plain_text import Look, Text, restyle
from desk_app.ui.framework.side_panel import SidePanel
from desk_app.ui.framework.surfaces import column, row
from desk_app.ui.wording import cards as words

_PAUSE_MS = 250
"""Rest after the last typed character before the number is looked up."""
_LONGEST = 64


class _NumberField(TextField):
    """The field for the number. Enter looks the number up; it never answers anything."""

    submitted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submitted.emit()
            return
        super().keyPressEvent(event)


class NumberPanel(SidePanel):
    """Signals: `number_entered(str)` when typing rests, `confirmed(str)` by OK, `cancelled()`."""

    number_entered = Signal(str)
    confirmed = Signal(str)
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(name="number_panel", parent=parent)
        self._title = Text("", Look.HEADING, name="number_title", wrap=True)
        self._advice = Text("", Look.MUTED, name="number_advice", wrap=True)
        self._editor = _NumberField(
            name="number_field", placeholder=words.NUMBER_PLACEHOLDER, longest=_LONGEST
        )
        self._editor.setAccessibleName(words.NUMBER)
        self._problem = Text("", Look.TROUBLE, name="number_note", wrap=True)
        self._changes = Text(words.WHAT_CHANGES, Look.STRONG, name="number_changes")
        self._lines = Text("", name="number_lines", wrap=True)
        self._ok = Button(words.OK, Kind.PRIMARY, name="number_ok")
        self._cancel = Button(words.CANCEL, name="number_cancel")
        self._ok.clicked.connect(self._confirm)
        self._cancel.clicked.connect(self.cancelled)
        self._busy = False
        self._enter_waits = False
        self._grey: str | None = words.NUMBER_FIRST
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_PAUSE_MS)
        self._rest.timeout.connect(self._look_up)
        self._editor.edited.connect(self._typed)
        self._editor.submitted.connect(self._entered)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 16)
        layout.setSpacing(12)
        layout.addWidget(self._title)
        layout.addWidget(self._advice)
        layout.addLayout(column(Text(words.NUMBER, Look.MUTED), self._editor, space=4))
        layout.addWidget(self._problem)
        layout.addWidget(self._changes)
        layout.addWidget(self._lines)
        layout.addStretch(1)
        layout.addLayout(row(self._cancel, None, self._ok))
        self.setTabOrder(self._ok, self._cancel)

    def open(self, title: str, advice: str) -> None:
        """Show the panel, empty, with the cursor in its field."""
        self._rest.stop()
        self._busy = self._enter_waits = False
        self._title.setText(title)
        self._advice.setText(advice)
        self._editor.clear()
        self.show_preview((), may_go_on=False)
        self.want(True)
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_panel(self) -> None:
        """Leave."""
        self._rest.stop()
        self.want(False)

    def show_number(self, number: str) -> None:
        """A number was scanned."""
        self._rest.stop()
        self._editor.set_value(number)

    def show_preview(self, lines: tuple[str, ...], *, may_go_on: bool) -> None:
        """What will change; OK only when it may go on."""
        self._mark("")
        self._lines.setText("\n".join(f"•  {line}" for line in lines))
        for text in (self._changes, self._lines):
            text.setVisible(bool(lines))
        self._permit(None if may_go_on else words.NUMBER_FIRST)
        if may_go_on and self._enter_waits:
            self._ok.setFocus(Qt.FocusReason.TabFocusReason)
        self._enter_waits = False

    def show_problem(self, sentence: str) -> None:
        """The number cannot be used."""
        for text in (self._changes, self._lines):
            text.hide()
        self._mark(sentence)
        self._permit(sentence)

    def show_busy(self, busy: bool) -> None:
        """The number is being added: pressing OK once more does nothing."""
        self._busy = busy
        self._permit(self._grey)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
            return
        super().keyPressEvent(event)

    def _typed(self) -> None:
        self._enter_waits = False
        self._permit(words.NUMBER_LOOKED_UP)
        self._rest.start()

    def _entered(self) -> None:
        """Enter: look the number up now, and go to OK when it may be used."""
        self._rest.stop()
        self._enter_waits = True
        self._look_up()

    def _look_up(self) -> None:
        self.number_entered.emit(self._editor.text())

    def _confirm(self) -> None:
        self.confirmed.emit(self._editor.text())

    def _mark(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        self._editor.setAccessibleDescription(sentence)
        if bool(self._editor.property("wrong")) != bool(sentence):
            self._editor.setProperty("wrong", bool(sentence))
            restyle(self._editor)

    def _permit(self, grey: str | None) -> None:
        self._grey = grey
        set_permitted(self._ok, words.NUMBER_LOOKED_UP if self._busy else grey)
