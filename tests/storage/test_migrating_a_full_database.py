"""A register of the first release, with a row in every table and a value in every column, brought to today's schema."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Column, Connection, MetaData, Table, inspect, select, text
from sqlalchemy.types import JSON, Boolean, Date, DateTime, Float, Integer

from storage import migrations
from storage.engine import Database
from storage.migrations import migrate
from storage.records import Action, id_of
from storage.unit_of_work import reading

FIRST_RELEASE = "0001"
ROWS = (1, 2)
"""The ids of the rows in each table; each points at those of its own number, itself among them."""

Contents = dict[str, list[dict[str, Any]]]


@pytest.fixture
def database(empty_database_url: str) -> Iterator[Database]:
    """A full database of the first release."""
    opened = Database(empty_database_url)
    with migrations._alone(opened) as connection:
        config = migrations._config()
        config.attributes["connection"] = connection
        command.upgrade(config, FIRST_RELEASE)
        _fill(connection)
    yield opened
    opened.close()


def _fill(connection: Connection) -> None:
    tables = _tables(connection)
    for row_id in ROWS:
        for table in tables:
            if row_id in ROWS[:1] or "partnership_id" in table.columns:
                connection.execute(table.insert().values(_row(connection, table, row_id)))


def _tables(connection: Connection) -> list[Table]:
    metadata = MetaData()
    metadata.reflect(connection)
    return [table for table in metadata.sorted_tables if table.name != "alembic_version"]


def _row(connection: Connection, table: Table, row_id: int) -> dict[str, Any]:
    allowed = {
        match[1]: match[2]
        for check in inspect(connection).get_check_constraints(table.name)
        for match in re.finditer(r"(\w+)\W.*?'([^']+)'", check["sqltext"])
    }
    return {
        column.name: allowed.get(column.name) or _value(table, column, row_id) for column in table.columns
    }


def _value(table: Table, column: Column[Any], row_id: int) -> Any:
    if column.name == "partnership_id":
        return 1
    if column.name == "id" or column.foreign_keys:
        return row_id
    return next(
        (made for kind, made in _MADE if isinstance(column.type, kind)), f"{row_id} {column.name}"[:5]
    )


_MADE: tuple[tuple[Any, Any], ...] = (
    (Boolean, True),
    (Integer, 3),
    (Float, 2.5),
    (JSON, ["one", {"two": 3}]),
    (DateTime, datetime(2026, 11, 2, 9, tzinfo=UTC)),
    (Date, date(2026, 11, 2)),
)


def _contents(database: Database) -> Contents:
    with database.readers.connect() as connection:
        return {
            table.name: [dict(row) for row in connection.execute(select(table).order_by("id")).mappings()]
            for table in _tables(connection)
        }


def test_nothing_of_the_first_release_is_lost(database: Database, empty_database_url: str) -> None:
    before = _contents(database)
    assert len(before) > 25
    assert all(rows for rows in before.values())
    assert all(value is not None for rows in before.values() for row in rows for value in row.values())
    assert migrate(empty_database_url) == migrations._known()[1:]
    after = _contents(database)
    kept = {
        name: [{column: row[column] for column in rows[0]} for row in after[name]]
        for name, rows in before.items()
    }
    assert kept == before


def test_keys_of_forms_leave_the_slots_and_late_words_count_from_their_day(
    database: Database, empty_database_url: str
) -> None:
    with database.writers.begin() as connection:
        first = 1
        for change in (
            "UPDATE slots SET name = 'kept a form of July', note = '7' WHERE id = :first",
            "UPDATE updates SET said_on = '2026-10-03', corrects_id = NULL WHERE id = :first",
        ):
            connection.execute(text(change), {"first": first})
    migrate(empty_database_url)
    after = _contents(database)
    assert [(row["key"], row["row_id"]) for row in after["submissions"]] == [("a form of July", 7)]
    assert [row["id"] for row in after["slots"]] == [2]
    with reading(database) as look:
        one, two = sorted(look.register(1).rows.all(Action), key=id_of)
    assert (one.heard_at, two.heard_at) == (
        datetime(2026, 10, 3, 12, tzinfo=UTC),
        datetime(2026, 11, 2, 9, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("taken_back", "heard"),
    [(None, datetime(2026, 10, 20, 8, tzinfo=UTC)), (4, datetime(2026, 10, 9, 12, tzinfo=UTC))],
)
def test_late_words_do_not_hide_that_something_newer_was_said(
    database: Database, empty_database_url: str, taken_back: int | None, heard: datetime
) -> None:
    written = datetime(2026, 11, 2, 9, tzinfo=UTC)
    first = {"corrects_id": None, "said_on": date(2026, 10, 3)}
    newer = {"id": 4, "at": datetime(2026, 10, 20, 8, tzinfo=UTC), "said_on": None, "corrects_id": None}
    late = {"id": 5, "at": written, "said_on": date(2026, 10, 9), "corrects_id": None}
    undo = {"id": 6, "at": written, "said_on": None, "kind": "undo", "corrects_id": taken_back}
    with database.writers.begin() as connection:
        updates = next(table for table in _tables(connection) if table.name == "updates")
        connection.execute(updates.update().where(updates.c.id == 1).values(first))
        for more in (newer, late, undo):
            row = _row(connection, updates, 1) | {"submission_key": f"key {more['id']}"}
            connection.execute(updates.insert().values(row | more))
    migrate(empty_database_url)
    with reading(database) as look:
        one = min(look.register(1).rows.all(Action), key=id_of)
    assert one.heard_at == heard
