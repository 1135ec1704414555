"""The customer block: who this is, at a glance, always in the same place."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desk_app.domain.subscriptions import FeeStatus
from desk_app.ui.framework.figures import Figures
from desk_app.ui.framework.numbers import euros
from desk_app.ui.framework.plain_text import ElidedText, Look, Text
from desk_app.ui.framework.surfaces import Ground, Surface
from desk_app.ui.wording import customer_file as words
from desk_app.ui.wording import file_labels as labels
from desk_app.ui.wording.dates import month_and_year, short_date
from desk_app.usecases.queries.customer_file import CustomerFile, SubscriptionLine

_BETWEEN = 24
_GOOD = frozenset({FeeStatus.NEW, FeeStatus.NORMAL, FeeStatus.BILLED})


class FileHeader(Surface):
    """Name, number, birth date, branch; subscription, status, expiry, items, last activity.

    Signals: `number_copied(str)`: the card number, or the actor id where there is none, is now on
    the clipboard.
    """

    number_copied = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Ground.CARD, name="file_header", parent=parent)
        self._name = ElidedText("", Look.TITLE, name="file_name")
        self._name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._staff = Text(labels.STAFF, Look.BADGE, name="file_staff")
        self._staff.setToolTip(labels.STAFF_TIP)
        self._line = ElidedText("", Look.MUTED, name="file_line")
        self.setToolTip(f"{labels.LINE_TIP}\n{labels.NAME_TIP}")
        self._comment = ElidedText("", Look.SMALL, name="file_comment")
        self._number = ""
        self._figures = Figures(name="file_figures")
        for key, caption in (
            ("file_subscription", labels.SUBSCRIPTION),
            ("file_status", labels.STATUS),
            ("file_expires", labels.EXPIRES),
            ("file_items_out", labels.ITEMS_OUT),
            ("file_last_activity", labels.LAST_ACTIVITY),
        ):
            self._figures.add(key, caption)
        first = QHBoxLayout()
        first.setSpacing(10)
        first.addWidget(self._name)
        first.addWidget(self._staff)
        first.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(3)
        left.addLayout(first)
        left.addWidget(self._line)
        left.addWidget(self._comment)
        layout = self._beside = QHBoxLayout(self)
        layout.setContentsMargins(18, 9, 18, 9)
        layout.setSpacing(_BETWEEN)
        layout.addLayout(left, 1)
        layout.addWidget(self._figures, 0, Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Figures beside the name, or under it where the line under the name would be cut."""
        margins = self._beside.contentsMargins()
        room = self.width() - margins.left() - margins.right() - self._beside.spacing()
        narrow = self._line.sizeHint().width() + self._figures.sizeHint().width() > room
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._beside.direction() != way:
            self._beside.setDirection(way)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._number and event.position().x() < self._figures.x():
            QGuiApplication.clipboard().setText(self._number)
            self.number_copied.emit(self._number)
        event.accept()

    def show_file(self, file: CustomerFile) -> None:
        """Show what the header tells of `file`."""
        self._name.setText(file.display_name)
        self._staff.setVisible(file.details.is_staff)
        self._line.setText(header_line(file))
        self._comment.setText(file.details.comment.replace("\n", " "))
        self._comment.setVisible(bool(file.details.comment))
        self._fit()
        self._number = file.card_number or f"{file.actor_id:06}"
        figure = self._figures.figure
        running = file.subscription
        if running is None:
            figure("file_subscription").set_value(labels.NO_SUBSCRIPTION, Look.WARNING)
            figure("file_status").set_value("")
        else:
            figure("file_subscription").set_value(f"{running.name} – {euros(running.fee)}")
            good = running.fee_status in _GOOD and running.ended_on is None
            good = good and file.seen_on <= running.valid_until
            figure("file_status").set_value(
                status_words(running), Look.OK if good else Look.TROUBLE
            )
        expired = file.expires_on is not None and file.expires_on < file.seen_on
        figure("file_expires").set_value(
            "" if file.expires_on is None else short_date(file.expires_on),
            Look.TROUBLE if expired else Look.FIGURE,
        )
        figure("file_items_out").set_value(str(file.items_out))
        figure("file_last_activity").set_value(
            "" if file.last_activity_on is None else short_date(file.last_activity_on)
        )


def header_line(file: CustomerFile) -> str:
    """``Geen pasnummer  [261379]  ·  10-02-1966 (48 jr.)  ·  9548 (Personeel BnD)``."""
    number = file.card_number or labels.NO_CARD_NUMBER
    parts = [f"{number}  [{file.actor_id:06}]"]
    if file.details.birth_date is not None:
        age = "" if file.age is None else f" ({file.age} jr.)"
        parts.append(f"{short_date(file.details.birth_date)}{age}")
    parts.append(f"{file.branch_code} ({file.branch_name})")
    return "   ·   ".join(parts)


def status_words(running: SubscriptionLine) -> str:
    """``Normaal t/m januari 2016``."""
    return f"{words.FEE_STATUSES[running.fee_status]} t/m {month_and_year(running.valid_until)}"
