"""Reports and their recommendations, what groups owe the Board and when, and what auditors recommended."""

from datetime import date

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field

from storage.records.base import Owned, one_of, owned, within
from storage.records.dates import PRECISIONS, Dated

REPORT_PARTS = ("author", "approver")
DUTY_KINDS = ("report", "risk_profile", "annual_report", "membership_review")
CADENCES = ("once", "monthly", "quarterly", "six_monthly", "yearly", "regular_intervals")
"""How often. `regular_intervals` is what a paper says where it does not say which: it is asked for, never guessed."""
AUDIT_STATES = ("open", "accepted", "done", "rejected")


class ReportBase(Owned, Dated):
    """A paper put to a meeting. Its number is free text; its date is its own where the meeting has none.

    `appendices` are lines such as "A: CPP Improvement Plan". `outcome` is what came of the whole of it.
    """

    meeting_id: int | None = None
    item: str | None = None
    number: str | None = None
    title: str
    author_words: str | None = None
    approver_words: str | None = None
    approved_on: date | None = None
    appendices: list[str] = Field(default_factory=list, sa_type=JSON)
    outcome: str | None = None
    note: str | None = None


class Report(ReportBase, table=True):
    """A report."""

    __tablename__ = "reports"
    __table_args__ = owned(
        within("meeting_id", "meetings"), one_of("precision", PRECISIONS), Index(None, "meeting_id")
    )

    id: int | None = Field(default=None, primary_key=True)


class ReportContact(Owned, table=True):
    """A contact who wrote a report or approved it."""

    __tablename__ = "report_contacts"
    __table_args__ = owned(
        within("report_id", "reports"),
        within("contact_id", "contacts"),
        UniqueConstraint("report_id", "contact_id", "part"),
        one_of("part", REPORT_PARTS),
        Index(None, "contact_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    report_id: int
    contact_id: int
    part: str = "author"


class RecommendationBase(Owned):
    """What a report asks its meeting to do. It is apart from the ask, and from what came of it."""

    report_id: int
    position: int = 1
    reference: str | None = None
    verb: str | None = None
    words: str
    ask_id: int | None = None
    outcome: str | None = None


class Recommendation(RecommendationBase, table=True):
    """A recommendation of a report."""

    __tablename__ = "recommendations"
    __table_args__ = owned(within("report_id", "reports"), within("ask_id", "asks"), Index(None, "report_id"))

    id: int | None = Field(default=None, primary_key=True)


class DutyBase(Owned, Dated):
    """What a group owes another group and how often: a six-monthly report, the risk profile.

    The date is when the next is due; `period_words` what it covers ("1 October to 31 March").
    """

    group_id: int
    to_group_id: int | None = None
    kind: str = "report"
    words: str | None = None
    cadence: str = "regular_intervals"
    period_words: str | None = None
    meeting_id: int | None = None
    done_on: date | None = None


class Duty(DutyBase, table=True):
    """A reporting duty."""

    __tablename__ = "duties"
    __table_args__ = owned(
        within("group_id", "groups"),
        within("to_group_id", "groups"),
        within("meeting_id", "meetings"),
        one_of("kind", DUTY_KINDS),
        one_of("cadence", CADENCES),
        one_of("precision", PRECISIONS),
        Index(None, "group_id"),
    )

    id: int | None = Field(default=None, primary_key=True)


class AuditRecommendationBase(Owned, Dated):
    """What an auditor recommended, when and in which report, and what the partnership answered."""

    source: str
    reference: str | None = None
    words: str
    response: str | None = None
    responded_on: date | None = None
    owner_id: int | None = None
    action_id: int | None = None
    state: str = "open"


class AuditRecommendation(AuditRecommendationBase, table=True):
    """An auditor's recommendation."""

    __tablename__ = "audit_recommendations"
    __table_args__ = owned(
        within("owner_id", "contacts"),
        within("action_id", "actions"),
        one_of("state", AUDIT_STATES),
        one_of("precision", PRECISIONS),
    )

    id: int | None = Field(default=None, primary_key=True)
