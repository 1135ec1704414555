"""Joins the screens of Nieuwe klant toevoegen to what stands behind them, and to the window."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from PySide6.QtCore import QObject

from desk_app.domain.local_time import netherlands
from desk_app.errors import Refused
from desk_app.ui.enrolment.presenter.enrolment import EnrolmentPresenter
from desk_app.ui.enrolment.result import ResultPanel, ResultWatch
from desk_app.ui.enrolment.view import EnrolmentPage
from desk_app.ui.enrolment.view_port import EnrolmentExits
from desk_app.ui.framework.message_bar import Tone
from desk_app.ui.framework.runner import Scope
from desk_app.ui.framework.scan_router import ScanRouter
from desk_app.ui.framework.side_panel import SidePanel
from desk_app.ui.shell.main_window import MainWindow
from desk_app.ui.wording import enrolment as words
from desk_app.ui.wording.errors import sentence_for
from desk_app.usecases.access_errors import NotPermitted
from desk_app.usecases.commands.enrolment import Enrolled
from desk_app.usecases.queries.enrolment import OpenDraft, OpenDrafts

PAGE = "enrolment"


def new_draft_id() -> str:
    """An id no other draft has."""
    return uuid.uuid4().hex


class EnrolmentScreen(QObject):
    """Enrolling, for whoever is signed in.

    `open_customer` opens a file; `open_now` tells who is open; `print_hand_out` prints the paper;
    `greyed` is told why nobody may be enrolled by whoever is signed in; `put_panel` gives what came
    of it a place beside the customer's tabs.
    """

    def __init__(
        self,
        window: MainWindow,
        runner: Scope,
        router: ScanRouter,
        open_customer: Callable[[int], None],
        open_now: Callable[[], int | None],
        print_hand_out: Callable[[int], None],
        greyed: Callable[[str], None],
        put_panel: Callable[[SidePanel], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._runner = runner
        self._open_customer = open_customer
        self._open_now = open_now
        self._greyed = greyed
        self._page: EnrolmentPage | None = None
        self._form: Scope | None = None
        self._enrolled_now: int | None = None
        self._panel = ResultPanel()
        self._watch = ResultWatch(self._panel, runner)
        self._router = router
        self.presenter: EnrolmentPresenter | None = None
        put_panel(self._panel)
        self._panel.print_requested.connect(print_hand_out)
        self._panel.close_requested.connect(self._close_panel)

    def begin(self) -> None:
        """Somebody signed in: say so when something was typed and not saved."""
        self._runner.ask(OpenDrafts(), self._tell_of_drafts, self._refused)

    def start(self) -> None:
        """Nieuwe klant toevoegen; whoever is being enrolled already comes to the front."""
        if self.presenter is not None and self.presenter.step:
            self._forward()
        else:
            self._runner.ask(OpenDrafts(), self._ask_which, self._refused)

    def customer_shown(self, actor_id: int) -> None:
        """A customer came in front: what was said about another one goes.

        What came of enrolling stands beside the file of whom it is about, never beside another.
        """
        enrolled, self._enrolled_now = self._enrolled_now, None
        if actor_id != self._panel.actor_id:
            self._close_panel()
        elif actor_id == enrolled:
            self._panel.want(True)

    def escape(self) -> None:
        """Esc."""
        if self.presenter is not None:
            self.presenter.cancel()

    def end(self) -> None:
        """The session ends: keep what was typed."""
        self._watch.end()
        self._close_form()
        if self._page is not None:
            self._page.blockSignals(True)
        self._panel.want(False)

    # --------------------------------------------------------------------------------- inside

    def _tell_of_drafts(self, drafts: tuple[OpenDraft, ...]) -> None:
        if drafts:
            self._window.stage.message.say(
                Tone.INFO,
                words.draft_waits(drafts),
                ways=((words.GO_ON, self.start),),
                closable=True,
            )

    def _ask_which(self, drafts: tuple[OpenDraft, ...]) -> None:
        if not drafts:
            self._start_anew()
            return
        local = {one.draft_id: one.changed_at.astimezone(netherlands()) for one in drafts}

        def chosen(key: str) -> None:
            draft = next((one for one in drafts if one.draft_id == key), None)
            if draft is None:
                self._start_anew()
            else:
                presenter = self._furnish()
                self._forward()
                presenter.go_on(draft)

        self._window.prompter.choose(words.ask_draft(), words.draft_choices(drafts, local), chosen)

    def _start_anew(self) -> None:
        open_now = self._open_now()
        presenter = self._furnish()
        self._forward()
        presenter.start(open_now)

    def _furnish(self) -> EnrolmentPresenter:
        if self.presenter is not None:
            return self.presenter
        page = self._page = EnrolmentPage()
        form = self._form = self._runner.part("enrolment")
        presenter = self.presenter = EnrolmentPresenter(
            page,
            form,
            self._window.prompter,
            self._router,
            EnrolmentExits(self._close, self._open_customer, self._enrolled),
            new_draft_id,
        )
        page.bar.next_requested.connect(presenter.next)
        page.bar.back_requested.connect(presenter.back)
        page.bar.cancel_requested.connect(presenter.cancel)
        page.bar.save_requested.connect(presenter.save)
        page.same_address_requested.connect(presenter.same_address)
        page.number_entered.connect(presenter.number.entered)
        page.type_chosen.connect(presenter.choose)
        page.paused.connect(presenter.paused)
        page.rested.connect(presenter.flush)
        page.front_changed.connect(presenter.in_front)
        return presenter

    def _forward(self) -> None:
        self._close_panel()
        self._window.stage.message.clear()
        self._window.stage.show_page(PAGE, self._page)
        if self._page is not None:
            self._page.focus_first()

    def _close(self) -> None:
        # The page was made for one customer; the next one gets a fresh one.
        self._close_form()
        self._page = None
        self._window.stage.close_page(PAGE)

    def _close_form(self) -> None:
        if self.presenter is not None:
            self.presenter.close()
            self.presenter = None
        if self._form is not None:
            self._form.close()
            self._form = None

    def _enrolled(self, done: Enrolled) -> None:
        self._close()
        self._watch.begin(done)
        self._enrolled_now = done.actor_id
        self._open_customer(done.actor_id)

    def _close_panel(self) -> None:
        self._watch.end()
        self._panel.want(False)

    def _refused(self, error: Refused) -> None:
        if isinstance(error, NotPermitted):
            self._greyed(words.NOT_PERMITTED)
            return
        said = sentence_for(error)
        self._window.stage.message.say(
            Tone.TROUBLE, said.sentence, advice=said.advice, code=said.code, closable=True
        )
