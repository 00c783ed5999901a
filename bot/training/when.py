"""Instants in the trainer's words: "Monday 9 November, 09:00". Pure: the instant and the zone are arguments."""

from datetime import datetime, tzinfo

from bot.rules.date_reading import MONTHS, WEEKDAYS


def moment_in_words(instant: datetime, zone: tzinfo, now: datetime) -> str:
    """Weekday, day and time where the partnership is; with the year where that is not `now`'s."""
    local = instant.astimezone(zone)
    year = "" if local.year == now.astimezone(zone).year else f" {local.year}"
    return f"{_day(local)}{year}, {local:%H:%M}"


def clock_in_words(now: datetime, zone: tzinfo, place: str) -> str:
    """ "Monday 2 November 2026, 08:55 in Inverlath (GMT)"; without the place where there is none yet."""
    local = now.astimezone(zone)
    where = f" in {place}" if place else ""
    return f"{_day(local)} {local.year}, {local:%H:%M}{where} ({local.tzname()})"


def _day(local: datetime) -> str:
    return f"{WEEKDAYS[local.weekday()]} {local.day} {MONTHS[local.month - 1]}"
