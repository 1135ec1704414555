"""Follows a card job and says what can be done next. Plain Python."""

from __future__ import annotations

from desk_app.domain.card_jobs import CardStep
from desk_app.domain.card_numbers import normalise_number
from desk_app.errors import Cancelled, DeskAppError, Refused
from desk_app.hardware.api import Scan
from desk_app.ui.card_panel.port import (
    CardMaking,
    CardPanelView,
    PanelAction,
    PanelButton,
    PanelState,
)
from desk_app.ui.card_panel.state import running_buttons, state_of, stopped_buttons
from desk_app.ui.framework.prompter_port import Prompter, Question
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.framework.scan_router import Level, ScanRouter, Want
from desk_app.ui.wording.errors import sentence_for, sentence_for_code
from desk_app.ui.wording.said import Said
from desk_app.usecases.commands.card_jobs import AdvanceCardJob, SpoilCard, StartCardJob
from desk_app.usecases.procedures.issue_card import CardProgress
from desk_app.usecases.queries.card_jobs import CardJobRow, ListUnfinishedCardJobs

_NOTHING = Said("", "")
_ENDED = frozenset({CardStep.DONE, CardStep.SPOILED, CardStep.CANCELLED})
_UNDER_WAY = frozenset(
    {
        CardStep.REQUESTED,
        CardStep.PRINTING,
        CardStep.PRINTED,
        CardStep.WAITING_FOR_CARD,
        CardStep.WRITING,
        CardStep.READING_BACK,
    }
)


