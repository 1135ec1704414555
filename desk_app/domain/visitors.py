"""Who comes in over the web, and what each of them may do. Staff and their roles are `staff`.

The table is asked, never the kind. What is not in it is denied, also to whoever is signed in.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from desk_app.domain.staff import Permission


class VisitorKind(StrEnum):
    """The value stands in the audit as the role. It is stored for ever."""

    PUBLIC = "web"
    """Somebody on the library's own pages, who never signs in there."""
    PUPIL = "leerling"
    """Somebody signed in at the pupils' portal."""


@dataclass(frozen=True)
class Visitor:
    """Somebody on a web page. `actor_id` is whose file is their own: a pupil's, nobody's else."""

    kind: VisitorKind
    actor_id: int | None = None

    def may(self, permission: Permission) -> bool:
        """Whether a visitor of this kind has `permission`."""
        return permission in PERMISSIONS_OF_VISITOR[self.kind]


PUBLIC: Final = Visitor(VisitorKind.PUBLIC)

PERMISSIONS_OF_VISITOR: Final[dict[VisitorKind, frozenset[Permission]]] = {
    VisitorKind.PUBLIC: frozenset(
        {Permission.SIGN_UP, Permission.PORTAL_CATALOGUE, Permission.PORTAL_SIGN_IN}
    ),
    VisitorKind.PUPIL: frozenset({Permission.PORTAL_CATALOGUE, Permission.PUPIL}),
}
"""Nobody who is a visitor may do what *anyone* may: that is about signing in at a desk."""
