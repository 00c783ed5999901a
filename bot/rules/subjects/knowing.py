"""What is known: risks, indicators and readings, engagement, consultations, evidence, what was learnt."""

from bot.rules.subjects.shapes import Choices, Field, Kind, Subject
from storage.records import (
    Consultation,
    Engagement,
    Evidence,
    Finding,
    Indicator,
    LearningPoint,
    Measurement,
    Risk,
)

TRENDS: Choices = (("rising", "Rising ↗"), ("steady", "Steady →"), ("falling", "Falling ↘"))
RISK_STATES: Choices = (("open", "Open"), ("closed", "Closed"))
BETTER: Choices = (("higher", "Higher is better"), ("lower", "Lower is better"))
LEARNING_KINDS: Choices = (
    ("learning", "Something learnt"),
    ("way_of_working", "A way of working"),
    ("focus", "A focus of change"),
    ("approach", "How business is done"),
)

RISK = Subject(
    table="risks",
    record=Risk,
    name="risk",
    plural="risks",
    title=("words",),
    over=("state", frozenset({"closed"})),
    fields=(
        Field("words", "What could happen", Kind.TEXT, required=True, brief=True),
        Field("cause", "Why", Kind.TEXT),
        Field("effect", "What would follow", Kind.TEXT),
        Field("likelihood", "Likelihood", Kind.NUMBER, brief=True, hint="1 to {scale}."),
        Field("impact", "Impact", Kind.NUMBER, brief=True, hint="1 to {scale}."),
        Field("controls", "What is being done", Kind.TEXT, brief=True),
        Field("owner_id", "Owner", Kind.ONE, of="contacts", brief=True),
        Field("group_id", "Watched by the group", Kind.ONE, of="groups"),
        Field("action_id", "Of the action", Kind.ONE, of="actions"),
        Field("priority_id", "Of the {priority}", Kind.ONE, of="priorities"),
        Field("plan_id", "Of the plan", Kind.ONE, of="plans"),
        Field("review_on", "Review on", Kind.DAY, brief=True),
        Field("trend", "Trend", Kind.CHOICE, choices=TRENDS, brief=True),
        Field("state", "State", Kind.CHOICE, choices=RISK_STATES),
    ),
)

INDICATOR = Subject(
    table="indicators",
    record=Indicator,
    name="indicator",
    plural="indicators",
    also=("measure",),
    title=("name",),
    fields=(
        Field("name", "What is counted", required=True, brief=True),
        Field("unit", "Unit", brief=True),
        Field("better", "Which way is better", Kind.CHOICE, choices=BETTER, brief=True),
        Field("baseline", "Baseline", Kind.DECIMAL, brief=True),
        Field("baseline_words", "Baseline, in words"),
        Field("target", "Target", Kind.DECIMAL, brief=True),
        Field("target_words", "Target, in words"),
        Field("source", "Source", brief=True),
        Field("priority_id", "Of the {priority}", Kind.ONE, of="priorities", brief=True),
        Field("action_id", "Of the action", Kind.ONE, of="actions"),
        Field("plan_id", "Of the plan", Kind.ONE, of="plans"),
        Field("note", "Note", Kind.TEXT),
    ),
)

MEASUREMENT = Subject(
    table="measurements",
    record=Measurement,
    name="reading",
    plural="readings",
    title=("words", "value"),
    parent="indicator_id",
    fields=(
        Field("indicator_id", "Of the indicator", Kind.ONE, of="indicators", required=True, brief=True),
        Field("when", "For the period", Kind.WHEN, brief=True),
        Field("value", "Value", Kind.DECIMAL, brief=True),
        Field("words", "In words", brief=True),
        Field("source", "Source"),
    ),
)

ENGAGEMENT = Subject(
    table="engagements",
    record=Engagement,
    name="engagement",
    plural="engagement log",
    also=("engage",),
    title=("title",),
    fields=(
        Field("title", "What was done", required=True, brief=True),
        Field("when", "When", Kind.WHEN, brief=True),
        Field("with_whom", "Who took part", brief=True),
        Field("people", "How many", Kind.NUMBER),
        Field("heard", "What was heard", Kind.TEXT, brief=True),
        Field("came_of_it", "What came of it", Kind.TEXT, brief=True),
        Field("body_id", "Led by", Kind.ONE, of="bodies"),
        Field("locality_id", "In the {locality}", Kind.ONE, of="localities"),
        Field("priority_id", "About the {priority}", Kind.ONE, of="priorities"),
        Field("action_id", "About the action", Kind.ONE, of="actions", brief=True),
    ),
)

CONSULTATION = Subject(
    table="consultations",
    record=Consultation,
    name="consultation",
    plural="consultations",
    title=("title",),
    fields=(
        Field("title", "Title", required=True, brief=True),
        Field("when", "When", Kind.WHEN, brief=True),
        Field("responses", "How many answered", Kind.NUMBER, brief=True),
        Field(
            "strength", "How strong it is", brief=True, hint="Informative, but not statistically significant."
        ),
        Field("plan_id", "About the plan", Kind.ONE, of="plans"),
        Field("note", "Note", Kind.TEXT),
    ),
)

FINDING = Subject(
    table="findings",
    record=Finding,
    name="finding",
    plural="findings",
    title=("words",),
    parent="consultation_id",
    fields=(
        Field(
            "consultation_id", "Of the consultation", Kind.ONE, of="consultations", required=True, brief=True
        ),
        Field("position", "Place in the order", Kind.NUMBER),
        Field("words", "What was found", Kind.TEXT, required=True, brief=True),
        Field("priority_id", "Goes with the {priority}", Kind.ONE, of="priorities", brief=True),
    ),
)

EVIDENCE = Subject(
    table="evidence",
    record=Evidence,
    name="evidence",
    plural="evidence",
    title=("name",),
    fields=(
        Field("name", "Name", required=True, brief=True),
        Field("when", "Date", Kind.WHEN, brief=True),
        Field("words", "What it says", Kind.TEXT, brief=True),
        Field("link", "Address", brief=True),
        Field("plan_id", "For the plan", Kind.ONE, of="plans"),
        Field("action_id", "For the action", Kind.ONE, of="actions", brief=True),
        Field("locality_id", "For the {locality}", Kind.ONE, of="localities"),
    ),
)

LEARNING = Subject(
    table="learning_points",
    record=LearningPoint,
    name="learning point",
    plural="learning points",
    also=("learning", "way of working"),
    title=("name",),
    fields=(
        Field("kind", "Kind", Kind.CHOICE, choices=LEARNING_KINDS, required=True, brief=True),
        Field("position", "Place in the order", Kind.NUMBER),
        Field("name", "In a few words", required=True, brief=True),
        Field("words", "In full", Kind.TEXT, brief=True),
        Field("plan_id", "Of the plan", Kind.ONE, of="plans"),
        Field("group_id", "Of the group", Kind.ONE, of="groups"),
    ),
)

KNOWING = (RISK, INDICATOR, MEASUREMENT, ENGAGEMENT, CONSULTATION, FINDING, EVIDENCE, LEARNING)
