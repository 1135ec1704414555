"""The page to sign in on, and the page of a locked desk."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QGridLayout, QHBoxLayout, QVBoxLayout

from desk_app.ui.framework.buttons import Button, Kind
from desk_app.ui.framework.editors import PasswordField, TextField
from desk_app.ui.framework.message_bar import MessageBar, Tone
from desk_app.ui.framework.plain_text import Look, Text
from desk_app.ui.framework.surfaces import Ground, Surface
from desk_app.ui.shell.session.view_port import DemoStaff
from desk_app.ui.wording import shell as words

_SHEET_CHARACTERS = 62


class _Sheet(Surface):
    """A card in the middle of an otherwise empty window."""

    def __init__(self, title: str, advice: str, *, name: str) -> None:
        super().__init__(Ground.COVER, name=name)
        self.card = Surface(Ground.SHEET, name=f"{name}_card")
        self.message = MessageBar(name=f"{name}_message")
        self.body = QVBoxLayout(self.card)
        self.body.setContentsMargins(28, 24, 28, 24)
        self.body.setSpacing(12)
        self.body.addWidget(Text(title, Look.TITLE, name=f"{name}_title"))
        self.advice = Text(advice, Look.MUTED, name=f"{name}_advice", wrap=True)
        self.body.addWidget(self.advice)
        self.body.addWidget(self.message)
        width = self.fontMetrics().averageCharWidth() * _SHEET_CHARACTERS
        self.card.setMinimumWidth(width)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(self.card, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)

    def say(self, sentence: str, advice: str, code: str) -> None:
        """Why it did not go through."""
        if sentence:
            self.message.say(Tone.TROUBLE, sentence, advice=advice, code=code)
        else:
            self.message.clear()


class SignInPage(_Sheet):
    """Name and password, and in the demo its staff with one click.

    Signals: `sign_in_requested(str username, str password)`.
    """

    sign_in_requested = Signal(str, str)

    def __init__(self, demo_staff: Sequence[DemoStaff] = ()) -> None:
        super().__init__(words.SIGN_IN_TITLE, words.SIGN_IN_ADVICE, name="sign_in")
        self.username = TextField(name="sign_in_username", longest=80)
        self.password = PasswordField(name="sign_in_password")
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        for label, editor in ((words.USERNAME, self.username), (words.PASSWORD, self.password)):
            editor.setAccessibleName(label)
            form.addRow(Text(label, Look.MUTED), editor)
        self.body.addLayout(form)
        self._go = Button(words.SIGN_IN, Kind.PRIMARY, name="sign_in_go")
        self._go.clicked.connect(self._request)
        self.body.addWidget(self._go, 0, Qt.AlignmentFlag.AlignRight)
        self.password.returnPressed.connect(self._request)
        self.username.returnPressed.connect(self.password.setFocus)
        if demo_staff:
            self.body.addWidget(Text(words.DEMO_STAFF, Look.MUTED, wrap=True))
            beside = QGridLayout()
            beside.setSpacing(8)
            for at, member in enumerate(demo_staff):
                beside.addWidget(self._demo_button(member), at // 2, at % 2)
            self.body.addLayout(beside)

    def start(self) -> None:
        """Empty and ready for the next person."""
        self.username.set_value("")
        self.password.set_value("")
        self.username.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_busy(self, *, busy: bool) -> None:
        """Nothing to press while an answer is on its way."""
        self.card.setEnabled(not busy)
        if not busy:
            self.password.set_value("")

    def _demo_button(self, member: DemoStaff) -> Button:
        text = f"{member.display_name} – {member.role}".replace("&", "&&")
        button = Button(text, name=f"demo_staff_{member.username}")
        button.clicked.connect(
            lambda: self.sign_in_requested.emit(member.username, member.password)
        )
        return button

    def _request(self) -> None:
        self.sign_in_requested.emit(self.username.value(), self.password.value())


class LockPage(_Sheet):
    """A locked desk: who locked it, and the password.

    Signals: `unlock_requested(str password)`, `sign_out_requested()`.
    """

    unlock_requested = Signal(str)
    sign_out_requested = Signal()

    def __init__(self) -> None:
        super().__init__(words.LOCK_TITLE, words.LOCK_ADVICE, name="lock")
        self._who = Text("", name="lock_who", wrap=True)
        self.password = PasswordField(name="lock_password")
        self.password.setAccessibleName(words.PASSWORD)
        self.password.setPlaceholderText(words.PASSWORD)
        self.password.returnPressed.connect(self._request)
        out = Button(words.SIGN_OUT, name="lock_sign_out")
        out.clicked.connect(self.sign_out_requested)
        unlock = Button(words.UNLOCK, Kind.PRIMARY, name="lock_unlock")
        unlock.clicked.connect(self._request)
        self.body.addWidget(self._who)
        self.body.addWidget(self.password)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(out)
        buttons.addStretch(1)
        buttons.addWidget(unlock)
        self.body.addLayout(buttons)

    def start(self, display_name: str) -> None:
        """Locked by `display_name`."""
        self._who.setText(words.locked_by(display_name))
        self.password.set_value("")
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_busy(self, *, busy: bool) -> None:
        """Nothing to press while an answer is on its way."""
        self.card.setEnabled(not busy)
        if not busy:
            self.password.set_value("")
            self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def _request(self) -> None:
        self.unlock_requested.emit(self.password.value())
