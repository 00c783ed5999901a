"""Queries about snoozes."""

from collections.abc import Collection, Sequence

from sqlalchemy import func
from sqlalchemy import select as select_columns
from sqlmodel import col, select

from storage.records import Snooze
from storage.records.glance import SnoozeGlance
from storage.repositories.base import Repository


class Snoozes(Repository):
    """The snoozes of one partnership: the newest of an action counts."""

    def newest(self, action_ids: Collection[int] | None = None) -> dict[int, SnoozeGlance]:
        """The newest snooze by action: of these actions, or of every action that has one."""
        if action_ids is not None and not action_ids:
            return {}
        newest = select_columns(func.max(col(Snooze.id))).where(
            col(Snooze.partnership_id) == self._partnership_id
        )
        if action_ids is not None:
            newest = newest.where(col(Snooze.action_id).in_(action_ids))
        columns = (col(Snooze.id), col(Snooze.action_id), col(Snooze.contact_id), col(Snooze.until))
        query = select_columns(*columns, col(Snooze.at)).where(
            col(Snooze.id).in_(newest.group_by(col(Snooze.action_id)))
        )
        return {glance.action_id: glance for glance in map(SnoozeGlance._make, self._plainly(query))}

    def with_key(self, submission_key: str) -> Snooze | None:
        """The snooze this submission already made."""
        query = select(Snooze).where(
            col(Snooze.partnership_id) == self._partnership_id, col(Snooze.submission_key) == submission_key
        )
        return self._session.exec(query).first()

    def of_action(self, action_id: int) -> Sequence[Snooze]:
        """Every snooze of an action, oldest first."""
        query = select(Snooze).where(
            col(Snooze.partnership_id) == self._partnership_id, col(Snooze.action_id) == action_id
        )
        return self._session.exec(query.order_by(col(Snooze.id))).all()
