"""What was heard from communities, what was found in consultations, evidence, and what was learnt."""

from sqlalchemy import Index
from sqlmodel import Field

from storage.records.base import Owned, one_of, owned, within
from storage.records.dates import PRECISIONS, Dated

LEARNING_KINDS = ("learning", "way_of_working", "focus", "approach")
"""A point learnt; a way of working agreed; a focus of change; how business is done at the Board."""


class EngagementBase(Owned, Dated):
    """One occasion of community participation: who took part, what was heard, what came of it.

    The Act's section 8 report assesses the extent and the effectiveness of it.
    """

    title: str
    with_whom: str | None = None
    people: int | None = None
    heard: str | None = None
    came_of_it: str | None = None
    body_id: int | None = None
    locality_id: int | None = None
    priority_id: int | None = None
    action_id: int | None = None


class Engagement(EngagementBase, table=True):
    """An entry of the engagement log."""

    __tablename__ = "engagements"
    __table_args__ = owned(
        within("body_id", "bodies"),
        within("locality_id", "localities"),
        within("priority_id", "priorities"),
        within("action_id", "actions"),
        one_of("precision", PRECISIONS),
    )

    id: int | None = Field(default=None, primary_key=True)


class ConsultationBase(Owned, Dated):
    """A consultation, how many answered and how strong it is, as its paper says."""

    title: str
    responses: int | None = None
    strength: str | None = None
    plan_id: int | None = None
    note: str | None = None


class Consultation(ConsultationBase, table=True):
    """A consultation."""

    __tablename__ = "consultations"
    __table_args__ = owned(within("plan_id", "plans"), one_of("precision", PRECISIONS))

    id: int | None = Field(default=None, primary_key=True)


class FindingBase(Owned):
    """What a consultation found, in its order."""

    consultation_id: int
    position: int = 1
    words: str
    priority_id: int | None = None


class Finding(FindingBase, table=True):
    """A finding of a consultation."""

    __tablename__ = "findings"
    __table_args__ = owned(
        within("consultation_id", "consultations"),
        within("priority_id", "priorities"),
        Index(None, "consultation_id"),
    )

    id: int | None = Field(default=None, primary_key=True)


class EvidenceBase(Owned, Dated):
    """Something decisions rest on: a strategic assessment, a Place Plan, a presentation; with its address if any."""

    name: str
    words: str | None = None
    link: str | None = None
    plan_id: int | None = None
    action_id: int | None = None
    locality_id: int | None = None


class Evidence(EvidenceBase, table=True):
    """A piece of evidence."""

    __tablename__ = "evidence"
    __table_args__ = owned(
        within("plan_id", "plans"),
        within("action_id", "actions"),
        within("locality_id", "localities"),
        one_of("precision", PRECISIONS),
    )

    id: int | None = Field(default=None, primary_key=True)


class LearningPointBase(Owned):
    """What the partnership learnt or agreed about how it works, in its order."""

    kind: str = "learning"
    position: int | None = None
    name: str
    words: str | None = None
    plan_id: int | None = None
    group_id: int | None = None


class LearningPoint(LearningPointBase, table=True):
    """A learning point or a way of working."""

    __tablename__ = "learning_points"
    __table_args__ = owned(
        within("plan_id", "plans"), within("group_id", "groups"), one_of("kind", LEARNING_KINDS)
    )

    id: int | None = Field(default=None, primary_key=True)
