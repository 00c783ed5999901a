"""Opening the database: what SQLite is told, and that nobody waits longer than Slack does."""

import socket
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event
from time import monotonic, sleep

import psycopg
import pytest
from sqlalchemy import text

from storage.engine import LOCK_SECONDS, BadAddress, BusyError, Database
from storage.records import Action, Body, Partnership
from storage.unit_of_work import reading, working
from tests.builders import CLERK, MONDAY, RegisterBuilder

SOON = 2.2
"""Seconds within which a person must have an answer, with a little for a busy machine; Slack waits three."""


@contextmanager
def _held(url: str, code: str) -> Iterator[None]:
    """Somebody else's unfinished work: SQLite's one writer, or the action's row on PostgreSQL."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
        return
    with psycopg.connect(url.replace("+psycopg", "")) as other:
        other.execute("SELECT id FROM actions WHERE code = %s FOR UPDATE", (code,))
        yield
        other.rollback()


def _rename(database: Database, partnership_id: int, code: str) -> None:
    with working(database, CLERK, MONDAY) as work:
        action = work.register(partnership_id).actions.locked(code)
        assert action is not None
        action.title = "Renamed"
        work.commit()


def _seconds_until_busy(database: Database, partnership_id: int) -> float:
    since = monotonic()
    with pytest.raises(BusyError):
        _rename(database, partnership_id, "POV-03")
    return monotonic() - since


def test_a_lock_held_by_somebody_else_is_told_well_inside_three_seconds_and_nothing_is_written(
    database: Database, database_url: str
) -> None:
    register = RegisterBuilder(database)
    register.action("POV-03", title="As it was")
    with _held(database_url, "POV-03"):
        waited = _seconds_until_busy(database, register.id)
    assert LOCK_SECONDS - 0.2 < waited < SOON
    with reading(database) as look:
        action = look.register(register.id).actions.by_code("POV-03")
        assert action is not None
        assert action.title == "As it was"
        assert [
            change.field for change in look.register(register.id).history.of("actions", action.id or 0)
        ] == ["*"]
    # Once it is given up, the work goes through.
    _rename(database, register.id, "POV-03")


def test_waiting_for_ones_turn_and_then_for_another_process_is_still_one_wait(
    sqlite_database_url: str,
) -> None:
    database = Database(sqlite_database_url)
    register = RegisterBuilder(database)
    register.action("POV-03")
    with _held(sqlite_database_url, "POV-03"), ThreadPoolExecutor(3) as threads:

        def late(seconds: float) -> float:
            sleep(seconds)
            return _seconds_until_busy(database, register.id)

        # The later ones get their turn with most of their patience spent.
        waits = list(threads.map(late, (0, 0.3, 0.6)))
    database.close()
    assert max(waits) < SOON


def test_a_writer_who_does_not_get_its_turn_in_this_process_is_told_so(sqlite_database_url: str) -> None:
    database = Database(sqlite_database_url)
    register = RegisterBuilder(database)
    register.action("POV-03")
    holding, over = Event(), Event()

    def hold() -> None:
        with working(database, CLERK, MONDAY) as work:
            work.register(register.id).rows.add(Body(name="College"))
            work.flush()
            holding.set()
            over.wait(5)

    with ThreadPoolExecutor(1) as threads:
        held = threads.submit(hold)
        holding.wait(5)
        assert _seconds_until_busy(database, register.id) < SOON
        over.set()
        held.result()
    database.close()


def test_a_server_that_does_not_answer_is_told_within_three_seconds() -> None:
    with closing(socket.socket()) as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        database = Database(f"postgresql://nobody@127.0.0.1:{silent.getsockname()[1]}/none")
        since = monotonic()
        with pytest.raises(BusyError), reading(database) as look:
            look.everywhere.partnerships()
        assert monotonic() - since < 3
        database.close()


def test_sqlite_keeps_a_log_ahead_syncs_every_commit_and_checks_references(sqlite_database_url: str) -> None:
    database = Database(sqlite_database_url)
    for engine in (database.readers, database.writers):
        with engine.connect() as connection:
            told = {
                name: connection.execute(text(f"PRAGMA {name}")).scalar_one()
                for name in ("journal_mode", "synchronous", "foreign_keys")
            }
            full = 2
            assert told == {"journal_mode": "wal", "synchronous": full, "foreign_keys": 1}
    database.close()


def test_a_reader_is_not_kept_waiting_by_a_writer(database: Database, database_url: str) -> None:
    register = RegisterBuilder(database)
    register.action("POV-03")
    with _held(database_url, "POV-03"), reading(database) as look:
        assert list(look.register(register.id).actions.codes()) == ["POV-03"]


def test_a_look_sees_one_moment_whatever_is_written_meanwhile(database: Database) -> None:
    register = RegisterBuilder(database)
    register.action("POV-01")
    with reading(database) as look:
        before = list(look.register(register.id).actions.codes())
        with ThreadPoolExecutor(1) as threads:
            threads.submit(register.add, Action(code="POV-02", title="New")).result()
        assert list(look.register(register.id).actions.codes()) == before
    with reading(database) as look:
        assert list(look.register(register.id).actions.codes()) == ["POV-01", "POV-02"]


def test_a_database_that_is_neither_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="mysql"):
        Database("mysql://somebody@localhost/register")


@pytest.mark.parametrize("password", ["p@ssword", "p@ss:word", "p@ss/word", "p@ss?word"])
def test_an_at_sign_within_a_password_is_asked_for_encoded_and_not_told(password: str) -> None:
    with pytest.raises(BadAddress, match="%40") as refused:
        Database(f"postgresql://loip:{password}@db/loip")
    assert "word@" not in str(refused.value)
    Database("postgresql://loip:p%40ssword@db/loip").close()


def test_a_partnership_is_still_there_when_the_database_is_opened_again(
    tmp_path: Path, database_url: str
) -> None:
    first = Database(database_url)
    with working(first, CLERK, MONDAY) as work:
        work.everywhere.add_partnership(Partnership(code="inv", name="Inverlath", created_at=MONDAY))
        work.commit()
    first.close()
    again = Database(database_url)
    with reading(again) as look:
        assert [partnership.code for partnership in look.everywhere.partnerships()] == ["inv"]
    again.close()
