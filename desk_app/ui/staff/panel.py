"""The panel beside the list of accounts: one form for each task."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from desk_app.domain.staff import Role
from desk_app.ui.framework.buttons import Button, Kind
from desk_app.ui.framework.editors import ChoiceField, PasswordField, TextField
from desk_app.ui.framework.fields import AnyEditor, Form
from desk_app.ui.framework.message_bar import MessageBar, Tone
from desk_app.ui.framework.plain_text import Look, Text
from desk_app.ui.framework.side_panel import SidePanel
from desk_app.ui.framework.surfaces import Scroll, row
from desk_app.ui.staff.state import FIELDS, StaffForm, Task
from desk_app.ui.theme.measures import BASE_TEXT_PX
from desk_app.ui.wording import staff_accounts as words
from desk_app.ui.wording.said import Said

_WIDTH = 440
_LABEL_WIDTH = 118
_LONGEST_NUMBER = 12


class StaffPanel(SidePanel):
    """Signals: `saved(object values)` by *Opslaan*, `cancelled()`."""

    saved = Signal(object)
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(name="staff_panel", parent=parent)
        self._title = Text("", Look.HEADING, name="staff_panel_title", wrap=True)
        self._advice = Text("", Look.MUTED, name="staff_panel_advice", wrap=True)
        self._message = MessageBar(name="staff_panel_message")
        self._forms = {task: _form(task) for task in Task}
        self._task = Task.ADD
        self._stack = QStackedWidget()
        for form in self._forms.values():
            page = QWidget()
            inside = QVBoxLayout(page)
            inside.setContentsMargins(0, 0, 6, 0)
            inside.addWidget(form)
            inside.addStretch(1)
            self._stack.addWidget(Scroll(page))
        self._save = Button(words.SAVE, Kind.PRIMARY, name="staff_save")
        self._cancel = Button(words.CANCEL, name="staff_cancel")
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

    def open_form(self, form: StaffForm) -> None:
        """Show the form of a task, with the cursor in its first field."""
        self._task = form.task
        self._title.setText(form.title)
        self._advice.setText(form.advice)
        shown = self._forms[form.task]
        shown.show_errors({})
        shown.set_values({name: form.values.get(name, "") for name in FIELDS[form.task]})
        _tell_role(shown)
        self.say(None)
        self.show_busy(False)
        self._stack.setCurrentIndex(list(self._forms).index(form.task))
        self.want(True)
        first = shown.field(FIELDS[form.task][0]).editor
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(first, QLineEdit):
            first.selectAll()

    def close_form(self) -> None:
        """Leave, and forget everything that was typed: also what an undo would bring back."""
        for form in self._forms.values():
            for name in form.values():
                editor = form.field(name).editor
                if isinstance(editor, QLineEdit):
                    editor.setText("")
                form.field(name).set_value("")
        self.want(False)

    def values(self) -> dict[str, str]:
        """What stands in the fields of this task."""
        return self._forms[self._task].values()

    def set_branches(self, choices: Sequence[tuple[str, str]]) -> None:
        """The branches that can be chosen."""
        for form in self._forms.values():
            if form.has("branch_code"):
                editor = form.field("branch_code").editor
                assert isinstance(editor, ChoiceField)
                editor.set_choices(choices)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Mark the fields that are wrong; the first one gets the cursor."""
        self._forms[self._task].show_errors(problems)

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


def _form(task: Task) -> Form:
    form = Form(name=f"staff_form_{task.value}", label_width=_LABEL_WIDTH)
    colleague = task is Task.COLLEAGUE
    labels = words.COLLEAGUE_FIELDS if colleague else words.FIELDS
    hints = words.COLLEAGUE_HINTS if colleague else words.HINTS
    for name in FIELDS[task]:
        form.add(name, labels[name], _editor(task, name), hints.get(name, ""))
        form.field(name).label.setWordWrap(True)
    form.edited.connect(lambda name: _tell_role(form) if name == "role" else None)
    return form


def _editor(task: Task, name: str) -> AnyEditor:
    key = f"staff_{task.value}_{name}"
    match name:
        case "password" | "password_again":
            return PasswordField(name=key)
        case "role":
            return ChoiceField(tuple((role.value, role.value) for role in Role), name=key)
        case "branch_code":
            return ChoiceField(name=key)
        case "is_staff":
            return ChoiceField((("1", words.YES), ("0", words.NO)), name=key)
        case "customer_actor_id":
            return TextField(name=key, longest=_LONGEST_NUMBER)
        case _:
            return TextField(name=key)


def _tell_role(form: Form) -> None:
    """What the chosen role may do, under the field."""
    if form.has("role"):
        chosen = form.field("role").value()
        form.field("role").set_hint(words.ROLES[Role(chosen)] if chosen else "")
