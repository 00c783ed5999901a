"""What was agreed: plans and their approvals, priority sets and priorities, succession, cross-cutting issues."""

from bot.rules.subjects.shapes import Choices, Field, Kind, Subject
from storage.records import Approval, CrossCutting, Plan, Priority, PrioritySet, Succession

PLAN_STATES: Choices = (
    ("draft", "Draft"),
    ("in_principle", "Approved in principle"),
    ("approved", "Approved"),
    ("superseded", "Superseded"),
    ("withdrawn", "Withdrawn"),
)
PLAN_KINDS: Choices = (
    ("loip", "LOIP"),
    ("locality_plan", "Locality plan"),
    ("plan_for_place", "Plan for Place"),
    ("work_plan", "Work plan"),
    ("improvement_plan", "Improvement plan"),
    ("performance_framework", "Performance framework"),
    ("annual_action_plan", "Annual action plan"),
    ("annual_action_plan", "One-year action plan"),
    ("short_term_focus", "Short-term focus"),
)
APPROVALS: Choices = (
    ("in_principle", "In principle"),
    ("approved", "Approved"),
    ("refused", "Refused"),
    ("deferred", "Deferred"),
)
SUCCESSIONS: Choices = (
    ("continued", "Continued"),
    ("renamed", "Renamed"),
    ("merged", "Merged"),
    ("split", "Split"),
    ("retired", "Retired"),
    ("unknown", "Not known"),
)

PLAN = Subject(
    table="plans",
    record=Plan,
    name="plan",
    plural="plans",
    title=("title", "kind"),
    over=("state", frozenset({"superseded", "withdrawn"})),
    fields=(
        Field("title", "Title", brief=True),
        Field(
            "kind",
            "Kind",
            brief=True,
            hint="{plan}, work plan, improvement plan, Plan for Place …",
            known=PLAN_KINDS,
        ),
        Field(
            "state",
            "State",
            brief=True,
            hint="Draft, in principle, approved, superseded, withdrawn.",
            known=(*PLAN_STATES, ("in_principle", "In principle")),
        ),
        Field("edition", "Version"),
        Field("parent_id", "Inside the plan", Kind.ONE, of="plans", brief=True),
        Field("period_start", "From", brief=True),
        Field("period_end", "Planned end", brief=True),
        Field("period_words", "Period, in words"),
        Field(
            "revised_by_id",
            "Revised by",
            Kind.ONE,
            of="plans",
            hint="A version that changed it and left it standing.",
        ),
        Field("superseded_by_id", "Superseded by", Kind.ONE, of="plans"),
        Field("superseded_on", "Superseded on", Kind.DAY),
        Field("held_by", "Held by", hint="Where it is somebody else's plan that actions lean on."),
        Field("note", "Note", Kind.TEXT),
    ),
)

APPROVAL = Subject(
    table="approvals",
    record=Approval,
    name="approval",
    plural="approvals",
    title=("approver_words", "group_id", "body_id"),
    parent="plan_id",
    fields=(
        Field("plan_id", "Plan", Kind.ONE, of="plans", required=True, brief=True),
        Field("position", "Place in the order", Kind.NUMBER, brief=True),
        Field("group_id", "By the group", Kind.ONE, of="groups", brief=True),
        Field("body_id", "By the body", Kind.ONE, of="bodies", brief=True),
        Field("approver_words", "By, in words", hint="Each partner, through its own governance."),
        Field("decision", "What came of it", Kind.CHOICE, choices=APPROVALS, brief=True),
        Field("when", "When", Kind.WHEN, brief=True),
        Field("meeting_id", "At the meeting", Kind.ONE, of="meetings"),
        Field("report_number", "Report number", brief=True),
        Field("condition", "On condition that", Kind.TEXT),
        Field("note", "Note", Kind.TEXT),
    ),
)

PRIORITY_SET = Subject(
    table="priority_sets",
    record=PrioritySet,
    name="{priority} set",
    plural="{priority} sets",
    also=("priority set", "set"),
    title=("label", "agreed"),
    ended="replaced_on",
    fields=(
        Field("label", "What they are called together", brief=True, hint="Five strategic priorities."),
        Field("kind", "Kind"),
        Field("plan_id", "Of the plan", Kind.ONE, of="plans", brief=True),
        Field("agreed", "Agreed", brief=True),
        Field("replaced_by_id", "Replaced by", Kind.ONE, of="priority_sets", own=True),
        Field("replaced_on", "Replaced on", Kind.DAY, own=True),
        Field("note", "Note", Kind.TEXT),
    ),
)

PRIORITY = Subject(
    table="priorities",
    record=Priority,
    name="{priority}",
    plural="{priorities}",
    also=("priority", "theme", "objective"),
    title=("name",),
    parent="priority_set_id",
    fields=(
        Field("name", "Name", required=True, brief=True),
        Field("priority_set_id", "In the set", Kind.ONE, of="priority_sets", required=True, brief=True),
        Field("position", "Place in the order", Kind.NUMBER),
        Field("sub_topics", "Including", Kind.LINES, brief=True),
        Field("prefix", "Codes begin with", own=True),
        Field("lead_group_id", "Led by the group", Kind.ONE, of="groups", brief=True),
        Field("note", "Note", Kind.TEXT),
    ),
)

SUCCESSION = Subject(
    table="successions",
    record=Succession,
    name="succession",
    plural="successions",
    title=("from_id",),
    parent="from_id",
    fields=(
        Field("from_id", "The old {priority}", Kind.ONE, of="priorities", required=True, brief=True),
        Field("kind", "What became of it", Kind.CHOICE, choices=SUCCESSIONS, required=True, brief=True),
        Field("to_id", "The new {priority}", Kind.ONE, of="priorities", brief=True),
        Field("decided_on", "Decided on", Kind.DAY),
        Field("decision_id", "By the decision", Kind.ONE, of="decisions", brief=True),
        Field("basis", "What this rests on", Kind.TEXT, brief=True),
    ),
)

CROSS_CUTTING = Subject(
    table="cross_cutting_issues",
    record=CrossCutting,
    name="cross-cutting issue",
    plural="cross-cutting issues",
    also=("issue",),
    title=("name",),
    fields=(
        Field("name", "Name", required=True, brief=True),
        Field("called", "What the paper calls it"),
        Field("raised", "Raised", brief=True),
        Field("plan_id", "Of the plan", Kind.ONE, of="plans", brief=True),
    ),
)

PLANNING = (PLAN, APPROVAL, PRIORITY_SET, PRIORITY, SUCCESSION, CROSS_CUTTING)
