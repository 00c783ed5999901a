"""Queries that any subject of the register can be asked: its rows as values, one of them held, its ties.

What may live here: reading by table and column. Which table, and what a row means, is the caller's.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Table, func
from sqlalchemy import select as select_columns
from sqlmodel import col, select

from storage.records import Change, LogEntry, Owned, Submission
from storage.repositories.base import Repository, Row

Values = dict[str, Any]
"""A row's columns by name."""

LONGEST_KEY = 255
"""Characters of a form's key that are kept."""


class Subjects(Repository):
    """The rows of one partnership, by table."""

    def values(
        self, record: type[Owned], ids: Collection[int] | None = None, /, **equal: object
    ) -> list[Values]:
        """The rows as values, in the order they were added; `ids` and columns that `equal` something narrow them."""
        table = _table(record)
        query = select_columns(table).where(table.c.partnership_id == self._partnership_id)
        for name, value in equal.items():
            query = query.where(table.c[name] == value)
        if ids is not None:
            query = query.where(table.c.id.in_(ids))
        return [
            dict(zip(table.columns.keys(), row, strict=True))
            for row in self._plainly(query.order_by(table.c.id))
        ]

    def one(self, record: type[Owned], row_id: int) -> Values | None:
        """One row; None where the partnership has none of this id."""
        return next(iter(self.values(record, [row_id])), None)

    def count(self, record: type[Owned]) -> int:
        """How many rows there are."""
        table = _table(record)
        query = select_columns(func.count()).where(table.c.partnership_id == self._partnership_id)
        return int(self._plainly(query)[0][0])

    def locked(self, record: type[Row], row_id: int) -> Row | None:
        """One row, held until the work ends: whoever else would change it waits, then sees this."""
        key: Any = getattr(record, "id")  # noqa: B009  every owned table has an id; the base does not
        query = select(record).where(col(record.partnership_id) == self._partnership_id, key == row_id)
        return self._session.exec(query.with_for_update().execution_options(populate_existing=True)).first()

    def tied(
        self, record: type[Owned], own: str, other: str, fixed: Mapping[str, str], own_ids: Collection[int]
    ) -> Sequence[tuple[int, int]]:
        """(own row, other row) for each tie of these rows, in order."""
        table = _table(record)
        query = select_columns(table.c[own], table.c[other]).where(
            table.c.partnership_id == self._partnership_id, table.c[own].in_(own_ids)
        )
        for name, value in fixed.items():
            query = query.where(table.c[name] == value)
        place = [table.c.position] if "position" in table.c else []
        return [(row[0], row[1]) for row in self._plainly(query.order_by(*place, table.c.id))]

    def tie_rows(self, record: type[Row], own: str, own_id: int, fixed: Mapping[str, str]) -> Sequence[Row]:
        """The ties of one row, to be taken away or given another place."""
        query = select(record).where(
            col(record.partnership_id) == self._partnership_id, getattr(record, own) == own_id
        )
        for name, value in fixed.items():
            query = query.where(getattr(record, name) == value)
        return self._session.exec(query).all()

    def highest_serial(self) -> int:
        """The highest number the Board action log has used; 0 for none."""
        query = select(func.max(col(LogEntry.serial))).where(
            col(LogEntry.partnership_id) == self._partnership_id
        )
        return self._session.exec(query).one() or 0

    def submitted(self, key: str) -> int | None:
        """The row that a form with this key added; None where it was not sent before."""
        query = select(Submission.row_id).where(
            col(Submission.partnership_id) == self._partnership_id, col(Submission.key) == key[:LONGEST_KEY]
        )
        return self._session.exec(query).first()

    def submit(self, key: str, row_id: int, at: datetime) -> None:
        """Keep which row a form with this key added. Kept at the same moment by somebody else, it is a duplicate."""
        own = {"partnership_id": self._partnership_id}
        self._session.add(Submission(key=key[:LONGEST_KEY], row_id=row_id, at=at, **own))
        self._session.flush()

    def last_changes(self, table: str, row_id: int) -> dict[str, Change]:
        """The newest change of each field of a row; `*` is its adding."""
        query = select(Change).where(
            col(Change.partnership_id) == self._partnership_id,
            col(Change.subject) == table,
            col(Change.subject_id) == row_id,
        )
        return {change.field: change for change in self._session.exec(query.order_by(col(Change.id)))}


def _table(record: type[Owned]) -> Table:
    table: Table = getattr(record, "__table__")  # noqa: B009  SQLModel's types do not tell of it
    return table
