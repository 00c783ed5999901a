"""What is to be done: actions, what belongs to them, their milestones, barriers and asks."""

from bot.rules.subjects.shapes import Choices, Field, Kind, Subject, Tie
from storage.records import (
    Action,
    ActionBody,
    ActionGroup,
    ActionLocality,
    ActionPriority,
    Ask,
    Barrier,
    Dependency,
    Leaning,
    Milestone,
    Resource,
)

STATUSES: Choices = (
    ("not_started", "Not started"),
    ("on_track", "On track"),
    ("at_risk", "At risk"),
    ("off_track", "Off track"),
    ("complete", "Complete"),
    ("paused", "Paused"),
    ("closed", "Closed"),
)
CLOSING_REASONS: Choices = (
    ("business_as_usual", "Business as usual now"),
    ("merged", "Merged into another"),
    ("no_longer_needed", "No longer needed"),
    ("not_achieved", "Not achieved"),
)
ASK_KINDS: Choices = (
    ("decide", "Decide"),
    ("direct", "Direct"),
    ("add_value", "Add value"),
    ("note", "Note"),
)
ASK_STATES: Choices = (
    ("raised", "Raised"),
    ("settled_below", "Settled below the Board"),
    ("on_agenda", "On an agenda"),
    ("answered", "Answered"),
    ("withdrawn", "Withdrawn"),
)
BARRIER_KINDS: Choices = (
    ("decision", "A decision"),
    ("data_sharing", "Data sharing"),
    ("resources", "Resources"),
    ("another_partner", "Another partner"),
    ("other", "Something else"),
)
ACTION_KINDS: Choices = (
    ("partnership_only", "Partnership-only"),
    ("existing_work", "Existing work"),
    ("enabling", "Enabling"),
    ("short_term_focus", "Short-term focus"),
    ("improvement", "Improvement"),
    ("improvement_action", "Improvement action"),
    ("work_plan_action", "Work plan action"),
    ("group_priority", "Priority of a group"),
    ("agreed_action", "Agreed action"),
    ("initial_action", "Initial action"),
    ("next_step", "Next step"),
    ("statutory_report", "Statutory report"),
)
RESOURCE_STATES: Choices = (("promised", "Promised"), ("received", "Received"), ("withdrawn", "Withdrawn"))

ACTION = Subject(
    table="actions",
    record=Action,
    name="action",
    plural="actions",
    title=("title",),
    over=("status", frozenset({"complete", "closed"})),
    fields=(
        Field("code", "Code", own=True),
        Field("title", "What will be done", required=True, brief=True),
        Field(
            "priorities",
            "{Priorities} it serves",
            Kind.MANY,
            of="priorities",
            brief=True,
            tie=Tie(ActionPriority, "action_id", "priority_id"),
        ),
        Field("why", "Why it needs the partnership", Kind.TEXT, brief=True),
        Field(
            "kind",
            "Kind",
            hint="Partnership-only, existing work, enabling, short-term focus, improvement.",
            known=ACTION_KINDS,
        ),
        Field("lead_group_id", "Led by the group", Kind.ONE, of="groups", brief=True),
        Field("lead_body_id", "Led by the body", Kind.ONE, of="bodies", brief=True),
        Field("lead_words", "Led by, in words"),
        Field("officer_id", "Coordinating officer", Kind.ONE, of="contacts", own=True),
        Field("deputy_id", "Deputy", Kind.ONE, of="contacts"),
        Field("starts_words", "Starts"),
        Field("when", "Due", Kind.WHEN, brief=True),
        Field("status", "Status", Kind.CHOICE, choices=STATUSES, own=True),
        Field("confirmed_by_id", "Completion confirmed by", Kind.ONE, of="contacts", own=True),
        Field("closing_reason", "Why it was closed", Kind.CHOICE, choices=CLOSING_REASONS, own=True),
        Field("merged_into_id", "Merged into", Kind.ONE, of="actions", own=True),
        Field("plan_id", "In the plan", Kind.ONE, of="plans"),
        Field("paper_reference", "Number in the paper"),
        Field("quick_win", "A quick win", Kind.YES_NO),
        Field(
            "localities",
            "{Localities}",
            Kind.MANY,
            of="localities",
            tie=Tie(ActionLocality, "action_id", "locality_id"),
        ),
        Field("communities", "Communities of interest", Kind.LINES),
        Field("cross_cutting", "Cross-cutting issues", Kind.LINES),
        Field(
            "decided_by",
            "Needs a decision of",
            Kind.MANY,
            of="groups",
            tie=Tie(ActionGroup, "action_id", "group_id", {"part": "decides"}),
        ),
        Field(
            "heard_by",
            "Is reported to",
            Kind.MANY,
            of="groups",
            tie=Tie(ActionGroup, "action_id", "group_id", {"part": "hears"}),
        ),
        Field("fairer_scotland", "What it does for those worst off", Kind.TEXT),
        Field("public_words", "Words for the published page", Kind.TEXT),
        Field("note", "Note", Kind.TEXT),
    ),
)

