"""What Alembic runs: the steps, over the connection and in the transaction it was handed."""

from __future__ import annotations

from alembic import context

from desk_app.store.record_tables import audit
from desk_app.store.search_tables import search_word
from desk_app.store.tables import metadata
from desk_app.store.title_search_tables import title_key

# These modules add their tables to the same collection.
assert audit.metadata is search_word.metadata is title_key.metadata is metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
