"""No letter of a counter page is one of the menu bar, or of another button beside it."""

from __future__ import annotations

import pytest

from desk_app.ui.shell import menus
from desk_app.ui.wording import check_in, lending, reservations

PAGES = {
    "lending": (lending.RENEW, lending.HAND_OVER, lending.OPEN_FILE, lending.NOTICE_READ),
    "lending message": (lending.RENEW, lending.RETURN_IT, lending.OPEN_FILE, lending.HAND_OVER),
    "check_in": (check_in.SLIP, check_in.LEND, check_in.CLEAR),
    "queue": (
        reservations.RESERVE,
        reservations.CANCEL,
        reservations.SUSPEND,
        reservations.RESUME,
        reservations.MOVE,
        reservations.OPEN_FILE,
    ),
    "shelf": (reservations.LEND, reservations.SLIP, reservations.CANCEL, reservations.PRINT_LIST),
}


def letter(text: str) -> str:
    return text.split("&")[1][0].casefold()


@pytest.mark.parametrize("page", PAGES)
def test_every_letter_is_one_buttons(page: str) -> None:
    bar = [letter(menu.text) for menu in menus.MENUS]
    letters = [letter(word) for word in PAGES[page]]
    assert len({*bar, *letters}) == len(bar) + len(letters)
