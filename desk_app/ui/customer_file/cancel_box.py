"""Opzeggen: when, why, and taking it back."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from desk_app.domain.subscriptions import CancellationMoment
from desk_app.ui.framework.buttons import Button, Kind, set_permitted
from desk_app.ui.framework.editors import ChoiceField
from desk_app.ui.framework.fields import Form
from desk_app.ui.framework.plain_text import Look, Text
from desk_app.ui.framework.surfaces import row
from desk_app.ui.wording import customer_file as words
from desk_app.ui.wording import file_labels as labels
from desk_app.ui.wording.dates import plain_date
from desk_app.usecases.abilities import Action, ability
from desk_app.usecases.queries.customer_file import CustomerFile

_MOMENTS = (
    CancellationMoment.AT_ONCE,
    CancellationMoment.NEXT_ANNIVERSARY,
    CancellationMoment.SECOND_ANNIVERSARY,
)


class CancelBox(QWidget):
    """Signals: `cancel_requested(object moment, str reason)`, `revoke_requested()`."""

    cancel_requested = Signal(object, str)
    revoke_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cancelled = Text("", Look.WARNING, name="fee_cancelled", wrap=True)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(6)
        inside.addWidget(self._cancelled)
        self._moments = QButtonGroup(self)
        for at, moment in enumerate(_MOMENTS):
            radio = QRadioButton("", self)
            radio.setObjectName(f"cancel_{moment.value}")
            self._moments.addButton(radio, at)
            inside.addWidget(radio)
        self._moments.button(1).setChecked(True)
        self._reason = Form(name="form_cancellation", label_width=112)
        reasons = [(key.value, said) for key, said in words.REASONS.items()]
        reasons.insert(0, ("", labels.CHOOSE_REASON))
        self._choice = ChoiceField(reasons, name="cancellation_reason")
        self._choice.setCurrentIndex(0)
        self._reason.add("cancellation_reason", labels.CANCEL_REASON, self._choice)
        self._cancel = Button(
            words.ACTIONS[Action.CANCEL_SUBSCRIPTION], Kind.DANGER, name="cancel_subscription"
        )
        self._revoke = Button(words.ACTIONS[Action.REVOKE_CANCELLATION], name="revoke_cancellation")
        self._cancel.clicked.connect(self._ask)
        self._revoke.clicked.connect(self.revoke_requested)
        inside.addWidget(self._reason)
        inside.addLayout(row(self._cancel, self._revoke, None))

    def show_file(self, file: CustomerFile) -> None:
        """Show what can be cancelled of `file`."""
        running = file.subscription
        per = None if running is None else running.ended_on or running.cancelled_per
        self._cancelled.setVisible(per is not None)
        if running is not None and per is not None:
            reason = running.cancellation_reason
            self._cancelled.setText(
                labels.cancelled_per(
                    plain_date(per),
                    "" if reason is None else words.REASONS[reason],
                    over=running.ended_on is not None,
                )
            )
        if running is not None:
            for at, label in enumerate(
                (
                    labels.CANCEL_AT_ONCE,
                    labels.cancel_per(plain_date(running.next_anniversary)),
                    labels.cancel_per(plain_date(running.second_anniversary)),
                )
            ):
                self._moments.button(at).setText(label)
        grey = words.why_not(ability(file.abilities, Action.CANCEL_SUBSCRIPTION))
        for at, button in enumerate(self._moments.buttons()):
            button.setVisible(running is not None)
            set_permitted(button, grey)
            button.setAccessibleName(button.text() or f"{labels.CANCELLING} {at + 1}")
        set_permitted(self._choice, grey)
        set_permitted(self._cancel, grey)
        set_permitted(
            self._revoke, words.why_not(ability(file.abilities, Action.REVOKE_CANCELLATION))
        )

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Mark the reason when it is wrong."""
        name = "cancellation_reason"
        self._reason.show_errors({name: errors[name]} if name in errors else {})

    def _ask(self) -> None:
        moment = _MOMENTS[self._moments.checkedId()]
        self.cancel_requested.emit(moment, self._choice.value())
