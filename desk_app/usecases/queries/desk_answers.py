"""Answers about the desk itself: card jobs, staff, errands."""

from __future__ import annotations

from typing import Final

from desk_app.domain.card_jobs import CardJobUnknown
from desk_app.domain.staff import Role
from desk_app.usecases.errands.states import ErrandState
from desk_app.usecases.handling import Asking, QueryHandlers
from desk_app.usecases.queries.card_jobs import CardJobRow, FindCardJob, ListUnfinishedCardJobs
from desk_app.usecases.queries.staff import (
    BranchName,
    DemoStaff,
    ListBranches,
    ListStaff,
    StaffName,
    StaffRow,
)
from desk_app.usecases.queries.status import ErrandCount, ErrandOverview, Errands

MOST_ERRANDS: Final = 500


def find_card_job(query: FindCardJob, asking: Asking) -> CardJobRow:
    """Raises `CardJobUnknown`."""
    job = asking.readings.card_job(query.job_id)
    if job is None:
        raise CardJobUnknown(query.job_id)
    return job


def unfinished_card_jobs(query: ListUnfinishedCardJobs, asking: Asking) -> tuple[CardJobRow, ...]:
    """Those of the workstation that is asked for."""
    return asking.readings.unfinished_card_jobs(query.workstation)


def list_staff(_query: ListStaff, asking: Asking) -> tuple[StaffRow, ...]:
    """Every account."""
    return asking.readings.staff_rows()


def list_branches(_query: ListBranches, asking: Asking) -> tuple[BranchName, ...]:
    """Every branch; a school is a place, but nobody of the library works there."""
    schools = asking.readings.schools.codes()
    return tuple(
        BranchName(one.code, one.name)
        for one in asking.readings.branches()
        if one.code not in schools
    )


def no_demo_staff(_query: DemoStaff, _asking: Asking) -> tuple[StaffName, ...]:
    """A library that is no demo tells nobody who works there."""
    return ()


def demo_staff(_query: DemoStaff, asking: Asking) -> tuple[StaffName, ...]:
    """Everybody of a demo library, in the order of the roles."""
    names = [
        StaffName(username, display_name, Role(role))
        for username, display_name, role in asking.readings.staff_names()
    ]
    order = list(Role)
    return tuple(sorted(names, key=lambda one: (order.index(one.role), one.display_name)))


def errand_overview(query: ErrandOverview, asking: Asking) -> Errands:
    """How many errands stand where, and those that are not done."""
    counts = asking.readings.errand_counts()
    return Errands(
        tuple(ErrandCount(state, counts.get(state, 0)) for state in ErrandState),
        asking.readings.open_errands(min(max(query.limit, 0), MOST_ERRANDS)),
    )


HANDLERS: QueryHandlers = {
    FindCardJob: find_card_job,
    ListUnfinishedCardJobs: unfinished_card_jobs,
    ListStaff: list_staff,
    ListBranches: list_branches,
    DemoStaff: no_demo_staff,
    ErrandOverview: errand_overview,
}
