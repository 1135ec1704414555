"""The page of Nieuwe klant toevoegen: a step, the fee at its right, the buttons below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desk_app.domain.people import Name, list_name
from desk_app.ui.customer_file.field_group import canonical
from desk_app.ui.customer_file.field_group import shown as shown_text
from desk_app.ui.enrolment.bar import EnrolmentBar
from desk_app.ui.enrolment.fee_panel import FeePanel
from desk_app.ui.enrolment.steps import DetailsStep, LoginStep, PersonStep, SubscriptionStep
from desk_app.ui.enrolment.view_port import LAST_STEP, Way
from desk_app.ui.framework.fields import Form
from desk_app.ui.framework.message_bar import MessageBar, Tone
from desk_app.ui.framework.plain_text import Look, Text
from desk_app.ui.framework.surfaces import row
from desk_app.ui.wording import enrolment as words
from desk_app.usecases.queries.enrolment import EnrolmentCheck

_PAUSE_MS = 250
"""Rest after the last letter before the form is looked at."""
_REST_MS = 1200
"""Rest after the last letter before what was typed is kept."""
_CANONICAL = frozenset({"birth_date", "newsletter"})


class EnrolmentPage(QWidget):
    """Signals: what the fields ask; what the buttons ask is on `bar`.

    `paused()` and `rested()` follow the last letter; `front_changed(bool)` when the page is shown
    or hidden; `number_entered(str)`, `type_chosen(str)`.
    """

    same_address_requested = Signal()
    number_entered = Signal(str)
    type_chosen = Signal(str)
    paused = Signal()
    rested = Signal()
    front_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("enrolment")
        self._step = 1
        self._title = Text(words.TITLE, Look.TITLE, name="enrol_title")
        self._where = Text("", Look.MUTED, name="enrol_where")
        self.messages = MessageBar(name="enrol_message")
        self.hint = MessageBar(name="enrol_hint")
        self.person = PersonStep()
        self.details = DetailsStep()
        self.login = LoginStep()
        self.subscription = SubscriptionStep()
        self._pages = QStackedWidget()
        for page in (self.person, self.details, self.login, self.subscription):
            self._pages.addWidget(page)
        self._fee = FeePanel()
        self._forms: tuple[Form, ...] = (
            self.person.person,
            self.person.address,
            self.details.form,
            self.login.form,
        )
        self._pause = self._timer(_PAUSE_MS, self.paused)
        self._rest = self._timer(_REST_MS, self.rested)
        for form in self._forms:
            form.edited.connect(self._edited)
        self.person.number.entered.connect(self.number_entered)
        self.person.same_address_requested.connect(self.same_address_requested)
        self.subscription.chosen.connect(self.type_chosen)
        self._lay_out()

    def _lay_out(self) -> None:
        self.bar = EnrolmentBar()
        beside = QHBoxLayout()
        beside.setSpacing(14)
        beside.addWidget(self._pages, 1)
        beside.addWidget(self._fee)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(row(self._title, None, self._where))
        layout.addWidget(self.messages)
        layout.addWidget(self.hint)
        layout.addLayout(beside, 1)
        layout.addWidget(self.bar)

    def _timer(self, wait: int, signal: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(wait)
        timer.timeout.connect(signal)
        return timer

    # ------------------------------------------------------------------------- EnrolmentView

    def values(self) -> dict[str, str]:
        """See `EnrolmentView.values`."""
        typed = {key: text for form in self._forms for key, text in form.values().items()}
        del typed["number"]
        return {
            key: canonical(key, text) if key in _CANONICAL else text for key, text in typed.items()
        }

    def show_values(self, values: Mapping[str, str]) -> None:
        """See `EnrolmentView.show_values`."""
        for form in self._forms:
            for key in form.values():
                if key in values:
                    text = values[key]
                    form.field(key).set_value(shown_text(key, text) if key in _CANONICAL else text)
        self.login.refresh()
        self._show_name()

    def show_step(self, step: int) -> None:
        """See `EnrolmentView.show_step`."""
        self._step = step
        self._pages.setCurrentIndex(step - 1)
        self._where.setText(f"{step} van {LAST_STEP}: {words.STEPS[step - 1]}")
        self.bar.show_step(step)
        self.focus_first()

    def focus_first(self) -> None:
        """The cursor goes to the first field of the step."""
        reason = Qt.FocusReason.OtherFocusReason
        if self._step == 1:
            number = self.person.number
            (number if not number.text() else self._editor("initials")).setFocus(reason)
        elif self._step == 2:
            self._editor("iban").setFocus(reason)
        elif self._step == 3:
            self.login.login.setFocus(reason)
        else:
            self.subscription.focus_first()

    def show_number(self, text: str, note: str) -> None:
        """See `EnrolmentView.show_number`."""
        self.person.number.set_note(note)
        field = self.person.person.field("number")
        field.set_value(text)
        field.set_error("")

    def number_done(self) -> None:
        """See `EnrolmentView.number_done`."""
        if self.person.number.hasFocus() or self.focusWidget() is self.person.number:
            self._editor("initials").setFocus(Qt.FocusReason.TabFocusReason)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """See `EnrolmentView.show_problems`."""
        for form in reversed(self._forms):
            form.show_errors({key: said for key, said in problems.items() if form.has(key)})

    def show_check(self, check: EnrolmentCheck, type_code: str) -> None:
        """See `EnrolmentView.show_check`."""
        self._show_name()
        self._fee.show_check(check)
        self.subscription.show_choices(check.choices, type_code)
        self.bar.permit_save(None if type_code else words.CHOOSE_FIRST)

    def show_family(self, there: bool) -> None:
        """See `EnrolmentView.show_family`."""
        self.person.show_family(there)

    def show_duplicates(self, sentence: str, ways: Sequence[Way]) -> None:
        """See `EnrolmentView.show_duplicates`."""
        if not sentence:
            self.hint.clear()
        elif self.hint.text != sentence:
            self.hint.say(Tone.INFO, sentence, ways=[(way.word, way.act) for way in ways])

    def say_refused(self, sentence: str, advice: str, code: str, ways: Sequence[Way] = ()) -> None:
        """See `EnrolmentView.say_refused`."""
        self.messages.say(
            Tone.TROUBLE,
            sentence,
            advice=advice,
            code=code,
            ways=[(way.word, way.act) for way in ways],
            closable=True,
        )

    def clear_message(self) -> None:
        """See `EnrolmentView.clear_message`."""
        self.messages.clear()

    def go_to_save(self) -> None:
        """See `EnrolmentView.go_to_save`."""
        self.bar.save.setFocus(Qt.FocusReason.TabFocusReason)

    def busy(self, busy: bool) -> None:
        """See `EnrolmentView.busy`."""
        self.bar.show_busy(busy)
        self._pages.setEnabled(not busy)

    # ---------------------------------------------------------------------------------- inside

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.front_changed.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.front_changed.emit(False)

    def _editor(self, key: str) -> QWidget:
        form = next(form for form in self._forms if form.has(key))
        return form.field(key).editor

    def _edited(self, key: str) -> None:
        if key in {"initials", "name_prefix", "surname", "given_name"}:
            self._show_name()
        if key != "number":
            self._pause.start()
            self._rest.start()

    def _show_name(self) -> None:
        typed = self.person.person.values()
        name = Name(
            typed["surname"].strip(),
            initials=typed["initials"].strip(),
            name_prefix=typed["name_prefix"].strip(),
            given_name=typed["given_name"].strip(),
        )
        self._fee.show_name(list_name(name) if name.surname else "")
