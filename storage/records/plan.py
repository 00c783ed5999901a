"""Plans and who approves them, the priority sets that replace each other, and their priorities."""

from datetime import date

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field

from storage.records.base import Owned, one_of, owned, within
from storage.records.dates import PRECISIONS, Dated

PLAN_KINDS = (
    "loip",
    "locality_plan",
    "work_plan",
    "improvement_plan",
    "performance_framework",
    "annual_action_plan",
    "short_term_focus",
    "held_elsewhere",
)
"""What a plan is. `held_elsewhere` is somebody else's plan that actions lean on. Papers have other words too."""

PLAN_STATES = ("draft", "in_principle", "approved", "superseded", "withdrawn")
"""Where a plan stands. What a paper said before that ("put to Board for approval") is kept in the plan's note."""

APPROVALS = ("in_principle", "approved", "refused", "deferred")
"""What came of asking a body for its approval; none while it has still to be asked."""

SUCCESSIONS = ("continued", "renamed", "merged", "split", "retired", "unknown")
"""What became of a priority when the next set replaced it; `unknown` where no paper says."""


class PlanBase(Owned):
    """A LOIP, locality, work or improvement plan. Periods are kept as the papers word them.

    A plan may stand inside another: a one-year action plan in a ten-year plan. `period_end` is the planned end;
    `revised_by_id` is a later version that changed it and left it standing; `superseded_on` is when it was really
    replaced. `held_by` says whose it is where it is not the partnership's.
    """

    title: str | None = None
    kind: str | None = None
    period_start: str | None = None
    period_end: str | None = None
    state: str | None = None
    superseded_by_id: int | None = None
    revised_by_id: int | None = None
    parent_id: int | None = None
    edition: str | None = None
    period_words: str | None = None
    superseded_on: date | None = None
    held_by: str | None = None
    note: str | None = None


class Plan(PlanBase, table=True):
    """A plan of the partnership, or one held elsewhere."""

    __tablename__ = "plans"
    __table_args__ = owned(
        within("superseded_by_id", "plans"), within("revised_by_id", "plans"), within("parent_id", "plans")
    )

    id: int | None = Field(default=None, primary_key=True)


class ApprovalBase(Owned, Dated):
    """One body's say on a plan, in its place in the order: a group, a body, or in words whoever it is.

    The report number is free text (`G/21/99`, `17/322`, or none). `condition` is what the approval hangs on.
    """

    plan_id: int
    position: int = 1
    group_id: int | None = None
    body_id: int | None = None
    approver_words: str | None = None
    meeting_id: int | None = None
    decision: str | None = None
    report_number: str | None = None
    condition: str | None = None
    note: str | None = None


class Approval(ApprovalBase, table=True):
    """An approval asked for or given."""

    __tablename__ = "approvals"
    __table_args__ = owned(
        within("plan_id", "plans"),
        within("group_id", "groups"),
        within("body_id", "bodies"),
        within("meeting_id", "meetings"),
        one_of("decision", APPROVALS),
        one_of("precision", PRECISIONS),
        Index(None, "plan_id"),
    )

    id: int | None = Field(default=None, primary_key=True)


class Leaning(Owned, table=True):
    """An action leans on a plan that is held elsewhere, or serves a second plan; how, in words."""

    __tablename__ = "leanings"
    __table_args__ = owned(
        within("action_id", "actions"),
        within("plan_id", "plans"),
        UniqueConstraint("action_id", "plan_id"),
        Index(None, "plan_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    action_id: int
    plan_id: int
    words: str | None = None


class PrioritySetBase(Owned):
    """The priorities a plan version had, or has. One replaced by another says when."""

    label: str | None = None
    kind: str | None = None
    plan_id: int | None = None
    agreed: str | None = None
    replaced_by_id: int | None = None
    replaced_on: date | None = None
    note: str | None = None


class PrioritySet(PrioritySetBase, table=True):
    """A set of priorities agreed together."""

    __tablename__ = "priority_sets"
    __table_args__ = owned(within("plan_id", "plans"), within("replaced_by_id", "priority_sets"))

    id: int | None = Field(default=None, primary_key=True)


class PriorityBase(Owned):
    """A priority, theme or objective. `prefix` begins the codes of its actions; a code never changes."""

    priority_set_id: int
    position: int | None = None
    name: str
    sub_topics: list[str] = Field(default_factory=list, sa_type=JSON)
    prefix: str = Field(max_length=8)
    lead_group_id: int | None = None
    note: str | None = None


class Priority(PriorityBase, table=True):
    """A priority of a set."""

    __tablename__ = "priorities"
    __table_args__ = owned(within("priority_set_id", "priority_sets"), within("lead_group_id", "groups"))

    id: int | None = Field(default=None, primary_key=True)


class SuccessionBase(Owned):
    """What became of a priority: many to many, so one merged row each. `to_id` is None for one retired or unknown.

    `basis` is what it rests on, in words; `decision_id` the decision, where there is one.
    """

    from_id: int
    to_id: int | None = None
    kind: str = "unknown"
    decided_on: date | None = None
    decision_id: int | None = None
    basis: str | None = None


class Succession(SuccessionBase, table=True):
    """One line from an old priority to a new one, or to none."""

    __tablename__ = "successions"
    __table_args__ = owned(
        within("from_id", "priorities"),
        within("to_id", "priorities"),
        within("decision_id", "decisions"),
        UniqueConstraint("from_id", "to_id"),
        one_of("kind", SUCCESSIONS),
    )

    id: int | None = Field(default=None, primary_key=True)


class CrossCuttingBase(Owned):
    """An issue that cuts across priorities: the cost of living, climate change. `raised` is worded as the papers do."""

    name: str
    called: str | None = None
    raised: str | None = None
    plan_id: int | None = None


class CrossCutting(CrossCuttingBase, table=True):
    """A cross-cutting issue. Actions name it in words."""

    __tablename__ = "cross_cutting_issues"
    __table_args__ = owned(within("plan_id", "plans"))

    id: int | None = Field(default=None, primary_key=True)
