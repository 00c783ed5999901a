"""Reading dates: from what a paper or a person wrote to the days it may mean.

What may live here: the table of what is understood and the readers it names. The rules:

- British order: 12/11/2026 is 12 November. Years are 1900–2199; "26" is 2026.
- A day without its year is the next such day from three months ago on: people name what has just been due.
  A weekday must agree: where it does not, the same day within ten months of today is tried ("Wed 11 Mar").
- A month, pair of months or season without its year is the one running or the next.
- "Friday" is today's or the next one; "next Friday" is the Friday of next week.
- Seasons are meteorological: spring is March to May; winter 2026 is December 2026 to February 2027.
- A quarter or half of a year ("Q3 2026") is of the calendar year; of "2026/27", of the financial year.
  Without a year it could be either, and is not read.
- "The end of 2026" is 31 December, precision year_end; "the end of the financial year" likewise its last day.
  "Early", "mid", "late" and "start of" do not narrow what follows: early 2024 is 2024.
- "The first meeting in 2025" lies within 2025, precision meeting; "next meeting" has no days until it is
  bound to a meeting.
- "May 2016 onwards" is a start and sets no due date; nor do "in due course", "TBC", "annually" or "ongoing,
  reviewed each year". These are understood.
- What could be two things ("Nov 26", "year end") or cannot be read is not understood, and sets no date.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dateutil import parser
from dateutil.relativedelta import relativedelta

Span = tuple[date | None, date | None, str]
"""Earliest day, latest day, precision; no days where no date is set."""

# fmt: off
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)
# fmt: on
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
"""The first month of each season."""

WITHOUT_YEAR = timedelta(days=300)
"""How far from today a day may be worded without its year; beyond, it would be taken for another year's."""

_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_LOOK_BACK = relativedelta(months=3)
_LENGTHS = {2: "two_months", 3: "quarter", 6: "half_year"}
_NOT_SET: Span = (None, None, "none")


@dataclass(frozen=True, slots=True)
class _Context:
    today: date
    fy_start: tuple[int, int]


_Match = re.Match[str]
_Table = tuple[tuple[re.Pattern[str], Callable[[_Match, _Context], Span | None]], ...]


def read_span(words: str, today: date, fy_start: tuple[int, int] = (4, 1)) -> Span | None:
    """The days `words` may mean; no days and "none" where they say that no date is set; None: not understood.

    `fy_start` is the month and day on which the financial year begins.
    """
    text = _folded(words)
    bare = _without_lead_in(text)
    if any(pattern.fullmatch(said) for pattern in (_NO_DATE_WORDS, _START) for said in (text, bare)):
        return _NOT_SET
    return _look_up(_EVERYTHING, bare, _Context(today, fy_start))


def read_past(words: str, today: date) -> date | None:
    """The last day on or before today that `words` may name; None where they name no single day."""
    text = _without_lead_in(_folded(words))
    weekday = _PAST_WEEKDAY.fullmatch(text)
    if weekday:
        return today - timedelta(days=(today.weekday() - _weekday(weekday[1]) - 1) % 7 + 1)
    last_year = today.year - 1
    for said in (text, f"{text} {today.year}", f"{text} {last_year}", f"{text}/{last_year}"):
        earliest, _, precision = read_span(said, today) or _NOT_SET
        if precision == "day" and earliest and earliest <= today:
            return earliest
    return None


# --- what is recognised ----------------------------------------------------------------------------------

_DASHES = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-") | {"‘": "'", "’": "'"}
)
_LEAD_IN = re.compile(
    r"(?:(?:between (?:now|today) and|no later than|not later than|some ?time|before (?=the end )"
    r"|by|in|on|at|due|during|throughout|the|early|mid|late|(?:start|beginning) of) |(?:early|mid|late)-)+"
)
_NO_DATE_WORDS = re.compile(
    r"-*|\?*|n/?a|none|null|nil|no date(?: set| yet)?|not set|not stated|unknown|undated|open(?:[- ]ended)?"
    r"|tb[acd]|to be (?:agreed|announced|arranged|confirmed|decided|determined|set)|(?:in )?due course"
    r"|on-?going|continuous|as soon as (?:possible|practicable)|asap|immediate(?:ly)?|not applicable"
    r"|(?:bi-?)?annual(?:ly)?|(?:half-?)?yearly|quarterly|(?:six-?)?monthly|weekly|each year|every year"
)
_START = re.compile(
    r"(?:from|since|starting|beginning(?! of)) .+|.+ (?:onwards?|on-?going)"
    r"|on-?going(?! ?-? ?(?:until|till|to|by)\b)[ /,;:(-].+"
)

