"""The panel itself: the card as it will look, the steps, what is wrong, the ways on."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from desk_app.ui.card_panel.picture import CardPicture
from desk_app.ui.card_panel.port import LineState, PanelAction, PanelState
from desk_app.ui.framework.buttons import Button, Kind, set_permitted
from desk_app.ui.framework.message_bar import MessageBar, Tone
from desk_app.ui.framework.plain_text import Look, Text
from desk_app.ui.framework.side_panel import SidePanel
from desk_app.ui.framework.step_list import Step, StepList, StepState
from desk_app.ui.framework.surfaces import Scroll
from desk_app.ui.wording import card_panel as words
from desk_app.usecases.print_shapes import CardFace
from desk_app.usecases.queries.card_jobs import CardJobRow

_STATES = {
    LineState.DONE: StepState.DONE,
    LineState.CURRENT: StepState.CURRENT,
    LineState.WAITING: StepState.WAITING,
    LineState.FAILED: StepState.FAILED,
    LineState.UNKNOWN: StepState.UNKNOWN,
}
_TICK_MS = 500


class CardPanel(SidePanel):
    """Follows one card.

    Where there is not enough height the picture gives way first; then the steps scroll, so that
    what is wrong and the ways on are always in sight.

    Signals: `acted(object action)`, `unfinished_chosen(object job)`, `closed()`.
    """

    acted = Signal(object)
    unfinished_chosen = Signal(object)
    closed = Signal()

    def __init__(
        self,
        draw: Callable[[CardFace, Callable[[bytes], None]], None],
        unfinished: MessageBar,
        parent: QWidget | None = None,
    ) -> None:
        """`draw` makes the PNG of a face elsewhere and hands it back on this thread."""
        super().__init__(name="card_panel", parent=parent)
        self._draw = draw
        self._unfinished = unfinished
        self._face: CardFace | None = None
        self._state: PanelState | None = None
        self._title = Text("", Look.HEADING, name="card_panel_title")
        self._picture = CardPicture(name="card_picture")
        self._steps = StepList(name="card_steps")
        self._message = MessageBar(name="card_message")
        self._buttons: dict[PanelAction, Button] = {}
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        for action in PanelAction:
            # With a parent from the start: shown without one it would be a window of its own.
            button = Button("", name=f"panel_{action.value}", parent=self)
            button.clicked.connect(lambda _checked=False, action=action: self.acted.emit(action))
            button.hide()
            self._buttons[action] = button
        shown = QWidget()
        inside = self._inside = QVBoxLayout(shown)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        inside.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addWidget(self._steps)
        inside.addStretch(1)
        self._scroll = Scroll(shown, name="card_scroll")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 14)
        layout.setSpacing(12)
        layout.addWidget(self._title)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self._message)
        layout.addLayout(self._grid)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._count_down)

    def show_panel(self, state: PanelState) -> None:
        """Open the panel, or show its new state."""
        self._state = state
        self._title.setText(state.title)
        if state.face != self._face:
            self._face = state.face
            self._picture.show_image(b"")
            self._draw(state.face, partial(self._drawn, state.face))
        self._count_down()
        if state.insert_before is None:
            self._tick.stop()
        else:
            self._tick.start()
        self._show_message(state)
        self._show_buttons(state)
        self.want(True)
        self._divide()

    def close_panel(self) -> None:
        """Close it."""
        self._tick.stop()
        self._state = None
        self._face = None
        self.want(False)
        self.closed.emit()

    def show_unfinished(self, jobs: tuple[CardJobRow, ...]) -> None:
        """Say which cards were left unfinished at this workstation."""
        if not jobs:
            self._unfinished.clear()
            return
        first = jobs[0]
        self._unfinished.say(
            Tone.WARNING,
            words.unfinished(len(jobs), first.customer_name),
            ways=((words.FINISH, lambda: self.unfinished_chosen.emit(first)),),
            closable=True,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._divide()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._divide()
        return done

    def _divide(self) -> None:
        """Give the picture what the steps leave, and the current step a place in sight."""
        room = self._scroll.viewport().size()
        steps = self._steps.heightForWidth(room.width())
        if self._picture.fit(room.width(), room.height() - steps - 12):
            self._inside.activate()
        state = self._state
        if state is None:
            return
        current = next(
            (at for at, line in enumerate(state.lines) if line.state is not LineState.DONE),
            len(state.lines) - 1,
        )
        each = steps // max(1, len(state.lines))
        top = self._steps.y() + each * current
        self._scroll.ensureVisible(0, top + each // 2, 0, each)

    def _drawn(self, face: CardFace, png: bytes) -> None:
        if isValid(self) and face == self._face:
            self._picture.show_image(png)
            self._divide()

    def _count_down(self) -> None:
        state = self._state
        if state is None:
            return
        left = ""
        if state.insert_before is not None:
            left = words.seconds_left(max(0, round(state.insert_before - time.monotonic())))
        self._steps.set_steps(
            tuple(
                Step(
                    line.words,
                    _STATES[line.state],
                    left if left and line.state is LineState.CURRENT else line.note,
                )
                for line in state.lines
            )
        )

    def _show_message(self, state: PanelState) -> None:
        if state.trouble:
            self._message.say(Tone.TROUBLE, state.trouble, advice=state.advice, code=state.code)
        elif state.good:
            self._message.say(Tone.OK, state.good)
        else:
            self._message.clear()

    def _show_buttons(self, state: PanelState) -> None:
        for button in self._buttons.values():
            self._grid.removeWidget(button)
        shown = {way.action for way in state.buttons}
        for action, button in self._buttons.items():
            button.setVisible(action in shown)
        for at, way in enumerate(state.buttons):
            button = self._buttons[way.action]
            button.setText(way.word)
            button.set_kind(Kind.PRIMARY if way.primary else Kind.SECONDARY)
            set_permitted(button, way.why_not)
            self._grid.addWidget(button, at // 2, at % 2)
