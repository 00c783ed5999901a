"""Gathering what a day has to say into one message a person. Pure: lines and people in, messages out.

What may live here: which lines go together, under which key, and when a person may be written to.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from bot.rules.ways import WORKING_HOURS, Ways, writing_time, zone_of
from storage.records import AnyLine
from storage.records.glance import ContactGlance

CALLS_A_MESSAGE = 15
"""People to ask by phone or email in one message; more of them make another."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """The lines of one message. `part` counts from 1: a long list of people to call is told in several."""

    contact_id: int
    part: int
    lines: tuple[AnyLine, ...]

    def key(self, day: date) -> str:
        """The message's key in the outbox: `day 2026-11-16 contact 12`."""
        more = f" part {self.part}" if self.part > 1 else ""
        return f"day {day.isoformat()} contact {self.contact_id}{more}"


def bundles(lines: Iterable[AnyLine]) -> list[Bundle]:
    """One bundle a person, and more where there are many people to call."""
    by_person: dict[int, list[AnyLine]] = defaultdict(list)
    for line in lines:
        by_person[line.contact_id].append(line)
    return [
        Bundle(contact_id, number, tuple(part))
        for contact_id, of_person in by_person.items()
        for number, part in enumerate(_parts(of_person), start=1)
    ]


def time_to_write(ways: Ways, day: date, contact: ContactGlance, now: datetime) -> datetime:
    """When a person is written to about a day, not before `now`: in the person's working hours, on a working day."""
    zone = zone_of(contact.time_zone) or ways.zone
    moment = max(writing_time(ways, day, contact.time_zone), now)
    local = moment.astimezone(zone)
    first, last = WORKING_HOURS
    if first <= local.hour < last and ways.calendar.is_working_day(local.date()):
        return moment
    # The evening belongs to the next day, the small hours and closed days to what follows them.
    later = local.date() + timedelta(days=local.hour >= last)
    start = datetime.combine(ways.calendar.next_working_day(later), time(first), tzinfo=zone)
    return start.astimezone(UTC)


def _parts(lines: Sequence[AnyLine]) -> Iterator[list[AnyLine]]:
    calls = [line for line in lines if line.kind == "phone"]
    rest = [line for line in lines if line.kind != "phone"]
    yield rest + calls[:CALLS_A_MESSAGE]
    for start in range(CALLS_A_MESSAGE, len(calls), CALLS_A_MESSAGE):
        yield calls[start : start + CALLS_A_MESSAGE]
