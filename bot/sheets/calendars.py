"""Meeting dates from a calendar (.ics), read against a register: what would be added, moved, cancelled, left.

What may live here: from the bytes of a calendar to a proposal of meetings, applied as `bot.sheets.reading` says; a
row's `target` is the meeting's id as text, its number the event's place in the file. Dates are the partnership's own:
an event in another time zone is put on its clock. Recurring events are written out within a window and up to a limit,
and a note says where one was cut; a recurrence shorter than a day is not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from bot.sheets.grid import Refusal, clean
from bot.sheets.known import Known
from bot.sheets.meeting_rows import Meetings, group_in, group_names, source_of
from bot.sheets.people_cells import Names
from bot.sheets.proposal import MeetingSaid, Proposal, Skipped

if TYPE_CHECKING:
    from icalendar import Event

LARGEST = 5 * 1024 * 1024
"""Bytes a calendar may have."""

BACK, AHEAD = timedelta(days=366), timedelta(days=3 * 366)
"""How far from today meetings are taken: a year back, for the last one held, and three years ahead."""

MOST_EVENTS, MOST_A_SERIES, MOST_SERIES = 5_000, 160, 50

_NOT_A_CALENDAR = Refusal(
    "not_a_calendar", "This is not a calendar. Please export the meetings as an .ics file."
)
_TOO_LARGE = Refusal(
    "too_large", "This calendar is larger than 5 MB. Please export the Board's meetings alone."
)
_TOO_MANY = Refusal(
    "too_many_rows", f"This calendar has more than {MOST_EVENTS:,} events. Please export fewer."
)
_OFTEN = ("SECONDLY", "MINUTELY", "HOURLY")
_FAULTS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError)

Moment = date | datetime


def read_calendar(
    content: bytes, name: str, known: Known, zone: ZoneInfo, decisions: Mapping[str, str] | None = None
) -> Proposal[MeetingSaid] | Refusal:
    """A proposal of the meetings in an .ics file. Never raises; what is no calendar is refused in one line."""
    if len(content) > LARGEST:
        return _TOO_LARGE
    if b"BEGIN:VCALENDAR" not in content[:4_096].upper():
        return _NOT_A_CALENDAR
    try:
        events = _events(content)
    except _FAULTS:
        return _NOT_A_CALENDAR
    if len(events) > MOST_EVENTS:
        return _TOO_MANY
    return _Reading(known, zone, decisions or {}).read(name, events)


def _events(content: bytes) -> list[Event]:
    from icalendar import Calendar, Event

    calendars = Calendar.from_ical(content, multiple=True)
    found = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    return [event for event in found if isinstance(event, Event)]


@dataclass(slots=True)
class _Reading:
    known: Known
    zone: ZoneInfo
    decisions: Mapping[str, str]
    skipped: list[Skipped] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    series: int = 0

    def read(self, name: str, events: list[Event]) -> Proposal[MeetingSaid]:
        proposed = Meetings(self.known, self.skipped, self.decisions, asks=True)
        groups = group_names(self.known.groups)
        changed = {_key(event): number for number, event in enumerate(events) if "RECURRENCE-ID" in event}
        for number, event in enumerate(events, 1):
            title = _text(event, "SUMMARY") or "Meeting"
            try:
                moments = list(self._moments(event, title, changed))
            except _FAULTS:
                self.skipped.append(Skipped(name, number, "not understood", title))
                continue
            inside = [(when, key) for when, key in moments if self._is_near(when)]
            if not inside:
                self.skipped.append(
                    Skipped(name, number, "outside the dates taken" if moments else "no date", title)
                )
            for when, key in inside:
                proposed.propose(name, number, self._said(event, title, when, groups), source_of("ics", *key))
        return Proposal(name, tuple(proposed.rows.values()), tuple(self.skipped), (), tuple(self.notes))

    def _moments(
        self, event: Event, title: str, changed: Mapping[tuple[str, str], int]
    ) -> Iterator[tuple[Moment, tuple[str, str]]]:
        """Every time an event takes place, with what identifies it in later versions of the calendar.

        Raises what a date that is none raises.
        """
        start = event.decoded("DTSTART")
        if not isinstance(start, date):
            raise ValueError("no date")
        uid = _text(event, "UID") or title
        if "RECURRENCE-ID" in event:
            yield start, _key(event)
            return
        if "RRULE" not in event and "RDATE" not in event:
            yield start, (uid, "")
            return
        for when in self._recurring(event, start, title):
            key = (uid, _stamp(when))
            if key not in changed:
                yield when, key

    def _recurring(self, event: Event, start: Moment, title: str) -> Iterator[Moment]:
        self.series += 1
        if self.series > MOST_SERIES:
            self.notes.append(
                f"“{title}” is one of more than {MOST_SERIES} series; only its first date was read."
            )
            return iter((start,))
        rule = event.get("RRULE")
        if rule is not None and _is_too_often(rule):
            self.notes.append(f"“{title}” recurs in a way that is not read; only its first date was.")
            return iter((start,))
        return self._written_out(event, start, title)

    def _written_out(self, event: Event, start: Moment, title: str) -> Iterator[Moment]:
        left_out = {_stamp(when) for when in _listed(event, "EXDATE")}
        last = self.known.today + AHEAD
        found = [start] if "RRULE" not in event else []
        for when in _by_rule(event, start, last):
            if _day(when) > last:
                break
            if _day(when) >= self.known.today - BACK:
                found.append(when)
            if len(found) > MOST_A_SERIES:
                self.notes.append(f"“{title}” was read up to {found.pop():%-d %B %Y}.")
                break
        both = dict.fromkeys([*found, *_listed(event, "RDATE")])
        return (when for when in both if _stamp(when) not in left_out)

    def _is_near(self, when: Moment) -> bool:
        return self.known.today - BACK <= _day(when) <= self.known.today + AHEAD

    def _said(self, event: Event, title: str, when: Moment, groups: Names) -> MeetingSaid:
        local = _on_the_clock(when, self.zone)
        cancelled = _text(event, "STATUS").upper() == "CANCELLED"
        return MeetingSaid(
            title,
            local.date() if isinstance(local, datetime) else local,
            f"{local:%H:%M}" if isinstance(local, datetime) else None,
            "cancelled" if cancelled else "planned",
            group_in(title, groups),
            _text(event, "LOCATION") or None,
            _text(event, "DESCRIPTION")[:2_000] or None,
        )


def _is_too_often(rule: Any) -> bool:
    """A rule by seconds, minutes or hours, or one whose search for a fitting day could go on for long."""
    frequency = str(next(iter(rule.get("FREQ", [""])), "")).upper()
    by_day_of_month = frequency in ("DAILY", "WEEKLY") and any(
        key in rule for key in ("BYMONTHDAY", "BYYEARDAY")
    )
    return (
        frequency in _OFTEN
        or by_day_of_month
        or any(key in rule for key in ("BYSECOND", "BYMINUTE", "BYHOUR"))
    )


def _by_rule(event: Event, start: Moment, last: date) -> Iterator[Moment]:
    """The dates of a rule on the event's own clock: a meeting at ten stays at ten when the clocks change."""
    rule = event.get("RRULE")
    if rule is None:
        return
    naive = start.replace(tzinfo=None) if isinstance(start, datetime) else datetime.combine(start, time())
    written = {key: value for key, value in rule.items() if key != "UNTIL"}
    until = next(iter(rule.get("UNTIL", [])), None)
    end = min(_day(until), last) if until is not None else last
    text = type(rule)(written).to_ical().decode()
    for found in islice(rrulestr(text, dtstart=naive), 50_000):
        if found.date() > end:
            return
        yield found.replace(tzinfo=start.tzinfo) if isinstance(start, datetime) else found.date()


