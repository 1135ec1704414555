"""Opbouw abonnementskosten, at the right of the screens (`001_e7f8c5dadfe28ccb.txt`)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desk_app.ui.framework.numbers import euros
from desk_app.ui.framework.plain_text import Look, Text
from desk_app.ui.framework.surfaces import Panel
from desk_app.ui.wording import enrolment as words
from desk_app.ui.wording.dates import month_and_year, plain_date
from desk_app.usecases.queries.enrolment import EnrolmentCheck

_CHARACTERS = 38
_FACTS = ("name", "age", "tariff", "month", "rights")


class FeePanel(Panel):
    """What the customer will pay, as far as that is known while somebody types."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_CHARACTERS, name="enrol_fee", parent=parent)
        self._branch = Text("", Look.MUTED, name="enrol_fee_branch", wrap=True)
        self._rule = Text("", Look.SMALL, name="enrol_fee_rule", wrap=True)
        self._until = Text("", Look.SMALL, name="enrol_fee_until", wrap=True)
        self._facts = {
            key: Text(words.NOTHING, name=f"enrol_fee_{key}", wrap=True) for key in _FACTS
        }
        self._amounts = {
            key: Text(words.NOTHING, look, name=f"enrol_fee_{key}")
            for key, look in (
                ("subscription", Look.TEXT),
                ("discount", Look.TEXT),
                ("balance", Look.STRONG),
            )
        }
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 16)
        layout.setSpacing(10)
        layout.addWidget(Text(words.FEE_TITLE, Look.HEADING))
        layout.addWidget(self._branch)
        layout.addLayout(_grid(words.FEE_LABELS, tuple(self._facts.values()), right=False))
        layout.addSpacing(8)
        layout.addWidget(Text(words.FEE_COSTS, Look.HEADING))
        costs = (words.FEE_SUBSCRIPTION, words.FEE_DISCOUNT, words.FEE_BALANCE)
        layout.addLayout(_grid(costs, tuple(self._amounts.values()), right=True))
        layout.addWidget(self._until)
        layout.addWidget(self._rule)
        layout.addStretch(1)

    def show_name(self, name: str) -> None:
        """The name as it stands."""
        self._facts["name"].setText(name or words.NOTHING)

    def show_check(self, check: EnrolmentCheck) -> None:
        """The fee of the subscription that was chosen; dashes while none is."""
        fee = check.fee
        self._branch.setText(words.branch_line(check.branch_code))
        self._facts["age"].setText(words.age(check.age))
        known = fee is not None
        for widget in (self._until, self._rule):
            widget.setVisible(known)
        if fee is None:
            for text in (
                self._facts["tariff"],
                self._facts["month"],
                self._facts["rights"],
                *self._amounts.values(),
            ):
                text.setText(words.NOTHING)
            return
        self._facts["tariff"].setText(f"{fee.type_code} {fee.name}")
        self._facts["month"].setText(month_and_year(fee.valid_until))
        self._facts["rights"].setText(plain_date(fee.valid_until))
        self._amounts["subscription"].setText(euros(fee.fee))
        self._amounts["discount"].setText(euros(fee.discount))
        self._amounts["balance"].setText(euros(fee.balance))
        self._until.setText(words.valid_until(fee.valid_until))
        self._rule.setText(words.fee_rule(fee))


def _grid(labels: tuple[str, ...], values: tuple[Text, ...], *, right: bool) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    for at, (label, value) in enumerate(zip(labels, values, strict=True)):
        grid.addWidget(Text(label, Look.MUTED), at, 0)
        value.setAccessibleName(label)
        if right:
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(value, at, 1)
    return grid
