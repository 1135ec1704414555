"""Who may do what somebody may not."""

from __future__ import annotations

from collections.abc import Callable

from desk_app.domain.staff import Permission
from desk_app.ui.wording.customer_file import who_may


def not_permitted(permission: Permission) -> str:
    """Why something is grey for somebody, and for whom it is not."""
    return f"Dit mag u niet. Wel bevoegd: {who_may(permission)}."


def barred(may: Callable[[Permission], bool], permission: Permission) -> str | None:
    """Why something is grey for whoever is at work; None when they may."""
    return None if may(permission) else not_permitted(permission)
