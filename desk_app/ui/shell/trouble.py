"""Where trouble is shown that no screen takes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from desk_app.errors import Refused, Unavailable
from desk_app.ui.framework.message_bar import MessageBar, Tone
from desk_app.ui.framework.prompter_port import Prompter
from desk_app.ui.shell.session.view_port import SessionView
from desk_app.ui.wording import shell as words
from desk_app.ui.wording import widgets
from desk_app.ui.wording.errors import sentence_for


class Reports(Protocol):
    """Writes a report about a bug."""

    def write(self, error: BaseException) -> Path | None:
        """The file written, None when there is none."""


class ScreenTrouble:
    """A `TroubleSink` that shows what can be shown in one message bar."""

    def __init__(self, bar: MessageBar, bugs: Callable[[BaseException], None]) -> None:
        self._bar = bar
        self._bugs = bugs

    def refused(self, error: Refused) -> None:
        """See `TroubleSink.refused`."""
        said = sentence_for(error)
        self._bar.say(
            Tone.WARNING, said.sentence, advice=said.advice, code=said.code, closable=True
        )

    def unavailable(self, error: Unavailable, again: Callable[[], None]) -> None:
        """See `TroubleSink.unavailable`."""
        said = sentence_for(error)

        def try_again() -> None:
            self._bar.clear()
            again()

        self._bar.say(
            Tone.TROUBLE,
            said.sentence,
            advice=said.advice,
            code=said.code,
            ways=[(widgets.AGAIN, try_again)],
            closable=True,
        )

    def unexpected(self, error: BaseException) -> None:
        """See `TroubleSink.unexpected`."""
        self._bugs(error)


class CoverTrouble:
    """A `TroubleSink` for the pages on which one signs in and unlocks."""

    def __init__(self, view: SessionView, bugs: Callable[[BaseException], None]) -> None:
        self._view = view
        self._bugs = bugs

    def refused(self, error: Refused) -> None:
        """See `TroubleSink.refused`."""
        said = sentence_for(error)
        self._view.say(said.sentence, said.advice, said.code)

    def unavailable(self, error: Unavailable, again: Callable[[], None]) -> None:
        """See `TroubleSink.unavailable`; the person presses the button again."""
        del again
        said = sentence_for(error)
        self._view.say(said.sentence, said.advice, said.code)

    def unexpected(self, error: BaseException) -> None:
        """See `TroubleSink.unexpected`."""
        self._bugs(error)


class BugDesk:
    """Writes a report about every bug and tells of one at a time.

    Attributes: `count`, how many there were.
    """

    def __init__(self, reports: Reports, prompter: Prompter) -> None:
        self._reports = reports
        self._prompter = prompter
        self._telling = False
        self.count = 0

    def __call__(self, error: BaseException) -> None:
        """A bug: report it, and tell unless a bug is being told already."""
        self.count += 1
        path = self._reports.write(error)
        if self._telling:
            return
        self._telling = True
        text = words.BUG_SENTENCE
        if path is not None:
            text = f"{text}\n{words.bug_report_at(str(path))}"
        self._prompter.tell(words.BUG_TITLE, text, self._read)

    def _read(self) -> None:
        self._telling = False
