"""Schools, their groups, pupils, consents, imports, and cards by the pile."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def _row_id() -> sa.BigInteger:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _moment() -> sa.DateTime:
    return sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default=sa.text("''"), nullable=False)


def _count(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), server_default=sa.text("0"), nullable=False)


def upgrade() -> None:
    op.create_table(
        "school",
        sa.Column("branch_code", sa.Text(), nullable=False),
        sa.Column("sector", sa.Text(), nullable=False),
        sa.Column("library_code", sa.Text(), nullable=False),
        _text("brin"),
        sa.Column(
            "reserve_at_school", sa.Boolean(), server_default=sa.text("false"), nullable=False
        ),
        sa.Column(
            "reserve_in_branches", sa.Boolean(), server_default=sa.text("false"), nullable=False
        ),
        sa.Column("only_lent_out", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("link_on", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        _text("link_requested_by"),
        sa.Column("link_requested_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["branch_code"], ["branch.code"], name=op.f("fk_school_branch_code")
        ),
        sa.ForeignKeyConstraint(
            ["library_code"], ["branch.code"], name=op.f("fk_school_library_code")
        ),
        sa.PrimaryKeyConstraint("branch_code", name=op.f("pk_school")),
    )
    op.create_index(
        "uq_school_brin",
        "school",
        ["brin"],
        unique=True,
        sqlite_where=sa.text("brin <> ''"),
        postgresql_where=sa.text("brin <> ''"),
    )
    op.create_table(
        "pupil_import",
        sa.Column("import_id", _row_id(), nullable=False),
        sa.Column("school_code", sa.Text(), nullable=False),
        _text("file_name"),
        sa.Column("file_kind", sa.Text(), nullable=False),
        _text("school_year"),
        sa.Column("state", sa.Text(), nullable=False),
        _text("started_by"),
        sa.Column("started_at", _moment(), nullable=False),
        sa.Column("changed_at", _moment(), nullable=False),
        _count("lines"),
        _count("teachers"),
        _count("leaving"),
        _text("confirmed_by"),
        _text("groups_before"),
        sa.ForeignKeyConstraint(
            ["school_code"], ["school.branch_code"], name=op.f("fk_pupil_import_school_code")
        ),
        sa.PrimaryKeyConstraint("import_id", name=op.f("pk_pupil_import")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_pupil_import_school_code", "pupil_import", ["school_code", "import_id"], unique=False
    )
    op.create_table(
        "import_line",
        sa.Column("import_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("line_no", sa.Integer(), autoincrement=False, nullable=False),
        _text("external_key"),
        _text("surname"),
        _text("name_prefix"),
        _text("initials"),
        _text("given_name"),
        sa.Column("birth_date", sa.Date(), nullable=True),
        _text("year_group"),
        _text("group_key"),
        _text("group_name"),
        _text("group_year"),
        _text("card_number"),
        sa.Column("has_left", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        _text("problem"),
        _text("field"),
        sa.Column("state", sa.Text(), server_default=sa.text("'read'"), nullable=False),
        sa.Column("action", sa.Text(), nullable=True),
        sa.Column("decision", sa.Text(), server_default=sa.text("'as_planned'"), nullable=False),
        _text("changed_fields"),
        sa.Column("actor_id", sa.BigInteger(), nullable=True),
        _text("before"),
        _text("after"),
        sa.ForeignKeyConstraint(
            ["import_id"], ["pupil_import.import_id"], name=op.f("fk_import_line_import_id")
        ),
        sa.PrimaryKeyConstraint("import_id", "line_no", name=op.f("pk_import_line")),
    )
    op.create_index(
        "ix_import_line_action", "import_line", ["import_id", "action", "line_no"], unique=False
    )
    op.create_index(
        "ix_import_line_key", "import_line", ["import_id", "external_key"], unique=False
    )
    op.create_index(
        "ix_import_line_state", "import_line", ["import_id", "state", "line_no"], unique=False
    )
    op.create_table(
        "school_group",
        sa.Column("group_id", _row_id(), nullable=False),
        sa.Column("school_code", sa.Text(), nullable=False),
        sa.Column("external_key", sa.Text(), nullable=False),
        _text("name"),
        _text("year_group"),
        sa.Column("created_in", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["created_in"], ["pupil_import.import_id"], name=op.f("fk_school_group_created_in")
        ),
        sa.ForeignKeyConstraint(
            ["school_code"], ["school.branch_code"], name=op.f("fk_school_group_school_code")
        ),
        sa.PrimaryKeyConstraint("group_id", name=op.f("pk_school_group")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "uq_school_group_key", "school_group", ["school_code", "external_key"], unique=True
    )
    op.create_table(
        "card_batch",
        sa.Column("batch_id", _row_id(), nullable=False),
        sa.Column("school_code", sa.Text(), nullable=False),
        _text("workstation"),
        sa.Column("state", sa.Text(), nullable=False),
        _text("started_by"),
        sa.Column("started_at", _moment(), nullable=False),
        sa.Column("changed_at", _moment(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["group_id"], ["school_group.group_id"], name=op.f("fk_card_batch_group_id")
        ),
        sa.ForeignKeyConstraint(
            ["school_code"], ["school.branch_code"], name=op.f("fk_card_batch_school_code")
        ),
        sa.PrimaryKeyConstraint("batch_id", name=op.f("pk_card_batch")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "pupil",
        sa.Column("actor_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("school_code", sa.Text(), nullable=False),
        sa.Column("external_key", sa.Text(), nullable=False),
        sa.Column("portal_username", sa.Text(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=True),
        _text("year_group"),
        _text("portal_password_hash"),
        sa.Column(
            "portal_must_change", sa.Boolean(), server_default=sa.text("true"), nullable=False
        ),
        _text("portal_code_hash"),
        sa.Column("portal_code_expires_at", _moment(), nullable=True),
        _count("failed_attempts"),
        sa.Column("not_before", _moment(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("linked_actor_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["customer.actor_id"], name=op.f("fk_pupil_actor_id")
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["school_group.group_id"], name=op.f("fk_pupil_group_id")
        ),
        sa.ForeignKeyConstraint(
            ["linked_actor_id"], ["customer.actor_id"], name=op.f("fk_pupil_linked_actor_id")
        ),
        sa.ForeignKeyConstraint(
            ["school_code"], ["school.branch_code"], name=op.f("fk_pupil_school_code")
        ),
        sa.PrimaryKeyConstraint("actor_id", name=op.f("pk_pupil")),
    )
    op.create_index("ix_pupil_group_id", "pupil", ["group_id"], unique=False)
    op.create_index("uq_pupil_key", "pupil", ["school_code", "external_key"], unique=True)
    op.create_index("uq_pupil_linked_actor_id", "pupil", ["linked_actor_id"], unique=True)
    op.create_index("uq_pupil_portal_username", "pupil", ["portal_username"], unique=True)
    op.create_table(
        "card_batch_item",
        sa.Column("item_id", _row_id(), nullable=False),
        sa.Column("batch_id", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("job_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["customer.actor_id"], name=op.f("fk_card_batch_item_actor_id")
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["card_batch.batch_id"], name=op.f("fk_card_batch_item_batch_id")
        ),
        sa.ForeignKeyConstraint(
            ["job_id"], ["card_job.job_id"], name=op.f("fk_card_batch_item_job_id")
        ),
        sa.ForeignKeyConstraint(
            ["number"], ["number_register.number"], name=op.f("fk_card_batch_item_number")
        ),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_card_batch_item")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_card_batch_item_actor_id", "card_batch_item", ["actor_id"], unique=False)
    op.create_index(
        "uq_card_batch_item_place", "card_batch_item", ["batch_id", "place"], unique=True
    )
    op.create_table(
        "link_proposal",
        sa.Column("proposal_id", _row_id(), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.Column("library_actor_id", sa.BigInteger(), nullable=False),
        sa.Column("proposed_at", _moment(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        _text("decided_by"),
        sa.Column("decided_at", _moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["pupil.actor_id"], name=op.f("fk_link_proposal_actor_id")
        ),
        sa.ForeignKeyConstraint(
            ["library_actor_id"],
            ["customer.actor_id"],
            name=op.f("fk_link_proposal_library_actor_id"),
        ),
        sa.PrimaryKeyConstraint("proposal_id", name=op.f("pk_link_proposal")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_link_proposal_library", "link_proposal", ["library_actor_id"], unique=False)
    op.create_index(
        "uq_link_proposal_pair", "link_proposal", ["actor_id", "library_actor_id"], unique=True
    )
    op.create_table(
        "parental_consent",
        sa.Column("consent_id", _row_id(), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        _text("given_by"),
        sa.Column("given_on", sa.Date(), nullable=False),
        _text("how"),
        _text("text_version"),
        sa.Column("all_parents", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        _text("recorded_by"),
        sa.Column("recorded_at", _moment(), nullable=False),
        sa.Column("withdrawn_at", _moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["pupil.actor_id"], name=op.f("fk_parental_consent_actor_id")
        ),
        sa.PrimaryKeyConstraint("consent_id", name=op.f("pk_parental_consent")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_parental_consent_actor_id"), "parental_consent", ["actor_id"], unique=False
    )
