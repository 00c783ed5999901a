"""Freshness: when an action needs a word. It is apart from status: silence is not red.

What may live here: the reasons to ask, as pure functions of days; nothing about who is asked or how.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.rules.workdays import Calendar
from storage.records.glance import ActionGlance, MilestoneGlance

SETTLED = frozenset({"complete", "closed", "paused"})
"""Nobody is asked about these: there is nothing to hear of until somebody opens them again."""

PAPERS_WINDOW_DAYS = 10
"""Working days before papers close in which an action not heard of since the last held Board needs a word."""

NEVER, STALE, BOARD, MILESTONE = "never", "stale", "board", "milestone"
"""The reasons to ask: nothing heard yet; not within the limit; not since the Board; a milestone passed."""


@dataclass(frozen=True, slots=True)
class Situation:
    """A day, and what the partnership's questions hang on that day.

    `papers_near`: the next Board's papers close within `PAPERS_WINDOW_DAYS`, this day included.
    """

    today: date
    zone: ZoneInfo
    limit_days: int
    last_board_on: date | None = None
    papers_near: bool = False

    def day_of(self, instant: datetime) -> date:
        """The partnership's day of an instant."""
        return instant.astimezone(self.zone).date()


def papers_are_near(today: date, papers_due: date | None, calendar: Calendar) -> bool:
    """Whether papers close within the window, counted in working days; not once they have closed."""
    if papers_due is None or papers_due < today:
        return False
    return calendar.working_days_between(today, papers_due) <= PAPERS_WINDOW_DAYS


def passed(milestones: Iterable[MilestoneGlance], today: date) -> tuple[MilestoneGlance, ...]:
    """The milestones whose latest day is over and which nobody has called met."""
    return tuple(
        milestone
        for milestone in milestones
        if milestone.met_on is None and milestone.latest is not None and milestone.latest < today
    )


def is_unconfirmed(heard_on: date | None, today: date, limit_days: int) -> bool:
    """Whether an action was not heard of within the limit, whatever its colour."""
    return heard_on is None or (today - heard_on).days > limit_days


def reasons(action: ActionGlance, overdue: bool, now: Situation) -> tuple[str, ...]:
    """Why the action needs a word on this day; empty where it is up to date."""
    if action.status in SETTLED:
        return ()
    if action.heard_at is None:
        return (NEVER, MILESTONE) if overdue else (NEVER,)
    heard_on = now.day_of(action.heard_at)
    found = []
    if (now.today - heard_on).days > now.limit_days:
        found.append(STALE)
    if now.papers_near and now.last_board_on is not None and heard_on <= now.last_board_on:
        found.append(BOARD)
    if overdue:
        found.append(MILESTONE)
    return tuple(found)


def next_ask(
    heard_on: date, now: Situation, calendar: Calendar, nudge_day: int, reminders: Iterable[date]
) -> date:
    """The first day the clock may ask again: the nudge after the limit, or an earlier of the `reminders`.

    `reminders` are other days something may be asked: a milestone's, or the first of a Board's papers window.
    """
    first_stale = heard_on + timedelta(days=now.limit_days + 1)
    nudge = first_stale + timedelta(days=(nudge_day - first_stale.weekday()) % 7)
    coming = [day for day in reminders if day > now.today]
    return calendar.next_working_day(min([nudge, *coming]))


def board_windows(
    boards: Iterable[tuple[date | None, date | None]], heard_on: date, calendar: Calendar
) -> list[date]:
    """The first days of the papers windows in which what was heard on a day is not enough any more.

    `boards` are (meeting, papers due), oldest first. A window counts once a Board has met since: from then on a word
    is wanted for the next one.
    """
    found = []
    met_since = False
    for on, papers_due in boards:
        if papers_due is not None and met_since:
            found.append(calendar.working_days_before(papers_due, PAPERS_WINDOW_DAYS))
        met_since = met_since or (on is not None and on >= heard_on)
    return found
