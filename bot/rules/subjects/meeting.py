"""What meets, what is put to it and what comes of it: meetings, reports, decisions, the Board action log, duties."""

from bot.rules.subjects.shapes import Choices, Field, Kind, Subject, Tie
from storage.records import (
    AuditRecommendation,
    Decision,
    Duty,
    LogEntry,
    Meeting,
    Recommendation,
    Report,
    ReportContact,
)

MEETING_STATES: Choices = (
    ("planned", "Planned"),
    ("moved", "Moved"),
    ("cancelled", "Cancelled"),
    ("held", "Held"),
)
LOG_STATES: Choices = (("open", "Open"), ("done", "Done"), ("dropped", "Dropped"))
DUTY_KINDS: Choices = (
    ("report", "A report"),
    ("risk_profile", "The risk profile"),
    ("annual_report", "The annual report"),
    ("membership_review", "A review of its membership"),
)
CADENCES: Choices = (
    ("once", "Once"),
    ("monthly", "Every month"),
    ("quarterly", "Every quarter"),
    ("six_monthly", "Every six months"),
    ("yearly", "Every year"),
    ("regular_intervals", "At regular intervals (not said which)"),
)
AUDIT_STATES: Choices = (
    ("open", "Open"),
    ("accepted", "Accepted"),
    ("done", "Done"),
    ("rejected", "Not accepted"),
)

MEETING = Subject(
    table="meetings",
    record=Meeting,
    name="meeting",
    plural="meetings",
    title=("name", "group_id"),
    over=("state", frozenset({"cancelled", "held"})),
    fields=(
        Field(
            "group_id",
            "Of the group",
            Kind.ONE,
            of="groups",
            brief=True,
            hint="None: a workshop, Full Council.",
        ),
        Field("when", "When", Kind.WHEN, required=True, brief=True),
        Field("local_time", "Time", Kind.TIME, brief=True),
        Field("name", "Called", brief=True),
        Field("kind", "Kind"),
        Field("place", "Where"),
        Field("papers_due", "Papers close on", Kind.DAY, brief=True),
        Field("state", "State", Kind.CHOICE, choices=MEETING_STATES, brief=True),
        Field("note", "Note", Kind.TEXT),
    ),
)

REPORT = Subject(
    table="reports",
    record=Report,
    name="report",
    plural="reports",
    title=("title",),
    fields=(
        Field("title", "Title", required=True, brief=True),
        Field("number", "Report number", brief=True),
        Field("meeting_id", "To the meeting", Kind.ONE, of="meetings", brief=True),
        Field("item", "Item"),
        Field("when", "Date", Kind.WHEN),
        Field(
            "authors",
            "By",
            Kind.MANY,
            of="contacts",
            brief=True,
            tie=Tie(ReportContact, "report_id", "contact_id", {"part": "author"}),
        ),
        Field("author_words", "By, in words"),
        Field(
            "approvers",
            "Approved by",
            Kind.MANY,
            of="contacts",
            tie=Tie(ReportContact, "report_id", "contact_id", {"part": "approver"}),
        ),
        Field("approver_words", "Approved by, in words"),
        Field("approved_on", "Approved on", Kind.DAY),
        Field("appendices", "Appendices", Kind.LINES),
        Field("outcome", "What came of it", Kind.TEXT, brief=True),
        Field("note", "Note", Kind.TEXT),
    ),
)

RECOMMENDATION = Subject(
    table="recommendations",
    record=Recommendation,
    name="recommendation",
    plural="recommendations",
    title=("words",),
    parent="report_id",
    fields=(
        Field("report_id", "Of the report", Kind.ONE, of="reports", required=True, brief=True),
        Field("position", "Place in the order", Kind.NUMBER),
        Field("reference", "Number in the report", brief=True),
        Field("verb", "The meeting is asked to", brief=True, hint="Approve, agree, note, consider …"),
        Field("words", "What", Kind.TEXT, required=True, brief=True),
        Field("ask_id", "The ask it goes with", Kind.ONE, of="asks"),
        Field("outcome", "What came of it", Kind.TEXT, brief=True),
    ),
)

