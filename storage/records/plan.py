"""Plans, the priority sets that replace each other, and their priorities."""

from sqlalchemy import JSON
from sqlmodel import Field

from storage.records.base import Owned, owned, within


class PlanBase(Owned):
    """A LOIP, locality, work or improvement plan. Periods are kept as the papers word them."""

    title: str | None = None
    kind: str | None = None
    period_start: str | None = None
    period_end: str | None = None
    state: str | None = None
    superseded_by_id: int | None = None


class Plan(PlanBase, table=True):
    """A plan of the partnership."""

    __tablename__ = "plans"
    __table_args__ = owned(within("superseded_by_id", "plans"))

    id: int | None = Field(default=None, primary_key=True)


class PrioritySetBase(Owned):
    """The priorities a plan version had, or has."""

    label: str | None = None
    kind: str | None = None
    plan_id: int | None = None
    agreed: str | None = None


class PrioritySet(PrioritySetBase, table=True):
    """A set of priorities agreed together."""

    __tablename__ = "priority_sets"
    __table_args__ = owned(within("plan_id", "plans"))

    id: int | None = Field(default=None, primary_key=True)


class PriorityBase(Owned):
    """A priority, theme or objective. `prefix` begins the codes of its actions; a code never changes."""

    priority_set_id: int
    position: int | None = None
    name: str
    sub_topics: list[str] = Field(default_factory=list, sa_type=JSON)
    prefix: str = Field(max_length=8)
    lead_group_id: int | None = None


class Priority(PriorityBase, table=True):
    """A priority of a set."""

    __tablename__ = "priorities"
    __table_args__ = owned(within("priority_set_id", "priority_sets"), within("lead_group_id", "groups"))

    id: int | None = Field(default=None, primary_key=True)
