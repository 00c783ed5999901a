"""A partnership's register whole, table by table: to be written out, and put back exactly as it was.

What may live here: reading and writing rows of any table as plain JSON. What a file looks like is not decided here.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Date, Table, func, insert, select, text
from sqlalchemy.exc import StatementError
from sqlmodel import SQLModel

from storage.records import Partnership
from storage.repositories.base import Repository
from storage.types import UtcDateTime

Row = dict[str, Any]
Tables = Mapping[str, Sequence[Row]]

NOT_THE_REGISTER = frozenset({"outbox", "lines", "workspaces"})
"""What belongs to an installation and not to the register: what it sends, and the workspace it sends to."""

_MANY = 500
_PARTNERSHIPS = SQLModel.metadata.tables[str(Partnership.__tablename__)]


class Misfit(ValueError):
    """Rows that do not fit the tables: a column that is not there, a value of another kind, a reference to nothing."""


def register_tables() -> tuple[Table, ...]:
    """Every table of the register, each after those it points to."""
    return tuple(
        table
        for table in SQLModel.metadata.sorted_tables
        if "partnership_id" in table.columns and table.name not in NOT_THE_REGISTER
    )


class Whole(Repository):
    """Every row of one partnership."""

    def partnership(self) -> Row:
        """The partnership's own row, its id with it."""
        return self._rows(_PARTNERSHIPS, _PARTNERSHIPS.columns["id"])[0]

    def tables(self) -> dict[str, list[Row]]:
        """Every row of every table in the order of the ids, as JSON; the partnership's own column left out."""
        return {
            table.name: [
                {name: value for name, value in row.items() if name != "partnership_id"}
                for row in self._rows(table, table.columns["partnership_id"])
            ]
            for table in register_tables()
        }

    def values(self) -> dict[str, list[Row]]:
        """Every row of every table as values: days as days, instants in UTC."""
        return {
            table.name: self._values(table, table.columns["partnership_id"]) for table in register_tables()
        }

    def taken(self, tables: Tables) -> bool:
        """Whether the partnership's id or any of these is some row's already, whosever. Only yes or no is told."""
        return self._holds(_PARTNERSHIPS, [self._partnership_id]) or any(
            self._holds(table, [row["id"] for row in tables.get(table.name, ())])
            for table in register_tables()
        )

    def put(self, tables: Tables) -> None:
        """Write the rows as they are, ids and all, without history: theirs is among them. Raises `Misfit`."""
        with _fitting():
            self._put(tables)

    def put_partnership(self, row: Row) -> None:
        """Write the partnership's own row as it is. Raises `Misfit`."""
        with _fitting():
            self._session.connection().execute(insert(_PARTNERSHIPS), _typed(_PARTNERSHIPS, row))
            self._count_on(_PARTNERSHIPS)

    def _put(self, tables: Tables) -> None:
        for table in register_tables():
            # A group may stand before the one it reports to: what points into its own table is set afterwards.
            inward = _pointing_inward(table)
            rows = [_typed(table, row) for row in tables.get(table.name, ())]
            own = {"partnership_id": self._partnership_id}
            for some in _in_parts([row | own | dict.fromkeys(inward) for row in rows]):
                self._session.connection().execute(insert(table), some)
            self._point_inward(table, inward, rows)
            self._count_on(table)

    def _rows(self, table: Table, owner: Column[Any]) -> list[Row]:
        rows = self._values(table, owner)
        return [{name: _plain(value) for name, value in row.items()} for row in rows]

    def _values(self, table: Table, owner: Column[Any]) -> list[Row]:
        query = select(table).where(owner == self._partnership_id).order_by(table.columns["id"])
        return [dict(row) for row in self._session.connection().execute(query).mappings()]

    def _holds(self, table: Table, ids: Sequence[int]) -> bool:
        key = table.columns["id"]
        return any(
            self._session.connection().execute(select(func.count()).where(key.in_(some))).scalar_one()
            for some in _in_parts(ids)
        )

    def _point_inward(self, table: Table, inward: Sequence[str], rows: Sequence[Row]) -> None:
        key = table.columns["id"]
        for row in rows:
            pointing = {name: row[name] for name in inward if row.get(name) is not None}
            if pointing:
                self._session.connection().execute(table.update().where(key == row["id"]).values(**pointing))

    def _count_on(self, table: Table) -> None:
        """PostgreSQL counts ids by itself: have it go on after the highest."""
        connection = self._session.connection()
        if connection.dialect.name != "postgresql":
            return
        highest = connection.execute(select(func.max(table.columns["id"]))).scalar_one()
        if highest is not None:
            counter = connection.execute(
                text("SELECT pg_get_serial_sequence(:table, 'id')"), {"table": f'"{table.name}"'}
            ).scalar_one()
            connection.execute(text("SELECT setval(:counter, :id)"), {"counter": counter, "id": highest})


@contextmanager
def _fitting() -> Iterator[None]:
    try:
        yield
    except (KeyError, TypeError, ValueError, StatementError) as error:
        # The database's own words would quote what the rows hold.
        raise Misfit(type(error).__name__) from None


def _pointing_inward(table: Table) -> tuple[str, ...]:
    return tuple(
        element.parent.name
        for constraint in table.foreign_key_constraints
        for element in constraint.elements
        if element.column.table is table and element.parent.name != "partnership_id"
    )


def _typed(table: Table, row: Row) -> Row:
    """A row's values as the columns take them. Raises `KeyError` for a column that is not there."""
    return {name: _value(table.columns[name], value) for name, value in row.items()}


def _value(column: Column[Any], value: Any) -> Any:
    if value is not None and isinstance(column.type, UtcDateTime):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if value is not None and isinstance(column.type, Date) else value


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, (date, datetime)) else value


def _in_parts(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for first in range(0, len(rows), _MANY):
        yield rows[first : first + _MANY]
