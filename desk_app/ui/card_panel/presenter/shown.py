"""What the panel shows of its job, and what was last said about it. Plain Python."""

from __future__ import annotations

from desk_app.domain.card_jobs import ENDED, CardStep
from desk_app.errors import DeskAppError
from desk_app.hardware.errors import ReadBackDiffers
from desk_app.ui.card_panel.port import CardPanelView, PanelButton
from desk_app.ui.card_panel.state import (
    STOPPED,
    Doing,
    Rig,
    awaits_scan,
    print_in_doubt,
    running_buttons,
    state_of,
    stopped_buttons,
)
from desk_app.ui.wording import card_panel as words
from desk_app.ui.wording.errors import sentence_for, sentence_for_code
from desk_app.ui.wording.said import Said
from desk_app.usecases.queries.card_jobs import CardJobRow

_NOTHING = Said("")
_TOLD_BY_ITSELF = frozenset({CardStep.FAILED, CardStep.UNKNOWN})


class ShownJob:
    """Puts a job into the panel with its sentence and its ways on."""

    def __init__(self, view: CardPanelView, rig: Rig) -> None:
        self._view = view
        self._rig = rig
        self._said = _NOTHING

    def forget(self) -> None:
        """Nothing is said any more."""
        self._said = _NOTHING

    def say(self, said: Said) -> None:
        """Something that is shown with the job from now on."""
        self._said = said

    def tell(self, error: DeskAppError) -> None:
        """Trouble that is shown with the job from now on."""
        self._said = sentence_for(error)

    def running(self, job: CardJobRow, insert_before: float | None = None) -> None:
        """A device is at work on `job`."""
        self._show(job, running_buttons(job), Doing(running=True, insert_before=insert_before))

    def reading(self, job: CardJobRow) -> None:
        """The card of `job` is looked at."""
        self._show(job, running_buttons(job), Doing(running=True, reading=True))

    def stopped(self, job: CardJobRow) -> None:
        """`job` waits for a decision, or is over."""
        if not self._said.sentence:
            self._said = self._of_itself(job)
        self._show(job, stopped_buttons(job, self._rig), STOPPED)

    def _of_itself(self, job: CardJobRow) -> Said:
        """What a job says that was left behind by a program that ended."""
        if job.trouble:
            return sentence_for_code(job.trouble, **self._facts(job))
        if print_in_doubt(job, self._rig):
            return words.UNFINISHED_PRINT
        if job.step in ENDED | _TOLD_BY_ITSELF or awaits_scan(job, self._rig):
            return _NOTHING
        return words.UNFINISHED if self._rig.has_writer else words.UNFINISHED_NO_READER

    def _facts(self, job: CardJobRow) -> dict[str, str]:
        """What is still known of the trouble of a job whose error is gone."""
        found = words.NO_NUMBER if job.trouble == ReadBackDiffers.code else words.OTHER_NUMBER
        in_doubt = print_in_doubt(job, self._rig)
        return {
            "number": job.number,
            "expected": job.number,
            "found": words.the_number(job.read_back) if job.read_back else found,
            "act": words.PRINT_IN_DOUBT if in_doubt else words.WRITE_IN_DOUBT,
            "reasons": "",
        }

    def _show(self, job: CardJobRow, buttons: tuple[PanelButton, ...], doing: Doing) -> None:
        said = _NOTHING if doing.running else self._said
        self._view.show_panel(state_of(job, buttons, said, self._rig, doing))
