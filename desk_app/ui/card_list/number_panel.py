"""The panel that asks for a card number and shows what will change."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.ui.framework.buttons import Button, Kind, set_permitted
from desk_app.ui.framework.editors import TextField
from desk_app.ui.framework.fields import Form
from desk_app.ui.framework.plain_text import Look, Text
from desk_app.ui.framework.surfaces import Ground, Surface, row

_PAUSE_MS = 250
"""Rest after the last typed character before the number is looked up."""


class NumberPanel(Surface):
    """Signals: `number_entered(str)` when typing rests, `confirmed(str)` by OK, `cancelled()`."""

    number_entered = Signal(str)
    confirmed = Signal(str)
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Ground.PANEL, name="number_panel", parent=parent)
        self._title = Text("", Look.HEADING, name="number_title", wrap=True)
        self._advice = Text("", Look.MUTED, name="number_advice", wrap=True)
        self._form = Form(name="number_form", label_width=90)
        self._editor = TextField(name="number_field", placeholder="Scan of typ", longest=64)
        self._field = self._form.add("number", "Pasnummer", self._editor)
        self._lines = Text("", name="number_lines", wrap=True)
        self._ok = Button("OK", Kind.PRIMARY, name="number_ok")
        self._cancel = Button("Annuleer", name="number_cancel")
        self._ok.clicked.connect(lambda: self.confirmed.emit(self._editor.text()))
        self._cancel.clicked.connect(self.cancelled)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_PAUSE_MS)
        self._rest.timeout.connect(lambda: self.number_entered.emit(self._editor.text()))
        self._editor.edited.connect(self._typed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 16)
        layout.setSpacing(12)
        layout.addWidget(self._title)
        layout.addWidget(self._advice)
        layout.addWidget(self._form)
        layout.addWidget(self._lines)
        layout.addStretch(1)
        layout.addLayout(row(self._cancel, None, self._ok))
        self.hide()

    def open(self, title: str, advice: str) -> None:
        """Show the panel, empty, with the cursor in its field."""
        self._title.setText(title)
        self._advice.setText(advice)
        self._editor.clear()
        self._field.set_error("")
        self.show_preview((), may_go_on=False)
        self.show()
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_number(self, number: str) -> None:
        """A number was scanned."""
        self._rest.stop()
        self._editor.set_value(number)

    def show_preview(self, lines: tuple[str, ...], *, may_go_on: bool) -> None:
        """What will change; OK only when it may go on."""
        self._field.set_error("")
        self._lines.setText("\n".join(f"•  {line}" for line in lines))
        self._lines.setVisible(bool(lines))
        set_permitted(self._ok, None if may_go_on else "Scan of typ eerst een pasnummer.")

    def show_problem(self, sentence: str) -> None:
        """The number cannot be used."""
        self._lines.hide()
        self._field.set_error(sentence)
        set_permitted(self._ok, sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
            return
        super().keyPressEvent(event)

    def _typed(self) -> None:
        set_permitted(self._ok, "Het nummer wordt nagekeken.")
        self._rest.start()
