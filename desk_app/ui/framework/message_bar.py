"""What must be read, in place: a bar with a sentence, its code and what can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desk_app.ui.framework.buttons import Button, Kind
from desk_app.ui.framework.plain_text import Look, Text, restyle
from desk_app.ui.framework.surfaces import Ground, Surface, retire
from desk_app.ui.framework.tone import SIGNS, Tone
from desk_app.ui.wording import widgets

__all__ = ["MessageBar", "Tone", "Way"]

Way = tuple[str, Callable[[], None]]
"""The word on a button and what it does."""


class MessageBar(Surface):
    """One message under the header; hidden when there is none."""

    def __init__(self, *, name: str = "message_bar", parent: QWidget | None = None) -> None:
        super().__init__(Ground.MESSAGE, name=name, parent=parent)
        self._tone = Tone.INFO
        self._sign = Text(SIGNS[Tone.INFO], Look.STRONG, name=f"{name}_sign")
        self._sign.setMinimumWidth(14)
        self._sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence = Text("", name=f"{name}_text", wrap=True)
        self._advice = Text("", Look.SMALL, name=f"{name}_advice", wrap=True)
        self._code = Text("", Look.SMALL, name=f"{name}_code")
        self._buttons: list[Button] = []
        self._after: QWidget | None = None
        self._ways = QHBoxLayout()
        self._ways.setSpacing(8)
        words = QVBoxLayout()
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(2)
        words.addWidget(self._sentence)
        words.addWidget(self._advice)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 6, 12, 6)
        layout.setSpacing(10)
        layout.addWidget(self._sign)
        layout.addLayout(words, 1)
        layout.addWidget(self._code)
        layout.addLayout(self._ways)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown, empty when there is none."""
        return "" if self.isHidden() else self._sentence.text()

    @property
    def tone(self) -> Tone:
        """How serious the last message was."""
        return self._tone

    def say(
        self,
        tone: Tone,
        sentence: str,
        *,
        advice: str = "",
        code: str = "",
        ways: Sequence[Way] = (),
        closable: bool = False,
    ) -> None:
        """Show a message instead of the one before. `closable` adds *Sluiten*."""
        self._tone = tone
        for widget in (self, self._sign):
            widget.setProperty("tone", tone.value)
            restyle(widget)
        self._sign.setText(SIGNS[tone])
        self._sentence.setText(sentence)
        self._sentence.setProperty("tone", tone.value)
        restyle(self._sentence)
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        self._code.setText(code)
        self._code.setVisible(bool(code))
        self._set_ways([*ways, (widgets.CLOSE, self.clear)] if closable else ways)
        self.setAccessibleName(" ".join(part for part in (sentence, advice) if part))
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def come_after(self, widget: QWidget) -> None:
        """The buttons come after `widget` in the order of Tab; by itself they come last."""
        self._after = widget

    def clear(self) -> None:
        """Hide the bar."""
        self.hide()
        self._sentence.setText("")
        self._set_ways(())

    def _set_ways(self, ways: Sequence[Way]) -> None:
        for button in self._buttons:
            self._ways.removeWidget(button)
            retire(button)
        self._buttons = []
        for at, (word, act) in enumerate(ways, start=1):
            button = Button(word, Kind.SECONDARY, name=f"{self.objectName()}_way_{at}", parent=self)
            button.clicked.connect(lambda _checked=False, act=act: act())
            self._ways.addWidget(button)
            before = self._buttons[-1] if self._buttons else self._after
            if before is not None:
                self.setTabOrder(before, button)
            self._buttons.append(button)
