"""What makes sending happen once: slots and forms claimed, lines planned, the outbox, the workspace."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field

from storage.records.base import Owned, one_of, owned, within
from storage.records.glance import PlannedLine
from storage.types import UtcDateTime

OUTBOX_STATES = ("waiting", "claimed", "sent", "withdrawn", "parked")
OUTBOX_KINDS = ("message", "lines", "edit", "respond")
WORKSPACE_STATES = ("installed", "paused", "uninstalled")


class Slot(Owned, table=True):
    """One run of one schedule, named for its occasion (`nudge 2026-W45`), never for its instant."""

    __tablename__ = "slots"
    __table_args__: Any = owned(UniqueConstraint("partnership_id", "name"))

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=120)
    due_at: datetime = Field(sa_type=UtcDateTime)
    claimed_at: datetime = Field(sa_type=UtcDateTime)
    note: str | None = None


class Submission(Owned, table=True):
    """A form that added a row, by its own key: the same form sent twice adds nothing a second time."""

    __tablename__ = "submissions"
    __table_args__: Any = owned(UniqueConstraint("partnership_id", "key"))

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(max_length=255)
    at: datetime = Field(sa_type=UtcDateTime)
    row_id: int


class Outbox(Owned, table=True):
    """A message to be sent once. Its key, in the partnership, names kind, occasion, recipient and part.

    `message` and `edit` carry a frozen payload; `lines` is composed from its lines when it is claimed, so
    that what was answered meanwhile drops out; `respond` goes to a response_url. `after_key` names the
    part whose ts threads this one.
    """

    __tablename__ = "outbox"
    __table_args__: Any = owned(
        within("contact_id", "contacts"),
        UniqueConstraint("partnership_id", "key"),
        one_of("kind", OUTBOX_KINDS),
        one_of("state", OUTBOX_STATES),
        Index(None, "state", "not_before"),
        Index(None, "partnership_id", "lease_until"),
        Index(None, "sent_channel", "sent_ts"),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(max_length=255)
    kind: str = "message"
    contact_id: int | None = None
    channel: str | None = None
    payload: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    after_key: str | None = Field(default=None, max_length=255)
    not_before: datetime = Field(sa_type=UtcDateTime)
    not_after: datetime | None = Field(default=None, sa_type=UtcDateTime)
    state: str = "waiting"
    attempts: int = 0
    lease_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    lease_by: str | None = None
    uncertain: bool = False
    last_error: str | None = None
    created_at: datetime = Field(sa_type=UtcDateTime)
    sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    sent_channel: str | None = None
    sent_ts: str | None = None


class Line(Owned, table=True):
    """Something the clock has to say to one person, once: unique by kind, subject, occasion and recipient."""

    __tablename__ = "lines"
    __table_args__: Any = owned(
        within("contact_id", "contacts"),
        within("outbox_id", "outbox"),
        UniqueConstraint("partnership_id", "kind", "subject", "occasion", "contact_id"),
        Index(None, "outbox_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(max_length=40)
    subject: str = Field(max_length=60)
    occasion: str = Field(max_length=120)
    contact_id: int
    due_on: date
    outbox_id: int | None = None
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


AnyLine = Line | PlannedLine
"""A line kept, or one that a dry run would keep."""


class Workspace(Owned, table=True):
    """A Slack workspace bound to one partnership. `token_digest` tells which token is its own, without it."""

    __tablename__ = "workspaces"
    __table_args__ = owned(one_of("state", WORKSPACE_STATES))

    id: int | None = Field(default=None, primary_key=True)
    team_id: str = Field(unique=True, max_length=40)
    name: str = ""
    bot_user_id: str = Field(max_length=40)
    bot_id: str | None = None
    token_digest: str = Field(max_length=64)
    state: str = "installed"
