"""Accounts as the desk would list them."""

from __future__ import annotations

from datetime import UTC, datetime

from desk_app.domain.staff import Role
from desk_app.usecases.queries.staff import BranchName, StaffRow

BRANCHES = (BranchName("5280", "Meppel"), BranchName("9548", "Ruinerwold"))


def account(staff_id: int, name: str, username: str, role: Role, **facts: object) -> StaffRow:
    values: dict[str, object] = {
        "branch_code": "9548",
        "branch_name": "Ruinerwold",
        "customer_actor_id": None,
        "disabled_at": None,
        "not_before": None,
    } | facts
    return StaffRow(staff_id, username, name, role, **values)  # type: ignore[arg-type]


GONE = account(
    4,
    "Balie 4",
    "balie4",
    Role.VOLUNTEER,
    disabled_at=datetime(2026, 3, 12, 9, tzinfo=UTC),
)
ANNA = account(2, "Balie 2", "balie2", Role.FRONT_OFFICE, customer_actor_id=123)
ME = account(1, "Beheer 1", "beheer1", Role.ADMINISTRATOR)
ROWS = (GONE, ANNA, ME)


def many() -> tuple[StaffRow, ...]:
    """Every role, a long name, and what hostile people type."""
    return (
        *ROWS,
        account(5, "Balie 5", "balie5", Role.FRONT_OFFICE_EXTENDED, customer_actor_id=261379),
        account(6, "Administratie", "administratie", Role.FINANCIAL),
        account(
            7,
            "Schoolconsulent van de Brede School Zuidwest en omstreken en meer",
            "schoolconsulent.zuidwest",
            Role.SCHOOL_CONSULTANT,
            branch_code="5280",
            branch_name="Meppel",
        ),
        account(8, "<img src=x> & %s", "vrij.willig", Role.VOLUNTEER),
    )
