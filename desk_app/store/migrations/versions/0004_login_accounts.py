"""What the identity service told about log-in accounts, and the order of what it is asked."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_NOT_ACTIVATED = sa.text("state IN ('waiting', 'expired')")
_WITH_CODE = sa.text("code_at IS NOT NULL")
_IN_ORDER = sa.text("kind = 'identity' AND state IN ('waiting', 'busy')")


def _moment() -> sa.DateTime:
    return sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default=sa.text("''"), nullable=False)


def upgrade() -> None:
    for column in (
        _text("reference"),
        _text("rights"),
        _text("rights_asked"),
        sa.Column("rights_until", sa.Date(), nullable=True),
        sa.Column("asked_at", _moment(), nullable=True),
        _text("trouble"),
        _text("code"),
        sa.Column("code_for", sa.BigInteger(), nullable=True),
        sa.Column("code_at", _moment(), nullable=True),
    ):
        op.add_column("login_account", column)
    op.create_index(
        "ix_login_account_rights_until", "login_account", ["rights_until"], unique=False
    )
    op.create_index(
        "ix_login_account_waiting",
        "login_account",
        ["asked_at"],
        unique=False,
        sqlite_where=_NOT_ACTIVATED,
        postgresql_where=_NOT_ACTIVATED,
    )
    op.create_index(
        "ix_login_account_code",
        "login_account",
        ["code_at"],
        unique=False,
        sqlite_where=_WITH_CODE,
        postgresql_where=_WITH_CODE,
    )
    op.create_index(
        "ix_errand_in_order",
        "errand",
        ["actor_id", "errand_id"],
        unique=False,
        sqlite_where=_IN_ORDER,
        postgresql_where=_IN_ORDER,
    )
