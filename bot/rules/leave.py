"""Leave: the days somebody is away, read as people write them, and who may cover.

What may live here: reading those words, and checking days and cover, as pure functions. The rules of single dates are
`bot.rules.date_reading`'s.

- "1-14 Aug", "Mon 3 to Fri 7 Aug", "28 Dec - 3 Jan": from the first day to the last, both included. A first day without
  its month or year has the last one's.
- "from Monday" is open until somebody says otherwise; "until 14 Aug" begins today; "Friday", "August" and "next week"
  are themselves. "until Monday", said on a Monday, is the next one.
- "back on Monday" is until the working day before.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from bot.rules.asking import is_away
from bot.rules.date_reading import WEEKDAYS, read_span
from bot.rules.workdays import NO_HOLIDAYS, Calendar
from storage.records.glance import ContactGlance

_A_WEEK = timedelta(days=7)
_LOOKS_BACK = timedelta(days=92)
"""How far back a day without its year may be read."""

LONGEST = timedelta(days=366)
"""A leave longer than this is likelier a slip."""

_SELDOM_LONGER = timedelta(days=42)
_SELDOM_FURTHER = timedelta(days=182)
_EVERY_WEEKDAY = Calendar(NO_HOLIDAYS)

PAST, BACKWARDS, TOO_LONG = "past", "backwards", "too_long"
NO_COVER, SEVERAL, LEFT, SELF, AWAY_TOO = "no_cover", "several", "left", "self", "away_too"
"""Why leave is not kept: the days, or whoever was to cover."""

WHICH_DAYS, SUPPORT_ONLY, NO_CONTACT = "which_days", "support_only", "no_contact"
"""Or no days were said, another's leave is not the speaker's to keep, or nobody is called so."""


class Leave(NamedTuple):
    """The days somebody is away, both included; `last` is None while it is open."""

    first: date
    last: date | None


@dataclass(frozen=True, slots=True)
class Held:
    """What is held of somebody's leave. `leave` is None where there is none to come."""

    contact: ContactGlance
    leave: Leave | None
    cover: ContactGlance | None
    covering: tuple[ContactGlance, ...] = ()


_TO = re.compile(
    r"\s+(?:to|until|till|through)\s+|\s*[–—]\s*|\s+-\s+|(?<=[0-9a-z])-(?=[0-9a-z])", re.IGNORECASE
)
_LEAD_IN = re.compile(
    r"(?:(?:i(?:'m| am)\s+)?(?:(?:away|off|out)(?: sick| ill)?|sick|ill|unwell|poorly"
    r"|on (?:(?:annual|sick) )?(?:leave|holiday))\s+)?",
    re.IGNORECASE,
)
_FROM = re.compile(r"(?:from|starting|since|as of)\s+", re.IGNORECASE)
_UNTIL = re.compile(r"(?:until|till|to|through)\s+", re.IGNORECASE)
_BACK = re.compile(
    r"(?:i(?:'m|'ll be| am| will be)\s+)?back\s+(?:at work\s+|in\s+)?(?:on\s+)?", re.IGNORECASE
)
_ONWARDS = re.compile(r"\s+onwards?\Z", re.IGNORECASE)
_WEEK = re.compile(r"(?:all )?(this|next) week", re.IGNORECASE)
_LAST_WORDS = re.compile(r"\s*([a-z]+\.?(?:\s+[0-9]{4})?)\Z", re.IGNORECASE)


def read_leave(words: str, today: date, calendar: Calendar = _EVERY_WEEKDAY) -> Leave | None:
    """The days that words name; None where they cannot be read. Days that are over are read all the same.

    `calendar` counts back from the day somebody is back.
    """
    said = " ".join(words.replace("’", "'").split()).strip(" .,;:!")
    said = said[_LEAD_IN.match(said).end() :]  # type: ignore[union-attr]  # it matches nothing at the least
    back, until = _BACK.match(said), _UNTIL.match(said)
    if back:
        return _until_back(_day_ahead(said[back.end() :], today), today, calendar)
    if until:
        last = _day_ahead(said[until.end() :], today)
        return Leave(today, last) if last else None
    begins = _FROM.match(said)
    said = said[begins.end() :] if begins else said
    return _two_days(said, today) or _one(
        _ONWARDS.sub("", said), today, begins is not None or bool(_ONWARDS.search(said))
    )


def is_to_be_confirmed(leave: Leave, today: date) -> bool:
    """Whether days are likelier misread than meant: a long leave, or one that a year not said put far ahead."""
    is_long = leave.last is not None and leave.last - leave.first > _SELDOM_LONGER
    return is_long or leave.first - today > _SELDOM_FURTHER


def problem_with(leave: Leave, today: date) -> str | None:
    """Why the days cannot be kept; None where they can."""
    if leave.last is not None and leave.last < leave.first:
        return BACKWARDS
    if leave.last is not None and leave.last < today:
        return PAST
    return TOO_LONG if leave.last is not None and leave.last - leave.first > LONGEST else None


