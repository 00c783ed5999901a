"""What a letter tells of the Board: what came of asks, meetings to say it of, and digests that are held. Pure.

What may live here: those values, and how a meeting's reminders are counted.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.rules.digest_preview import HeldDigest
from bot.rules.workdays import Calendar
from storage.records.glance import AskGlance

OUTCOME, AFTER, HELD = "outcome", "after_board", "held"
"""The kinds of line."""

ANSWERED, SETTLED, CARRIED, WITHDRAWN = "answered", "settled_below", "carried_over", "withdrawn"
OUTCOMES = (ANSWERED, SETTLED, CARRIED, WITHDRAWN)
"""What can come of an ask. What is carried over stays on an agenda, the next one's."""

RIDES_FOR_DAYS = 5
"""Working days an outcome waits for another message to go with, before it goes by itself."""

_WEEK = 7


@dataclass(frozen=True, slots=True)
class CameOfIt:
    """What came of an ask. `called` and `on` are of the meeting, None where it was settled without one.

    `carried_to` is the next meeting's day; `to` is who was asked to be told by the reader, being not on Slack.
    """

    kind: str
    words: str
    code: str | None
    state: str
    outcome: str
    called: str | None = None
    on: date | None = None
    carried_to: date | None = None
    to: str | None = None


@dataclass(frozen=True, slots=True)
class AfterMeeting:
    """A meeting of which the support officer is asked what came of it. `is_done`: everything is said."""

    meeting_id: int
    called: str
    on: date
    open_asks: int
    is_held: bool
    again: bool = False
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class BoardNews:
    """Everything of the Board in one letter."""

    came: tuple[CameOfIt, ...] = ()
    after: tuple[AfterMeeting, ...] = ()
    held: tuple[HeldDigest, ...] = ()

    @property
    def stands(self) -> bool:
        """Whether there is anything to say."""
        return bool(self.came or self.after or self.held)


NO_NEWS = BoardNews()


@dataclass(frozen=True, slots=True)
class OpenMeeting:
    """A meeting that is over. `counts`: its group meets to decide, so that whether it took place matters."""

    meeting_id: int
    on: date
    is_held: bool
    counts: bool
    open_asks: int

    @property
    def is_open(self) -> bool:
        """Whether anything of it is still to be said."""
        return self.open_asks > 0 or (self.counts and not self.is_held)


@dataclass(frozen=True, slots=True)
class MeetingAsks:
    """What the form after a meeting shows: the meeting, its asks, and the day of the next one of its group."""

    meeting_id: int
    called: str
    on: date
    is_held: bool
    asks: tuple[AskGlance, ...]
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class AfterBoard:
    """What was recorded of a meeting: whether it took place, how many outcomes, and how many asks are still open."""

    meeting_id: int
    called: str
    on: date
    met: bool
    recorded: int
    still_open: int


@dataclass(frozen=True, slots=True)
class NotAfterBoard:
    """Why not: `support_only` (`support` is who may, by post), `no_meeting`, `not_yet`, or `cancelled`."""

    why: str
    support: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What the form said: whether the meeting took place, and (state, words) by ask."""

    met: bool
    outcomes: Mapping[int, tuple[str, str]] = field(default_factory=dict)


def first_asked_on(meeting_on: date, calendar: Calendar) -> date:
    """The next working day after a meeting: when the support officer is asked what came of it."""
    return calendar.next_working_day(meeting_on + timedelta(days=1))


def week_of(meeting_on: date, today: date, calendar: Calendar) -> int | None:
    """Which of the weekly reminders is due: 0 is the first asking; None before it."""
    first = first_asked_on(meeting_on, calendar)
    return (today - first).days // _WEEK if today >= first else None


def rides_until(today: date, calendar: Calendar) -> date:
    """The day an outcome goes by itself, if no other message took it along."""
    day = today
    for _ in range(RIDES_FOR_DAYS):
        day = calendar.next_working_day(day + timedelta(days=1))
    return day
