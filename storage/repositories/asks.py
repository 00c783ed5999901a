"""Queries about asks of the Board."""

from sqlalchemy import and_
from sqlalchemy import select as select_columns
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col

from storage.records import Action, Ask, Update
from storage.records.glance import AskGlance
from storage.repositories.base import Repository


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
