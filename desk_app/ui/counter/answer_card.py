"""What to do with what is in hand, large enough to be read from where one stands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desk_app.ui.framework.plain_text import ElidedText, Look, Text, restyle
from desk_app.ui.framework.surfaces import Ground, Surface
from desk_app.ui.framework.tone import SIGNS, Tone


class AnswerCard(Surface):
    """A heading with its sign, what it is about, and facts in one line under it."""

    def __init__(self, *, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(Ground.MESSAGE, name=name, parent=parent)
        self._label = label
        self._sign = Text("", Look.ANSWER, name=f"{name}_sign")
        self._sign.setMinimumWidth(34)
        self._sign.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._heading = Text("", Look.ANSWER, name=f"{name}_heading", wrap=True)
        self._about = ElidedText("", Look.STRONG, name=f"{name}_about")
        self._facts = Text("", name=f"{name}_facts", wrap=True)
        self._code = Text("", Look.SMALL, name=f"{name}_code")
        words = QVBoxLayout()
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(4)
        for text in (self._heading, self._about, self._facts):
            words.addWidget(text)
        words.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 12)
        layout.setSpacing(12)
        layout.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
        layout.addWidget(self._code, 0, Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._measure()

    def say(
        self,
        tone: Tone,
        heading: str,
        about: str = "",
        facts: Sequence[str] = (),
        code: str = "",
        sign: str = "",
    ) -> None:
        """Show this instead of what was shown before; `sign` instead of that of the tone."""
        for widget in (self, self._sign, self._heading):
            widget.setProperty("tone", tone.value)
            restyle(widget)
        self._sign.setText(sign or SIGNS[tone])
        self._heading.setText(heading)
        for text, said in (
            (self._about, about),
            (self._facts, "  ".join(facts)),
            (self._code, code),
        ):
            text.setText(said)
            text.setVisible(bool(said))
        spoken = " ".join(part for part in (heading, about, *facts) if part)
        self.setAccessibleName(f"{self._label}: {spoken}")
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _measure(self) -> None:
        # The list under it stays where it is, whatever is answered.
        self.setMinimumHeight(round(self.fontMetrics().height() * 6.4))
