"""Titels without a window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from desk_app.domain.copies import BarcodeTaken
from desk_app.domain.title_fields import TitleClash, TitleConflict
from desk_app.domain.titles import IsbnRefused, TitleKind, TitleUnknown
from desk_app.errors import InputRefused, Refused
from desk_app.ui.titles.presenter.titles import TitlesPresenter
from desk_app.ui.titles.state import Reasons, Task
from desk_app.ui.wording import catalogue as words
from desk_app.ui.wording.said import Said
from desk_app.usecases.commands.titles import (
    AddCopies,
    AddedCopies,
    SavedTitle,
    SaveTitle,
    TitleChange,
)
from desk_app.usecases.messages import Changes
from desk_app.usecases.queries.staff import BranchName, ListBranches
from desk_app.usecases.queries.titles import (
    FindTitles,
    TitleDetail,
    TitleFilter,
    TitleHit,
    TitlesFound,
    TitleShown,
)
from tests.ui.catalogue_rows import BARCODE, FOX, hit
from tests.ui.fake_prompter import FakePrompter
from tests.ui.fake_runner import FakeRunner


class View:
    """The page as a person would describe it."""

    def __init__(self) -> None:
        self.found = TitlesFound("")
        self.chosen: int | None = None
        self.narrowed = False
        self.title: TitleShown | None = None
        self.branches: tuple[BranchName, ...] = ()
        self.reasons = Reasons(None, None, None, None)
        self.task: Task | None = None
        self.values: dict[str, str] = {}
        self.problems: dict[str, str] = {}
        self.said: list[str] = []
        self.in_form: Said | None = None
        self.is_busy = False

    def show_loading(self) -> None:
        """Nothing to tell."""

    def show_found(self, found: TitlesFound, chosen: int | None, *, narrowed: bool) -> None:
        self.found, self.chosen, self.narrowed = found, chosen, narrowed

    def show_title(self, shown: TitleShown | None) -> None:
        self.title = shown

    def show_branches(self, branches: tuple[BranchName, ...]) -> None:
        self.branches = branches

    def show_reasons(self, reasons: Reasons) -> None:
        self.reasons = reasons

    def open_form(self, task: Task, title: str, advice: str, values: Mapping[str, str]) -> None:
        self.task, self.values = task, dict(values)

    def close_form(self) -> None:
        self.task, self.values = None, {}

    def form_values(self) -> dict[str, str]:
        return dict(self.values)

    def shows(self, task: Task | None) -> bool:
        return self.task is task

    def clear_barcode(self) -> None:
        self.values["barcode"] = ""

    def show_problems(self, problems: Mapping[str, str]) -> None:
        self.problems = dict(problems)

    def say_in_form(self, said: Said | None) -> None:
        self.in_form = said

    def show_busy(self, busy: bool) -> None:
        self.is_busy = busy

    def say_ok(self, sentence: str) -> None:
        self.said.append(sentence)

    def say_refused(self, said: Said) -> None:
        self.said.append(said.code)

    def clear_message(self) -> None:
        self.said.append("")


class Desk:
    """A presenter with two titles to find."""

    def __init__(self, barred: str | None = None, reserve_barred: str | None = None) -> None:
        self.reserved: list[tuple[int, str]] = []
        self.hits: tuple[TitleHit, ...] = (hit(7), hit(8, "De kat"))
        self.titles: dict[int, TitleShown] = {7: FOX, 8: replace(FOX, title_id=8, copies=())}
        self.refuse: Refused | None = None
        self.view, self.prompter = View(), FakePrompter()
        self.runner = FakeRunner(self._answer)
        self.presenter = TitlesPresenter(
            self.view,
            self.runner,
            self.prompter,
            "9548",
            barred,
            lambda title_id, name: self.reserved.append((title_id, name)),
            reserve_barred,
        )
        self.presenter.begin()

    def _answer(self, message: Any) -> Any:
        match message:
            case ListBranches():
                return (BranchName("9548", "Ruinerwold"),)
            case FindTitles():
                return TitlesFound(message.text, self.hits)
            case TitleDetail():
                if message.title_id not in self.titles:
                    raise TitleUnknown(message.title_id)
                return self.titles[message.title_id]
        if self.refuse is not None:
            refused, self.refuse = self.refuse, None
            raise refused
        return AddedCopies((9,)) if isinstance(message, AddCopies) else SavedTitle(7, 2)

    def last(self) -> Any:
        return self.runner.executed[-1]


def test_the_first_title_stands_beside_the_list() -> None:
    desk = Desk()
    assert (desk.view.title, desk.view.chosen, desk.view.narrowed) == (FOX, 7, False)
    assert desk.view.branches[0].code == "9548"
    desk.presenter.choose(desk.hits[1])
    assert desk.view.title is not None
    assert desk.view.title.title_id == 8
    asked = len(desk.runner.asked)
    desk.presenter.choose(desk.hits[1])
    desk.presenter.choose(None)
    assert len(desk.runner.asked) == asked


def test_what_is_typed_and_chosen_is_asked() -> None:
    desk = Desk()
    desk.presenter.typed("vos")
    desk.presenter.typed("vos")
    desk.presenter.narrowed(TitleFilter(kind=TitleKind.DVD), own=True)
    desk.presenter.narrowed(TitleFilter(kind=TitleKind.DVD), own=True)
    asked = [one for one in desk.runner.asked if isinstance(one, FindTitles)]
    assert [(one.text, one.where.place_code) for one in asked] == [
        ("", ""), ("vos", ""), ("vos", "9548"),
    ]  # fmt: skip
    assert desk.view.narrowed
    desk.runner.hold()
    desk.presenter.typed("voss")
    desk.presenter.typed("kat")
    desk.hits = ()
    desk.runner.release()
    assert (desk.view.found.text, desk.view.title) == ("kat", None)
    assert desk.view.reasons.edit == words.CHOOSE_FIRST


def test_a_title_asked_for_by_itself_stays_beside_any_list() -> None:
    desk = Desk()
    desk.titles[99] = replace(FOX, title_id=99)
    desk.presenter.open(99)
    desk.presenter.refresh()
    assert desk.view.title == desk.titles[99]
    desk.presenter.typed("vos")
    assert desk.view.title == FOX


def test_a_title_that_is_gone_is_told() -> None:
    desk = Desk()
    desk.presenter.open(99)
    assert (desk.view.title, desk.view.said[-1]) == (None, "TTL-1")


def test_who_may_not_change_sees_why() -> None:
    desk = Desk("Dit mag u niet.")
    desk.presenter.new()
    desk.presenter.edit()
    desk.presenter.add_copies()
    assert desk.view.shows(None)
    barred = "Dit mag u niet."
    assert desk.view.reasons == Reasons(barred, barred, barred, None)


def test_reserving_leads_to_the_queue_of_this_title() -> None:
    desk = Desk()
    desk.presenter.open(None)
    desk.presenter.reserve()
    assert desk.view.reasons.reserve == words.CHOOSE_FIRST
    desk.presenter.open(7)
    desk.presenter.reserve()
    assert desk.reserved == [(7, FOX.title)]
    assert Desk(reserve_barred="Dit mag u niet.").view.reasons.reserve == "Dit mag u niet."


def test_only_what_changed_is_saved() -> None:
    desk = Desk()
    desk.presenter.edit()
    assert desk.view.values["avi"] == "e4"
    desk.view.values["title"] = "De grote vos"
    assert desk.presenter.forms.unsaved
    desk.presenter.forms.save(desk.view.form_values())
    assert desk.last() == SaveTitle(7, (TitleChange("title", "De vos", "De grote vos"),))
    assert (desk.view.task, desk.view.said[-1]) == (None, words.SAVED)
    desk.presenter.edit()
    desk.presenter.forms.save(desk.view.form_values())
    assert len(desk.runner.executed) == 1
    assert desk.view.shows(None)


def test_a_new_title() -> None:
    desk = Desk()
    desk.presenter.new()
    desk.view.values["title"] = "Vos"
    desk.presenter.forms.save(desk.view.form_values())
    command = desk.last()
    assert command.title_id is None
    assert {change.field: change.becomes for change in command.changes} == {
        "title": "Vos", "kind": "book", "language": "dut",
    }  # fmt: skip


def test_what_is_wrong_stands_at_its_field() -> None:
    desk = Desk()
    desk.presenter.edit()
    desk.view.values["isbn"] = "1"
    desk.refuse = InputRefused((IsbnRefused("isbn"),))
    desk.presenter.forms.save(desk.view.form_values())
    assert set(desk.view.problems) == {"isbn"}
    assert desk.view.in_form == Said(words.WRONG_FIELDS)
    assert desk.view.shows(Task.TITLE)
    desk.refuse = TitleUnknown(7)
    desk.presenter.forms.save(desk.view.form_values())
    assert desk.view.in_form is not None
    assert desk.view.in_form.code == "TTL-1"


def test_two_desks_and_one_field() -> None:
    desk = Desk()
    desk.presenter.edit()
    desk.view.values["title"] = "Mijn vos"
    desk.refuse = TitleConflict((TitleClash("title", "De vos", "Haar vos", "Mijn vos"),))
    desk.presenter.forms.save(desk.view.form_values())
    assert "Haar vos" in desk.prompter.asked[-1].question.lines[0]
    desk.prompter.asked.pop().on_yes("")
    assert desk.last().overwrite == ("title",)

    desk.presenter.edit()
    desk.view.values["title"] = "Mijn vos"
    desk.refuse = TitleConflict((TitleClash("title", "De vos", "", "Mijn vos"),))
    desk.presenter.forms.save(desk.view.form_values())
    on_no = desk.prompter.asked.pop().on_no
    assert on_no is not None
    on_no()
    assert desk.view.shows(None)
    assert desk.view.title == FOX


def test_nothing_typed_is_lost_by_one_key() -> None:
    desk = Desk()
    desk.presenter.edit()
    desk.presenter.forms.cancel()
    assert desk.view.shows(None)
    desk.presenter.edit()
    desk.view.values["title"] = "Anders"
    desk.presenter.forms.cancel()
    assert desk.view.shows(Task.TITLE)
    desk.prompter.asked.pop().on_yes("")
    assert desk.view.shows(None)
    desk.presenter.forms.drop()
    desk.presenter.forms.save({})
    desk.presenter.forms.scanned("x")
    assert desk.runner.executed == []


def test_scanned_copies_are_added_one_by_one() -> None:
    desk = Desk()
    desk.presenter.forms.scanned(BARCODE)
    assert desk.runner.executed == []
    desk.presenter.add_copies()
    assert desk.view.values == {"barcode": "", "home_code": "9548", "shelf": "J VLIN"}
    desk.presenter.forms.scanned(BARCODE)
    assert desk.last() == AddCopies(7, "9548", (BARCODE,), "J VLIN")
    assert desk.view.said[-1] == words.added(BARCODE)
    assert desk.presenter.forms.adding_copies
    desk.refuse = InputRefused((BarcodeTaken("barcode", BARCODE),))
    desk.presenter.forms.save({"barcode": BARCODE})
    assert set(desk.view.problems) == {"barcode"}


def test_a_change_elsewhere_is_shown() -> None:
    desk = Desk()
    desk.titles[7] = replace(FOX, title="Anders")
    desk.runner.tell(Changes(titles=(7,)))
    assert desk.view.title == desk.titles[7]
    asked = len(desk.runner.asked)
    desk.runner.tell(Changes(customers=(1,)))
    assert len(desk.runner.asked) == asked
    desk.presenter.edit()
    desk.hits = ()
    desk.runner.tell(Changes(titles=(8,)))
    assert desk.view.shows(Task.TITLE)
