"""Queries about updates and barriers."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import and_, bindparam, exists
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from storage.records import Barrier, Update
from storage.records.glance import StatusChange, UpdateGlance
from storage.repositories.base import OWN, Repository


class Updates(Repository):
    """The updates of one partnership."""

    def with_key(self, submission_key: str) -> Update | None:
        """The update this submission already made, if it did."""
        return self._session.exec(_WITH_KEY, params=self._own(submission_key=submission_key)).first()

    def said_since(self, action_id: int, contact_id: int, since: datetime) -> Sequence[Update]:
        """What a contact said of an action since an instant, newest first."""
        asked = self._own(action_id=action_id, contact_id=contact_id, since=since)
        return self._session.exec(_SAID_SINCE, params=asked).all()

    def recorded_by(self, contact_id: int, since: datetime) -> Sequence[Update]:
        """What a contact recorded of any action since an instant, newest first; undoings left out."""
        query = select(Update).where(
            col(Update.partnership_id) == self._partnership_id,
            col(Update.at) >= since,
            col(Update.contact_id) == contact_id,
            col(Update.kind) != "undo",
        )
        return self._session.exec(query.order_by(col(Update.id).desc())).all()

    def latest(self, action_id: int, limit: int | None = 5) -> Sequence[Update]:
        """The last updates of an action, newest first, corrected and undone ones among them."""
        return self._session.exec(self._of(action_id).limit(limit)).all()

    def standing(self, action_id: int, limit: int | None = None) -> Sequence[Update]:
        """The updates of an action that nobody has corrected or undone, newest first; undoings left out.

        What a correction corrected stands again once the correction is undone.
        """
        query = self._of(action_id).where(col(Update.kind) != "undo", ~_put_right())
        return self._session.exec(query.limit(limit)).all()

    def newest(self, action_id: int) -> Update | None:
        """The newest update that still stands and displaced what was said before it."""
        query = self._of(action_id).where(col(Update.kind) != "undo", ~_put_right(), ~_overtaken())
        return self._session.exec(query.limit(1)).first()

    def last_said(self, action_id: int) -> Update | None:
        """The newest of these with words or a status of its own: what a correction may put right."""
        is_said = col(Update.kind).in_(("update", "correction"))
        query = self._of(action_id).where(is_said, ~_put_right(), ~_overtaken())
        return self._session.exec(query.limit(1)).first()

    def last_with_status(self, action_id: int, status: str) -> Update | None:
        """The newest update that says this status, still stands and displaced what was said before it."""
        query = self._of(action_id).where(col(Update.status) == status, ~_put_right(), ~_overtaken())
        return self._session.exec(query.limit(1)).first()

    def stands_aside(self, update_id: int) -> bool:
        """Whether this one was overtaken as it was written, and nobody has corrected or undone it."""
        return self._is(update_id, and_(col(Update.kind) != "undo", ~_put_right(), _overtaken()))

    def is_corrected(self, update_id: int) -> bool:
        """Whether a later update corrects or undoes this one, and was not undone itself."""
        return self._is(update_id, _put_right())

    def is_undone(self, update_id: int) -> bool:
        """Whether this one was taken back."""
        return self._is(update_id, exists().where(_corrects(_UNDO, Update), col(_UNDO.kind) == "undo"))

    def statuses_said(self, since: datetime) -> list[StatusChange]:
        """What updates since an instant say of the status before and after, oldest first; corrections left
        out.

        History knows what changed while the register was kept here; imported updates know what was before
        that.
        """
        query = select(Update.action_id, Update.status_before, Update.status, Update.at).where(
            col(Update.partnership_id) == self._partnership_id,
            col(Update.at) > since,
            col(Update.status_before).is_not(None),
            col(Update.kind).in_(("update", "no_change")),
        )
        return list(
            map(StatusChange._make, self._session.exec(query.order_by(col(Update.at), col(Update.id))))
        )

    def said_between(self, since: datetime | None, until: datetime | None) -> list[UpdateGlance]:
        """What was said in words from an instant until before another and still stands, newest first."""
        query = select_columns(*_SAID).where(
            col(Update.partnership_id) == self._partnership_id, col(Update.words) != "", ~_put_right()
        )
        if since is not None:
            query = query.where(col(Update.at) >= since)
        if until is not None:
            query = query.where(col(Update.at) < until)
        rows = self._session.execute(query.order_by(col(Update.at).desc(), col(Update.id).desc()))
        return list(map(UpdateGlance._make, rows))

    def written_since(self, since: datetime) -> frozenset[int]:
        """The actions of which something was written down since an instant, whichever day it was said."""
        query = select(Update.action_id).where(
            col(Update.partnership_id) == self._partnership_id,
            col(Update.at) >= since,
            col(Update.kind) != "undo",
            ~_put_right(),
        )
        return frozenset(self._session.exec(query))

    def open_barriers(self, action_id: int) -> Sequence[Barrier]:
        """What stands in the way of an action now, newest first."""
        query = select(Barrier).where(
            col(Barrier.partnership_id) == self._partnership_id,
            col(Barrier.action_id) == action_id,
            col(Barrier.resolved_at).is_(None),
        )
        return self._session.exec(query.order_by(col(Barrier.id).desc())).all()

    def in_the_way(self, action_id: int) -> Sequence[tuple[int, str, int | None]]:
        """(barrier, its words, the update that raised it) of the open barriers of an action, newest first."""
        query = select_columns(col(Barrier.id), col(Barrier.words), col(Barrier.update_id)).where(
            col(Barrier.partnership_id) == self._partnership_id,
            col(Barrier.action_id) == action_id,
            col(Barrier.resolved_at).is_(None),
        )
        return self._plainly(query.order_by(col(Barrier.id).desc()))

    def barriers_resolved_since(self, action_id: int, since: datetime) -> Sequence[Barrier]:
        """The barriers of an action that were lifted at an instant or later."""
        query = select(Barrier).where(
            col(Barrier.partnership_id) == self._partnership_id,
            col(Barrier.action_id) == action_id,
            col(Barrier.resolved_at) >= since,
        )
        return self._session.exec(query).all()

    def blocked_actions(self) -> dict[int, str]:
        """Every action with an open barrier, and the newest barrier's words."""
        query = select(Barrier.action_id, Barrier.words).where(
            col(Barrier.partnership_id) == self._partnership_id, col(Barrier.resolved_at).is_(None)
        )
        return dict(self._session.exec(query.order_by(col(Barrier.id))).all())

    def every_open_barrier(self) -> Sequence[tuple[int, str, datetime]]:
        """(action, words, when it was raised) of whatever stands in the way of any action, oldest first."""
        query = select_columns(col(Barrier.action_id), col(Barrier.words), col(Barrier.raised_at)).where(
            col(Barrier.partnership_id) == self._partnership_id, col(Barrier.resolved_at).is_(None)
        )
        return self._plainly(query.order_by(col(Barrier.id)))

    def _is(self, update_id: int, condition: Any) -> bool:
        query = select(Update.id).where(
            col(Update.partnership_id) == self._partnership_id, col(Update.id) == update_id, condition
        )
        return self._session.exec(query).first() is not None

    def _of(self, action_id: int) -> SelectOfScalar[Update]:
        query = select(Update).where(
            col(Update.partnership_id) == self._partnership_id, col(Update.action_id) == action_id
        )
        return query.order_by(col(Update.id).desc())


