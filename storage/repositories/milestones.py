"""Queries about milestones and their re-datings."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, bindparam, exists, func, or_
from sqlalchemy import select as select_columns
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col, select

from storage.records import Milestone, MilestoneMove
from storage.records.glance import MilestoneGlance
from storage.repositories.base import OWN, Repository


class Milestones(Repository):
    """The milestones of one partnership."""

    def unmet(self) -> list[MilestoneGlance]:
        """Every milestone not met yet, the earliest due first and the undated last."""
        return self._glances(col(Milestone.met_on).is_(None))

    def pressing(self, today: date, moved_since: datetime) -> list[MilestoneGlance]:
        """The milestones not met whose latest day is over, or which were re-dated since an instant."""
        moved = exists().where(_MOVED, col(MilestoneMove.moved_at) >= moved_since)
        return self._glances(col(Milestone.met_on).is_(None), or_(col(Milestone.latest) < today, moved))

    def unmet_of(self, action_ids: Collection[int]) -> list[MilestoneGlance]:
        """The milestones of these actions not met yet, the earliest due first and the undated last."""
        if not action_ids:
            return []
        return self._glances(col(Milestone.met_on).is_(None), col(Milestone.action_id).in_(action_ids))

    def of_actions(self, action_ids: Collection[int]) -> list[MilestoneGlance]:
        """The milestones of these actions, met ones among them."""
        return self._glances(col(Milestone.action_id).in_(action_ids)) if action_ids else []

    def glances_of(self, milestone_ids: Collection[int]) -> dict[int, MilestoneGlance]:
        """These milestones by id, met or not."""
        found = self._glances(col(Milestone.id).in_(milestone_ids)) if milestone_ids else []
        return {milestone.id: milestone for milestone in found}

    def of_action(self, action_id: int) -> list[MilestoneGlance]:
        """The milestones of an action, met ones among them."""
        rows = self._plainly(_OF_ACTION, self._own(action_id=action_id))
        return list(map(MilestoneGlance._make, rows))

    def all(self) -> list[MilestoneGlance]:
        """Every milestone of the partnership."""
        return self._glances()

    def records_of(self, action_id: int) -> Sequence[Milestone]:
        """The milestones of an action, to change."""
        query = select(Milestone).where(
            col(Milestone.partnership_id) == self._partnership_id, col(Milestone.action_id) == action_id
        )
        return self._session.exec(query.order_by(col(Milestone.id))).all()

    def _glances(self, *conditions: ColumnElement[bool]) -> list[MilestoneGlance]:
        query = _GLANCE.where(col(Milestone.partnership_id) == self._partnership_id, *conditions)
        return list(map(MilestoneGlance._make, self._plainly(query.order_by(*_BY_DATE))))


_MOVED = and_(
    col(MilestoneMove.partnership_id) == col(Milestone.partnership_id),
    col(MilestoneMove.milestone_id) == col(Milestone.id),
)


def _of_first_move(column: Any) -> Any:
    """A column of the milestone's first re-dating: where it began."""
    first = select_columns(column).where(_MOVED).order_by(col(MilestoneMove.id)).limit(1)
    return first.correlate(Milestone).scalar_subquery()


_GLANCE = select_columns(
    col(Milestone.id),
    col(Milestone.action_id),
    col(Milestone.title),
    col(Milestone.earliest),
    col(Milestone.latest),
    col(Milestone.precision),
    col(Milestone.date_words),
    col(Milestone.met_on),
    select_columns(func.count(col(MilestoneMove.id))).where(_MOVED).correlate(Milestone).scalar_subquery(),
    _of_first_move(col(MilestoneMove.from_latest)),
    _of_first_move(col(MilestoneMove.from_words)),
    select_columns(func.max(col(MilestoneMove.moved_at)))
    .where(_MOVED)
    .correlate(Milestone)
    .scalar_subquery(),
)

_BY_DATE = (col(Milestone.latest).is_(None), col(Milestone.latest), col(Milestone.id))
"""The earliest due first, the undated last."""

# Every update asks it, so it is put together once.
_OF_ACTION = _GLANCE.where(
    col(Milestone.partnership_id) == OWN, col(Milestone.action_id) == bindparam("action_id")
).order_by(*_BY_DATE)
