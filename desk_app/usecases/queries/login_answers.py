"""Answers about log-in accounts. Of an employee or volunteer there is none."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from desk_app.domain.card_rules import in_play
from desk_app.domain.cards import Sector
from desk_app.domain.customers import CustomerUnknown
from desk_app.domain.entitlements import rights_for
from desk_app.domain.login_accounts import (
    LoginAccountState,
    NoLoginAccount,
    Right,
    check_not_colleague,
    state_at,
    time_left,
)
from desk_app.domain.login_trouble import Assessment, Situation, assess
from desk_app.usecases.handling import Asking, QueryHandlers
from desk_app.usecases.queries.customer_file import CustomerFile
from desk_app.usecases.queries.login_accounts import (
    AssessLoginTrouble,
    LoginAccountData,
    LoginAccountRights,
    LoginAccountShown,
    LoginFacts,
    LoginRightsShown,
    LoginWork,
    LoginWorklist,
    LoginWorkRow,
    RightRow,
)

MOST_WORK: Final = 500


def login_account_data(query: LoginAccountData, asking: Asking) -> LoginAccountShown:
    """Toon inlogaccount-gegevens.

    Raises:
        CustomerUnknown, LoginOfColleague, NoLoginAccount
    """
    file, facts = _account(query.actor_id, asking)
    left = time_left(facts, asking.now)
    mine = asking.identity is not None and facts.code_for == asking.identity.staff_id
    return LoginAccountShown(
        actor_id=file.actor_id,
        state=state_at(facts, asking.now),
        activation_expires_at=facts.activation_expires_at,
        seconds_left=None if left is None else int(left.total_seconds()),
        asked_at=facts.asked_at,
        busy=facts.open_errands > 0,
        service_away=facts.service_away,
        trouble=facts.trouble,
        email_differs=_email_differs(file, facts),
        code_waits=mine and facts.code_waits,
        username=facts.username,
        email=facts.email,
        customer_email=file.details.email,
    )


def login_account_rights(query: LoginAccountRights, asking: Asking) -> LoginRightsShown:
    """Toon inlogaccount-rechten.

    Raises:
        CustomerUnknown, LoginOfColleague, NoLoginAccount
    """
    file, facts = _account(query.actor_id, asking)
    due = file_rights(file)
    return LoginRightsShown(
        actor_id=file.actor_id,
        rows=tuple(RightRow(right, right in facts.rights, right in due) for right in Right),
        asked_at=facts.asked_at,
        busy=facts.open_errands > 0,
        service_away=facts.service_away,
    )


def assess_login_trouble(query: AssessLoginTrouble, asking: Asking) -> Assessment:
    """Inlogproblemen; of a colleague it says only that they sign in themselves.

    Raises `CustomerUnknown`.
    """
    file = _file(query.actor_id, asking)
    if file.details.is_staff:
        return assess(Situation(colleague=True), query.answers)
    facts = asking.readings.login_account(query.actor_id)
    situation = Situation(due=file_rights(file), email=bool(file.details.email))
    if facts is not None:
        situation = replace(
            situation,
            state=state_at(facts, asking.now),
            rights=facts.rights,
            email_differs=_email_differs(file, facts),
        )
    return assess(situation, query.answers)


def login_worklist(query: LoginWorklist, asking: Asking) -> LoginWork:
    """What is still to be done."""
    limit = min(max(query.limit, 0), MOST_WORK)
    work = asking.readings.login_work(limit)
    rows = [_at_this_moment(row, asking) for row in (*work.waiting, *work.expired)]
    return replace(
        work,
        waiting=tuple(row for row in rows if row.state is not LoginAccountState.EXPIRED),
        expired=tuple(row for row in rows if row.state is LoginAccountState.EXPIRED),
    )


def file_rights(file: CustomerFile) -> tuple[Right, ...]:
    """The rights that follow from a file on the day it was read."""
    lines = (file.subscription,) if file.subscription is not None else ()
    used = [row for row in file.cards if in_play(row)]
    school_only = bool(used) and all(row.sector is not Sector.LIBRARY for row in used)
    return rights_for(lines, file.details.birth_date, file.seen_on, school_only=school_only)


def _file(actor_id: int, asking: Asking) -> CustomerFile:
    file = asking.readings.customer_file(actor_id, asking.today)
    if file is None:
        raise CustomerUnknown(actor_id)
    return file


def _account(actor_id: int, asking: Asking) -> tuple[CustomerFile, LoginFacts]:
    file = _file(actor_id, asking)
    check_not_colleague(colleague=file.details.is_staff)
    facts = asking.readings.login_account(actor_id)
    if facts is None:
        raise NoLoginAccount
    return file, facts


def _email_differs(file: CustomerFile, facts: LoginFacts) -> bool:
    known = bool(facts.email and file.details.email)
    return known and facts.email.casefold() != file.details.email.casefold()


def _at_this_moment(row: LoginWorkRow, asking: Asking) -> LoginWorkRow:
    left = time_left(row, asking.now)
    return replace(
        row,
        state=state_at(row, asking.now),
        seconds_left=0 if left is None else int(left.total_seconds()),
    )


HANDLERS: QueryHandlers = {
    LoginAccountData: login_account_data,
    LoginAccountRights: login_account_rights,
    AssessLoginTrouble: assess_login_trouble,
    LoginWorklist: login_worklist,
}
