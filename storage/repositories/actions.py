"""Queries about actions."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import and_, bindparam, exists, func, or_
from sqlalchemy import select as select_columns
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col, select

from storage.records import (
    Action,
    ActionBody,
    ActionLocality,
    ActionPriority,
    Barrier,
    Contact,
    Milestone,
    Priority,
    Update,
)
from storage.records.glance import ActionFilter, ActionGlance, ActionPulse, ActionTies
from storage.repositories.base import OWN, Repository

FINISHED = ("complete", "closed")
SETTLED = ("complete", "closed", "paused")

_BY_CODE = (func.rtrim(col(Action.code), "0123456789"), func.length(col(Action.code)), col(Action.code))
"""By prefix, then by number: `POV-99`, `POV-100`. Expressions: rows are read as they lie, and then sorted."""


class Actions(Repository):
    """The actions of one partnership."""

    def by_code(self, code: str) -> Action | None:
        """The action with this code, to read."""
        return self._session.exec(_WITH_CODE, params=self._own(code=code)).first()

    def locked(self, code: str) -> Action | None:
        """The action with this code, locked until the work ends, so that five taps at once count five."""
        return self._session.exec(_LOCKED, params=self._own(code=code)).first()

    def codes(self) -> Sequence[str]:
        """Every code, in order."""
        query = select(Action.code).where(col(Action.partnership_id) == self._partnership_id)
        return self._session.exec(query.order_by(*_BY_CODE)).all()

    def titles(self) -> Sequence[tuple[int, str, str]]:
        """(id, code, title) of every action, in the order of the codes."""
        query = select_columns(col(Action.id), col(Action.code), col(Action.title))
        owned = query.where(col(Action.partnership_id) == self._partnership_id)
        return [(row[0], row[1], row[2]) for row in self._plainly(owned.order_by(*_BY_CODE))]

    def glances(
        self, wanted: ActionFilter | None = None, limit: int | None = None, offset: int = 0
    ) -> list[ActionGlance]:
        """Actions as values, by code, narrowed to `wanted`, a page at a time."""
        query = _GLANCE.where(*self._conditions(wanted or ActionFilter()))
        query = query.order_by(*_BY_CODE).limit(limit).offset(offset)
        return list(map(ActionGlance._make, self._session.execute(query)))

    def glances_of(self, action_ids: Collection[int]) -> dict[int, ActionGlance]:
        """These actions by id, in the order of their codes.

        An id that is not the partnership's is left out.
        """
        if not action_ids:
            return {}
        query = _GLANCE.where(
            col(Action.partnership_id) == self._partnership_id, col(Action.id).in_(action_ids)
        )
        rows = self._session.execute(query.order_by(*_BY_CODE))
        return {glance.id: glance for glance in map(ActionGlance._make, rows)}

    def pulses(self) -> list[ActionPulse]:
        """Every action that is not settled, as planning reads it, in the order of the codes."""
        query = select_columns(*_PULSE).where(
            col(Action.partnership_id) == self._partnership_id, col(Action.status).not_in(SETTLED)
        )
        return list(map(ActionPulse._make, self._plainly(query.order_by(*_BY_CODE))))

    def glance(self, action_id: int) -> ActionGlance:
        """One action as a value; `LookupError` where the partnership has no such action."""
        query = _GLANCE.where(col(Action.partnership_id) == self._partnership_id, col(Action.id) == action_id)
        row = self._session.execute(query).first()
        if row is None:
            raise LookupError(f"no action {action_id} in this partnership")
        return ActionGlance._make(row)

    def count(self, wanted: ActionFilter) -> int:
        """How many actions fit."""
        query = select_columns(func.count(col(Action.id))).where(*self._conditions(wanted))
        count: int = self._session.execute(query).scalar_one()
        return count

    def tally(self, wanted: ActionFilter) -> dict[str, int]:
        """How many actions fit, by status; a status none of them has is left out."""
        query = select_columns(col(Action.status), func.count(col(Action.id))).where(
            *self._conditions(wanted)
        )
        rows = self._session.execute(query.group_by(col(Action.status)))
        return {row[0]: row[1] for row in rows}

    def of_officer(self, contact_id: int) -> list[ActionGlance]:
        """The actions a contact coordinates or deputises for, finished ones left out."""
        mine = or_(col(Action.officer_id) == contact_id, col(Action.deputy_id) == contact_id)
        owned = col(Action.partnership_id) == self._partnership_id
        query = _GLANCE.where(owned, mine, col(Action.status).not_in(FINISHED)).order_by(*_BY_CODE)
        return list(map(ActionGlance._make, self._session.execute(query)))

    def uncoordinated(self) -> list[ActionGlance]:
        """The actions nobody is there to coordinate, by code: whoever was has left, or nobody ever was."""
        query = _GLANCE.where(
            col(Action.partnership_id) == self._partnership_id,
            col(Action.status).not_in(FINISHED),
            self._nobody_coordinates(),
        )
        return list(map(ActionGlance._make, self._session.execute(query.order_by(*_BY_CODE))))

    def ties(self, action_id: int) -> ActionTies:
        """The contributing bodies and the priorities of an action, its first priority first."""
        bodies = select(ActionBody.body_id).where(
            col(ActionBody.partnership_id) == self._partnership_id, col(ActionBody.action_id) == action_id
        )
        priorities = select(ActionPriority.priority_id).where(
            col(ActionPriority.partnership_id) == self._partnership_id,
            col(ActionPriority.action_id) == action_id,
        )
        return ActionTies(
            contributing_body_ids=frozenset(self._session.exec(bodies)),
            priority_ids=tuple(self._session.exec(priorities.order_by(col(ActionPriority.position)))),
        )

    def contributions(self, action_id: int) -> Sequence[tuple[int, str | None]]:
        """(body, what it brings) for every contributing body of an action, in the order they were added."""
        query = select(ActionBody.body_id, ActionBody.contribution).where(
            col(ActionBody.partnership_id) == self._partnership_id, col(ActionBody.action_id) == action_id
        )
        return self._session.exec(query.order_by(col(ActionBody.id))).all()

    def locality_ids(self, action_id: int) -> Sequence[int]:
        """Where an action happens, in the order the localities were added."""
        query = select(ActionLocality.locality_id).where(
            col(ActionLocality.partnership_id) == self._partnership_id,
            col(ActionLocality.action_id) == action_id,
        )
        return self._session.exec(query.order_by(col(ActionLocality.id))).all()

    def priority_pairs(self) -> Sequence[tuple[int, int]]:
        """(action, priority) for every tie of the partnership."""
        query = select_columns(col(ActionPriority.action_id), col(ActionPriority.priority_id))
        owned = query.where(col(ActionPriority.partnership_id) == self._partnership_id)
        return self._plainly(owned)

    def priority_pairs_of(self, action_ids: Collection[int]) -> Sequence[tuple[int, int]]:
        """(action, priority) for every tie of these actions."""
        query = select_columns(col(ActionPriority.action_id), col(ActionPriority.priority_id)).where(
            col(ActionPriority.partnership_id) == self._partnership_id,
            col(ActionPriority.action_id).in_(action_ids),
        )
        return self._plainly(query)

    def first_priorities(self) -> dict[int, int]:
        """The first priority of every action that has one, by the action's id."""
        query = select_columns(col(ActionPriority.action_id), col(ActionPriority.priority_id))
        owned = query.where(col(ActionPriority.partnership_id) == self._partnership_id)
        # What is written last for an action stays, so the first comes last.
        first_last = owned.order_by(col(ActionPriority.position).desc(), col(ActionPriority.id))
        return {row[0]: row[1] for row in self._plainly(first_last)}

    def labels(self) -> Sequence[tuple[int, str, str | None, list[str], list[str]]]:
        """(id, code, kind, cross-cutting issues, communities of interest) of every action, in the order of codes."""
        query = select_columns(
            col(Action.id),
            col(Action.code),
            col(Action.kind),
            col(Action.cross_cutting),
            col(Action.communities),
        )
        owned = query.where(col(Action.partnership_id) == self._partnership_id)
        return self._plainly(owned.order_by(*_BY_CODE))

    def body_pairs(self) -> Sequence[tuple[int, int]]:
        """(action, contributing body) for every tie of the partnership, in the order they were added."""
        query = select_columns(col(ActionBody.action_id), col(ActionBody.body_id))
        owned = query.where(col(ActionBody.partnership_id) == self._partnership_id)
        return self._plainly(owned.order_by(col(ActionBody.id)))

    def _nobody_coordinates(self) -> ColumnElement[bool]:
        left = select(Contact.id).where(
            col(Contact.partnership_id) == self._partnership_id, col(Contact.left_on).is_not(None)
        )
        return or_(col(Action.officer_id).is_(None), col(Action.officer_id).in_(left))

    def _conditions(self, wanted: ActionFilter) -> Iterable[ColumnElement[bool]]:
        yield col(Action.partnership_id) == self._partnership_id
        if wanted.only_ids is not None:
            yield col(Action.id).in_(wanted.only_ids)
        if wanted.statuses:
            yield col(Action.status).in_(wanted.statuses)
        if wanted.officer_id is not None:
            yield col(Action.officer_id) == wanted.officer_id
        if wanted.group_ids:
            yield or_(
                col(Action.lead_group_id).in_(wanted.group_ids), self._of_priority_led_by(wanted.group_ids)
            )
        if wanted.unowned:
            yield self._nobody_coordinates()
            yield col(Action.status).not_in(FINISHED)
        if wanted.stuck:
            barrier = exists().where(
                col(Barrier.partnership_id) == col(Action.partnership_id),
                col(Barrier.action_id) == col(Action.id),
                col(Barrier.resolved_at).is_(None),
            )
            yield or_(col(Action.status) == "off_track", barrier)
            yield col(Action.status).not_in(FINISHED)
        if wanted.quick_wins:
            yield col(Action.quick_win).is_(True)
        if wanted.undated:
            yield col(Action.latest).is_(None)
            yield col(Action.status).not_in(FINISHED)
        yield from self._ties_wanted(wanted)
        yield from self._lateness_wanted(wanted)

    def _of_priority_led_by(self, group_ids: Collection[int]) -> ColumnElement[bool]:
        led = select(Priority.id).where(
            col(Priority.partnership_id) == self._partnership_id, col(Priority.lead_group_id).in_(group_ids)
        )
        # Found once, not once an action: beside the other half of an "or" no index would help.
        serving = select(ActionPriority.action_id).where(
            col(ActionPriority.partnership_id) == self._partnership_id,
            col(ActionPriority.priority_id).in_(led),
        )
        return col(Action.id).in_(serving)

    def _ties_wanted(self, wanted: ActionFilter) -> Iterable[ColumnElement[bool]]:
        if wanted.priority_ids:
            serves = _tied(ActionPriority, col(ActionPriority.priority_id).in_(wanted.priority_ids))
            yield or_(serves, col(Action.id).in_(wanted.once_served)) if wanted.once_served else serves
        if wanted.locality_ids:
            yield _tied(ActionLocality, col(ActionLocality.locality_id).in_(wanted.locality_ids))
        if wanted.body_ids:
            contributes = _tied(ActionBody, col(ActionBody.body_id).in_(wanted.body_ids))
            yield or_(col(Action.lead_body_id).in_(wanted.body_ids), contributes)

    def _lateness_wanted(self, wanted: ActionFilter) -> Iterable[ColumnElement[bool]]:
        if wanted.overdue_on is not None:
            day = wanted.overdue_on
            slipped = and_(
                col(Milestone.partnership_id) == col(Action.partnership_id),
                col(Milestone.action_id) == col(Action.id),
                col(Milestone.met_on).is_(None),
                col(Milestone.latest) < day,
            )
            yield or_(col(Action.latest) < day, exists().where(slipped))
            yield col(Action.status).not_in(FINISHED)
        if wanted.stale_before is not None:
            heard = col(Action.heard_at)
            yield or_(heard.is_(None), heard < wanted.stale_before)
            yield col(Action.status).not_in(SETTLED)


