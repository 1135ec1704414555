"""3.Contributie: subscription, fee build-up, cancelling, direct debit and mandate."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desk_app.ui.customer_file.boxes import columns, group_box
from desk_app.ui.customer_file.cancel_box import CancelBox
from desk_app.ui.customer_file.field_group import FieldGroup
from desk_app.ui.customer_file.header import status_words
from desk_app.ui.framework.buttons import Button, Kind, set_permitted
from desk_app.ui.framework.editors import DateField
from desk_app.ui.framework.fields import Form
from desk_app.ui.framework.numbers import euros
from desk_app.ui.framework.plain_text import Look, Text
from desk_app.ui.framework.surfaces import column, row
from desk_app.ui.framework.table_view import TableView
from desk_app.ui.framework.tables import Column, TableModel
from desk_app.ui.wording import customer_file as words
from desk_app.ui.wording import file_labels as labels
from desk_app.ui.wording.dates import short_date
from desk_app.usecases.abilities import Action, ability
from desk_app.usecases.queries.customer_file import CustomerFile, LedgerLine, MandateLine

_LEDGER_HEIGHT = 84


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
        self._actor_id = 0
        self._cancelling = CancelBox()
        self._cancelling.cancel_requested.connect(self.cancel_requested)
        self._cancelling.revoke_requested.connect(self.revoke_requested)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(
            columns(
                (
                    group_box(labels.SUBSCRIPTION, self._about(), name="box_subscription"),
                    group_box(labels.COSTS, self._costs(), name="box_costs", grows=True),
                ),
                (group_box(labels.PAYMENT, self._payment(group), name="box_payment"),),
                (group_box(labels.CANCELLING, self._cancelling, name="box_cancelling"),),
                name="tab_fee",
            )
        )

    def _about(self) -> QWidget:
        self._subscription = Text("", name="fee_subscription", wrap=True)
        self._status = Text("", Look.MUTED, name="fee_status", wrap=True)
        self._change = Button(words.ACTIONS[Action.CHANGE_SUBSCRIPTION], name="change_subscription")
        self._change.clicked.connect(self.change_requested)
        about = QWidget()
        beside = row(space=12)
        beside.addLayout(column(self._subscription, self._status, None, space=4), 1)
        beside.addWidget(self._change, 0, Qt.AlignmentFlag.AlignTop)
        about.setLayout(beside)
        return about

    def _costs(self) -> QWidget:
        when, amount, what = labels.COST_COLUMNS
        self._ledger = TableModel[LedgerLine](
            (
                Column(when, lambda line: words.day(line.booked_at), 8),
                Column(amount, lambda line: euros(line.amount), 8, right=True),
                Column(what, _what, 8, tooltip=_what),
            )
        )
        table = TableView(self._ledger, name="fee_ledger", label=labels.COSTS)
        table.setMinimumHeight(_LEDGER_HEIGHT)
        # It takes the room there is; what it would like is no reason to scroll the page.
        table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._balance = Text("", Look.STRONG, name="fee_balance")
        costs = QWidget()
        inside = column(table, self._balance, space=6)
        inside.setStretch(0, 1)
        costs.setLayout(inside)
        return costs

    def _payment(self, group: FieldGroup) -> QWidget:
        box = QWidget()
        inside = QVBoxLayout(box)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(6)
        form = group.form("direct_debit", "iban", "bic")
        form.field("bic").set_hint(labels.BIC_HINT)
        inside.addWidget(form)
        self._mandate = Text("", name="mandate_state", wrap=True)
        self._earlier = Text("", Look.SMALL, name="mandates_earlier")
        self._print = Button(words.ACTIONS[Action.PRINT_MANDATE], name="print_mandate")
        self._process = Button(words.ACTIONS[Action.PROCESS_MANDATE], name="process_mandate")
        self._withdraw = Button(
            words.ACTIONS[Action.WITHDRAW_MANDATE], Kind.QUIET, name="withdraw_mandate"
        )
        self._signed = Form(name="form_mandate", label_width=160)
        self._day = DateField(name="mandate_signed_on")
        self._signed.add("mandate_signed_on", labels.SIGNED_ON, self._day)
        self._print.clicked.connect(self.print_requested)
        self._process.clicked.connect(lambda: self.process_requested.emit(self._day.day()))
        self._withdraw.clicked.connect(self.withdraw_requested)
        state = row(space=8)
        state.addLayout(column(self._mandate, self._earlier, None, space=2), 1)
        state.addWidget(self._withdraw, 0, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(state)
        inside.addWidget(self._signed)
        inside.addLayout(row(self._print, self._process, None))
        return box

    def show_file(self, file: CustomerFile) -> None:
        """Show the money side of `file`."""
        if file.actor_id != self._actor_id:
            self._actor_id = file.actor_id
            self._day.set_day(None)
        running = file.subscription
        if running is None:
            self._subscription.setText(labels.NO_SUBSCRIPTION)
            self._status.hide()
        else:
            self._subscription.setText(
                labels.subscription_line(
                    running.type_code,
                    running.name,
                    euros(running.fee),
                    running.period_months,
                    words.TERMS[running.term],
                )
            )
            self._status.setText(
                labels.status_since(status_words(running), short_date(running.started_on))
            )
            self._status.show()
        self._cancelling.show_file(file)
        self._ledger.set_rows(file.ledger)
        self._balance.setText(labels.balance(euros(file.balance)))
        self._balance.set_look(Look.TROUBLE if file.balance > 0 else Look.STRONG)
        self._show_mandate(file.mandate, len(file.earlier_mandates))
        for button, action in (
            (self._change, Action.CHANGE_SUBSCRIPTION),
            (self._print, Action.PRINT_MANDATE),
            (self._process, Action.PROCESS_MANDATE),
            (self._withdraw, Action.WITHDRAW_MANDATE),
        ):
            set_permitted(button, words.why_not(ability(file.abilities, action)))
        process = words.why_not(ability(file.abilities, Action.PROCESS_MANDATE))
        self._signed.set_editing(process is None)
        set_permitted(self._day, process)

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Mark the fields that are not the customer's own."""
        for name in ("mandate_signed_on", "signed_on"):
            if name in errors:
                self._signed.show_errors({"mandate_signed_on": errors[name]})
                break
        else:
            self._signed.show_errors({})
        self._cancelling.show_errors(errors)

    def _show_mandate(self, mandate: MandateLine | None, earlier: int) -> None:
        self._earlier.setText(labels.earlier_mandates(earlier) if earlier else "")
        self._earlier.setVisible(bool(earlier))
        if mandate is None:
            self._mandate.setText(words.NO_MANDATE)
            return
        self._mandate.setText(
            labels.mandate_line(
                mandate.reference,
                words.MANDATE_STATES[mandate.state],
                words.when(mandate.printed_at),
                "" if mandate.signed_on is None else short_date(mandate.signed_on),
                mandate.iban_tail,
            )
        )
        if mandate.signed_on is not None:
            self._day.set_day(mandate.signed_on)


def _what(line: LedgerLine) -> str:
    return labels.cost_line(words.LEDGER[line.kind], line.description)
