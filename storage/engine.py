"""Opening the database: SQLite as the embedded default, PostgreSQL through psycopg 3.

No table is named here.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.pool import StaticPool

LOCK_SECONDS = 1.5
"""How long a writer waits for a lock: well inside the three seconds Slack waits for an answer."""

CONNECT_SECONDS = 2
"""How long a server that does not answer is waited for; psycopg takes no less."""

DRIVERS = {"sqlite": "pysqlite", "postgresql": "psycopg"}
"""The databases, and what each is spoken to through."""

POOL_SIZE = 16
"""Connections kept: at least one for each thread that answers Slack, the heartbeat and the courier."""


class BusyError(Exception):
    """The database is held by somebody else for longer than a person should wait. Nothing was written."""


class BadAddress(ValueError):
    """No database can be opened at this address; the message says why, and tells no password."""


@contextmanager
def answering() -> Iterator[None]:
    """Says `BusyError` for whatever keeps the database from answering: a lock, a full pool, a lost connection."""
    try:
        yield
    except PoolTimeoutError as error:
        raise BusyError(str(error)) from error
    except OperationalError as error:
        if not _may_pass(error):
            raise
        raise BusyError(str(error.orig)) from error


PASSING = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_CANTOPEN")
"""What of SQLite's "operational" errors is over sooner or later; a missing table or a full disk is not."""


def _may_pass(error: OperationalError) -> bool:
    name: str | None = getattr(error.orig, "sqlite_errorname", None)
    return name is None or name.startswith(PASSING)


class Database:
    """An open database. `readers` begins deferred transactions, `writers` (the same pool) begins as a writer.

    `url` is `sqlite:///…` or `postgresql+psycopg://…`; any other raises `BadAddress`. `sqlite://` alone is a database
    in memory: of one connection, for one thread at a time, and gone when it is closed.
    """

    def __init__(self, url: str) -> None:
        parsed = _read_address(url)
        backend = parsed.get_backend_name()
        self.is_sqlite = backend == "sqlite"
        self._queue = Lock()
        self._patience = LOCK_SECONDS
        engine = self._open_sqlite(parsed) if self.is_sqlite else _open_postgresql(parsed)
        # What SQLite's readers see is of one moment anyway; PostgreSQL's have to ask for it.
        snapshot = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        self.readers = engine.execution_options(**snapshot)
        self.writers = engine.execution_options(loip_writer=True)

    @contextmanager
    def writer_turn(self, patience: float = LOCK_SECONDS) -> Iterator[None]:
        """Wait for this process's turn to write to SQLite; PostgreSQL does the queueing itself.

        Raises `BusyError` when the turn does not come within `patience` seconds. What the turn took is taken off
        the wait for other processes, so that the two together stay within it.
        """
        if not self.is_sqlite:
            yield
            return
        since = monotonic()
        if not self._queue.acquire(timeout=patience):
            raise BusyError
        try:
            self._patience = max(0.0, patience - (monotonic() - since))
            yield
        finally:
            self._patience = LOCK_SECONDS
            self._queue.release()

    def close(self) -> None:
        """Give every connection back."""
        self.readers.dispose()

    def _open_sqlite(self, url: URL) -> Engine:
        """WAL, foreign keys on, every commit on the disk.

        BEGIN is ours: pysqlite's own leaves half a migration.
        """
        pool: dict[str, Any] = {"pool_size": POOL_SIZE, "pool_timeout": 1}
        engine = create_engine(
            url,
            **(pool if url.database else {"poolclass": StaticPool}),
            hide_parameters=True,  # what people typed stays out of exceptions, and so out of logs
            connect_args={"timeout": LOCK_SECONDS, "check_same_thread": False},
        )
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", self._begin_sqlite)
        return engine

    def _begin_sqlite(self, connection: Connection) -> None:
        # Straight to SQLite: neither of these two waits for anybody, so neither fails. The writer's BEGIN may.
        driver: Any = connection.connection.driver_connection
        if not connection.get_execution_options().get("loip_writer", False):
            driver.execute("BEGIN DEFERRED")
            return
        driver.execute(f"PRAGMA busy_timeout={int(self._patience * 1000)}")
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _read_address(url: str) -> URL:
    if url.startswith("postgresql") and url.count("@") > 1:
        # It would be cut at the first one, and the rest of a password taken for the host, and told.
        raise BadAddress("there is an @ too many: write an @ of the password as %40")
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        # Its own words would repeat the address, password and all.
        raise BadAddress("it cannot be read") from None
    backend, _, driver = parsed.drivername.partition("+")
    if backend not in DRIVERS:
        raise BadAddress(f"the database has to be SQLite or PostgreSQL, not {backend}")
    if driver not in ("", DRIVERS[backend]):
        raise BadAddress(f"it has to begin with {backend}:// alone")
    return parsed


def _open_postgresql(url: URL) -> Engine:
    _know_options(url)
    options = f"-c lock_timeout={int(LOCK_SECONDS * 1000)} -c timezone=UTC"
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_size=POOL_SIZE,
        pool_timeout=1,
        hide_parameters=True,
        connect_args={"options": options, "connect_timeout": CONNECT_SECONDS},
    )


def _know_options(url: URL) -> None:
    """An option PostgreSQL does not know is found out now, not by the first who connects."""
    from psycopg import ProgrammingError
    from psycopg.conninfo import make_conninfo

    try:
        make_conninfo("", **{name: str(value) for name, value in url.query.items()})
    except ProgrammingError as error:
        raise BadAddress(str(error).strip()) from None


def _write_ahead(cursor: sqlite3.Cursor) -> None:
    """WAL. Where two processes open a new file at once SQLite refuses one of them this without waiting, so we wait."""
    until = monotonic() + LOCK_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or monotonic() > until:
                raise
        sleep(0.02)


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    try:
        _write_ahead(cursor)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError as error:
        raise BadAddress(str(error)) from None  # a file of another kind stands there
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()
