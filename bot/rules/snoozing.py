"""Snoozing: until when somebody may put off being asked about an action, and whether they still are.

What may live here: days as pure functions of the papers' closing, the limit and the working days. A snooze is not an
answer: it neither counts as hearing nor changes what a lead officer sees.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from bot.rules.workdays import Calendar
from storage.records.glance import SnoozeGlance

PAPERS, LIMIT, CLOSED = "papers", "limit", "closed"
"""Why a snooze ends on another day than was wished: papers close, it may last no longer, nobody works that day."""

WEEK, FORTNIGHT, UNTIL_PAPERS = "week", "fortnight", "papers"
"""The days that are offered by name."""

_DAYS = {WEEK: 7, FORTNIGHT: 14}


class Bounds(NamedTuple):
    """What a snooze keeps within: the day it is wished on, the Board papers' next closing, and the limit in days."""

    today: date
    closing: date | None
    limit_days: int


class Snoozing(NamedTuple):
    """The day the question comes back, and why it is another one than was wished; None where it is that day."""

    until: date
    why: str | None = None


def next_closing(papers_due: Iterable[date | None], today: date) -> date | None:
    """The first day from `today` on that a Board's papers close."""
    return min((day for day in papers_due if day is not None and day >= today), default=None)


def snoozed_until(wished: date, bounds: Bounds, calendar: Calendar) -> Snoozing | None:
    """Until when a question is put off; None where it cannot be: the day is past, or papers close too soon.

    It comes back on a working day, never after the papers' closing and never later than the limit.
    """
    until, why = calendar.next_working_day(wished), None
    if until != wished:
        why = CLOSED
    latest = calendar.previous_working_day(bounds.today + timedelta(days=bounds.limit_days))
    if until > latest:
        until, why = latest, LIMIT
    if bounds.closing is not None and until > bounds.closing:
        until, why = calendar.previous_working_day(bounds.closing), PAPERS
    return Snoozing(until, why) if until > bounds.today else None


def offered(bounds: Bounds, calendar: Calendar) -> dict[str, date]:
    """The days offered by name, each the working day the question would come back on; no day twice."""
    wished = {name: bounds.today + timedelta(days=days) for name, days in _DAYS.items()}
    if bounds.closing is not None:
        wished[UNTIL_PAPERS] = bounds.closing
    found: dict[str, date] = {}
    for name, day in wished.items():
        snoozing = snoozed_until(day, bounds, calendar)
        as_wished = snoozing is not None and (name == UNTIL_PAPERS or snoozing.why in (None, CLOSED))
        if snoozing is not None and as_wished and snoozing.until not in found.values():
            found[name] = snoozing.until
    return found


def kept_within(
    snooze: SnoozeGlance,
    begun_on: date,
    papers_due: Iterable[date | None],
    calendar: Calendar,
    is_void: bool = False,
) -> SnoozeGlance:
    """The snooze with the day on which it ends after all: papers may close sooner than when it was begun.

    `is_void`: whoever put it off is not there, so that it ended on the day it was begun.
    """
    closing = next_closing(papers_due, begun_on)
    last = calendar.previous_working_day(closing) if closing is not None else snooze.until
    return snooze._replace(until=begun_on if is_void else min(snooze.until, last))


def occasion_for_papers(snooze_id: int) -> str:
    """`snooze 12 papers`: the question comes back sooner than was said, once, since papers close sooner."""
    return f"snooze {snooze_id} papers"


def is_snoozed(standing: SnoozeGlance | None, today: date) -> bool:
    """Whether a question is put off on a day, by the newest snooze: it is asked again on the day that names."""
    return standing is not None and standing.until > today
