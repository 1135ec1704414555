"""The panel beside the list of accounts: one form for each task."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desk_app.domain.staff import Role
from desk_app.ui.framework.editors import ChoiceField, PasswordField, TextField
from desk_app.ui.framework.fields import AnyEditor, Form
from desk_app.ui.framework.task_panel import TaskPanel
from desk_app.ui.staff.state import FIELDS, StaffForm, Task
from desk_app.ui.wording import staff_accounts as words

_LABEL_WIDTH = 118
_LONGEST_NUMBER = 12


class StaffPanel(TaskPanel):
    """See `TaskPanel`; the forms of the accounts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__({task: _form(task) for task in Task}, name="staff", parent=parent)

    def open_form(self, form: StaffForm) -> None:
        """Show the form of a task, with the cursor in its first field."""
        self.open_task(form.task, form.title, form.advice, form.values)
        _tell_role(self.forms[form.task])

    def set_branches(self, choices: Sequence[tuple[str, str]]) -> None:
        """The branches that can be chosen."""
        for form in self.forms.values():
            if form.has("branch_code"):
                editor = form.field("branch_code").editor
                assert isinstance(editor, ChoiceField)
                editor.set_choices(choices)


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
