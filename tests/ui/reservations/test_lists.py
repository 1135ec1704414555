"""What lies apart and what is to be fetched, without a window."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from desk_app.domain.branches import BranchUnknown
from desk_app.domain.staff import PERMISSIONS_OF, Permission, Role
from desk_app.ui.framework.tone import Tone
from desk_app.ui.reservations.presenter.pick import PickPresenter
from desk_app.ui.reservations.presenter.shelf import Place, ShelfExits, ShelfPresenter
from desk_app.ui.reservations.state import ShelfReasons
from desk_app.ui.wording import reservations as words
from desk_app.ui.wording.permissions import not_permitted
from desk_app.ui.wording.said import Said
from desk_app.usecases.commands.reservations import CancelReservation
from desk_app.usecases.list_shapes import ListSheet
from desk_app.usecases.queries.circulation import (
    PickList,
    PickRow,
    SetAsideRow,
    ShelfOfSetAside,
    ShelfWork,
)
from tests.ui.counter_rows import (
    AT,
    COPY,
    KEPT_ROW,
    OTHER_COPY,
    PICK,
    PLACE,
    SHELF,
    TO_PUT_BACK,
    TO_SEND,
)
from tests.ui.fake_prompter import FakePrompter
from tests.ui.fake_runner import FakeRunner

HERE = Place(PLACE, "Ruinerwold")
MEPPEL = Place("9546", "Meppel")


class View:
    """Both lists as a person would describe them; also where things are said."""

    def __init__(self) -> None:
        self.loading = False
        self.rows: tuple[Any, ...] = ()
        self.note = ""
        self.chosen: int | None = None
        self.reasons: Any = None
        self.print_reason: str | None = ""
        self.tone: Any = None
        self.said = Said("")

    def show_loading(self) -> None:
        self.loading = True

    def show_rows(self, rows: tuple[Any, ...], note: str) -> None:
        self.rows, self.note, self.loading = rows, note, False

    def choose(self, at: int) -> None:
        self.chosen = at

    def show_reasons(self, reasons: ShelfReasons) -> None:
        self.reasons = reasons

    def show_print_reason(self, reason: str | None) -> None:
        self.print_reason = reason

    def say(self, tone: Tone, said: Said) -> None:
        self.tone, self.said = tone, said

    def clear_message(self) -> None:
        self.tone, self.said = None, Said("")


class Lists:
    """Both presenters for somebody of a role."""

    def __init__(self, role: Role = Role.FRONT_OFFICE) -> None:
        self.answers: dict[type[Any], Any] = {
            ShelfOfSetAside: SHELF,
            PickList: (PICK,),
            CancelReservation: None,
        }
        self.view = View()
        self.runner = FakeRunner(self._answer)
        self.prompter = FakePrompter()
        self.served: list[int] = []
        self.slips: list[SetAsideRow] = []
        self.printed: list[ListSheet] = []
        self.shelf = ShelfPresenter(
            self.view,
            self.view,
            self.runner,
            self.prompter,
            PERMISSIONS_OF[role].__contains__,
            HERE,
            ShelfExits(self.served.append, self.slips.append, self.printed.append, lambda: AT),
        )
        self.pick = PickPresenter(
            self.view, self.view, self.runner, HERE, self.printed.append, lambda: AT
        )

    def _answer(self, message: Any) -> Any:
        answer = self.answers[type(message)]
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def lists() -> Lists:
    return Lists()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (KEPT_ROW, "✓  Bewaren"),
        (replace(KEPT_ROW, too_late=True), "!  Niet op tijd opgehaald"),
        (TO_SEND, "→  Naar Meppel"),
        (TO_PUT_BACK, "!  Scan bij Innemen"),
        (replace(TO_PUT_BACK, too_late=True), "!  Te laat: scan bij Innemen"),
    ],
)
def test_what_is_to_be_done(row: SetAsideRow, said: str) -> None:
    assert words.work(row) == said
    assert ShelfWork.KEEP is KEPT_ROW.work


@pytest.mark.parametrize(
    ("rows", "note"),
    [
        ((), ""),
        ((KEPT_ROW,), "1 exemplaar"),
        ((KEPT_ROW, TO_SEND), "2 exemplaren, 1 daarvan vraagt werk"),
        (SHELF, "3 exemplaren, 2 daarvan vragen werk"),
    ],
)
def test_how_much_lies_there(lists: Lists, rows: tuple[SetAsideRow, ...], note: str) -> None:
    lists.answers[ShelfOfSetAside] = rows
    lists.shelf.begin()
    assert (lists.view.rows, lists.view.note) == (rows, note)
    assert lists.view.reasons.print_list == (None if rows else words.NOTHING_TO_PRINT)


def test_another_place(lists: Lists) -> None:
    lists.shelf.at(MEPPEL)
    lists.pick.at(MEPPEL)
    assert lists.runner.asked == [ShelfOfSetAside("9546"), PickList("9546")]
    lists.answers[ShelfOfSetAside] = BranchUnknown("9546")
    lists.shelf.begin()
    lists.answers[PickList] = BranchUnknown("9546")
    lists.pick.begin()
    assert lists.view.tone is Tone.TROUBLE
    assert not lists.view.loading


def test_a_scanned_copy_is_chosen(lists: Lists) -> None:
    lists.shelf.begin()
    assert lists.shelf.find(OTHER_COPY)
    assert lists.view.chosen == 1
    assert not lists.shelf.find("unknown")


def test_the_buttons(lists: Lists) -> None:
    lists.shelf.begin()
    first = words.CHOOSE_SHELF_ROW
    assert lists.view.reasons == ShelfReasons(first, first, first, None)
    lists.shelf.slip()
    lists.shelf.lend()
    lists.shelf.cancel()
    lists.shelf.choose(TO_PUT_BACK)
    nobody = words.NOT_FOR_ANYBODY
    assert lists.view.reasons == ShelfReasons(nobody, nobody, nobody, None)
    lists.shelf.slip()
    lists.shelf.lend()
    lists.shelf.cancel()
    assert (lists.slips, lists.served, lists.prompter.asked) == ([], [], [])
    lists.shelf.choose(KEPT_ROW)
    lists.shelf.slip()
    lists.shelf.lend()
    assert (lists.slips, lists.served) == ([KEPT_ROW], [10_024])
    lists.shelf.cancel()
    lists.prompter.no()
    assert lists.runner.executed == []
    lists.answers[ShelfOfSetAside] = (TO_SEND,)
    lists.shelf.cancel()
    lists.prompter.yes()
    assert lists.runner.executed == [CancelReservation(41)]
    assert lists.view.rows == (TO_SEND,)
    assert lists.view.reasons.slip == first, "the chosen line is gone"


def test_who_may() -> None:
    lists = Lists(Role.FINANCIAL)
    lists.shelf.begin()
    lists.shelf.choose(KEPT_ROW)
    assert lists.view.reasons.cancel == not_permitted(Permission.RESERVATION_MANAGE)
    assert lists.view.reasons.lend == not_permitted(Permission.CIRCULATION_LEND)


def test_the_shelf_on_paper_names_nobody(lists: Lists) -> None:
    lists.shelf.print_list()
    assert lists.printed == []
    lists.shelf.begin()
    lists.shelf.print_list()
    (sheet,) = lists.printed
    assert sheet.subtitle == "Ruinerwold"
    assert sheet.parts[0].rows[1] == (
        "Jip en Janneke – Annie M.G. Schmidt",
        OTHER_COPY,
        "Naar Meppel",
        "–",
    )
    assert "Testleerling" not in str(sheet)


def test_the_pick_list_on_paper(lists: Lists) -> None:
    lists.pick.print_list()
    lists.pick.begin()
    assert lists.view.note == "1 exemplaar te halen"
    assert not lists.view.print_reason
    lists.pick.print_list()
    (sheet,) = lists.printed
    assert sheet.parts[0].rows == (
        ("AK SCHM", "Jip en Janneke – Annie M.G. Schmidt", "Boek", "1", f"{COPY}, {OTHER_COPY}"),
    )
    lists.answers[PickList] = ()
    lists.pick.begin()
    assert (lists.view.note, lists.view.print_reason) == ("", words.NOTHING_TO_PRINT)


def test_an_unknown_shelf_is_a_dash() -> None:
    row: PickRow = replace(PICK, shelf="")
    assert words.pick_sheet((row,), "Ruinerwold", AT).parts[0].rows[0][0] == "–"
