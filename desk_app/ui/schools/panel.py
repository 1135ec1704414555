"""The panel beside the schools: a new school, the request for the link, and consent."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desk_app.ui.framework.editors import ChoiceField, DateField, TextField, TickField
from desk_app.ui.framework.fields import AnyEditor, Form
from desk_app.ui.framework.task_panel import TaskPanel
from desk_app.ui.schools.state import FIELDS, Task
from desk_app.ui.wording import schools as words

_LABEL_WIDTH = 118


class SchoolPanel(TaskPanel):
    """See `TaskPanel`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__({task: _form(task) for task in Task}, name="school", parent=parent)

    def set_branches(self, choices: Sequence[tuple[str, str]]) -> None:
        """The branches a school can belong to."""
        editor = self.forms[Task.ADD].field("library_code").editor
        assert isinstance(editor, ChoiceField)
        editor.set_choices(choices)


def _form(task: Task) -> Form:
    form = Form(name=f"school_form_{task.value}", label_width=_LABEL_WIDTH)
    for name in FIELDS[task]:
        editor = _editor(task, name)
        form.add(name, words.LABELS[name], editor, words.HINTS.get(name, ""))
        form.field(name).label.setWordWrap(True)
    return form


def _editor(task: Task, name: str) -> AnyEditor:
    key = f"school_{task.value}_{name}"
    match name:
        case "sector":
            return ChoiceField(words.sector_choices(), name=key)
        case "number_process":
            return ChoiceField(words.process_choices(), name=key)
        case "library_code":
            return ChoiceField(name=key)
        case "all_parents":
            return TickField(words.ALL_PARENTS, name=key)
        case "requested_on" | "given_on":
            return DateField(name=key)
        case _:
            return TextField(name=key)