_MONTH = rf"({'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in MONTHS).lower()}|sept)\.?"
_WEEKDAY = r"(mon|tues?|wed(?:s|nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_PAST_WEEKDAY = re.compile(rf"(?:last )?{_WEEKDAY}")
_DAY = r"([0-9]{1,2})(?:st|nd|rd|th)?"
_NUMBER = r"([0-9]{1,2})"
_YEAR = r"('?[0-9]{2}|[0-9]{4})"
_CLEAR_YEAR = r"('[0-9]{2}|[0-9]{4})"
_SEASON = rf"({'|'.join(SEASONS)})"
_ORDINAL = "first|second|third|fourth|last"


def _folded(words: str) -> str:
    return " ".join(words.translate(_DASHES).casefold().split()).strip(" .,;:!")


def _without_lead_in(text: str) -> str:
    match = _LEAD_IN.match(text)
    return text[match.end() :] if match else text


def _look_up(table: _Table, text: str, context: _Context) -> Span | None:
    for pattern, reader in table:
        match = pattern.fullmatch(text)
        span = reader(match, context) if match else None
        if span:
            return span
    return None


# --- days ------------------------------------------------------------------------------------------------


def _read_iso_day(match: _Match, _: _Context) -> Span | None:
    return _one_day(_real_day(match[1], match[2], match[3]))


def _read_relative_day(match: _Match, context: _Context) -> Span | None:
    away = ("yesterday", "today", "tomorrow").index(match[1]) - 1
    return _one_day(context.today + timedelta(days=away))


def _read_weekday(match: _Match, context: _Context) -> Span | None:
    today, weekday = context.today, _weekday(match[2])
    if match[1] == "next":
        return _one_day(today + timedelta(days=7 - today.weekday() + weekday))
    return _one_day(today + relativedelta(weekday=weekday))


def _read_day_first(match: _Match, context: _Context) -> Span | None:
    weekday, day, month, year = match.groups()
    return _one_day(_pick_day(day, str(_month(month)), year, weekday, context.today))


def _read_month_first(match: _Match, context: _Context) -> Span | None:
    weekday, month, day, year = match.groups()
    if not (weekday or year) and int(day) >= context.today.year % 100 - 1:
        return None  # "Nov 26" may be a day or a year: better asked than guessed
    return _one_day(_pick_day(day, str(_month(month)), year, weekday, context.today))


def _read_numbers(match: _Match, context: _Context) -> Span | None:
    weekday, day, _, month, year = match.groups()
    return _one_day(_pick_day(day, month, year, weekday, context.today))


def _read_yearless_numbers(match: _Match, context: _Context) -> Span | None:
    weekday, day, month = match.groups()
    return _one_day(_pick_day(day, month, None, weekday, context.today))


def _pick_day(day: str, month: str, year: str | None, weekday: str | None, today: date) -> date | None:
    """The day in the first year that fits, weekday and all; None where none does."""
    years = [str(_year(year))] if year else _likely_years(day, month, today)
    for candidate in years:
        found = _real_day(candidate, month, day)
        if found and (weekday is None or found.weekday() == _weekday(weekday)):
            return found
    return None


def _likely_years(day: str, month: str, today: date) -> Iterator[str]:
    """The year of the first such day since three months ago, then of any other within `WITHOUT_YEAR`."""
    floor = today - _LOOK_BACK
    found = _real_day(str(floor.year), month, day)
    likely = floor.year if found and found >= floor else floor.year + 1
    yield str(likely)
    for year in (likely + 1, likely - 1):
        found = _real_day(str(year), month, day)
        if found and abs(found - today) <= WITHOUT_YEAR:
            yield str(year)


