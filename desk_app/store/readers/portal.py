"""What the portal asks at every page of who is signed in: one question."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, func, select

from desk_app.domain.pupils import access_stamp
from desk_app.store.circulation_tables import portal_message
from desk_app.store.readers.pupil_lists import BRANCH, GROUP, HERE, OWN, PUPIL
from desk_app.usecases.queries.portal import PortalAccount

_account = (
    select(
        PUPIL.c.actor_id,
        PUPIL.c.school_code,
        BRANCH.c.name.label("school_name"),
        func.coalesce(GROUP.c.name, "").label("group"),
        OWN.c.given_name,
        OWN.c.initials,
        PUPIL.c.portal_username,
        PUPIL.c.portal_must_change,
        PUPIL.c.portal_password_hash,
        PUPIL.c.portal_code_hash,
        select(func.count())
        .where(
            portal_message.c.actor_id == PUPIL.c.actor_id,
            portal_message.c.read_at.is_(None),
        )
        .scalar_subquery()
        .label("unread"),
    )
    .select_from(PUPIL)
    .join(OWN, OWN.c.actor_id == PUPIL.c.actor_id)
    .join(BRANCH, BRANCH.c.code == PUPIL.c.school_code)
    .join(GROUP, GROUP.c.group_id == PUPIL.c.group_id, isouter=True)
    .where(PUPIL.c.actor_id == bindparam("actor_id"), HERE, OWN.c.deleted_at.is_(None))
)


def account(connection: Connection, actor_id: int) -> PortalAccount | None:
    """A pupil as the portal knows it; None for anybody else, and for who left."""
    row = connection.execute(_account, {"actor_id": actor_id}).first()
    if row is None:
        return None
    return PortalAccount(
        actor_id=row.actor_id,
        school_code=row.school_code,
        school_name=row.school_name,
        group_name=row.group,
        given_name=row.given_name or row.initials,
        username=row.portal_username,
        must_change=row.portal_must_change,
        unread=row.unread,
        stamp=access_stamp(row.portal_password_hash, row.portal_code_hash),
    )
