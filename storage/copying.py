"""What a register's copy is made from: its rows as SQLite keeps values, and what was changed of them after an instant.

What may live here: reading for `storage.as_at`, past the records, from a SQLite file or from any other database.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Integer,
    MetaData,
    Table,
    Text,
    cast,
    func,
    insert,
    literal,
    select,
    type_coerce,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.types import NullType, TypeDecorator
from sqlmodel import SQLModel

from storage.records import Change, Outbox, Partnership, Update
from storage.unit_of_work import INSTANTS

SQLITE: Any = sqlite.dialect()


class TooLarge(LookupError):
    """There is more to copy than somebody can wait for. `size` is how many updates and changes there are."""

    def __init__(self, size: int) -> None:
        super().__init__(f"{size} updates and changes")
        self.size = size


class NotBegun(LookupError):
    """The register was not there yet. `began` is the instant it was made."""

    def __init__(self, began: datetime) -> None:
        super().__init__(f"the register began {began.isoformat()}")
        self.began = began


def _table(kind: type[SQLModel]) -> Table:
    return SQLModel.metadata.tables[str(kind.__tablename__)]


# -- what came later


@dataclass(slots=True)
class Later:
    """What happened to a row after the instant: its first life's end tells whether it was there, and as what.

    `was` is what the fields held before they were first changed; `gone` is the row as it was taken away, `added` that
    it was not there. SQLite gives a row's id again once it is free, so only what came first counts.
    """

    was: dict[str, Any] = field(default_factory=dict)
    gone: dict[str, Any] | None = None
    added: bool = False

    def heard(self, name: str, before: Any) -> None:
        """One more change, in the order they were made."""
        if self.added or self.gone is not None:
            return
        if name != "*":
            self.was[name] = _read(before)
        elif before in (None, "null"):
            self.added = True
        else:
            self.gone = _read(before)


Laters = Mapping[str, Mapping[int, Later]]
"""What came later, by table and row."""


def _read(before: Any) -> Any:
    """A value of the history. SQLite keeps a JSON number as a number."""
    return json.loads(before) if isinstance(before, str) else before


def kept_instant(instant: datetime) -> str:
    """As SQLAlchemy writes it for SQLite."""
    return f"{instant.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}"


def kept(column: Column[Any], value: Any) -> Any:
    """A value of the history as SQLite keeps it in a column."""
    kind = _kind(column)
    if isinstance(kind, JSON):
        return json.dumps(value)
    if isinstance(kind, DateTime) and value is not None:
        return kept_instant(datetime.fromisoformat(value))
    return int(value) if isinstance(value, bool) else value


def _kind(column: Column[Any]) -> Any:
    return column.type.impl if isinstance(column.type, TypeDecorator) else column.type


# -- where it is copied from

_TOLD_LATER = tuple(str(kind.__tablename__) for kind in INSTANTS)


@cache
def raw(table: Table) -> Table:
    """The table of the copy with values as SQLite keeps them, untouched on the way in and out."""
    columns = [Column(column.name, NullType()) for column in table.columns]
    return Table(table.name, MetaData(), *columns, schema="main")


@dataclass
class Source:
    """One partnership's rows in the database they are copied from; `attached` where the copy can reach it itself."""

    connection: Connection
    is_sqlite: bool
    partnership_id: int
    attached: bool = False

    def check(self, instant: datetime, most: int) -> None:
        """Raises `NotBegun` and `TooLarge`."""
        partnerships = _table(Partnership)
        query = select(partnerships.c.created_at).where(partnerships.c.id == self.partnership_id)
        began: datetime = self.connection.execute(query).scalar_one()
        if began > instant:
            raise NotBegun(began)
        size = sum(self._count(table) for table in (_table(Update), _table(Change)))
        if size > most:
            raise TooLarge(size)

    def _count(self, table: Table) -> int:
        query = select(func.count()).where(table.c.partnership_id == self.partnership_id)
        return int(self.connection.execute(query).scalar_one())

    def copy(self, table: Table, target: Connection) -> None:
        """Every row of a table into the copy, as SQLite keeps values."""
        query = select(*(self._column(column) for column in table.columns)).where(self._wanted(table))
        names = [column.name for column in table.columns]
        if self.attached:
            self.connection.execute(insert(raw(table)).from_select(names, query))
            return
        # Past the rows of SQLAlchemy: a register has hundreds of thousands of values, and nothing is to become of them.
        rows: Any = self.connection.execute(query).cursor.fetchall()
        if rows:
            target.exec_driver_sql(str(insert(raw(table)).compile(dialect=SQLITE)), rows)

    def later(self, instant: datetime) -> Laters:
        """What came after the instant: of each field the first change, which says what it held before."""
        changes = _table(Change)
        of_field = (changes.c.subject, changes.c.subject_id, changes.c.field)
        which = func.row_number().over(partition_by=of_field, order_by=changes.c.id).label("which")
        query = select(*of_field, self._column(changes.c.before).label("before"), changes.c.id, which)
        first = query.where(
            changes.c.partnership_id == self.partnership_id, changes.c.at > instant
        ).subquery()
        wanted = select(*(first.c[name] for name in ("subject", "subject_id", "field", "before")))
        found: defaultdict[str, dict[int, Later]] = defaultdict(dict)
        for subject, subject_id, name, before in self.connection.execute(
            wanted.where(first.c.which == 1).order_by(first.c.id)
        ):
            found[subject].setdefault(subject_id, Later()).heard(name, before)
        return found

    def _wanted(self, table: Table) -> Any:
        owner = table.c.id if table is _table(Partnership) else table.c.partnership_id
        if table is not _table(Change):
            return owner == self.partnership_id
        # Whole rows in the history take much room, and nothing that is shown asks for them.
        return (owner == self.partnership_id) & ((table.c.field != "*") | table.c.subject.in_(_TOLD_LATER))

    def _column(self, column: Column[Any]) -> Any:
        """The column as SQLite keeps it: from SQLite as it is, from PostgreSQL turned into that on the way."""
        kind = _kind(column)
        if column.table is _table(Outbox) and isinstance(kind, JSON):
            return literal("{}", NullType())
        if self.is_sqlite:
            return type_coerce(column, NullType())
        if isinstance(kind, DateTime):
            return func.to_char(column, "YYYY-MM-DD HH24:MI:SS.US", type_=Text)
        if isinstance(kind, Date):
            return func.to_char(column, "YYYY-MM-DD", type_=Text)
        if isinstance(kind, (JSON, Boolean)):
            return cast(column, Text if isinstance(kind, JSON) else Integer)
        return column
