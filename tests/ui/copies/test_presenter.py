"""Exemplaren without a window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from desk_app.domain.copies import BarcodeUnknown, CopyChanged, CopyInUse, CopyStatus
from desk_app.domain.text_policy import TextTooLong
from desk_app.errors import Refused
from desk_app.ui.copies.presenter import CopyPresenter
from desk_app.ui.copies.view_port import Reasons
from desk_app.ui.wording import catalogue as words
from desk_app.ui.wording.said import Said
from desk_app.usecases.commands.titles import EditCopy
from desk_app.usecases.messages import Changes
from desk_app.usecases.queries.staff import BranchName, ListBranches
from desk_app.usecases.queries.titles import CopyDetail, CopyShown
from tests.ui.catalogue_rows import BARCODE, COPY, SHOWN_COPY
from tests.ui.fake_prompter import FakePrompter
from tests.ui.fake_runner import FakeRunner


class View:
    """The page as a person would describe it."""

    def __init__(self) -> None:
        self.copy: CopyShown | None = None
        self.fields: dict[str, str] = {}
        self.statuses: tuple[tuple[str, str], ...] = ()
        self.branches: tuple[BranchName, ...] = ()
        self.editing = False
        self.problems: dict[str, str] = {}
        self.reasons = Reasons(None, None, None)
        self.said: list[str] = []

    def show_copy(self, shown: CopyShown | None, values: Mapping[str, str]) -> None:
        self.copy, self.fields = shown, dict(values)

    def show_statuses(self, choices: tuple[tuple[str, str], ...]) -> None:
        self.statuses = choices

    def show_branches(self, branches: tuple[BranchName, ...]) -> None:
        self.branches = branches

    def show_editing(self, editing: bool) -> None:
        self.editing = editing

    def values(self) -> dict[str, str]:
        return dict(self.fields)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        self.problems = dict(problems)

    def show_reasons(self, reasons: Reasons) -> None:
        self.reasons = reasons

    def say_ok(self, sentence: str) -> None:
        self.said.append(sentence)

    def say_refused(self, said: Said) -> None:
        self.said.append(said.code)

    def clear_message(self) -> None:
        self.said.append("")


class Desk:
    """A presenter with one copy to scan."""

    def __init__(self, barred: str | None = None) -> None:
        self.copy = SHOWN_COPY
        self.refuse: Refused | None = None
        self.shown: list[int] = []
        self.view, self.prompter = View(), FakePrompter()
        self.runner = FakeRunner(self._answer)
        self.presenter = CopyPresenter(
            self.view, self.runner, self.prompter, barred, self.shown.append
        )
        self.presenter.begin()

    def _answer(self, message: Any) -> Any:
        if isinstance(message, ListBranches):
            return (BranchName("9548", "Ruinerwold"),)
        if isinstance(message, CopyDetail):
            if message.barcode != BARCODE:
                raise BarcodeUnknown(message.barcode)
            return self.copy
        if self.refuse is not None:
            raise self.refuse
        return 2


def test_a_scan_shows_the_copy() -> None:
    desk = Desk()
    assert desk.view.reasons == Reasons(words.SCAN_FIRST, words.SCAN_FIRST, words.SCAN_FIRST)
    for act in (desk.presenter.edit, desk.presenter.save, desk.presenter.cancel):
        act()
    desk.presenter.title()
    assert desk.shown == []
    desk.presenter.scanned(BARCODE)
    assert desk.view.copy == SHOWN_COPY
    assert desk.view.fields == {
        "status": "available", "home_code": "9548", "shelf": "J VLIN", "lendable": "1",
    }  # fmt: skip
    assert [word for _key, word in desk.view.statuses] == ["Aanwezig", "Vermist", "Afgeschreven"]
    assert desk.view.reasons == Reasons(None, words.EDIT_FIRST, None)
    desk.presenter.title()
    assert desk.shown == [7]


def test_a_barcode_nobody_knows() -> None:
    desk = Desk()
    desk.presenter.scanned(BARCODE)
    desk.presenter.scanned("30000000000025")
    assert (desk.view.copy, desk.view.said[-1]) == (None, "CPY-2")


def test_a_copy_is_changed() -> None:
    desk = Desk()
    desk.presenter.scanned(BARCODE)
    desk.presenter.edit()
    assert desk.view.editing
    desk.presenter.save()
    assert (desk.view.editing, desk.runner.executed) == (False, [])
    desk.presenter.edit()
    desk.view.fields.update(status="missing", lendable="")
    assert desk.presenter.unsaved
    desk.presenter.save()
    assert desk.runner.executed == [
        EditCopy(5, 1, CopyStatus.MISSING, "9548", "J VLIN", lendable=False)
    ]
    assert (desk.view.editing, desk.view.said[-1]) == (False, words.COPY_SAVED)


def test_what_was_typed_is_dropped_only_after_asking() -> None:
    desk = Desk()
    desk.presenter.scanned(BARCODE)
    desk.presenter.edit()
    desk.view.fields["shelf"] = "K"
    desk.presenter.scanned(BARCODE)
    assert desk.view.fields["shelf"] == "K"
    desk.prompter.asked.pop().on_yes("")
    assert (desk.view.fields["shelf"], desk.view.editing) == ("J VLIN", False)
    desk.presenter.edit()
    desk.view.fields["shelf"] = "K"
    desk.presenter.cancel()
    assert (desk.view.fields["shelf"], desk.view.editing) == ("J VLIN", False)


@pytest.mark.parametrize(
    ("refused", "said", "field"),
    [
        (CopyInUse(BARCODE, CopyStatus.LENT), "CPY-7", ""),
        (TextTooLong("shelf", 70, 60), "", "shelf"),
    ],
)
def test_a_refusal_leaves_the_fields_open(refused: Refused, said: str, field: str) -> None:
    desk = Desk()
    desk.presenter.scanned(BARCODE)
    desk.presenter.edit()
    desk.view.fields["shelf"] = "K" * 70
    desk.refuse = refused
    desk.presenter.save()
    assert desk.view.editing
    assert (desk.view.said[-1], "".join(desk.view.problems)) == (said, field)


def test_a_copy_that_changed_meanwhile_is_shown_as_it_is() -> None:
    desk = Desk()
    desk.presenter.scanned(BARCODE)
    desk.presenter.edit()
    desk.view.fields["shelf"] = "K"
    desk.copy = replace(SHOWN_COPY, copy=replace(COPY, shelf="M", version=2))
    desk.refuse = CopyChanged(BARCODE)
    desk.presenter.save()
    assert (desk.view.fields["shelf"], desk.view.said[-1]) == ("M", "CPY-6")


def test_a_change_elsewhere_is_shown() -> None:
    desk = Desk()
    desk.presenter.scanned(BARCODE)
    desk.copy = replace(SHOWN_COPY, title="Anders")
    desk.runner.tell(Changes(titles=(8,)))
    assert desk.view.copy == SHOWN_COPY
    desk.runner.tell(Changes(titles=(7,)))
    assert desk.view.copy == desk.copy


def test_who_may_not_change_sees_why() -> None:
    desk = Desk("Dit mag u niet.")
    desk.presenter.scanned(BARCODE)
    desk.presenter.edit()
    assert not desk.view.editing
    assert desk.view.reasons.edit == "Dit mag u niet."