def _listed(event: Event, name: str) -> list[Moment]:
    """The dates of EXDATE or RDATE, which may stand in several lines."""
    value = event.get(name)
    lines = value if isinstance(value, list) else [value] if value is not None else []
    dates = [entry.dt for line in lines for entry in getattr(line, "dts", [])]
    return [when for when in dates if isinstance(when, date)]


def _on_the_clock(when: Moment, zone: ZoneInfo) -> Moment:
    """On the partnership's clock; a time without a zone is on it already."""
    return when.astimezone(zone) if isinstance(when, datetime) and when.tzinfo else when


def _key(event: Event) -> tuple[str, str]:
    recurrence = event.decoded("RECURRENCE-ID") if "RECURRENCE-ID" in event else None
    stamp = _stamp(recurrence) if isinstance(recurrence, date) else ""
    return _text(event, "UID") or _text(event, "SUMMARY"), stamp


def _stamp(when: Moment) -> str:
    if isinstance(when, datetime) and when.tzinfo:
        return when.astimezone(UTC).isoformat()
    return when.isoformat()


def _day(when: Moment) -> date:
    return when.date() if isinstance(when, datetime) else when


def _text(event: Event, name: str) -> str:
    value = event.get(name)
    first = value[0] if isinstance(value, list) and value else value
    return clean(str(first)) if first is not None else ""
