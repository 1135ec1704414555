"""The tabs that are read: 1.Klant, 4.Overig and 5.Meldingen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desk_app.domain.cards import CardStatus
from desk_app.domain.notices import BlockKind
from desk_app.ui.customer_file.field_tabs import group_box, two_columns
from desk_app.ui.framework.buttons import Button, Kind, set_permitted
from desk_app.ui.framework.editors import ChoiceField
from desk_app.ui.framework.plain_text import Look, Text
from desk_app.ui.framework.surfaces import Ground, Surface, row
from desk_app.ui.framework.table_view import TableView
from desk_app.ui.framework.tables import Column, TableModel
from desk_app.ui.framework.waiting import EmptyState, Place
from desk_app.ui.wording import customer_file as words
from desk_app.ui.wording.audit import event_words
from desk_app.ui.wording.dates import long_date, short_date
from desk_app.usecases.abilities import Action, ability
from desk_app.usecases.queries.customer_file import BlockLine, CustomerFile, LogLine, NoticeLine


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
                ("name", "Naam"),
                ("given_name", "Roepnaam"),
                ("birth_date", "Geboren"),
                ("address", "Adres"),
                ("phone", "Telefoon"),
                ("email", "E-mail"),
                ("username", "Gebruikersnaam"),
            )
        )
        self._membership = _Facts(
            (
                ("kind", "Klanttype"),
                ("origin", "Ingeschreven"),
                ("card", "Hoofdpas"),
                ("cards", "Actieve passen"),
                ("items", "In bezit"),
                ("activity", "Laatste activiteit"),
                ("newsletter", "Nieuwsbrief"),
                ("id_checked", "Legitimatie"),
            )
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(
            two_columns(
                (group_box("Persoon", self._person, name="box_summary_person"),),
                (group_box("Lidmaatschap", self._membership, name="box_summary_member"),),
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
            username = "Van een collega; alleen zelf te zien op de website"
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
        checked = "Nog niet gecontroleerd"
        if known.id_checked_on is not None:
            checked = f"Gecontroleerd op {short_date(known.id_checked_on)}"
            checked += f" door {known.id_checked_by}" if known.id_checked_by else ""
        self._membership.show_facts(
            kind=words.KINDS[known.kind],
            origin=f"{words.when(file.created_at)[:10]}, {words.ORIGINS[known.origin]}",
            card=file.card_number or "Geen pasnummer",
            cards=str(active),
            items=str(file.items_out),
            activity="" if file.last_activity_on is None else short_date(file.last_activity_on),
            newsletter="Ja" if known.newsletter else "Nee",
            id_checked=checked,
        )


class LogTab(QWidget):
    """4.Overig: every change, with who, when and where."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = TableModel[LogLine](
            (
                Column("Wanneer", lambda line: words.when(line.at), 16),
                Column("Wie", lambda line: line.by, 20),
                Column("Balie", lambda line: line.workstation, 12),
                Column("Wat", _what, 24),
                Column("Was", lambda line: line.old, 22, tooltip=lambda line: line.old),
                Column("Is", lambda line: line.new, 22, tooltip=lambda line: line.new),
            )
        )
        table = TableView(self._lines, name="log_table", label="Wijzigingen")
        ground = Surface(Ground.CARD, name="log_ground")
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(table)
        self._place = Place(
            ground,
            EmptyState("Nog niets gewijzigd", "Wijzigingen van deze klant komen hier te staan."),
            name="log_place",
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._place)

    def show_loading(self) -> None:
        """The log was asked for."""
        self._place.loading()

    def show_lines(self, lines: tuple[LogLine, ...]) -> None:
        """Show the log, newest first."""
        self._lines.set_rows(lines)
        self._place.ready(empty=not lines)


def _what(line: LogLine) -> str:
    return words.FIELDS.get(line.field) or event_words(line.field)