CONTRIBUTION = Subject(
    table="action_bodies",
    record=ActionBody,
    name="contribution",
    plural="contributions",
    title=("contribution", "body_id"),
    parent="action_id",
    fields=(
        Field("action_id", "Action", Kind.ONE, of="actions", required=True, brief=True),
        Field("body_id", "Body", Kind.ONE, of="bodies", required=True, brief=True),
        Field("contribution", "What it brings", Kind.TEXT, brief=True),
        Field("confirmed_by_id", "Confirmed by", Kind.ONE, of="contacts", own=True),
        Field("confirmed_on", "Confirmed on", Kind.DAY, own=True),
    ),
)

DEPENDENCY = Subject(
    table="dependencies",
    record=Dependency,
    name="dependency",
    plural="dependencies",
    title=("words", "needs_id"),
    parent="action_id",
    fields=(
        Field("action_id", "Action", Kind.ONE, of="actions", required=True, brief=True),
        Field("needs_id", "Waits for", Kind.ONE, of="actions", required=True, brief=True),
        Field("words", "What for", Kind.TEXT, brief=True),
    ),
)

LEANING = Subject(
    table="leanings",
    record=Leaning,
    name="plan leaned on",
    plural="plans leaned on",
    also=("leaning",),
    title=("words", "plan_id"),
    parent="action_id",
    fields=(
        Field("action_id", "Action", Kind.ONE, of="actions", required=True, brief=True),
        Field("plan_id", "Plan", Kind.ONE, of="plans", required=True, brief=True),
        Field("words", "What for", Kind.TEXT, brief=True),
    ),
)

RESOURCE = Subject(
    table="resources",
    record=Resource,
    name="resource",
    plural="resources",
    title=("words",),
    parent="action_id",
    over=("state", frozenset({"withdrawn"})),
    fields=(
        Field("action_id", "For the action", Kind.ONE, of="actions", required=True, brief=True),
        Field("words", "What was promised", required=True, brief=True),
        Field("body_id", "By", Kind.ONE, of="bodies", brief=True),
        Field("amount", "How much", brief=True),
        Field("promised_on", "Promised on", Kind.DAY),
        Field("state", "State", Kind.CHOICE, choices=RESOURCE_STATES, brief=True),
    ),
)

MILESTONE = Subject(
    table="milestones",
    record=Milestone,
    name="milestone",
    plural="milestones",
    title=("title",),
    ended="met_on",
    fields=(
        Field("title", "What will be seen to have happened", required=True, brief=True),
        Field(
            "action_id", "Of the action", Kind.ONE, of="actions", brief=True, hint="None: of the partnership."
        ),
        Field("when", "When", Kind.WHEN, brief=True),
        Field("meeting_id", "At the meeting", Kind.ONE, of="meetings"),
        Field("met_on", "Met on", Kind.DAY, own=True),
        Field("note", "Note", Kind.TEXT),
    ),
)

BARRIER = Subject(
    table="barriers",
    record=Barrier,
    name="barrier",
    plural="barriers",
    title=("words",),
    parent="action_id",
    ended="resolved_at",
    fields=(
        Field("action_id", "Action", Kind.ONE, of="actions", required=True, brief=True),
        Field("kind", "What is needed", Kind.CHOICE, choices=BARRIER_KINDS, brief=True),
        Field("words", "What stands in the way", Kind.TEXT, required=True, brief=True),
        Field("owner_id", "Who took it on", Kind.ONE, of="contacts", brief=True),
        Field("group_id", "Lies with the group", Kind.ONE, of="groups", brief=True),
        Field("resolution", "What resolved it", Kind.TEXT),
        Field("raised_at", "Raised", own=True),
        Field("resolved_at", "Resolved", own=True),
    ),
)

ASK = Subject(
    table="asks",
    record=Ask,
    name="ask",
    plural="asks",
    title=("words",),
    over=("state", frozenset({"settled_below", "answered", "withdrawn"})),
    fields=(
        Field("action_id", "Of the action", Kind.ONE, of="actions", brief=True),
        Field("kind", "The Board is asked to", Kind.CHOICE, choices=ASK_KINDS, required=True, brief=True),
        Field("words", "What exactly", Kind.TEXT, required=True, brief=True),
        Field("state", "State", Kind.CHOICE, choices=ASK_STATES, own=True),
        Field("raised_by_id", "Raised by", Kind.ONE, of="contacts", own=True),
        Field("raised_at", "Raised", own=True),
        Field("meeting_id", "At the meeting", Kind.ONE, of="meetings", own=True),
        Field("item", "Item", own=True),
        Field("outcome", "What came of it", Kind.TEXT, own=True),
    ),
)

ACTING = (ACTION, CONTRIBUTION, DEPENDENCY, LEANING, RESOURCE, MILESTONE, BARRIER, ASK)
