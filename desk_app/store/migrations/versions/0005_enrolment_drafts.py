"""What somebody typed of a new customer and did not save yet."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "enrolment_draft",
        sa.Column("draft_id", sa.Text(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column(
            "changed_at",
            sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite"),
            nullable=False,
        ),
        sa.Column("actor_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.staff_id"], name=op.f("fk_enrolment_draft_staff_id")
        ),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["customer.actor_id"], name=op.f("fk_enrolment_draft_actor_id")
        ),
        sa.PrimaryKeyConstraint("draft_id", name=op.f("pk_enrolment_draft")),
    )
    op.create_index(
        "ix_enrolment_draft_staff_id", "enrolment_draft", ["staff_id", "changed_at"], unique=False
    )
    op.create_index("ix_enrolment_draft_changed_at", "enrolment_draft", ["changed_at"])
