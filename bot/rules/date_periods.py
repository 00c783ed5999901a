"""Months, seasons, years and their parts: from "Spring 2027" or "Q3 2026/27" to the days they may mean.

What may live here: those readers and their table. Its rules stand in `bot.rules.date_reading`.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from bot.rules.date_names import (
    CLEAR_YEAR,
    FIRST_YEAR,
    LAST_YEAR,
    MONTH,
    NOT_SET,
    NUMBER,
    ORDINAL,
    SEASON,
    SEASONS,
    YEAR,
    Context,
    Match,
    Span,
    look_up,
    month_of,
    table,
    year_of,
)

_LENGTHS = {2: "two_months", 3: "quarter", 6: "half_year"}
_YEARS_LONG = ("year", "financial_year")


# --- months and seasons ----------------------------------------------------------------------------------


def _read_month_number(match: Match, _: Context) -> Span | None:
    year, month = (match[1], match[2]) if match[1] else (match[4], match[3])
    return _months(int(year), int(month), 1, "month") if 1 <= int(month) <= 12 else None


def _read_short_month(match: Match, _: Context) -> Span | None:
    """ "Mar-26", as spreadsheets write a month."""
    return _months(year_of(match[2]), month_of(match[1]), 1, "month")


def _read_this_month(match: Match, context: Context) -> Span | None:
    first = context.today.replace(day=1) + relativedelta(months=int(match[1] == "next"))
    return _months(first.year, first.month, 1, "month")


def _read_month(match: Match, context: Context) -> Span | None:
    which, name, year = match.groups()
    if year:
        return _months(year_of(year), month_of(name), 1, "month")
    return _running_or_next(month_of(name), 1, "month", context.today, to_come=which == "next")


def _read_months(match: Match, context: Context) -> Span | None:
    """Two, three or six months from one named month to another: "November/December 2015"."""
    first, last = month_of(match[1]), month_of(match[3])
    length = (last - first) % 12 + 1
    precision = _LENGTHS.get(length)
    if precision is None:
        return None
    if not (match[2] or match[4]):
        return _running_or_next(first, length, precision, context.today)
    over_new_year = int(last < first)
    start = year_of(match[2]) if match[2] else year_of(match[4]) - over_new_year
    if match[4] and year_of(match[4]) != start + over_new_year:
        return None
    return _months(start, first, length, precision)


def _read_season(match: Match, context: Context) -> Span | None:
    which, name, year, next_year = match.groups()
    if year is None:
        return _running_or_next(SEASONS[name], 3, "season", context.today, to_come=which == "next")
    start = year_of(year)
    if next_year and (name != "winter" or int(next_year) % 100 != (start + 1) % 100):
        return None
    return _months(start, SEASONS[name], 3, "season")


def _read_seasons(match: Match, _: Context) -> Span | None:
    """Two seasons running: "Autumn/Winter 2025" is September 2025 to February 2026."""
    first, last, year = match.groups()
    follows = (SEASONS[last] - SEASONS[first]) % 12 == 3
    return _months(year_of(year), SEASONS[first], 6, "half_year") if follows else None


def _months(year: int, month: int, length: int, precision: str) -> Span | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
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


def _read_financial_year(match: Match, context: Context) -> Span | None:
    start = year_of(match[1])
    follows = int(match[2]) in (start + 1, (start + 1) % 100)
    return _financial_year(start, context) if follows else None


def _read_year_it_ends(match: Match, context: Context) -> Span | None:
    """ "FY26": accounts name a financial year by the calendar year it ends in."""
    return _financial_year(year_of(match[1]) - 1, context)


def _read_academic_year(match: Match, _: Context) -> Span | None:
    """August to July: schools and colleges both lie within it."""
    start = year_of(match[1])
    follows = int(match[2]) in (start + 1, (start + 1) % 100)
    return _months(start, 8, 12, "year") if follows else None


def _read_this_financial_year(match: Match, context: Context) -> Span | None:
    today = context.today
    start = today.year if (today.month, today.day) >= context.fy_start else today.year - 1
    return _financial_year(start + (match[1] == "next"), context)


def _read_year(match: Match, _: Context) -> Span | None:
    return _months(int(match[1]), 1, 12, "year")


def _read_this_year(match: Match, context: Context) -> Span | None:
    return _months(context.today.year + (match[1] == "next"), 1, 12, "year")


def _read_part(match: Match, context: Context) -> Span | None:
    """A quarter or a half of a year, calendar or financial as the year is named."""
    words = match.groupdict()
    precision, months = ("quarter", 3) if words["quarter"] else ("half_year", 6)
    which = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 12 // months}
    ordinal = words["quarter"] or words["half"]
    before = months * ((int(ordinal) if ordinal.isdigit() else which[ordinal]) - 1)
    start = (look_up(YEARS, this_period(words["whole"]), context) or NOT_SET)[0]
    if start is None:
        return None
    after = start + relativedelta(months=before + months)
    return start + relativedelta(months=before), after - timedelta(days=1), precision


def _financial_year(start: int, context: Context) -> Span | None:
    if not FIRST_YEAR <= start <= LAST_YEAR:
        return None
    month, day = context.fy_start
    return date(start, month, day), date(start + 1, month, day) - timedelta(days=1), "financial_year"


def this_period(period: str) -> str:
    """ "The end of the year" means this year's."""
    return f"this {period}" if period in _OF_TODAY else period


