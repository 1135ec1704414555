"""Follows a card job and says what can be done next. Plain Python."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.domain.card_jobs import ENDED, CardJobMoved, CardStep
from desk_app.domain.card_numbers import normalise_number
from desk_app.domain.notices import BLOCK_REASON_MAX_LENGTH
from desk_app.errors import Cancelled, DeskAppError, Refused
from desk_app.hardware.api import Scan
from desk_app.ui.card_panel.port import CardMaking, CardPanelView, PanelAction
from desk_app.ui.card_panel.presenter.shown import ShownJob
from desk_app.ui.card_panel.presenter.unfinished import UnfinishedCards
from desk_app.ui.card_panel.state import Rig, awaits_scan
from desk_app.ui.framework.prompter_port import Prompter
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.framework.scan_router import Level, ScanRouter, Want
from desk_app.ui.wording import card_panel as words
from desk_app.ui.wording.errors import sentence_for
from desk_app.usecases.commands.card_jobs import AdvanceCardJob, SpoilCard, StartCardJob
from desk_app.usecases.procedures.issue_card import CardProgress
from desk_app.usecases.queries.card_jobs import CardJobRow, FindCardJob
from desk_app.usecases.store_errors import CommitUnknown


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
        self._making = making
        self._workstation = workstation
        self._rig = Rig(has_printer=making.has_printer, has_writer=making.has_writer)
        self._shown = ShownJob(view, self._rig)
        self._job: CardJobRow | None = None
        self._running = False
        self._reading = False
        self._wish = _ScanWish(router, self._scanned)
        self.unfinished = UnfinishedCards(view, runner, workstation, lambda: self._job)

    @property
    def job(self) -> CardJobRow | None:
        """The job in the panel."""
        return self._job

    @property
    def running(self) -> bool:
        """Whether a device is at work for this panel."""
        return self._running or self._reading

    def close(self) -> None:
        """The screen closes: no more scans for it."""
        self._wish.drop()

    # -------------------------------------------------------------------------- beginning

    def start(self, actor_id: int, number: str) -> None:
        """Make the card of a number: Klant - Print klantgegevens - Ledenpas."""
        if self.running:
            self._prompter.tell(words.MAKING, words.ALREADY_MAKING)
            return
        self._runner.execute(
            StartCardJob(actor_id, number, self._workstation), self._started, self._start_refused
        )

    def resume(self, job: CardJobRow) -> None:
        """Show an unfinished job and leave what happens to the desk."""
        if not self.running:
            self._show_stopped(job, anew=True)

    def take(self, job: CardJobRow) -> None:
        """Make the card of a job that somebody else began, such as a batch."""
        if not self.running:
            self._started(job)

    def _started(self, job: CardJobRow) -> None:
        if job.step is CardStep.REQUESTED:
            self._make(job)
        else:
            self._show_stopped(job, anew=True)

    def _start_refused(self, error: Refused) -> None:
        said = sentence_for(error)
        self._prompter.tell(words.MAKING, f"{said.sentence} {said.advice}".strip())

    # ---------------------------------------------------------------------- being made

    def _make(self, job: CardJobRow) -> None:
        self._job = job
        self._wish.drop()
        self._running = True
        self._shown.forget()
        self._shown.running(job)
        self._making.make(job, self._progressed, self._ended, self._broke)

    def _progressed(self, progress: CardProgress) -> None:
        self._job = progress.job
        if progress.trouble is not None:
            self._shown.tell(progress.trouble)
        if self._running:
            self._shown.running(progress.job, progress.insert_before)

    def _ended(self, job: CardJobRow) -> None:
        self._running = False
        if job.step in (CardStep.CANCELLED, CardStep.POSTPONED):
            self.put_away()
            self.unfinished.look()
        else:
            self._show_stopped(job)

    def _broke(self, error: DeskAppError) -> None:
        self._running = self._reading = False
        if not isinstance(error, Cancelled):
            self._refused(error)
        elif self._job is not None:
            self._show_stopped(self._job)

    # ----------------------------------------------------------------------- decisions

    def act(self, action: PanelAction) -> None:
        """A button of the panel."""
        job = self._job
        if job is None:
            return
        acts: dict[PanelAction, Callable[[], None]] = {
            PanelAction.CANCEL: lambda: self._leave(job, CardStep.CANCELLED),
            PanelAction.POSTPONE: lambda: self._leave(job, CardStep.POSTPONED),
            PanelAction.RETRY: lambda: self._make(job),
            # The desk saw the printed card in the tray: go on with writing it.
            PanelAction.PRINTED: lambda: self._advance(job, CardStep.PRINTED, self._make),
            PanelAction.READ: lambda: self._read(job),
            PanelAction.SPOIL: lambda: self._ask_spoil(job),
            PanelAction.PROOF: lambda: self._view.show_proof(job),
            PanelAction.CLOSE: self.put_away,
        }
        acts[action]()

    def _leave(self, job: CardJobRow, leaves: CardStep) -> None:
        if self._running and leaves is CardStep.POSTPONED:
            self._making.postpone()
        elif self.running:
            self._making.cancel()
        elif job.step in ENDED or job.step is leaves:
            self.put_away()
        else:
            self._advance(job, leaves, self._ended)

    def _advance(self, job: CardJobRow, step: CardStep, then: Callable[[CardJobRow], None]) -> None:
        self._runner.execute(AdvanceCardJob(job.job_id, job.step, step), then, self._refused)

    def _read(self, job: CardJobRow) -> None:
        self._reading = True
        self._shown.forget()
        self._shown.reading(job)
        self._making.read(lambda found: self._was_read(job, found), self._broke)

    def _was_read(self, job: CardJobRow, found: str | None) -> None:
        self._reading = False
        if found == job.number:
            self._judge(job, found)
            return
        self._shown.say(words.EMPTY_CARD if found is None else words.other_card(found))
        self._show_stopped(job)

    def _judge(self, job: CardJobRow, found: str) -> None:
        self._wish.drop()
        self._running = True
        self._shown.forget()
        self._making.confirm_scan(job, found, self._progressed, self._ended, self._broke)

    def _ask_spoil(self, job: CardJobRow) -> None:
        self._prompter.ask_text(
            words.ask_spoil(job.display_number),
            words.REASON,
            lambda reason: self._runner.execute(
                SpoilCard(job.job_id, reason), lambda _job: self.put_away(), self._refused
            ),
            longest=BLOCK_REASON_MAX_LENGTH,
        )

    def _refused(self, error: DeskAppError) -> None:
        self._shown.tell(error)
        job = self._job
        if job is not None:
            self._show_stopped(job)
            if isinstance(error, CardJobMoved | CommitUnknown):
                # It stands elsewhere than it stood here: show where, so that one can go on.
                self._runner.ask(FindCardJob(job.job_id), self._found_again, supersedes="again")

    def _found_again(self, job: CardJobRow) -> None:
        if self._job is not None and self._job.job_id == job.job_id and not self.running:
            self._show_stopped(job)

    def put_away(self) -> None:
        """Show no card any more; its job stays where it is."""
        self._wish.drop()
        self._job = None
        self._shown.forget()
        self._view.close_panel()

    # ------------------------------------------------------------------------- showing

    def _show_stopped(self, job: CardJobRow, *, anew: bool = False) -> None:
        if anew:
            self._shown.forget()
        self._job = job
        self._shown.stopped(job)
        if awaits_scan(job, self._rig):
            self._wish.make()
        else:
            self._wish.drop()

    def _scanned(self, scan: Scan) -> None:
        if self._job is not None and not self.running:
            self._judge(self._job, normalise_number(scan.text)[1])


class _ScanWish:
    """Whether the next scan is wanted here."""

    def __init__(self, router: ScanRouter, scanned: Callable[[Scan], None]) -> None:
        self._router = router
        self._scanned = scanned
        self._want: Want | None = None

    def make(self) -> None:
        """The finished card is to be scanned."""
        if self._want is None:
            self._want = self._router.want(Level.PANEL, self._scanned)

    def drop(self) -> None:
        """No scan is wanted any more."""
        if self._want is not None:
            self._want.close()
            self._want = None
