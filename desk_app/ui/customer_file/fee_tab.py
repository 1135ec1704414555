"""3.Contributie: subscription, fee build-up, cancelling, direct debit and mandate."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from desk_app.domain.subscriptions import CancellationMoment
from desk_app.ui.customer_file.field_tabs import FieldGroup, group_box, two_columns
from desk_app.ui.customer_file.header import status_words
from desk_app.ui.framework.buttons import Button, Kind, set_permitted
from desk_app.ui.framework.editors import ChoiceField, DateField
from desk_app.ui.framework.fields import Form
from desk_app.ui.framework.numbers import euros
from desk_app.ui.framework.plain_text import Look, Text
from desk_app.ui.framework.surfaces import row
from desk_app.ui.framework.table_view import TableView
from desk_app.ui.framework.tables import Column, TableModel
from desk_app.ui.wording import customer_file as words
from desk_app.ui.wording.dates import long_date, short_date
from desk_app.usecases.abilities import Action, ability
from desk_app.usecases.queries.customer_file import CustomerFile, LedgerLine, MandateLine

_MOMENTS = (
    CancellationMoment.AT_ONCE,
    CancellationMoment.NEXT_ANNIVERSARY,
    CancellationMoment.SECOND_ANNIVERSARY,
)


class FeeTab(QWidget):
    """Signals carry what somebody asked for; the presenter decides.

    `cancel_requested(object moment, str reason)`, `process_requested(object date_or_none)`.
    """

    change_requested = Signal()
    cancel_requested = Signal(object, str)
    revoke_requested = Signal()
    print_requested = Signal()
    process_requested = Signal(object)
    withdraw_requested = Signal()

    def __init__(self, group: FieldGroup, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._subscription = Text("", name="fee_subscription", wrap=True)
        self._status = Text("", Look.MUTED, name="fee_status", wrap=True)
        self._cancelled = Text("", Look.WARNING, name="fee_cancelled", wrap=True)
        self._change = Button("Muteer abonnement", name="change_subscription")
        self._change.clicked.connect(self.change_requested)
        self._ledger = TableModel[LedgerLine](
            (
                Column("Datum", lambda line: words.when(line.booked_at)[:10], 10),
                Column("Soort", lambda line: words.LEDGER[line.kind], 16),
                Column("Bedrag", lambda line: euros(line.amount), 10, right=True),
                Column("Omschrijving", lambda line: line.description, 22),
            )
        )
        table = TableView(self._ledger, name="fee_ledger", label="Opbouw abonnementskosten")
        table.setMinimumHeight(120)
        self._balance = Text("", Look.STRONG, name="fee_balance")
        about = QWidget()
        inside = QVBoxLayout(about)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(6)
        inside.addWidget(self._subscription)
        inside.addWidget(self._status)
        inside.addWidget(self._cancelled)
        inside.addLayout(row(self._change, None))
        costs = QWidget()
        inside = QVBoxLayout(costs)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(table)
        inside.addWidget(self._balance)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(
            two_columns(
                (
                    group_box("Abonnement", about, name="box_subscription"),
                    group_box("Opbouw abonnementskosten", costs, name="box_costs"),
                ),
                (
                    group_box("Incasso en machtiging", self._payment(group), name="box_payment"),
                    group_box("Opzeggen", self._cancelling(), name="box_cancelling"),
                ),
                name="tab_fee",
            )
        )

    def _payment(self, group: FieldGroup) -> QWidget:
        box = QWidget()
        inside = QVBoxLayout(box)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        form = group.form("direct_debit", "iban", "bic")
        form.field("bic").set_hint("* Alleen bij buitenlandse rekeningnummers")
        inside.addWidget(form)
        self._mandate = Text("", name="mandate_state", wrap=True)
        inside.addWidget(self._mandate)
        self._signed = Form(name="form_mandate")
        self._signed.add(
            "mandate_signed_on", "Datum afgifte machtiging", DateField(name="mandate_signed_on")
        )
        self._print = Button("Print nieuwe machtiging", name="print_mandate")
        self._process = Button("Verwerk machtiging", name="process_mandate")
        self._withdraw = Button("Machtiging intrekken", Kind.QUIET, name="withdraw_mandate")
        self._print.clicked.connect(self.print_requested)
        self._process.clicked.connect(lambda: self.process_requested.emit(self._signed_on()))
        self._withdraw.clicked.connect(self.withdraw_requested)
        inside.addWidget(self._signed)
        inside.addLayout(row(self._print, self._process, None))
        inside.addLayout(row(self._withdraw, None))
        return box

    def _cancelling(self) -> QWidget:
        box = QWidget()
        inside = QVBoxLayout(box)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(6)
        self._moments = QButtonGroup(box)
        for at, moment in enumerate(_MOMENTS):
            radio = QRadioButton("", box)
            radio.setObjectName(f"cancel_{moment.value}")
            self._moments.addButton(radio, at)
            inside.addWidget(radio)
        self._moments.button(1).setChecked(True)
        self._reason = Form(name="form_cancellation")
        reasons = [(key.value, said) for key, said in words.REASONS.items()]
        reasons.insert(0, ("", "Kies een reden"))
        self._reason.add(
            "cancellation_reason",
            "Reden opzegging",
            ChoiceField(reasons, name="cancellation_reason"),
        )
        self._cancel = Button("Opzeggen", Kind.DANGER, name="cancel_subscription")
        self._revoke = Button("Opzegging intrekken", name="revoke_cancellation")
        self._cancel.clicked.connect(self._ask_cancel)
        self._revoke.clicked.connect(self.revoke_requested)
        inside.addWidget(self._reason)
        inside.addLayout(row(self._cancel, self._revoke, None))
        return box

    def show_file(self, file: CustomerFile) -> None:
        """Show the money side of `file`."""
        running = file.subscription
        if running is None:
            self._subscription.setText("Geen abonnement")
            self._status.setText("")
            self._cancelled.hide()
        else:
            self._subscription.setText(
                f"{running.type_code}  {running.name} – {euros(running.fee)} per "
                f"{running.period_months} maanden ({words.TERMS[running.term]})"
            )
            self._status.setText(
                f"{status_words(running)}, begonnen op {short_date(running.started_on)}"
            )
            self._show_cancelled(file)
            self._label_moments(file)
        self._ledger.set_rows(file.ledger)
        self._balance.setText(f"Saldo {euros(file.balance)}")
        self._balance.set_look(Look.TROUBLE if file.balance > 0 else Look.STRONG)
        self._show_mandate(file.mandate)
        for button, action in (
            (self._change, Action.CHANGE_SUBSCRIPTION),
            (self._cancel, Action.CANCEL_SUBSCRIPTION),
            (self._revoke, Action.REVOKE_CANCELLATION),
            (self._print, Action.PRINT_MANDATE),
            (self._process, Action.PROCESS_MANDATE),
            (self._withdraw, Action.WITHDRAW_MANDATE),
        ):
            set_permitted(button, words.why_not(ability(file.abilities, action)))
        can_process = ability(file.abilities, Action.PROCESS_MANDATE).allowed
        self._signed.set_editing(can_process)

    def show_errors(self, errors: dict[str, str]) -> None:
        """Mark the fields that are not the customer's own."""
        for form, name in (
            (self._signed, "mandate_signed_on"),
            (self._reason, "cancellation_reason"),
        ):
            form.show_errors({name: errors[name]} if name in errors else {})

    def _show_cancelled(self, file: CustomerFile) -> None:
        running = file.subscription
        assert running is not None
        per = running.ended_on or running.cancelled_per
        self._cancelled.setVisible(per is not None)
        if per is not None:
            verb = "Geëindigd" if running.ended_on else "Opgezegd"
            reason = running.cancellation_reason
            why = f" ({words.REASONS[reason].lower()})" if reason is not None else ""
            self._cancelled.setText(f"{verb} per {long_date(per)}{why}")

    def _label_moments(self, file: CustomerFile) -> None:
        running = file.subscription
        assert running is not None
        labels = (
            "Abonnement opzeggen per direct",
            f"Abonnement opzeggen per {_plain(running.next_anniversary)}",
            f"Abonnement opzeggen per {_plain(running.second_anniversary)}",
        )
        for at, label in enumerate(labels):
            self._moments.button(at).setText(label)
            self._moments.button(at).setEnabled(
                ability(file.abilities, Action.CANCEL_SUBSCRIPTION).allowed
            )
        self._reason.set_editing(ability(file.abilities, Action.CANCEL_SUBSCRIPTION).allowed)

    def _show_mandate(self, mandate: MandateLine | None) -> None:
        if mandate is None:
            self._mandate.setText(words.NO_MANDATE)
            return
        parts = [f"Machtiging {mandate.reference}: {words.MANDATE_STATES[mandate.state].lower()}"]
        parts.append(f"geprint {words.when(mandate.printed_at)}")
        if mandate.signed_on is not None:
            parts.append(f"afgegeven {short_date(mandate.signed_on)}")
        self._mandate.setText(", ".join(parts))

    def _signed_on(self) -> date | None:
        editor = self._signed.field("mandate_signed_on").editor
        assert isinstance(editor, DateField)
        return editor.day()

    def _ask_cancel(self) -> None:
        moment = _MOMENTS[self._moments.checkedId()]
        reason = self._reason.field("cancellation_reason").value()
        self.cancel_requested.emit(moment, reason)


def _plain(day: date) -> str:
    """``1 mei 2027``, as in the list of moments to cancel per."""
    return long_date(day).split(" ", 1)[1]
