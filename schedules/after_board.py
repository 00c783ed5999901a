"""After a meeting: what the support officer is asked of it, as a plan; and what they are reminded of while it is held.

What may live here: pure functions of meetings, of the support officer and of the time, to lines. Nothing is sent.
"""

from collections.abc import Iterable
from datetime import datetime

from bot.rules.asking import can_be_written_to
from bot.rules.board_news import AFTER, HELD, OpenMeeting, week_of
from bot.rules.digest_sending import Sitting, due_at, may_go
from bot.rules.ways import Ways
from storage.records import id_of
from storage.records.glance import ContactGlance, PlannedLine


def plan(
    meetings: Iterable[OpenMeeting], support: ContactGlance | None, ways: Ways, now: datetime
) -> list[PlannedLine]:
    """The next working day after a meeting, and once a week while anything of it is open.

    A meeting that was over before the partnership was kept here is not asked about.
    """
    today = ways.day_of(now)
    begun = ways.day_of(ways.partnership.created_at)
    if support is None or not can_be_written_to(support):
        return []
    lines = []
    for each in meetings:
        week = week_of(each.on, today, ways.calendar) if each.on >= begun else None
        if week is not None and each.is_open:
            subject, occasion = f"meeting {each.meeting_id}", f"week {week}"
            lines.append(PlannedLine(AFTER, subject, occasion, support.id, today, {"again": week > 0}))
    return lines


def reminders(
    sittings: Iterable[Sitting], support: ContactGlance | None, ways: Ways, now: datetime
) -> list[PlannedLine]:
    """Each working day once, of every digest that is held though its time has come, as long as it makes sense."""
    if support is None or not can_be_written_to(support):
        return []
    today = ways.day_of(now)
    return [
        PlannedLine(HELD, f"meeting {id_of(each.meeting)}", today.isoformat(), support.id, today, {})
        for each in sittings
        if each.held and each.sent is None and may_go(each.meeting, ways, now)
        if (due := due_at(each.meeting, ways)) is not None and due <= now
    ]
