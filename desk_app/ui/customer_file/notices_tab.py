"""5.Meldingen, with the blocks that can be set and lifted by hand."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk_app.domain.notices import BlockKind
from desk_app.ui.customer_file.boxes import columns, group_box
from desk_app.ui.framework.buttons import Button, Kind, set_permitted
from desk_app.ui.framework.editors import ChoiceField
from desk_app.ui.framework.plain_text import Look, Text
from desk_app.ui.framework.surfaces import retire, row
from desk_app.ui.wording import customer_file as words
from desk_app.ui.wording import file_labels as labels
from desk_app.usecases.abilities import Action, ability
from desk_app.usecases.queries.customer_file import BlockLine, CustomerFile, NoticeLine


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
        self._add_notice = Button(words.ACTIONS[Action.ADD_NOTICE], name="add_notice")
        self._add_notice.clicked.connect(self.add_notice_requested)
        self._kind = ChoiceField(
            tuple((kind.value, words.BLOCKS[kind]) for kind in words.STORED_BLOCKS),
            name="block_kind",
        )
        self._kind.setCurrentIndex(0)
        self._kind.setAccessibleName(labels.BLOCK_KIND)
        self._add_block = Button(words.ACTIONS[Action.ADD_BLOCK], Kind.DANGER, name="add_block")
        self._add_block.clicked.connect(
            lambda: self.add_block_requested.emit(BlockKind(self._kind.value()))
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(
            columns(
                (
                    group_box(
                        labels.NOTICES,
                        _stack(self._notices, row(self._add_notice, None)),
                        name="box_notices",
                    ),
                ),
                (
                    group_box(
                        labels.BLOCKS,
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
            self._notices.addWidget(Text(labels.NO_NOTICES, Look.MUTED))
        _empty(self._blocks)
        for block in file.blocks:
            said = words.block_words(block.kind, block.reason, file.details.origin)
            self._blocks.addWidget(self._block_line(block, said, lift))
        if not file.blocks:
            self._blocks.addWidget(Text(labels.NO_BLOCKS, Look.MUTED))
        set_permitted(self._add_notice, words.why_not(ability(file.abilities, Action.ADD_NOTICE)))
        set_permitted(self._add_block, words.why_not(ability(file.abilities, Action.ADD_BLOCK)))

    def _notice_line(self, notice: NoticeLine, grey: str | None) -> QWidget:
        remove = Button(labels.REMOVE, Kind.QUIET, name=f"remove_notice_{notice.notice_id}")
        remove.setAccessibleName(f"{labels.REMOVE}: {notice.text}")
        remove.clicked.connect(lambda: self.remove_notice_requested.emit(notice.notice_id))
        set_permitted(remove, grey)
        by = f"{notice.by}, {words.when(notice.written_at)}"
        return _line(notice.text, by, remove)

    def _block_line(self, block: BlockLine, said: str, grey: str | None) -> QWidget:
        if block.block_id is None:
            return _line(said, labels.FOLLOWS, None)
        block_id = block.block_id
        lift = Button(labels.LIFT, Kind.QUIET, name=f"lift_block_{block_id}")
        lift.setAccessibleName(f"{labels.LIFT}: {said}")
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
            retire(widget)
