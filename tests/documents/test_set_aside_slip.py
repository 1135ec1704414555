"""The slip in a set-aside copy: on one receipt, for whom without saying who."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from desk_app.bootstrap.window import make_papers
from desk_app.documents.set_aside_slip import SetAsideSlipRenderer
from desk_app.domain.local_time import netherlands
from desk_app.ui.wording import slip as words
from desk_app.usecases.slip_shapes import SetAsideSlip
from tests.documents import paper_reader
from tests.documents.paper_reader import HOSTILE_NAMES, fonts
from tests.ui.counter_rows import AT, CUSTOMER, KEPT_ROW, SET_ASIDE

SLIP = SetAsideSlip(
    file_name="reservering-30001000000017",
    pickup_name="Ruinerwold",
    initials="A.T.",
    card_tail="0030",
    title="Jip en Janneke",
    author="Annie M.G. Schmidt",
    barcode="30001000000017",
    collect_until=date(2026, 12, 11),
    printed_at=datetime(2026, 11, 27, 14, 2, tzinfo=netherlands()),
)


def drawn(slip: SetAsideSlip) -> str:
    return paper_reader.words(SetAsideSlipRenderer(fonts()).render(slip))


def test_what_is_on_it() -> None:
    said = drawn(SLIP)
    for part in ("A.T.", "0030", "Ruinerwold", "11 december 2026", "Jip en Janneke", SLIP.barcode):
        assert part in said


def test_what_still_travels_and_who_has_no_card() -> None:
    said = drawn(replace(SLIP, collect_until=None, card_tail=""))
    assert "onderweg" in said
    assert "…" not in said


@pytest.mark.parametrize("title", HOSTILE_NAMES)
def test_any_title_fits(title: str) -> None:
    assert SLIP.barcode in drawn(replace(SLIP, title=title))


def test_it_is_a_file_without_a_name(tmp_path: Path) -> None:
    path = make_papers(tmp_path).set_aside_slip(SLIP)
    assert path.name == "reservering-30001000000017.pdf"
    assert paper_reader.words(path.read_bytes())


def test_whom_it_is_for() -> None:
    came_in = words.addressed(words.of_return(SET_ASIDE, AT), CUSTOMER)
    assert (came_in.initials, came_in.card_tail) == ("A.T.", "0030")
    assert came_in.collect_until == SET_ASIDE.collect_until
    on_shelf = words.addressed(words.of_row(KEPT_ROW, AT), replace(CUSTOMER, card_number=None))
    assert (on_shelf.barcode, on_shelf.card_tail) == (KEPT_ROW.barcode, "")


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Mw. G. Tester", "G.T."),
        ("Dhr. drs. A.B. van der Berg", "A.B.v.d.B."),
        ("A. Testleerling ProBiblio", "A.T.P."),
        ("<b>Jan</b> O'Neil", "O."),
        ("", ""),
    ],
)
def test_initials(name: str, initials: str) -> None:
    assert words.initials(name) == initials
