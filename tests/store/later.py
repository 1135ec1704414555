"""A later program with one step more, and a look into a database past the store."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, text

from desk_app.store import versions
from desk_app.store.places import place_of
from desk_app.store.versions import MIGRATIONS, REVISIONS, Migrations, migrating_engine

NEXT_STEP = """
from alembic import op
import sqlalchemy as sa

revision = "9000"
down_revision = "{last}"
branch_labels = depends_on = None


def upgrade():
    op.create_table("shelf", sa.Column("code", sa.Text(), primary_key=True))
    op.add_column("branch", sa.Column("colour", sa.Text(), nullable=False, server_default="red"))
    op.execute("INSERT INTO shelf SELECT code FROM branch")
    {fails}
"""


def later_program(folder: Path, fails: str = "") -> Migrations:
    shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    step = NEXT_STEP.format(last=REVISIONS[-1], fails=fails)
    (folder / "versions" / "9000_shelf.py").write_text(step, encoding="utf-8")
    return Migrations(folder, (*REVISIONS, "9000"))


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    """A connection past the store."""
    engine = migrating_engine(place_of(url))
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def change(url: str, *statements: str) -> None:
    with connected(url) as connection:
        for statement in statements:
            connection.execute(text(statement))
        connection.commit()


def revision(url: str) -> str | None:
    with connected(url) as connection:
        return versions.revision_of(connection)
