"""A panel beside a list with one form for each task."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from desk_app.ui.framework.buttons import Button, Kind
from desk_app.ui.framework.fields import Form
from desk_app.ui.framework.message_bar import MessageBar, Tone
from desk_app.ui.framework.plain_text import Look, Text
from desk_app.ui.framework.side_panel import SidePanel
from desk_app.ui.framework.surfaces import Scroll, row
from desk_app.ui.theme.measures import BASE_TEXT_PX
from desk_app.ui.wording import widgets
from desk_app.ui.wording.said import Said

_WIDTH = 440


class TaskPanel(SidePanel):
    """Signals: `saved(object values)` by *Opslaan*, `cancelled()`."""

    saved = Signal(object)
    cancelled = Signal()

    def __init__(
        self, forms: Mapping[str, Form], *, name: str, parent: QWidget | None = None
    ) -> None:
        """`forms` by task; `name` begins the object names of what is on the panel."""
        super().__init__(name=f"{name}_panel", parent=parent)
        self._title = Text("", Look.HEADING, name=f"{name}_panel_title", wrap=True)
        self._advice = Text("", Look.MUTED, name=f"{name}_panel_advice", wrap=True)
        self._message = MessageBar(name=f"{name}_panel_message")
        self.forms = dict(forms)
        self._task = next(iter(self.forms))
        self._stack = QStackedWidget()
        for form in self.forms.values():
            page = QWidget()
            inside = QVBoxLayout(page)
            inside.setContentsMargins(0, 0, 6, 0)
            inside.addWidget(form)
            inside.addStretch(1)
            self._stack.addWidget(Scroll(page))
        self._save = Button(widgets.SAVE, Kind.PRIMARY, name=f"{name}_save")
        self._cancel = Button(widgets.CANCEL, name=f"{name}_cancel")
        self._save.clicked.connect(self._pressed)
        self._cancel.clicked.connect(self._leave)
        self._busy = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 16)
        layout.setSpacing(12)
        layout.addWidget(self._title)
        layout.addWidget(self._advice)
        layout.addWidget(self._message)
        layout.addWidget(self._stack, 1)
        layout.addLayout(row(self._cancel, None, self._save))
        self.setTabOrder(self._save, self._cancel)
        self._measure()

    def open_task(self, task: str, title: str, advice: str, values: Mapping[str, str]) -> None:
        """Show the form of a task, with the cursor in its first field; other fields are empty."""
        self._task = task
        self._title.setText(title)
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        shown = self.forms[task]
        shown.show_errors({})
        names = tuple(shown.values())
        shown.set_values({name: values.get(name, "") for name in names})
        self.say(None)
        self.show_busy(False)
        self._stack.setCurrentIndex(list(self.forms).index(task))
        self.want(True)
        first = shown.field(names[0]).editor
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(first, QLineEdit):
            first.selectAll()

    def close_form(self) -> None:
        """Leave, and forget everything that was typed: also what an undo would bring back."""
        for form in self.forms.values():
            for name in form.values():
                editor = form.field(name).editor
                if isinstance(editor, QLineEdit):
                    editor.setText("")
                form.field(name).set_value("")
        self.want(False)

    def values(self) -> dict[str, str]:
        """What stands in the fields of this task."""
        return self.forms[self._task].values()

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Mark the fields that are wrong; the first one gets the cursor."""
        self.forms[self._task].show_errors(problems)

    def say(self, said: Said | None) -> None:
        """Trouble that belongs to no field."""
        if said is None:
            self._message.clear()
        else:
            self._message.say(Tone.TROUBLE, said.sentence, advice=said.advice, code=said.code)

    def show_busy(self, busy: bool) -> None:
        """It is being saved: pressing once more does nothing.

        The buttons are not greyed for it: a button that is greyed under somebody's finger hands
        the focus on to the next one.
        """
        self._busy = busy

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        super().keyPressEvent(event)

    def _pressed(self) -> None:
        if not self._busy:
            self.saved.emit(self.values())

    def _leave(self) -> None:
        if not self._busy:
            self.cancelled.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()

    def _measure(self) -> None:
        scale = max(1.0, self.fontInfo().pixelSize() / BASE_TEXT_PX)
        self.setFixedWidth(round(_WIDTH * scale))
