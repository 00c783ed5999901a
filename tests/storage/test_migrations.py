"""Bringing a database to the present schema: once, whole, and never back."""

import warnings

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlmodel import SQLModel

import storage.records  # noqa: F401  the tables register themselves
from storage import migrations
from storage.engine import Database
from storage.migrations import migrate, pending
from tests.builders import RegisterBuilder
from tests.storage.at_once import in_two_processes, wait_for_the_other


def _scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", "storage:migrations")
    return ScriptDirectory.from_config(config)


def test_the_migrated_schema_is_the_one_the_records_describe(database: Database) -> None:
    with database.readers.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_the_checks_in_the_database_are_the_ones_the_records_describe(database: Database) -> None:
    # Alembic compares everything but these.
    described = {
        (table.name, constraint.name)
        for table in SQLModel.metadata.sorted_tables
        for constraint in table.constraints
        if type(constraint).__name__ == "CheckConstraint"
    }
    found = inspect(database.readers)
    there = {
        (table, check["name"])
        for table in found.get_table_names()
        for check in found.get_check_constraints(table)
    }
    assert described
    assert there == {(table, str(name)) for table, name in described}


def test_an_empty_database_says_what_it_lacks_until_it_is_migrated(empty_database_url: str) -> None:
    database = Database(empty_database_url)
    assert pending(database) == migrations._known()
    assert migrate(empty_database_url) == migrations._known()
    assert pending(database) == []
    database.close()


def test_migrating_a_second_time_applies_nothing(database_url: str, database: Database) -> None:
    RegisterBuilder(database).action("POV-01")
    assert migrate(database_url) == []
    with database.readers.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM actions")).scalar_one() == 1


def test_two_replicas_started_together_migrate_once(empty_database_url: str) -> None:
    applied = in_two_processes(migrate_at_the_barrier, empty_database_url)
    assert sorted(applied, key=len) == [[], migrations._known()]
    database = Database(empty_database_url)
    assert pending(database) == []
    database.close()


def migrate_at_the_barrier(url: str) -> list[str]:
    """In a process of its own."""
    warnings.simplefilter("error")
    wait_for_the_other()
    return migrate(url)


def test_a_migration_that_fails_leaves_nothing_behind(empty_database_url: str) -> None:
    database = Database(empty_database_url)

    def fail_half_way() -> None:
        with migrations._alone(database) as connection:
            connection.execute(text("CREATE TABLE half_done (id INTEGER)"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert inspect(database.readers).get_table_names() == []
    database.close()


def test_a_migration_that_orphans_rows_is_refused_and_undone(sqlite_database_url: str) -> None:
    database = Database(sqlite_database_url)
    register = RegisterBuilder(database)
    register.action("POV-01", bodies=[register.body("College")])
    with pytest.raises(RuntimeError, match="without their parent"), migrations._alone(database) as connection:
        connection.execute(text("DELETE FROM actions"))
    with database.readers.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM actions")).scalar_one() == 1
        assert connection.execute(text("PRAGMA foreign_keys")).scalar_one() == 1
    database.close()


def test_rebuilding_a_full_table_on_sqlite_keeps_what_hangs_on_it(sqlite_database_url: str) -> None:
    from alembic.operations import Operations

    database = Database(sqlite_database_url)
    register = RegisterBuilder(database)
    action = register.action("POV-01", bodies=[register.body("College")])
    register.milestone(action, "Pilot", None)
    with migrations._alone(database) as connection:
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("actions", recreate="always") as table:
            table.alter_column("why", new_column_name="why_together")
    with database.readers.connect() as connection:
        counts = [
            connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
            for table in ("actions", "action_bodies", "milestones")
        ]
    database.close()
    assert counts == [1, 1, 1]


def test_going_back_is_not_offered() -> None:
    for script in _scripts().walk_revisions():
        with pytest.raises(NotImplementedError, match="backup"):
            script.module.downgrade()


def test_there_is_one_line_of_revisions() -> None:
    assert len(_scripts().get_heads()) == 1
