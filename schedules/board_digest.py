"""The Board digest: what is to be said of it at a time, as a plan.

What may live here: pure functions of meetings, of whoever chairs their groups, of what was said before and of
the time. Nothing is composed, kept or sent: the run of the clock does that, in one transaction with the slot.
"""

import re
from collections.abc import Collection, Iterable
from datetime import datetime

from bot.rules.digest_sending import (
    COMING,
    Decision,
    SayCancelled,
    SayMoved,
    SendDigest,
    SentDigest,
    Sitting,
    digest_occasion,
    due_at,
    preview_for,
    saying_of,
)
from bot.rules.ways import Ways
from storage.records import id_of
from storage.records.glance import ContactGlance

_TOLD = re.compile(r"(?:moved|cancelled) meeting ([0-9]+) v([0-9]+)")


def plan(
    sittings: Iterable[Sitting],
    support: ContactGlance | None,
    said: Collection[str],
    ways: Ways,
    now: datetime,
) -> list[Decision]:
    """What is to be said at `now`, in the order of the sittings. `said` are the occasions said before.

    A digest falls due the partnership's lead of working days before its meeting, at the nudge hour, and goes
    out late as long as the meeting is still to come, unless it is held. What fell due before the partnership was
    kept here is not said. Two working days before that the support officer is shown it.
    """
    told = _told_versions(said)
    decided = (_decide(sitting, support, said, told, ways, now) for sitting in sittings)
    return [decision for decision in decided if decision is not None]


def _told_versions(said: Iterable[str]) -> dict[int, int]:
    """The newest version of each meeting that a correction or a cancellation told of."""
    told: dict[int, int] = {}
    for occasion in said:
        match = _TOLD.fullmatch(occasion)
        if match:
            meeting_id, version = map(int, match.groups())
            told[meeting_id] = max(version, told.get(meeting_id, 0))
    return told


def _decide(
    sitting: Sitting,
    support: ContactGlance | None,
    said: Collection[str],
    told: dict[int, int],
    ways: Ways,
    now: datetime,
) -> Decision | None:
    meeting = sitting.meeting
    decision: Decision | None = None
    if meeting.state == "cancelled":
        decision = _cancelled(sitting, support, ways, now)
    elif meeting.state in COMING and sitting.sent:
        decision = _moved(sitting, sitting.sent, told.get(id_of(meeting), 0), support, ways, now)
    elif meeting.state in COMING:
        # Held or not, it can be seen beforehand; only what is held does not go by itself.
        digest = None if sitting.held else _digest(sitting, support, ways, now)
        decision = digest or preview_for(sitting, support, ways, now)
    return decision if decision and decision.saying.occasion not in said else None


def _digest(sitting: Sitting, support: ContactGlance | None, ways: Ways, now: datetime) -> SendDigest | None:
    due = due_at(sitting.meeting, ways)
    if due is None or not _has_come(due, ways, now):
        return None
    saying = saying_of(sitting, digest_occasion(sitting.meeting), support, ways, now)
    due_on = ways.day_of(due)
    return SendDigest(saying, due_on if due_on < saying.today else None) if now < saying.until else None


def _cancelled(
    sitting: Sitting, support: ContactGlance | None, ways: Ways, now: datetime
) -> SayCancelled | None:
    """Whoever was told of it, or expects its digest by now, is told at once.

    A meeting that was cancelled before it came here was promised to nobody.
    """
    meeting = sitting.meeting
    due = due_at(meeting, ways)
    expected = (
        sitting.sent is not None or meeting.version > 1 or (due is not None and _has_come(due, ways, now))
    )
    if meeting.latest is None or not expected:
        return None
    known_on = sitting.sent.on if sitting.sent else None
    occasion = f"cancelled meeting {meeting.id} v{meeting.version}"
    saying = saying_of(sitting, occasion, support, ways, now, known_on)
    return SayCancelled(saying, meeting.latest, sitting.sent is not None) if now < saying.until else None


def _moved(
    sitting: Sitting, sent: SentDigest, told: int, support: ContactGlance | None, ways: Ways, now: datetime
) -> SayMoved | None:
    """A correction, where the meeting is not when its digest or the last correction said it was."""
    meeting = sitting.meeting
    dated = meeting.latest is not None and meeting.precision == "day"
    when = (meeting.latest, meeting.local_time) if dated and meeting.latest else None
    if when == (sent.on, sent.local_time) and told <= sent.version:
        return None
    saying = saying_of(sitting, f"moved meeting {meeting.id} v{meeting.version}", support, ways, now, sent.on)
    return SayMoved(saying, sent.on, when) if now < saying.until else None


def _has_come(due: datetime, ways: Ways, now: datetime) -> bool:
    return ways.partnership.created_at <= due <= now
