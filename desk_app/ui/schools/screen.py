"""Joins the page Scholen en koppeling and its presenter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from desk_app.domain.local_time import local_day
from desk_app.domain.staff import Permission
from desk_app.ui.framework.prompter_port import Prompter
from desk_app.ui.framework.runner_port import Runner
from desk_app.ui.schools.presenter import SchoolsPresenter
from desk_app.ui.schools.state import Show, Switch
from desk_app.ui.schools.view import SchoolsPage


class SchoolsScreen:
    """The page, and what stands behind it."""

    def __init__(
        self,
        runner: Runner,
        prompter: Prompter,
        may: Callable[[Permission], bool],
        open_customer: Callable[[int], None],
    ) -> None:
        """See `SchoolsPresenter`."""
        page = self.page = SchoolsPage()
        made = self.presenter = SchoolsPresenter(
            page, runner, prompter, may, open_customer, lambda: local_day(datetime.now(UTC))
        )
        acts: dict[str, Callable[[], None]] = {
            "add": made.add,
            "link_on": made.link_on,
            "link_off": made.link_off,
            "consent": made.pair.consent,
            "withdraw": made.pair.withdraw,
            "confirm": made.pair.confirm,
            "reject": made.pair.reject,
            "unlink": made.pair.unlink,
            "open_pupil": made.pair.open_pupil,
            "open_customer": made.pair.open_customer,
        }
        page.pressed.connect(lambda what: acts[what]())
        page.switched.connect(lambda switch, on: made.switch(Switch(switch), on))
        page.school_chosen.connect(made.choose)
        page.pair_chosen.connect(made.choose_pair)
        page.show_chosen.connect(lambda what: made.show(Show(what)))
        page.panel.saved.connect(made.forms.save)
        page.panel.cancelled.connect(made.forms.cancel)
        made.begin()
