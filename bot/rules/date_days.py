"""Days and weeks: from "3 Dec", "next Friday" or "w/c 1 March" to the days meant.

What may live here: those readers and their table. Its rules stand in `bot.rules.date_reading`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from dateutil import parser
from dateutil.relativedelta import relativedelta

from bot.rules.date_names import (
    DAY,
    FIRST_YEAR,
    LAST_YEAR,
    MONTH,
    MONTHS,
    NUMBER,
    WEEKDAY,
    YEAR,
    Context,
    Match,
    Span,
    look_up,
    month_of,
    table,
    weekday_of,
    year_of,
)

WITHOUT_YEAR = timedelta(days=300)
"""How far from today a day may be worded without its year; beyond, it would be taken for another year's."""

_LOOK_BACK = relativedelta(months=3)
_REST_OF_WEEK = timedelta(days=6)


def _read_iso_day(match: Match, _: Context) -> Span | None:
    return _one_day(_real_day(match[1], match[2], match[3]))


def _read_relative_day(match: Match, context: Context) -> Span | None:
    away = ("yesterday", "today", "tomorrow").index(match[1]) - 1
    return _one_day(context.today + timedelta(days=away))


def _read_weekday(match: Match, context: Context) -> Span | None:
    today, weekday = context.today, weekday_of(match[2])
    if match[1] == "next":
        return _one_day(today + timedelta(days=7 - today.weekday() + weekday))
    return _one_day(today + relativedelta(weekday=weekday))


def _read_day_first(match: Match, context: Context) -> Span | None:
    weekday, day, month, year = match.groups()
    return _one_day(_pick_day(day, str(month_of(month)), year, weekday, context.today))


def _read_month_first(match: Match, context: Context) -> Span | None:
    weekday, month, day, year = match.groups()
    if not (weekday or year) and int(day) >= context.today.year % 100 - 1:
        return None  # "Nov 26" may be a day or a year: better asked than guessed
    return _one_day(_pick_day(day, str(month_of(month)), year, weekday, context.today))


def _read_numbers(match: Match, context: Context) -> Span | None:
    weekday, day, _, month, year = match.groups()
    return _one_day(_pick_day(day, month, year, weekday, context.today))


def _read_yearless_numbers(match: Match, context: Context) -> Span | None:
    weekday, day, month = match.groups()
    return _one_day(_pick_day(day, month, None, weekday, context.today))


def _pick_day(day: str, month: str, year: str | None, weekday: str | None, today: date) -> date | None:
    """The day in the first year that fits, weekday and all; None where none does."""
    years = [str(year_of(year))] if year else _likely_years(day, month, today)
    for candidate in years:
        found = _real_day(candidate, month, day)
        if found and (weekday is None or found.weekday() == weekday_of(weekday)):
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
    if not (FIRST_YEAR <= int(year) <= LAST_YEAR and 1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return None
    text = f"{int(day)} {MONTHS[int(month) - 1]} {year}"
    try:
        return parser.parse(text, dayfirst=True, default=datetime(2000, 1, 1)).date()  # noqa: DTZ001 - a day has no zone
    except ValueError:
        return None


def _one_day(day: date | None) -> Span | None:
    return (day, day, "day") if day else None


def _read_week(match: Match, context: Context) -> Span | None:
    """The seven days from the day a week commences on, or to the day it ends on: no one day, so no more exact."""
    day = (look_up(DAYS, match["day"], context) or (None,))[0]
    if day is None:
        return None
    first = day - _REST_OF_WEEK if match["ends"] else day
    return first, first + _REST_OF_WEEK, "month"


DAYS = table(
    (r"([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})(?:[t ][0-9:.+z-]+)?", _read_iso_day),
    (r"(yesterday|today|tomorrow)", _read_relative_day),
    (rf"(?:(this|next) )?{WEEKDAY}", _read_weekday),
    (rf"(?:{WEEKDAY},? (?:the )?)?{DAY}(?: of)?[ -]?{MONTH}(?:,?[ -]?{YEAR})?", _read_day_first),
    (rf"(?:{WEEKDAY},? )?{MONTH} {DAY}(?:,? ([0-9]{{4}}))?", _read_month_first),
    (rf"(?:{WEEKDAY},? )?{NUMBER}([/.-]){NUMBER}\3{YEAR}", _read_numbers),
    (rf"(?:{WEEKDAY},? )?{NUMBER}/{NUMBER}", _read_yearless_numbers),
)
_COMMENCES = r"w/?[cb]|week (?:commencing|beginning|starting|of)|(?P<ends>w/?e|week ending)"
WEEKS = table((rf"(?:{_COMMENCES}):? (?:on )?(?:the )?(?P<day>.+)", _read_week))
