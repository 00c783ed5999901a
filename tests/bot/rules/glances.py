"""Values that rules and views read, without a database: small builders with sensible defaults."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from bot.rules.freshness import Situation
from bot.rules.nudging import Picture
from storage.records.glance import ActionGlance, ActionPulse, ContactGlance, MilestoneGlance, RoleGlance

LONDON = ZoneInfo("Europe/London")
TODAY = date(2026, 11, 16)
"""A Monday; papers close on the Thursday, and the Board meets on 3 December."""

LAST_WEEK = datetime(2026, 11, 11, 12, tzinfo=UTC)
LONG_AGO = datetime(2026, 9, 2, 12, tzinfo=UTC)


def situation(**fields: Any) -> Situation:
    """A day's questions: not heard of for 28 days, and no Board near."""
    named: dict[str, Any] = {"today": TODAY, "zone": LONDON, "limit_days": 28}
    return Situation(**named | fields)


def pulse(
    action_id: int, officer: int | None = 1, heard: datetime | None = LAST_WEEK, **fields: Any
) -> ActionPulse:
    """An action as planning reads it: on track and heard of last week."""
    named: dict[str, Any] = {"status": "on_track", "deputy_id": None, "lead_group_id": None}
    return ActionPulse(id=action_id, officer_id=officer, heard_at=heard, **named | fields)


def action(action_id: int, code: str, title: str, **fields: Any) -> ActionGlance:
    """An action as a message shows it."""
    named: dict[str, Any] = {
        "status": "on_track",
        "confirmed_by_id": None,
        "officer_id": 1,
        "deputy_id": None,
        "lead_group_id": None,
        "lead_body_id": None,
        "latest": None,
        "date_words": None,
        "heard_at": None,
        "words": None,
        "said_by": None,
    }
    return ActionGlance(id=action_id, code=code, title=title, **named | fields)


def milestone(
    milestone_id: int, action_id: int | None, latest: date | None, title: str = "Pilot agreed", **fields: Any
) -> MilestoneGlance:
    """A milestone of a day, never moved."""
    named: dict[str, Any] = {
        "earliest": latest,
        "precision": "day" if latest else "none",
        "date_words": None,
        "met_on": None,
        "moves": 0,
        "first_latest": None,
        "first_words": None,
        "last_moved_at": None,
    }
    return MilestoneGlance(id=milestone_id, action_id=action_id, title=title, latest=latest, **named | fields)


def contact(contact_id: int, **fields: Any) -> ContactGlance:
    """A contact on Slack, in a post."""
    named: dict[str, Any] = {
        "name": f"Person {contact_id}",
        "post": f"Post {contact_id}",
        "body_id": 1,
        "body": "NHS Inverlath",
        "email": None,
        "slack_id": f"U{contact_id}",
        "time_zone": None,
        "can_contact": True,
        "away_from": None,
        "away_to": None,
        "cover_id": None,
        "left_on": None,
    }
    return ContactGlance(id=contact_id, **named | fields)


def role(contact_id: int, kind: str, group: int | None = None, priority: int | None = None) -> RoleGlance:
    """A role held today."""
    return RoleGlance(contact_id, kind, group, priority)


def picture(*actions: ActionPulse, **fields: Any) -> Picture:
    """A register as planning reads it: contacts 1 to 9, all on Slack, 9 the support officer."""
    named: dict[str, Any] = {
        "now": situation(),
        "milestones": (),
        "roles": (role(9, "support"),),
        "contacts": [contact(number) for number in range(1, 10)],
        "leads": {},
        "pairs": (),
        "blocked": {},
        "moved_from": TODAY - timedelta(days=7),
        "moved_before": TODAY,
    }
    return Picture(actions=actions, **named | fields)


def instants(first_year: int, last_year: int) -> st.SearchStrategy[datetime]:
    """Any instant of these years, in UTC."""
    first, last = datetime(first_year, 1, 1, tzinfo=UTC), datetime(last_year + 1, 1, 1, tzinfo=UTC)
    seconds = int((last - first).total_seconds()) - 1
    return st.integers(0, seconds).map(lambda after: first + timedelta(seconds=after))
