"""Joins the page of checking in and its presenter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from desk_app.domain.staff import Permission
from desk_app.ui.check_in.presenter import CheckInExits, CheckInPresenter
from desk_app.ui.check_in.view import CheckInPage
from desk_app.ui.framework.runner_port import Runner


def _now() -> datetime:
    return datetime.now(UTC)


class CheckInScreen:
    """The page, and what stands behind it."""

    def __init__(
        self,
        runner: Runner,
        place: str,
        may: Callable[[Permission], bool],
        exits: CheckInExits,
        now: Callable[[], datetime] = _now,
    ) -> None:
        """See `CheckInPresenter`."""
        page = self.page = CheckInPage()
        made = self.presenter = CheckInPresenter(page, runner, place, may, exits, now)
        page.entered.connect(made.scanned)
        page.row_chosen.connect(made.choose)
        page.slip_requested.connect(made.slip)
        page.lend_requested.connect(made.lend)
        page.clear_requested.connect(made.clear)
        made.begin()

    def scanned(self, text: str) -> None:
        """A scan while this page is in front."""
        self.presenter.scanned(text)
