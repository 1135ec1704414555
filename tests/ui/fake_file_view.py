"""A view of the customer file for tests of presenters: remembers what it was told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desk_app.usecases.print_shapes import MandateForm
from desk_app.usecases.queries.customer_file import CustomerFile, LogLine


class FakeFileView:
    """`typed` is what somebody typed over what is shown; the rest is what was shown last."""

    def __init__(self) -> None:
        self.file: CustomerFile | None = None
        self.shown: dict[str, str] = {}
        self.typed: dict[str, str] = {}
        self.editing = False
        self.problems: dict[str, str] = {}
        self.log: tuple[LogLine, ...] | None = None
        self.ok = ""
        self.warning = ("", "")
        self.refusal = ("", "", "")
        self.busy_now = False
        self.form: MandateForm | None = None
        self.cards: CustomerFile | None = None
        self.chosen = ""
        self.entry: tuple[str, str] | None = None
        self.number = ""
        self.preview: tuple[str, ...] = ()
        self.may_go_on = False
        self.entry_said = ("", "")
        self.entry_is_busy = False
        self.busy_seen: list[bool] = []

    # ------------------------------------------------------------------------------------ file

    def show_file(self, file: CustomerFile) -> None:
        self.file = file

    def show_values(self, values: Mapping[str, str]) -> None:
        self.shown = dict(values)
        self.typed = {}

    def values(self) -> dict[str, str]:
        return {**self.shown, **self.typed}

    def show_editing(self, editing: bool) -> None:
        self.editing = editing

    def show_problems(self, problems: Mapping[str, str]) -> None:
        self.problems = dict(problems)

    def show_log_loading(self) -> None:
        self.log = None

    def show_log(self, lines: tuple[LogLine, ...]) -> None:
        self.log = lines

    def say_ok(self, sentence: str) -> None:
        self.clear_message()
        self.ok = sentence

    def say_warning(self, sentence: str, advice: str = "") -> None:
        self.clear_message()
        self.warning = (sentence, advice)

    def say_refused(self, sentence: str, advice: str, code: str) -> None:
        self.clear_message()
        self.refusal = (sentence, advice, code)

    def clear_message(self) -> None:
        self.ok = ""
        self.warning = ("", "")
        self.refusal = ("", "", "")

    def busy(self, busy: bool) -> None:
        self.busy_now = busy
        self.busy_seen.append(busy)

    def show_mandate_form(self, form: MandateForm) -> None:
        self.form = form

    # ----------------------------------------------------------------------------------- cards

    def show_cards(self, file: CustomerFile) -> None:
        self.cards = file

    def choose_card(self, number: str) -> None:
        self.chosen = number

    def open_entry(self, title: str, advice: str) -> None:
        self.entry = (title, advice)
        self.number = ""
        self.preview = ()
        self.may_go_on = False
        self.entry_said = ("", "")

    def show_number(self, number: str) -> None:
        self.number = number

    def show_preview(self, lines: tuple[str, ...], may_go_on: bool) -> None:
        self.preview = lines
        self.may_go_on = may_go_on
        self.entry_said = ("", "")

    def entry_problem(self, sentence: str, advice: str = "") -> None:
        self.may_go_on = False
        self.entry_said = (sentence, advice)

    def entry_busy(self, busy: bool) -> None:
        self.entry_is_busy = busy

    def close_entry(self) -> None:
        self.entry = None


class Answers:
    """A desk that answers each message by its class; an exception is raised."""

    def __init__(self, answers: dict[type, Any]) -> None:
        self.by_class = answers

    def __call__(self, message: Any) -> Any:
        answer = self.by_class[type(message)]
        if callable(answer):
            answer = answer(message)
        if isinstance(answer, Exception):
            raise answer
        return answer
