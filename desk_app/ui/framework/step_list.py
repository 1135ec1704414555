"""The steps of something that takes several, under each other, with where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Property, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk_app.ui.wording import widgets


class StepState(StrEnum):
    """Where one step stands."""

    DONE = "done"
    CURRENT = "current"
    WAITING = "waiting"
    FAILED = "failed"
    UNKNOWN = "unknown"


_SPOKEN: dict[StepState, str] = {
    StepState.DONE: widgets.STEP_DONE,
    StepState.CURRENT: widgets.STEP_CURRENT,
    StepState.WAITING: widgets.STEP_WAITING,
    StepState.FAILED: widgets.STEP_FAILED,
    StepState.UNKNOWN: widgets.STEP_UNKNOWN,
}


@dataclass(frozen=True)
class Step:
    """One line of the list; `note` is the small line under it."""

    text: str
    state: StepState
    note: str = ""


class StepList(QWidget):
    """A vertical stepper. It is read aloud as one text and repaints only when a step changes."""

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._steps: tuple[Step, ...] = ()
        self._colours = {role: QColor() for role in ("accent", "ok", "trouble", "warning", "line")}
        self._colours |= {role: QColor() for role in ("ink", "muted", "surface", "sign")}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def steps(self) -> tuple[Step, ...]:
        """What is shown."""
        return self._steps

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Show `steps`."""
        if tuple(steps) == self._steps:
            return
        resized = [(step.text, step.note) for step in steps] != [
            (step.text, step.note) for step in self._steps
        ]
        self._steps = tuple(steps)
        self.setAccessibleName(
            "; ".join(
                f"{step.text} ({_SPOKEN[step.state]})" + (f", {step.note}" if step.note else "")
                for step in self._steps
            )
        )
        if resized:
            self.updateGeometry()
        self.update()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().averageCharWidth() * 30
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        width = self.fontMetrics().averageCharWidth() * 18
        return QSize(width, self.heightForWidth(max(width, self.width())))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return sum(self._height(step, width) for step in self._steps)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = 0
        for at, step in enumerate(self._steps):
            height = self._height(step, self.width())
            if at + 1 < len(self._steps):
                self._paint_line(painter, step, top, height)
            self._paint_sign(painter, step, top)
            self._paint_words(painter, step, top)
            top += height
        painter.end()

    # --------------------------------------------------------------------------------- measures

    def _unit(self) -> int:
        return self.fontMetrics().height()

    def _circle(self) -> float:
        return self._unit() * 1.15

    def _indent(self) -> int:
        return round(self._unit() * 1.75)

    def _note_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(max(12, round(self.font().pixelSize() * 12 / 14)))
        return font

    def _text_font(self, step: Step) -> QFont:
        font = QFont(self.font())
        if step.state in (StepState.CURRENT, StepState.FAILED, StepState.UNKNOWN):
            font.setWeight(QFont.Weight.DemiBold)
        return font

    def _boxes(self, step: Step, width: int) -> tuple[int, int]:
        """Heights of the text and of the note, wrapped in the room beside the sign."""
        room = QRect(0, 0, max(40, width - self._indent()), 10_000)
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)
        text = QFontMetrics(self._text_font(step)).boundingRect(room, flags, step.text).height()
        if not step.note:
            return text, 0
        note = QFontMetrics(self._note_font()).boundingRect(room, flags, step.note).height()
        return text, note

    def _height(self, step: Step, width: int) -> int:
        text, note = self._boxes(step, width)
        return max(text + note + round(self._unit() * 0.55), round(self._unit() * 2.5))

    # --------------------------------------------------------------------------------- painting

    def _tint(self, state: StepState) -> QColor:
        role = {
            StepState.DONE: "ok",
            StepState.CURRENT: "accent",
            StepState.WAITING: "line",
            StepState.FAILED: "trouble",
            StepState.UNKNOWN: "warning",
        }[state]
        return self._colours[role]

    def _paint_line(self, painter: QPainter, step: Step, top: int, height: int) -> None:
        middle = self._circle() / 2 + 1
        done = step.state is StepState.DONE
        painter.setPen(QPen(self._colours["ok" if done else "line"], 2))
        gap = self._circle() + 3
        painter.drawLine(QPointF(middle, top + gap), QPointF(middle, top + height - 1))

    def _paint_sign(self, painter: QPainter, step: Step, top: int) -> None:
        side = self._circle()
        box = QRectF(1, top + 1, side, side)
        tint = self._tint(step.state)
        if step.state is StepState.WAITING:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(tint, 1.6))
            painter.drawEllipse(box.adjusted(0.8, 0.8, -0.8, -0.8))
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint)
        painter.drawEllipse(box)
        pen = QPen(self._colours["surface"], max(1.8, side * 0.1))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)

        def at(x: float, y: float) -> QPointF:
            return QPointF(box.left() + side * x, box.top() + side * y)

        if step.state is StepState.DONE:
            painter.drawPolyline([at(0.28, 0.52), at(0.44, 0.67), at(0.73, 0.36)])
        elif step.state is StepState.FAILED:
            painter.drawLine(at(0.34, 0.34), at(0.66, 0.66))
            painter.drawLine(at(0.66, 0.34), at(0.34, 0.66))
        elif step.state is StepState.UNKNOWN:
            font = QFont(self.font())
            font.setWeight(QFont.Weight.Bold)
            painter.setFont(font)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), "?")

    def _paint_words(self, painter: QPainter, step: Step, top: int) -> None:
        text, note = self._boxes(step, self.width())
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)
        width = self.width() - self._indent()
        painter.setFont(self._text_font(step))
        role = "muted" if step.state is StepState.WAITING else "ink"
        painter.setPen(self._colours[role])
        painter.drawText(QRect(self._indent(), top, width, text), flags, step.text)
        if not note:
            return
        painter.setFont(self._note_font())
        tinted = step.state in (StepState.CURRENT, StepState.FAILED, StepState.UNKNOWN)
        painter.setPen(self._tint(step.state) if tinted else self._colours["muted"])
        painter.drawText(QRect(self._indent(), top + text, width, note), flags, step.note)

    def _set(self, role: str, colour: QColor) -> None:
        self._colours[role] = colour
        self.update()

    accent = Property(
        QColor, lambda self: self._colours["accent"], lambda self, value: self._set("accent", value)
    )
    ok = Property(QColor, lambda self: self._colours["ok"], lambda self, v: self._set("ok", v))
    trouble = Property(
        QColor, lambda self: self._colours["trouble"], lambda self, v: self._set("trouble", v)
    )
    warning = Property(
        QColor, lambda self: self._colours["warning"], lambda self, v: self._set("warning", v)
    )
    line = Property(
        QColor, lambda self: self._colours["line"], lambda self, v: self._set("line", v)
    )
    ink = Property(QColor, lambda self: self._colours["ink"], lambda self, v: self._set("ink", v))
    muted = Property(
        QColor, lambda self: self._colours["muted"], lambda self, v: self._set("muted", v)
    )
    surface = Property(
        QColor, lambda self: self._colours["surface"], lambda self, v: self._set("surface", v)
    )
