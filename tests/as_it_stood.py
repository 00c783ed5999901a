"""What a register holds, table by table, for tests that compare it with its copy as it stood."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import text
from sqlmodel import SQLModel, select

from storage.as_at import LEFT_OUT
from storage.engine import Database
from storage.unit_of_work import INSTANTS

NOT_COMPARED = {"actions": {"version"}, "outbox": {"payload"}}
"""What a copy says of today: a number that only forms compare, and what stood in messages."""

TOLD_LATER = tuple(str(kind.__tablename__) for kind in INSTANTS)

Dump = Mapping[str, list[dict[str, Any]]]


def in_memory() -> Database:
    """An empty register in memory."""
    database = Database("sqlite://")
    SQLModel.metadata.create_all(database.writers)
    return database


def copy_of(template: Database) -> Database:
    """Another one in memory that holds the same: quicker than building it again."""
    database = Database("sqlite://")
    there: Any = template.readers.raw_connection().driver_connection
    there.backup(database.writers.raw_connection().driver_connection)
    return database


def dump(database: Database, partnership_id: int) -> Dump:
    """Every row of a partnership, by table, as the records read it."""
    held = {}
    with database.readers.begin() as connection:
        for table in SQLModel.metadata.sorted_tables:
            if table.name in LEFT_OUT:
                continue
            owner = table.c.id if table.name == "partnerships" else table.c.partnership_id
            wanted = [each for each in table.c if each.name not in NOT_COMPARED.get(table.name, ())]
            query = select(*wanted).where(owner == partnership_id).order_by(table.c.id)
            if table.name == "changes":  # a copy has no use for whole rows
                query = query.where((table.c.field != "*") | table.c.subject.in_(TOLD_LATER))
            if table.name == "lines":  # what the clock had still to say is not there
                query = query.where(table.c.outbox_id.is_not(None))
            rows = connection.execute(query)
            held[table.name] = [dict(row._mapping) for row in rows]
    return held


def loose_ends(database: Database) -> list[Any]:
    """The rows of a SQLite database that point at a row that is not there."""
    with database.readers.begin() as connection:
        return list(connection.execute(text("PRAGMA foreign_key_check")))
