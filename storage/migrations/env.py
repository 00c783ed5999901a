"""What Alembic runs. The connection is handed in by `storage.migrations.migrate`, inside its transaction."""

from alembic import context
from sqlmodel import SQLModel

import storage.records  # noqa: F401  the tables register themselves

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    transactional_ddl=False,
)
context.run_migrations()
