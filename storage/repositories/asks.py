"""Queries about asks of the Board."""

from collections.abc import Collection

from sqlalchemy import and_, func
from sqlalchemy import select as select_columns
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col, select

from storage.records import Action, Ask, Update
from storage.records.glance import AskGlance
from storage.repositories.base import Repository

OPEN = ("raised", "on_agenda")
"""The states of an ask that waits for an outcome."""


class Asks(Repository):
    """The asks of one partnership."""

    def of_meeting(self, meeting_id: int) -> list[AskGlance]:
        """What a meeting is asked, in the order of its agenda."""
        return self._glances(col(Ask.meeting_id) == meeting_id, col(Ask.state) != "withdrawn")

    def raised(self) -> list[AskGlance]:
        """Asks raised and on no agenda yet: with the executive group."""
        return self._glances(col(Ask.state) == "raised")

    def of_action(self, action_id: int) -> list[AskGlance]:
        """Every ask an action has raised."""
        return self._glances(col(Ask.action_id) == action_id)

    def of_update(self, update_id: int) -> list[AskGlance]:
        """Every ask raised with one update."""
        return self._glances(col(Ask.update_id) == update_id)

    def open_by_meeting(self) -> dict[int, int]:
        """How many asks are put to each meeting, or raised for it, and have no outcome yet."""
        query = select_columns(col(Ask.meeting_id), func.count()).where(
            col(Ask.partnership_id) == self._partnership_id,
            col(Ask.meeting_id).is_not(None),
            col(Ask.state).in_(OPEN),
        )
        return dict(self._plainly(query.group_by(col(Ask.meeting_id))))

    def of_ids(self, ask_ids: Collection[int]) -> dict[int, AskGlance]:
        """These asks, by id."""
        if not ask_ids:
            return {}
        return {ask.id: ask for ask in self._glances(col(Ask.id).in_(ask_ids))}

    def locked(self, ask_id: int) -> Ask | None:
        """An ask, held until the work ends: whoever else would change it waits, then sees this."""
        query = select(Ask).where(col(Ask.partnership_id) == self._partnership_id, col(Ask.id) == ask_id)
        return self._session.exec(query.with_for_update().execution_options(populate_existing=True)).first()

    def _glances(self, *conditions: ColumnElement[bool]) -> list[AskGlance]:
        query = _GLANCE.where(col(Ask.partnership_id) == self._partnership_id, *conditions)
        return list(map(AskGlance._make, self._session.execute(query.order_by(col(Ask.item), col(Ask.id)))))


_GLANCE = (
    select_columns(
        col(Ask.id),
        col(Ask.action_id),
        col(Action.code),
        col(Ask.kind),
        col(Ask.words),
        col(Ask.state),
        col(Ask.meeting_id),
        col(Ask.item),
        col(Ask.raised_at),
        col(Update.words),
        col(Ask.outcome),
    )
    .select_from(Ask)
    .outerjoin(
        Action,
        and_(col(Action.partnership_id) == col(Ask.partnership_id), col(Action.id) == col(Ask.action_id)),
    )
    .outerjoin(
        Update,
        and_(col(Update.partnership_id) == col(Ask.partnership_id), col(Update.id) == col(Ask.update_id)),
    )
)
