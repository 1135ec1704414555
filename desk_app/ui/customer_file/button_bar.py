"""The buttons under the file: Verwijder, Wijzig, Annuleer, Inschrijven, Quit, Opslaan."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk_app.ui.framework.buttons import Button, Kind, set_permitted
from desk_app.ui.framework.surfaces import row
from desk_app.ui.wording import customer_file as words
from desk_app.ui.wording import enrolment
from desk_app.ui.wording import file_labels as labels
from desk_app.ui.wording import file_sentences as said
from desk_app.usecases.abilities import Action, ability
from desk_app.usecases.queries.customer_file import CustomerFile


class ButtonBar(QWidget):
    """Signals for each button, and `reasons_changed()` when something was greyed or freed."""

    edit_requested = Signal()
    save_requested = Signal()
    cancel_requested = Signal()
    delete_requested = Signal()
    quit_requested = Signal()
    enrol_requested = Signal()
    reasons_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("file_bar")
        self._file: CustomerFile | None = None
        self._editing = False
        self._busy = False
        self._delete = Button(labels.DELETE, name="file_delete")
        self._edit = Button(labels.EDIT, name="file_edit")
        self._cancel = Button(labels.CANCEL, name="file_cancel")
        self._quit = Button(labels.QUIT, name="file_quit")
        self._save = Button(labels.SAVE, Kind.PRIMARY, name="file_save")
        self._enrol = Button(enrolment.ENROL, name="file_enrol")
        self._enrol.clicked.connect(self.enrol_requested)
        self._delete.clicked.connect(self.delete_requested)
        self._edit.clicked.connect(self.edit_requested)
        self._cancel.clicked.connect(self.cancel_requested)
        self._quit.clicked.connect(self.quit_requested)
        self._save.clicked.connect(self.save_requested)
        self.setLayout(
            row(
                self._delete,
                self._edit,
                self._cancel,
                self._enrol,
                None,
                self._quit,
                self._save,
            )
        )
        self._permit()

    @property
    def edit_reason(self) -> str | None:
        """Why *Wijzig* is grey, None when it is not."""
        if self._file is None:
            return said.SAVING
        if self._editing:
            return said.EDITING
        return words.why_not(ability(self._file.abilities, Action.EDIT))

    @property
    def save_reason(self) -> str | None:
        """Why *Opslaan* and *Annuleer* are grey, None when they are not."""
        if not self._editing:
            return said.NOT_EDITING
        return said.SAVING if self._busy else None

    def permit_enrol(self, reason: str | None) -> None:
        """Free *Inschrijven*, or grey it with the reason."""
        set_permitted(self._enrol, reason)

    def show_file(self, file: CustomerFile) -> None:
        """What may be done with `file`."""
        self._file = file
        self._permit()

    def show_editing(self, editing: bool) -> None:
        """Fields are open, or closed."""
        self._editing = editing
        self._permit()

    def show_busy(self, busy: bool) -> None:
        """Something is being saved."""
        self._busy = busy
        self._permit()

    def _permit(self) -> None:
        set_permitted(self._edit, self.edit_reason)
        set_permitted(self._save, self.save_reason)
        set_permitted(self._cancel, self.save_reason)
        if self._file is not None:
            set_permitted(self._delete, words.why_not(ability(self._file.abilities, Action.DELETE)))
        self.reasons_changed.emit()
