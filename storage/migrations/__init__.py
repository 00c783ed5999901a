"""Bringing a database to the present schema, and saying whether it is there.

Revisions live in `versions/`, in files that begin with their number. Alembic is loaded only where there is something
to apply: whoever starts at the present schema waits for none of it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from storage.engine import Database, answering

if TYPE_CHECKING:
    from alembic.config import Config

ADVISORY_LOCK = 4_702_026
"""The PostgreSQL advisory lock migrations queue on, so that two replicas started together migrate once."""


PATIENCE_SECONDS = 60
"""How long a replica waits for another one's migration, which may take longer than an answer to a person."""


def migrate(url: str) -> list[str]:
    """Apply every pending revision, all or nothing, and return the ones applied (none: already there)."""
    from alembic import command

    database = Database(url)
    try:
        with answering(), _alone(database) as connection:
            before = _applied(connection)
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            return [revision for revision in _known() if revision not in before]
    finally:
        database.close()


def pending(database: Database) -> list[str]:
    """The revisions this program needs and the database has not got, oldest first. Raises `BusyError`."""
    with answering(), database.readers.connect() as connection:
        if _is_at_the_newest(connection):
            return []
        applied = _applied(connection)
    return [revision for revision in _known() if revision not in applied]


def _is_at_the_newest(connection: Connection) -> bool:
    versions = Path(__file__).parent / "versions"
    newest = max(file.name.partition("_")[0] for file in versions.glob("*_*.py"))
    if not inspect(connection).has_table("alembic_version"):
        return False
    stands_at = connection.execute(text("SELECT version_num FROM alembic_version")).scalars()
    return stands_at.all() == [newest]


def _config() -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "storage:migrations")
    return config


def _known() -> list[str]:
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory.from_config(_config())
    return [script.revision for script in reversed(list(scripts.walk_revisions()))]


def _applied(connection: Connection) -> set[str]:
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    heads = MigrationContext.configure(connection).get_current_heads()
    scripts = ScriptDirectory.from_config(_config())
    return {script.revision for head in heads for script in scripts.iterate_revisions(head, "base")}


@contextmanager
def _alone(database: Database) -> Iterator[Connection]:
    """A transaction nobody else migrates in.

    On SQLite foreign keys rest: a rebuild would delete the children.
    """
    if not database.is_sqlite:
        with database.writers.begin() as connection:
            usual = connection.execute(text("SHOW lock_timeout")).scalar_one()
            connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE_SECONDS}s'"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ADVISORY_LOCK})
            connection.execute(text("SELECT set_config('lock_timeout', :usual, true)"), {"usual": usual})
            yield connection
        return
    with database.writer_turn(PATIENCE_SECONDS), database.writers.connect() as connection:
        # A pragma inside a transaction would do nothing.
        connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                yield connection
                broken = connection.execute(text("PRAGMA foreign_key_check")).all()
                if broken:
                    raise RuntimeError(f"the migration would leave {len(broken)} rows without their parent")
        finally:
            connection.connection.cursor().execute("PRAGMA foreign_keys=ON")
