"""Why a button of Scholen en koppeling is grey. Plain Python."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.domain.staff import Permission
from desk_app.ui.schools.state import PairLine, Reasons
from desk_app.ui.wording import schools as words
from desk_app.ui.wording.permissions import barred
from desk_app.usecases.queries.schools import SchoolRow


def reasons_of(
    may: Callable[[Permission], bool],
    school: SchoolRow | None,
    pair: PairLine | None,
    *,
    form_open: bool,
) -> Reasons:
    """For the school and the pair that are chosen."""
    open_form = words.CLOSE_PANEL if form_open else None
    manage = barred(may, Permission.SCHOOL_MANAGE) or open_form
    link = barred(may, Permission.SCHOOL_LINK) or open_form
    reading = barred(may, Permission.CUSTOMER_READ)
    no_school = None if school is not None else words.CHOOSE_SCHOOL
    no_pair = None if pair is not None else words.CHOOSE_PAIR
    linked = pair is not None and pair.proposal_id is None
    is_on = school is not None and school.link_on
    in_the_way = words.why_not_link(pair) if pair is not None else None
    nobody = pair is not None and pair.library_actor_id is None
    return Reasons(
        add=manage,
        switches=manage or no_school,
        link_on=link or no_school or (words.IS_ON if is_on else None),
        link_off=link or no_school or (None if is_on else words.IS_OFF),
        consent=link or no_pair,
        withdraw=link or no_pair,
        confirm=link or no_pair or (words.ALREADY_LINKED if linked else None) or in_the_way,
        reject=link or no_pair or (words.ALREADY_LINKED if linked else None),
        unlink=link or no_pair or (None if linked else words.NOT_LINKED),
        open_pupil=no_pair or reading,
        open_customer=no_pair or (words.NO_CUSTOMER if nobody else None) or reading,
    )
