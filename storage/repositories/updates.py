"""Queries about updates and barriers."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from storage.records import Barrier, Update
from storage.repositories.base import Repository


class Updates(Repository):
    """The updates of one partnership."""

    def with_key(self, submission_key: str) -> Update | None:
        """The update this submission already made, if it did."""
        query = select(Update).where(
            col(Update.partnership_id) == self._partnership_id, col(Update.submission_key) == submission_key
        )
        return self._session.exec(query).first()

    def said_since(self, action_id: int, contact_id: int, since: datetime) -> Sequence[Update]:
        """What a contact said of an action since an instant, newest first."""
        query = self._of(action_id).where(col(Update.contact_id) == contact_id, col(Update.at) >= since)
        return self._session.exec(query).all()

    def latest(self, action_id: int, limit: int = 5) -> Sequence[Update]:
        """The last updates of an action, newest first, corrected and undone ones among them."""
        return self._session.exec(self._of(action_id).limit(limit)).all()

    def standing_before(self, action_id: int, update_id: int) -> Update | None:
        """The update that stands when this one and everything after it is undone."""
        undone = select(Update.corrects_id).where(
            col(Update.partnership_id) == self._partnership_id,
            col(Update.action_id) == action_id,
            col(Update.corrects_id).is_not(None),
        )
        query = self._of(action_id).where(
            col(Update.id) < update_id, col(Update.kind) != "undo", col(Update.id).not_in(undone)
        )
        return self._session.exec(query.limit(1)).first()

    def is_corrected(self, update_id: int) -> bool:
        """Whether a later update corrects or undoes this one."""
        query = select(Update.id).where(
            col(Update.partnership_id) == self._partnership_id, col(Update.corrects_id) == update_id
        )
        return self._session.exec(query).first() is not None

    def open_barriers(self, action_id: int) -> Sequence[Barrier]:
        """What stands in the way of an action now, newest first."""
        query = select(Barrier).where(
            col(Barrier.partnership_id) == self._partnership_id,
            col(Barrier.action_id) == action_id,
            col(Barrier.resolved_at).is_(None),
        )
        return self._session.exec(query.order_by(col(Barrier.id).desc())).all()

    def blocked_actions(self) -> dict[int, str]:
        """Every action with an open barrier, and the newest barrier's words."""
        query = select(Barrier.action_id, Barrier.words).where(
            col(Barrier.partnership_id) == self._partnership_id, col(Barrier.resolved_at).is_(None)
        )
        return dict(self._session.exec(query.order_by(col(Barrier.id))).all())

    def _of(self, action_id: int) -> SelectOfScalar[Update]:
        query = select(Update).where(
            col(Update.partnership_id) == self._partnership_id, col(Update.action_id) == action_id
        )
        return query.order_by(col(Update.id).desc())
