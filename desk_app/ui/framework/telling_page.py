"""A page that says above its work how it went."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from desk_app.ui.framework.message_bar import MessageBar
from desk_app.ui.framework.task_panel import TaskPanel
from desk_app.ui.framework.tone import Tone
from desk_app.ui.wording.said import Said


class TellingPage(QWidget):
    """Each page makes its own `message`, where it stands in the order of Tab."""

    message: MessageBar

    def say_ok(self, sentence: str) -> None:
        """It went well."""
        self.message.say(Tone.OK, sentence, closable=True)

    def say_refused(self, said: Said) -> None:
        """It did not, why, and what can be done."""
        self.message.say(
            Tone.TROUBLE, said.sentence, advice=said.advice, code=said.code, closable=True
        )

    def clear_message(self) -> None:
        """Nothing is said any more."""
        self.message.clear()


class TaskPage(TellingPage):
    """A page with a form beside its list; `panel` has it, and what is wrong in it is told there."""

    panel: TaskPanel

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Mark the fields that are wrong."""
        self.panel.show_problems(problems)

    def say_in_form(self, said: Said | None) -> None:
        """Trouble of the form that belongs to no field."""
        self.panel.say(said)

    def show_busy(self, busy: bool) -> None:
        """The form is being saved."""
        self.panel.show_busy(busy)
