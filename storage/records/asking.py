"""What passes between people about an action without being an update: a snooze, and a question put in private."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from storage.records.base import Owned, owned, within
from storage.types import UtcDateTime


class Snooze(Owned, table=True):
    """Somebody asked not to be asked about an action before a day. The newest of an action counts.

    It does not count as hearing, and never passes the closing of the Board's papers.
    """

    __tablename__ = "snoozes"
    __table_args__: Any = owned(
        within("action_id", "actions"),
        within("contact_id", "contacts"),
        UniqueConstraint("partnership_id", "submission_key"),
        Index(None, "action_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    action_id: int
    contact_id: int
    until: date
    at: datetime = Field(sa_type=UtcDateTime)
    submission_key: str = Field(max_length=255)


class Question(Owned, table=True):
    """A question one contact put to another about an action, and the answer, which is theirs alone.

    `outbox_key` is the message that carried it; a reply in its thread is the answer.
    """

    __tablename__ = "questions"
    __table_args__: Any = owned(
        within("action_id", "actions"),
        within("asker_id", "contacts"),
        within("asked_id", "contacts"),
        UniqueConstraint("partnership_id", "submission_key"),
        Index(None, "action_id"),
        Index(None, "outbox_key"),
    )

    id: int | None = Field(default=None, primary_key=True)
    action_id: int
    asker_id: int
    asked_id: int
    words: str
    at: datetime = Field(sa_type=UtcDateTime)
    outbox_key: str = Field(max_length=255)
    submission_key: str = Field(max_length=255)
    answer: str | None = None
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
