"""Meetings, and the digests frozen before them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field

from storage.records.base import Owned, one_of, owned, within
from storage.records.dates import PRECISIONS, Dated
from storage.types import UtcDateTime

MEETING_STATES = ("planned", "moved", "cancelled", "held")


class MeetingBase(Owned, Dated):
    """A meeting of a group, or of none (Full Council, a workshop). Dates are entered, never inferred.

    `local_time` is HH:MM on the partnership's own clock, whatever the date does to the offset.
    """

    group_id: int | None = None
    name: str | None = None
    kind: str | None = None
    local_time: str | None = Field(default=None, max_length=5)
    place: str | None = None
    papers_due: date | None = None
    state: str = "planned"
    note: str | None = None


class Meeting(MeetingBase, table=True):
    """A meeting. `version` counts its moves and cancellations, so that each is told once."""

    __tablename__ = "meetings"
    __table_args__ = owned(
        within("group_id", "groups"),
        one_of("state", MEETING_STATES),
        one_of("precision", PRECISIONS),
        Index(None, "group_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    version: int = 1


class DigestSnapshot(Owned, table=True):
    """The digest of a meeting as it stood: what the chair saw that day."""

    __tablename__ = "digest_snapshots"
    __table_args__: Any = owned(
        within("meeting_id", "meetings"), UniqueConstraint("partnership_id", "meeting_id", "occasion")
    )

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int
    occasion: str = Field(max_length=120)
    as_of: datetime = Field(sa_type=UtcDateTime)
    since: datetime | None = Field(default=None, sa_type=UtcDateTime)
    meeting_on: date | None = None
    value: dict[str, Any] = Field(sa_type=JSON)


class DigestHold(Owned, table=True):
    """A digest held back before it went, or let go again: the newest of a meeting counts."""

    __tablename__ = "digest_holds"
    __table_args__: Any = owned(
        within("meeting_id", "meetings"), within("contact_id", "contacts"), Index(None, "meeting_id")
    )

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int
    occasion: str = Field(max_length=120)
    held: bool
    contact_id: int
    at: datetime = Field(sa_type=UtcDateTime)


class DigestNote(Owned, table=True):
    """A line the support officer adds to a digest before it goes, in their own words."""

    __tablename__ = "digest_notes"
    __table_args__: Any = owned(
        within("meeting_id", "meetings"),
        within("contact_id", "contacts"),
        UniqueConstraint("partnership_id", "submission_key"),
        Index(None, "meeting_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int
    occasion: str = Field(max_length=120)
    words: str
    contact_id: int
    at: datetime = Field(sa_type=UtcDateTime)
    submission_key: str = Field(max_length=255)
