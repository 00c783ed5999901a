"""Milestones, of an action or of none, and every re-dating of them."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlmodel import Field

from storage.records.base import Owned, one_of, owned, within
from storage.records.dates import PRECISIONS, Dated
from storage.types import UtcDateTime


class MilestoneBase(Owned, Dated):
    """Something that will be seen to have happened. Its date now; where it began stands in its moves."""

    action_id: int | None = None
    meeting_id: int | None = None
    title: str
    met_on: date | None = None
    note: str | None = None


class Milestone(MilestoneBase, table=True):
    """A milestone."""

    __tablename__ = "milestones"
    __table_args__ = owned(
        within("action_id", "actions"),
        within("meeting_id", "meetings"),
        one_of("precision", PRECISIONS),
        Index(None, "action_id"),
    )

    id: int | None = Field(default=None, primary_key=True)


class MilestoneMove(Owned, table=True):
    """One re-dating: from, to, why and who agreed. Append-only: the usual route to green stays visible."""

    __tablename__ = "milestone_moves"
    __table_args__ = owned(
        within("milestone_id", "milestones"),
        within("contact_id", "contacts"),
        Index(None, "milestone_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    milestone_id: int
    moved_at: datetime = Field(sa_type=UtcDateTime)
    from_latest: date | None = None
    from_words: str | None = None
    to_latest: date | None = None
    to_words: str | None = None
    reason: str | None = None
    agreed_by: str | None = None
    contact_id: int | None = None
