"""Values that views are shown in tests: an ordinary one of each kind, and Hypothesis's long and hostile words."""

from datetime import UTC, date, datetime
from typing import Any

from hypothesis import strategies as st

from bot.practice.limits import message_faults
from bot.rules.ways import Ways, ways_of
from storage.records import Partnership
from storage.records.glance import ActionGlance, ContactGlance, MilestoneGlance

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
TODAY = NOW.date()

HOSTILE = "<!channel> & <@U1> <https://x.example|here>\u202e"

long_words = st.one_of(
    st.text(max_size=400),
    st.sampled_from(
        ["&" * 9000, "<" * 3000, "x" * 9000, "a b\n" * 2500, HOSTILE * 50, "\n", " ", "🔴" * 500]
    ),
)
"""Anything people type or a register holds: empty, long, all marks, many lines."""


def ways(**settings: Any) -> Ways:
    """A partnership's ways."""
    named: dict[str, Any] = {"code": "inv", "name": "Inverlath Community Planning Partnership"} | settings
    return ways_of(Partnership(created_at=NOW, **named))


def an_action(**fields: Any) -> ActionGlance:
    """POV-03, on track, heard of on Monday 12 October."""
    usual: dict[str, Any] = {
        "id": 3,
        "code": "POV-03",
        "title": "Cash First referral route",
        "status": "on_track",
        "confirmed_by_id": None,
        "officer_id": 1,
        "deputy_id": None,
        "lead_group_id": None,
        "lead_body_id": None,
        "latest": None,
        "date_words": None,
        "heard_at": datetime(2026, 10, 12, 9, tzinfo=UTC),
        "words": "Draft out for comment.",
        "said_by": "Health Improvement Manager",
    }
    return ActionGlance(**(usual | fields))


def a_milestone(
    title: str = "Pilot agreed", latest: date | None = date(2026, 11, 13), **fields: Any
) -> MilestoneGlance:
    """A milestone due on a day, never moved."""
    usual: dict[str, Any] = {
        "id": 7,
        "action_id": 3,
        "earliest": latest,
        "latest": latest,
        "precision": "day" if latest else "none",
        "date_words": None,
        "met_on": None,
        "moves": 0,
        "first_latest": None,
        "first_words": None,
        "last_moved_at": None,
    }
    return MilestoneGlance(title=title, **(usual | fields))


def a_contact(**fields: Any) -> ContactGlance:
    """Ailsa Reid of NHS Inverlath."""
    usual: dict[str, Any] = {
        "id": 1,
        "name": "Ailsa Reid",
        "post": "Health Improvement Manager",
        "body_id": 1,
        "body": "NHS Inverlath",
        "email": "ailsa@example.org",
        "slack_id": "U1",
        "time_zone": None,
        "can_contact": True,
        "away_from": None,
        "away_to": None,
        "cover_id": None,
        "left_on": None,
    }
    return ContactGlance(**(usual | fields))


def assert_slack_takes(message: dict[str, Any]) -> None:
    """Within every limit, and nothing that wakes a channel or names a link."""
    assert message["text"].strip()
    assert message_faults(message) == []
    said = repr([block for block in message["blocks"] if block["type"] in ("section", "context")])
    assert "<!" not in said
    assert "<@" not in said
    assert "<http" not in said
