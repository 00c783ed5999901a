"""Queries about what changed."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Text, and_, cast, func, or_
from sqlmodel import col, select

from storage.records import Change, Update
from storage.records.glance import StatusChange
from storage.repositories.base import Repository

LATELY = 2000
"""Among how many of the newest changes is looked for what somebody did a moment ago."""


class History(Repository):
    """The history of one partnership."""

    def mark(self) -> tuple[int, int]:
        """What grows with every change and every update: the same mark again, and nothing was written between."""
        newest = [
            select(func.max(kind.id)).where(col(kind.partnership_id) == self._partnership_id)
            for kind in (Change, Update)
        ]
        changed, said = (self._session.exec(query).one() or 0 for query in newest)
        return changed, said

    def of(self, subject: str, subject_id: int) -> Sequence[Change]:
        """Every change of one row, oldest first. `subject` is the table's name."""
        query = select(Change).where(
            col(Change.partnership_id) == self._partnership_id,
            col(Change.subject) == subject,
            col(Change.subject_id) == subject_id,
        )
        return self._session.exec(query.order_by(col(Change.id))).all()

    def of_rows(self, rows: Mapping[str, Collection[int]]) -> Sequence[Change]:
        """Every change of these rows, by table, oldest first."""
        those = [
            and_(col(Change.subject) == subject, col(Change.subject_id).in_(ids))
            for subject, ids in rows.items()
            if ids
        ]
        if not those:
            return []
        query = select(Change).where(col(Change.partnership_id) == self._partnership_id, or_(*those))
        return self._session.exec(query.order_by(col(Change.id))).all()

    def ever_with(self, columns: Mapping[str, Collection[str]], value: int) -> dict[str, set[int]]:
        """The rows that ever held an id in one of these columns, taken away since or not, by table.

        `columns` are the columns of each table that are asked about.
        """
        those = [
            and_(col(Change.subject) == subject, _held(column, value))
            for subject, names in columns.items()
            for column in names
        ]
        query = select(Change.subject, Change.subject_id).where(
            col(Change.partnership_id) == self._partnership_id, or_(*those)
        )
        found: dict[str, set[int]] = {}
        for subject, subject_id in self._session.exec(query) if those else ():
            found.setdefault(subject, set()).add(subject_id)
        return found

    def of_field(
        self, subject: str, subject_ids: Collection[int], field: str, since: datetime
    ) -> Sequence[Change]:
        """Every change of one field of these rows since an instant, oldest first."""
        query = select(Change).where(
            col(Change.partnership_id) == self._partnership_id,
            col(Change.subject) == subject,
            col(Change.subject_id).in_(subject_ids),
            col(Change.field) == field,
            col(Change.at) >= since,
        )
        return self._session.exec(query.order_by(col(Change.id))).all()

    def made_lately_by(self, contact_id: int, subject: str, field: str, since: datetime) -> Sequence[Change]:
        """What a contact changed of one field since an instant, oldest first; among the newest changes there are."""
        newest = select(func.max(col(Change.id))).scalar_subquery()
        query = select(Change).where(
            col(Change.id) > newest - LATELY,
            col(Change.partnership_id) == self._partnership_id,
            col(Change.contact_id) == contact_id,
            col(Change.subject) == subject,
            col(Change.field) == field,
            col(Change.at) >= since,
        )
        return self._session.exec(query.order_by(col(Change.id))).all()

    def caused_by(self, update_id: int, subject: str, subject_id: int) -> Sequence[Change]:
        """What one update changed in one row, creations left out."""
        return [
            change
            for change in self.of(subject, subject_id)
            if change.update_id == update_id and change.field != "*"
        ]

    def status_changes(self, since: datetime) -> list[StatusChange]:
        """Every change of an action's status since an instant, oldest first."""
        query = select(Change.subject_id, Change.before, Change.after, Change.at).where(
            col(Change.partnership_id) == self._partnership_id,
            col(Change.subject) == "actions",
            col(Change.field) == "status",
            col(Change.at) > since,
        )
        return list(map(StatusChange._make, self._session.exec(query.order_by(col(Change.id)))))

    def confirmed_since(self, since: datetime) -> frozenset[int]:
        """The actions that a second person confirmed complete since an instant."""
        query = select(Change.subject_id, Change.after).where(
            col(Change.partnership_id) == self._partnership_id,
            col(Change.subject) == "actions",
            col(Change.field) == "confirmed_by_id",
            col(Change.at) > since,
        )
        # A JSON null is not SQL's NULL on every engine: what it was taken back to is told apart here.
        return frozenset(action_id for action_id, after in self._session.exec(query) if after is not None)


def _held(column: str, value: int) -> Any:
    """Whether a change says that a row held this id in a column: of the whole row, or of the column alone."""
    whole = [change[column].as_integer() == value for change in (col(Change.before), col(Change.after))]
    alone = [cast(change, Text) == str(value) for change in (col(Change.before), col(Change.after))]
    return or_(and_(col(Change.field) == "*", or_(*whole)), and_(col(Change.field) == column, or_(*alone)))