_LATER = aliased(Update)
_UNDO = aliased(Update)


@cache
def _put_right() -> Any:
    """Whether an update was corrected or undone by a later one that was not undone itself."""
    taken_back = exists().where(_corrects(_UNDO, _LATER), col(_UNDO.kind) == "undo")
    return exists().where(_corrects(_LATER, Update), ~taken_back)


def _overtaken() -> Any:
    """Whether an update came in after something newer had been said, and displaced nothing."""
    return col(Update.status_before).is_(None)


def _corrects(later: Any, update: Any) -> Any:
    # The action is the same; naming it lets the index answer.
    return and_(
        col(later.partnership_id) == col(update.partnership_id),
        col(later.action_id) == col(update.action_id),
        col(later.corrects_id) == col(update.id),
    )


_SAID = (
    col(Update.id),
    col(Update.action_id),
    col(Update.at),
    col(Update.by),
    col(Update.words),
    col(Update.status),
    col(Update.whose),
)

# Every update asks these, so they are put together once.
_WITH_KEY = select(Update).where(
    col(Update.partnership_id) == OWN, col(Update.submission_key) == bindparam("submission_key")
)
_SAID_SINCE = (
    select(Update)
    .where(
        col(Update.partnership_id) == OWN,
        col(Update.action_id) == bindparam("action_id"),
        col(Update.contact_id) == bindparam("contact_id"),
        col(Update.at) >= bindparam("since"),
    )
    .order_by(col(Update.id).desc())
)
