"""A view of Nieuwe klant toevoegen that only remembers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desk_app.ui.enrolment.view_port import Way
from desk_app.usecases.enrolment_form import EMPTY_FORM
from desk_app.usecases.queries.enrolment import EnrolmentCheck


class FakeEnrolmentView:
    """What was shown last."""

    def __init__(self) -> None:
        self.typed = EMPTY_FORM.texts()
        for name in ("number", "number_typed", "type_code"):
            del self.typed[name]
        self.step = 0
        self.number = ("", "")
        self.settled = 0
        self.problems: dict[str, str] = {}
        self.check: EnrolmentCheck | None = None
        self.chosen = ""
        self.family = False
        self.hint = ""
        self.hint_ways: tuple[Way, ...] = ()
        self.said = ""
        self.ways: tuple[Way, ...] = ()
        self.is_busy = False
        self.at_save = False

    def values(self) -> dict[str, str]:
        return dict(self.typed)

    def show_values(self, values: Mapping[str, str]) -> None:
        assert set(values) <= set(self.typed)
        self.typed.update(values)

    def show_step(self, step: int) -> None:
        self.step = step

    def show_number(self, text: str, note: str) -> None:
        self.number = (text, note)

    def number_done(self) -> None:
        self.settled += 1

    def show_problems(self, problems: Mapping[str, str]) -> None:
        self.problems = dict(problems)

    def show_check(self, check: EnrolmentCheck, type_code: str) -> None:
        self.check, self.chosen = check, type_code

    def show_family(self, there: bool) -> None:
        self.family = there

    def show_duplicates(self, sentence: str, ways: Sequence[Way]) -> None:
        self.hint, self.hint_ways = sentence, tuple(ways)

    def say_refused(self, sentence: str, advice: str, code: str, ways: Sequence[Way] = ()) -> None:
        self.said, self.ways = sentence, tuple(ways)

    def go_to_save(self) -> None:
        self.at_save = True

    def clear_message(self) -> None:
        self.said, self.ways = "", ()

    def busy(self, busy: bool) -> None:
        self.is_busy = busy
