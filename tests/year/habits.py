"""What people are like: how soon they answer and in what way. Pure: seeded draws in, decisions out.

What may live here: the table of habits and drawing from it. Nobody is named and nothing is sent.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

WORKING_HOURS = (9, 17)

TAP, FORM, COMMAND, WORDS, REPLY = "tap", "form", "command", "words", "reply"
"""How somebody answers: a button that records at once, a form behind one, `/loip update`, a message, a thread."""


@dataclass(frozen=True, slots=True)
class Habit:
    """How somebody answers what they are asked.

    `day` and `week` are the chances that a message is answered within a working day and within five; what is answered
    by neither is left until the next message asks. `ways` weighs the ways of answering.
    """

    name: str
    day: float
    week: float
    ways: Mapping[str, float]


_TAPPING = {TAP: 0.55, FORM: 0.20, COMMAND: 0.10, WORDS: 0.08, REPLY: 0.07}
_TYPING = {TAP: 0.20, FORM: 0.15, COMMAND: 0.35, WORDS: 0.20, REPLY: 0.10}

PROMPT = Habit("prompt", 0.75, 0.95, _TAPPING)
TYPIST = Habit("prompt, by typing", 0.70, 0.95, _TYPING)
USUAL = Habit("usual", 0.35, 0.80, _TAPPING)
SLOW = Habit("slow", 0.10, 0.45, _TAPPING)
SILENT = Habit("silent", 0.00, 0.04, _TAPPING)
BY_PHONE = Habit("not on Slack", 0.40, 0.80, {})

OFFICERS: tuple[tuple[Habit, int], ...] = (
    (PROMPT, 18),
    (TYPIST, 6),
    (USUAL, 16),
    (SLOW, 7),
    (SILENT, 4),
    (BY_PHONE, 5),
)
"""How many of the officers have which habit: of what is asked, about three in four is answered within a week."""

STATUSES = {
    "on_track": (
        "green",
        ("second draft is out", "two of three places are open", "on course, with the team in post"),
    ),
    "at_risk": ("amber", ("waiting on funding", "the lead partner is short of staff", "later than we hoped")),
    "off_track": ("red", ("the premises fell through", "two tutors left and nobody has applied")),
    "paused": ("paused", ("on hold until the survey is back",)),
}
"""Statuses people give: the word they type, and what they say with it."""

_NEXT = {
    "on_track": {"on_track": 0.815, "at_risk": 0.18, "paused": 0.005},
    "at_risk": {"at_risk": 0.50, "on_track": 0.38, "off_track": 0.12},
    "off_track": {"off_track": 0.50, "at_risk": 0.50},
    "paused": {"on_track": 1.0},
    "not_started": {"on_track": 0.85, "at_risk": 0.15},
}


@dataclass(frozen=True, slots=True)
class Week:
    """When a person works: on the partnership's working days, nine to five on their own clock, when not on leave."""

    zone: ZoneInfo
    is_worked: Callable[[date], bool]
    is_away: Callable[[date], bool]

    def works_on(self, day: date) -> bool:
        """Whether they are at their desk that day."""
        return self.is_worked(day) and not self.is_away(day)


def answers_at(habit: Habit, week: Week, read_at: datetime, draw: Random) -> datetime | None:
    """When a message is answered, within its reader's working hours; None where it is left alone."""
    chance = draw.random()
    if chance < habit.day:
        return _moment(week, read_at, draw.choice((0, 0, 1)), draw)
    if chance < habit.week:
        return _moment(week, read_at, draw.randint(1, 4), draw)
    return None


def _moment(week: Week, after: datetime, days: int, draw: Random) -> datetime:
    """An odd minute of the reader's day, so many working days later and at least five minutes after reading."""
    first, last = WORKING_HOURS
    day = after.astimezone(week.zone).date()
    while True:
        if week.works_on(day):
            begins = datetime.combine(day, time(first), tzinfo=week.zone)
            at = begins + timedelta(
                minutes=draw.randrange(1, (last - first) * 60 - 1), seconds=draw.randrange(5, 55)
            )
            if days == 0 and at.astimezone(UTC) > after + timedelta(minutes=5):
                return at.astimezone(UTC)
            days = max(0, days - 1)
        day += timedelta(days=1)


def way_of(habit: Habit, draw: Random) -> str:
    """By what way somebody answers this time."""
    return draw.choices(tuple(habit.ways), tuple(habit.ways.values()))[0]


def status_after(status: str, draw: Random) -> str:
    """How an action stands the next time its officer looks at it."""
    chances = _NEXT.get(status, _NEXT["on_track"])
    return draw.choices(tuple(chances), tuple(chances.values()))[0]


def words_for(status: str, draw: Random, number: int) -> str:
    """A sentence that goes with a status; the number keeps it from being the words of a time before."""
    return f"{draw.choice(STATUSES[status][1])}, {number} of 12"