class NoticesTab(QWidget):
    """5.Meldingen, with the blocks that can be set and lifted by hand."""

    add_notice_requested = Signal()
    remove_notice_requested = Signal(int)
    add_block_requested = Signal(object)
    lift_block_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notices = QVBoxLayout()
        self._blocks = QVBoxLayout()
        self._add_notice = Button("Melding toevoegen", name="add_notice")
        self._add_notice.clicked.connect(self.add_notice_requested)
        self._kind = ChoiceField(
            tuple((kind.value, words.BLOCKS[kind]) for kind in words.STORED_BLOCKS),
            name="block_kind",
        )
        self._kind.setCurrentIndex(0)
        self._kind.setAccessibleName("Soort blokkade")
        self._add_block = Button("Blokkade zetten", Kind.DANGER, name="add_block")
        self._add_block.clicked.connect(
            lambda: self.add_block_requested.emit(BlockKind(self._kind.value()))
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(
            two_columns(
                (
                    group_box(
                        "Meldingen voor de balie",
                        _stack(self._notices, row(self._add_notice, None)),
                        name="box_notices",
                    ),
                ),
                (
                    group_box(
                        "Blokkades",
                        _stack(self._blocks, row(self._kind, self._add_block, None)),
                        name="box_blocks",
                    ),
                ),
                name="tab_notices",
            )
        )

    def show_file(self, file: CustomerFile) -> None:
        """Show `file`."""
        remove = words.why_not(ability(file.abilities, Action.REMOVE_NOTICE))
        lift = words.why_not(ability(file.abilities, Action.LIFT_BLOCK))
        _empty(self._notices)
        for notice in file.notices:
            self._notices.addWidget(self._notice_line(notice, remove))
        if not file.notices:
            self._notices.addWidget(Text("Er zijn geen meldingen.", Look.MUTED))
        _empty(self._blocks)
        for block in file.blocks:
            self._blocks.addWidget(self._block_line(block, lift))
        if not file.blocks:
            self._blocks.addWidget(Text("Er zijn geen blokkades.", Look.MUTED))
        set_permitted(self._add_notice, words.why_not(ability(file.abilities, Action.ADD_NOTICE)))
        set_permitted(self._add_block, words.why_not(ability(file.abilities, Action.ADD_BLOCK)))

    def _notice_line(self, notice: NoticeLine, grey: str | None) -> QWidget:
        remove = Button("Haal weg", Kind.QUIET, name=f"remove_notice_{notice.notice_id}")
        remove.clicked.connect(lambda: self.remove_notice_requested.emit(notice.notice_id))
        set_permitted(remove, grey)
        by = f"{notice.by}, {words.when(notice.written_at)}"
        return _line(notice.text, by, remove)

    def _block_line(self, block: BlockLine, grey: str | None) -> QWidget:
        said = words.BLOCKS[block.kind]
        if block.reason:
            said = f"{said}: {block.reason}"
        if block.block_id is None:
            return _line(said, "Volgt vanzelf uit de gegevens", None)
        block_id = block.block_id
        lift = Button("Hef op", Kind.QUIET, name=f"lift_block_{block_id}")
        lift.clicked.connect(lambda: self.lift_block_requested.emit(block_id))
        set_permitted(lift, grey)
        since = "" if block.since is None else words.when(block.since)
        return _line(said, f"{block.by}, {since}", lift)


def _line(text: str, note: str, button: Button | None) -> QWidget:
    line = QWidget()
    layout = QHBoxLayout(line)
    layout.setContentsMargins(0, 4, 0, 4)
    layout.setSpacing(10)
    both = QVBoxLayout()
    both.setSpacing(2)
    both.addWidget(Text(text, wrap=True))
    both.addWidget(Text(note, Look.SMALL, wrap=True))
    layout.addLayout(both, 1)
    if button is not None:
        layout.addWidget(button)
    return line


def _stack(lines: QVBoxLayout, buttons: QHBoxLayout) -> QWidget:
    box = QWidget()
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(10)
    lines.setSpacing(0)
    layout.addLayout(lines)
    layout.addLayout(buttons)
    return box


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
