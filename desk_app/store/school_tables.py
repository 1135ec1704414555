"""The tables of schools, pupils and their imports."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Date, ForeignKey, Index, Integer, Table, Text, text

from desk_app.domain.card_batches import BatchItemState, BatchState
from desk_app.domain.cards import Sector
from desk_app.domain.pupil_import import (
    FileKind,
    ImportState,
    LineAction,
    LineDecision,
    LineState,
)
from desk_app.store.column_types import ByValue, Moment
from desk_app.store.columns import count_column, flag, metadata, own_id, text_column
from desk_app.usecases.school_ports import ProposalState

school = Table(
    "school",
    metadata,
    Column("branch_code", Text, ForeignKey("branch.code"), primary_key=True),
    Column("sector", ByValue(Sector), nullable=False),
    Column("library_code", Text, ForeignKey("branch.code"), nullable=False),
    text_column("brin"),
    flag("reserve_at_school"),
    flag("reserve_in_branches"),
    flag("only_lent_out", default=True),
    flag("link_on"),
    text_column("link_requested_by"),
    Column("link_requested_on", Date),
    Index(
        "uq_school_brin",
        "brin",
        unique=True,
        sqlite_where=text("brin <> ''"),
        postgresql_where=text("brin <> ''"),
    ),
)

pupil_import = Table(
    "pupil_import",
    metadata,
    own_id("import_id"),
    Column("school_code", Text, ForeignKey("school.branch_code"), nullable=False),
    text_column("file_name"),
    Column("file_kind", ByValue(FileKind), nullable=False),
    text_column("school_year"),
    Column("state", ByValue(ImportState), nullable=False),
    text_column("started_by"),
    Column("started_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    count_column("lines"),
    count_column("teachers"),
    count_column("leaving"),
    text_column("confirmed_by"),
    text_column("groups_before"),
    Index("ix_pupil_import_school_code", "school_code", "import_id"),
    sqlite_autoincrement=True,
)

school_group = Table(
    "school_group",
    metadata,
    own_id("group_id"),
    Column("school_code", Text, ForeignKey("school.branch_code"), nullable=False),
    Column("external_key", Text, nullable=False),
    text_column("name"),
    text_column("year_group"),
    Column("created_in", BigInteger, ForeignKey("pupil_import.import_id")),
    Index("uq_school_group_key", "school_code", "external_key", unique=True),
    sqlite_autoincrement=True,
)

pupil = Table(
    "pupil",
    metadata,
    Column(
        "actor_id",
        BigInteger,
        ForeignKey("customer.actor_id"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("school_code", Text, ForeignKey("school.branch_code"), nullable=False),
    Column("external_key", Text, nullable=False),
    Column("portal_username", Text, nullable=False),
    Column("group_id", BigInteger, ForeignKey("school_group.group_id")),
    text_column("year_group"),
    text_column("portal_password_hash"),
    flag("portal_must_change", default=True),
    text_column("portal_code_hash"),
    Column("portal_code_expires_at", Moment),
    count_column("failed_attempts"),
    Column("not_before", Moment),
    Column("left_on", Date),
    Column("linked_actor_id", BigInteger, ForeignKey("customer.actor_id")),
    Index("uq_pupil_key", "school_code", "external_key", unique=True),
    Index("uq_pupil_portal_username", "portal_username", unique=True),
    Index("uq_pupil_linked_actor_id", "linked_actor_id", unique=True),
    Index("ix_pupil_group_id", "group_id"),
)

parental_consent = Table(
    "parental_consent",
    metadata,
    own_id("consent_id"),
    Column("actor_id", BigInteger, ForeignKey("pupil.actor_id"), nullable=False, index=True),
    text_column("given_by"),
    Column("given_on", Date, nullable=False),
    text_column("how"),
    text_column("text_version"),
    flag("all_parents"),
    text_column("recorded_by"),
    Column("recorded_at", Moment, nullable=False),
    Column("withdrawn_at", Moment),
    sqlite_autoincrement=True,
)

# The names of children are in these lines until the run is done or dropped and its time to be
# undone is over; then the lines go.
import_line = Table(
    "import_line",
    metadata,
    Column(
        "import_id",
        BigInteger,
        ForeignKey("pupil_import.import_id"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("line_no", Integer, primary_key=True, autoincrement=False),
    text_column("external_key"),
    text_column("surname"),
    text_column("name_prefix"),
    text_column("initials"),
    text_column("given_name"),
    Column("birth_date", Date),
    text_column("year_group"),
    text_column("group_key"),
    text_column("group_name"),
    text_column("group_year"),
    text_column("card_number"),
    flag("has_left"),
    text_column("problem"),
    text_column("field"),
    Column("state", ByValue(LineState), nullable=False, server_default=text("'read'")),
    Column("action", ByValue(LineAction)),
    Column("decision", ByValue(LineDecision), nullable=False, server_default=text("'as_planned'")),
    text_column("changed_fields"),
    Column("actor_id", BigInteger),
    text_column("before"),
    text_column("after"),
    # Lines that were only read stand in none of these, so that reading a file in stays quick.
    Index(
        "ix_import_line_state",
        "import_id",
        "state",
        "line_no",
        sqlite_where=text("state <> 'read'"),
        postgresql_where=text("state <> 'read'"),
    ),
    Index(
        "ix_import_line_action",
        "import_id",
        "action",
        "line_no",
        sqlite_where=text("action IS NOT NULL"),
        postgresql_where=text("action IS NOT NULL"),
    ),
    Index("ix_import_line_key", "import_id", "external_key"),
)

link_proposal = Table(
    "link_proposal",
    metadata,
    own_id("proposal_id"),
    Column("actor_id", BigInteger, ForeignKey("pupil.actor_id"), nullable=False),
    Column("library_actor_id", BigInteger, ForeignKey("customer.actor_id"), nullable=False),
    Column("proposed_at", Moment, nullable=False),
    Column("state", ByValue(ProposalState), nullable=False),
    text_column("decided_by"),
    Column("decided_at", Moment),
    Index("uq_link_proposal_pair", "actor_id", "library_actor_id", unique=True),
    Index("ix_link_proposal_library", "library_actor_id"),
    sqlite_autoincrement=True,
)

card_batch = Table(
    "card_batch",
    metadata,
    own_id("batch_id"),
    Column("school_code", Text, ForeignKey("school.branch_code"), nullable=False),
    text_column("workstation"),
    Column("state", ByValue(BatchState), nullable=False),
    text_column("started_by"),
    Column("started_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("group_id", BigInteger, ForeignKey("school_group.group_id")),
    sqlite_autoincrement=True,
)

card_batch_item = Table(
    "card_batch_item",
    metadata,
    own_id("item_id"),
    Column("batch_id", BigInteger, ForeignKey("card_batch.batch_id"), nullable=False),
    Column("place", Integer, nullable=False),
    Column("actor_id", BigInteger, ForeignKey("customer.actor_id"), nullable=False),
    Column("number", Text, ForeignKey("number_register.number"), nullable=False),
    Column("state", ByValue(BatchItemState), nullable=False),
    Column("job_id", BigInteger, ForeignKey("card_job.job_id")),
    Index("uq_card_batch_item_place", "batch_id", "place", unique=True),
    Index("ix_card_batch_item_actor_id", "actor_id"),
    sqlite_autoincrement=True,
)
