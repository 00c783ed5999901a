"""A partnership's own ways: its zone, calendar and status key, read from its record.

What may live here: what the settings of a partnership mean. No question of an action is decided here.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.rules.freshness import Situation, papers_are_near
from bot.rules.status import DEFAULT_KEY, StatusEntry, StatusKey
from bot.rules.workdays import Calendar
from storage.records import Meeting, Partnership

WORKING_HOURS = (9, 17)
"""The hours in which a person may be written to, on the person's own clock."""


@dataclass(frozen=True, slots=True)
class Ways:
    """How one partnership counts time and says status."""

    partnership: Partnership
    zone: ZoneInfo
    calendar: Calendar
    key: StatusKey

    def day_of(self, instant: datetime) -> date:
        """The partnership's day of an instant."""
        return instant.astimezone(self.zone).date()

    def at_hour(self, day: date, hour: int) -> datetime:
        """The instant of an hour on the partnership's wall clock.

        One skipped in spring is the hour after it.
        """
        local = datetime.combine(day, time(hour), tzinfo=self.zone)
        return local.astimezone(UTC)

    def situation(self, now: datetime, last_held: Meeting | None, coming: Meeting | None) -> Situation:
        """What the questions hang on at an instant."""
        today = self.day_of(now)
        return Situation(
            today=today,
            zone=self.zone,
            limit_days=self.partnership.freshness_days,
            last_board_on=last_held.latest if last_held else None,
            papers_near=papers_are_near(today, coming.papers_due if coming else None, self.calendar),
            board_on=coming.latest if coming else None,
        )


def ways_of(partnership: Partnership) -> Ways:
    """Read a partnership's ways. Raises `ValueError` for settings an import would have refused."""
    entries = [StatusEntry.from_row(row) for row in partnership.status_key]
    return Ways(
        partnership=partnership,
        zone=ZoneInfo(partnership.time_zone),
        calendar=Calendar(partnership.holidays, frozenset(map(date.fromisoformat, partnership.closed_days))),
        key=StatusKey.of(entries) if entries else DEFAULT_KEY,
    )


def writing_time(ways: Ways, day: date, persons_zone: str | None) -> datetime:
    """When a person is written to on a day: the nudge hour, in the person's own working hours."""
    moment = ways.at_hour(day, ways.partnership.nudge_hour)
    zone = zone_of(persons_zone) or ways.zone
    local = moment.astimezone(zone)
    first, last = WORKING_HOURS
    if first <= local.hour < last:
        return moment
    start = datetime.combine(local.date(), time(first), tzinfo=zone)
    if local.hour >= last:
        following = ways.calendar.next_working_day(local.date() + timedelta(days=1))
        start = datetime.combine(following, time(first), tzinfo=zone)
    return start.astimezone(UTC)


def zone_of(name: str | None) -> ZoneInfo | None:
    """A person's zone as Slack names it; None where this machine has no such zone."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):
        return None
