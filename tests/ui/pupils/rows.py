"""A school with two groups, as its list is shown."""

from __future__ import annotations

from datetime import UTC, date, datetime

from desk_app.domain.cards import Sector
from desk_app.usecases.queries.schools import (
    GroupRow,
    LoanOfGroupRow,
    PortalAccess,
    PupilRow,
    ScanRow,
    SchoolRow,
)

NOON = datetime(2026, 11, 27, 11, 0, tzinfo=UTC)
SCHOOLS = (
    SchoolRow(
        "0701",
        "OBS De Brink",
        Sector.PRIMARY_SCHOOL,
        "99ZZ00",
        "9548",
        "Ruinerwold",
        3,
        2,
        reserve_at_school=True,
        reserve_in_branches=False,
        only_lent_out=True,
        link_on=True,
        link_requested_by="directie",
        link_requested_on=date(2026, 9, 1),
    ),
    SchoolRow(
        "0702",
        "CSG De Esdoorn",
        Sector.SECONDARY_SCHOOL,
        "",
        "9548",
        "Ruinerwold",
        0,
        0,
        reserve_at_school=False,
        reserve_in_branches=False,
        only_lent_out=True,
        link_on=False,
        link_requested_by="",
        link_requested_on=None,
    ),
)
GROUPS = (
    GroupRow(1, "0701", "5a", "5", 2),
    GroupRow(2, "0701", "10", "8", 1),
    GroupRow(None, "0701", "", "", 1),
)


def pupil(actor_id: int, name: str, group: str = "5a", **other: object) -> PupilRow:
    values: dict[str, object] = {
        "actor_id": actor_id,
        "group_id": 1,
        "group_name": group,
        "list_name": name,
        "primary_card": f"EDUB-50030{actor_id:05}",
        "other_cards": (),
        "portal_username": f"50030{actor_id:05}",
        "year_group": "5",
        "school_code": "0701",
        "school_name": "OBS De Brink",
        "linked": False,
        "portal": PortalAccess.PASSWORD,
    }
    return PupilRow(**{**values, **other})  # type: ignore[arg-type]


LINKED = pupil(
    10024,
    "Testleerling ProBiblio, A. [Aaaa]",
    primary_card="BIEB-5003000030",
    other_cards=("EDUB-5003000070",),
    linked=True,
)
SCHOOL_ONLY = pupil(10031, "Vermeer, B. [Bo]")
COLLEAGUE = pupil(10040, "Zomer, C. [Cas]", "10", portal=None, portal_username="", group_id=2)
PUPILS = (LINKED, SCHOOL_ONLY, COLLEAGUE)
SCANS = (
    ScanRow(10024, "5a", LINKED.list_name, "5003000070", "EDUB-5003000070", LINKED.portal_username),
    ScanRow(10040, "10", COLLEAGUE.list_name, "", "", ""),
)
LOANS = (
    LoanOfGroupRow(
        10024,
        "5a",
        LINKED.list_name,
        "De lange weg",
        "Berg, J.",
        "30000000000017",
        NOON,
        date(2026, 11, 20),
        overdue=True,
    ),
)