def _read_part_of_year(match: Match, context: Context) -> Span | None:
    """ "Early", "mid" and "late" of a year are its first, middle and second half: the most each can mean."""
    span = look_up(YEARS, this_period(match["whole"]), context) or NOT_SET
    if span[0] is None or span[2] not in _YEARS_LONG:
        return None
    start = span[0] + relativedelta(months=_BEGINS_AFTER.get(match["part"], 0))
    return start, start + relativedelta(months=6) - timedelta(days=1), "half_year"


_BEGINS_AFTER = {"mid": 3, "middle of": 3, "late": 6}
"""Months into its year; none for its start."""

_OF_TODAY = ("year", "calendar year", "financial year", "fy", "month")
_TWO_YEARS = r"([0-9]{4}|[0-9]{2}) ?[/-] ?([0-9]{4}|[0-9]{2})"

YEARS = table(
    (rf"(?:fy ?|financial year )?{_TWO_YEARS}(?: (?:financial year|fy))?", _read_financial_year),
    (rf"(?:academic|school) (?:year|session) {_TWO_YEARS}|{_TWO_YEARS} (?:academic|school) (?:year|session)",
     _read_academic_year),
    (r"fy ?'?([0-9]{2}|[0-9]{4})", _read_year_it_ends),
    (r"(this|next|current) (?:financial year|fy)", _read_this_financial_year),
    (r"(?:calendar )?(?:year )?([0-9]{4})", _read_year),
    (r"(this|next|current) (?:calendar )?year", _read_this_year),
)  # fmt: skip
PERIODS = (
    *table(
        (rf"([0-9]{{4}})-([0-9]{{2}})|{NUMBER}/([0-9]{{4}})", _read_month_number),
        (rf"{MONTH}-([0-9]{{2}})", _read_short_month),
        (r"(this|next) month", _read_this_month),
        (rf"(?:(this|next) )?{MONTH}(?:(?: of)?,? {CLEAR_YEAR})?", _read_month),
        (rf"{MONTH}(?: {YEAR})? ?(?:/|-|&|or|and|to) ?{MONTH}(?: {YEAR})?", _read_months),
        (rf"{SEASON} ?(?:/|-|&|or|and|to) ?{SEASON}(?: of)?,? {YEAR}", _read_seasons),
        (rf"(?:(this|next) )?{SEASON}(?:(?: of)?,? {YEAR}(?:[/-]([0-9]{{4}}|[0-9]{{2}}))?)?", _read_season),
    ),
    *YEARS,
    *table(
        (r"(?:(?:q|qtr|quarter) ?(?P<quarter>[1-4])|h(?P<half>[12]))[ ,/-]*(?:of |in )?(?P<whole>.+)", _read_part),
        (r"(?P<whole>.+) (?:(?:q|qtr ?|quarter )(?P<quarter>[1-4])|h(?P<half>[12]))", _read_part),
        (rf"(?:(?P<quarter>{ORDINAL}) quarter|(?P<half>first|second|last) half) of (?:the )?(?P<whole>.+)",
         _read_part),
    ),
)  # fmt: skip
_PARTS = "early|mid|late|middle of|start of|beginning of"
EARLY_AND_LATE = table((rf"(?P<part>{_PARTS})[ -](?:in )?(?:the )?(?P<whole>.+)", _read_part_of_year))
