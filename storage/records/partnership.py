"""The partnership: its own words, its calendar and how it likes to be asked."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from storage.types import UtcDateTime


class PartnershipBase(SQLModel):
    """What a partnership tells us of itself.

    `nudge_day` counts from Monday, 0 to 6; `nudge_hour` is local. `ladder_days` are the working days an action may
    stay unanswered before the next person is asked. `risk_scale` is the highest mark of likelihood and of impact.
    """

    code: str = Field(unique=True, max_length=40)
    name: str
    short_name: str = "CPP"
    area: str = ""
    plan_term: str = "Local Outcomes Improvement Plan"
    plan_abbreviation: str | None = "LOIP"
    priority_term: str = "priority"
    locality_term: str = "locality"
    time_zone: str = "Europe/London"
    holidays: str = "GB-SCT"
    closed_days: list[str] = Field(default_factory=list, sa_type=JSON)
    nudge_day: int = Field(default=0, ge=0, le=6)
    nudge_hour: int = Field(default=9, ge=0, le=23)
    freshness_days: int = Field(default=28, ge=1, le=366)
    digest_lead_days: int = Field(default=5, ge=0, le=60)
    ladder_days: int = Field(default=5, ge=1, le=60, sa_column_kwargs={"server_default": "5"})
    status_key: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    code_prefix: str = Field(default="CPP", max_length=8)
    strapline: str | None = None
    risk_scale: int = Field(default=5, ge=2, le=10, sa_column_kwargs={"server_default": "5"})


class Partnership(PartnershipBase, table=True):
    """A community planning partnership. Nothing due before `created_at` is caught up."""

    __tablename__ = "partnerships"

    id: int | None = Field(default=None, primary_key=True)
    created_at: datetime = Field(sa_type=UtcDateTime)