def _tied(
    tie: type[ActionBody] | type[ActionLocality] | type[ActionPriority], fits: Any
) -> ColumnElement[bool]:
    owned = col(tie.partnership_id) == col(Action.partnership_id)
    return exists().where(owned, col(tie.action_id) == col(Action.id), fits)


_WITH_CODE = select(Action).where(col(Action.partnership_id) == OWN, col(Action.code) == bindparam("code"))
_LOCKED = _WITH_CODE.with_for_update()

_PULSE = (
    col(Action.id),
    col(Action.status),
    col(Action.officer_id),
    col(Action.deputy_id),
    col(Action.lead_group_id),
    col(Action.heard_at),
)

_GLANCE = select_columns(
    col(Action.id),
    col(Action.code),
    col(Action.title),
    col(Action.status),
    col(Action.confirmed_by_id),
    col(Action.officer_id),
    col(Action.deputy_id),
    col(Action.lead_group_id),
    col(Action.lead_body_id),
    col(Action.latest),
    col(Action.date_words),
    col(Action.heard_at),
    col(Update.words),
    col(Update.by),
    col(Action.earliest),
    col(Action.precision),
    col(Update.at),
    col(Update.whose),
    col(Update.route),
    col(Update.said_on),
).outerjoin(
    Update,
    and_(
        col(Update.partnership_id) == col(Action.partnership_id),
        col(Update.id) == col(Action.latest_update_id),
    ),
)
