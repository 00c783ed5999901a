"""Actions and what ties them to priorities, bodies and places."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field

from storage.records.base import Owned, one_of, owned, within
from storage.records.dates import PRECISIONS, Dated
from storage.types import UtcDateTime

CLOSING_REASONS = ("business_as_usual", "merged", "no_longer_needed", "not_achieved")
"""Why an action was closed without being complete."""

GROUP_PARTS = ("decides", "hears")
"""What a group is to an action besides leading it: it has to decide on it, or is told how it goes."""

STATUSES = ("not_started", "on_track", "at_risk", "off_track", "complete", "paused", "closed")


class ActionBase(Owned, Dated):
    """An action only a partnership can deliver. `officer_id` is the coordinating officer; none means unowned.

    `paper_reference` is the free text a paper used (1, 2, 3.1); `code` is the register's own and never
    changes. `public_words` are what the published page says, apart from the working title. `fairer_scotland` is the
    answer to what the action does for those worst off (Fairer Scotland Duty). One that was closed says why, and one
    merged into another which.
    """

    code: str = Field(max_length=20)
    title: str
    why: str | None = None
    kind: str | None = None
    paper_reference: str | None = None
    plan_id: int | None = None
    lead_body_id: int | None = None
    lead_group_id: int | None = None
    lead_words: str | None = None
    officer_id: int | None = None
    deputy_id: int | None = None
    cross_cutting: list[str] = Field(default_factory=list, sa_type=JSON)
    quick_win: bool = False
    starts_words: str | None = None
    status: str = "not_started"
    confirmed_by_id: int | None = None
    public_words: str | None = None
    communities: list[str] = Field(default_factory=list, sa_type=JSON)
    fairer_scotland: str | None = None
    closing_reason: str | None = None
    merged_into_id: int | None = None
    note: str | None = None


class Action(ActionBase, table=True):
    """An action of the register.

    `latest_update_id` and `heard_at` are derived: the update that stands, and when it was said. They are
    written with the update, by the service that records it, and have no history of their own: the updates
    are it.
    """

    __tablename__ = "actions"
    __table_args__: Any = owned(
        within("plan_id", "plans"),
        within("lead_body_id", "bodies"),
        within("lead_group_id", "groups"),
        within("officer_id", "contacts"),
        within("deputy_id", "contacts"),
        within("confirmed_by_id", "contacts"),
        within("merged_into_id", "actions"),
        UniqueConstraint("partnership_id", "code"),
        one_of("status", STATUSES),
        one_of("closing_reason", CLOSING_REASONS),
        one_of("precision", PRECISIONS),
        Index(None, "partnership_id", "officer_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    latest_update_id: int | None = None
    heard_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    version: int = 1


class ActionPriority(Owned, table=True):
    """An action serves a priority; position 1 is the one its code came from."""

    __tablename__ = "action_priorities"
    __table_args__ = owned(
        within("action_id", "actions"),
        within("priority_id", "priorities"),
        UniqueConstraint("action_id", "priority_id"),
        Index(None, "priority_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    action_id: int
    priority_id: int
    position: int = 1


class ActionBody(Owned, table=True):
    """A body contributes to an action: what it brings, in words, and when somebody of it last confirmed that."""

    __tablename__ = "action_bodies"
    __table_args__ = owned(
        within("action_id", "actions"),
        within("body_id", "bodies"),
        within("confirmed_by_id", "contacts"),
        UniqueConstraint("action_id", "body_id"),
        Index(None, "body_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    action_id: int
    body_id: int
    contribution: str | None = None
    confirmed_by_id: int | None = None
    confirmed_on: date | None = None


class ActionLocality(Owned, table=True):
    """An action happens in a locality."""

    __tablename__ = "action_localities"
    __table_args__ = owned(
        within("action_id", "actions"),
        within("locality_id", "localities"),
        UniqueConstraint("action_id", "locality_id"),
        Index(None, "locality_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    action_id: int
    locality_id: int


class ActionGroup(Owned, table=True):
    """A group that has to decide on an action, or is told how it goes, besides the one that leads it."""

    __tablename__ = "action_groups"
    __table_args__ = owned(
        within("action_id", "actions"),
        within("group_id", "groups"),
        UniqueConstraint("action_id", "group_id", "part"),
        one_of("part", GROUP_PARTS),
        Index(None, "group_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    action_id: int
    group_id: int
    part: str = "hears"


class Dependency(Owned, table=True):
    """An action waits for another, or leans on it; how, in words."""

    __tablename__ = "dependencies"
    __table_args__ = owned(
        within("action_id", "actions"),
        within("needs_id", "actions"),
        UniqueConstraint("action_id", "needs_id"),
        Index(None, "needs_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    action_id: int
    needs_id: int
    words: str | None = None


class ResourceBase(Owned):
    """What a body promised an action: money, people, rooms. The amount is free text."""

    action_id: int
    body_id: int | None = None
    words: str
    amount: str | None = None
    promised_on: date | None = None
    state: str = "promised"


RESOURCE_STATES = ("promised", "received", "withdrawn")


class Resource(ResourceBase, table=True):
    """A resource promised."""

    __tablename__ = "resources"
    __table_args__ = owned(
        within("action_id", "actions"),
        within("body_id", "bodies"),
        one_of("state", RESOURCE_STATES),
        Index(None, "action_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