DECISION = Subject(
    table="decisions",
    record=Decision,
    name="decision",
    plural="decisions",
    title=("words",),
    fields=(
        Field("words", "What was decided", Kind.TEXT, required=True, brief=True),
        Field("meeting_id", "At the meeting", Kind.ONE, of="meetings", brief=True),
        Field("group_id", "By the group", Kind.ONE, of="groups", hint="Where no meeting is known."),
        Field("when", "When", Kind.WHEN, hint="Where no meeting is known."),
        Field("minute", "Minute", brief=True),
        Field("report_number", "Report number"),
        Field("action_id", "About the action", Kind.ONE, of="actions", brief=True),
        Field("plan_id", "About the plan", Kind.ONE, of="plans"),
        Field("note", "Note", Kind.TEXT),
    ),
)

LOG_ENTRY = Subject(
    table="log_entries",
    record=LogEntry,
    name="log entry",
    plural="Board action log",
    also=("log",),
    title=("words",),
    over=("state", frozenset({"done", "dropped"})),
    fields=(
        Field("serial", "No.", Kind.NUMBER, own=True),
        Field("words", "What has to be done", Kind.TEXT, required=True, brief=True),
        Field("meeting_id", "From the meeting", Kind.ONE, of="meetings", brief=True),
        Field("minute", "Minute", brief=True),
        Field("decision_id", "By the decision", Kind.ONE, of="decisions"),
        Field("owner_id", "Who", Kind.ONE, of="contacts", brief=True),
        Field("group_id", "Which group", Kind.ONE, of="groups"),
        Field("when", "Due", Kind.WHEN, brief=True),
        Field("state", "State", Kind.CHOICE, choices=LOG_STATES, brief=True),
        Field("done_on", "Done on", Kind.DAY),
        Field("outcome", "What came of it", Kind.TEXT),
    ),
)

DUTY = Subject(
    table="duties",
    record=Duty,
    name="reporting duty",
    plural="reporting duties",
    also=("duty",),
    title=("words", "kind"),
    parent="group_id",
    fields=(
        Field("group_id", "Who owes it", Kind.ONE, of="groups", required=True, brief=True),
        Field("kind", "What", Kind.CHOICE, choices=DUTY_KINDS, required=True, brief=True),
        Field("to_group_id", "To the group", Kind.ONE, of="groups", brief=True),
        Field("cadence", "How often", Kind.CHOICE, choices=CADENCES, required=True, brief=True),
        Field("words", "In words", Kind.TEXT),
        Field("period_words", "For the period", brief=True),
        Field("when", "Next due", Kind.WHEN, brief=True),
        Field("meeting_id", "At the meeting", Kind.ONE, of="meetings"),
        Field("done_on", "Done on", Kind.DAY),
    ),
)

AUDIT = Subject(
    table="audit_recommendations",
    record=AuditRecommendation,
    name="auditor's recommendation",
    plural="auditors' recommendations",
    also=("audit", "audit recommendation"),
    title=("words",),
    over=("state", frozenset({"done", "rejected"})),
    fields=(
        Field("source", "Who, and in which report", required=True, brief=True),
        Field("when", "When", Kind.WHEN, brief=True),
        Field("reference", "Number"),
        Field("words", "What is recommended", Kind.TEXT, required=True, brief=True),
        Field("response", "The partnership's response", Kind.TEXT, brief=True),
        Field("responded_on", "Responded on", Kind.DAY),
        Field("owner_id", "Who sees to it", Kind.ONE, of="contacts"),
        Field("action_id", "By the action", Kind.ONE, of="actions"),
        Field("state", "State", Kind.CHOICE, choices=AUDIT_STATES, brief=True),
    ),
)

MEETINGS = (MEETING, REPORT, RECOMMENDATION, DECISION, LOG_ENTRY, DUTY, AUDIT)
