"""The panel beside the file: data, rights, the plan of Inlogproblemen, a code."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desk_app.ui.framework.buttons import Button, Kind, set_permitted
from desk_app.ui.framework.message_bar import MessageBar, Tone
from desk_app.ui.framework.plain_text import Look, Text
from desk_app.ui.framework.side_panel import SidePanel
from desk_app.ui.framework.step_list import Step, StepList, StepState
from desk_app.ui.framework.surfaces import Scroll, retire, row
from desk_app.ui.login_account.state import PanelState, Way, Weight
from desk_app.ui.wording import login_account as labels
from desk_app.ui.wording import login_desk as words

EVERY_MS = 1_500
"""How often is asked again while the service has not answered."""
_SHORT_CODE = 14
_TONES = {
    Weight.OK: Tone.OK,
    Weight.INFO: Tone.INFO,
    Weight.WARNING: Tone.WARNING,
    Weight.TROUBLE: Tone.TROUBLE,
}


class LoginPanel(SidePanel):
    """What is shown may scroll; what went wrong and the ways on are always in sight.

    Signals: `pressed(str key)`, `answered(bool yes)`, `close_requested()`, `wanted_again()`.
    """

    pressed = Signal(str)
    answered = Signal(bool)
    close_requested = Signal()
    wanted_again = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(name="login_panel", parent=parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._polls = False
        self._title = Text("", Look.HEADING, name="login_title", wrap=True)
        self._close = Button(words.CLOSE, Kind.QUIET, name="login_close")
        self._close.clicked.connect(self.close_requested)
        self._message = MessageBar(name="login_message")
        self._facts = _Grid(name="login_facts", columns=2)
        self._rights = _Grid(name="login_rights", columns=3, header=labels.RIGHTS_COLUMNS)
        self._rights.setAccessibleName(words.RIGHTS_TABLE)
        self._no_rights = Text(labels.NO_RIGHTS, Look.STRONG, name="login_no_rights")
        self._found = StepList(name="login_found")
        self._code_box = _Code()
        self._question = _Question()
        self._question.answered.connect(self.answered)
        self._tell = _Tell()
        self._ways = QVBoxLayout()
        self._ways.setSpacing(8)
        self._buttons: list[Button] = []
        shown = QWidget()
        inside = QVBoxLayout(shown)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(14)
        for part in (self._found, self._facts, self._no_rights, self._rights, self._code_box):
            inside.addWidget(part)
        inside.addWidget(self._question)
        inside.addWidget(self._tell)
        inside.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 14, 18, 14)
        layout.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(head)
        layout.addWidget(self._message)
        layout.addWidget(Scroll(shown, name="login_scroll"), 1)
        layout.addLayout(self._ways)
        self._again = QTimer(self)
        self._again.setInterval(EVERY_MS)
        self._again.timeout.connect(self.wanted_again)

    # ------------------------------------------------------------------------- for the presenter

    def show_panel(self, state: PanelState) -> None:
        """Open the panel, or show its new state."""
        self._title.setText(state.title)
        self.setAccessibleName(state.title)
        self._say(state)
        self._facts.show_rows(state.facts)
        self._no_rights.setVisible(state.no_rights)
        self._rights.show_rows(state.rights)
        self._found.setVisible(bool(state.found))
        self._found.set_steps(
            tuple(
                Step(line.text, StepState.DONE if line.good else StepState.FAILED)
                for line in state.found
            )
        )
        self._code_box.show_code(state.code)
        self._question.ask(state.question)
        self._show_ways(state.ways)
        self._tell.show_lines(state.tell)
        self._polls = state.polls
        opened = not self.is_wanted
        self.want(True)
        self._poll()
        if opened:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_panel(self) -> None:
        """Close it; what it showed is gone."""
        self._polls = False
        self._poll()
        self._code_box.show_code("")
        self._facts.show_rows(())
        self.want(False)

    # ---------------------------------------------------------------------------------- together

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_requested.emit()
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._poll()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._poll()

    def _poll(self) -> None:
        if not (self._polls and self.isVisible()):
            self._again.stop()
        elif not self._again.isActive():
            self._again.start()

    def _say(self, state: PanelState) -> None:
        if not state.said:
            self._message.clear()
            return
        self._message.say(
            _TONES[state.weight], state.said, advice=state.advice, code=state.error_code
        )

    def _show_ways(self, ways: Sequence[Way]) -> None:
        shown = tuple((way.key, way.word) for way in ways)
        if shown != tuple((one.property("key"), one.text()) for one in self._buttons):
            for old in self._buttons:
                self._ways.removeWidget(old)
                retire(old)
            self._buttons = [self._button(way) for way in ways]
        for button, way in zip(self._buttons, ways, strict=True):
            set_permitted(button, way.reason)

    def _button(self, way: Way) -> Button:
        kind = Kind.PRIMARY if way.primary else Kind.SECONDARY
        button = Button(way.word, kind, name=f"login_way_{way.key}", parent=self)
        button.setProperty("key", way.key)
        button.clicked.connect(lambda _checked=False, key=way.key: self.pressed.emit(key))
        self._ways.addWidget(button)
        button.show()
        return button


class _Grid(QWidget):
    """Rows of words; the first column is muted, or there is a header."""

    def __init__(self, *, name: str, columns: int, header: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.setObjectName(name)
        self._header = header
        self._rows: tuple[tuple[str, ...], ...] = ()
        self._texts: list[Text] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        if columns > 2:
            self._grid.setColumnStretch(0, 1)
        self.hide()

    def show_rows(self, rows: Sequence[tuple[str, ...]]) -> None:
        """Show `rows`; none hides all of it."""
        if tuple(rows) != self._rows:
            self._rows = tuple(rows)
            for old in self._texts:
                self._grid.removeWidget(old)
                retire(old)
            self._texts = []
            for at, line in enumerate((self._header, *rows) if self._header else rows):
                for place, word in enumerate(line):
                    self._put(at, place, word)
        self.setVisible(bool(rows))

    def _put(self, at: int, place: int, word: str) -> None:
        muted = at == 0 if self._header else place == 0
        text = Text(
            word,
            Look.MUTED if muted else Look.TEXT,
            name=f"{self.objectName()}_{at}_{place}",
            wrap=not muted,
            parent=self,
        )
        if not muted:
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._grid.addWidget(text, at, place, Qt.AlignmentFlag.AlignTop)
        self._texts.append(text)
        text.show()


class _Question(QWidget):
    """A question for the customer. Signals: `answered(bool yes)`."""

    answered = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("login_question")
        self._text = Text("", name="login_question_text", wrap=True)
        yes = Button(words.YES, name="login_yes")
        no = Button(words.NO, name="login_no")
        yes.clicked.connect(lambda: self.answered.emit(True))
        no.clicked.connect(lambda: self.answered.emit(False))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(Text(words.ASK_CUSTOMER, Look.STRONG))
        layout.addWidget(self._text)
        layout.addLayout(row(yes, no, None))
        self.hide()

    def ask(self, question: str) -> None:
        """Ask `question`; an empty one hides it."""
        self._text.setText(question)
        self.setVisible(bool(question))


class _Tell(QWidget):
    """What the customer is to hear."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("login_tell")
        self._text = Text("", name="login_tell_text", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(Text(words.TELL_CUSTOMER, Look.STRONG))
        layout.addWidget(self._text)
        self.hide()

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show `lines`, each a paragraph of its own; none hides it."""
        self._text.setText("\n\n".join(lines))
        self.setVisible(bool(lines))


class _Code(QWidget):
    """A one-time code, large enough to read out."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("login_code_box")
        self._code = Text("", Look.TITLE, name="login_code", wrap=True)
        self._code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(Text(words.CODE, Look.MUTED))
        layout.addWidget(self._code)
        layout.addWidget(Text(words.CODE_ONCE, Look.SMALL, wrap=True))
        self.hide()

    def show_code(self, code: str) -> None:
        """Show `code`; an empty one hides and forgets it."""
        self._code.set_look(Look.TITLE if len(code) <= _SHORT_CODE else Look.STRONG)
        self._code.setText(code)
        self.setVisible(bool(code))
