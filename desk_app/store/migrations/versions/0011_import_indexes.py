"""Lines of an import that were only read stand in no index but that of their key."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name, column, where in (
        ("ix_import_line_state", "state", "state <> 'read'"),
        ("ix_import_line_action", "action", "action IS NOT NULL"),
    ):
        op.drop_index(name, "import_line")
        op.create_index(
            name,
            "import_line",
            ["import_id", column, "line_no"],
            unique=False,
            sqlite_where=sa.text(where),
            postgresql_where=sa.text(where),
        )
