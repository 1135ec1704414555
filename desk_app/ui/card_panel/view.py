"""The panel itself: the card as it will look, the steps, what is wrong, the ways on."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from desk_app.ui.card_panel.port import LineState, PanelAction, PanelState
from desk_app.ui.framework.buttons import Button, Kind, set_permitted
from desk_app.ui.framework.message_bar import MessageBar, Tone
from desk_app.ui.framework.plain_text import Look, Text
from desk_app.ui.framework.step_list import Step, StepList, StepState
from desk_app.ui.framework.surfaces import Ground, Surface
from desk_app.usecases.print_shapes import CardFace
from desk_app.usecases.queries.card_jobs import CardJobRow

_STATES = {
    LineState.DONE: StepState.DONE,
    LineState.CURRENT: StepState.CURRENT,
    LineState.WAITING: StepState.WAITING,
    LineState.FAILED: StepState.FAILED,
    LineState.SKIPPED: StepState.WAITING,
}
_TICK_MS = 500
_CARD_RATIO = 53.98 / 85.60


class CardPicture(Text):
    """The face of the card, as wide as there is room."""

    def __init__(self, *, name: str) -> None:
        super().__init__("", name=name)
        self._image = QPixmap()
        self.setAccessibleName("Voorbeeld van de pas")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_image(self, png: bytes) -> None:
        """Show the PNG of a card; nothing when it could not be drawn."""
        self._image = QPixmap.fromImage(QImage.fromData(png)) if png else QPixmap()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(round(self.width() * _CARD_RATIO))
        if self._image.isNull():
            self.clear()
            return
        ratio = self.devicePixelRatioF()
        shown = self._image.scaledToWidth(
            max(1, round(self.width() * ratio)), Qt.TransformationMode.SmoothTransformation
        )
        shown.setDevicePixelRatio(ratio)
        self.setPixmap(shown)


class CardPanel(Surface):
    """Follows one card.

    Signals: `acted(object action)`, `unfinished_chosen(object job)`, `proof_wanted(object job)`,
    `opened()` and `closed()`.
    """

    acted = Signal(object)
    unfinished_chosen = Signal(object)
    proof_wanted = Signal(object)
    opened = Signal()
    closed = Signal()

    def __init__(
        self,
        draw: Callable[[CardFace, Callable[[bytes], None]], None],
        unfinished: MessageBar,
        parent: QWidget | None = None,
    ) -> None:
        """`draw` makes the PNG of a face elsewhere and hands it back on this thread."""
        super().__init__(Ground.PANEL, name="card_panel", parent=parent)
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
            button = Button("", name=f"panel_{action.value}")
            button.clicked.connect(lambda _checked=False, action=action: self.acted.emit(action))
            button.hide()
            self._buttons[action] = button
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 16)
        layout.setSpacing(14)
        layout.addWidget(self._title)
        layout.addWidget(self._picture)
        layout.addWidget(self._steps)
        layout.addStretch(1)
        layout.addWidget(self._message)
        layout.addLayout(self._grid)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._count_down)
        self.hide()

    def show_panel(self, state: PanelState) -> None:
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
        if self.isHidden():
            self.show()
            self.opened.emit()

    def close_panel(self) -> None:
        self._tick.stop()
        self._state = None
        self._face = None
        self.hide()
        self.closed.emit()

    def show_proof(self, job: CardJobRow) -> None:
        self.proof_wanted.emit(job)

    def show_unfinished(self, jobs: tuple[CardJobRow, ...]) -> None:
        if not jobs:
            self._unfinished.clear()
            return
        first = jobs[0]
        count = len(jobs)
        said = (
            f"De pas van {first.customer_name} is nog niet afgemaakt."
            if count == 1
            else f"Er zijn {count} passen nog niet afgemaakt; de oudste is van "
            f"{first.customer_name}."
        )
        self._unfinished.say(
            Tone.WARNING,
            said,
            ways=(("Afmaken", lambda: self.unfinished_chosen.emit(first)),),
            closable=True,
        )

    def _drawn(self, face: CardFace, png: bytes) -> None:
        if face == self._face:
            self._picture.show_image(png)

    def _count_down(self) -> None:
        state = self._state
        if state is None:
            return
        left = None
        if state.insert_before is not None:
            left = max(0, round(state.insert_before - time.monotonic()))
        self._steps.set_steps(
            tuple(
                Step(
                    line.words,
                    _STATES[line.state],
                    f"nog {left} s"
                    if left is not None and line.state is LineState.CURRENT
                    else line.note,
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
            button.hide()
        for at, way in enumerate(state.buttons):
            button = self._buttons[way.action]
            button.setText(way.word)
            button.set_kind(Kind.PRIMARY if way.primary else Kind.SECONDARY)
            set_permitted(button, way.why_not)
            self._grid.addWidget(button, at // 2, at % 2)
            button.show()
