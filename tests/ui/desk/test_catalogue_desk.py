"""Titles and copies in the whole program: a scan leads to the copy, the copy to its title."""

from __future__ import annotations

import pytest

from desk_app.ui.catalogue_desk import COPIES, IMPORT, TITLES
from desk_app.ui.shell import menus
from tests.journeys.program import Counter, Program

pytestmark = pytest.mark.journey


def test_a_scanned_copy_opens_wherever_one_is(program: Program, counter: Counter) -> None:
    stage = program.desktop.window.stage
    (row,) = counter.rows(
        "SELECT c.barcode, t.title, t.title_id FROM copy AS c JOIN title AS t "
        "ON t.title_id = c.title_id WHERE c.status = 'available' ORDER BY c.copy_id LIMIT 1"
    )
    program.scan_by_keys(row.barcode)
    program.wait(lambda: stage.page == COPIES, "the page of copies")
    program.wait(lambda: program.text("copies_title") == row.title, "the copy")
    program.click("copies_show_title")
    program.wait(lambda: stage.page == TITLES, "the page of titles")
    program.wait(lambda: program.text("title_heading") == row.title, "its title")

    # While copies are added, what is scanned is added, whatever its number looks like.
    program.click("titles_add_copies")
    program.scan_by_keys("5001234567")
    program.wait(
        lambda: bool(
            counter.rows("SELECT 1 FROM copy WHERE barcode = '5001234567' AND title_id = :t",
                         t=row.title_id)
        ),
        "the new copy",
    )  # fmt: skip
    program.action(f"action_{menus.TITLE_IMPORT}").trigger()
    program.wait(lambda: stage.page == IMPORT, "the page of imports")
    program.click("title_import_quit")
    program.wait(lambda: stage.page == TITLES, "back")
    program.click("titles_cancel")
    program.click("titles_quit")
    program.click("copies_quit")
    program.scan_by_keys("30009999999995")
    program.wait(lambda: "CPY-2" in program.text("copies_message_code"), "nobody's barcode")