class CardPanelPresenter:
    """One card at a time at this workstation."""

    def __init__(
        self,
        view: CardPanelView,
        runner: Runner,
        prompter: Prompter,
        router: ScanRouter,
        making: CardMaking,
        workstation: str,
    ) -> None:
        self._view = view
        self._runner = runner
        self._prompter = prompter
        self._router = router
        self._making = making
        self._workstation = workstation
        self._job: CardJobRow | None = None
        self._running = False
        self._reading = False
        self._said: Said = _NOTHING
        self._code = ""
        self._want: Want | None = None

    @property
    def job(self) -> CardJobRow | None:
        """The job in the panel."""
        return self._job

    @property
    def running(self) -> bool:
        """Whether a device is at work for this panel."""
        return self._running or self._reading

    # -------------------------------------------------------------------------- beginning

    def look_for_unfinished(self) -> None:
        """At start-up: which cards of this workstation still need a decision."""
        self._runner.ask(
            ListUnfinishedCardJobs(self._workstation),
            lambda jobs: self._view.show_unfinished(
                tuple(job for job in jobs if self._job is None or job.job_id != self._job.job_id)
            ),
            self._ignore,
            supersedes="unfinished",
        )

    def start(self, actor_id: int, number: str) -> None:
        """Make the card of a number: Klant - Print klantgegevens - Ledenpas."""
        if self.running:
            self._prompter.tell(
                "Pas maken", "Er wordt al een pas gemaakt. Maak die eerst af, of kies Annuleren."
            )
            return
        self._runner.execute(
            StartCardJob(actor_id, number, self._workstation), self._started, self._start_refused
        )

    def resume(self, job: CardJobRow) -> None:
        """Show an unfinished job and leave what happens to the desk."""
        if not self.running:
            self._job = job
            self._show_stopped(job)

    def _started(self, job: CardJobRow) -> None:
        self._job = job
        if job.step is CardStep.REQUESTED:
            self._make()
        else:
            self._show_stopped(job)

    def _start_refused(self, error: Refused) -> None:
        said = sentence_for(error)
        self._prompter.tell("Pas maken", " ".join(part for part in (said.sentence, said.advice)))

    # ---------------------------------------------------------------------- being made

    def _make(self) -> None:
        assert self._job is not None
        self._stop_wanting()
        self._running = True
        self._said, self._code = _NOTHING, ""
        self._show_running(self._job, None)
        self._making.make(self._job, self._progressed, self._ended, self._broke)

    def _progressed(self, progress: CardProgress) -> None:
        self._job = progress.job
        if progress.trouble is not None:
            self._said = sentence_for(progress.trouble)
            self._code = progress.trouble.code
        if self._running:
            self._show_running(progress.job, progress.insert_before)

    def _ended(self, job: CardJobRow) -> None:
        self._running = False
        self._job = job
        if job.step is CardStep.CANCELLED or job.step is CardStep.POSTPONED:
            self._close()
            self.look_for_unfinished()
            return
        self._show_stopped(job)

    def _broke(self, error: DeskAppError) -> None:
        self._running = self._reading = False
        if isinstance(error, Cancelled):
            if self._job is not None:
                self._show_stopped(self._job)
            return
        self._said, self._code = sentence_for(error), error.code
        if self._job is not None:
            self._show_stopped(self._job)

    # ----------------------------------------------------------------------- decisions

    def act(self, action: PanelAction) -> None:
        """A button of the panel."""
        job = self._job
        if job is None:
            return
        if action is PanelAction.CANCEL:
            self._cancel(job, CardStep.CANCELLED)
        elif action is PanelAction.POSTPONE:
            self._cancel(job, CardStep.POSTPONED)
        elif action is PanelAction.RETRY:
            self._make()
        elif action is PanelAction.READ:
            self._read()
        elif action is PanelAction.SPOIL:
            self._ask_spoil(job)
        elif action is PanelAction.PROOF:
            self._view.show_proof(job)
        elif action is PanelAction.CLOSE:
            self._close()

    def _cancel(self, job: CardJobRow, leaves: CardStep) -> None:
        if self._running:
            if leaves is CardStep.CANCELLED:
                self._making.cancel()
            else:
                self._making.postpone()
        elif self._reading:
            self._making.cancel()
        elif job.step in _ENDED or job.step is leaves:
            self._close()
        else:
            self._runner.execute(
                AdvanceCardJob(job.job_id, job.step, leaves), self._ended, self._refused
            )

    def _read(self) -> None:
        self._reading = True
        assert self._job is not None
        self._said, self._code = _NOTHING, ""
        self._show(self._job, running_buttons(self._job), reading=True)
        self._making.read(self._was_read, self._broke)

    def _was_read(self, found: str | None) -> None:
        self._reading = False
        job = self._job
        if job is None:
            return
        if found == job.number:
            self._judge(found)
            return
        self._said = (
            Said("De pas is leeg.", "Kies Opnieuw om haar te schrijven.")
            if found is None
            else Said(f"Op deze pas staat {found}.", "Dit is een andere pas. Neem haar uit.")
        )
        self._code = ""
        self._show_stopped(job)

    def _judge(self, found: str) -> None:
        assert self._job is not None
        self._stop_wanting()
        self._running = True
        self._making.confirm_scan(self._job, found, self._progressed, self._ended, self._broke)

    def _ask_spoil(self, job: CardJobRow) -> None:
        self._prompter.ask_text(
            Question(
                "Pas afkeuren",
                f"Nummer {job.display_number} kan daarna nooit meer worden gebruikt. Gooi de pas "
                "weg en voeg een nieuwe toe.",
                "Keur af",
                danger=True,
            ),
            "Reden",
            lambda reason: self._runner.execute(
                SpoilCard(job.job_id, reason), self._spoiled, self._refused
            ),
        )

    def _spoiled(self, _job: CardJobRow) -> None:
        self._close()
        self.look_for_unfinished()

    def _refused(self, error: Refused) -> None:
        self._said, self._code = sentence_for(error), error.code
        if self._job is not None:
            self._show_stopped(self._job)

    def _ignore(self, _error: Refused) -> None:
        """Somebody who may not make cards has no unfinished ones to see."""

    def _close(self) -> None:
        self._stop_wanting()
        self._job = None
        self._said, self._code = _NOTHING, ""
        self._view.close_panel()

    # ------------------------------------------------------------------------- showing

    def _show_running(self, job: CardJobRow, insert_before: float | None) -> None:
        self._show(job, running_buttons(job), insert_before=insert_before)

    def _show_stopped(self, job: CardJobRow) -> None:
        if not self._said.sentence and job.trouble:
            self._said, self._code = sentence_for_code(job.trouble), job.trouble
        if job.step in _UNDER_WAY and not self._said.sentence and not self._awaits_scan(job):
            self._said = Said(
                "Deze pas is niet afgemaakt.", "Lees de pas om te zien wat er op staat."
            )
        buttons = stopped_buttons(job, has_writer=self._making.has_writer)
        self._show(job, buttons)
        if self._awaits_scan(job) and self._want is None:
            self._want = self._router.want(Level.PANEL, self._scanned)

    def _awaits_scan(self, job: CardJobRow) -> bool:
        return job.verify and not self._making.has_writer and job.step is CardStep.PRINTED

    def _scanned(self, scan: Scan) -> None:
        if self._job is not None and not self.running:
            self._judge(normalise_number(scan.text)[1])

    def _stop_wanting(self) -> None:
        if self._want is not None:
            self._want.close()
            self._want = None

    def _show(
        self,
        job: CardJobRow,
        buttons: tuple[PanelButton, ...],
        *,
        insert_before: float | None = None,
        reading: bool = False,
    ) -> None:
        state: PanelState = state_of(
            job,
            buttons,
            self._said,
            self._code,
            insert_before=insert_before,
            reading=reading,
            awaits_scan=not self.running and self._awaits_scan(job),
            has_writer=self._making.has_writer,
            has_printer=self._making.has_printer,
        )
        self._view.show_panel(state)
