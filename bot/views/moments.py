"""Days and instants as people write them, on the partnership's own clock."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.rules.dates import date_in_words


def moment_in_words(at: datetime, zone: ZoneInfo, now: datetime) -> str:
    """`Mon 16 Nov, 09:42`."""
    local = at.astimezone(zone)
    return f"{date_in_words(local.date(), now.astimezone(zone).date())}, {local:%H:%M}"


def clock_time(at: datetime, zone: ZoneInfo) -> str:
    """`09:42`."""
    return f"{at.astimezone(zone):%H:%M}"
