"""Questions over the page, one at a time, that no scan and no habit can answer.

The sheet takes the focus itself, not one of its buttons: Enter does nothing until somebody went to
a button with Tab. Escape is no.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from desk_app.ui.framework.buttons import Button, Kind
from desk_app.ui.framework.editors import TextField
from desk_app.ui.framework.plain_text import Look, Text
from desk_app.ui.framework.prompter_port import Choice, Question
from desk_app.ui.framework.surfaces import Ground, Surface, retire
from desk_app.ui.wording import widgets


@dataclass
class _Asked:
    question: Question
    on_yes: Callable[[str], None]
    on_no: Callable[[], None] | None
    choices: tuple[Choice, ...] = ()
    label: str = ""
    longest: int = 0
    only_read: bool = False
    answered: bool = field(default=False, init=False)


class SheetPrompter(QWidget):
    """A `prompter_port.Prompter` that covers `over` while a question stands.

    Signals: `asking(bool)`, so that scans can be kept away meanwhile.
    """

    asking = Signal(bool)

    def __init__(self, over: QWidget, *, name: str = "prompter") -> None:
        super().__init__(over)
        self.setObjectName(name)
        self._over = over
        self._waiting: deque[_Asked] = deque()
        self._now: _Asked | None = None
        self._sheet: Surface | None = None
        self._before: QWidget | None = None
        self._text: TextField | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(24, 24, 24, 24)
        over.installEventFilter(self)
        self.hide()

    @property
    def question(self) -> Question | None:
        """The question that stands."""
        return None if self._now is None else self._now.question

    def confirm(
        self,
        question: Question,
        on_yes: Callable[[], None],
        on_no: Callable[[], None] | None = None,
    ) -> None:
        """See `prompter_port.Prompter.confirm`."""
        self._put(_Asked(question, lambda _key: on_yes(), on_no))

    def choose(
        self,
        question: Question,
        choices: tuple[Choice, ...],
        on_chosen: Callable[[str], None],
        on_no: Callable[[], None] | None = None,
    ) -> None:
        """See `prompter_port.Prompter.choose`."""
        self._put(_Asked(question, on_chosen, on_no, choices=choices))

    def ask_text(
        self,
        question: Question,
        label: str,
        on_text: Callable[[str], None],
        on_no: Callable[[], None] | None = None,
        longest: int = 200,
    ) -> None:
        """See `prompter_port.Prompter.ask_text`."""
        self._put(_Asked(question, on_text, on_no, label=label, longest=longest))

    def tell(self, title: str, text: str, on_read: Callable[[], None] | None = None) -> None:
        """See `prompter_port.Prompter.tell`."""
        question = Question(title, text, widgets.READ)

        def read() -> None:
            if on_read is not None:
                on_read()

        self._put(_Asked(question, lambda _key: read(), read, only_read=True))

    def withdraw_all(self) -> None:
        """See `prompter_port.Prompter.withdraw_all`."""
        self._waiting.clear()
        if self._now is not None:
            self._now.answered = True
            self._take_away()

    # ------------------------------------------------------------------------------------- sheet

    def _put(self, asked: _Asked) -> None:
        self._waiting.append(asked)
        if self._now is None:
            self._next()

    def _next(self) -> None:
        if not self._waiting:
            return
        self._now = self._waiting.popleft()
        self._before = QApplication.focusWidget()
        self._sheet = self._build(self._now)
        self._layout.addWidget(self._sheet, 0, Qt.AlignmentFlag.AlignCenter)
        self.setGeometry(self._over.rect())
        self.setAccessibleName(f"{self._now.question.title}. {self._now.question.text}")
        self.show()
        self.raise_()
        (self._text or self).setFocus(Qt.FocusReason.OtherFocusReason)
        self.asking.emit(True)

    def _build(self, asked: _Asked) -> Surface:
        sheet = Surface(Ground.SHEET, name="prompter_sheet", parent=self)
        character = self.fontMetrics().averageCharWidth()
        sheet.setFixedWidth(min(character * 68, max(self._over.width() - 48, character * 30)))
        body = QVBoxLayout(sheet)
        body.setContentsMargins(24, 20, 24, 20)
        body.setSpacing(12)
        _write(asked.question, body)
        self._text = None
        if asked.label:
            body.addWidget(Text(asked.label, Look.MUTED))
            self._text = TextField(name="prompter_answer", longest=asked.longest)
            self._text.setAccessibleName(asked.label)
            body.addWidget(self._text)
        for choice in asked.choices:
            body.addWidget(self._choice_button(asked, choice))
        body.addLayout(self._buttons(asked))
        return sheet

    def _choice_button(self, asked: _Asked, choice: Choice) -> Button:
        words = f"{choice.word} – {choice.note}" if choice.note else choice.word
        button = Button(words.replace("&", "&&"), name=f"prompter_choice_{choice.key}")
        button.clicked.connect(lambda: self._answer(asked, choice.key))
        return button

    def _buttons(self, asked: _Asked) -> QHBoxLayout:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        if not asked.only_read:
            no = Button(asked.question.no, name="prompter_no")
            no.clicked.connect(lambda: self._answer(asked, None))
            buttons.addWidget(no)
        if not asked.choices:
            kind = Kind.DANGER if asked.question.danger else Kind.PRIMARY
            yes = Button(asked.question.yes, kind, name="prompter_yes")
            yes.clicked.connect(lambda: self._answer_yes(asked))
            buttons.addWidget(yes)
        return buttons

    def _answer_yes(self, asked: _Asked) -> None:
        if self._text is None:
            self._answer(asked, "")
            return
        text = self._text.value().strip()
        if text:
            self._answer(asked, text)
        else:
            self._text.setPlaceholderText(widgets.NEEDS_TEXT)
            self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _answer(self, asked: _Asked, key: str | None) -> None:
        if asked.answered:
            return
        asked.answered = True
        self._take_away()
        if key is not None:
            asked.on_yes(key)
        elif asked.on_no is not None:
            asked.on_no()
        if self._now is None:
            self._next()

    def _take_away(self) -> None:
        if self._sheet is not None:
            self._layout.removeWidget(self._sheet)
            retire(self._sheet)
        self._sheet = self._text = self._now = None
        self.hide()
        before, self._before = self._before, None
        if before is not None and before.window() is self.window() and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.asking.emit(False)

    # ---------------------------------------------------------------------------------------- Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._over.rect())
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._now is not None:
            self._answer(self._now, None)
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        moved = super().focusNextPrevChild(forward)
        focused = QApplication.focusWidget()
        if self._sheet is not None and (focused is None or not self.isAncestorOf(focused)):
            stops = [child for child in self._sheet.findChildren(QWidget) if _stops_tab(child)]
            if stops:
                reason = Qt.FocusReason.TabFocusReason
                stops[0 if forward else -1].setFocus(reason)
                return True
        return moved

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        dark = self.palette().color(self.backgroundRole()).lightness() < 128
        shade = QColor(0, 0, 0, 150) if dark else QColor(22, 33, 43, 90)
        painter.fillRect(self.rect(), shade)
        painter.end()


def _write(question: Question, body: QVBoxLayout) -> None:
    body.addWidget(Text(question.title, Look.HEADING, name="prompter_title", wrap=True))
    if question.text:
        body.addWidget(Text(question.text, name="prompter_text", wrap=True))
    for at, line in enumerate(question.lines, start=1):
        body.addWidget(Text(f"•  {line}", name=f"prompter_line_{at}", wrap=True))


def _stops_tab(widget: QWidget) -> bool:
    return widget.isEnabled() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
