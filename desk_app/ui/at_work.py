"""What whoever is at work is allowed, for the desks that open pages."""

from __future__ import annotations

from desk_app.domain.staff import PERMISSIONS_OF, Permission, Role
from desk_app.usecases.messages import SignedIn


def allowed(who: SignedIn | None, permission: Permission) -> bool:
    """Whether the person at work is allowed something; nobody is when nobody signed in."""
    return who is not None and permission in PERMISSIONS_OF[Role(who.role)]
