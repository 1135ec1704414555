"""Why a button of the Leerlingoverzicht is grey. Plain Python."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.domain.staff import Permission
from desk_app.ui.pupils.state import NO_GROUP, Reasons
from desk_app.ui.wording import pupils as words
from desk_app.ui.wording.permissions import barred
from desk_app.usecases.queries.schools import PupilRow


def reasons_of(
    may: Callable[[Permission], bool],
    row: PupilRow | None,
    *,
    anybody: bool,
    ticked: frozenset[str],
) -> Reasons:
    """For the pupil that is chosen, whether `anybody` is shown, and the groups that are ticked."""
    nobody = None if anybody else words.NOBODY_SHOWN
    no_group = None if ticked else words.TICK_FIRST
    no_real_group = None if ticked - {NO_GROUP} else words.TICK_FIRST
    nobody_chosen = words.CHOOSE_FIRST if row is None else None
    no_portal = words.NO_PORTAL if row is not None and row.portal is None else None
    return Reasons(
        copy=nobody,
        print_list=nobody,
        workbook=nobody,
        scan_list=no_group,
        loans=no_group,
        cards=barred(may, Permission.CARD_ISSUE) or no_real_group,
        reset=nobody_chosen or barred(may, Permission.PUPIL_RESET) or no_portal,
        open=nobody_chosen or barred(may, Permission.CUSTOMER_READ),
    )
