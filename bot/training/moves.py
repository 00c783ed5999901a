"""Where the clock can be moved to: what is offered, and what somebody types. Pure: now and the register are arguments.

Nothing is ever in the past, and nothing more than a year ahead.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TypeVar

from bot.practice.page.room import Move
from bot.rules.dates import read_due
from bot.rules.digest_sending import COMING, due_at
from bot.rules.ways import Ways
from bot.training.when import moment_in_words
from schedules.slots import NUDGE, slots_between
from storage.records import Meeting
from storage.records.glance import MilestoneGlance

MORNING = time(9)
"""When a day begins that is named without a time."""

FURTHEST = timedelta(days=366)
"""How far ahead the clock may be moved at once."""

Found = TypeVar("Found")

# No partnership is closed for longer than this.
_WEEKS_OF_NUDGES = timedelta(weeks=6)


@dataclass(frozen=True, slots=True)
class Destination:
    """An offered move of the clock. `at` is the instant, in UTC; `of` names what it is about, if anything."""

    key: str
    label: str
    at: datetime
    of: str = ""

    def as_move(self, zone: tzinfo, now: datetime) -> Move:
        """The same in words: "Monday 9 November, 09:00"."""
        what = f" (“{self.of}”)" if self.of else ""
        return Move(self.key, self.label, moment_in_words(self.at, zone, now) + what)


@dataclass(frozen=True, slots=True)
class NoMove:
    """Why the clock is not moved to where somebody typed, in words."""

    why: str


def destinations(
    now: datetime,
    zone: tzinfo,
    ways: Ways | None,
    boards: Sequence[Meeting],
    unmet: Sequence[MilestoneGlance],
) -> tuple[Destination, ...]:
    """The moves on offer at `now`: an hour, a day, then what the register has coming, the soonest first.

    `boards` are the meetings of the Board and `unmet` the milestones not met yet, both oldest first. Without the
    partnership's `ways` there is no register yet, and nothing coming.
    """
    steps = (
        Destination("hour", "+ 1 hour", now + timedelta(hours=1)),
        Destination("day", "+ 1 day", _same_time_tomorrow(now, zone)),
    )
    coming = _coming(now, ways, boards, unmet) if ways is not None else ()
    within = (each for each in coming if now < each.at <= now + FURTHEST)
    return (*steps, *sorted(within, key=lambda each: each.at))


def read_destination(typed: str, now: datetime, zone: tzinfo) -> datetime | NoMove:
    """The instant somebody typed, in UTC: "2026-11-12" (at nine), "2026-11-12T14:30", "12 Nov" too.

    Refused in words: what cannot be read, what is past, and what is more than a year ahead.
    """
    wanted = _read(typed.strip(), now.astimezone(zone).date(), zone)
    if wanted is None:
        said = typed.strip()[:40]
        return NoMove(f"I couldn't read “{said}” as a day. 2026-11-12 would do, or 2026-11-12T14:30.")
    if wanted <= now:
        stands = moment_in_words(now, zone, now)
        return NoMove(
            f"That is past: the clock stands at {stands}, and moves only forward. A reset takes it back."
        )
    if wanted > now + FURTHEST:
        return NoMove("That is more than a year ahead. The clock can be moved up to a year at a time.")
    return wanted.astimezone(UTC)


# -- what is coming


def _coming(
    now: datetime, ways: Ways, boards: Iterable[Meeting], unmet: Iterable[MilestoneGlance]
) -> Iterator[Destination]:
    nudges = (slot.due_at for slot in slots_between(ways, now, now + _WEEKS_OF_NUDGES) if slot.kind == NUDGE)
    yield from (Destination("nudge", "Next weekly nudge", at) for at in _first(nudges))
    eves = ((_eve(ways, each.latest), each.title) for each in unmet if each.latest is not None)
    for at, title in _first((at, title) for at, title in eves if at > now):
        yield Destination("milestone", "Day before the next milestone", at, title)
    digests = (due_at(meeting, ways) for meeting in boards if meeting.state in COMING)
    for at in _first(at for at in digests if at is not None and at > now):
        yield Destination("digest", "Digest day of the next Board", at)


def _eve(ways: Ways, day: date) -> datetime:
    return ways.at_hour(day - timedelta(days=1), MORNING.hour)


def _first(found: Iterable[Found]) -> list[Found]:
    """The first, if there is one."""
    return next(([each] for each in found), [])


def _same_time_tomorrow(now: datetime, zone: tzinfo) -> datetime:
    """The wall clock's next day; where that hour is skipped in spring, the hour after it."""
    local = now.astimezone(zone)
    return _instant(local.date() + timedelta(days=1), local.time(), zone)


# -- what somebody types


def _read(typed: str, today: date, zone: tzinfo) -> datetime | None:
    """What was typed, on the wall clock it was meant for: far from now it could not be put in UTC."""
    try:
        moment = datetime.fromisoformat(typed)
    except ValueError:
        due = read_due(typed, today)
        if due.precision != "day" or due.latest is None:
            return None
        return datetime.combine(due.latest, MORNING, zone)
    if len(typed) <= len("2026-11-12"):
        return datetime.combine(moment.date(), MORNING, zone)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)


def _instant(day: date, at: time, zone: tzinfo) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC)
