"""Who stands at the counter, at a glance, and what must be read first."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desk_app.ui.framework.buttons import Button, Kind
from desk_app.ui.framework.figures import Figures
from desk_app.ui.framework.plain_text import ElidedText, Look, Text, restyle
from desk_app.ui.framework.surfaces import Ground, Surface, row
from desk_app.ui.framework.tone import SIGNS, Tone
from desk_app.ui.wording import lending as words
from desk_app.ui.wording.dates import short_date
from desk_app.usecases.queries.circulation import CounterCustomer


class CustomerCard(Surface):
    """Name, number and group; subscription, what they have of what they may, what lies ready."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Ground.CARD, name="lending_customer", parent=parent)
        self.setAccessibleName(words.CUSTOMER)
        self._name = ElidedText("", Look.TITLE, name="lending_name")
        self._name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._badge = Text(words.COLLEAGUE, Look.BADGE, name="lending_colleague")
        self._line = ElidedText("", Look.MUTED, name="lending_line")
        self._figures = Figures(name="lending_figures")
        for key, caption in (
            ("lending_subscription", words.SUBSCRIPTION),
            ("lending_items_out", words.ITEMS_OUT),
            ("lending_ready", words.READY),
            ("lending_last_activity", words.LAST_ACTIVITY),
        ):
            self._figures.add(key, caption)
        first = QHBoxLayout()
        first.setSpacing(10)
        first.addWidget(self._name)
        first.addWidget(self._badge)
        first.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(3)
        left.addLayout(first)
        left.addWidget(self._line)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(18, 12, 18, 12)
        layout.setSpacing(24)
        layout.addLayout(left, 1)
        layout.addWidget(self._figures, 0, Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_customer(self, customer: CounterCustomer) -> None:
        """Show who it is."""
        self._name.setText(customer.name)
        self._badge.setVisible(customer.colleague)
        self._line.setText(words.identity(customer))
        figure = self._figures.figure
        known = customer.subscription or customer.school
        figure("lending_subscription").set_value(
            known or words.NO_SUBSCRIPTION,
            Look.TROUBLE if customer.refused is not None or not known else Look.FIGURE,
        )
        self.show_possession(customer.items_out, customer.most if customer.refused is None else 0)
        ready = len(customer.ready)
        figure("lending_ready").set_value(str(ready), Look.OK if ready else Look.FIGURE)
        figure("lending_last_activity").set_value(
            "" if customer.last_activity_on is None else short_date(customer.last_activity_on)
        )

    def show_possession(self, items_out: int, most: int) -> None:
        """How much they have; in red when there may be no more."""
        full = bool(most) and items_out >= most
        self._figures.figure("lending_items_out").set_value(
            words.possession(items_out, most), Look.TROUBLE if full else Look.FIGURE
        )


class NoticeCard(Surface):
    """What colleagues wrote, to be read before anything is lent; it stands where the lists do.

    Signals: `read()` when somebody pressed *Gelezen* (Alt+G); no scan and no Enter presses it.
    """

    read = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Ground.MESSAGE, name="lending_notices", parent=parent)
        self.setProperty("tone", Tone.WARNING.value)
        sign = Text(SIGNS[Tone.WARNING], Look.ANSWER)
        sign.setProperty("tone", Tone.WARNING.value)
        sign.setMinimumWidth(34)
        sign.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._texts = Text("", Look.TITLE, name="lending_notice_text", wrap=True)
        self._note = Text("", name="lending_notice_note", wrap=True)
        self._button = Button(words.NOTICE_READ, Kind.PRIMARY, name="lending_notice_read")
        self._button.clicked.connect(self.read)
        said = QVBoxLayout()
        said.setSpacing(10)
        said.addWidget(Text(words.NOTICE_HEADING, Look.STRONG))
        said.addWidget(self._texts)
        said.addWidget(self._note)
        said.addLayout(row(self._button, None))
        said.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 12)
        layout.setSpacing(12)
        layout.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(said, 1)
        restyle(sign)

    def show_texts(self, texts: tuple[str, ...], note: str) -> None:
        """Show them all."""
        self._texts.setText("\n".join(texts))
        self._note.setText(note)
        self.setAccessibleName(" ".join((words.NOTICE_HEADING, *texts, note)))
