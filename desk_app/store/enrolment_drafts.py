"""Drafts of new customers, in the running command's transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from desk_app.store.column_types import EncryptedText, Moment
from desk_app.store.record_tables import enrolment_draft
from desk_app.store.trouble import translated
from desk_app.usecases.enrolment_ports import DraftState

_values: dict[str, Any] = {
    "draft_id": bindparam("draft_id"),
    "staff_id": bindparam("staff_id"),
    "payload": "",
    "changed_at": bindparam("at", type_=Moment),
}
_CLAIM = {
    "sqlite": sqlite.insert(enrolment_draft).values(_values).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(enrolment_draft).values(_values).on_conflict_do_nothing(),
}
_lock = (
    select(enrolment_draft.c.staff_id, enrolment_draft.c.actor_id)
    .where(enrolment_draft.c.draft_id == bindparam("draft_id"))
    .with_for_update()
)
_keep = (
    update(enrolment_draft)
    .where(enrolment_draft.c.draft_id == bindparam("kept"))
    .values(
        payload=bindparam("text", type_=EncryptedText("enrolment_draft.payload")),
        changed_at=bindparam("at", type_=Moment),
    )
)
_finish = (
    update(enrolment_draft)
    .where(enrolment_draft.c.draft_id == bindparam("finished"))
    .values(payload="", actor_id=bindparam("owner"))
)
_drop = delete(enrolment_draft).where(
    enrolment_draft.c.draft_id == bindparam("dropped"),
    enrolment_draft.c.staff_id == bindparam("of_staff"),
    enrolment_draft.c.actor_id.is_(None),
)
_forget = delete(enrolment_draft).where(
    enrolment_draft.c.changed_at < bindparam("before", type_=Moment)
)


class EnrolmentDrafts:
    """What was typed of new customers. Whoever claims a draft holds it until the end."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def claim(self, draft_id: str, staff_id: int, at: datetime) -> DraftState:
        """The draft, locked; made when there is none."""
        with translated():
            connection = self._session.connection()
            connection.execute(
                _CLAIM[connection.dialect.name],
                {"draft_id": draft_id, "staff_id": staff_id, "at": at},
            )
            row = connection.execute(_lock, {"draft_id": draft_id}).one()
        return DraftState(row.staff_id, row.actor_id)

    def keep(self, draft_id: str, payload: str, at: datetime) -> None:
        """Keep what was typed so far."""
        with translated():
            self._session.connection().execute(_keep, {"kept": draft_id, "text": payload, "at": at})

    def finish(self, draft_id: str, actor_id: int) -> None:
        """The draft became this customer; what was typed is gone."""
        with translated():
            self._session.flush()
            self._session.connection().execute(_finish, {"finished": draft_id, "owner": actor_id})

    def drop(self, draft_id: str, staff_id: int) -> None:
        """Forget a draft of this person that became nobody; nothing when there is none."""
        with translated():
            self._session.connection().execute(_drop, {"dropped": draft_id, "of_staff": staff_id})

    def forget_before(self, moment: datetime) -> None:
        """Forget every draft that was left alone since."""
        with translated():
            self._session.connection().execute(_forget, {"before": moment})