def _real_day(year: str, month: str, day: str) -> date | None:
    """The day, parsed by dateutil from three whole parts so that it has nothing left to guess."""
    if not (_FIRST_YEAR <= int(year) <= _LAST_YEAR and 1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return None
    text = f"{int(day)} {MONTHS[int(month) - 1]} {year}"
    try:
        return parser.parse(text, dayfirst=True, default=datetime(2000, 1, 1)).date()  # noqa: DTZ001 - a day has no zone
    except ValueError:
        return None


def _one_day(day: date | None) -> Span | None:
    return (day, day, "day") if day else None


# --- months and seasons ----------------------------------------------------------------------------------


def _read_month_number(match: _Match, _: _Context) -> Span | None:
    year, month = (match[1], match[2]) if match[1] else (match[4], match[3])
    return _months(int(year), int(month), 1, "month") if 1 <= int(month) <= 12 else None


def _read_this_month(match: _Match, context: _Context) -> Span | None:
    first = context.today.replace(day=1) + relativedelta(months=int(match[1] == "next"))
    return _months(first.year, first.month, 1, "month")


def _read_month(match: _Match, context: _Context) -> Span | None:
    which, name, year = match.groups()
    if year:
        return _months(_year(year), _month(name), 1, "month")
    return _running_or_next(_month(name), 1, "month", context.today, to_come=which == "next")


def _read_months(match: _Match, context: _Context) -> Span | None:
    """Two, three or six months from one named month to another: "November/December 2015"."""
    first, last = _month(match[1]), _month(match[3])
    length = (last - first) % 12 + 1
    precision = _LENGTHS.get(length)
    if precision is None:
        return None
    if not (match[2] or match[4]):
        return _running_or_next(first, length, precision, context.today)
    over_new_year = int(last < first)
    start = _year(match[2]) if match[2] else _year(match[4]) - over_new_year
    if match[4] and _year(match[4]) != start + over_new_year:
        return None
    return _months(start, first, length, precision)


def _read_season(match: _Match, context: _Context) -> Span | None:
    which, name, year, next_year = match.groups()
    if year is None:
        return _running_or_next(SEASONS[name], 3, "season", context.today, to_come=which == "next")
    start = _year(year)
    if next_year and (name != "winter" or int(next_year) % 100 != (start + 1) % 100):
        return None
    return _months(start, SEASONS[name], 3, "season")


def _read_seasons(match: _Match, _: _Context) -> Span | None:
    """Two seasons running: "Autumn/Winter 2025" is September 2025 to February 2026."""
    first, last, year = match.groups()
    follows = (SEASONS[last] - SEASONS[first]) % 12 == 3
    return _months(_year(year), SEASONS[first], 6, "half_year") if follows else None


def _months(year: int, month: int, length: int, precision: str) -> Span | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    last = date(year, month, 1) + relativedelta(months=length - 1)
    return date(year, month, 1), last.replace(day=monthrange(last.year, last.month)[1]), precision


def _running_or_next(
    month: int, length: int, precision: str, today: date, *, to_come: bool = False
) -> Span | None:
    """The span that runs today, or the next to begin; with `to_come`, the next to begin."""
    first = today + timedelta(days=1) if to_come else today - relativedelta(months=length - 1, day=1)
    year = first.year if (month, 1) >= (first.month, first.day) else first.year + 1
    return _months(year, month, length, precision)


# --- years and parts of years ----------------------------------------------------------------------------


def _read_financial_year(match: _Match, context: _Context) -> Span | None:
    start = _year(match[1])
    follows = int(match[2]) in (start + 1, (start + 1) % 100)
    return _financial_year(start, context) if follows else None


def _read_this_financial_year(match: _Match, context: _Context) -> Span | None:
    today = context.today
    start = today.year if (today.month, today.day) >= context.fy_start else today.year - 1
    return _financial_year(start + (match[1] == "next"), context)


def _read_year(match: _Match, _: _Context) -> Span | None:
    return _months(int(match[1]), 1, 12, "year")


def _read_this_year(match: _Match, context: _Context) -> Span | None:
    return _months(context.today.year + (match[1] == "next"), 1, 12, "year")


def _read_part(match: _Match, context: _Context) -> Span | None:
    """A quarter or a half of a year, calendar or financial as the year is named."""
    words = match.groupdict()
    precision, months = ("quarter", 3) if words["quarter"] else ("half_year", 6)
    which = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 12 // months}
    ordinal = words["quarter"] or words["half"]
    before = months * ((int(ordinal) if ordinal.isdigit() else which[ordinal]) - 1)
    start = (_look_up(_YEARS, _this(words["whole"]), context) or _NOT_SET)[0]
    if start is None:
        return None
    after = start + relativedelta(months=before + months)
    return start + relativedelta(months=before), after - timedelta(days=1), precision


def _read_end(match: _Match, context: _Context) -> Span | None:
    """The end of a year is its last day; the end of a shorter period is that period."""
    span = _look_up(_PERIODS, _this(match[1]), context)
    if span and span[2] in ("year", "financial_year"):
        return span[1], span[1], "year_end"
    return span


def _read_meeting(match: _Match, context: _Context) -> Span:
    span = _look_up(_PERIODS, _this(match[1] or ""), context)
    earliest, latest, _ = span or _NOT_SET
    return earliest, latest, "meeting"


def _financial_year(start: int, context: _Context) -> Span | None:
    if not _FIRST_YEAR <= start <= _LAST_YEAR:
        return None
    month, day = context.fy_start
    return date(start, month, day), date(start + 1, month, day) - timedelta(days=1), "financial_year"


def _this(period: str) -> str:
    """ "The end of the year" means this year's."""
    return f"this {period}" if period in ("year", "calendar year", "financial year", "month") else period


# --- names and numbers -----------------------------------------------------------------------------------


def _year(text: str) -> int:
    number = int(text.removeprefix("'"))
    return number if number > 99 else 2000 + number


def _month(name: str) -> int:
    return [month[:3].lower() for month in MONTHS].index(name[:3]) + 1


def _weekday(name: str) -> int:
    return [weekday[:3].lower() for weekday in WEEKDAYS].index(name[:3])


# --- the table: the first row that fits and yields a date wins -------------------------------------------


def _table(*rows: tuple[str, Callable[[_Match, _Context], Span | None]]) -> _Table:
    return tuple((re.compile(pattern), reader) for pattern, reader in rows)


_DAYS = _table(
    (r"([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})(?:[t ][0-9:.+z-]+)?", _read_iso_day),
    (r"(yesterday|today|tomorrow)", _read_relative_day),
    (rf"(?:(this|next) )?{_WEEKDAY}", _read_weekday),
    (rf"(?:{_WEEKDAY},? (?:the )?)?{_DAY}(?: of)?[ -]?{_MONTH}(?:,?[ -]?{_YEAR})?", _read_day_first),
    (rf"(?:{_WEEKDAY},? )?{_MONTH} {_DAY}(?:,? ([0-9]{{4}}))?", _read_month_first),
    (rf"(?:{_WEEKDAY},? )?{_NUMBER}([/.-]){_NUMBER}\3{_YEAR}", _read_numbers),
    (rf"(?:{_WEEKDAY},? )?{_NUMBER}/{_NUMBER}", _read_yearless_numbers),
)
_YEARS = _table(
    (r"(?:fy ?|financial year )?([0-9]{4}|[0-9]{2}) ?[/-] ?([0-9]{4}|[0-9]{2})(?: financial year)?",
     _read_financial_year),
    (r"(this|next|current) (?:financial year|fy)", _read_this_financial_year),
    (r"(?:calendar )?(?:year )?([0-9]{4})", _read_year),
    (r"(this|next|current) (?:calendar )?year", _read_this_year),
)  # fmt: skip
_PERIODS = (
    *_table(
        (rf"([0-9]{{4}})-([0-9]{{2}})|{_NUMBER}/([0-9]{{4}})", _read_month_number),
        (r"(this|next) month", _read_this_month),
        (rf"(?:(this|next) )?{_MONTH}(?:(?: of)?,? {_CLEAR_YEAR})?", _read_month),
        (rf"{_MONTH}(?: {_YEAR})? ?(?:/|-|&|or|and|to) ?{_MONTH}(?: {_YEAR})?", _read_months),
        (rf"{_SEASON} ?(?:/|-|&|or|and|to) ?{_SEASON}(?: of)?,? {_YEAR}", _read_seasons),
        (rf"(?:(this|next) )?{_SEASON}(?:(?: of)?,? {_YEAR}(?:[/-]([0-9]{{4}}|[0-9]{{2}}))?)?", _read_season),
    ),
    *_YEARS,
    *_table(
        (r"(?:(?:q|qtr|quarter) ?(?P<quarter>[1-4])|h(?P<half>[12]))[ ,/-]*(?:of |in )?(?P<whole>.+)", _read_part),
        (r"(?P<whole>.+) (?:(?:q|qtr ?|quarter )(?P<quarter>[1-4])|h(?P<half>[12]))", _read_part),
        (rf"(?:(?P<quarter>{_ORDINAL}) quarter|(?P<half>first|second|last) half) of (?:the )?(?P<whole>.+)",
         _read_part),
    ),
)  # fmt: skip
_EVERYTHING = (
    *_DAYS,
    *_PERIODS,
    *_table(
        (r"end(?:-| of (?:the )?| )(.+)", _read_end),
        (
            rf"(?:{_ORDINAL}|next|final)(?: [a-z]+){{0,3}} meeting(?: (?:in|of|on) (?:the )?(.+))?",
            _read_meeting,
        ),
    ),
)
