"""Queries about what changed."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import func
from sqlmodel import col, select

from storage.records import Change
from storage.records.glance import StatusChange
from storage.repositories.base import Repository

LATELY = 2000
"""Among how many of the newest changes is looked for what somebody did a moment ago."""


class History(Repository):
    """The history of one partnership."""

    def of(self, subject: str, subject_id: int) -> Sequence[Change]:
        """Every change of one row, oldest first. `subject` is the table's name."""
        query = select(Change).where(
            col(Change.partnership_id) == self._partnership_id,
            col(Change.subject) == subject,
            col(Change.subject_id) == subject_id,
        )
        return self._session.exec(query.order_by(col(Change.id))).all()

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
