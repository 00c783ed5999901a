"""Bodies, groups, localities, contacts and the dated roles contacts hold."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint, false
from sqlmodel import Field

from storage.records.base import Owned, one_of, owned, within

ROLES = ("chair", "deputy", "lead_officer", "representative", "substitute", "support", "critical_friend")
REACHES = ("local", "area", "region")
SEAT_KINDS = ("partner", "community", "elected_member")
GROUP_STATES = ("shadow", "active", "short-life", "replaced", "wound up")


class BodyBase(Owned):
    """An organisation; `statutory` is None where the papers do not say."""

    name: str
    abbreviation: str | None = None
    kind: str | None = None
    statutory: bool | None = None


class Body(BodyBase, table=True):
    """A partner organisation."""

    __tablename__ = "bodies"
    __table_args__ = owned()

    id: int | None = Field(default=None, primary_key=True)


class GroupBase(Owned):
    """A Board, executive group, task group, thematic or locality partnership.

    `digest`: its chair gets one. `established` and `ended` are worded as the papers do; `statutory` and
    `open_meetings` are None where they do not say. `count` is for a row that stands for several alike. More than
    `most_representatives` is warned about.
    """

    name: str
    aka: list[str] = Field(default_factory=list, sa_type=JSON)
    kind: str | None = None
    parent_id: int | None = None
    lead_body_id: int | None = None
    state: str = "active"
    established: str | None = None
    ended: str | None = None
    digest: bool = False
    locality_id: int | None = None
    replaced_by_id: int | None = None
    first_met: str | None = None
    statutory: bool | None = None
    reach: str | None = None
    remit: str | None = None
    focus: list[str] = Field(default_factory=list, sa_type=JSON)
    cadence: str | None = None
    open_meetings: bool | None = None
    count: int | None = None
    most_representatives: int | None = Field(default=None, ge=1)
    officer_rule: str | None = None
    membership_review: str | None = None
    review_on: date | None = None
    note: str | None = None


class Group(GroupBase, table=True):
    """A group of the partnership."""

    __tablename__ = "groups"
    __table_args__ = owned(
        within("parent_id", "groups"),
        within("lead_body_id", "bodies"),
        within("locality_id", "localities"),
        within("replaced_by_id", "groups"),
        one_of("state", GROUP_STATES),
        one_of("reach", REACHES),
    )

    id: int | None = Field(default=None, primary_key=True)


class SeatBase(Owned):
    """Seats of a group of one kind: for a partner body, for communities, for elected members; how many, if said."""

    group_id: int
    kind: str
    number: int | None = Field(default=None, ge=0)
    body_id: int | None = None
    words: str | None = None


class Seat(SeatBase, table=True):
    """Seats of a group. Who sits in them are roles."""

    __tablename__ = "seats"
    __table_args__ = owned(
        within("group_id", "groups"),
        within("body_id", "bodies"),
        one_of("kind", SEAT_KINDS),
        Index(None, "group_id"),
    )

    id: int | None = Field(default=None, primary_key=True)


class LocalityBase(Owned):
    """A place the partnership plans for. How far its Story of Place and Plan for Place have come, in words."""

    name: str
    story_of_place: str | None = None
    plan_for_place: str | None = None
    note: str | None = None


class Locality(LocalityBase, table=True):
    """A locality."""

    __tablename__ = "localities"
    __table_args__ = owned()

    id: int | None = Field(default=None, primary_key=True)


class ContactBase(Owned):
    """A person in a post of a body.

    `slack_id` and `time_zone` are found by email; away from and to are both included. `nudge_day` (0 to 6, from
    Monday) and `nudge_hour` are when they like to be asked, quiet hours (`quiet_from` up to `quiet_to`, on their own
    clock) when not; `only_when_due` spares them the weekly nudge of what is merely quiet.
    """

    name: str | None = None
    post: str | None = None
    body_id: int | None = None
    email: str | None = Field(default=None, max_length=254)
    phone: str | None = None
    slack_id: str | None = Field(default=None, max_length=40)
    time_zone: str | None = None
    can_contact: bool = True
    away_from: date | None = None
    away_to: date | None = None
    cover_id: int | None = None
    left_on: date | None = None
    nudge_day: int | None = Field(default=None, ge=0, le=6)
    nudge_hour: int | None = Field(default=None, ge=0, le=23)
    quiet_from: int | None = Field(default=None, ge=0, le=23)
    quiet_to: int | None = Field(default=None, ge=0, le=23)
    only_when_due: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    note: str | None = None


class Contact(ContactBase, table=True):
    """A contact of the partnership."""

    __tablename__ = "contacts"
    __table_args__: Any = owned(
        within("body_id", "bodies"),
        within("cover_id", "contacts"),
        UniqueConstraint("partnership_id", "email"),
        UniqueConstraint("partnership_id", "slack_id"),
        Index(None, "slack_id"),
        Index(None, "cover_id"),
    )

    id: int | None = Field(default=None, primary_key=True)


class RoleBase(Owned):
    """A role a contact holds from one day to another: in a group, for a priority, or partnership-wide.

    `seat` is the kind of seat a representative sits in, where it is known.
    """

    contact_id: int
    role: str
    group_id: int | None = None
    priority_id: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    seat: str | None = None


class Role(RoleBase, table=True):
    """A dated role. `support` with no group is the support officer of the whole partnership."""

    __tablename__ = "roles"
    __table_args__ = owned(
        within("contact_id", "contacts"),
        within("group_id", "groups"),
        within("priority_id", "priorities"),
        one_of("role", ROLES),
        one_of("seat", SEAT_KINDS),
        Index(None, "contact_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
