"""The statements behind imports of pupils, built once."""

from __future__ import annotations

from typing import Final

from sqlalchemy import and_, bindparam, delete, exists, func, literal, select, update

from desk_app.domain.cards import CardStatus
from desk_app.domain.pupil_import import WRITES, ImportState, LineAction, LineDecision, LineState
from desk_app.domain.pupil_lines import KEPT_FIELDS
from desk_app.store import tables
from desk_app.store.column_types import Moment
from desk_app.store.search_tables import search_customer

_run = tables.pupil_import
LINE = tables.import_line
_pupil = tables.pupil
_group = tables.school_group
_customer = tables.customer
_card = tables.card

_OUT_OF_PLAY: Final = (CardStatus.REPLACED, CardStatus.SPOILED)
COLUMNS: Final = ("import_id", "line_no", *KEPT_FIELDS)
_NAMES: Final = ", ".join(COLUMNS)
_KEYS: Final = "import_id, line_no"
_OVER: Final = ", ".join(f"{name} = excluded.{name}" for name in KEPT_FIELDS)
UPSERT: Final = (
    f"INSERT INTO import_line ({_NAMES}) VALUES ({', '.join('?' * len(COLUMNS))}) "  # noqa: S608
    f"ON CONFLICT ({_KEYS}) DO UPDATE SET {_OVER}"
)
STAGING: Final = (
    f"CREATE TEMP TABLE IF NOT EXISTS import_staging ON COMMIT DELETE ROWS AS "  # noqa: S608
    f"SELECT {_NAMES} FROM import_line WITH NO DATA"
)
FROM_STAGING: Final = (
    f"INSERT INTO import_line ({_NAMES}) SELECT {_NAMES} FROM import_staging "  # noqa: S608
    f"ON CONFLICT ({_KEYS}) DO UPDATE SET {_OVER} "
    f"WHERE ({', '.join(f'import_line.{name}' for name in KEPT_FIELDS)}) "
    f"IS DISTINCT FROM ({', '.join(f'excluded.{name}' for name in KEPT_FIELDS)})"
)
LOCK_RUN = select(_run).where(_run.c.import_id == bindparam("import_id")).with_for_update()
RUNS_OF = (
    select(_run)
    .where(
        _run.c.school_code == bindparam("code"),
        _run.c.state.in_(bindparam("states", expanding=True)),
    )
    .order_by(_run.c.import_id)
    .with_for_update()
)
_of_run = LINE.c.import_id == bindparam("run")
COUNT = select(func.count()).where(_of_run)
_earlier = LINE.alias("earlier")
_known_columns = (
    _customer.c.actor_id.label("known_id"),
    _pupil.c.school_code.label("known_school"),
    _pupil.c.external_key.label("known_key"),
    _customer.c.surname.label("known_surname"),
    _customer.c.name_prefix.label("known_prefix"),
    _customer.c.initials.label("known_initials"),
    _customer.c.given_name.label("known_given"),
    _customer.c.birth_date.label("known_born"),
    _pupil.c.year_group.label("known_year"),
    func.coalesce(_group.c.external_key, "").label("known_group"),
    _pupil.c.left_on.label("known_left"),
)
_lines_with_known = (
    select(
        LINE,
        *_known_columns,
        exists(
            select(literal(1)).where(
                _earlier.c.import_id == LINE.c.import_id,
                _earlier.c.external_key == LINE.c.external_key,
                # Looked up by the key and not along the lines before, which would be all of them.
                _earlier.c.line_no + 0 < LINE.c.line_no,
                _earlier.c.problem == "",
            )
        ).label("twice"),
    )
    .select_from(LINE)
    .join(
        _pupil,
        and_(
            _pupil.c.school_code == bindparam("code"),
            _pupil.c.external_key == LINE.c.external_key,
        ),
        isouter=True,
    )
    .join(_customer, _customer.c.actor_id == _pupil.c.actor_id, isouter=True)
    .join(_group, _group.c.group_id == _pupil.c.group_id, isouter=True)
    .where(_of_run)
)
NEXT_LINES = (
    _lines_with_known.where(LINE.c.state == LineState.READ)
    .order_by(LINE.c.line_no)
    .limit(bindparam("most"))
)
THIS_LINE = _lines_with_known.where(LINE.c.line_no == bindparam("line_no"))
_searched = search_customer
ELSEWHERE = (
    select(LINE.c.line_no, *_known_columns)
    .select_from(LINE)
    .join(_searched, _searched.c.birth_date == LINE.c.birth_date)
    .join(
        _customer,
        and_(_customer.c.actor_id == _searched.c.actor_id, _customer.c.surname == LINE.c.surname),
    )
    .join(_pupil, _pupil.c.actor_id == _customer.c.actor_id)
    .join(_group, _group.c.group_id == _pupil.c.group_id, isouter=True)
    .where(
        _of_run,
        LINE.c.line_no.between(bindparam("first"), bindparam("last")),
        _pupil.c.school_code != bindparam("code"),
        LINE.c.name_prefix == _customer.c.name_prefix,
        _customer.c.deleted_at.is_(None),
    )
)
NUMBERS = select(_card.c.actor_id, _card.c.number).where(
    _card.c.actor_id.in_(bindparam("actors", expanding=True)),
    _card.c.status.not_in(_OUT_OF_PLAY),
)
PLAN = (
    update(LINE)
    .where(LINE.c.import_id == bindparam("run"), LINE.c.line_no == bindparam("no"))
    .values(
        state=LineState.COMPARED,
        action=bindparam("what"),
        actor_id=bindparam("whom"),
        changed_fields=bindparam("changed"),
        problem=bindparam("why"),
    )
)
LEAVING = (
    select(
        _pupil.c.external_key,
        _customer.c.actor_id,
        _customer.c.surname,
        _customer.c.name_prefix,
        _customer.c.initials,
        _customer.c.given_name,
        _customer.c.birth_date,
        _pupil.c.year_group,
        func.coalesce(_group.c.external_key, "").label("group_key"),
        func.coalesce(_group.c.name, "").label("group_name"),
    )
    .select_from(_pupil)
    .join(_customer, _customer.c.actor_id == _pupil.c.actor_id)
    .join(_group, _group.c.group_id == _pupil.c.group_id, isouter=True)
    .where(
        _pupil.c.school_code == bindparam("code"),
        _pupil.c.left_on.is_(None),
        ~exists(select(literal(1)).where(_of_run, LINE.c.external_key == _pupil.c.external_key)),
    )
    .order_by(_customer.c.surname, _customer.c.actor_id)
)
LOCK_LINE = select(LINE).where(_of_run, LINE.c.line_no == bindparam("line_no")).with_for_update()
DECIDE = (
    update(LINE)
    .where(LINE.c.import_id == bindparam("run"), LINE.c.line_no == bindparam("no"))
    .values(decision=bindparam("decided"))
)
DONE = (
    update(LINE)
    .where(LINE.c.import_id == bindparam("run"), LINE.c.line_no == bindparam("no"))
    .values(
        state=bindparam("stands"),
        action=bindparam("what"),
        actor_id=bindparam("whom"),
        changed_fields=bindparam("changed"),
        problem=bindparam("why"),
        before=bindparam("was"),
        after=bindparam("then"),
    )
)
UNDONE = (
    update(LINE)
    .where(LINE.c.import_id == bindparam("run"), LINE.c.line_no == bindparam("no"))
    .values(state=bindparam("stands"))
)
TO_DO: Final = (
    LINE.c.action.in_(tuple(WRITES)),
    LINE.c.decision != LineDecision.LEAVE_OUT,
)
LEFT = select(func.count()).where(
    _of_run, LINE.c.state.in_(bindparam("states", expanding=True)), *TO_DO
)
PUPILS_OF = select(func.count()).where(
    _pupil.c.school_code == bindparam("code"), _pupil.c.left_on.is_(None)
)
TOLD = (
    select(LINE.c.group_key, func.min(LINE.c.group_name), func.min(LINE.c.group_year))
    .where(
        _of_run,
        LINE.c.group_key != "",
        LINE.c.line_no <= bindparam("lines"),
        LINE.c.action.is_not(None),
        LINE.c.action != LineAction.REFUSE,
        LINE.c.has_left.is_(False),
        LINE.c.decision != LineDecision.LEAVE_OUT,
    )
    .group_by(LINE.c.group_key)
    .order_by(LINE.c.group_key)
)
FORGET = delete(LINE).where(_of_run)
_old = select(_run.c.import_id).where(
    _run.c.changed_at < bindparam("before", type_=Moment),
    _run.c.state.not_in((ImportState.RUNNING, ImportState.UNDOING)),
)
FORGET_BEFORE = delete(LINE).where(LINE.c.import_id.in_(_old))
_self = tables.customer.alias("self")
_self_pupil = tables.pupil.alias("self_pupil")
MEMBERS = (
    select(_customer.c.actor_id)
    .select_from(_self)
    .join(_searched, _searched.c.birth_date == _self.c.birth_date)
    .join(
        _customer,
        and_(
            _customer.c.actor_id == _searched.c.actor_id,
            func.lower(_customer.c.surname) == func.lower(_self.c.surname),
        ),
    )
    .where(
        _self.c.actor_id == bindparam("actor_id"),
        _customer.c.deleted_at.is_(None),
        ~exists(select(literal(1)).where(_pupil.c.actor_id == _customer.c.actor_id)),
        ~exists(select(literal(1)).where(_self_pupil.c.linked_actor_id == _customer.c.actor_id)),
    )
    .order_by(_customer.c.actor_id)
    .limit(5)
)
