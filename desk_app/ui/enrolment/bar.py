"""The buttons under the screens: Annuleer, Terug, Ok Vervolg, Opslaan."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk_app.ui.enrolment.view_port import LAST_STEP
from desk_app.ui.framework.buttons import Button, Kind, set_permitted
from desk_app.ui.framework.surfaces import row
from desk_app.ui.wording import enrolment as words


class EnrolmentBar(QWidget):
    """Signals for each button."""

    next_requested = Signal()
    back_requested = Signal()
    cancel_requested = Signal()
    save_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reason: str | None = words.CHOOSE_FIRST
        self._cancel = Button(words.CANCEL, name="enrol_cancel")
        self._back = Button(words.BACK, name="enrol_back")
        self._next = Button(words.NEXT, Kind.PRIMARY, name="enrol_next")
        self.save = Button(words.SAVE, Kind.PRIMARY, name="enrol_save")
        self._cancel.clicked.connect(self.cancel_requested)
        self._back.clicked.connect(self.back_requested)
        self._next.clicked.connect(self.next_requested)
        self.save.clicked.connect(self.save_requested)
        self.setLayout(row(self._cancel, self._back, None, self._next, self.save))

    def show_step(self, step: int) -> None:
        """Only the last screen saves."""
        self._back.setVisible(step > 1)
        self._next.setVisible(step < LAST_STEP)
        self.save.setVisible(step == LAST_STEP)

    def permit_save(self, reason: str | None) -> None:
        """Free *Opslaan*, or grey it with the reason."""
        self._reason = reason
        set_permitted(self.save, reason)

    def show_busy(self, busy: bool) -> None:
        """The customer is being saved."""
        set_permitted(self.save, words.ASKED if busy else self._reason)
        for button in (self._back, self._cancel):
            set_permitted(button, words.ASKED if busy else None)
