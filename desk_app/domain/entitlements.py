"""What a log-in account gives a right to, from the subscription and the age.

*Basis* gives home access to the digital collections, *OnlineBibliotheek - Compleet* e-books and
audio books: free for children to 18 inclusive, for adults with a subscription that carries it
(`002_6fed7dc7d090f00a.txt`). Who is a member of a school library only has neither
(`000_19c080678f11c773.txt`).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final, Protocol

from desk_app.domain.login_accounts import Right as Right  # noqa: PLC0414 - part of this contract
from desk_app.domain.people import age_on
from desk_app.domain.subscription_rules import SubscriptionDates, runs_on
from desk_app.domain.subscriptions import TermKind

FREE_TO_AGE: Final = 18
"""The last age, inclusive, at which *Compleet* comes with every subscription."""


class Entitling(SubscriptionDates, Protocol):
    """The part of a subscription that gives rights."""

    @property
    def online_complete(self) -> bool:
        """Whether adults read e-books with it."""


def rights_for(
    subscriptions: Iterable[Entitling], birth_date: date | None, on: date, *, school_only: bool
) -> tuple[Right, ...]:
    """The rights on a day. Whose birth date is not known counts as an adult.

    `school_only`: every card of the customer is one of a school library.
    """
    running = [one for one in subscriptions if runs_on(one, on)]
    if not running or school_only:
        return ()
    young = birth_date is not None and age_on(birth_date, on) <= FREE_TO_AGE
    if young or any(one.online_complete for one in running):
        return (Right.BASIC, Right.ONLINE_COMPLETE)
    return (Right.BASIC,)


def rights_change_on(
    subscriptions: Iterable[SubscriptionDates], birth_date: date | None, on: date
) -> date | None:
    """The first day after `on` at which other rights may be due without anybody doing anything."""
    days: list[date] = []
    for one in subscriptions:
        days.append(one.started_on)
        days.extend(per for per in (one.cancelled_per, one.ended_on) if per is not None)
        if one.term is TermKind.TEMPORARY:
            days.append(one.valid_until + timedelta(days=1))
    if birth_date is not None:
        days.append(_grown_up_on(birth_date))
    return min((day for day in days if day > on), default=None)


def _grown_up_on(birth_date: date) -> date:
    """The birthday after `FREE_TO_AGE`; of 29 February it is 1 March in other years."""
    year = birth_date.year + FREE_TO_AGE + 1
    try:
        return birth_date.replace(year=year)
    except ValueError:
        return date(year, 3, 1)
