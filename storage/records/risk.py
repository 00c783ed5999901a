"""The risk profile: watched by one group, its exceptions heard by the Board."""

from datetime import date

from sqlmodel import Field

from storage.records.base import Owned, one_of, owned, within

TRENDS = ("rising", "steady", "falling")
RISK_STATES = ("open", "closed")


class RiskBase(Owned):
    """A risk. Likelihood and impact are on the partnership's scale, 1 to `risk_scale`; none while not scored."""

    words: str
    cause: str | None = None
    effect: str | None = None
    likelihood: int | None = Field(default=None, ge=1, le=10)
    impact: int | None = Field(default=None, ge=1, le=10)
    controls: str | None = None
    owner_id: int | None = None
    group_id: int | None = None
    action_id: int | None = None
    priority_id: int | None = None
    plan_id: int | None = None
    review_on: date | None = None
    trend: str | None = None
    state: str = "open"


class Risk(RiskBase, table=True):
    """A risk of the profile."""

    __tablename__ = "risks"
    __table_args__ = owned(
        within("owner_id", "contacts"),
        within("group_id", "groups"),
        within("action_id", "actions"),
        within("priority_id", "priorities"),
        within("plan_id", "plans"),
        one_of("trend", TRENDS),
        one_of("state", RISK_STATES),
    )

    id: int | None = Field(default=None, primary_key=True)
