"""Queries about questions put in private."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from storage.records import Question
from storage.repositories.base import Repository


class Questions(Repository):
    """The questions of one partnership."""

    def with_key(self, submission_key: str) -> Question | None:
        """The question this submission already put."""
        return self._session.exec(
            self._own_ones().where(col(Question.submission_key) == submission_key)
        ).first()

    def carried_by(self, outbox_key: str) -> Question | None:
        """The question that a message carried."""
        return self._session.exec(self._own_ones().where(col(Question.outbox_key) == outbox_key)).first()

    def put_since(self, action_ids: Collection[int], since: datetime) -> Sequence[Question]:
        """The questions about these actions put since an instant, oldest first."""
        about = self._own_ones().where(col(Question.action_id).in_(action_ids), col(Question.at) >= since)
        return self._session.exec(about.order_by(col(Question.id))).all()

    def locked(self, question_id: int) -> Question | None:
        """A question, held until the work ends: whoever else would answer it waits, then sees this."""
        query = self._own_ones().where(col(Question.id) == question_id).with_for_update()
        return self._session.exec(query.execution_options(populate_existing=True)).first()

    def _own_ones(self) -> SelectOfScalar[Question]:
        return select(Question).where(col(Question.partnership_id) == self._partnership_id)
