"""How a person likes to be asked, and what of it is given: never less than the partnership requires.

What may live here: days and hours as pure functions of a contact's wishes, on the contact's own clock. Nothing here
decides what is asked, but for what somebody who wants to hear only of what is due is spared.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.rules.ways import WORKING_HOURS, Ways, writing_time, zone_of
from bot.rules.workdays import Calendar

LEAST_HOURS = 2
"""Working hours a day that quiet hours leave at the least."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Preferences:
    """How a person likes to be asked, as it is kept; None where it is the partnership's to say."""

    nudge_day: int | None = None
    nudge_hour: int | None = None
    quiet_from: int | None = None
    quiet_to: int | None = None
    only_when_due: bool = False


class Wishes(Protocol):
    """What of a contact is read here, whether a record or a glance."""

    @property
    def time_zone(self) -> str | None:
        """The person's own zone, as Slack names it."""
        ...

    @property
    def nudge_day(self) -> int | None:
        """The weekday they like, from Monday."""
        ...

    @property
    def nudge_hour(self) -> int | None:
        """The hour they like, on their own clock."""
        ...

    @property
    def quiet_from(self) -> int | None:
        """The first quiet hour."""
        ...

    @property
    def quiet_to(self) -> int | None:
        """The hour at which quiet ends."""
        ...


def quiet_hours(quiet_from: int | None, quiet_to: int | None) -> frozenset[int]:
    """The hours from one up to another, over midnight where the second is the smaller; none where one is not said."""
    if quiet_from is None or quiet_to is None:
        return frozenset()
    return frozenset((quiet_from + number) % 24 for number in range((quiet_to - quiet_from) % 24))


def hours_left(quiet_from: int | None, quiet_to: int | None) -> tuple[int, ...]:
    """The working hours that quiet hours leave, the earliest first; all of them where too few would be left."""
    working = tuple(range(*WORKING_HOURS))
    left = tuple(hour for hour in working if hour not in quiet_hours(quiet_from, quiet_to))
    return left if len(left) >= LEAST_HOURS else working


def leaves_enough(quiet_from: int | None, quiet_to: int | None) -> bool:
    """Whether quiet hours leave the working hours it takes."""
    quiet = quiet_hours(quiet_from, quiet_to)
    return sum(hour not in quiet for hour in range(*WORKING_HOURS)) >= LEAST_HOURS


def day_for(wishes: Wishes, run_on: date, closing: date | None, calendar: Calendar) -> date:
    """The working day of a week's nudge that was due on `run_on`: the weekday wished for, on or after that.

    Papers that close first are required: then it comes by the working day before they close, and never before `run_on`.
    """
    if wishes.nudge_day is None:
        return run_on
    wished = calendar.next_working_day(run_on + timedelta(days=(wishes.nudge_day - run_on.weekday()) % 7))
    if closing is not None and run_on <= closing <= wished:
        wished = calendar.working_days_before(closing, 1)
    return max(wished, run_on)


def preferred_time(ways: Ways, day: date, wishes: Wishes) -> datetime:
    """When a person is written to on a day: at their own hour, else the partnership's, outside their quiet hours.

    An hour before the partnership's own is kept wherever it is known by then what there is to say; what is only
    decided at the partnership's hour is not made to wait for the next day.
    """
    moment = writing_time(ways, day, wishes.time_zone)
    if wishes.nudge_hour is not None:
        zone = zone_of(wishes.time_zone) or ways.zone
        on = moment.astimezone(zone).date()
        moment = datetime.combine(on, time(wishes.nudge_hour), tzinfo=zone).astimezone(UTC)
    return open_from(ways, moment, wishes)


def begins_early(ways: Ways, day: date, wishes: Wishes) -> bool:
    """Whether a person likes to be written to before the partnership's own hour of a day."""
    return wishes.nudge_hour is not None and preferred_time(ways, day, wishes) < ways.at_hour(
        day, ways.partnership.nudge_hour
    )


def open_from(ways: Ways, moment: datetime, wishes: Wishes) -> datetime:
    """The first instant from `moment` on at which a person may be written to: a working day, no quiet hour."""
    zone = zone_of(wishes.time_zone) or ways.zone
    hours = hours_left(wishes.quiet_from, wishes.quiet_to)
    local = moment.astimezone(zone)
    if local.hour in hours and ways.calendar.is_working_day(local.date()):
        return moment
    return next(start for start in _starts(ways, local.date(), hours, zone) if start > moment)


def _starts(ways: Ways, first: date, hours: tuple[int, ...], zone: ZoneInfo) -> Iterator[datetime]:
    """The beginnings of the hours somebody may be written to, from a day on."""
    day = first
    while True:
        day = ways.calendar.next_working_day(day)
        for hour in hours:
            yield datetime.combine(day, time(hour), tzinfo=zone).astimezone(UTC)
        day += _DAY
