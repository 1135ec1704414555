"""1.Klant: everything that matters, read only."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desk_app.domain.cards import CardStatus
from desk_app.ui.customer_file.boxes import columns, group_box
from desk_app.ui.framework.plain_text import Look, Text
from desk_app.ui.wording import customer_file as words
from desk_app.ui.wording import file_labels as labels
from desk_app.ui.wording.dates import long_date, short_date
from desk_app.usecases.queries.customer_file import CustomerFile


class _Facts(QWidget):
    """Captions with what is known, under each other."""

    def __init__(self, captions: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self._values: dict[str, Text] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, 140)
        grid.setColumnStretch(1, 1)
        for at, (key, caption) in enumerate(captions):
            value = Text("–", name=f"summary_{key}", wrap=True)
            grid.addWidget(Text(caption, Look.MUTED), at, 0)
            grid.addWidget(value, at, 1)
            self._values[key] = value

    def show_facts(self, **facts: str) -> None:
        """Show what is known; nothing becomes a dash."""
        for key, value in facts.items():
            self._values[key].setText(value or "–")


class SummaryTab(QWidget):
    """1.Klant: everything that matters, read only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._person = _Facts(
            (
                ("name", labels.NAME),
                ("given_name", labels.GIVEN_NAME),
                ("birth_date", labels.BORN),
                ("address", labels.ADDRESS),
                ("phone", labels.PHONE),
                ("email", labels.EMAIL),
                ("username", labels.USERNAME),
            )
        )
        self._membership = _Facts(
            (
                ("kind", labels.KIND),
                ("origin", labels.ENROLLED),
                ("card", labels.PRIMARY_CARD),
                ("cards", labels.ACTIVE_CARDS),
                ("items", labels.ITEMS_OUT),
                ("activity", labels.LAST_ACTIVITY),
                ("newsletter", labels.NEWSLETTER),
                ("id_checked", labels.ID_CHECKED),
            )
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(
            columns(
                (group_box(labels.SUMMARY_PERSON, self._person, name="box_summary_person"),),
                (group_box(labels.MEMBERSHIP, self._membership, name="box_summary_member"),),
                name="tab_summary",
            )
        )

    def show_file(self, file: CustomerFile) -> None:
        """Show `file`."""
        known = file.details
        born = "" if known.birth_date is None else long_date(known.birth_date)
        house = f"{known.house_number}{known.house_suffix}".strip()
        street = f"{known.street} {house}".strip()
        place = f"{known.postcode} {known.place}".strip()
        phones = " / ".join(number for number in (known.phone, known.mobile) if number)
        username = file.username or ""
        if file.colleague:
            username = labels.COLLEAGUE
        self._person.show_facts(
            name=file.display_name,
            given_name=known.given_name,
            birth_date=born if file.age is None else f"{born} ({file.age} jr.)",
            address=", ".join(part for part in (street, place) if part),
            phone=phones,
            email=known.email,
            username=username,
        )
        active = sum(1 for card in file.cards if card.status is CardStatus.ACTIVE)
        checked = labels.ID_NOT_CHECKED
        if known.id_checked_on is not None:
            checked = labels.id_checked(short_date(known.id_checked_on), known.id_checked_by)
        self._membership.show_facts(
            kind=words.KINDS[known.kind],
            origin=f"{words.day(file.created_at)}, {words.ORIGINS[known.origin]}",
            card=file.card_number or labels.NO_CARD_NUMBER,
            cards=str(active),
            items=str(file.items_out),
            activity="" if file.last_activity_on is None else short_date(file.last_activity_on),
            newsletter=labels.YES if known.newsletter else labels.NO,
            id_checked=checked,
        )