def problem_with_cover(cover: ContactGlance, away: int, leave: Leave, today: date) -> str | None:
    """Why somebody cannot cover: gone, the person who is away, or away then themselves; None where they can."""
    if cover.left_on is not None:
        return LEFT
    if cover.id == away:
        return SELF
    return AWAY_TOO if _overlaps(cover, leave, today) else None


def leave_of(contact: ContactGlance, today: date) -> Leave | None:
    """The leave somebody is on or has before them; None where none is held, or it is over."""
    if contact.away_from is None and contact.away_to is None:
        return None
    if contact.away_to is not None and contact.away_to < today:
        return None
    return Leave(contact.away_from or today, contact.away_to)


def back_on(contact: ContactGlance, today: date) -> date | None:
    """The day somebody was back from the last leave that is known; None where there was none, or it is not over."""
    is_over = contact.away_to is not None and contact.away_to < today
    return contact.away_to + timedelta(days=1) if is_over and contact.away_to is not None else None


def days_after_return(contact: ContactGlance, today: date) -> tuple[date | None, date | None]:
    """What is kept of a leave that ends today: its days up to yesterday, or none of it where it had not begun."""
    yesterday = today - timedelta(days=1)
    if not is_away(contact, today) or (contact.away_from is not None and contact.away_from > yesterday):
        return None, None
    return contact.away_from, yesterday


def _overlaps(cover: ContactGlance, leave: Leave, today: date) -> bool:
    """Whether somebody is away on any day of the leave that is still to come."""
    theirs = leave_of(cover, today)
    if theirs is None:
        return False
    begins_before_end = leave.last is None or theirs.first <= leave.last
    return begins_before_end and (theirs.last is None or theirs.last >= max(leave.first, today))


def _two_days(said: str, today: date) -> Leave | None:
    """The first reading that makes two days of it: a dash may also stand inside a date."""
    for match in _TO.finditer(said):
        before, after = said[: match.start()], said[match.end() :]
        for first_words in (before, _completed(before, after)):
            first = _day(first_words, today)
            last = _day(after, first) if first else None
            if first and last:
                return Leave(first, last)
    return None


def _completed(before: str, after: str) -> str:
    """`1` of "1-14 Aug" as `1 Aug`; `3 Aug` of "3 Aug - 5 Sep 2027" stays as it is."""
    month = _LAST_WORDS.search(after)
    return f"{before} {month[1]}" if month else before


def _one(said: str, today: date, is_open: bool) -> Leave | None:
    """A single day, a week or a month; the first day alone where it is open."""
    leave = _week(said, today) or _span(said, today)
    return leave._replace(last=None) if leave is not None and is_open else leave


def _week(said: str, today: date) -> Leave | None:
    match = _WEEK.fullmatch(said)
    if match is None:
        return None
    monday = today - timedelta(days=today.weekday())
    sunday = monday + timedelta(days=6)
    if match[1].casefold() == "this":
        return Leave(today, sunday)
    return Leave(monday + _A_WEEK, sunday + _A_WEEK)


def _span(said: str, today: date) -> Leave | None:
    first, last, precision = read_span(said, today) or (None, None, "none")
    if precision == "day":
        first = last = _day_to_come(said, today)
    known = first is not None and last is not None and precision in ("day", "month")
    return Leave(first, last) if known and first else None


def _day(said: str, base: date) -> date | None:
    """One day; without its year the next one since three months before `base`."""
    _, last, precision = read_span(said, base) or (None, None, "none")
    return last if precision == "day" else None


def _day_to_come(said: str, today: date) -> date | None:
    """One day from today on, where its year was not said: leave is told beforehand."""
    day = _day(said, today)
    if day is not None and day < today:
        return _day(said, today + _LOOKS_BACK) or day
    return day


def _day_ahead(said: str, today: date) -> date | None:
    """The same of a day that ends something: a weekday is never the day it is said on."""
    day = _day_to_come(said, today)
    is_weekday = said.isalpha() and said[:3].casefold() == WEEKDAYS[today.weekday()][:3].casefold()
    return day + _A_WEEK if day == today and is_weekday else day


def _until_back(day: date | None, today: date, calendar: Calendar) -> Leave | None:
    """Away until the working day before `day`; None where that leaves nobody away."""
    if day is None or day <= today:
        return None
    return Leave(today, max(today, calendar.working_days_before(day, 1)))


@dataclass(frozen=True, slots=True)
class LeaveKept:
    """Leave is kept. `is_own`: the speaker's own; `is_cover_told`: whoever covers hears of it in their next message."""

    held: Held
    is_own: bool
    is_cover_told: bool = False


@dataclass(frozen=True, slots=True)
class LeaveEnded:
    """Somebody is back; `had` tells whether any leave was held at all."""

    contact: ContactGlance
    is_own: bool
    had: bool


@dataclass(frozen=True, slots=True)
class LeaveRefused:
    """Leave was not kept. `why` is one of the reasons above, `WHICH_DAYS`, `SUPPORT_ONLY` or `NO_CONTACT`.

    `wanted` are the words of the person it is about, `among` posts that fit them; `support` who may do it.
    """

    why: str
    wanted: str = ""
    among: tuple[str, ...] = ()
    support: str | None = None
