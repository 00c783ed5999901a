"""Indicators and what was measured. A number may be missing where a paper has only words; the words are kept."""

from sqlalchemy import Index
from sqlmodel import Field

from storage.records.base import Owned, one_of, owned, within
from storage.records.dates import PRECISIONS, Dated

BETTER = ("higher", "lower")


class IndicatorBase(Owned):
    """Something counted to see whether outcomes improve: baseline, target, and which way is better."""

    name: str
    unit: str | None = None
    source: str | None = None
    better: str | None = None
    baseline: float | None = None
    baseline_words: str | None = None
    target: float | None = None
    target_words: str | None = None
    priority_id: int | None = None
    action_id: int | None = None
    plan_id: int | None = None
    note: str | None = None


class Indicator(IndicatorBase, table=True):
    """An indicator."""

    __tablename__ = "indicators"
    __table_args__ = owned(
        within("priority_id", "priorities"),
        within("action_id", "actions"),
        within("plan_id", "plans"),
        one_of("better", BETTER),
    )

    id: int | None = Field(default=None, primary_key=True)


class MeasurementBase(Owned, Dated):
    """One reading of an indicator, for the period its date spans."""

    indicator_id: int
    value: float | None = None
    words: str | None = None
    source: str | None = None


class Measurement(MeasurementBase, table=True):
    """A reading of an indicator."""

    __tablename__ = "measurements"
    __table_args__ = owned(
        within("indicator_id", "indicators"),
        one_of("precision", PRECISIONS),
        Index(None, "indicator_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
