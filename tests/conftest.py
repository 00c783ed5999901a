"""What every test may ask for: a database of its own on either engine, migrated or empty."""

import gc
import os
import shutil
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cached_property
from pathlib import Path

import pytest
from hypothesis import settings

from bot.collecting import COLLECT_EVERY
from storage.engine import Database
from tests import postgres
from tests.quick_folder import quick_folder

ENGINES = ["sqlite", "postgresql"]

# A shared machine pauses when it likes; how long one example took says nothing.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


def pytest_configure(config: pytest.Config) -> None:
    """Start the server before the workers, which inherit its address; without workers it waits for need."""
    # As the program does.
    gc.set_threshold(COLLECT_EVERY)
    if hasattr(config, "workerinput"):
        return
    # Where pytest makes every test's folder; what somebody chose for it stands.
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(quick_folder()))
    # A run that is told to stop ends its server too.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if config.getoption("numprocesses", None) and not config.option.collectonly:
        postgres.admin_url()


def pytest_unconfigure() -> None:
    """Leave no database and no server behind."""
    postgres.stop()


class MigratedTemplates:
    """An empty register on each engine, migrated once a process and copied for every test."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def sqlite(self) -> Path:
        path = self._folder / "template.db"
        _migrate(f"sqlite:///{path}")
        # What still stands in the write-ahead log would be missing from a copy.
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return path

    @cached_property
    def postgresql(self) -> str:
        url = postgres.fresh_database()
        _migrate(url)
        return url


def _migrate(url: str) -> None:
    # Imported here so that tests of pure rules need no database library.
    from storage.migrations import migrate

    migrate(url)


@pytest.fixture(scope="session")
def postgres_url() -> str:
    """The address of the PostgreSQL server's maintenance database."""
    return postgres.admin_url()


@pytest.fixture(scope="session")
def migrated_templates(tmp_path_factory: pytest.TempPathFactory) -> MigratedTemplates:
    """What `database_url` copies."""
    from tests.one_dialect import share

    share()
    return MigratedTemplates(tmp_path_factory.mktemp("templates"))


@pytest.fixture
def sqlite_database_url(migrated_templates: MigratedTemplates, tmp_path: Path) -> str:
    """A migrated SQLite database of the test's own."""
    path = tmp_path / "loip.db"
    shutil.copyfile(migrated_templates.sqlite, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgresql_database_url(migrated_templates: MigratedTemplates) -> Iterator[str]:
    """A migrated PostgreSQL database of the test's own."""
    url = postgres.fresh_database(migrated_templates.postgresql)
    yield url
    postgres.drop_database(url)


@pytest.fixture(params=ENGINES)
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated database of the test's own; the test runs once on each engine."""
    url: str = request.getfixturevalue(f"{request.param}_database_url")
    return url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """The test's own database, open; the test runs once on each engine."""
    opened = Database(database_url)
    yield opened
    opened.close()


@pytest.fixture(params=ENGINES)
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database of the test's own without a table in it, for tests of migrations; once on each engine."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    url = postgres.fresh_database()
    yield url
    postgres.drop_database(url)
