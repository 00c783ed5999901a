"""Which runs of the schedules fell due. Pure: wall-clock rules in, named runs out; time is an argument.

A run is named for its occasion (`nudge 2026-W45`, `milestones 2026-11-16`), never for its instant: however the
clocks change, an occasion comes once. Whether a run was taken already is the database's to say, not this module's.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from bot.rules.asking_again import nudge_on
from bot.rules.ways import Ways

CATCH_UP = timedelta(days=14)
"""How far back missed runs are caught up. What fell due before that is not said any more."""

PEOPLE, MILESTONES, NUDGE, LADDER, DIGESTS = "people", "milestones", "nudge", "ladder", "digests"
KINDS = (PEOPLE, MILESTONES, NUDGE, LADDER, DIGESTS)
"""The kinds of run, in the order in which they run: whoever is matched to Slack today is written to today."""

DAILY = (PEOPLE, MILESTONES, LADDER, DIGESTS)

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
# No zone is further than this from UTC, a day skipped at the date line included.
_FURTHEST_ZONE = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Slot:
    """One run of one schedule. `day` is the working day it falls on; `due_at` is the instant, in UTC.

    `nominal` is the day it is named for: a nudge moved from a closed Monday still has that Monday here.
    """

    name: str
    kind: str
    day: date
    due_at: datetime
    nominal: date

    @property
    def occasion(self) -> str:
        """The name without its kind: `2026-W45`, `2026-11-16`."""
        return self.name.split(" ", 1)[1]


@dataclass(frozen=True, slots=True)
class Run:
    """A run not taken yet, and what becomes of it.

    `covers_from` is the first day (of a nudge: the first nominal day) whose missed runs this one stands for.
    `superseded_by` names the later run that stands for this one; then only the fact is recorded. `late_since` is
    the day it should have come; None when it is in time.
    """

    slot: Slot
    covers_from: date
    late_since: date | None = None
    superseded_by: str | None = None


def slots_between(ways: Ways, since: datetime, until: datetime) -> list[Slot]:
    """The runs that fell due after `since` and up to `until`, by the partnership's wall clock, oldest first.

    The union over any way of cutting a time into windows is the same, and each run is in one of them.
    """
    if until <= since:
        return []
    first, last = since.date() - _FURTHEST_ZONE, until.date() + _FURTHEST_ZONE
    found = [*_nudges(ways, first - _WEEK, last), *_daily(ways, first, last)]
    due = [slot for slot in found if since < slot.due_at <= until]
    return sorted(due, key=lambda slot: (slot.due_at, KINDS.index(slot.kind)))


def runs_of(pending: Iterable[Slot], today: date) -> list[Run]:
    """What becomes of runs not taken yet: of several of a kind only the latest runs, standing for them all."""
    in_order = sorted(pending, key=lambda slot: (KINDS.index(slot.kind), slot.due_at))
    by_kind = groupby(in_order, lambda slot: slot.kind)
    return [run for _, group in by_kind for run in _of_a_kind(list(group), today)]


def pending_slots(ways: Ways, created_at: datetime, now: datetime, taken: Collection[str]) -> list[Slot]:
    """The runs due by now that nobody has taken, not reaching back beyond `CATCH_UP` or the partnership's start."""
    since = caught_up_since(created_at, now)
    return [slot for slot in slots_between(ways, since, now) if slot.name not in taken]


def caught_up_since(created_at: datetime, now: datetime) -> datetime:
    """The instant after which missed runs are still caught up."""
    return max(created_at, now - CATCH_UP)


def nudge_of_week(ways: Ways, nominal: date) -> Slot | None:
    """The nudge of the week whose nudge day is `nominal`; None where closed days push it to the next one's."""
    day = nudge_on(nominal, ways.calendar)
    if day is None:
        return None
    year, week, _ = nominal.isocalendar()
    return Slot(f"{NUDGE} {year}-W{week:02d}", NUDGE, day, _at(ways, day), nominal)


def _of_a_kind(slots: list[Slot], today: date) -> Iterator[Run]:
    *missed, latest = slots
    for slot in missed:
        yield Run(slot, slot.nominal, superseded_by=latest.name)
    late_since = latest.day if latest.day < today else None
    yield Run(latest, slots[0].nominal, late_since=late_since)


def _nudges(ways: Ways, first: date, last: date) -> Iterator[Slot]:
    nominal = first + timedelta(days=(ways.partnership.nudge_day - first.weekday()) % 7)
    while nominal <= last:
        slot = nudge_of_week(ways, nominal)
        if slot is not None:
            yield slot
        nominal += _WEEK


def _daily(ways: Ways, first: date, last: date) -> Iterator[Slot]:
    for number in range((last - first).days + 1):
        day = first + number * _DAY
        if ways.calendar.is_working_day(day):
            for kind in DAILY:
                yield Slot(f"{kind} {day.isoformat()}", kind, day, _at(ways, day), day)


def _at(ways: Ways, day: date) -> datetime:
    return ways.at_hour(day, ways.partnership.nudge_hour)
