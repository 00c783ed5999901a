"""What a meeting decided, and the Board's own action log, which is apart from the actions of the plan."""

from datetime import date

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from storage.records.base import Owned, one_of, owned, within
from storage.records.dates import PRECISIONS, Dated

LOG_STATES = ("open", "done", "dropped")


class DecisionBase(Owned, Dated):
    """A decision in the words of the minute. Its date is its own where no meeting is known."""

    meeting_id: int | None = None
    group_id: int | None = None
    words: str
    minute: str | None = None
    report_number: str | None = None
    action_id: int | None = None
    plan_id: int | None = None
    note: str | None = None


class Decision(DecisionBase, table=True):
    """A decision."""

    __tablename__ = "decisions"
    __table_args__ = owned(
        within("meeting_id", "meetings"),
        within("group_id", "groups"),
        within("action_id", "actions"),
        within("plan_id", "plans"),
        one_of("precision", PRECISIONS),
        Index(None, "meeting_id"),
    )

    id: int | None = Field(default=None, primary_key=True)


class LogEntryBase(Owned, Dated):
    """What somebody has to do after a meeting: a serial number, tied to the minute. The date is when it is due."""

    serial: int
    meeting_id: int | None = None
    decision_id: int | None = None
    minute: str | None = None
    words: str
    owner_id: int | None = None
    group_id: int | None = None
    state: str = "open"
    done_on: date | None = None
    outcome: str | None = None


class LogEntry(LogEntryBase, table=True):
    """An entry of the Board action log. Serial numbers are given by the register and never used twice."""

    __tablename__ = "log_entries"
    __table_args__ = owned(
        within("meeting_id", "meetings"),
        within("decision_id", "decisions"),
        within("owner_id", "contacts"),
        within("group_id", "groups"),
        UniqueConstraint("partnership_id", "serial"),
        one_of("state", LOG_STATES),
        one_of("precision", PRECISIONS),
    )

    id: int | None = Field(default=None, primary_key=True)
