"""A one-time code for a pupil's portal. Plain Python."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.errors import DeskAppError
from desk_app.ui.framework.prompter_port import Prompter
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.wording import pupils as words
from desk_app.usecases.commands.pupil_portal import ResetPupilPassword
from desk_app.usecases.queries.schools import PupilRow


def ask_for_code(
    prompter: Prompter, runner: Runner, row: PupilRow, refused: Callable[[DeskAppError], None]
) -> None:
    """After asking: the password of before opens nothing any more, and the code is told once."""
    prompter.confirm(
        words.ask_reset(row),
        lambda: runner.execute(
            ResetPupilPassword(row.actor_id),
            lambda code: prompter.tell(words.CODE_TITLE, words.code_text(row, code)),
            refused,
        ),
    )
