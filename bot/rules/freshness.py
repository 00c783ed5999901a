"""Freshness: when an action needs a word. It is apart from status: silence is not red.

What may live here: the reasons to ask, as pure functions of days; nothing about who is asked or how.

A word stands for the partnership's limit of days. It is asked for anew somewhat before that, because the nudge comes
once a week: one that waited for the limit to be over would leave every action unconfirmed for up to a week, and for as
long again until it is answered; at a Board that is one action in three or four. Asking early changes nothing about
what is *unconfirmed*: that is an action not heard of for longer than the limit, and no other.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.rules.workdays import Calendar
from storage.records.glance import ActionGlance, MilestoneGlance

SETTLED = frozenset({"complete", "closed", "paused"})
"""Nobody is asked about these: there is nothing to hear of until somebody opens them again."""

PAPERS_WINDOW_DAYS = 10
"""Working days before papers close in which an action not heard of since the last held Board needs a word."""

EARLY_DAYS = 7
"""Days before the limit is over from which a word is asked for anew: the week's nudge is then the last one in time."""

BEFORE_BOARD_DAYS = 18
"""Days before a Board from which a word is asked for anew where the Board would find it older than the limit.

A week until the nudge comes round, a week to answer it, and four days by which closed days may put the nudge off:
whoever answers within the week is heard in time.
"""

NEVER, STALE, BOARD_DAY, SOON, BOARD, MILESTONE = "never", "stale", "board_day", "soon", "board", "milestone"
"""The reasons to ask: nothing heard yet; not within the limit; not within it on the day of the next Board; within it
for some days more; not since the last Board; a milestone passed. The third and fourth are told where neither silence
nor the papers are reason enough."""

COURTESY = (SOON,)
"""The reasons of a question that is early courtesy: the word still stands, and nothing waits for a new one."""


@dataclass(frozen=True, slots=True)
class Situation:
    """A day, and what the partnership's questions hang on that day.

    `papers_near`: the next Board's papers close within `PAPERS_WINDOW_DAYS`, this day included. `board_on` is the next
    Board's day, which may be this one.
    """

    today: date
    zone: ZoneInfo
    limit_days: int
    last_board_on: date | None = None
    papers_near: bool = False
    board_on: date | None = None

    def day_of(self, instant: datetime) -> date:
        """The partnership's day of an instant."""
        return instant.astimezone(self.zone).date()

    @property
    def stands_days(self) -> int:
        """The days a word stands before it is asked for anew; never less than a third of the limit."""
        return max(self.limit_days - EARLY_DAYS, self.limit_days // 3)

    @property
    def stands_for_board_days(self) -> int:
        """The same where the next Board is near: a word older than this would be too old on its day."""
        ahead = (self.board_on - self.today).days if self.board_on is not None else -1
        if not 0 <= ahead <= BEFORE_BOARD_DAYS:
            return self.limit_days
        return max(self.limit_days - ahead, self.limit_days // 3)


def papers_are_near(today: date, papers_due: date | None, calendar: Calendar) -> bool:
    """Whether papers close within the window, counted in working days; not once they have closed."""
    if papers_due is None or papers_due < today:
        return False
    return papers_due < calendar.working_days_after(today, PAPERS_WINDOW_DAYS + 1)


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
    heard_on = now.day_of(action.heard_at) if action.heard_at is not None else None
    return reasons_on(heard_on, overdue, now)


def reasons_on(heard_on: date | None, overdue: bool, now: Situation) -> tuple[str, ...]:
    """Why an action that is not settled needs a word, by the day it was last heard of."""
    if heard_on is None:
        return (NEVER, MILESTONE) if overdue else (NEVER,)
    age = (now.today - heard_on).days
    since_board = now.last_board_on is None or heard_on > now.last_board_on
    found = []
    if age > now.limit_days:
        found.append(STALE)
    if now.papers_near and not since_board:
        found.append(BOARD)
    if not found and age > now.stands_for_board_days:
        found.append(BOARD_DAY)
    elif not found and age > now.stands_days:
        found.append(SOON)
    if overdue:
        found.append(MILESTONE)
    return tuple(found)
